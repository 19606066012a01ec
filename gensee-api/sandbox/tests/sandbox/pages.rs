//! Pages to look at.

use gensee_api::Error;
use gensee_api::webcast::{ListRecordings, OPERATIONS};
use gensee_sandbox::Sandbox;

use super::http::{Answer, get, send};
use super::{START, admin, webcast};

fn path(url: &str) -> &str {
    url.strip_prefix("http://").and_then(|url| url.split_once('/')).expect("a path").1
}

fn shown(sandbox: &Sandbox, url: &str) -> Answer {
    let answer = get(sandbox, &format!("/{}", path(url)));
    assert!(answer.head.contains("text/html"), "{}", answer.head);
    assert!(answer.head.contains("content-security-policy"), "{}", answer.head);
    answer
}

#[test]
fn the_first_page_links_to_what_there_is() {
    let sandbox = Sandbox::start().expect("a port");
    let page = get(&sandbox, "/");
    assert_eq!(page.status(), "200");
    assert!(
        page.body.contains(&format!("{} operations", OPERATIONS.len())),
        "{}",
        page.body
    );
    let links: Vec<_> = page
        .body
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("an end"))
        .collect();
    assert!(links.len() > 8, "{links:?}");
    for link in links {
        assert_eq!(get(&sandbox, link).status(), "200", "{link}");
    }
    for same in ["/sandbox", "/sandbox/"] {
        assert_eq!(get(&sandbox, same).body, page.body, "{same}");
    }
    assert_eq!(get(&sandbox, "/health").body, r#"{"status":"ok"}"#);
    let odd = get(&sandbox, "/sandbox/nothing");
    assert_eq!(odd.status(), "404");
    assert_eq!(
        odd.body,
        r#"{"error":"`/sandbox/nothing` is not an address of the sandbox; `/` lists them"}"#
    );
    let wrong = send(&sandbox, "PATCH /sandbox/faults", &[], b"");
    assert_eq!(wrong.status(), "405");
    assert!(wrong.head.to_lowercase().contains("allow:"), "{}", wrong.head);
    assert!(wrong.body.contains("does not take `PATCH`; "), "{}", wrong.body);
}

#[tokio::test]
async fn addresses_to_join_and_to_watch_show_a_page() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let created = client
        .create_webcast(&webcast("Rust <公开课>").attendee_token("111222"))
        .await?;
    let attendee = created.attendee_join_url.expect("an address");
    let attendee = attendee.expose();
    let organizer = created.organizer_join_url.expect("an address");
    let organizer = organizer.expose();
    let (_, id) =
        organizer.split_once("/webcast/site/live/organizer-").expect("the form of 2016");
    assert!(
        !organizer.contains('?') && !organizer.contains(created.id.as_str()),
        "{organizer}"
    );
    let groups: Vec<_> = id.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 8, 4, 4, 4, 12], "{id}");

    let panelist = created.panelist_join_url.expect("an address");
    for (url, says) in [
        (attendee, "<td>right</td>"),
        (&attendee.replace("111222", "wrong"), "<td>wrong, so"),
        (&panelist, "<td>none is given"),
        (organizer, "<td>not needed</td>"),
        (
            &format!("{attendee}&nickName=%E5%BC%A0&uid=1000000042"),
            "<td>1000000042</td>",
        ),
        (&format!("{attendee}&nickname=<i>&uid=42"), "not honoured, because"),
        (&format!("{attendee}&nickname=<i>"), "&lt;i&gt;"),
    ] {
        let page = shown(&sandbox, url);
        assert_eq!(page.status(), "200", "{url}");
        assert!(
            page.body.contains("Rust &lt;公开课&gt;") && page.body.contains(says),
            "{url}: {}",
            page.body
        );
        for secret in ["111222", "123456", "654321"] {
            assert!(!page.body.contains(secret), "{url}: {}", page.body);
        }
        assert!(!page.body.contains("<i>"), "{}", page.body);
    }
    // What the page says to send lets the viewer in.
    let page = shown(&sandbox, &format!("{attendee}&nickName=%E5%BC%A0&uid=1000000042"));
    let body =
        page.body.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next());
    let body = body.expect("what to send").replace("&quot;", "\"");
    let joined = send(&sandbox, "POST /sandbox/control/join", &[], body.as_bytes());
    assert_eq!(joined.body, r#"{"visit":0}"#, "{body}");

    sandbox.control().start(&created.id).expect("live");
    let vod = sandbox.control().finish(&created.id).expect("a vod");
    let recordings = client.list_recordings(&ListRecordings::new(&created.id)).await?;
    assert_eq!(recordings.record_list[0].id, vod);
    let page = get(&sandbox, &format!("/webcast/site/vod/play-{vod}?nickname=Bob"));
    assert!(
        page.body.contains("<td>Bob</td>") && page.body.contains("start_watching"),
        "{}",
        page.body
    );
    for nothing in [
        "entry/join-x",
        "entry/live-x",
        "entry/x",
        "live/organizer-x",
        "live/x",
        "vod/play-x",
        "vod/screenshot-x.jpg",
    ] {
        let page = get(&sandbox, &format!("/webcast/site/{nothing}"));
        assert_eq!(page.status(), "404", "{nothing}");
        assert!(page.body.contains("There is no such webcast or vod"), "{nothing}");
    }
    Ok(())
}

//! Each fault, and what the client says of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use gensee_api::error::TimeoutKind;
use gensee_api::webcast::{FinishWebcast, GetWebcast, ListWebcasts, ReturnCode};
use gensee_api::{Client, ClientBuilder, Drift, DriftKind, Error, Password};
use gensee_sandbox::{Fault, Sandbox};

use super::http::{get, login, post, send};
use super::{admin, refused, webcast};

fn builder(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
}

/// A sandbox with a webcast, and a client that waits but a moment between its attempts.
async fn stage() -> Result<(Sandbox, Client, GetWebcast), Error> {
    let sandbox = Sandbox::start().expect("a port");
    let created = admin(&sandbox).create_webcast(&webcast("Rust 101")).await?;
    sandbox.clear_requests();
    let client = builder(&sandbox).build()?;
    Ok((sandbox, client, GetWebcast::new(&created.id)))
}

#[tokio::test]
async fn what_reads_is_tried_again_and_what_changes_is_not() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    for fault in [Fault::Unavailable, Fault::Reset] {
        let name = fault.name();
        sandbox.clear_requests();
        sandbox.inject(fault.clone().times(2));
        let answer = client.get_webcast(&read).await?;
        assert_eq!(answer.subject.as_deref(), Some("Rust 101"));
        let faults: Vec<_> = sandbox.requests().iter().map(|call| call.fault).collect();
        assert_eq!(faults, [Some(name), Some(name), None]);

        sandbox.clear_requests();
        sandbox.inject(fault.times(1));
        let error = client.create_webcast(&webcast(name)).await.unwrap_err();
        assert!(error.is_retryable(), "{error}");
        assert_eq!(sandbox.requests().len(), 1, "{name}");
    }
    // The gateway let nothing through; of the call whose answer broke off, the webcast is there.
    let listed = client.list_webcasts(&ListWebcasts::new()).await?.list;
    let subjects = listed.iter().filter_map(|webcast| webcast.subject.as_deref());
    let mut subjects: Vec<_> = subjects.collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["Rust 101", "reset"]);
    Ok(())
}

#[tokio::test]
async fn a_delay_is_waited_for_or_not() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    sandbox.inject(Fault::Delay(Duration::from_millis(5)).times(1));
    client.get_webcast(&read).await?;
    assert!(sandbox.requests()[0].duration >= Some(Duration::from_millis(5)));

    sandbox.inject(Fault::Delay(Duration::from_secs(3600)));
    let hasty = builder(&sandbox).timeout(Duration::from_millis(100)).build()?;
    let error =
        hasty.finish_webcast(&FinishWebcast::new(&read.webcast_id)).await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { which: TimeoutKind::Attempt, .. }),
        "{error}"
    );
    let calls = sandbox.requests();
    let last = calls.last().expect("a call");
    assert_eq!((last.fault, last.status), (Some("delay"), None), "still under way");
    Ok(())
}

#[tokio::test]
async fn a_connection_breaks_within_the_answer() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    let path = format!("/integration/site/webcast/page?{}", login(&sandbox));
    let whole = get(&sandbox, &path).body;
    sandbox.inject(Fault::Reset);
    let broken = get(&sandbox, &path);
    assert_eq!(broken.status(), "200");
    let promised = format!("content-length: {}", whole.len());
    assert!(broken.head.to_lowercase().contains(&promised), "{}", broken.head);
    assert_eq!(broken.body, whole[..whole.len() / 2]);
    let error = client.get_webcast(&read).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    Ok(())
}

#[tokio::test]
async fn what_is_no_answer_is_kept_in_the_error() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    for (fault, kind, starts) in [
        (Fault::Truncate, "decode", r#"{"aac":"#),
        (Fault::Empty, "decode", ""),
        (Fault::Html, "decode", "<!DOCTYPE html>"),
        (Fault::Unavailable, "http", ""),
    ] {
        let name = fault.name();
        // Reads of what is not an answer are not tried again; a status of 503 is, twice.
        sandbox.clear_faults();
        sandbox.inject(fault);
        let error = client.get_webcast(&read).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{name}: {error}");
        let body = String::from_utf8_lossy(error.body().expect("a body")).into_owned();
        assert!(body.starts_with(starts), "{name}: {body}");
        assert_eq!(body.is_empty(), starts.is_empty(), "{name}: {body}");
    }
    Ok(())
}

#[tokio::test]
async fn the_system_fails() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    sandbox.inject(Fault::Code(ReturnCode::SystemError));
    let finish = client.finish_webcast(&FinishWebcast::new(&read.webcast_id)).await;
    assert_eq!(refused(finish).0, ReturnCode::SystemError);
    assert_eq!(refused(client.get_webcast(&read).await).0, ReturnCode::SystemError);
    sandbox.clear_faults();
    let listed = client.list_webcasts(&ListWebcasts::new()).await?.list;
    assert_eq!(listed.len(), 1, "it was not finished");
    Ok(())
}

#[tokio::test]
async fn another_content_type_is_forgiven() -> Result<(), Error> {
    let (sandbox, client, read) = stage().await?;
    sandbox.inject(Fault::ContentType);
    client.get_webcast(&read).await?;
    let raw = get(&sandbox, "/integration/site/webcast/page");
    assert!(raw.head.contains("content-type: text/plain"), "{}", raw.head);
    Ok(())
}

#[tokio::test]
async fn drift_is_reported() -> Result<(), Error> {
    let (sandbox, _, read) = stage().await?;
    let renamed = Fault::Rename("subject".to_owned());
    for (fault, path, kind) in [
        (renamed, "$.subjectRenamed", DriftKind::UnknownField),
        (Fault::NumberAsText, "$.startTime", DriftKind::TextForTime),
    ] {
        sandbox.clear_faults();
        sandbox.inject(fault);
        let found: Arc<Mutex<Vec<Drift>>> = Arc::default();
        let drifts = Arc::clone(&found);
        let report =
            move |drift: &Drift| drifts.lock().expect("alone").push(drift.clone());
        let client = builder(&sandbox).on_drift(report).build()?;
        client.get_webcast(&read).await?;
        let found = std::mem::take(&mut *found.lock().expect("alone"));
        assert!(
            found.iter().any(|drift| drift.path == path && drift.kind == kind),
            "{found:?}"
        );
        let strict = admin(&sandbox).get_webcast(&read).await.unwrap_err();
        assert!(matches!(strict, Error::Drift { .. }), "{strict}");
    }
    Ok(())
}

/// Which of a hundred calls are struck.
fn struck(sandbox: &Sandbox) -> Vec<usize> {
    sandbox.clear_requests();
    for _ in 0..100 {
        get(sandbox, "/integration/site/webcast/page");
    }
    let calls = sandbox.requests();
    let struck = calls.iter().enumerate().filter(|(_, call)| call.fault.is_some());
    struck.map(|(index, _)| index).collect()
}

#[test]
fn a_rate_strikes_the_same_calls_for_the_same_seed() {
    let sandbox = Sandbox::start().expect("a port");
    let of_seed = |seed| {
        sandbox.clear_faults();
        sandbox.inject(Fault::Empty.rate(30, seed));
        struck(&sandbox)
    };
    let (first, again, other) = (of_seed(7), of_seed(7), of_seed(8));
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert!((10..50).contains(&first.len()), "{first:?}");
    sandbox.clear_faults();
    for (percent, times, expected) in [(0, 9, 0), (100, 9, 9), (50, 3, 3)] {
        sandbox.inject(Fault::Empty.rate(percent, 1).times(times));
        assert_eq!(struck(&sandbox).len(), expected, "{percent} %, {times} times");
        sandbox.clear_faults();
    }
}

#[test]
fn over_http() {
    let sandbox = Sandbox::start().expect("a port");
    let page = "/integration/site/webcast/page";
    for (form, status) in [
        ("fault=unavailable&operation=list_webcasts&times=1", "503"),
        ("fault=unavailable&operation=get_webcast", "200"),
        ("fault=delay&ms=1", "200"),
        ("fault=unavailable&rate=0", "200"),
        ("fault=unavailable&rate=100&seed=5", "503"),
    ] {
        let answer = post(&sandbox, "/sandbox/faults", form);
        assert_eq!(answer.status(), "204", "{form}: {}", answer.body);
        assert_eq!(get(&sandbox, page).status(), status, "{form}");
        let cleared = send(&sandbox, "DELETE /sandbox/faults", &[], b"");
        assert_eq!(cleared.status(), "204");
        assert_eq!(get(&sandbox, page).status(), "200", "{form}, cleared");
    }
    for (form, says) in [
        ("", "`fault` is missing"),
        ("fault=rain", "`fault` is `rain`"),
        ("fault=delay", "`ms` must be there"),
        ("fault=delay&ms=-1", "`ms` must be there"),
        ("fault=rename", "`property` must be there"),
        ("fault=empty&operation=nothing", "`operation` is `nothing`"),
        ("fault=empty&rate=101", "`rate` is 101"),
        ("fault=empty&times=-1", "`times` is -1"),
        ("fault=empty&times=x", "`times` cannot be read"),
    ] {
        let answer = post(&sandbox, "/sandbox/faults", form);
        assert_eq!(answer.status(), "400", "{form}");
        assert!(answer.body.contains(says), "{form}: {}", answer.body);
    }
    assert_eq!(get(&sandbox, page).status(), "200", "none of them is in place");
}

#[test]
fn they_are_listed_and_take_json_and_paths() {
    let sandbox = Sandbox::start().expect("a port");
    let json = "Content-Type: application/json";
    let inject =
        |body: &str| send(&sandbox, "POST /sandbox/faults", &[json], body.as_bytes());
    for body in [
        r#"{"fault":"delay","ms":500,"operation":"/webcast/setting/info","times":2,"rate":25,"seed":7}"#,
        r#"{"fault":"code","code":"999","operation":"/integration/site/webcast/page","times":null}"#,
        r#"{"fault":"rename","property":"subject","operation":"list_webcasts"}"#,
    ] {
        let answer = inject(body);
        assert_eq!(answer.status(), "204", "{body}: {}", answer.body);
    }
    let list = get(&sandbox, "/sandbox/faults").body;
    let list: Vec<serde_json::Value> = serde_json::from_str(&list).expect(&list);
    let operations: Vec<_> =
        list.iter().map(|fault| fault["operation"].as_str()).collect();
    let page = Some("list_webcasts");
    assert_eq!(operations, [Some("get_webcast"), page, page]);
    assert_eq!(
        (&list[0]["ms"], &list[0]["times"], &list[0]["rate"]),
        (&500.into(), &2.into(), &25.into())
    );
    assert_eq!(
        (&list[1]["code"], &list[2]["property"]),
        (&"999".into(), &"subject".into())
    );
    let page = format!("/integration/site/webcast/page?{}", login(&sandbox));
    assert!(get(&sandbox, &page).body.contains(r#""code":"999""#));
    send(&sandbox, "DELETE /sandbox/faults", &[], b"");
    assert_eq!(get(&sandbox, "/sandbox/faults").body, "[]");
    // What is listed can be sent again.
    for fault in &list {
        let answer = inject(&fault.to_string());
        assert_eq!(answer.status(), "204", "{fault}: {}", answer.body);
    }
    sandbox.clear_faults();
    for (body, says) in [
        (r#"{"fault":"empty","time":2}"#, "`time` is not a field; leave it out"),
        ("{", "the body is not JSON"),
        (
            r#"{"fault":"empty","operation":"/webcast/nothing"}"#,
            "`operation` is `/webcast/nothing`",
        ),
    ] {
        let answer = inject(body);
        assert_eq!(answer.status(), "400", "{body}");
        let error: serde_json::Value =
            serde_json::from_str(&answer.body).expect(&answer.body);
        assert!(error["error"].as_str().expect("an error").contains(says), "{error}");
    }
    let disable =
        |body: &str| send(&sandbox, "POST /sandbox/disabled", &[json], body.as_bytes());
    assert_eq!(disable(r#"{"operation":"/webcast/page"}"#).status(), "204");
    assert!(get(&sandbox, &page).body.contains(r#""code":"600""#));
    let wrong = disable(r#"{"operation":"nothing"}"#);
    assert_eq!(wrong.status(), "400");
    assert!(
        wrong.body.starts_with(r#"{"error":"`operation` is `nothing`"#),
        "{}",
        wrong.body
    );
}

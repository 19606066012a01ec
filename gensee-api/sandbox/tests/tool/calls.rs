//! Choosing, filling, sending, and what comes back.

use fantoccini::key::Key;

use gensee_api::Operation as _;
use gensee_api::webcast::{ExportHistoryPage, OPERATIONS};

use super::page;
use super::send::{answer, site};

#[tokio::test]
async fn operations_are_found_by_name_path_and_title() {
    page::at("", async |page| {
        for (text, name) in [
            ("点名", "export_rollcalls"),
            ("vod/cut", "cut_vod"),
            ("attach_files", "attach_files"),
            ("player web", "set_player"),
            ("padMode", "set_player"),
            ("webcast/vod/cut", "cut_vod"),
            (ExportHistoryPage::SECTION, "export_history_page"),
        ] {
            let search = page.find("#search").await;
            search.click().await.expect("the search");
            search.send_keys(text).await.expect(text);
            search.send_keys(&Key::Enter.to_string()).await.expect("a choice");
            assert_eq!(page.text("#about h2 code").await, name, "{text}");
        }
        let address = format!(
            "{}/integration/site/webcast/export/history/page",
            page.sandbox.url()
        );
        assert_eq!(page.text("#address").await, address);
        assert_eq!(page.text("#system").await, "Webcasts");
    })
    .await;
}

#[tokio::test]
async fn a_webcast_is_created() {
    page::at("#/create_webcast?lang=zh", async |page| {
        page.log_in().await;
        page.fill("subject", "Rust 公开课").await;
        // As the browser's language writes a moment, digit by digit.
        page.input("startTime").await.send_keys("05192030\t100000AM").await.expect("it");
        page.fill("organizerToken", "123456").await;
        page.fill("panelistToken", "654321").await;
        page.fill("telconf", "1").await;
        page.fill("opened", "true").await;
        let telconf = page.text("[id='input-telconf']").await;
        assert!(telconf.contains("1 · 仅开启外呼邀请"), "{telconf}");

        let shown = page.text("#request").await;
        assert!(
            shown.contains("password=***") && shown.contains("organizerToken=***"),
            "{shown}"
        );
        assert!(shown.contains("startTime=1905386400000"), "{shown}");
        page.send("0").await;
        page.shows("status", "HTTP 200").await;
        page.shows("status", "成功").await;
        let answer = page.text("#answer").await;
        assert!(answer.contains("attendeeJoinUrl"), "{answer}");
        let call = page.sandbox.requests().pop().expect("a call");
        assert_eq!(
            (call.method.as_str(), call.operation),
            ("POST", Some("create_webcast"))
        );
        let own = page.arrived();
        for (name, value) in [
            ("subject", "Rust 公开课"),
            ("startTime", "1905386400000"),
            ("opened", "true"),
            ("telconf", "1"),
        ] {
            assert!(
                own.contains(&(name.to_owned(), value.to_owned())),
                "{name}: {own:?}"
            );
        }
        assert_eq!(own.len(), 6, "what is empty is left out: {own:?}");
    })
    .await;
}

#[tokio::test]
async fn ids_of_answers_are_offered() {
    page::at("#/create_webcast?subject=Rust 101&startTime=2030-05-19 10:00:00", async |page| {
        page.log_in().await;
        page.fill("organizerToken", "123456").await;
        page.fill("panelistToken", "654321").await;
        page.send("0").await;
        page.script("location.hash = '#/list_webcasts'").await;
        page.shows("about", "list_webcasts").await;
        page.send("0").await;
        page.script("location.hash = '#/get_webcast'").await;
        page.shows("about", "get_webcast").await;
        let offered = "return [...document.getElementById('input-webcastId').list.options].map(o => [o.value, o.label])";
        let offered = page.script(offered).await;
        assert_eq!(offered[0][1], "Rust 101", "{offered}");
        page.fill("webcastId", offered[0][0].as_str().expect("an id")).await;
        page.send("0").await;
        assert!(page.text("#answer").await.contains("Rust 101"));
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_says_why_in_the_chosen_language() {
    page::at("#/get_webcast?webcastId=none&lang=zh", async |page| {
        page.log_in().await;
        page.send("500").await;
        page.shows("status", "业务错误").await;
        page.click("[data-language=en]").await;
        page.shows("status", "The rules of the business refuse the call").await;
        assert!(page.text("#answer").await.contains("message"));
        page.click("#result-tabs-raw").await;
        assert!(page.text("#answer pre").await.starts_with(r#"{"code":"500""#));

        page.fill("password", "wrong").await;
        page.send("200").await;
        page.shows("status", "password is wrong").await;
    })
    .await;
}

#[tokio::test]
async fn what_a_search_finds_is_counted_and_shown_where() {
    let relays =
        match OPERATIONS.iter().filter(|info| info.path.contains("relay")).count() {
            1 => "1 operation".to_owned(),
            several => format!("{several} operations"),
        };
    // A revision can take a row away.
    let has = |path: &str, table: &str, name: &str| {
        let mut operations = OPERATIONS.iter().filter(|info| info.path.contains(path));
        operations.any(|info| {
            let mut rows = info.rows().into_iter();
            rows.any(|(place, row)| place.starts_with(table) && row.name == name)
        })
    };
    let is_parameter = has("player", "request", "padMode");
    let is_field = has("castmaker", "response", "recordId");
    page::at("#/list_webcasts?lang=en", async |page| {
        for (text, found, shown, is_there) in [
            (ExportHistoryPage::SECTION, "1 operation", "", true),
            ("nothing of this", "No operation matches", "", true),
            ("relay", &relays, "", true),
            ("padMode", "1 operation", "Parameter padMode", is_parameter),
            ("castmaker recordId", "1 operation", "Fields recordId", is_field),
        ] {
            if !is_there {
                continue;
            }
            let search = page.find("#search").await;
            search.click().await.expect("the search");
            search.send_keys(text).await.expect(text);
            assert_eq!(page.text("#found").await, found, "{text}");
            let names = "return [...document.querySelectorAll('#choices .where')].map(e => e.textContent).join()";
            assert_eq!(page.script(names).await, shown, "{text}");
            search.send_keys(&Key::Escape.to_string()).await.expect("the end");
        }
    })
    .await;
}

#[tokio::test]
async fn operations_stand_in_groups() {
    page::at("#/list_webcasts?lang=zh", async |page| {
        page.click("#search").await;
        let groups = "return [...document.querySelectorAll('#choices [role=group]')].map(group => [
          document.getElementById(group.getAttribute('aria-labelledby')).textContent,
          [...group.querySelectorAll('[role=option] .path')].map(e => e.textContent)])";
        let groups = page.script(groups).await;
        let groups = groups.as_array().expect("groups");
        assert!((5..16).contains(&groups.len()), "{groups:?}");
        let paths = groups.iter().flat_map(|group| group[1].as_array().expect("paths"));
        let mut paths: Vec<_> = paths.map(|path| path.as_str().expect("a path")).collect();
        let mut all: Vec<_> = OPERATIONS.iter().map(|operation| operation.path).collect();
        paths.sort_unstable();
        all.sort_unstable();
        assert_eq!(paths, all, "each stands in one group");
        let vods = groups.iter().find(|group| group[0].as_str().is_some_and(|it| it.starts_with("点播")));
        let vods = vods.expect("a group").to_string();
        assert!(vods.contains("/webcast/vod/cut") && !vods.contains("export"), "{vods}");

        // The arrow keys go from group to group.
        page.go("#/create_user?lang=zh").await;
        let search = page.find("#search").await;
        let down = Key::Down.to_string().repeat(5);
        search.send_keys(&down).await.expect("keys");
        let active = "return document.getElementById(document.getElementById('search').getAttribute('aria-activedescendant')).dataset.name";
        assert_eq!(page.script(active).await, "update_webcast");
    })
    .await;
}

#[tokio::test]
async fn deletions_are_asked_about() {
    page::at("#/delete_webcast?webcastId=5f3c&lang=en", async |page| {
        page.log_in().await;
        let open = "return document.getElementById('confirm').open";
        page.click("#send").await;
        page.find("#confirm[open]").await;
        page.shows("confirm", "delete_webcast").await;
        let focused = "return document.activeElement.id";
        assert_eq!(
            page.script(focused).await,
            "confirm-no",
            "Enter alone deletes nothing"
        );
        page.keys(&Key::Escape.to_string()).await;
        assert_eq!(page.script(open).await, false);
        assert_eq!(page.script(focused).await, "send");
        page.click("#send").await;
        page.click("#confirm-no").await;
        assert_eq!(page.sandbox.requests().len(), 0);
        page.click("#send").await;
        page.confirm().await;
        page.shows("status", "code 500").await;
        page.click("#history .quiet").await;
        page.find("#confirm[open]").await;
        assert_eq!(page.sandbox.requests().len(), 1, "the history asks too");
        page.click("#confirm-no").await;
        let keys = format!("{}{}{}", Key::Control, Key::Enter, Key::Null);
        page.find("#search").await.send_keys(&keys).await.expect("keys");
        page.confirm().await;
        page.find("#history li:nth-child(2)").await;
        page.turn("#/finish_webcast?webcastId=5f3c&lang=en").await;
        page.send("500").await;
        assert_eq!(
            page.script(open).await,
            false,
            "what can be taken back is not asked about"
        );
    })
    .await;
}

#[tokio::test]
async fn undocumented_parameters_are_sent() {
    let (url, served) = site(answer("200 OK", r#"{"code":"0"}"#));
    page::at("#/get_webcast?webcastId=none&lang=en", async |page| {
        page.log_in().await;
        page.add_extra("hideChat", "true").await;
        page.add_extra("中 文", "a&b").await;
        let both = "&webcastId=none&hideChat=true&%E4%B8%AD+%E6%96%87=a%26b";
        let shown = page.text("#request").await;
        assert!(shown.ends_with(both), "{shown}");
        page.send("500").await;
        // The sandbox's log keeps neither the name nor the value of what no row names.
        let arrived = || page.arrived().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(arrived(), ["webcastId", "***", "***"]);
        // Nobody knows whether they are secret: no link and nothing that is kept has them.
        let kept = page.script("return JSON.stringify([{...localStorage}, location.href])").await.to_string();
        assert!(!kept.contains("hideChat") && !kept.contains("a&b"), "{kept}");
        page.click("#request-tabs-rust").await;
        let rust = r#"client.call(&request).param("hideChat", "true").param("中 文", "a&b").send().await?"#;
        page.shows("request", rust).await;
        page.click("#request-tabs-url").await;
        assert!(!page.text("#request").await.contains("hideChat"));
        page.click("#request-tabs-http").await;

        page.click(".extra .remove").await;
        assert!(!page.text("#request").await.contains("hideChat"));
        page.send("500").await;
        assert_eq!(arrived(), ["webcastId", "***"]);
        page.click("#history li:nth-child(2) .quiet").await;
        page.find("#history li:nth-child(3)").await;
        assert_eq!(arrived(), ["webcastId", "***", "***"], "this visit knows them");
        page.click("#options-summary").await;
        page.find("#site").await.send_keys(&url).await.expect("a site");
        page.send("0").await;
        let request = served.join().expect("a request");
        assert!(request.ends_with(both), "{request}");

        page.turn("#/list_webcasts?lang=en").await;
        let shown = page.text("#request").await;
        assert!(!shown.contains("hideChat"), "another operation starts without them: {shown}");
    })
    .await;
}

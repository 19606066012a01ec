//! Choosing, filling, sending, and what comes back.

use fantoccini::key::Key;

use super::page;

#[tokio::test]
async fn operations_are_found_by_name_path_and_title() {
    page::at("", async |page| {
        for (text, name) in [
            ("点名", "export_rollcalls"),
            ("vod/cut", "cut_vod"),
            ("attach_files", "attach_files"),
            ("player web", "set_player"),
            ("5.49", "export_history_page"),
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

//! What comes back, however it comes back.

use std::fs;
use std::time::Duration;

use fantoccini::key::Key;
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{CreateWebcast, Envelope, OPERATIONS, ReturnCode};
use gensee_api::{
    Answer as _, Client, OpenEnum as _, OrganizerToken, PanelistToken, Password,
};
use gensee_sandbox::{Fault, Injection, Sandbox};
use serde_json::json;

use super::START;
use super::page;

async fn fill(sandbox: &Sandbox, webcasts: usize) {
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()
        .expect("a client");
    for number in 0..webcasts {
        let subject = format!("公开课 {number}");
        let request = CreateWebcast::new(
            subject,
            START,
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        client.create_webcast(&request).await.expect("a webcast");
    }
}

#[tokio::test]
async fn times_and_codes_have_their_meaning_beside_them() {
    page::at("#/list_webcasts?lang=en", async |page| {
        fill(&page.sandbox, 3).await;
        page.log_in().await;
        page.send("0").await;
        let answer = page.text("#answer").await;
        assert!(answer.contains("1900000000000 2030-03-18 01:46:40"), "{answer}");
        assert!(answer.contains("list [3]") && answer.contains("page {3}"), "{answer}");
        let title = "return [...document.querySelectorAll('#answer .key')].find(e => e.textContent === 'subject').title";
        assert_eq!(page.script(title).await, "Subject of the webcast.");
        page.click("#answer details > summary").await;
        let folded = "return document.querySelector('#answer details').open";
        assert_eq!(page.script(folded).await, false);
        page.click("#result-tabs-raw").await;
        assert!(page.text("#answer pre").await.contains("\"startTime\":1900000000000"));
        page.click("#result-tabs-headers").await;
        assert!(page.text("#answer").await.contains("application/json;charset=UTF-8"));
        page.shows("status", "ms").await;
        page.shows("status", "KiB").await;
    })
    .await;
}

/// Which operation's answer is shown beside which form.
#[tokio::test]
async fn an_old_answer_is_not_taken_for_a_new_one() {
    page::at("#/get_webcast?webcastId=none&lang=en", async |page| {
        page.log_in().await;
        page.send("500").await;
        assert_eq!(page.text("#stale").await, "");
        page.fill("webcastId", "nobody").await;
        page.shows("stale", "not been sent").await;
        page.fill("webcastId", "none").await;
        let gone = "return document.getElementById('stale').textContent";
        assert_eq!(page.script(gone).await, "", "the form is again what was sent");
        page.fill("password", "other").await;
        page.shows("stale", "not been sent").await;
        page.send("200").await;
        assert_eq!(page.text("#stale").await, "");

        page.turn("#/list_webcasts?lang=en").await;
        assert_eq!(page.text("#status").await, "");
        assert!(
            !page.text("#answer").await.contains("message\":"),
            "the answer is gone"
        );
        page.turn("#/get_webcast?webcastId=none&lang=en").await;
        page.sandbox.inject(Fault::Delay(Duration::from_millis(700)).times(1));
        page.click("#send").await;
        page.turn("#/list_webcasts?lang=en").await;
        page.shows("stale", "get_webcast").await;
        page.shows("status", "code 200").await;
    })
    .await;
}

fn names(rows: &[FieldInfo]) -> Vec<&'static str> {
    rows.iter().flat_map(|row| [vec![row.name], names(row.fields)].concat()).collect()
}

#[tokio::test]
async fn fields_and_return_codes_are_shown_before_sending() {
    page::at("", async |page| {
        for operation in OPERATIONS {
            page.turn(&format!("#/{}?lang=zh", operation.name)).await;
            let keys = "return [...document.querySelectorAll('#answer .fields .key')].map(e => e.textContent)";
            let mut expected = names(Envelope::ROWS);
            expected.extend(names(operation.response));
            assert_eq!(page.script(keys).await, json!(expected), "{}", operation.name);
        }
        let codes = page.text("#answer .codes").await;
        let listed = ReturnCode::VALUES.iter().map(|value| value.code);
        for words in listed.chain(["认证失败"]) {
            assert!(codes.contains(words), "{words}: {codes}");
        }
        page.turn("#/list_webcasts?lang=en").await;
        page.log_in().await;
        page.send("0").await;
        assert!(page.text("#answer").await.contains("list [0]"));
        page.click("#result-tabs-fields").await;
        page.shows("answer", "Subject of the webcast.").await;
    })
    .await;
}

/// A rule as the page shows it: names are marked otherwise than by backticks.
fn plain(rule: Option<String>) -> String {
    rule.expect("a rule").replace('`', "")
}

#[tokio::test]
async fn the_rule_that_refused_a_call_is_told() {
    let other = Sandbox::builder().at(START).start().expect("a port");
    page::at("#/get_webcast?webcastId=none&lang=en", async |page| {
        page.log_in().await;
        page.send("500").await;
        let call = page.sandbox.requests().pop().expect("a call");
        page.shows("rule", &plain(call.rule)).await;
        page.click("[data-language=zh]").await;
        page.shows("rule", &plain(call.rule_zh)).await;
        page.turn("#/create_webcast?lang=en").await;
        assert_eq!(page.text("#rule").await, "");
        page.send("101").await;
        let call = page.sandbox.requests().pop().expect("a call");
        page.shows("rule", &plain(call.rule)).await;
        page.sandbox.inject(Fault::Code(ReturnCode::SystemError));
        page.send("300").await;
        page.shows("rule", "/sandbox/faults").await;
        // Another site has no log that the page could read.
        page.click("#options-summary").await;
        page.find("#site").await.send_keys(&other.url()).await.expect("a site");
        page.send("101").await;
        assert_eq!(page.text("#rule").await, "");
    })
    .await;
}

#[tokio::test]
async fn an_answer_can_be_copied_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    page::at("#/list_webcasts?lang=en", async |page| {
        let where_to = json!({ "behavior": "allow", "downloadPath": folder.path() });
        page.browser.cdp("Browser.setDownloadBehavior", where_to).await;
        let granted = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        page.browser.cdp("Browser.grantPermissions", granted).await;
        fill(&page.sandbox, 2).await;
        let hidden = "return ['copy-answer', 'download'].every(id => document.getElementById(id).hidden)";
        assert_eq!(page.script(hidden).await, true, "there is no answer yet");
        page.log_in().await;
        page.send("0").await;
        page.click("#result-tabs-raw").await;
        let raw = page.text("#answer pre").await;
        page.click("#copy-answer").await;
        page.shows("copy-answer", "Copied").await;
        let clipboard = "return navigator.clipboard.readText()";
        assert_eq!(page.script(clipboard).await, raw.as_str());
        page.click("#download").await;
        let file = folder.path().join("list_webcasts.json");
        for _ in 0..200 {
            if fs::read_to_string(&file).is_ok_and(|text| text == raw) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no `{}`", file.display());
    })
    .await;
}

#[tokio::test]
async fn what_is_no_answer_is_shown_as_it_is() {
    let faults: [(Injection, &str, &str); 6] = [
        (Fault::Unavailable.into(), "HTTP 503", ""),
        (Fault::Html.into(), "no return code", "The answer is not JSON"),
        (Fault::Truncate.into(), "no return code", "The answer is not JSON"),
        (Fault::Reset.into(), "the connection broke", "body"),
        (Fault::Empty.into(), "no return code", "∅"),
        (
            Fault::Code(ReturnCode::SystemError).into(),
            "The server itself failed",
            "message",
        ),
    ];
    page::at("#/get_webcast?webcastId=5f3c&lang=en", async |page| {
        page.log_in().await;
        for (fault, status, answer) in faults {
            page.sandbox.clear_faults();
            page.sandbox.inject(fault);
            page.click("#send").await;
            page.shows("status", status).await;
            page.shows("answer", answer).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_real_site_is_called_with_a_warning() {
    page::at("#/list_webcasts?lang=en", async |page| {
        let other = Sandbox::builder().at(START).start().expect("a port");
        fill(&other, 1).await;
        page.log_in().await;
        page.click("#options-summary").await;
        page.find("#site").await.send_keys(&other.url()).await.expect("a site");
        page.shows("site-warning", "take effect there").await;
        page.shows("address", &format!("{}/integration/site/webcast/page", other.url()))
            .await;
        page.send("0").await;
        assert!(page.text("#answer").await.contains("公开课 0"));
        assert_eq!(page.sandbox.requests().len(), 0);
        let url = other.url();
        assert_eq!(other.requests().len(), 2);
        let all = format!("{}a{}{}", Key::Control, Key::Null, Key::Delete);
        page.find("#site").await.send_keys(&all).await.expect("no site");
        page.shows("address", &page.sandbox.url()).await;
        page.click("#history .quiet").await;
        page.shows("status", "another site").await;
        page.shows("address", &url).await;
        assert_eq!(
            other.requests().len(),
            2,
            "it gets the password from the user's own hand alone"
        );
        drop(other);
        page.click("#send").await;
        page.shows("status", "no connection").await;
        let message = page.text("#answer").await;
        assert!(message.contains("refused") && !message.contains(&url), "{message}");
    })
    .await;
}

//! What comes back, however it comes back.

use fantoccini::key::Key;
use gensee_api::webcast::{CreateWebcast, ReturnCode};
use gensee_api::{Client, Password};
use gensee_sandbox::{Fault, Injection, Sandbox};

use super::START;
use super::page;

async fn fill(sandbox: &Sandbox, webcasts: usize) {
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()
        .expect("a client");
    for number in 0..webcasts {
        let subject = format!("公开课 {number}");
        let request = CreateWebcast::new(subject, START, "123456", "654321");
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

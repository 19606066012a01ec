//! What the page keeps: history, links, the language; and never a secret that nobody asked it to keep.

use super::page::{self, Page};

const CREATE: &str =
    "#/create_webcast?subject=Rust+101&startTime=2030-05-19+10:00:00&lang=en";

async fn create(page: &Page) {
    page.log_in().await;
    page.fill("organizerToken", "geheim1").await;
    page.fill("panelistToken", "geheim2").await;
    page.send("0").await;
}

/// Everything that outlives the page, and its address.
async fn stored(page: &Page) -> String {
    let script = "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])";
    page.script(script).await.to_string()
}

#[tokio::test]
async fn a_call_of_the_history_is_sent_again() {
    page::at(CREATE, async |page| {
        create(page).await;
        page.go("#/list_webcasts?lang=en").await;
        page.log_in().await;
        page.send("0").await;
        let lines = "return [...document.querySelectorAll('#history .recall code')].map(e => e.textContent)";
        assert_eq!(page.script(lines).await, serde_json::json!(["list_webcasts", "create_webcast"]));

        // A loaded page knows the tokens no more: it shows the call, and waits for them.
        page.click("#history li:nth-child(2) .quiet").await;
        page.shows("status", "fill them in again").await;
        assert_eq!(page.text("#about h2 code").await, "create_webcast");
        assert_eq!(page.sandbox.requests().len(), 2);
        page.fill("subject", "Rust 102").await;
        page.fill("organizerToken", "geheim1").await;
        page.fill("panelistToken", "geheim2").await;
        page.send("0").await;

        page.go("#/get_webcast?webcastId=none").await;
        page.log_in().await;
        page.send("500").await;
        page.click("#history li:nth-child(1) .quiet").await;
        page.find("#history li:nth-child(5)").await;
        assert_eq!(page.arrived(), [("webcastId".to_owned(), "none".to_owned())]);
        page.click("#forget").await;
        page.shows("history", "Nothing has been sent yet").await;
        assert!(!stored(page).await.contains("get_webcast\\"), "{}", stored(page).await);
    })
    .await;
}

#[tokio::test]
async fn the_same_visit_sends_tokens_again() {
    page::at(CREATE, async |page| {
        create(page).await;
        page.click("[data-language=zh]").await;
        page.click("#history .quiet").await;
        page.shows("status", "code 500").await;
        page.shows("answer", "subject exists").await;
        let calls = page.sandbox.requests();
        assert_eq!(calls.len(), 2);
        assert_eq!(calls[0].parameters, calls[1].parameters);
    })
    .await;
}

#[tokio::test]
async fn links_lead_to_a_filled_form() {
    let link = "#/set_player?id=5f3c&mode=5&padMode=9&playerTheme=&lang=zh";
    page::at(link, async |page| {
        assert_eq!(page.text("#about h2 code").await, "set_player");
        let value = "return document.getElementById('input-mode').value";
        assert_eq!(page.script(value).await, "5");
        let request = page.text("#request").await;
        assert!(request.contains("mode=5&padMode=9&playerTheme="), "{request}");
        assert_eq!(page.text("[id='input-padMode-hint']").await, "不在文档所列的代码中");

        page.fill("id", "5f3d").await;
        let address = page.script("return location.hash").await;
        assert_eq!(
            address,
            "#/set_player?id=5f3d&mode=5&padMode=9&playerTheme=&lang=zh"
        );
        assert_eq!(page.sandbox.requests().len(), 0, "a link alone sends nothing");

        page.script("location.hash = '#/nothing_of_this?lang=en'").await;
        page.shows("notice", "nothing_of_this").await;
        page.shows("request", "id=5f3d").await;
    })
    .await;
}

#[tokio::test]
async fn a_link_to_no_operation_says_so() {
    for (link, says) in [
        ("#/nope?lang=en", "There is no operation `nope`"),
        ("#/nope?lang=zh", "没有名为“nope”的接口"),
    ] {
        page::at(link, async |page| {
            page.shows("notice", says).await;
            let address = "return location.hash";
            assert_eq!(
                page.script(address).await,
                link,
                "the address stays as it was given"
            );
            page.turn("#/get_webcast").await;
            assert_eq!(page.text("#notice").await, "");
        })
        .await;
    }
}

#[tokio::test]
async fn the_language_is_remembered() {
    page::at("#/get_webcast?lang=zh", async |page| {
        let language = "return document.documentElement.lang";
        assert_eq!(page.script(language).await, "zh-CN");
        assert_eq!(page.text("h1 [data-word]").await, "测试工具");
        page.click("[data-language=en]").await;
        assert_eq!(page.text("h1 [data-word]").await, "Test tool");
        assert_eq!(page.text("[id='input-webcastId-note'] .english").await, "Id of the webcast.");
        page.go("").await;
        assert_eq!(page.script(language).await, "en");
        // The vendor's words keep their language.
        let chinese = "return [...document.querySelectorAll('.chinese')].every(e => e.lang === 'zh-CN')";
        assert_eq!(page.script(chinese).await, true);
    })
    .await;
}

#[tokio::test]
async fn no_secret_is_stored_unless_asked() {
    page::at(CREATE, async |page| {
        page.fill("loginName", page.sandbox.admin()).await;
        page.fill("password", "streng geheim").await;
        page.fill("organizerToken", "geheim1").await;
        page.fill("panelistToken", "geheim2").await;
        page.send("200").await;
        assert!(!stored(page).await.contains("geheim"), "{}", stored(page).await);
        assert!(stored(page).await.contains(page.sandbox.admin()));
        for tab in ["http", "curl", "rust", "url"] {
            page.click(&format!("#request-tabs-{tab}")).await;
            let text = page.text("#request").await;
            assert!(!text.contains("geheim"), "{text}");
        }

        page.click("#remember").await;
        let kept = stored(page).await;
        assert!(kept.contains("streng geheim") && !kept.contains("geheim1"), "{kept}");
        page.go("").await;
        let password = "return document.getElementById('input-password').value";
        assert_eq!(page.script(password).await, "streng geheim");
        page.click("#remember").await;
        assert!(!stored(page).await.contains("geheim"), "{}", stored(page).await);
        page.go("").await;
        assert_eq!(page.script(password).await, "");
    })
    .await;
}

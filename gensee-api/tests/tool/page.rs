//! The page, and what a person does with it.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use gensee_api::sandbox::Sandbox;
use serde_json::Value;

use super::START;
use super::browser::Browser;

/// What has not come up by then never does.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOKS: Duration = Duration::from_millis(20);

/// The page of a sandbox whose clock stands still, in a browser of its own.
pub(crate) struct Page {
    pub(crate) sandbox: Sandbox,
    pub(crate) browser: Browser,
}

/// Opens the page at a deep link and does something with it. Nothing where there is no browser.
pub(crate) async fn at(link: &str, test: impl AsyncFnOnce(&Page)) {
    let Some(browser) = Browser::start().await else { return };
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let page = Page { sandbox, browser };
    page.go(link).await;
    test(&page).await;
}

impl Page {
    /// Loads the page anew.
    pub(crate) async fn go(&self, link: &str) {
        let client = &self.browser.client;
        client.goto("about:blank").await.expect("an empty page");
        client.goto(&format!("{}{link}", self.sandbox.tool())).await.expect("the page");
        self.find("#about h2").await;
    }

    /// The element, as soon as there is one.
    pub(crate) async fn find(&self, css: &str) -> Element {
        self.wait(Locator::Css(css)).await
    }

    /// The input of a parameter.
    pub(crate) async fn input(&self, place: &str) -> Element {
        self.wait(Locator::Id(&format!("input-{place}"))).await
    }

    async fn wait(&self, place: Locator<'_>) -> Element {
        let wait = self.browser.client.wait().at_most(PATIENCE).every(LOOKS);
        wait.for_element(place)
            .await
            .unwrap_or_else(|error| panic!("{place:?}: {error}"))
    }

    /// Waits until the element with this id shows a text.
    pub(crate) async fn shows(&self, id: &str, text: &str) {
        let place = format!("//*[@id='{id}'][contains(., '{text}')]");
        let wait = self.browser.client.wait().at_most(PATIENCE).every(LOOKS);
        if wait.for_element(Locator::XPath(&place)).await.is_err() {
            panic!(
                "`{id}` does not show `{text}` but: {}",
                self.text(&format!("#{id}")).await
            );
        }
    }

    /// What stands in an element, seen or not.
    pub(crate) async fn text(&self, css: &str) -> String {
        let text = self.find(css).await.prop("textContent").await.expect("a text");
        text.unwrap_or_default()
    }

    pub(crate) async fn click(&self, css: &str) {
        let element = self.find(css).await;
        // Away from the bar that stays at the bottom.
        let place = serde_json::to_value(&element).expect("an element");
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        self.browser.client.execute(script, vec![place]).await.expect(css);
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Types into the input of a parameter.
    pub(crate) async fn fill(&self, place: &str, text: &str) {
        let input = self.input(place).await;
        if input.tag_name().await.expect("a tag") == "select" {
            input.select_by_value(text).await.expect(place);
        } else {
            input.clear().await.expect(place);
            input.send_keys(text).await.expect(place);
        }
    }

    /// Types where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.browser.client.active_element().await.expect("a focus");
        focused.send_keys(keys).await.expect("keys");
    }

    pub(crate) async fn script(&self, script: &str) -> Value {
        self.browser.client.execute(script, Vec::new()).await.expect(script)
    }

    /// Logs in as the sandbox's administrator.
    pub(crate) async fn log_in(&self) {
        self.click("#administrator").await;
    }

    /// Sends, and waits for the answer to have this return code.
    pub(crate) async fn send(&self, code: &str) {
        self.click("#send").await;
        self.shows("status", &format!("code {code}")).await;
    }

    /// Name and value of what the last call had beside its login.
    pub(crate) fn arrived(&self) -> Vec<(String, String)> {
        let call = self.sandbox.requests().pop().expect("a call");
        let login = ["sec", "loginName", "password"];
        let own = call.parameters.into_iter();
        let own = own.filter(|one| !login.contains(&one.name.as_str()));
        own.map(|one| (one.name, one.value)).collect()
    }
}

//! The page, and what a person does with it.

use fantoccini::elements::Element;
use gensee_api::operation::OperationInfo;
use gensee_api::schema::Kind;
use gensee_sandbox::Sandbox;
use serde_json::Value;

use super::START;
use super::browser::Browser;

/// What has not come up by then never does, in milliseconds.
const PATIENCE: u32 = 20_000;
/// Between two looks.
const LOOKS: u32 = 10;

/// The page of a sandbox whose clock stands still, in a window of its own.
pub(crate) struct Page {
    pub(crate) sandbox: Sandbox,
    pub(crate) browser: Browser,
}

/// Opens the page at a deep link and does something with it. Nothing where there is no browser.
pub(crate) async fn at(link: &str, test: impl AsyncFnOnce(&Page)) {
    let Some(browser) = Browser::open().await else { return };
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    browser.forget(&sandbox.url()).await;
    let page = Page { sandbox, browser };
    page.go(link).await;
    test(&page).await;
    page.browser.close();
}

/// A link to an operation in which nothing is right, so that all hints are shown; each list has one entry.
pub(crate) fn faulty(operation: &OperationInfo, language: &str) -> String {
    let mut link = form_urlencoded::Serializer::new(String::new());
    for row in operation.request.iter().filter(|row| !row.secret) {
        match row.kind {
            Kind::List(&Kind::Object) => {
                let fields = row.fields.iter();
                link.extend_pairs(
                    fields.map(|field| (format!("{}[0].{}", row.name, field.name), "x")),
                );
            }
            Kind::List(_) => {
                link.append_pair(&format!("{}[0]", row.name), "x");
            }
            _ => {
                link.append_pair(row.name, "x");
            }
        }
    }
    link.append_pair("lang", language);
    format!("#/{}?{}", operation.name, link.finish())
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
        let found =
            self.until("return document.querySelector(arguments[0])", [css]).await;
        self.element(css, &found)
    }

    /// The input of a parameter.
    pub(crate) async fn input(&self, place: &str) -> Element {
        let id = format!("input-{place}");
        let found =
            self.until("return document.getElementById(arguments[0])", [&*id]).await;
        self.element(&id, &found)
    }

    /// Waits until the element with this id shows a text.
    pub(crate) async fn shows(&self, id: &str, text: &str) {
        let shows = "return document.getElementById(arguments[0])?.textContent.includes(arguments[1])";
        if self.until(shows, [id, text]).await != true {
            let shown = self.text(&format!("#{id}")).await;
            panic!("`{id}` does not show `{text}` but: {shown}");
        }
    }

    /// What stands in an element, seen or not.
    pub(crate) async fn text(&self, css: &str) -> String {
        let text = "const e = document.querySelector(arguments[0]); return e && [e.textContent]";
        let found = self.until(text, [css]).await;
        found[0].as_str().unwrap_or_else(|| panic!("no `{css}`")).to_owned()
    }

    pub(crate) async fn click(&self, css: &str) {
        // Away from the bar that stays at the bottom.
        let script = "const e = document.querySelector(arguments[0]); e?.scrollIntoView({ block: 'center' }); return e";
        let found = self.until(script, [css]).await;
        let clicked = self.element(css, &found).click().await;
        clicked.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Types into the input of a parameter.
    pub(crate) async fn fill(&self, place: &str, text: &str) {
        let id = format!("input-{place}");
        let script = "const e = document.getElementById(arguments[0]); return e && [e, e.tagName]";
        let found = self.until(script, [&*id]).await;
        let input = self.element(&id, &found[0]);
        if found[1] == "SELECT" {
            input.select_by_value(text).await.expect(place);
        } else {
            input.clear().await.expect(place);
            input.send_keys(text).await.expect(place);
        }
    }

    /// What a script returns, as soon as that is true of the page. The page waits, because each look from outside costs
    /// the browser more than the test needs otherwise.
    async fn until<const N: usize>(&self, script: &str, arguments: [&str; N]) -> Value {
        let script = format!(
            "const [done, end] = [arguments[arguments.length - 1], Date.now() + {PATIENCE}];
            const look = () => {{
              const seen = (() => {{ {script} }})();
              if (seen || Date.now() > end) done(seen); else setTimeout(look, {LOOKS});
            }};
            look();"
        );
        let arguments = arguments.map(Value::from).to_vec();
        let seen = self.browser.client.execute_async(&script, arguments).await;
        seen.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The element that a script has returned.
    fn element(&self, place: &str, found: &Value) -> Element {
        let id = found.as_object().and_then(|found| found.values().next());
        let id = id.and_then(Value::as_str).unwrap_or_else(|| panic!("no `{place}`"));
        Element::from_element_id(self.browser.client.clone(), id.to_owned().into())
    }

    /// Types where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let focused = self.browser.client.active_element().await.expect("a focus");
        focused.send_keys(keys).await.expect("keys");
    }

    pub(crate) async fn script(&self, script: &str) -> Value {
        self.browser.client.execute(script, Vec::new()).await.expect(script)
    }

    /// Goes to a deep link without loading the page anew.
    pub(crate) async fn turn(&self, link: &str) {
        self.script(&format!("location.hash = {}", Value::from(link))).await;
        let name = link.trim_start_matches("#/").split('?').next().expect("a name");
        self.shows("about", name).await;
    }

    /// Adds a parameter that the document does not have.
    pub(crate) async fn add_extra(&self, name: &str, value: &str) {
        let open = "return document.getElementById('extras')?.open ? 'open' : 'closed'";
        if self.script(open).await != "open" {
            self.click("#extras > summary").await;
        }
        self.click("#add-extra").await;
        let entry = ".extra:last-of-type";
        self.find(&format!("{entry} .extra-name"))
            .await
            .send_keys(name)
            .await
            .expect(name);
        let input = self.find(&format!("{entry} .extra-value")).await;
        input.send_keys(value).await.expect(value);
    }

    /// Says yes to the question before a deletion.
    pub(crate) async fn confirm(&self) {
        self.find("#confirm[open]").await;
        self.click("#confirm-yes").await;
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

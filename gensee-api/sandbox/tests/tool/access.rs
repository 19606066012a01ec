//! Who uses no mouse, sees nothing or little, or trusts nobody.

use std::collections::BTreeSet;

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::page::{self, Page};

/// Presses Tab until the focus is on the element with this id.
async fn tab_to(page: &Page, id: &str) {
    for _ in 0..60 {
        page.keys(&Key::Tab.to_string()).await;
        if page.script("return document.activeElement.id").await == id {
            return;
        }
    }
    panic!("`{id}` is not reached by Tab");
}

#[tokio::test]
async fn the_keyboard_is_enough() {
    page::at("#/create_user?lang=en", async |page| {
        tab_to(page, "search").await;
        page.keys("attach files").await;
        page.keys(&Key::Enter.to_string()).await;
        assert_eq!(page.text("#about h2 code").await, "attach_files");
        tab_to(page, "administrator").await;
        page.keys(&Key::Enter.to_string()).await;
        tab_to(page, "input-webcastId").await;
        page.keys("5f3c").await;
        tab_to(page, "input-attachmentList[0].url").await;
        page.keys("https://example.com/a.pdf").await;
        tab_to(page, "add-attachmentList").await;
        page.keys(&Key::Enter.to_string()).await;
        page.keys("https://example.com/b.pdf").await;
        let ring = "return getComputedStyle(document.activeElement).outlineStyle";
        assert_eq!(page.script(ring).await, "solid", "the focus can be seen");
        page.keys(&format!("{}{}{}", Key::Control, Key::Enter, Key::Null)).await;
        page.shows("status", "code").await;
        let names: Vec<_> = page.arrived().into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["webcastId", "attachmentList[0].url", "attachmentList[1].url"]
        );
    })
    .await;
}

#[tokio::test]
async fn skip_links_lead_past_the_top() {
    page::at("#/get_webcast?lang=en", async |page| {
        page.keys(&Key::Tab.to_string()).await;
        let first = "return document.activeElement.textContent";
        assert_eq!(page.script(first).await, "Skip to the parameters");
        page.keys(&Key::Enter.to_string()).await;
        tab_to(page, "input-webcastId").await;
        let link = page.script("return location.hash").await;
        assert_eq!(link, "#/get_webcast?lang=en", "the deep link stays");
    })
    .await;
}

#[tokio::test]
async fn everything_that_can_be_used_has_a_name() {
    let used = [
        "button",
        "checkbox",
        "combobox",
        "textbox",
        "link",
        "tab",
        "tabpanel",
        "Date",
        "DateTime",
        "spinbutton",
    ];
    let landmarks = ["banner", "navigation", "main", "form", "region", "status"];
    page::at("", async |page| {
        for link in
            ["#/create_webcast?lang=zh", "#/attach_files?lang=en", "#/choose_records"]
        {
            page.go(link).await;
            let named = named(page).await;
            for (role, name) in &named {
                let is_used = used.contains(&role.as_str());
                assert!(
                    !is_used || !name.trim().is_empty(),
                    "{link}: a nameless {role}"
                );
            }
            let roles: BTreeSet<_> =
                named.iter().map(|(role, _)| role.as_str()).collect();
            for role in landmarks {
                assert!(roles.contains(role), "{link}: no {role} among {roles:?}");
            }
        }
    })
    .await;
}

/// Role and name of everything that a screen reader finds.
async fn named(page: &Page) -> Vec<(String, String)> {
    let tree = page.browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("nodes");
    let seen = nodes.iter().filter(|node| node["ignored"] == false);
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    seen.map(|node| (text(&node["role"]), text(&node["name"]))).collect()
}

#[tokio::test]
async fn what_opens_is_read_out() {
    page::at("#/delete_webcast?webcastId=5f3c&lang=en", async |page| {
        let found = async |role: &str, name: &str| {
            let named = named(page).await;
            let is_found = named.iter().any(|it| it.0 == role && it.1.contains(name));
            assert!(is_found, "no {role} `{name}`: {named:?}");
        };
        page.click("#search").await;
        found("listbox", "Operation").await;
        found("group", "Exports").await;
        found("option", "delete_webcast").await;
        page.click("#extras > summary").await;
        page.click("#add-extra").await;
        found("textbox", "value of undocumented parameter 1").await;
        page.click("#send").await;
        page.find("#confirm[open]").await;
        found("dialog", "Really delete?").await;
        page.confirm().await;
        page.shows("status", "code 101").await;
        // The rule and the change of the form are announced without a move of the focus.
        let live = "return ['status', 'stale', 'rule'].map(id => document.getElementById(id).role)";
        assert_eq!(page.script(live).await, json!(["status", "status", "status"]));
        page.log_in().await;
        let ready = "return document.getElementById('hints-count').tabIndex";
        assert_eq!(page.script(ready).await, -1, "there is nothing to open");
    })
    .await;
}

/// The least contrast between text and what lies behind it, with the text that has it.
const CONTRAST: &str = r"
const parse = (colour) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const light = ([r, g, b]) => {
  const [R, G, B] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * R + 0.7152 * G + 0.0722 * B;
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour[3] === 1) return colour;
    if (colour[3] !== 0) throw new Error('half transparent: ' + at.className);
  }
  return [255, 255, 255, 1];
};
const texts = [...document.querySelectorAll('body *')].filter((element) => (
  element.checkVisibility() && ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || element.matches('input, select, textarea'))
));
const all = texts.map((element) => {
  const [one, other] = [parse(getComputedStyle(element).color), behind(element)].map(light).sort((a, b) => b - a);
  return [(one + 0.05) / (other + 0.05), element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 40)];
});
return [all.length, ...all.sort((a, b) => a[0] - b[0])[0]];
";

#[tokio::test]
async fn text_stands_out_in_light_and_in_the_dark() {
    page::at("#/create_webcast?subject=a&maxAttendees=x&telconf=2&aac=true", async |page| {
        page.log_in().await;
        page.send("101").await;
        page.fill("subject", "b").await;
        page.find("#stale:not(:empty)").await;
        page.click("#search").await;
        for scheme in ["light", "dark"] {
            let features = json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
            page.browser.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
            let least = page.script(CONTRAST).await;
            assert!(least[0].as_u64() > Some(200), "{least}");
            assert!(least[1].as_f64() >= Some(4.5), "{scheme}: {least}");
        }
    })
    .await;
}

#[tokio::test]
async fn light_and_dark_can_be_chosen() {
    let seen = "return [getComputedStyle(document.body).backgroundColor, document.querySelector('[data-theme-choice][aria-pressed=true]')?.dataset.themeChoice]";
    let [light, dark] = ["rgb(244, 245, 248)", "rgb(16, 20, 28)"];
    page::at("", async |page| {
        for (scheme, choice, colour) in [
            ("light", "system", light),
            ("dark", "system", dark),
            ("dark", "light", light),
            ("light", "dark", dark),
        ] {
            let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
            page.browser
                .cdp("Emulation.setEmulatedMedia", json!({ "features": features }))
                .await;
            page.click(&format!("[data-theme-choice={choice}]")).await;
            assert_eq!(page.script(seen).await, json!([colour, choice]), "{scheme}");
            page.go("").await;
            assert_eq!(
                page.script(seen).await,
                json!([colour, choice]),
                "{scheme}, loaded anew"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_narrow_screen_scrolls_one_way_only() {
    page::at("#/attach_files?webcastId=5f3c", async |page| {
        page.log_in().await;
        page.send("101").await;
        let metrics = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": false });
        page.browser.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
        let width = page.script("return document.documentElement.scrollWidth").await;
        assert!(width.as_u64() <= Some(360), "{width}");
    })
    .await;
}

#[tokio::test]
async fn the_page_asks_nobody_but_its_sandbox_and_breaks_no_policy() {
    page::at("#/list_webcasts?lang=zh", async |page| {
        page.log_in().await;
        page.send("0").await;
        for tab in ["#request-tabs-curl", "#request-tabs-rust", "#result-tabs-raw", "#copy"] {
            page.click(tab).await;
        }
        let complaints = page.browser.log("browser").await;
        assert_eq!(complaints, Vec::<Value>::new());
        let asked: BTreeSet<_> = asked(page).await.into_iter().collect();
        let url = page.sandbox.url();
        let expected = [page.sandbox.tool(), format!("{url}/sandbox/send")];
        assert_eq!(asked, expected.into());

        // The policy is in force: what is not the page's own does not run.
        page.script("const s = document.createElement('style'); s.textContent = 'body { color: red }'; document.head.append(s)").await;
        let complaints = page.browser.log("browser").await;
        assert!(complaints.iter().any(|entry| entry.to_string().contains("Content Security Policy")), "{complaints:?}");
    })
    .await;
}

/// The addresses that were asked for, without what stands behind `#`.
async fn asked(page: &Page) -> Vec<String> {
    let log = page.browser.log("performance").await;
    let messages = log.iter().filter_map(|entry| {
        serde_json::from_str::<Value>(entry["message"].as_str()?).ok()
    });
    let sent = messages
        .filter(|message| message["message"]["method"] == "Network.requestWillBeSent");
    let urls = sent.filter_map(|message| {
        let url = message["message"]["params"]["request"]["url"].as_str()?.to_owned();
        (!url.starts_with("data:")).then_some(url)
    });
    urls.collect()
}

//! The page on a telephone, 390 pixels wide.

use gensee_api::webcast::OPERATIONS;
use serde_json::json;

use super::page::{self, Page, faulty};

async fn narrow(page: &Page) {
    let metrics =
        json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    page.browser.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    let calm =
        json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    page.browser.cdp("Emulation.setEmulatedMedia", calm).await;
}

#[tokio::test]
async fn sending_brings_the_answer_into_view() {
    for (link, status) in [
        ("#/create_webcast?subject=a&lang=en", "code 101"),
        ("#/export_history?webcastId=none&lang=zh", "code 500"),
    ] {
        page::at(link, async |page| {
            narrow(page).await;
            page.log_in().await;
            page.click("#send").await;
            page.shows("status", status).await;
            let seen = "const { top, bottom } = document.getElementById('status').getBoundingClientRect();
                return top >= 0 && bottom <= innerHeight - 100 || [top, bottom, innerHeight]";
            assert_eq!(page.script(seen).await, true, "{link}");
        })
        .await;
    }
}

/// What can be touched and is smaller than a fingertip: a box to tick counts with its label.
const SMALL: &str = r"
const touched = [...document.querySelectorAll('button, input, select, textarea, summary, a[href], [role=option]')];
return touched.filter((element) => element.checkVisibility() && !element.matches('.skip')).flatMap((element) => {
  const box = (element.matches('[type=checkbox]') ? element.closest('label') : element).getBoundingClientRect();
  return box.height >= 44 && box.width >= 44 ? [] : [`${element.tagName} ${element.id} ${element.textContent.slice(0, 30)}: ${box.width} × ${box.height}`];
});
";

/// Texts that are cut off, and what stands out of the screen.
const CUT: &str = r"
const texts = [...document.querySelectorAll('header *, nav *, main *, #notice')].filter((element) => element.checkVisibility() && !element.closest('.unseen, option, pre, .tree'));
return texts.filter((element) => {
  const style = getComputedStyle(element);
  const isLost = style.overflow !== 'visible' && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
  const isAText = element.matches('.hints, .hint, .note, .note *, .remark, .fact, label, legend, p, h2, button, summary, .status *');
  const { left, right } = element.getBoundingClientRect();
  return right > innerWidth || left < 0 || (isAText && (isLost || element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline'));
}).map((element) => `${element.tagName}.${element.className}#${element.id}: ${element.textContent.slice(0, 40)}`);
";

#[tokio::test]
async fn fingers_find_everything_and_nothing_is_cut() {
    page::at("#/create_webcast", async |page| {
        narrow(page).await;
        page.go("#/list_webcasts").await;
        page.log_in().await;
        page.send("0").await;
        page.click("#options-summary").await;
        page.click("#search").await;
        assert_eq!(page.script(SMALL).await, json!([]), "the choices");
        for language in ["zh", "en"] {
            for operation in OPERATIONS {
                page.turn(&faulty(operation, language)).await;
                let name = operation.name;
                assert_eq!(page.script(SMALL).await, json!([]), "{name} {language}");
                assert_eq!(page.script(CUT).await, json!([]), "{name} {language}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn hints_can_be_opened_and_lead_to_their_inputs() {
    page::at("#/create_webcast?lang=en", async |page| {
        narrow(page).await;
        page.go("#/create_webcast?lang=en").await;
        page.shows("hints", "6 hints").await;
        page.click("#hints > summary").await;
        page.click("#hints a:last-of-type").await;
        let focused = "return document.activeElement.id";
        assert_eq!(page.script(focused).await, "input-panelistToken");
    })
    .await;
}

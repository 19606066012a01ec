//! The Chinese page: everything in it is Chinese, and the vendor's words stand as they are.

use gensee_api::webcast::{OPERATIONS, ReturnCode};
use gensee_sandbox::Fault;
use serde_json::{Value, json};

use super::page::{self, Page, faulty};

/// Texts of three English words and more that can be seen, apart from names, code, answers, and the vendor's words.
const ENGLISH: &str = r"
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (element.closest('script, style, noscript, code, pre, output, .chinese, .tree, .misprint, datalist, .languages')) continue;
  if (element.tagName !== 'OPTION' && !element.checkVisibility()) continue;
  if (/[A-Za-z]{2,}[,:;]?( [A-Za-z]{2,}[.,:;]?){2,}|^[A-Z][a-z]+( [a-z]+)*[.:]/.test(walker.currentNode.data.trim())) found.push(walker.currentNode.data);
}
const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
  ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name)).filter((text) => /[A-Za-z]{2,}( [A-Za-z]{2,}){2,}/.test(text ?? '')));
return [...found, ...labels];
";

async fn is_chinese(page: &Page, what: &str) {
    assert_eq!(page.script(ENGLISH).await, json!([]), "{what}");
}

#[tokio::test]
async fn each_operation_is_chinese_to_a_chinese_reader() {
    page::at("#/list_webcasts?lang=zh", async |page| {
        page.click("#options-summary").await;
        for operation in OPERATIONS {
            page.turn(&faulty(operation, "zh")).await;
            is_chinese(page, operation.name).await;
        }
        page.click("[data-language=en]").await;
        let english = page.script(ENGLISH).await;
        assert!(english.as_array().is_some_and(|found| found.len() > 5), "{english}");
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_is_explained_in_chinese() {
    page::at("#/get_webcast?webcastId=none&lang=zh", async |page| {
        page.log_in().await;
        page.send("500").await;
        page.find("#rule span[lang=zh-CN] code").await;
        page.shows("rule", "没有 admin@sandbox.example 可以操作的直播 none").await;
        is_chinese(page, "a refusal").await;
        page.fill("webcastId", "nobody").await;
        page.find("#stale:not(:empty)").await;
        is_chinese(page, "an old answer").await;
        for (fault, status) in [
            (Fault::Unavailable, "HTTP 503"),
            (Fault::Html, "没有返回码"),
            (Fault::Reset, "连接中断"),
            (Fault::Code(ReturnCode::SystemError), "系统错误"),
        ] {
            page.sandbox.clear_faults();
            page.sandbox.inject(fault.clone());
            page.click("#send").await;
            page.shows("status", status).await;
            is_chinese(page, &format!("{fault:?}")).await;
        }
        page.sandbox.clear_faults();
        page.go("#/nope?lang=zh").await;
        page.shows("notice", "nope").await;
        is_chinese(page, "an unknown operation").await;
        page.go("#/delete_webcast?webcastId=5f3c&lang=zh").await;
        page.click("#send").await;
        page.find("#confirm[open]").await;
        is_chinese(page, "a question").await;
        let shown: Value = page.script("return document.documentElement.lang").await;
        assert_eq!(shown, "zh-CN");
    })
    .await;
}

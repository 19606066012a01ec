//! The page: one file, put together from its parts, which loads nothing else.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gensee_api::webcast::OPERATIONS;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{ADMIN, OPENAPI, PASSWORD};

const SKELETON: &str = include_str!("page/tool.html");
const STYLES: [&str; 6] = [
    include_str!("page/base.css"),
    include_str!("page/top.css"),
    include_str!("page/cards.css"),
    include_str!("page/inputs.css"),
    include_str!("page/results.css"),
    include_str!("page/narrow.css"),
];
/// The parts of the script, each after those that it uses. They become one script, because a page in one file cannot
/// load modules.
const SCRIPTS: [&str; 22] = [
    include_str!("page/words.js"),
    include_str!("page/dom.js"),
    include_str!("page/time.js"),
    include_str!("page/document.js"),
    include_str!("page/state.js"),
    include_str!("page/extra.js"),
    include_str!("page/request.js"),
    include_str!("page/hints.js"),
    include_str!("page/samples.js"),
    include_str!("page/rust.js"),
    include_str!("page/picker.js"),
    include_str!("page/ids.js"),
    include_str!("page/inputs.js"),
    include_str!("page/login.js"),
    include_str!("page/answer.js"),
    include_str!("page/fields.js"),
    include_str!("page/confirm.js"),
    include_str!("page/refusal.js"),
    include_str!("page/result.js"),
    include_str!("page/history.js"),
    include_str!("page/link.js"),
    include_str!("page/main.js"),
];

static PAGE: LazyLock<Page> = LazyLock::new(Page::new);

/// The page and its content security policy.
struct Page {
    html: Bytes,
    policy: String,
}

impl Page {
    fn new() -> Self {
        let [style, script] = [STYLES.concat(), SCRIPTS.concat()];
        // The page contains the login. That is acceptable because a sandbox never has data of value.
        let home =
            json!({ "loginName": ADMIN, "password": PASSWORD, "fields": fields() });
        let html = SKELETON
            .replace("{{style}}", &style)
            .replace("{{document}}", &within_script(OPENAPI))
            .replace("{{home}}", &within_script(&home.to_string()))
            .replace("{{script}}", &script);
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; connect-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            source(&script),
            source(&style),
        );
        Self { html: html.into(), policy }
    }
}

/// The names of the rows in Rust, by operation and place.
fn fields() -> Value {
    let operations = OPERATIONS.iter().map(|info| {
        let rows = info.rows().into_iter();
        let names = rows.map(|(place, row)| (place, row.rust_name.into()));
        (info.name.to_owned(), Value::Object(names.collect()))
    });
    Value::Object(operations.collect())
}

/// Escapes JSON so that it cannot end the `script` element around it.
fn within_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The source for the policy that allows exactly this text.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The page.
pub(super) async fn serve() -> Response {
    let Page { html, policy } = &*PAGE;
    let heads = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (heads, html.clone()).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The keys of one language in `words.js`, each on a line of its own.
    fn keys(language: &str) -> BTreeSet<&'static str> {
        let (_, words) =
            SCRIPTS[0].split_once(&format!("\n  {language}: {{\n")).expect(language);
        let (words, _) = words.split_once("\n  },\n").expect("an end");
        let lines = words.lines().filter_map(|line| line.strip_prefix("    "));
        let lines = lines.filter(|line| line.starts_with(char::is_alphabetic));
        lines.filter_map(|line| Some(line.split_once(':')?.0)).collect()
    }

    #[test]
    fn both_languages_say_the_same_and_nothing_in_vain() {
        let (zh, en) = (keys("zh"), keys("en"));
        assert_eq!(zh, en);
        assert!(zh.len() > 80, "{zh:?}");
        let used = format!("{}{}", SKELETON, SCRIPTS.concat());
        let idle = zh.iter().filter(|key| {
            let quoted = [format!("'{key}'"), format!("\"{key}\"")];
            !quoted.iter().any(|key| used.contains(key))
        });
        assert_eq!(idle.collect::<Vec<_>>(), Vec::<&&str>::new());
    }

    #[test]
    fn the_page_is_whole_and_nothing_in_it_ends_it_early() {
        let html = String::from_utf8(PAGE.html.to_vec()).expect("text");
        assert!(!html.contains("{{style}}") && !html.contains("{{script}}"));
        for (tag, count) in [("</script>", 3), ("</style>", 1), ("<script", 3)] {
            assert_eq!(html.matches(tag).count(), count, "{tag}");
        }
    }
}

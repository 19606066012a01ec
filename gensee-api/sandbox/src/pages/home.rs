//! `/`: what the sandbox offers.

use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::response::Response;

use super::{escape, page};
use crate::{ADMIN, PASSWORD};
use gensee_api::webcast::{BASE_PATH, OPERATIONS, TEST_TOOL};

/// The addresses with their methods, and what they are for.
const ADDRESSES: [(&str, &str, &str); 12] = [
    (TEST_TOOL, "GET", "the test tool, 测试工具: calls every operation from a page"),
    (
        "/sandbox/control",
        "GET, POST",
        "what people do: the list of verbs, each with an example; POST to /sandbox/control/{verb} plays one",
    ),
    (
        "/sandbox/requests",
        "GET, DELETE",
        "the last calls, and the rule that refused them; ?operation=create_webcast and ?code=500 limit them",
    ),
    ("/sandbox/requests.har", "GET", "the same as HAR 1.2, for the tools of browsers"),
    (
        "/sandbox/deliveries",
        "GET, DELETE",
        "the last callbacks that were sent, and what was answered",
    ),
    (
        "/sandbox/faults",
        "GET, POST, DELETE",
        "faults of later calls, such as fault=delay&ms=500&operation=get_webcast",
    ),
    (
        "/sandbox/answers",
        "GET, POST, DELETE",
        "answers for paths that the document does not have, such as path=/webcast/export/survey&body=…",
    ),
    (
        "/sandbox/disabled",
        "GET, POST, DELETE",
        "operations that are switched off, such as operation=create_webcast",
    ),
    ("/sandbox/snapshot", "GET, PUT", "the whole world as JSON; PUT goes back to it"),
    ("/sandbox/reset", "POST", "goes back to the start"),
    ("/sandbox/send", "POST", "sends the requests of the test tool"),
    ("/health", "GET", "says that the sandbox answers"),
];

/// The page.
pub(super) async fn show() -> Response {
    let mut html = format!(
        "<p>A stand-in for the server of the documented HTTP interface of Gensee (展视互动), with a made-up world. It answers \
         the {} operations below <code>{BASE_PATH}</code> to the login <code>{}</code> with the password <code>{}</code>.</p>\n<table>\n",
        OPERATIONS.len(),
        escape(ADMIN),
        escape(PASSWORD),
    );
    for (path, methods, words) in ADDRESSES {
        let shown = escape(path);
        // What cannot be read with GET is no link.
        let link = if methods.starts_with("GET") {
            format!("<a href=\"{shown}\">{shown}</a>")
        } else {
            shown
        };
        let words = escape(words);
        // Writing to a string does not fail.
        let _ =
            writeln!(html, "<tr><td>{link}</td><td>{methods}</td><td>{words}</td></tr>");
    }
    html += "</table>\n<p>Bodies are JSON or forms, and errors are JSON: <code>{\"error\":\"…\"}</code>.</p>\n";
    page(StatusCode::OK, "gensee-sandbox", &html)
}

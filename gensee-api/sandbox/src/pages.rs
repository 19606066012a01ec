//! Pages to look at: what the sandbox offers, and where the addresses lead that people join and watch by.

mod entry;
mod home;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::{AppState, reply};
use gensee_api::webcast::{ATTENDEE_ENTRY, ORGANIZER_ENTRY, PANELIST_ENTRY, VOD_ENTRY};

/// The routes of the pages, without state.
pub(super) fn routes() -> Router<Arc<AppState>> {
    let mut routes = Router::new();
    for path in ["/", "/sandbox", "/sandbox/"] {
        routes = routes.route(path, get(home::show));
    }
    let entries = [ATTENDEE_ENTRY, PANELIST_ENTRY, ORGANIZER_ENTRY, VOD_ENTRY];
    let mut folders: Vec<_> = entries.map(|entry| folder(entry).0).to_vec();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        routes = routes.route(&format!("{folder}/{{name}}"), get(entry::show));
    }
    routes
}

/// The health address, which needs no guard, because it tells nothing.
pub(super) fn health() -> Router<Arc<AppState>> {
    let healthy = || async { reply::response(json!({ "status": "ok" }).to_string()) };
    Router::new().route("/health", get(healthy))
}

/// The folder of an address of the site, and the name in it up to the id.
fn folder(entry: &'static str) -> (&'static str, &'static str) {
    let name = entry.strip_suffix("{id}").unwrap_or(entry);
    name.rsplit_once('/').unwrap_or(("", name))
}

/// A page with this title and these contents, which are HTML.
fn page(status: StatusCode, title: &str, contents: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{contents}</body>\n</html>\n"
    );
    let heads = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (status, heads, html).into_response()
}

/// A text as HTML.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}

//! The vendor's test tool, 测试工具: a page from which every operation can be called.
//!
//! The page is made of the OpenAPI document, which `cargo xtask codegen` writes, and of the files below `page/`. It sends
//! its requests through [`send`], so that the called site need not allow requests from pages of other sites (CORS).

mod page;
mod send;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::AppState;
use gensee_api::webcast::TEST_TOOL;

pub(super) use send::Sender;

/// The route of the page, at the path that the document gives.
pub(super) fn page() -> Router<Arc<AppState>> {
    Router::new().route(TEST_TOOL, get(page::serve))
}

/// The routes of the tool, without state. They need a [`Sender`] as an extension.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/send", post(send::send))
}

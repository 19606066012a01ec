//! The vendor's test tool, 测试工具: a page from which every operation can be called.
//!
//! `operations.json` is what `cargo xtask codegen` writes of the operations; the page is made of it and of the files
//! below `page/`. It sends through [`send`], which needs no leave of the site that is called.

mod page;
mod send;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::AppState;
use gensee_api::webcast::TEST_TOOL;

pub(super) use send::Sender;

/// The page, where the document has it.
pub(super) fn page() -> Router<Arc<AppState>> {
    Router::new().route(TEST_TOOL, get(page::serve))
}

/// The routes of its own, without state. A [`Sender`] must lie on top of them as an extension.
pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/sandbox/send", post(send::send))
}

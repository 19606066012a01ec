//! The handlers of the operations, with one module for each area of the document.

mod attachments;
mod clients;
mod documents;
mod exports;
mod field_info;
mod paging;
mod player;
mod records;
mod relays;
mod users;
mod vods;
mod warmups;
mod webcasts;

#[cfg(test)]
mod tests;

use super::router::Router;

/// Every operation of the document, with its handler.
pub(super) fn router() -> Router {
    let mut router = Router::new();
    attachments::all(&mut router);
    clients::all(&mut router);
    documents::all(&mut router);
    player::all(&mut router);
    records::all(&mut router);
    relays::all(&mut router);
    users::all(&mut router);
    vods::all(&mut router);
    warmups::all(&mut router);
    webcasts::all(&mut router);
    exports::all(&mut router);
    router
}

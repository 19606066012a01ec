//! What the operations do: one module an area of the document.

mod attachments;
mod clients;
mod documents;
mod exports;
mod facts;
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

use super::dispatch::Dispatch;

/// Every behaviour there is.
pub(super) fn all(dispatch: &mut Dispatch) {
    attachments::all(dispatch);
    clients::all(dispatch);
    documents::all(dispatch);
    player::all(dispatch);
    records::all(dispatch);
    relays::all(dispatch);
    users::all(dispatch);
    vods::all(dispatch);
    warmups::all(dispatch);
    webcasts::all(dispatch);
    exports::all(dispatch);
}

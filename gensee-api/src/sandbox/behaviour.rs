//! What the operations do: one module an area of the document.

mod paging;
mod records;
mod users;
mod vods;
mod webcasts;

use super::dispatch::Dispatch;

/// Every behaviour there is.
pub(super) fn all(dispatch: &mut Dispatch) {
    records::all(dispatch);
    users::all(dispatch);
    vods::all(dispatch);
    webcasts::all(dispatch);
}

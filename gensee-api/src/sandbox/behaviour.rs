//! What the operations do: one module an area of the document.

mod exports;
mod paging;
mod users;
mod webcasts;

use super::dispatch::Dispatch;

/// Every behaviour there is.
pub(super) fn all(dispatch: &mut Dispatch) {
    users::all(dispatch);
    webcasts::all(dispatch);
    exports::all(dispatch);
}

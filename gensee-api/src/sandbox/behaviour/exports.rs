//! 5.13 to 5.16, 5.32 to 5.34, 5.37, 5.38, 5.46, 5.49 to 5.51: what people did, for the customer's own books.

mod days;
mod history;
mod praise;
mod span;
mod talk;
#[cfg(test)]
mod tests;
mod usage;
mod votes;

use super::paging;
use crate::sandbox::dispatch::Dispatch;

pub(super) fn all(dispatch: &mut Dispatch) {
    history::all(dispatch);
    talk::all(dispatch);
    votes::all(dispatch);
    praise::all(dispatch);
    usage::all(dispatch);
}

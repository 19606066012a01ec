//! 5.13 to 5.16, 5.32 to 5.34, 5.37, 5.38, 5.46, 5.49 to 5.51: exports of what people did, for the
//! customer's own records.

mod days;
mod history;
mod praise;
mod talk;
#[cfg(test)]
mod tests;
mod usage;
mod votes;
mod window;

use super::paging;
use crate::router::Router;

pub(super) fn all(router: &mut Router) {
    history::all(router);
    talk::all(router);
    votes::all(router);
    praise::all(router);
    usage::all(router);
}

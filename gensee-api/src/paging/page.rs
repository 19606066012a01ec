//! What an answer says of its page.

use crate::answer::Answer;

/// Where an answer stands among its pages.
///
/// The document prints the three properties in an object `page`, in an object `pageDto`, or flat beside the list; all
/// of them are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Answer)]
#[non_exhaustive]
pub struct Page {
    /// Number of this page, counted from 1.
    ///
    /// 当前页数
    pub page_no: Option<i64>,
    /// How many pages there are.
    ///
    /// 总的页数
    pub total_pages: Option<i64>,
    /// How many items there are on all pages.
    ///
    /// 总的条数
    pub total_counts: Option<i64>,
}

/// The rows that must be on a page or before it, where the page has none; a page behind the last one is rightly empty.
/// For the derive.
#[doc(hidden)]
pub fn claimed(page: &Page) -> Option<i64> {
    let behind = page.page_no.unwrap_or(1) > page.total_pages.unwrap_or(1);
    page.total_counts.filter(|total| *total > 0 && !behind)
}

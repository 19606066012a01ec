//! Long lists, cut into pages as the server does.

use gensee_api::Page;
use gensee_api::operation::Paginated;

/// The number of rows of a page where the document does not give one.
const USUAL_SIZE: u32 = 50;

/// The rows of the page that `request` asks for, and the number of that page among all pages.
pub(super) fn page<T>(rows: Vec<T>, request: &mut impl Paginated) -> (Vec<T>, Page) {
    let number = request.page_number().and_then(|number| *number).unwrap_or(1);
    cut(rows, number, request.page_size().unwrap_or(USUAL_SIZE))
}

/// Cuts a page out of all rows. An empty list has one page.
fn cut<T>(rows: Vec<T>, number: i64, size: u32) -> (Vec<T>, Page) {
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let (number, size) = (number.max(1), i64::from(size.max(1)));
    let pages = (total.saturating_add(size - 1) / size).max(1);
    let skip = usize::try_from((number - 1).saturating_mul(size)).unwrap_or(usize::MAX);
    let take = usize::try_from(size).unwrap_or(usize::MAX);
    let rows = rows.into_iter().skip(skip).take(take).collect();
    (rows, Page::new().page_no(number).total_pages(pages).total_counts(total))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn pages_are_counted_from_one() {
        for (rows, number, size, expected, pages) in [
            (0, 1, 50, vec![], 1),
            (5, 1, 2, vec![0, 1], 3),
            (5, 3, 2, vec![4], 3),
            (5, 4, 2, vec![], 3),
            (4, 2, 2, vec![2, 3], 2),
            (4, -1, 0, vec![0], 4),
        ] {
            let (list, page) = cut((0..rows).collect(), number, size);
            assert_eq!((list, page.total_pages), (expected, Some(pages)));
            assert_eq!(page.total_counts, Some(i64::from(rows)));
        }
    }
}

//! Decides when a list of pages ends.
//!
//! The totals of an answer are not reliable: servers leave them out, send zeros, or let them shrink while rows still
//! arrive. So the list ends by its totals only when the rows that arrived agree with them. Otherwise one more page is
//! asked for, and an empty or a repeated page ends the list.

use std::cell::LazyCell;
use std::collections::HashSet;

/// Greatest number of successive empty pages that are skipped while both totals say that rows are missing.
const EMPTY_PAGES: u8 = 2;

/// What one page says about the list.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PageSummary {
    pub(crate) rows: usize,
    pub(crate) total_pages: Option<i64>,
    pub(crate) total_counts: Option<i64>,
    /// Number of rows of a full page, where it is known.
    pub(crate) full: Option<u32>,
}

/// Hashes of what a page has, by which a repeated page is recognized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Equal for pages with an equal first row.
    pub(crate) opening: u64,
    /// Equal for pages with equal rows.
    pub(crate) rows: u64,
}

/// What to do after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextStep {
    /// Ask for the next page.
    More {
        /// Whether a total of the answer says that there is more; `false` when the totals are only doubtful.
        claimed: bool,
    },
    /// This was the last page.
    Last,
    /// These rows arrived before: they must not be delivered again, and the list has ended.
    Repeated,
}

/// The pages of one list, from the first one asked for to the last.
#[derive(Clone, Debug)]
pub(crate) struct PageTracker {
    place: Place,
    /// The totals that the last page gave.
    last_pages: Option<i64>,
    last_rows: Option<i64>,
    openings: HashSet<u64>,
    fingerprints: HashSet<u64>,
    empty: u8,
}

/// What must be known of the pages before a page, to go on with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of the first page that was asked for.
    pub(crate) first: i64,
    /// The number of the page.
    pub(crate) number: i64,
    /// How many rows were on the pages before it.
    pub(crate) delivered: i64,
    /// The largest totals so far: a total that shrinks on the way must not end the list early.
    pub(crate) most_pages: i64,
    pub(crate) most_rows: i64,
    pub(crate) counts_given: bool,
    /// That of the first page, which some servers send again behind the last one.
    pub(crate) start: Option<Fingerprint>,
}

impl PageTracker {
    pub(crate) fn starting_at(first: i64) -> Self {
        Self::at(Place {
            first,
            number: first,
            delivered: 0,
            most_pages: 0,
            most_rows: 0,
            counts_given: false,
            start: None,
        })
    }

    /// Goes on with the page at this place.
    pub(crate) fn at(place: Place) -> Self {
        let start = place.start;
        Self {
            place,
            last_pages: None,
            last_rows: None,
            openings: start.iter().map(|print| print.opening).collect(),
            fingerprints: start.iter().map(|print| print.rows).collect(),
            empty: 0,
        }
    }

    /// The place of the page to ask for.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The page to ask for.
    pub(crate) fn number(&self) -> i64 {
        self.place.number
    }

    /// Whether no page has arrived yet.
    pub(crate) fn is_new(&self) -> bool {
        self.place.number == self.place.first
    }

    /// The number of the last page, as far as the totals tell.
    #[cfg(feature = "client")]
    pub(crate) fn last(&self) -> i64 {
        self.place.most_pages
    }

    /// Whether a page with this first row may be one that has arrived before.
    pub(crate) fn may_repeat(&self, opening: u64) -> bool {
        self.openings.contains(&opening)
    }

    /// Whether the totals of the last page say that there are rows that no page had. Earlier totals do not count,
    /// because rows may have been removed since.
    pub(crate) fn is_incomplete(&self) -> bool {
        match self.last_rows {
            Some(rows) => self.place.delivered < rows,
            None => self.last_pages.is_some_and(|pages| self.place.number < pages),
        }
    }

    /// Number of rows delivered so far, and the total the server gave, if it is larger.
    pub(crate) fn rows(&self) -> (i64, Option<i64>) {
        let Place { delivered, most_rows, .. } = self.place;
        (delivered, (most_rows > delivered).then_some(most_rows))
    }

    /// Takes the page `number` and, if there is more, moves to the next one. The fingerprint is asked for only when it
    /// is needed: a list of one page needs none.
    pub(crate) fn accept(
        &mut self,
        summary: PageSummary,
        fingerprint: impl FnOnce() -> Fingerprint,
    ) -> NextStep {
        let verdict = self.judge(summary, fingerprint);
        if let NextStep::More { .. } = verdict {
            self.place.number = self.place.number.saturating_add(1);
        }
        verdict
    }

    fn judge(
        &mut self,
        summary: PageSummary,
        fingerprint: impl FnOnce() -> Fingerprint,
    ) -> NextStep {
        let place = &mut self.place;
        self.last_pages = summary.total_pages;
        place.most_pages = place.most_pages.max(summary.total_pages.unwrap_or(0));
        // When the first page is a later one, the number of rows before it is unknown, so the total of rows cannot be
        // used.
        if place.first <= 1 {
            place.most_rows = place.most_rows.max(summary.total_counts.unwrap_or(0));
            self.last_rows = summary.total_counts;
            place.counts_given |= summary.total_counts.is_some();
        }

        if summary.rows == 0 {
            let insisted =
                place.number < place.most_pages && place.delivered < place.most_rows;
            if !insisted || self.empty == EMPTY_PAGES {
                return NextStep::Last;
            }
            self.empty += 1;
            return NextStep::More { claimed: true };
        }
        let fingerprint = LazyCell::new(fingerprint);
        if !self.fingerprints.is_empty() && self.fingerprints.contains(&fingerprint.rows)
        {
            return NextStep::Repeated;
        }
        self.empty = 0;
        place.delivered = place
            .delivered
            .saturating_add(i64::try_from(summary.rows).unwrap_or(i64::MAX));

        let claimed =
            place.number < place.most_pages || place.delivered < place.most_rows;
        let size = summary.full.map(|full| full as usize);
        let short = size.is_some_and(|full| summary.rows < full);
        let over = match (place.most_pages > 0, place.most_rows > 0) {
            (true, true) => true,
            // A total of 0 rows beside rows is wrong, so the total of pages may be wrong too.
            (true, false) if place.counts_given => short,
            (true, false) => short || size.is_none(),
            // A total of rows alone may be that of the page.
            (false, _) => short,
        };
        if over && !claimed {
            return NextStep::Last;
        }
        self.openings.insert(fingerprint.opening);
        self.fingerprints.insert(fingerprint.rows);
        place.start.get_or_insert(*fingerprint);
        NextStep::More { claimed }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash, Hasher};

    use proptest::prelude::*;

    use super::{Fingerprint, NextStep, PageSummary, PageTracker};

    /// The totals that a server sends on each page.
    #[derive(Clone, Copy, Debug)]
    enum Totals {
        Honest,
        Absent,
        /// `totalPages` alone, or `totalCounts` alone.
        PagesOnly,
        CountsOnly,
        Zeros,
        /// The totals of an empty list: 0 rows on 1 page.
        EmptyList,
        Huge,
        HugePages,
        /// Correct on the first page, then smaller on each page.
        Shrinking,
        /// The number of rows of this page, as the total of rows.
        RowsOfThisPage,
        /// The same without a total of pages.
        RowsOfThisPageOnly,
    }

    /// What a server sends for pages after its last one.
    #[derive(Clone, Copy, Debug)]
    enum Beyond {
        Empty,
        LastPageAgain,
        FirstPageAgain,
    }

    #[derive(Clone, Copy, Debug)]
    struct Server {
        rows: usize,
        size: usize,
        totals: Totals,
        beyond: Beyond,
    }

    impl Server {
        fn pages(&self) -> usize {
            self.rows.div_ceil(self.size).max(1)
        }

        fn page(
            &self,
            number: usize,
        ) -> (std::ops::Range<usize>, Option<i64>, Option<i64>) {
            let shown = match self.beyond {
                _ if number <= self.pages() => Some(number),
                Beyond::Empty => None,
                Beyond::LastPageAgain => Some(self.pages()),
                Beyond::FirstPageAgain => Some(1),
            };
            let rows = shown.map_or(0..0, |page| {
                ((page - 1) * self.size).min(self.rows)
                    ..(page * self.size).min(self.rows)
            });
            let (pages, counts) = (self.pages() as i64, self.rows as i64);
            let (pages, counts) = match self.totals {
                Totals::Honest => (Some(pages), Some(counts)),
                Totals::Absent => (None, None),
                Totals::PagesOnly => (Some(pages), None),
                Totals::CountsOnly => (None, Some(counts)),
                Totals::Zeros => (Some(0), Some(0)),
                Totals::EmptyList => (Some(1), Some(0)),
                Totals::Huge => (Some(i64::MAX), Some(i64::MAX)),
                Totals::HugePages => (Some(i64::MAX), Some(counts)),
                Totals::Shrinking => (
                    Some((pages - number as i64 + 1).max(0)),
                    Some((counts - ((number - 1) * self.size) as i64).max(0)),
                ),
                Totals::RowsOfThisPage => (Some(pages), Some(rows.len() as i64)),
                Totals::RowsOfThisPageOnly => (None, Some(rows.len() as i64)),
            };
            (rows, pages, counts)
        }

        /// The rows that the cursor delivers, and the number of requests.
        fn walk(&self, full: Option<u32>) -> (Vec<usize>, usize) {
            let mut pages = PageTracker::starting_at(1);
            let mut delivered = Vec::new();
            for requests in 1..1000 {
                let (rows, total_pages, total_counts) =
                    self.page(pages.number() as usize);
                let mut hasher = DefaultHasher::new();
                rows.hash(&mut hasher);
                let summary =
                    PageSummary { rows: rows.len(), total_pages, total_counts, full };
                let verdict = pages.accept(summary, || print(hasher.finish()));
                if verdict != NextStep::Repeated {
                    delivered.extend(rows);
                }
                if !matches!(verdict, NextStep::More { .. }) {
                    return (delivered, requests);
                }
            }
            (delivered, usize::MAX)
        }
    }

    fn servers() -> impl Strategy<Value = Server> {
        let totals = prop_oneof![
            Just(Totals::Honest),
            Just(Totals::Absent),
            Just(Totals::PagesOnly),
            Just(Totals::CountsOnly),
            Just(Totals::Zeros),
            Just(Totals::EmptyList),
            Just(Totals::Huge),
            Just(Totals::HugePages),
            Just(Totals::Shrinking),
            Just(Totals::RowsOfThisPage),
            Just(Totals::RowsOfThisPageOnly),
        ];
        let beyond = prop_oneof![
            Just(Beyond::Empty),
            Just(Beyond::LastPageAgain),
            Just(Beyond::FirstPageAgain)
        ];
        (0usize..60, 1usize..12, totals, beyond).prop_map(
            |(rows, size, totals, beyond)| Server { rows, size, totals, beyond },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_row_once_whatever_the_server_says(server in servers(), size_known in any::<bool>()) {
            let full = size_known.then_some(server.size as u32);
            let (delivered, requests) = server.walk(full);
            prop_assert_eq!(delivered, (0..server.rows).collect::<Vec<_>>());
            // The pages that exist, one when in doubt, and the two empty ones that are skipped while both totals say
            // that rows are missing.
            prop_assert!(requests <= server.pages() + 3, "{} requests for {} pages", requests, server.pages());
        }

        #[test]
        fn honest_totals_cost_no_request_too_many(mut server in servers(), size_known in any::<bool>()) {
            for totals in [Totals::Honest, Totals::Huge] {
                server.totals = totals;
                let (_, requests) = server.walk(size_known.then_some(server.size as u32));
                if matches!(totals, Totals::Honest) {
                    prop_assert_eq!(requests, server.pages());
                } else {
                    prop_assert!(requests > server.pages());
                }
            }
        }
    }

    fn print(rows: u64) -> Fingerprint {
        Fingerprint { opening: rows, rows }
    }

    fn summary(
        rows: usize,
        totals: (Option<i64>, Option<i64>),
        full: Option<u32>,
    ) -> PageSummary {
        PageSummary { rows, total_pages: totals.0, total_counts: totals.1, full }
    }

    #[test]
    fn an_empty_page_in_the_middle_is_passed_over() {
        let totals = (Some(4), Some(30));
        let mut pages = PageTracker::starting_at(1);
        let verdicts: Vec<NextStep> = [(10, 1), (0, 0), (10, 3), (10, 4)]
            .map(|(rows, hash)| {
                pages.accept(summary(rows, totals, None), || print(hash))
            })
            .into();
        let more = NextStep::More { claimed: true };
        assert_eq!(verdicts, [more, more, more, NextStep::Last]);
        assert_eq!(pages.rows(), (30, None));
    }

    #[test]
    fn a_walk_that_starts_late_ends_at_the_last_page() {
        let mut pages = PageTracker::starting_at(3);
        assert_eq!(pages.number(), 3);
        assert_eq!(
            pages.accept(summary(10, (Some(4), Some(35)), None), || print(1)),
            NextStep::More { claimed: true }
        );
        assert_eq!(pages.number(), 4);
        assert_eq!(
            pages.accept(summary(5, (Some(4), Some(35)), None), || print(2)),
            NextStep::Last
        );
    }

    #[test]
    fn without_totals_a_short_page_is_the_last() {
        for (rows, full, verdict) in [
            (20, Some(20), NextStep::More { claimed: false }),
            (21, Some(20), NextStep::More { claimed: false }),
            (19, Some(20), NextStep::Last),
            (19, None, NextStep::More { claimed: false }),
            (0, None, NextStep::Last),
        ] {
            let mut pages = PageTracker::starting_at(1);
            assert_eq!(
                pages.accept(summary(rows, (None, None), full), || print(1)),
                verdict,
                "{rows} of {full:?}"
            );
        }
    }

    #[test]
    fn an_empty_page_ends_the_list_unless_both_totals_say_that_there_is_more() {
        for (pages, counts, expected) in [
            (3, 5, NextStep::More { claimed: true }),
            (3, 2, NextStep::Last),
            (2, 5, NextStep::Last),
        ] {
            let mut tracker = PageTracker::starting_at(1);
            let (total_pages, total_counts) = (Some(pages), Some(counts));
            let page =
                |rows| PageSummary { rows, total_pages, total_counts, full: None };
            assert!(tracker.is_new());
            tracker.accept(page(2), || print(7));
            assert!(!tracker.is_new());
            assert_eq!(
                tracker.accept(page(0), || print(8)),
                expected,
                "{pages} {counts}"
            );
        }
    }
}

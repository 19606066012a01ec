//! Windows: any range is covered, without a gap and without an overlap, each span within the limit.

use gensee_api::webcast::ExportHistoryPage;
use gensee_api::{Date, Paginated, Parameters, Time, Window};
use proptest::prelude::*;

const DAY: i64 = 86_400_000;

fn spans(start: i64, end: i64) -> Vec<(i64, i64)> {
    let mut export = ExportHistoryPage::new("w")
        .between(Time::from_millis(start), Time::from_millis(end));
    let window = export.window().unwrap();
    assert_eq!(window.days(), 7);
    let spans = window.spans().unwrap();
    let bounds = |span| {
        export.window().unwrap().set(span);
        assert_eq!(export.check(), Ok(()));
        (export.start_time.unwrap().millis(), export.end_time.unwrap().millis())
    };
    spans.map(bounds).collect()
}

#[test]
fn spans_meet_at_a_millisecond() {
    let week = 7 * DAY;
    let cases = [
        (0, -1, vec![]),
        (0, 0, vec![(0, 0)]),
        (0, week - 1, vec![(0, week - 1)]),
        (0, week, vec![(0, week - 1), (week, week)]),
        (5, week + 6, vec![(5, week + 4), (week + 5, week + 6)]),
        (i64::MAX - 1, i64::MAX, vec![(i64::MAX - 1, i64::MAX)]),
    ];
    for (start, end, expected) in cases {
        assert_eq!(spans(start, end), expected, "{start}..{end}");
    }
}

proptest! {
    #[test]
    fn spans_cover_the_range(start in -2_000 * DAY..2_000 * DAY, length in 0..400 * DAY) {
        let spans = spans(start, start + length);
        prop_assert_eq!(spans[0].0, start);
        prop_assert_eq!(spans[spans.len() - 1].1, start + length);
        for pair in spans.windows(2) {
            prop_assert_eq!(pair[0].1 + 1, pair[1].0);
            prop_assert_eq!(pair[1].0 - pair[0].0, 7 * DAY);
        }
    }
}

#[test]
fn windows_of_days_cover_each_day_once() {
    let day = |month, day| Date::new(2021, month, day).unwrap();
    let (mut start, mut end) = (day(1, 30), Some(day(3, 2)));
    let spans = Window::dates(&mut start, &mut end, 30).spans().unwrap();
    let mut seen = Vec::new();
    for span in spans {
        Window::dates(&mut start, &mut end, 30).set(span);
        seen.push((start, end.unwrap()));
    }
    assert_eq!(seen, [(day(1, 30), day(2, 28)), (day(3, 1), day(3, 2))]);
}

#[test]
fn a_window_without_both_bounds_has_no_spans() {
    let mut export = ExportHistoryPage::new("w").start_time(Time::from_millis(0));
    assert!(export.window().unwrap().spans().is_none());
}

//! What stands below a chart, and where: 0 is the left end, 1 the right one.

use gensee_api::Time;

const MINUTE: i64 = 60_000;
const DAY: i64 = 1440;
const CHINA: i64 = 8 * 60 * MINUTE;
/// Distances of the moments below a chart, in minutes.
const STEPS: [i64; 19] = [
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    180,
    360,
    720,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
    180 * DAY,
    360 * DAY,
];
/// The most texts, so that they do not touch each other on a telephone.
const MOST: i64 = 5;

/// Round moments of China time.
pub fn moments(first: i64, last: i64) -> Vec<(f64, String)> {
    let length = last.saturating_sub(first);
    let is_long = length > DAY * MINUTE;
    let most = if is_long { MOST - 1 } else { MOST };
    let fits = |step: &&i64| length / (**step * MINUTE) < most;
    let Some(step) = STEPS.iter().find(fits).map(|minutes| minutes * MINUTE) else {
        return Vec::new();
    };
    let begin = first.saturating_add(CHINA);
    let first_round =
        begin.div_euclid(step).saturating_add(i64::from(begin.rem_euclid(step) > 0));
    let rounds = (0..=MOST).map(|number| {
        first_round.saturating_add(number).saturating_mul(step).saturating_sub(CHINA)
    });
    let label = |moment: i64| {
        let text = Time::from_millis(moment).to_string();
        let part = match (is_long, step >= DAY * MINUTE) {
            (_, true) => 5..10,
            (true, false) => 5..16,
            (false, false) => 11..16,
        };
        let text = text.get(part).unwrap_or(&text).to_owned();
        (moment.saturating_sub(first) as f64 / length.max(1) as f64, text)
    };
    rounds.take_while(|moment| *moment <= last).map(label).collect()
}

/// The edges of groups of this width, from 0.
pub fn edges(count: usize, width: i64) -> Vec<(f64, String)> {
    let every = count.div_ceil(6).max(1);
    let edges = (0..=count).zip(0_i64..).step_by(every);
    edges
        .map(|(place, number)| {
            (place as f64 / count.max(1) as f64, (number * width).to_string())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{edges, moments};
    use gensee_api::Time;

    fn at(text: &str) -> i64 {
        Time::china(text).unwrap().millis()
    }

    #[test]
    fn round_moments() {
        let table = [
            ("2026-03-01 19:22:10", "2026-03-01 21:05:00", "19:30 20:00 20:30 21:00"),
            (
                "2026-03-01 19:00:00",
                "2026-03-01 19:04:00",
                "19:00 19:01 19:02 19:03 19:04",
            ),
            (
                "2026-03-01 20:00:00",
                "2026-03-03 04:00:00",
                "03-02 00:00 03-02 12:00 03-03 00:00",
            ),
            ("2026-03-01 20:00:00", "2026-03-08 04:00:00", "03-02 03-04 03-06 03-08"),
        ];
        for (first, last, expected) in table {
            let labels = moments(at(first), at(last));
            let texts: Vec<_> = labels.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts.join(" "), expected, "{first} {last}");
            assert!(
                labels.iter().all(|(place, _)| (0.0..=1.0).contains(place)),
                "{labels:?}"
            );
        }
        // A server can say anything.
        for (first, last) in
            [(i64::MIN, i64::MAX), (0, 0), (i64::MAX, i64::MAX), (0, i64::MAX)]
        {
            assert!(moments(first, last).len() <= 6);
        }
    }

    #[test]
    fn edges_of_groups() {
        let texts = |count, width| {
            edges(count, width)
                .into_iter()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(texts(3, 5), "0 5 10 15");
        assert_eq!(texts(12, 5), "0 10 20 30 40 50 60");
        assert_eq!(texts(1, 60), "0 60");
        assert_eq!(edges(4, 5)[1].0, 0.25);
    }
}

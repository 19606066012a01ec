//! The sums of a report: how many people were inside when, and how long they stayed.

use std::collections::BTreeMap;

use crate::attendance::Person;

const MINUTE: i64 = 60_000;
/// Widths of the groups of stays, in minutes.
const WIDTHS: [i64; 12] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 360, 720, 1440];
/// The most groups of stays.
const GROUPS: i64 = 12;

/// The number of people inside over time. Each person counts once, however many visits he has at one time.
#[derive(Debug, Default, PartialEq)]
pub struct Curve {
    /// From this moment on, in milliseconds, so many are inside. At the last moment the last one leaves.
    steps: Vec<(i64, usize)>,
}

impl Curve {
    pub fn of(people: &[Person]) -> Self {
        let mut changes: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
        let stays = people.iter().flat_map(|person| &person.stays);
        for (joined, left) in stays.filter(|(joined, left)| joined < left) {
            changes.entry(*joined).or_default().0 += 1;
            changes.entry(*left).or_default().1 += 1;
        }
        let mut inside = 0;
        let steps = changes.into_iter().map(|(moment, (come, gone))| {
            inside = inside + come - gone;
            (moment, inside)
        });
        Self { steps: steps.collect() }
    }

    /// The first moment and the last one; `None` without visits.
    pub fn span(&self) -> Option<(i64, i64)> {
        Some((self.steps.first()?.0, self.steps.last()?.0))
    }

    /// The most people inside at one time, and since when.
    pub fn peak(&self) -> Option<(usize, i64)> {
        let most = self.steps.iter().map(|(_, inside)| *inside).max()?;
        let (since, _) = self.steps.iter().find(|(_, inside)| *inside == most)?;
        Some((most, *since))
    }

    /// How long all people were there together, in milliseconds.
    pub fn area(&self) -> i128 {
        let parts = self.steps.iter().zip(self.steps.iter().skip(1));
        let area = |((from, inside), (to, _)): (&(i64, usize), &(i64, usize))| {
            (i128::from(*to) - i128::from(*from)) * (*inside as i128)
        };
        parts.map(area).sum()
    }

    /// The most people inside in each of so many equal parts of the span, so that no peak is lost between two of them.
    pub fn parts(&self, count: usize) -> Vec<usize> {
        let Some((first, last)) = self.span() else { return Vec::new() };
        let mut parts = vec![0; count];
        for ((from, inside), (to, _)) in self.steps.iter().zip(self.steps.iter().skip(1))
        {
            let place = |moment: i64| part(moment, (first, last), count);
            // A step ends before its last moment.
            for part in parts.iter_mut().take(place(to - 1) + 1).skip(place(*from)) {
                *part = (*inside).max(*part);
            }
        }
        parts
    }
}

/// In which of so many equal parts of a span a moment lies.
pub fn part(moment: i64, (first, last): (i64, i64), count: usize) -> usize {
    let length = (i128::from(last) - i128::from(first)).max(1);
    let offset = (i128::from(moment) - i128::from(first)).clamp(0, length);
    let place = offset * (count as i128) / length;
    usize::try_from(place).unwrap_or_default().min(count.saturating_sub(1))
}

/// How long each of those stayed whose times are known, in milliseconds, the shortest first.
#[derive(Debug, Default, PartialEq)]
pub struct Stays(Vec<i64>);

/// People who stayed for about the same time.
#[derive(Debug, Default, PartialEq)]
pub struct Groups {
    /// The width of a group, in minutes; the first one begins at 0.
    pub minutes: i64,
    pub people: Vec<usize>,
}

impl Stays {
    pub fn of(people: &[Person]) -> Self {
        let known = people.iter().filter(|person| !person.stays.is_empty());
        let mut stays: Vec<_> = known.map(Person::millis).collect();
        stays.sort_unstable();
        Self(stays)
    }

    pub fn median(&self) -> Option<i64> {
        median(&self.0)
    }

    /// The stays in groups of equal width.
    pub fn groups(&self) -> Groups {
        let Some(longest) = self.0.last() else { return Groups::default() };
        let longest = longest / MINUTE;
        let fits = |width: &i64| longest / width < GROUPS;
        // Beyond the widths, as many days as it takes.
        let days = longest / (GROUPS * 1440) + 1;
        let minutes = WIDTHS.into_iter().find(fits).unwrap_or(days * 1440);
        let place =
            |millis: i64| usize::try_from(millis / (minutes * MINUTE)).unwrap_or(0);
        let mut people = vec![0; place(*self.0.last().unwrap_or(&0)) + 1];
        for stay in &self.0 {
            people[place(*stay)] += 1;
        }
        Groups { minutes, people }
    }
}

/// The middle of sorted values: of the two in the middle the mean.
pub fn median(sorted: &[i64]) -> Option<i64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some(lower + (upper - lower) / 2)
}

/// How often each thing is there, the most frequent first.
pub fn counted<T: Ord>(things: impl IntoIterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use gensee_api::webcast::Visit;
    use gensee_api::{Time, UserId};
    use proptest::prelude::*;

    use super::{Curve, Groups, MINUTE, Stays, counted, median, part};
    use crate::attendance::{People, Person};

    const NOW: i64 = 60;

    /// Visits: who, from which second, to which one.
    fn people(visits: &[(u64, i64, Option<i64>)]) -> Vec<Person> {
        let mut people = People::new(Time::from_millis(NOW * 1000));
        for (who, joined, left) in visits {
            let joined = Time::from_millis(joined * 1000);
            let mut visit = Visit::new().uid(UserId::own(*who)).join_time(joined);
            visit.leave_time = left.map(|left| Time::from_millis(left * 1000));
            people.add(visit);
        }
        people.take().collect()
    }

    #[test]
    fn curves() {
        type Visits = [(u64, i64, Option<i64>)];
        type Steps = [(i64, usize)];
        type Row<'a> = (&'a Visits, &'a Steps, Option<(usize, i64)>, i128);
        let table: [Row<'_>; 6] = [
            (&[], &[], None, 0),
            (&[(1, 5, Some(5))], &[], None, 0),
            (&[(1, 0, Some(10))], &[(0, 1), (10, 0)], Some((1, 0)), 10),
            // On two devices at one time, and back in the moment in which the first visit ends.
            (
                &[(1, 0, Some(10)), (1, 5, Some(12)), (1, 12, Some(20))],
                &[(0, 1), (20, 0)],
                Some((1, 0)),
                20,
            ),
            // One goes in the moment in which another comes.
            (
                &[(1, 0, Some(10)), (2, 10, Some(20))],
                &[(0, 1), (10, 1), (20, 0)],
                Some((1, 0)),
                20,
            ),
            // Who is still inside counts until now.
            (
                &[(1, 50, None), (2, 40, Some(55))],
                &[(40, 1), (50, 2), (55, 1), (60, 0)],
                Some((2, 50)),
                25,
            ),
        ];
        for (visits, steps, peak, area) in table {
            let curve = Curve::of(&people(visits));
            let seconds: Vec<_> =
                steps.iter().map(|(moment, inside)| (moment * 1000, *inside)).collect();
            assert_eq!(curve.steps, seconds, "{visits:?}");
            let peak = peak.map(|(most, moment)| (most, moment * 1000));
            assert_eq!((curve.peak(), curve.area()), (peak, area * 1000), "{visits:?}");
        }
    }

    #[test]
    fn parts_keep_the_peak() {
        let curve = Curve::of(&people(&[
            (1, 0, Some(40)),
            (2, 19, Some(20)),
            (3, 30, Some(40)),
        ]));
        assert_eq!(curve.parts(4), [1, 2, 1, 2]);
        assert_eq!(curve.parts(1), [2]);
        assert!(Curve::default().parts(4).is_empty());
        assert_eq!(part(i64::MAX, (i64::MIN, i64::MAX), 7), 6);
        assert_eq!(part(5, (5, 5), 7), 0);
    }

    #[test]
    fn groups_of_stays() {
        let minutes = |stays: &[i64]| {
            let stays = stays.iter().map(|minutes| minutes * MINUTE);
            Stays(stays.collect())
        };
        type Row<'a> = (&'a [i64], Option<i64>, i64, &'a [usize]);
        let table: [Row<'_>; 6] = [
            (&[], None, 0, &[]),
            (&[0], Some(0), 1, &[1]),
            (&[0, 0, 3], Some(0), 1, &[2, 0, 0, 1]),
            (&[4, 5, 6, 59], Some(5), 5, &[1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            (&[1, 60], Some(30), 10, &[1, 0, 0, 0, 0, 0, 1]),
            (
                &[0, 30 * 1440],
                Some(15 * 1440),
                3 * 1440,
                &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            ),
        ];
        for (stays, middle, width, people) in table {
            let stays = minutes(stays);
            assert_eq!(
                stays.median().map(|millis| millis / MINUTE),
                middle,
                "{stays:?}"
            );
            let expected = Groups { minutes: width, people: people.to_vec() };
            assert_eq!(stays.groups(), expected, "{stays:?}");
        }
        assert_eq!(median(&[1, 2, 4]), Some(2));
    }

    #[test]
    fn the_most_frequent_comes_first() {
        assert_eq!(counted(["b", "a", "b", "c"]), [("b", 2), ("a", 1), ("c", 1)]);
    }

    proptest! {
        /// Against people who are looked for second by second.
        #[test]
        fn the_curve_has_everybody_once(
            visits in prop::collection::vec((0_u64..5, 0_i64..NOW, prop::option::of(0_i64..90)), 0..30)
        ) {
            let inside: Vec<_> = (0..90)
                .map(|second| {
                    let there = visits.iter().filter(|(_, joined, left)| {
                        (*joined..left.unwrap_or(NOW)).contains(&second)
                    });
                    there.map(|(who, _, _)| who).collect::<BTreeSet<_>>().len()
                })
                .collect();
            let people = people(&visits);
            let curve = Curve::of(&people);
            let peak = inside.iter().max().copied().filter(|most| *most > 0);
            let since = peak.and_then(|most| inside.iter().position(|it| *it == most));
            prop_assert_eq!(
                curve.peak(),
                peak.zip(since).map(|(most, since)| (most, since as i64 * 1000))
            );
            let seconds: usize = inside.iter().sum();
            prop_assert_eq!(curve.area(), seconds as i128 * 1000);
            prop_assert_eq!(people.iter().map(|it| it.seconds).sum::<i64>(), seconds as i64);
            prop_assert_eq!(curve.parts(7).into_iter().max(), peak);
            prop_assert_eq!(Stays::of(&people).groups().people.iter().sum::<usize>(), people.len());
        }
    }
}

//! People: the visits of a webcast, gathered by who came.
//!
//! A person is a uid; visits without one are told apart by nickname and address. Who comes back, or is there on two devices
//! at one time, is one person with several visits, and the time counts once: `seconds` is the length of all visits laid over
//! each other. A visit that has not ended counts until now.

use std::collections::BTreeSet;
use std::collections::HashMap;

use gensee_api::webcast::Visit;
use gensee_api::{Time, UserId};
use serde::Serialize;

use crate::value::kebab;

/// The people of a webcast, in the order in which they came.
pub struct People {
    people: Vec<Person>,
    known: HashMap<Key, usize>,
    now: Time,
}

/// What tells people apart.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Uid(UserId),
    Name(Option<String>, Option<String>),
}

impl Key {
    pub fn of(visit: &Visit) -> Self {
        match visit.uid {
            Some(uid) => Key::Uid(uid),
            None => Key::Name(visit.nickname.clone(), visit.ip.clone()),
        }
    }
}

/// A person, with the values of the last visit that has them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub own_id: Option<u64>,
    pub uid: Option<UserId>,
    pub nickname: Option<String>,
    pub visits: usize,
    pub seconds: i64,
    pub first_join: Option<Time>,
    pub last_leave: Option<Time>,
    pub inside: bool,
    pub devices: BTreeSet<String>,
    pub area: Option<String>,
    pub ip: Option<String>,
    pub mobile: Option<String>,
    pub company: Option<String>,
    /// From when to when, in milliseconds: spans one after another, that do not overlap.
    #[serde(skip)]
    pub stays: Vec<(i64, i64)>,
}

impl People {
    pub fn new(now: Time) -> Self {
        Self { people: Vec::new(), known: HashMap::new(), now }
    }

    pub fn add(&mut self, visit: Visit) {
        let key = Key::of(&visit);
        let index = *self.known.entry(key).or_insert(self.people.len());
        if index == self.people.len() {
            self.people.push(Person::default());
        }
        self.people[index].add(visit, self.now);
    }

    /// The people so far, and none from now on.
    pub fn take(&mut self) -> impl Iterator<Item = Person> {
        self.known.clear();
        std::mem::take(&mut self.people).into_iter().map(Person::summed)
    }
}

impl Person {
    fn add(&mut self, visit: Visit, now: Time) {
        self.visits += 1;
        self.uid = self.uid.or(visit.uid);
        self.own_id = self.uid.and_then(UserId::own_id);
        for (mine, its) in [
            (&mut self.nickname, visit.nickname),
            (&mut self.area, visit.area),
            (&mut self.ip, visit.ip),
            (&mut self.mobile, visit.mobile),
            (&mut self.company, visit.company),
        ] {
            if let Some(its) = its.filter(|text| !text.is_empty()) {
                *mine = Some(its);
            }
        }
        self.devices.extend(visit.join_type.map(|device| kebab(&format!("{device:?}"))));
        let Some(joined) = visit.join_time else { return };
        self.first_join =
            Some(self.first_join.map_or(joined, |first| first.min(joined)));
        self.last_leave = self.last_leave.max(visit.leave_time);
        self.inside |= visit.leave_time.is_none();
        let left = visit.leave_time.unwrap_or(now).max(joined);
        self.stays.push((joined.millis(), left.millis()));
    }

    /// With the time of all visits, laid over each other.
    fn summed(mut self) -> Self {
        self.stays.sort_unstable();
        self.stays.dedup_by(|later, before| {
            let overlaps = later.0 <= before.1;
            if overlaps {
                before.1 = before.1.max(later.1);
            }
            overlaps
        });
        self.seconds = self.millis() / 1000;
        if self.inside {
            self.last_leave = None;
        }
        self
    }

    /// How long the person was there, in milliseconds.
    pub fn millis(&self) -> i64 {
        let lengths =
            self.stays.iter().map(|(joined, left)| left.saturating_sub(*joined));
        lengths.fold(0, i64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::{People, Person};
    use gensee_api::webcast::{JoinType, Visit};
    use gensee_api::{Time, UserId};

    fn at(clock: &str) -> Time {
        Time::china(&format!("2026-03-01 {clock}")).unwrap()
    }

    fn people(visits: impl IntoIterator<Item = Visit>) -> Vec<Person> {
        let mut people = People::new(at("12:00:00"));
        visits.into_iter().for_each(|visit| people.add(visit));
        people.take().collect()
    }

    #[test]
    fn visits_that_overlap_count_once() {
        let visit = |join: &str, leave: &str, device| {
            Visit::new()
                .uid(UserId::own(42))
                .join_time(at(join))
                .leave_time(at(leave))
                .join_type(device)
        };
        let [person] = &people([
            visit("10:00:00", "10:30:00", JoinType::PcWeb).nickname("张三"),
            // On the telephone at the same time, and once more later.
            visit("10:20:00", "10:40:00", JoinType::IphoneApp).mobile("139"),
            visit("10:50:00", "11:00:00", JoinType::PcWeb).nickname(""),
            // Within another visit, and one that ends before it begins.
            visit("10:25:00", "10:26:00", JoinType::PcWeb),
            visit("11:30:00", "11:00:00", JoinType::PcWeb),
        ])[..] else {
            panic!("one person");
        };
        assert_eq!((person.visits, person.seconds), (5, 50 * 60));
        assert_eq!(person.own_id, Some(42));
        assert_eq!(person.first_join, Some(at("10:00:00")));
        assert_eq!(person.last_leave, Some(at("11:00:00")));
        assert_eq!(person.nickname.as_deref(), Some("张三"));
        assert_eq!(person.mobile.as_deref(), Some("139"));
        assert_eq!(person.devices.iter().collect::<Vec<_>>(), ["iphone-app", "pc-web"]);
    }

    #[test]
    fn who_is_inside_counts_until_now() {
        let open = Visit::new().uid(7).join_time(at("11:59:00"));
        let closed =
            Visit::new().uid(7).join_time(at("10:00:00")).leave_time(at("10:01:00"));
        let [person] = &people([closed, open])[..] else { panic!("one person") };
        assert_eq!(
            (person.seconds, person.inside, person.last_leave),
            (120, true, None)
        );
        assert_eq!(person.own_id, None, "an id of the vendor's");
    }

    #[test]
    fn visits_without_a_uid_are_told_apart_by_name_and_address() {
        let visit = |name: &str, ip: &str| Visit::new().nickname(name).ip(ip);
        let all = people([
            visit("a", "1"),
            visit("a", "2"),
            visit("a", "1"),
            Visit::new(),
            Visit::new(),
        ]);
        let visits: Vec<_> = all.iter().map(|person| person.visits).collect();
        assert_eq!(visits, [2, 1, 2]);
    }
}

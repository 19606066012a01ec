//! `gensee export attendance`: one row for each person of a webcast.
//!
//! A person is a uid; visits without one are told apart by nickname and address. Who comes back, or is there on two devices
//! at one time, is one person with several visits, and the time counts once: `seconds` is the length of all visits laid over
//! each other. A visit that has not ended counts until now.

use std::collections::BTreeSet;
use std::collections::HashMap;

use gensee_api::schema::Kind;
use gensee_api::webcast::Visit;
use gensee_api::{Time, UserId};
use serde::Serialize;

use super::{Gather, Writer};
use crate::columns::Column;
use crate::failure::Outcome;
use crate::value::kebab;

/// The columns: name, kind, and the heading in Chinese.
const COLUMNS: [(&str, Kind, &str); 13] = [
    ("ownId", Kind::TextId, "自有用户ID"),
    ("uid", Kind::NumberId, "用户ID"),
    ("nickname", Kind::Text, "昵称"),
    ("visits", Kind::Integer, "进入次数"),
    ("seconds", Kind::Integer, "在场秒数"),
    ("firstJoin", Kind::Time, "首次进入"),
    ("lastLeave", Kind::Time, "最后离开"),
    ("inside", Kind::Boolean, "仍在场"),
    ("devices", Kind::List(&Kind::Text), "终端"),
    ("area", Kind::Text, "区域"),
    ("ip", Kind::Text, "IP地址"),
    ("mobile", Kind::Text, "手机"),
    ("company", Kind::Text, "公司"),
];

pub fn columns() -> Vec<Column> {
    COLUMNS.map(|(name, kind, note)| Column::new(name, kind, note)).to_vec()
}

/// The people of the webcast in hand, in the order in which they came.
pub struct People {
    people: Vec<Person>,
    known: HashMap<Key, usize>,
    now: Time,
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Uid(UserId),
    Name(Option<String>, Option<String>),
}

/// A person, with the values of the last visit that has them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    own_id: Option<u64>,
    uid: Option<UserId>,
    nickname: Option<String>,
    visits: usize,
    seconds: i64,
    first_join: Option<Time>,
    last_leave: Option<Time>,
    inside: bool,
    devices: BTreeSet<String>,
    area: Option<String>,
    ip: Option<String>,
    mobile: Option<String>,
    company: Option<String>,
    /// From when to when, in milliseconds.
    #[serde(skip)]
    spans: Vec<(i64, i64)>,
}

impl People {
    pub fn new(now: Time) -> Self {
        Self { people: Vec::new(), known: HashMap::new(), now }
    }

    fn add(&mut self, visit: Visit) {
        let key = match visit.uid {
            Some(uid) => Key::Uid(uid),
            None => Key::Name(visit.nickname.clone(), visit.ip.clone()),
        };
        let index = *self.known.entry(key).or_insert(self.people.len());
        if index == self.people.len() {
            self.people.push(Person::default());
        }
        self.people[index].add(visit, self.now);
    }

    fn take(&mut self) -> impl Iterator<Item = Person> {
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
        self.spans.push((joined.millis(), left.millis()));
    }

    /// With the time of all visits, laid over each other.
    fn summed(mut self) -> Self {
        self.spans.sort_unstable();
        let (mut millis, mut until) = (0, i64::MIN);
        for (joined, left) in self.spans.drain(..) {
            millis += (left - joined.max(until)).max(0);
            until = until.max(left);
        }
        self.seconds = millis / 1000;
        if self.inside {
            self.last_leave = None;
        }
        self
    }
}

impl Gather<Visit> for People {
    fn row(&mut self, visit: Visit, _: &mut Writer, _: Option<&str>) -> Outcome {
        self.add(visit);
        Ok(())
    }

    fn end(&mut self, writer: &mut Writer, webcast: Option<&str>) -> Outcome {
        self.take().try_for_each(|person| writer.row(&person, webcast))
    }

    /// What is gathered of a webcast is lost when the export is interrupted, so that webcast is asked for again.
    fn is_kept(&self) -> bool {
        false
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

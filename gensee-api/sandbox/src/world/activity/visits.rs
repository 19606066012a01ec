//! Visits of webcasts and watchings of vods, with their times.

use serde::{Deserialize, Serialize};

use super::{Activity, Person, handle};
use crate::world::ControlError;
use crate::world::{Phase, World, text};
use gensee_api::webcast::{ANONYMOUS_UID, Device, JoinType, OWN_UID, SiteEventAction};
use gensee_api::{Secret, Time, UserId};

/// How many anonymous viewers can be told apart, because their numbers have ten digits.
const ANONYMOUS: u32 = 100_000_000;

/// A viewer, as described by the join address and the connection.
///
/// ```
/// use gensee_api::UserId;
/// use gensee_sandbox::Viewer;
///
/// let uid = Some(UserId::from(1_000_000_042));
/// let viewer = Viewer { uid, area: Some("上海".to_owned()), ..Viewer::named("张三") };
/// # assert_eq!(viewer.nickname, "张三");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    /// The name that the viewer uses.
    pub nickname: String,
    /// The `uid` of the join address: [`OWN_UID`] + the customer's own id of the viewer. The exports show it as it is.
    /// A smaller one is not honoured: then, and without one, the viewer is anonymous, with a number from
    /// [`ANONYMOUS_UID`] on.
    #[serde(with = "text::user_or_none")]
    pub uid: Option<UserId>,
    /// Whether the viewer speaks, as organizer or panelist. A speaker is not called in a roll call.
    pub speaker: bool,
    /// The IP address of the viewer.
    pub ip: String,
    /// Region of that address.
    pub area: Option<String>,
    /// Mobile phone number.
    pub mobile: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Custom parameters of the join address: `key1=value1&key2=value2`.
    pub userdata: Option<String>,
    /// The `k` of the join address, which is checked where [`Control::check_k`](crate::Control::check_k) has set that.
    #[serde(skip)]
    pub k: Option<Secret>,
}

impl Viewer {
    /// An anonymous viewer.
    pub fn named(nickname: impl Into<String>) -> Self {
        Self {
            nickname: nickname.into(),
            uid: None,
            speaker: false,
            ip: "127.0.0.1".to_owned(),
            area: None,
            mobile: None,
            company: None,
            userdata: None,
            k: None,
        }
    }
}

handle! {
    /// A visit of a webcast.
    VisitId of visits: Visit
}

handle! {
    /// A watching of a vod.
    WatchId of watches: Watch
}

/// A visit of a webcast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Visit {
    pub(crate) webcast: String,
    pub(crate) person: Person,
    pub(crate) presence: Presence,
    #[serde(with = "text::code")]
    pub(crate) join_type: JoinType,
    /// What else is known about the viewer.
    pub(crate) viewer: Viewer,
}

/// A watching of a vod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Watch {
    pub(crate) vod: String,
    pub(crate) person: Person,
    pub(crate) presence: Presence,
    #[serde(with = "text::code")]
    pub(crate) device: Device,
    pub(crate) viewer: Viewer,
}

/// The span in which a viewer is there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Presence {
    pub(crate) joined: Time,
    /// `None` while the viewer is there.
    pub(crate) left: Option<Time>,
}

impl Presence {
    fn from(now: Time) -> Self {
        Self { joined: now, left: None }
    }

    /// Ends the presence. If it has ended before, the earlier time stays.
    fn end(&mut self, now: Time) {
        self.left.get_or_insert(now);
    }

    /// Whether a part of it lies between two moments.
    pub(crate) fn meets(&self, start: Time, end: Time) -> bool {
        self.joined <= end && self.left.is_none_or(|left| left >= start)
    }
}

/// The highest number of presences at one time, from `start` on and before `end`. A viewer who leaves at the moment at
/// which another comes is not counted together with that one.
pub(crate) fn peak<'a>(
    presences: impl Iterator<Item = &'a Presence>,
    start: Time,
    end: Time,
) -> i64 {
    let mut steps = Vec::new();
    for presence in presences {
        let from = presence.joined.max(start);
        // A viewer who leaves at once counts for one millisecond, because that viewer was there too.
        let to = presence.left.map_or(i64::MAX, |left| {
            left.millis().max(presence.joined.millis().saturating_add(1))
        });
        if from < end && start.millis() < to {
            steps.extend([(from.millis(), 1), (to, -1)]);
        }
    }
    // At the same moment -1 sorts before 1, so departures count first.
    steps.sort_unstable();
    let there = steps.into_iter().scan(0, |there, (_, step)| {
        *there += step;
        Some(*there)
    });
    there.max().unwrap_or(0)
}

impl Activity {
    /// The places of the visits of a webcast that are not over.
    pub(super) fn inside_of(&self, webcast: &str) -> Vec<usize> {
        self.index.inside(webcast).collect()
    }

    /// Ends a visit. Returns its webcast and the viewer.
    fn end_visit(&mut self, place: usize, now: Time) -> Option<(String, i64)> {
        let visit = self.visits.get_mut(place)?;
        visit.presence.end(now);
        self.index.left(place, &visit.webcast);
        Some((visit.webcast.clone(), visit.person.uid))
    }
}

impl World {
    /// Ends a visit, and tells of it.
    pub(super) fn end_visit(&mut self, place: usize, how: SiteEventAction, now: Time) {
        if let Some((webcast, user)) = self.activity.end_visit(place, now) {
            self.tell(how, &webcast, Some(user));
        }
    }

    /// Lets a viewer into a webcast. The first viewer in a webcast that has not started gives it the phase
    /// [`Joined`](Phase::Joined).
    pub(crate) fn join(
        &mut self,
        id: &str,
        viewer: Viewer,
        join_type: JoinType,
        now: Time,
    ) -> Result<VisitId, ControlError> {
        let inside = i64::try_from(self.inside(id)).unwrap_or(i64::MAX);
        let webcast = self.known_webcast(id)?;
        if webcast.phase == Phase::Ended {
            return Err(ControlError::Ended(id.into()));
        }
        if webcast.settings.max_attendees.is_some_and(|most| most > 0 && inside >= most)
        {
            return Err(ControlError::Full(id.into()));
        }
        if webcast.phase == Phase::NotStarted {
            self.set_phase(id, Phase::Joined);
        }
        let handle = VisitId::next(&self.activity);
        let person = self.person(&viewer);
        let (webcast, presence) = (id.to_owned(), Presence::from(now));
        let user = person.uid;
        let visit = Visit { webcast, person, presence, join_type, viewer };
        self.activity.index.visit(handle.place(), &visit);
        self.activity.visits.push(visit);
        self.tell(SiteEventAction::UserEntered, id, Some(user));
        Ok(handle)
    }

    /// Ends a visit. When the last viewer leaves a webcast that has not started, its phase becomes
    /// [`NotStarted`](Phase::NotStarted) again.
    pub(crate) fn leave(
        &mut self,
        visit: VisitId,
        now: Time,
    ) -> Result<(), ControlError> {
        self.depart(visit, SiteEventAction::UserLeft, now)
    }

    /// The same, also of a viewer who is cut off.
    pub(crate) fn depart(
        &mut self,
        visit: VisitId,
        how: SiteEventAction,
        now: Time,
    ) -> Result<(), ControlError> {
        let (_, id) = self.activity.inside(visit)?;
        self.end_visit(visit.place(), how, now);
        let phase = self.webcasts.get(&id).map(|webcast| webcast.phase);
        if self.inside(&id) == 0 && phase == Some(Phase::Joined) {
            self.set_phase(&id, Phase::NotStarted);
        }
        Ok(())
    }

    /// How many viewers are in a webcast.
    pub(crate) fn inside(&self, webcast: &str) -> usize {
        self.activity.index.inside(webcast).len()
    }

    /// Whether a client of this user is in a webcast.
    pub(crate) fn is_inside(&self, webcast: &str, user: i64) -> bool {
        let mut inside = self.activity.index.inside(webcast);
        inside.any(|place| self.activity.visits[place].person.uid == user)
    }

    /// Starts the watching of a vod, which must be published.
    pub(crate) fn start_watching(
        &mut self,
        id: &str,
        viewer: Viewer,
        device: Device,
        now: Time,
    ) -> Result<WatchId, ControlError> {
        let vod =
            self.vods.get(id).ok_or_else(|| ControlError::UnknownVod(id.into()))?;
        if vod.published.is_none_or(|published| now < published) {
            return Err(ControlError::Unpublished(id.into()));
        }
        Ok(self.begin_watching(id, viewer, device, now))
    }

    /// Starts the watching of a vod without checking it.
    pub(crate) fn begin_watching(
        &mut self,
        vod: &str,
        viewer: Viewer,
        device: Device,
        now: Time,
    ) -> WatchId {
        let handle = WatchId::next(&self.activity);
        let person = self.person(&viewer);
        let user = person.uid;
        let presence = Presence::from(now);
        let watch = Watch { vod: vod.to_owned(), person, presence, device, viewer };
        self.activity.index.watch(handle.place(), &watch);
        self.activity.watches.push(watch);
        self.tell(SiteEventAction::VodStarted, vod, Some(user));
        handle
    }

    /// Ends the watching of a vod.
    pub(crate) fn stop_watching(
        &mut self,
        watch: WatchId,
        now: Time,
    ) -> Result<(), ControlError> {
        if watch.of(&self.activity)?.presence.left.is_some() {
            return Err(ControlError::Left);
        }
        if let Some(watch) = self.activity.watches.get_mut(watch.place()) {
            watch.presence.end(now);
            let (vod, user) = (watch.vod.clone(), watch.person.uid);
            self.tell(SiteEventAction::VodStopped, &vod, Some(user));
        }
        Ok(())
    }

    fn person(&mut self, viewer: &Viewer) -> Person {
        let honoured = viewer.uid.map(UserId::get).filter(|uid| *uid >= OWN_UID);
        let uid = honoured.unwrap_or_else(|| {
            let anonymous = &mut *self.activity.anonymous;
            *anonymous = (*anonymous + 1) % ANONYMOUS;
            ANONYMOUS_UID + i64::from(*anonymous)
        });
        Person { uid, nickname: viewer.nickname.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Presence, Time, peak};

    #[test]
    fn the_most_at_one_time() {
        let presence = |joined, left: Option<i64>| Presence {
            joined: Time::from_millis(joined),
            left: left.map(Time::from_millis),
        };
        for (presences, expected) in [
            (vec![], 0),
            (vec![presence(10, Some(20)), presence(20, Some(30))], 1),
            (vec![presence(10, Some(21)), presence(20, None)], 2),
            (vec![presence(15, Some(15))], 1),
            (vec![presence(0, Some(9)), presence(0, Some(10)), presence(40, None)], 0),
            (vec![presence(0, Some(11)), presence(39, None), presence(0, None)], 2),
        ] {
            let found =
                peak(presences.iter(), Time::from_millis(10), Time::from_millis(40));
            assert_eq!(found, expected, "{presences:?}");
        }
    }
}

//! An index of the lists, so that entries are found without reading a whole list. It is derived from the lists alone.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Activity, Ballot, Called, RollCall, Session, Visit, Watch};

/// Places in the lists of [`Activity`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Index {
    /// By webcast, in the order of time.
    sessions: HashMap<String, Vec<usize>>,
    /// By webcast.
    visits: HashMap<String, Vec<usize>>,
    /// By webcast, the visits that are not over.
    inside: HashMap<String, BTreeSet<usize>>,
    /// By vod.
    watches: HashMap<String, Vec<usize>>,
    /// By webcast, the roll calls that can still be answered.
    open_calls: HashMap<String, BTreeSet<usize>>,
    /// By roll call and person.
    called: HashMap<(usize, i64), usize>,
    /// By vote.
    ballots: HashMap<usize, Vec<usize>>,
    /// Who voted, by vote and person.
    voters: HashSet<(usize, i64)>,
}

impl Index {
    pub(super) fn of(activity: &Activity) -> Self {
        let mut index = Self::default();
        for (place, session) in activity.sessions.iter().enumerate() {
            index.session(place, session);
        }
        for (place, visit) in activity.visits.iter().enumerate() {
            index.visit(place, visit);
        }
        for (place, watch) in activity.watches.iter().enumerate() {
            index.watch(place, watch);
        }
        for (place, call) in activity.roll_calls.iter().enumerate() {
            index.roll_call(place, call, activity.called_in(call));
        }
        for (place, ballot) in activity.ballots.iter().enumerate() {
            index.ballot(place, ballot);
        }
        index
    }

    pub(super) fn session(&mut self, place: usize, session: &Session) {
        self.sessions.entry(session.webcast.clone()).or_default().push(place);
    }

    pub(super) fn visit(&mut self, place: usize, visit: &Visit) {
        self.visits.entry(visit.webcast.clone()).or_default().push(place);
        if visit.presence.left.is_none() {
            self.inside.entry(visit.webcast.clone()).or_default().insert(place);
        }
    }

    /// Records that a visit is over.
    pub(super) fn left(&mut self, place: usize, webcast: &str) {
        take(&mut self.inside, webcast, place);
    }

    pub(super) fn watch(&mut self, place: usize, watch: &Watch) {
        self.watches.entry(watch.vod.clone()).or_default().push(place);
    }

    pub(super) fn roll_call(
        &mut self,
        place: usize,
        call: &RollCall,
        called: &[Called],
    ) {
        if call.ended.is_none() {
            self.open_calls.entry(call.webcast.clone()).or_default().insert(place);
        }
        for (there, called) in (call.called.start..).zip(called) {
            self.called.insert((place, called.person.uid), there);
        }
    }

    /// Records that a roll call is over.
    pub(super) fn call_ended(&mut self, place: usize, webcast: &str) {
        take(&mut self.open_calls, webcast, place);
    }

    pub(super) fn ballot(&mut self, place: usize, ballot: &Ballot) {
        self.ballots.entry(ballot.vote).or_default().push(place);
        self.voters.insert((ballot.vote, ballot.voter.uid));
    }

    pub(super) fn sessions_of(&self, webcast: &str) -> &[usize] {
        self.sessions.get(webcast).map_or(&[], Vec::as_slice)
    }

    pub(super) fn visits_of(&self, webcast: &str) -> &[usize] {
        self.visits.get(webcast).map_or(&[], Vec::as_slice)
    }

    pub(super) fn inside(&self, webcast: &str) -> impl ExactSizeIterator<Item = usize> {
        static NOBODY: BTreeSet<usize> = BTreeSet::new();
        self.inside.get(webcast).unwrap_or(&NOBODY).iter().copied()
    }

    pub(super) fn watches_of(&self, vod: &str) -> usize {
        self.watches.get(vod).map_or(0, Vec::len)
    }

    pub(super) fn open_calls(&self, webcast: &str) -> Vec<usize> {
        self.open_calls.get(webcast).into_iter().flatten().copied().collect()
    }

    /// The place in the `called` list of a person in a roll call.
    pub(super) fn called(&self, call: usize, uid: i64) -> Option<usize> {
        self.called.get(&(call, uid)).copied()
    }

    pub(super) fn ballots_of(&self, vote: usize) -> &[usize] {
        self.ballots.get(&vote).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has_voted(&self, vote: usize, uid: i64) -> bool {
        self.voters.contains(&(vote, uid))
    }
}

/// Removes a place, and the key too when it has no places left.
fn take(index: &mut HashMap<String, BTreeSet<usize>>, key: &str, place: usize) {
    let Some(places) = index.get_mut(key) else { return };
    places.remove(&place);
    if places.is_empty() {
        index.remove(key);
    }
}

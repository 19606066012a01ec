//! Roll calls, praise and rewards.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Activity, Person, Visit, VisitId, handle};
use crate::world::ControlError;
use crate::world::World;
use gensee_api::Time;

handle! {
    /// A roll call.
    RollCallId of roll_calls: RollCall
}

/// A roll call of all people inside but the speakers; each is called once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RollCall {
    /// The id that the exports show.
    pub(crate) number: i64,
    pub(crate) webcast: String,
    pub(crate) started: Time,
    /// `None` while it can still be answered.
    pub(crate) ended: Option<Time>,
    /// The places of its people in the `called` list.
    pub(super) called: Range<usize>,
}

/// A person who was called in a roll call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Called {
    pub(crate) person: Person,
    /// Whether the person answered.
    pub(crate) present: bool,
}

/// A viewer praised another person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Praise {
    pub(crate) webcast: String,
    pub(crate) by: Person,
    pub(crate) to: Person,
    pub(crate) time: Time,
}

/// A viewer gave money to a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reward {
    pub(crate) webcast: String,
    pub(crate) speaker: Person,
    pub(crate) amount: u32,
    pub(crate) time: Time,
}

impl RollCallId {
    /// The roll call, which can still be answered.
    fn open(self, activity: &Activity) -> Result<&RollCall, ControlError> {
        let call = self.of(activity)?;
        if call.ended.is_some() {
            return Err(ControlError::RollCallOver);
        }
        Ok(call)
    }
}

impl Activity {
    /// Ends a roll call, so that it can no longer be answered.
    pub(super) fn end_call(&mut self, place: usize, now: Time) {
        if let Some(call) = self.roll_calls.get_mut(place) {
            call.ended = Some(now);
            self.index.call_ended(place, &call.webcast);
        }
    }
}

impl World {
    /// Starts a roll call of all people inside but the speakers.
    pub(crate) fn roll_call(
        &mut self,
        id: &str,
        started: Time,
    ) -> Result<RollCallId, ControlError> {
        self.activity.live(id)?;
        let handle = RollCallId::next(&self.activity);
        let first = self.activity.called.len();
        // A person who is inside twice is called once.
        let mut known = HashSet::new();
        for visit in self.activity.inside_of(id) {
            let Visit { person, viewer, .. } = &self.activity.visits[visit];
            if !viewer.speaker && known.insert(person.uid) {
                let person = person.clone();
                self.activity.called.push(Called { person, present: false });
            }
        }
        let call = RollCall {
            number: self.ids.number(),
            webcast: id.to_owned(),
            started,
            ended: None,
            called: first..self.activity.called.len(),
        };
        let called = &self.activity.called[call.called.clone()];
        self.activity.index.roll_call(handle.place(), &call, called);
        self.activity.roll_calls.push(call);
        Ok(handle)
    }

    /// Answers a roll call.
    pub(crate) fn sign_in(
        &mut self,
        call: RollCallId,
        visit: VisitId,
    ) -> Result<(), ControlError> {
        let (person, _) = self.activity.inside_live(visit)?;
        let activity = &mut self.activity;
        call.open(activity)?;
        let called = activity.index.called(call.place(), person.uid);
        let called = called.and_then(|place| activity.called.get_mut(place));
        called.ok_or(ControlError::NotCalled)?.present = true;
        Ok(())
    }

    /// Ends a roll call.
    pub(crate) fn end_roll_call(
        &mut self,
        call: RollCallId,
        now: Time,
    ) -> Result<(), ControlError> {
        call.open(&self.activity)?;
        self.activity.end_call(call.place(), now);
        Ok(())
    }

    /// Praises another person inside.
    pub(crate) fn praise(
        &mut self,
        by: VisitId,
        to: VisitId,
        time: Time,
    ) -> Result<(), ControlError> {
        let (by, to, webcast) = self.two(by, to)?;
        self.activity.praise.push(Praise { webcast, by, to, time });
        Ok(())
    }

    /// Gives money to a speaker inside.
    pub(crate) fn reward(
        &mut self,
        by: VisitId,
        speaker: VisitId,
        amount: u32,
        time: Time,
    ) -> Result<(), ControlError> {
        let (_, speaker, webcast) = self.two(by, speaker)?;
        self.activity.rewards.push(Reward { webcast, speaker, amount, time });
        Ok(())
    }

    /// The people of two visits, and their webcast, which must be the same and live.
    fn two(
        &self,
        one: VisitId,
        other: VisitId,
    ) -> Result<(Person, Person, String), ControlError> {
        let (one, webcast) = self.activity.inside_live(one)?;
        let (other, elsewhere) = self.activity.inside_live(other)?;
        if webcast != elsewhere {
            return Err(ControlError::Elsewhere);
        }
        Ok((one, other, webcast))
    }
}

//! Roll calls, praise and rewards.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{People, Person, VisitId, handle};
use crate::Time;
use crate::sandbox::control::ControlError;
use crate::sandbox::world::World;

handle! {
    /// A roll call.
    RollCallId of roll_calls: RollCall
}

/// Everybody inside was called, once each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct RollCall {
    /// As the exports show it.
    pub(in crate::sandbox) number: i64,
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) started: Time,
    /// None while those called can still answer.
    pub(in crate::sandbox) ended: Option<Time>,
    /// Their places among all that were ever called.
    pub(super) called: Range<usize>,
}

/// Somebody whom a roll call called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Called {
    pub(in crate::sandbox) person: Person,
    /// Whether he answered.
    pub(in crate::sandbox) present: bool,
}

/// Somebody praised somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Praise {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) by: Person,
    pub(in crate::sandbox) to: Person,
    pub(in crate::sandbox) time: Time,
}

/// Somebody gave a speaker money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Reward {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) speaker: Person,
    pub(in crate::sandbox) amount: u32,
    pub(in crate::sandbox) time: Time,
}

impl RollCallId {
    /// The roll call, which can still be answered.
    fn open(self, people: &People) -> Result<&RollCall, ControlError> {
        let call = self.of(people)?;
        if call.ended.is_some() {
            return Err(ControlError::RollCallOver);
        }
        Ok(call)
    }
}

impl People {
    /// Nobody can answer a roll call any more.
    pub(super) fn end_call(&mut self, place: usize, now: Time) {
        if let Some(call) = self.roll_calls.get_mut(place) {
            call.ended = Some(now);
            self.index.call_ended(place, &call.webcast);
        }
    }
}

impl World {
    /// Calls the roll of all who are inside.
    pub(in crate::sandbox) fn roll_call(
        &mut self,
        id: &str,
        started: Time,
    ) -> Result<RollCallId, ControlError> {
        self.people.live(id)?;
        let handle = RollCallId::next(&self.people);
        let first = self.people.called.len();
        // Who is inside twice is called once.
        let mut known = HashSet::new();
        for visit in self.people.inside_of(id) {
            let person = &self.people.visits[visit].person;
            if known.insert(person.uid) {
                let person = person.clone();
                self.people.called.push(Called { person, present: false });
            }
        }
        let call = RollCall {
            number: self.ids.number(),
            webcast: id.to_owned(),
            started,
            ended: None,
            called: first..self.people.called.len(),
        };
        let called = &self.people.called[call.called.clone()];
        self.people.index.roll_call(handle.place(), &call, called);
        self.people.roll_calls.push(call);
        Ok(handle)
    }

    /// Answers a roll call.
    pub(in crate::sandbox) fn sign_in(
        &mut self,
        call: RollCallId,
        visit: VisitId,
    ) -> Result<(), ControlError> {
        let (person, _) = self.people.inside_live(visit)?;
        let people = &mut self.people;
        call.open(people)?;
        let called = people.index.called(call.place(), person.uid);
        let called = called.and_then(|place| people.called.get_mut(place));
        called.ok_or(ControlError::NotCalled)?.present = true;
        Ok(())
    }

    /// Ends a roll call.
    pub(in crate::sandbox) fn end_roll_call(
        &mut self,
        call: RollCallId,
        now: Time,
    ) -> Result<(), ControlError> {
        call.open(&self.people)?;
        self.people.end_call(call.place(), now);
        Ok(())
    }

    /// Praises another one inside.
    pub(in crate::sandbox) fn praise(
        &mut self,
        by: VisitId,
        to: VisitId,
        time: Time,
    ) -> Result<(), ControlError> {
        let (by, to, webcast) = self.two(by, to)?;
        self.people.praise.push(Praise { webcast, by, to, time });
        Ok(())
    }

    /// Gives a speaker inside money.
    pub(in crate::sandbox) fn reward(
        &mut self,
        by: VisitId,
        speaker: VisitId,
        amount: u32,
        time: Time,
    ) -> Result<(), ControlError> {
        let (_, speaker, webcast) = self.two(by, speaker)?;
        self.people.rewards.push(Reward { webcast, speaker, amount, time });
        Ok(())
    }

    /// Two who are in the same session.
    fn two(
        &self,
        one: VisitId,
        other: VisitId,
    ) -> Result<(Person, Person, String), ControlError> {
        let (one, webcast) = self.people.inside_live(one)?;
        let (other, elsewhere) = self.people.inside_live(other)?;
        if webcast != elsewhere {
            return Err(ControlError::Elsewhere);
        }
        Ok((one, other, webcast))
    }
}

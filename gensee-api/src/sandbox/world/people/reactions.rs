//! Roll calls, praise and rewards.

use super::{Person, VisitId, handle};
use crate::Time;
use crate::sandbox::control::ControlError;
use crate::sandbox::world::World;

handle! {
    /// A roll call.
    RollCallId of roll_calls: RollCall
}

/// Everybody inside was called, once each.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct RollCall {
    /// As the exports show it.
    pub(in crate::sandbox) number: i64,
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) started: Time,
    /// None while those called can still answer.
    pub(in crate::sandbox) ended: Option<Time>,
    /// Each with whether he answered.
    pub(in crate::sandbox) called: Vec<(Person, bool)>,
}

/// Somebody praised somebody.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Praise {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) by: Person,
    pub(in crate::sandbox) to: Person,
    pub(in crate::sandbox) time: Time,
}

/// Somebody gave a speaker money.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Reward {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) speaker: Person,
    pub(in crate::sandbox) amount: u32,
    pub(in crate::sandbox) time: Time,
}

impl World {
    /// Calls the roll of all who are inside.
    pub(in crate::sandbox) fn roll_call(
        &mut self,
        id: &str,
        started: Time,
    ) -> Result<RollCallId, ControlError> {
        self.people.live(id)?;
        let mut called: Vec<(Person, bool)> = Vec::new();
        for visit in &self.people.visits {
            let there = visit.webcast == id && visit.stay.left.is_none();
            if there && called.iter().all(|(person, _)| person.uid != visit.person.uid) {
                called.push((visit.person.clone(), false));
            }
        }
        let handle = RollCallId::next(&self.people);
        self.people.roll_calls.push(RollCall {
            number: self.ids.number(),
            webcast: id.to_owned(),
            started,
            ended: None,
            called,
        });
        Ok(handle)
    }

    /// Answers a roll call.
    pub(in crate::sandbox) fn sign_in(
        &mut self,
        call: RollCallId,
        visit: VisitId,
    ) -> Result<(), ControlError> {
        let (person, _) = self.people.inside_live(visit)?;
        let call = call.change(&mut self.people)?;
        if call.ended.is_some() {
            return Err(ControlError::RollCallOver);
        }
        let mut called = call.called.iter_mut();
        let called = called.find(|(called, _)| called.uid == person.uid);
        called.ok_or(ControlError::NotCalled)?.1 = true;
        Ok(())
    }

    /// Ends a roll call.
    pub(in crate::sandbox) fn end_roll_call(
        &mut self,
        call: RollCallId,
        now: Time,
    ) -> Result<(), ControlError> {
        let call = call.change(&mut self.people)?;
        if call.ended.is_some() {
            return Err(ControlError::RollCallOver);
        }
        call.ended = Some(now);
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

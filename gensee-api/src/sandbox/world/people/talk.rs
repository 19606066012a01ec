//! Chat, and questions with their answers.

use serde::{Deserialize, Serialize};

use super::{Person, VisitId, handle};
use crate::Time;
use crate::sandbox::control::ControlError;
use crate::sandbox::world::World;

/// What was said to all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Message {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) sender: Person,
    pub(in crate::sandbox) time: Time,
    pub(in crate::sandbox) text: String,
}

handle! {
    /// A question that was asked.
    QuestionId of questions: Asked
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Asked {
    pub(in crate::sandbox) webcast: String,
    pub(in crate::sandbox) asker: Person,
    pub(in crate::sandbox) time: Time,
    pub(in crate::sandbox) text: String,
    /// Whether all can read it.
    pub(in crate::sandbox) published: bool,
    pub(in crate::sandbox) answer: Option<Answered>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Answered {
    pub(in crate::sandbox) by: Person,
    pub(in crate::sandbox) time: Time,
    pub(in crate::sandbox) text: String,
}

impl World {
    pub(in crate::sandbox) fn chat(
        &mut self,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<(), ControlError> {
        let (sender, webcast) = self.people.inside(visit)?;
        self.people.chat.push(Message { webcast, sender, time, text });
        Ok(())
    }

    pub(in crate::sandbox) fn ask(
        &mut self,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<QuestionId, ControlError> {
        let (asker, webcast) = self.people.inside(visit)?;
        let handle = QuestionId::next(&self.people);
        let (published, answer) = (false, None);
        let asked = Asked { webcast, asker, time, text, published, answer };
        self.people.questions.push(asked);
        Ok(handle)
    }

    /// Answers a question for all to read, in the place of an earlier answer.
    pub(in crate::sandbox) fn answer(
        &mut self,
        question: QuestionId,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<(), ControlError> {
        let (by, webcast) = self.people.inside(visit)?;
        if question.of(&self.people)?.webcast != webcast {
            return Err(ControlError::Elsewhere);
        }
        if let Some(asked) = self.people.questions.get_mut(question.place()) {
            asked.published = true;
            asked.answer = Some(Answered { by, time, text });
        }
        Ok(())
    }
}

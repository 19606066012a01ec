//! Chat, and questions with their answers.

use serde::{Deserialize, Serialize};

use super::{Person, VisitId, handle};
use crate::world::ControlError;
use crate::world::World;
use gensee_api::Time;

/// A chat message to all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) webcast: String,
    pub(crate) sender: Person,
    pub(crate) time: Time,
    pub(crate) text: String,
}

handle! {
    /// A question that was asked.
    QuestionId of questions: Asked
}

/// A question, with its answer if it has one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) webcast: String,
    pub(crate) asker: Person,
    pub(crate) time: Time,
    pub(crate) text: String,
    /// Whether all can read it.
    pub(crate) published: bool,
    pub(crate) answer: Option<Answered>,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) by: Person,
    pub(crate) time: Time,
    pub(crate) text: String,
}

impl World {
    pub(crate) fn chat(
        &mut self,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<(), ControlError> {
        let (sender, webcast) = self.activity.inside(visit)?;
        self.activity.chat.push(Message { webcast, sender, time, text });
        Ok(())
    }

    pub(crate) fn ask(
        &mut self,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<QuestionId, ControlError> {
        let (asker, webcast) = self.activity.inside(visit)?;
        let handle = QuestionId::next(&self.activity);
        let (published, answer) = (false, None);
        let asked = Asked { webcast, asker, time, text, published, answer };
        self.activity.questions.push(asked);
        Ok(handle)
    }

    /// Answers a question and publishes it. A new answer replaces an earlier one.
    pub(crate) fn answer(
        &mut self,
        question: QuestionId,
        visit: VisitId,
        text: String,
        time: Time,
    ) -> Result<(), ControlError> {
        let (by, webcast) = self.activity.inside(visit)?;
        if question.of(&self.activity)?.webcast != webcast {
            return Err(ControlError::Elsewhere);
        }
        if let Some(asked) = self.activity.questions.get_mut(question.place()) {
            asked.published = true;
            asked.answer = Some(Answered { by, time, text });
        }
        Ok(())
    }
}

//! Votes: their questions, and the ballots cast.

use serde::{Deserialize, Serialize};

use super::{Person, VisitId, handle};
use crate::world::ControlError;
use crate::world::{World, text};
use gensee_api::Time;
use gensee_api::webcast::QuestionType;

/// The subject and questions of a vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoteForm {
    /// Its subject.
    pub subject: String,
    /// Its questions.
    pub questions: Vec<VoteQuestion>,
}

/// A question of a vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoteQuestion {
    /// Its text.
    pub content: String,
    /// Whether one option is chosen, several are, or a text is written.
    #[serde(with = "text::code")]
    pub kind: QuestionType,
    /// The options; empty for a text question.
    pub options: Vec<String>,
    /// Numbers of the correct options, from 1.
    pub correct: Vec<usize>,
    /// The score of the question.
    pub score: Option<i64>,
}

/// A viewer's answer to a question of a vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VoteAnswer {
    /// Numbers of the options chosen, from 1.
    Options(Vec<usize>),
    /// The text that was written.
    Text(String),
    /// The question was not answered.
    Skipped,
}

handle! {
    /// A vote.
    VoteId of votes: Vote
}

/// A vote of a webcast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vote {
    pub(crate) webcast: String,
    pub(crate) time: Time,
    pub(crate) form: VoteForm,
}

/// What one person answered, question by question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ballot {
    /// The place of the vote in its list.
    pub(super) vote: usize,
    pub(crate) voter: Person,
    pub(crate) answers: Vec<VoteAnswer>,
}

impl VoteQuestion {
    fn check(&self) -> Result<(), &'static str> {
        let known = |number: &usize| (1..=self.options.len()).contains(number);
        match self.kind {
            QuestionType::Text if !self.options.is_empty() => {
                Err("a question for a text has no options; leave them out")
            }
            QuestionType::SingleChoice | QuestionType::MultipleChoice
                if self.options.is_empty() =>
            {
                Err("a question of choice has no options; add some")
            }
            QuestionType::Other(_) => Err("no such kind of question; take a listed one"),
            _ if !self.correct.iter().all(known) => {
                Err("a correct option is not among the options; count from 1")
            }
            _ => Ok(()),
        }
    }

    fn check_answer(&self, answer: &VoteAnswer) -> Result<(), &'static str> {
        match (&self.kind, answer) {
            (_, VoteAnswer::Skipped) | (QuestionType::Text, VoteAnswer::Text(_)) => {
                Ok(())
            }
            (QuestionType::SingleChoice, VoteAnswer::Options(chosen))
                if chosen.len() != 1 =>
            {
                Err("a single choice takes one option")
            }
            (
                QuestionType::SingleChoice | QuestionType::MultipleChoice,
                VoteAnswer::Options(chosen),
            ) => {
                let known = |number: &usize| (1..=self.options.len()).contains(number);
                let known = chosen.iter().all(known);
                known.then_some(()).ok_or("no such option; count from 1")
            }
            _ => Err("the answer is not of the question's kind"),
        }
    }
}

impl World {
    /// Opens a vote in a live webcast.
    pub(crate) fn open_vote(
        &mut self,
        id: &str,
        form: VoteForm,
        time: Time,
    ) -> Result<VoteId, ControlError> {
        self.activity.live(id)?;
        for question in &form.questions {
            question.check().map_err(ControlError::Vote)?;
        }
        let handle = VoteId::next(&self.activity);
        self.activity.votes.push(Vote { webcast: id.to_owned(), time, form });
        Ok(handle)
    }

    /// Casts a ballot. Each person can cast one in a vote.
    pub(crate) fn vote(
        &mut self,
        vote: VoteId,
        visit: VisitId,
        answers: Vec<VoteAnswer>,
    ) -> Result<(), ControlError> {
        let (voter, webcast) = self.activity.inside_live(visit)?;
        let held = vote.of(&self.activity)?;
        if held.webcast != webcast {
            return Err(ControlError::Elsewhere);
        }
        let questions = &held.form.questions;
        if questions.len() != answers.len() {
            return Err(ControlError::Vote("give one answer to each question"));
        }
        for (question, answer) in questions.iter().zip(&answers) {
            question.check_answer(answer).map_err(ControlError::Vote)?;
        }
        if self.activity.index.has_voted(vote.place(), voter.uid) {
            return Err(ControlError::Vote("the viewer has voted already"));
        }
        let ballot = Ballot { vote: vote.place(), voter, answers };
        self.activity.index.ballot(self.activity.ballots.len(), &ballot);
        self.activity.ballots.push(ballot);
        Ok(())
    }
}

//! The questions that the sandbox asks by itself, until they are sent.

use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use gensee_api::webcast::KCheckAnswer;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::world::Post;

/// How long a receiver may take to answer.
pub(super) const LONGEST: Duration = Duration::from_secs(5);

/// A question that somebody waits for.
pub(super) struct Question {
    pub(super) post: Post,
    pub(super) answer: mpsc::Sender<Option<KCheckAnswer>>,
}

/// Where questions are put while the server runs.
pub(super) struct Outbox {
    questions: UnboundedSender<Question>,
    asked: Mutex<Option<UnboundedReceiver<Question>>>,
}

impl Default for Outbox {
    fn default() -> Self {
        let (questions, asked) = unbounded_channel();
        Self { questions, asked: Mutex::new(Some(asked)) }
    }
}

impl Outbox {
    /// The questions, for whoever sends them; `None` when somebody does already.
    pub(super) fn take(&self) -> Option<UnboundedReceiver<Question>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Asks, and waits for the answer; `None` when there is none.
    pub(super) fn ask(&self, post: Post) -> Option<KCheckAnswer> {
        let (answer, answered) = mpsc::channel();
        self.questions.send(Question { post, answer }).ok()?;
        answered.recv_timeout(LONGEST + LONGEST).ok()?
    }
}

//! Makes the calls of the story and writes down what happens to each.

use std::fmt::Display;
use std::time::{Duration, Instant};

use gensee_api::webcast::ReturnCode;
use gensee_api::{Error, OpenEnum as _, Operation};
use gensee_sandbox::{Control, ControlError, Sandbox};
use indicatif::ProgressBar;
use serde::{Serialize, Serializer};

use super::site::Site;

/// What comes back of an operation whose answer holds no more than its code.
pub const DONE: &str = "done";

/// What happened to one call.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The chapter of the story.
    pub chapter: &'static str,
    /// The section of the document.
    pub section: &'static str,
    pub operation: &'static str,
    /// The form as it arrived, without the login, and with `***` for secrets.
    #[serde(serialize_with = "as_object")]
    pub sent: Vec<(String, String)>,
    /// The return code, if it came to one.
    pub code: Option<String>,
    /// What came back, in a few words.
    pub answer: String,
    pub failed: bool,
    #[serde(rename = "ms")]
    pub millis: f64,
}

/// What the calls of the story came to.
pub struct Journey {
    pub rows: Vec<Row>,
    /// What went wrong beside the calls.
    pub mishaps: Vec<String>,
    pub took: Duration,
}

/// The story cannot go on here; why is written down already.
#[derive(Debug)]
pub struct Stuck;

/// A story on its way.
pub struct Tour {
    site: Site,
    chapter: &'static str,
    journey: Journey,
    bar: ProgressBar,
    began: Instant,
}

impl Tour {
    /// Begins one; the bar goes on with each call.
    pub fn new(site: Site, bar: ProgressBar) -> Self {
        let journey =
            Journey { rows: Vec::new(), mishaps: Vec::new(), took: Duration::ZERO };
        Self { site, chapter: "", journey, bar, began: Instant::now() }
    }

    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Plays the people around the interface.
    pub fn control(&self) -> &Control {
        &self.site.control
    }

    /// Opens a chapter.
    pub fn chapter(&mut self, name: &'static str) {
        self.chapter = name;
    }

    /// Makes a call whose answer says no more than that it is done.
    pub async fn tell<O: Operation>(&mut self, operation: &O) {
        self.see(operation, |_| DONE).await;
    }

    /// Makes a call and says what came back. The story goes on without it.
    pub async fn see<O: Operation, W: Display>(
        &mut self,
        operation: &O,
        words: impl FnOnce(&O::Response) -> W,
    ) {
        // A failure is in the row; nothing that comes later needs this answer.
        let _: Result<O::Response, Stuck> = self.ask(operation, words).await;
    }

    /// Makes a call and says what came back, which the story needs to go on.
    pub async fn ask<O: Operation, W: Display>(
        &mut self,
        operation: &O,
        words: impl FnOnce(&O::Response) -> W,
    ) -> Result<O::Response, Stuck> {
        self.bar.set_message(O::NAME);
        self.site.sandbox.clear_requests();
        let began = Instant::now();
        let answer = self.site.call(operation).await;
        let tenths = (began.elapsed().as_secs_f64() * 10_000.0).round();
        self.journey.rows.push(Row {
            chapter: self.chapter,
            section: O::SECTION,
            operation: O::NAME,
            sent: sent::<O>(&self.site.sandbox),
            code: code(&answer),
            answer: match &answer {
                Ok(answer) => words(answer).to_string(),
                Err(error) => error.to_string(),
            },
            failed: answer.is_err(),
            millis: tenths / 10.0,
        });
        self.bar.inc(1);
        answer.map_err(|_| Stuck)
    }

    /// Adds to what came back of the last call something that came later.
    pub fn and_then(&mut self, words: &str) {
        if let Some(row) = self.journey.rows.last_mut() {
            row.answer = format!("{}, {words}", row.answer);
        }
    }

    /// What the story needs of an answer or of the people in it; without it, it is stuck.
    pub fn need<T, E: Display>(
        &mut self,
        what: &str,
        found: Result<T, E>,
    ) -> Result<T, Stuck> {
        found.map_err(|error| {
            self.journey.mishaps.push(format!("{}: {what}: {error}", self.chapter));
            Stuck
        })
    }

    /// Something that an answer must hold.
    pub fn expect<T>(&mut self, what: &str, found: Option<T>) -> Result<T, Stuck> {
        self.need(what, found.ok_or("the answer has none"))
    }

    /// The people do something.
    pub fn play<T>(
        &mut self,
        what: &str,
        act: impl FnOnce(&Control) -> Result<T, ControlError>,
    ) -> Result<T, Stuck> {
        let done = act(self.control());
        self.need(what, done)
    }

    /// Ends it.
    pub fn end(mut self) -> Journey {
        self.bar.finish_and_clear();
        self.journey.took = self.began.elapsed();
        self.journey
    }
}

fn as_object<S: Serializer>(
    sent: &[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(sent.iter().map(|(name, value)| (name, value)))
}

/// What arrived of the last call, as far as it is the operation's own: the login is everybody's.
fn sent<O: Operation>(sandbox: &Sandbox) -> Vec<(String, String)> {
    let arrived = sandbox.requests().pop().map(|call| call.parameters);
    let parameters = arrived.into_iter().flatten();
    let own = |name: &str| {
        let field = name.split(['[', '.']).next();
        O::ROWS.iter().any(|row| field == Some(row.name))
    };
    parameters
        .filter(|parameter| own(&parameter.name))
        .map(|parameter| (parameter.name, parameter.value))
        .collect()
}

fn code<T>(answer: &Result<T, Error>) -> Option<String> {
    let code = match answer {
        Ok(_) => Some(&ReturnCode::Success),
        Err(error) => error.code(),
    };
    code.map(|code| code.code().to_owned())
}

//! Answers that the user of the sandbox sets.

use serde::{Deserialize, Serialize};

const JSON: &str = "application/json;charset=UTF-8";

/// An answer that is set for the calls of a path. It comes before that of an operation, and no login is checked.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use gensee_sandbox::{Answer, Sandbox};
///
/// let sandbox = Sandbox::start()?;
/// let survey = Answer::new("/webcast/export/survey", r#"{"code":"0","list":[]}"#);
/// sandbox.set_answer(survey.when("webcastId", "5f3c"))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answer {
    /// The path, with or without the base path.
    pub path: String,
    /// The parameters that a call must have, with their values.
    pub parameters: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The HTTP status.
    pub status: u16,
    /// The content type of the body.
    pub content_type: String,
}

impl Answer {
    /// Answers all calls of a path with this body, as JSON with the status 200.
    pub fn new(path: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            parameters: Vec::new(),
            body: body.into(),
            status: 200,
            content_type: JSON.to_owned(),
        }
    }

    /// Only for the calls in which a parameter has this value.
    #[must_use]
    pub fn when(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// With another HTTP status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

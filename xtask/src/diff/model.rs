//! What a comparison says, as plain data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether a caller of the server can break: one who did right by the old state and does wrong by the new one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// Nobody can notice, or only to his good.
    Safe,
    /// It depends on what the caller does, or on what the vendor's words mean.
    Risky,
    /// Someone who did right does wrong now.
    Breaking,
}

/// The step that the generated bindings need by Cargo's rules of semantic versions.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The bindings stay as they are.
    None,
    /// Documentation or behaviour; what compiled compiles.
    Patch,
    /// Something new; what compiled compiles.
    Minor,
    /// What compiled may not compile any more.
    Major,
}

/// Which way a row travels.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the caller to the server.
    Request,
    /// From the server to the caller.
    Answer,
    /// From the server to an address of the caller's.
    Callback,
}

/// What a rule is about: a part of the spec that has keys of its own.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    Document,
    /// What holds of every site.
    Fact,
    Chapter,
    Revision,
    Amendment,
    Accepted,
    ReturnCode,
    Callback,
    Glossary,
    Operation,
    Window,
    Paging,
    Condition,
    Example,
    Row,
    /// A code that a row lists.
    Code,
}

/// What has become of it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Added,
    Removed,
    Changed,
    /// Less is allowed than before.
    Narrowed,
    /// More is allowed than before.
    Widened,
    /// It stands elsewhere among its neighbours.
    Moved,
    /// The changelog says that it changed; what it was before is not known.
    Revised,
}

/// Whose a key is, which decides what can cause a change of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The vendor's document shows it.
    Printed,
    /// We read it so.
    Read,
    /// Our words, books and tests: no caller of the server or of the bindings can tell.
    Docs,
}

/// A rule: one kind of change, and what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its parts in kebab case: direction, area, kind and action, such as `request-row-type-changed`.
    pub id: &'static str,
    pub area: Area,
    /// The key, or the sort of thing; empty where area and action say it all.
    pub kind: &'static str,
    pub action: Action,
    pub direction: Option<Direction>,
    pub half: Half,
    pub wire: Wire,
    pub rust: Step,
    /// A sentence: what follows for callers and for downstream crates.
    pub statement: &'static str,
    /// The keys of the model it covers: type and key, such as `("Row", "type")`.
    pub covers: &'static [(&'static str, &'static str)],
}

/// Everything that differs between two states of the spec.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    pub old: SideInfo,
    pub new: SideInfo,
    /// The semver step that the changes need together.
    pub step: Step,
    /// The gravest change first; what is equally grave stands in the document's order.
    pub findings: Vec<Finding>,
    /// Accepted breaks that no change bears out.
    pub stale: Vec<StaleBreak>,
    /// Accepted breaks that no change bears out because the old state has accepted them already.
    pub settled: Vec<StaleBreak>,
}

/// One of the two states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SideInfo {
    /// As the command named it: `HEAD`, `2018-05-04.2`, a folder.
    pub label: String,
    /// Whether it was rebuilt from the changelog, so that only what the changelog says is known of it.
    pub reconstructed: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    pub area: Area,
    pub action: Action,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    pub wire: Wire,
    pub rust: Step,
    /// What changed: `export/vod/history#request.joinTimeSync`.
    pub target: String,
    /// The key of it that changed; none when it came, went or moved as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// The rule's statement.
    pub statement: String,
    pub cause: Cause,
    /// Where it stands in the old state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Location>,
    /// Where it stands in the new state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Location>,
    /// Of rule, target, key, before and after: stays the same under edits elsewhere.
    pub fingerprint: String,
    /// Why the break is accepted, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl Finding {
    /// Whether it breaks somebody: a caller of the server, or a crate that uses the bindings.
    pub fn is_break(&self) -> bool {
        self.wire == Wire::Breaking || self.rust == Step::Major
    }

    /// How grave it is on both axes together.
    pub fn level(&self) -> Wire {
        if self.is_break() { Wire::Breaking } else { self.wire }
    }
}

/// A place in a file of one of the two states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// `spec/operations/created.yaml`, with `HEAD:` before it when it is a state of the repository.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Of characters, from 1.
    pub column: usize,
}

/// Why something changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// The vendor says so in 修订记录.
    Revision {
        /// `2018-05-04.2`.
        name: String,
        /// The row's words.
        text: String,
        /// Where the row stands.
        place: Location,
    },
    /// The document was printed so before; the transcription was wrong.
    Transcription {
        /// The amendment's sentence.
        why: String,
    },
    /// The vendor changed it and did not say so.
    Unannounced {
        /// The amendment's sentence.
        why: String,
    },
    /// We read it differently.
    Erratum,
    /// Our words, books and tests.
    Docs,
    /// Something printed changed, and nothing says why.
    Unexplained,
}

/// An accepted break that no change bears out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StaleBreak {
    /// The rule's id.
    pub rule: String,
    /// What was to change.
    pub target: String,
    /// The fingerprint of the change.
    pub fingerprint: String,
    /// Where the entry stands.
    pub place: Location,
}

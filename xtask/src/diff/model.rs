//! What a comparison says, as plain data.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// Whether a caller of the server can break: one who did right by the old state and does wrong by the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// The contract is the same; words, names in Rust or tests differ.
    Documentation,
    /// Nobody can notice, or only to his good.
    Safe,
    /// It depends on what the caller does.
    Risky,
    /// Someone who did right does wrong now.
    Breaking,
}

/// The step that the generated bindings need by Cargo's rules of semantic versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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

/// What has become of a part of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Added,
    Removed,
    Changed,
    /// It stands elsewhere among its neighbours.
    Moved,
    /// The changelog says that it changed; what it was before is not known.
    Revised,
}

/// Everything that differs between two states of the spec.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    pub old: SideInfo,
    pub new: SideInfo,
    /// The gravest first; what is equally grave stands in the document's order.
    pub findings: Vec<Finding>,
    /// What differs for a Rust user.
    pub surface: Surface,
    /// The semver step that follows.
    pub step: Step,
}

/// One of the two states.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SideInfo {
    /// As the command named it: `HEAD`, `2018-05-04.2`, a folder.
    pub label: String,
    /// Whether it was rebuilt from the changelog, so that only what the changelog says is known of it.
    pub reconstructed: bool,
}

/// The lines of `gensee-api/surface.txt` in which two states differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Surface {
    /// What compiled with one of these may not compile any more.
    pub removed: Vec<String>,
    /// What can be used besides.
    pub added: Vec<String>,
}

/// One part of the spec that differs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// What differs: `export/vod/history#request.joinTimeSync`.
    pub target: String,
    pub action: Action,
    /// The keys that differ.
    pub keys: Vec<KeyChange>,
    /// The gravest level of `verdicts`.
    pub wire: Wire,
    /// What follows for callers of the server.
    pub verdicts: Vec<Verdict>,
    pub cause: Cause,
    /// Where it stands in the old state.
    pub old: Option<Location>,
    /// Where it stands in the new state.
    pub new: Option<Location>,
}

/// A key of a part that differs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KeyChange {
    /// None where the part came or went, or has no keys.
    pub key: Option<String>,
    /// What the old state has, if anything.
    pub before: Option<Value>,
    /// What the new state has, if anything.
    pub after: Option<Value>,
}

/// A line of the contract that differs.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Verdict {
    /// The rule's id.
    pub rule: String,
    pub wire: Wire,
    /// What the line said.
    pub before: Option<String>,
    /// What the line says.
    pub after: Option<String>,
    /// What follows for callers.
    pub statement: String,
}

/// A place in a file of one of the two states.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Location {
    /// `spec/operations/created.yaml`, with `HEAD:` before it when it is a state of the repository.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Of characters, from 1.
    pub column: usize,
}

/// Why something changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// The vendor's Word file tracks it as a change.
    Tracked {
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

impl Wire {
    /// The gravest first.
    pub const ALL: [Self; 4] =
        [Self::Breaking, Self::Risky, Self::Safe, Self::Documentation];

    pub fn word(self) -> String {
        crate::spec::word(self)
    }
}

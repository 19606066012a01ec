//! How the document came to be what it is, and what we made of its changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `changelog.yaml`: a row of 修订记录.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// 修订日期 as `yyyy-MM-dd`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: String,
    /// 修订日期 as printed, where that differs from `date`.
    pub printed_date: Option<String>,
    /// 版本号; always empty so far.
    pub version: Option<String>,
    /// 修订人.
    pub author: String,
    /// 描述.
    pub text: String,
    /// What the row added: targets such as `export/vod/history#request.joinTimeSync`. `since` is derived from here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adds: Vec<String>,
    /// What the row removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<String>,
    /// What the row changed and left in place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// Where the row's words and the tables disagree; the targets follow the tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disagrees: Vec<Disagreement>,
}

/// Words of a changelog row that the tables contradict. It bites: without it, `check` would find fault with the row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// The words in question, verbatim; for `about: date` the printed date.
    pub words: String,
    /// What is wrong with them.
    pub about: DisagreementKind,
    /// What the tables have instead, as the matter asks for.
    pub tables: Option<String>,
}

/// What is wrong with the words of a changelog row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisagreementKind {
    /// A name or a path is spelled otherwise; `tables` is its spelling in the targets or their operation's `path`.
    Spelling,
    /// A section has another number, title or path today; `tables` is the operation's key.
    Section,
    /// The date is earlier than that of a row above; `tables` is the name of the nearest such row.
    Date,
    /// A verb says that something was added, removed or changed, and it was another of the three; `tables` is the target.
    Verb,
    /// What is said of one operation shows at another; `tables` is the key of that one.
    Place,
    /// Nothing in the tables is what the words speak of; there is no `tables`.
    Nothing,
}

/// `amendments.yaml`: a change of the printed half that no row of 修订记录 explains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// When it was found, `yyyy-MM-dd`.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: String,
    /// How it came about.
    pub because: AmendmentCause,
    /// A sentence for reviewers.
    pub why: String,
    /// What changed: targets as in the changelog, and rows of the changelog as `changelog#2018-05-04.2`.
    pub targets: Vec<String>,
}

/// How a change that no row of 修订记录 explains came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmendmentCause {
    /// The document was printed so before; the transcription was wrong.
    Transcription,
    /// The vendor changed the document and did not say so.
    Unannounced,
    /// The vendor's Word file tracks it as a change; `transcribe` writes it.
    Tracked,
}

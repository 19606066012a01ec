//! What the files of `spec/` say, as plain data.
//!
//! Every row keeps two halves apart. *Printed* keys hold what the vendor's document shows, verbatim; `transcribe`
//! owns them. *Reading* keys hold what we make of it; people own them and `transcribe` never touches them.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod history;
mod shape;
mod site;

pub use history::*;
pub use shape::*;
pub use site::*;

use super::bounds::Bounds;

/// Rows of one table in the document's order, by name.
pub type Rows = IndexMap<String, Row>;

/// The whole of `spec/`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    pub document: Document,
    pub changelog: Vec<Revision>,
    pub amendments: Vec<Amendment>,
    pub shared: Shared,
    /// By key (`export/vote`), in the document's order: 5.N is the N-th.
    pub operations: IndexMap<String, Operation>,
}

/// `document.yaml`: the general chapters, and the order of the operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Our title of the document; the print has none.
    pub title: String,
    /// The vendor's file that was transcribed last.
    pub source: Option<SourceFile>,
    /// Where every path hangs below the site's domain (chapter 3.2).
    pub base_path: String,
    /// How every operation can be called, as printed under 请求方式; one that differs says so.
    pub methods: String,
    /// What each spelling under 类型 means: one value or a `list of` them.
    #[serde(default)]
    #[schemars(required)]
    pub types: Types,
    /// What else holds of every site, by name; a constant of the bindings each.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub site: IndexMap<String, Fact>,
    /// The chapters before the operations. Their titles are the anchors by which `transcribe` finds them in the text.
    pub chapters: Vec<Chapter>,
    /// Keys of the operations in the document's order: 5.N is the N-th line.
    pub operations: Vec<String>,
}

/// A file of the vendor's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    pub format: SourceFormat,
    /// SHA-256 of its bytes, in hex digits.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// What the vendor's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// A Word file.
    Docx,
    /// A text with each cell on a line of its own after a tab.
    Text,
    /// A text with each row on a line of its own, as Word saves plain text.
    TextRows,
}

/// A chapter of the document, or a section of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    pub title: String,
    /// The paragraphs below the title.
    pub text: Option<String>,
    /// A table below the title that no other file holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub table: Vec<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Chapter>,
}

/// `shared.yaml`: what the document repeats everywhere, once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// Rows of every request table.
    pub request: Rows,
    /// Rows of every response table.
    pub response: Rows,
    /// Chapter 3.5, by code.
    pub return_codes: IndexMap<String, ReturnCode>,
    /// What the server sends to an address of the caller's, by the name of its Rust type.
    pub callbacks: IndexMap<String, Callback>,
    /// Our English line for names that recur; a row's own `en` stands only where it says more.
    pub glossary: IndexMap<String, String>,
}

/// A row of chapter 3.5.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnCode {
    /// 说明.
    pub note: String,
    /// The variant's name, in snake case.
    pub name: Option<String>,
    pub en: Option<String>,
}

/// Parameters the server sends to an address of the caller's. The document describes them in a note at most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    pub en: String,
    /// The rows whose notes describe it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub described_by: Vec<String>,
    /// How sure we are of a callback that no note describes.
    pub evidence: Option<Evidence>,
    pub parameters: Rows,
    /// What the receiver answers, where the server reads it: a row of codes.
    pub answer: Option<Box<Row>>,
}

/// One file below `operations/`: the file tree is the HTTP path.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Reading: name of the client function, in snake case.
    pub name: Option<String>,
    /// Printed: the chapter's title.
    pub title: String,
    /// Printed: 接口说明, where it differs from the title.
    pub purpose: Option<String>,
    /// 接口路径 without stray blanks.
    pub path: String,
    /// Printed: 接口路径, where it differs from `path`.
    pub printed_path: Option<String>,
    /// Printed: 请求方式, where it differs from the document's.
    pub methods: Option<String>,
    /// Printed: shared rows that this operation's tables leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Reading: our English line.
    pub en: Option<String>,
    /// Reading: who may call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Reading: what a call does to the server's state, so what may be retried.
    pub effect: Option<Effect>,
    /// Reading: the longest span of time one call may ask for.
    pub window: Option<Window>,
    /// Reading: how a long answer is cut into pages.
    pub paging: Option<Paging>,
    /// Reading: how lists of the request are written; there if and only if the request has a list.
    pub list_encoding: Option<ListEncoding>,
    /// Reading: conditions between parameters that the document states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// Printed: 描述.
    pub description: Option<String>,
    /// Reading: words of the description that are misprinted, and what they mean.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub misprints: IndexMap<String, String>,
    /// Reading: the fact `window` that the description or a note prints and that is not read, with the reason.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub unread: IndexMap<String, String>,
    /// Printed: rows in red, as a Word file shows them: `request.attachmentList.url`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub red: Vec<String>,
    /// Printed: the request table without the shared rows.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub request: Rows,
    /// Printed: the response table without the shared rows.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub response: Rows,
    /// Reading: wire vectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Printed: 属性名称, where it differs from the row's name.
    pub printed_name: Option<String>,
    /// Printed: 类型.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Printed: 是否可为空. 是 is true, 否 is false, an empty cell is absent.
    pub optional: Option<bool>,
    /// Printed: 是否可为空, where it is another word than 是 and 否; `required` tells what it means.
    pub printed_optional: Option<String>,
    /// Printed: 说明.
    pub note: Option<String>,
    /// Reading: words of the note that are misprinted, and what they mean.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub misprints: IndexMap<String, String>,
    /// Reading: our English line, where the glossary's is not enough.
    pub en: Option<String>,
    /// Reading: what the value means, where the printed type does not tell.
    #[serde(rename = "as")]
    pub meaning: Option<Meaning>,
    /// Reading: the field's name, where the row's name in snake case will not do.
    pub rust_name: Option<String>,
    /// Reading: name of the type that `values` or `fields` describe.
    pub rust_type: Option<String>,
    /// Reading: the codes the note lists, with our names in snake case.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, String>,
    /// Reading: what the text of a callback is the id of, by the codes of another row.
    pub ids: Option<Ids>,
    /// Reading: names on the wire, the one we send or serve first. All of them and the printed one are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wire: Vec<String>,
    /// Reading: the list of the same table whose rows have the property on the wire, where the table's own row has none.
    pub also_on: Option<String>,
    /// Reading: how sure we are of `wire`, of `also_on`, of `as: page`, or of an id whose printed type contradicts it.
    pub evidence: Option<Evidence>,
    /// Reading: length of a text in characters.
    pub length: Option<Bounds>,
    /// Reading: bounds of a number.
    pub range: Option<Bounds>,
    /// Reading: bounds to which the server itself pulls a number.
    pub clamp: Option<Bounds>,
    /// Reading: what the server takes when the parameter is absent, as text on the wire.
    pub default: Option<String>,
    /// Reading: whether a parameter must be sent, where 是否可为空 and the note disagree.
    pub required: Option<bool>,
    /// Reading: facts of the note (`as`, `values`, `default`, `length`, `range`) that are not read, with the reason.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub unread: IndexMap<String, String>,
    /// Reading: never shown in logs, errors or `Debug`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Reading: a successful answer without it is an error.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always: bool,
    /// What `type` says by the document's `types`; known when the files are loaded.
    #[serde(skip)]
    pub printed: PrintedShape,
    /// No table prints the row: another one has it by `also_on`.
    #[serde(skip)]
    pub unprinted: bool,
    /// Printed: the rows nested below this one.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub fields: Rows,
}

/// What a value means, where the printed type does not tell: the closed list of types.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// `true` or `false`.
    Bool,
    /// A whole number of 64 bits.
    Int,
    /// A number with a fraction.
    Decimal,
    /// Plain text, where the printed type says otherwise.
    Text,
    /// A moment (chapter 3.3).
    Time,
    /// A day, `yyyy-MM-dd`, in China time.
    Date,
    /// An address whose non-ASCII part is percent-encoded before the form is.
    Url,
    /// An address by which viewers join: the `parameter`s of `site` can be added to it.
    JoinUrl,
    /// A secret of a type of its own, because requests take it beside the panelists'.
    OrganizerToken,
    /// A secret of a type of its own, because requests take it beside the organizer's.
    PanelistToken,
    WebcastId,
    VodId,
    RecordId,
    DocumentId,
    UserId,
    /// The object of `pageNo`, `totalPages` and `totalCounts`.
    Page,
}

/// What a text is the id of, by the codes of another row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ids {
    /// The row with the codes.
    pub by: String,
    /// The codes with which it is the id of a webcast.
    pub webcast: Vec<String>,
    /// The codes with which it is the id of a vod.
    pub vod: Vec<String>,
}

/// Whose account may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理员
    Admin,
    /// 组织者
    Organizer,
    /// 教师
    Teacher,
}

/// What a call does to the server's state. Only reads may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    Read,
    Create,
    Update,
    Delete,
}

/// How sure we are of a reading; the marks of `spec/WIRE.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Literal output of a server.
    Wire,
    /// Production code that would crash otherwise.
    Cast,
    /// Code reads it so.
    Code,
    /// Nobody has seen it yet; it follows from its neighbours.
    Unverified,
}

/// The longest span between two parameters that the server answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The request row of its start.
    pub start: String,
    /// The request row of its end.
    pub end: String,
    /// The longest span, in days: `7d`.
    pub max: Days,
}

/// A number of days, written `7d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String", extend("pattern" = r"^[1-9]\d*d$"))]
pub struct Days(pub u32);

/// How a long answer is cut into pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The request row that chooses the page, from 1.
    pub number: String,
    /// The response row that holds the page's rows.
    pub list: String,
    /// The object that tells where we are: a response row, or an unprinted name.
    pub object: String,
    /// The rows of that object which the document prints beside the list instead of inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flat: Vec<String>,
    /// Rows of a full page, where the document tells.
    pub size: Option<u32>,
    /// The request row by which the caller sets the rows of a page; its default is the size without it.
    pub sized_by: Option<String>,
    /// How sure we are that the object is there, where the document prints it flat or not at all.
    pub evidence: Option<Evidence>,
}

/// How lists are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListEncoding {
    /// `recordId[0]=1&recordId[1]=2`
    Indexed,
    /// `recordId=1&recordId=2`
    Repeated,
}

/// A condition between parameters. Exactly one of `require`, `fix`, `only` and `order` is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// A parameter that must be there `when` the other has the value.
    pub require: Option<String>,
    /// Parameters that must have the value named here, if given, `when` the other has its value.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub fix: IndexMap<String, String>,
    /// A parameter that has a meaning only `when` the other has one of the values.
    pub only: Option<String>,
    /// Two parameters, the first less than the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// The other parameter, with the values on which the condition holds.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub when: IndexMap<String, OneOrMany>,
}

/// One value, or a list of them, as text on the wire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    Many(Vec<String>),
    One(String),
}

/// A wire vector: a request and its exact form, or an answer and what it reads as.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Where the vector comes from.
    pub from: String,
    /// The parameters by printed name: texts as they are, times as `yyyy-MM-dd HH:mm:ss` or epoch milliseconds.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub given: serde_json::Map<String, serde_json::Value>,
    /// Lists as `repeated`, where the vector differs from the operation's.
    pub lists: Option<ListEncoding>,
    /// Times as `text` in China time instead of epoch milliseconds.
    pub times: Option<TimeEncoding>,
    /// The exact body of the request, without the shared rows.
    pub form: Option<String>,
    /// The exact body of an answer.
    pub answer: Option<String>,
    /// What the answer reads as, written as canonical JSON without the shared rows.
    pub reads: Option<serde_json::Value>,
}

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeEncoding {
    /// Epoch milliseconds.
    Millis,
    /// `yyyy-MM-dd HH:mm:ss` in China time.
    Text,
}

impl OneOrMany {
    /// The values, however they are written.
    pub fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}d", self.0)
    }
}

impl std::str::FromStr for Days {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.strip_suffix('d')
            .and_then(|days| days.parse().ok())
            .filter(|days| *days > 0)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a number of days; write it as `7d`"))
    }
}

super::text_serde!(Days);

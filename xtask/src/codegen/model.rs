//! The bindings as plain data: every decision taken, no token made. `lower` writes it, `emit` only reads it.

use crate::spec::kind::Kind;
use crate::spec::{
    Bounds, ChangeKind, Direction, Effect, Evidence, FactValue, ListEncoding, Role,
};

/// Everything that is generated.
#[derive(Debug)]
pub struct Bindings {
    /// Our title of the document.
    pub title: String,
    pub base_path: String,
    /// What else holds of every site.
    pub site: Vec<Constant>,
    /// The names of the document's revisions, the oldest first.
    pub revisions: Vec<String>,
    /// What revisions have removed, in the order in which it went.
    pub removed: Vec<Removed>,
    /// In the document's order.
    pub operations: Vec<Operation>,
    /// The rows every request repeats.
    pub login: Struct,
    /// The rows every answer repeats.
    pub envelope: Struct,
    /// The rows of the object that tells of pages, which are the same everywhere.
    pub page: Struct,
    /// The return codes, and the types of the first two.
    pub types: Vec<Definition>,
    /// What the server sends to an address of the caller's.
    pub callbacks: Vec<Callback>,
}

/// What the server sends to an address of the caller's.
#[derive(Debug)]
pub struct Callback {
    pub item: Struct,
    pub ids: Vec<Id>,
    /// The types of its fields and of its answer.
    pub types: Vec<Definition>,
}

/// A text that is an id with some codes of another field.
#[derive(Debug)]
pub struct Id {
    /// The function that gives it.
    pub name: String,
    /// The field with the text.
    pub field: String,
    pub value: Value,
    /// What the id is of.
    pub noun: &'static str,
    /// The field with the codes, their type, and its variants.
    pub by: String,
    pub codes: (String, Vec<String>),
}

impl Callback {
    /// The names of all its types.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let types = self.types.iter().map(Definition::name);
        [self.item.name.as_str()].into_iter().chain(types)
    }
}

/// A constant.
#[derive(Debug)]
pub struct Constant {
    pub name: String,
    pub value: FactValue,
    /// Our English line.
    pub summary: String,
}

/// One operation: a module of its own.
#[derive(Debug)]
pub struct Operation {
    /// Its key in the spec: `export/history/page`.
    pub key: String,
    /// Its module below `webcast`.
    pub module: Vec<String>,
    /// `5.49`.
    pub section: String,
    /// Name of the client functions.
    pub name: String,
    pub title: String,
    pub path: String,
    /// Our English line.
    pub summary: String,
    pub roles: Vec<Role>,
    pub effect: Effect,
    /// The revision that added it; none if it was there before all.
    pub since: Option<String>,
    /// What revisions did to it and its rows since.
    pub history: Vec<Event>,
    /// The rows that came after the operation: place and revision.
    pub later: Vec<(String, String)>,
    /// Whether the document prints the envelope's `code`.
    pub code_printed: bool,
    /// How lists of the request are written, where it has any.
    pub lists: Option<ListEncoding>,
    /// By which methods it can be sent, as far as the client knows them.
    pub methods: Vec<Method>,
    pub request: Struct,
    pub response: Struct,
    /// Nested types that are defined here, parents before children.
    pub types: Vec<Definition>,
    /// Nested types that an earlier operation defines: module and name.
    pub imports: Vec<(Vec<String>, String)>,
    pub items: Option<Items>,
    pub vectors: Vec<Vector>,
}

/// How a request can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Post,
    Get,
}

impl Method {
    pub const ALL: [Self; 2] = [Self::Post, Self::Get];
}

/// What a revision did to an operation or one of its rows.
#[derive(Debug)]
pub struct Event {
    pub revision: String,
    pub kind: ChangeKind,
    /// `response.list.creator`, in names on the wire; empty for the operation itself.
    pub place: String,
}

/// Something that is there no more.
#[derive(Debug)]
pub struct Removed {
    /// The key of the operation that it was, or was of; `shared` or `document`.
    pub owner: String,
    /// As in [`Event`].
    pub place: String,
    /// The revision that had added it; none if it was there before all.
    pub since: Option<String>,
    pub revision: String,
}

/// A type with a name of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    Struct(Struct),
    Enum(Enum),
}

impl Definition {
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
        }
    }

    pub fn as_struct(&self) -> Option<&Struct> {
        match self {
            Self::Struct(item) => Some(item),
            Self::Enum(_) => None,
        }
    }
}

/// A request, an answer, or a row of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    pub name: String,
    pub direction: Direction,
    pub docs: Docs,
    pub fields: Vec<Field>,
    /// Only a request has any.
    pub conditions: Vec<Condition>,
    /// Only a request has one.
    pub window: Option<Window>,
}

impl Struct {
    pub fn new(
        ty: String,
        direction: Direction,
        docs: Docs,
        fields: Vec<Field>,
    ) -> Self {
        let (conditions, window) = (Vec::new(), None);
        Self { name: ty, direction, docs, fields, conditions, window }
    }

    /// The name on the wire of the field `name`.
    pub fn wire(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map(|field| field.wire[0].as_str()).unwrap_or_default()
    }
}

/// A field of a struct: a row of the document's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    /// Names on the wire, the one that is sent or served first.
    pub wire: Vec<String>,
    pub printed: Printed,
    pub value: Value,
    pub presence: Presence,
    pub docs: Docs,
    pub length: Option<Bounds>,
    pub range: Option<Bounds>,
    pub clamp: Option<Bounds>,
    pub default: Option<String>,
    /// The list beside it whose rows may have the property instead: its field, and its name on the wire.
    pub also_on: Option<(String, String)>,
    /// Whether the value's own fields may lie flat beside it.
    pub flat: bool,
}

/// How the document prints a row, where the wire has it otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Which of the names on the wire is the printed one; 0 unless it is not the one that is served.
    pub name: usize,
    /// What the printed type says, where it contradicts the wire.
    pub kind: Option<PrintedKind>,
    /// Nowhere: the row is ours.
    pub nowhere: bool,
}

/// What a printed type says, as far as one can contradict the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedKind {
    Text,
    Integer,
    List,
}

/// How a field stands in its struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// `T`
    Needed,
    /// `Option<T>`
    Optional,
    /// `Vec<T>`
    List,
    /// `Option<Vec<T>>`: a list that need not be sent.
    OptionalList,
}

impl Presence {
    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::OptionalList)
    }

    /// Whether the field can be left out of a request; a list of an answer is always there.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Optional | Self::OptionalList)
    }
}

/// The type of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Plain(Kind),
    Secret,
    /// A type that the bindings define.
    Named(String),
}

impl Value {
    /// Whether its type hides the value.
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Secret | Self::Plain(Kind::JoinUrl | Kind::Token(_)))
    }

    /// Whether its type is one of the client's `wire`, not Rust's own, a page or a type of the bindings.
    pub fn is_of_wire(&self) -> bool {
        use Kind::{Date, JoinUrl, NumberId, TextId, Time, Token, Url};
        matches!(
            self,
            Self::Secret
                | Self::Plain(
                    Time | Date | Url | JoinUrl | Token(_) | TextId(_) | NumberId(_)
                )
        )
    }
}

/// A code list.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    pub name: String,
    pub docs: Docs,
    /// Whether answers carry the codes as JSON numbers.
    pub number: bool,
    pub variants: Vec<Variant>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    pub name: String,
    pub code: String,
    pub docs: Docs,
}

/// What stands above an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// Our English line.
    pub summary: String,
    /// The vendor's text, verbatim.
    pub note: Option<String>,
    /// Our facts: bounds, defaults, dates, chapters.
    pub facts: Vec<String>,
    /// Words of the vendor's text that are misprinted, and what they mean.
    pub misprints: Vec<(String, String)>,
    /// Codes, with what the vendor's text says of each.
    pub codes: Vec<(String, String)>,
    /// How sure we are, where the document does not print it so.
    pub evidence: Option<Evidence>,
}

impl Docs {
    pub fn new(summary: impl Into<String>, facts: Vec<String>) -> Self {
        Self { summary: summary.into(), facts, ..Self::default() }
    }
}

/// A condition between the fields of a request, by their names.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// What is demanded of a field when another has one of the values.
    When {
        demand: Demand,
        field: String,
        /// The only value that a fixed field can have.
        value: Option<String>,
        other: String,
        values: Vec<String>,
    },
    Order {
        less: String,
        more: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// It must be there.
    Require,
    /// It can have one value only.
    Fix,
    /// It has a meaning then, and otherwise none.
    Only,
}

/// The longest span that one request may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    pub start: String,
    pub end: String,
    pub days: u32,
    /// Whether its ends are days, not moments.
    pub dates: bool,
}

/// How the rows of a long answer are reached.
#[derive(Debug)]
pub struct Items {
    /// The type of a row.
    pub item: String,
    /// The answer's field that holds the rows.
    pub list: String,
    pub paging: Option<Paging>,
}

#[derive(Debug)]
pub struct Paging {
    /// The request's field that chooses the page.
    pub number: String,
    /// The answer's field that tells where we are.
    pub object: String,
    /// Rows of a full page.
    pub size: Option<u32>,
    /// The request's field that sets them.
    pub sized_by: Option<String>,
}

/// A wire vector.
#[derive(Debug)]
pub struct Vector {
    pub from: String,
    pub case: Case,
}

#[derive(Debug)]
pub enum Case {
    Form {
        /// The given values by field, in the fields' order.
        given: Vec<(String, serde_json::Value)>,
        repeated: bool,
        text_times: bool,
        form: String,
    },
    Answer {
        body: String,
        reads: serde_json::Value,
    },
}

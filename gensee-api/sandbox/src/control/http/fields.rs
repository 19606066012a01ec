//! The fields of a JSON object, taken one by one. A field that is left over is refused.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::control::Control;
use crate::own_request::OwnError;

/// The path of a value, such as `join.viewer.uid`, and the sandbox that it is for.
#[derive(Clone)]
pub(super) struct FieldPath<'a> {
    name: String,
    pub(super) control: &'a Control,
}

/// An object that is being read.
pub(super) struct Fields<'a> {
    path: FieldPath<'a>,
    left: Map<String, Value>,
    /// The names of the fields that were asked for.
    known: Vec<&'static str>,
}

/// A field, for the list of verbs.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: ArgumentKind,
    pub(super) required: bool,
}

/// The kind of a value, described in words.
pub(super) enum ArgumentKind {
    /// A value without parts.
    Plain(&'static str),
    /// The id or number of an existing object, described in words.
    Name(&'static str),
    /// One of these names; the code of each is accepted too.
    Choice(Vec<&'static str>),
    List(Box<ArgumentKind>),
    Object(Vec<Field>),
}

/// A value of a request.
pub(super) trait Argument: Sized {
    /// The kind of the value.
    fn kind() -> ArgumentKind;

    /// # Errors
    /// When the value is of another kind, or names an object that does not exist.
    fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError>;
}

impl<'a> FieldPath<'a> {
    pub(super) fn new(name: &str, control: &'a Control) -> Self {
        Self { name: name.to_owned(), control }
    }

    fn field(&self, name: &str) -> Self {
        Self { name: format!("{}.{name}", self.name), ..self.clone() }
    }

    pub(super) fn item(&self, index: usize) -> Self {
        Self { name: format!("{}[{index}]", self.name), ..self.clone() }
    }

    /// The error for a value that cannot be read; `remedy` says what to give.
    pub(super) fn wrong(&self, what: &str, remedy: &str) -> OwnError {
        let words = format!("`{}` {what}; {remedy}", self.name);
        OwnError::new(StatusCode::BAD_REQUEST, words)
    }

    /// The error for a value that names an object that does not exist.
    pub(super) fn unknown(&self, value: &Value, what: &str, remedy: &str) -> OwnError {
        let words =
            format!("`{}` is {value}, which is not a {what}; {remedy}", self.name);
        OwnError::new(StatusCode::NOT_FOUND, words)
    }
}

impl<'a> Fields<'a> {
    /// # Errors
    /// When the value is not an object.
    pub(super) fn open(value: Value, path: FieldPath<'a>) -> Result<Self, OwnError> {
        match value {
            Value::Object(left) => Ok(Self { path, left, known: Vec::new() }),
            _ => Err(path.wrong("is not an object", "give one")),
        }
    }

    /// Takes a field that must be there.
    pub(super) fn take<T: Argument>(
        &mut self,
        name: &'static str,
    ) -> Result<T, OwnError> {
        let path = self.path.field(name);
        self.find(name)?.ok_or_else(|| {
            path.wrong("is missing", &format!("give {}", T::kind().words()))
        })
    }

    /// Takes a field that may be absent or null.
    pub(super) fn find<T: Argument>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, OwnError> {
        self.known.push(name);
        match self.left.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::read(value, &self.path.field(name)).map(Some),
        }
    }

    /// Refuses a field that was not asked for.
    pub(super) fn end(&self) -> Result<(), OwnError> {
        let Some(name) = self.left.keys().next() else { return Ok(()) };
        let known: Vec<_> = self.known.iter().map(|name| format!("`{name}`")).collect();
        let remedy = match known.as_slice() {
            [] => "leave it out".to_owned(),
            known => format!("leave it out, or mean one of {}", known.join(", ")),
        };
        Err(self.path.field(name).wrong("is not a field", &remedy))
    }
}

impl Field {
    fn plain(&self) -> Value {
        let mut plain = self.kind.plain();
        plain.insert("name".to_owned(), self.name.into());
        plain.insert("required".to_owned(), self.required.into());
        plain.into()
    }
}

impl ArgumentKind {
    /// Whether the value names an existing object.
    pub(super) fn names_one(&self) -> bool {
        matches!(self, Self::Name(_))
    }

    /// A description of the values that are accepted.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Plain(words) | Self::Name(words) => (*words).to_owned(),
            Self::Choice(names) => format!("one of {}", names.join(", ")),
            Self::List(item) => format!("a list, each of it {}", item.words()),
            Self::Object(fields) => {
                let names: Vec<_> =
                    fields.iter().map(|field| format!("`{}`", field.name)).collect();
                format!("an object of {}", names.join(", "))
            }
        }
    }

    fn plain(&self) -> Map<String, Value> {
        let plain = match self {
            Self::Plain(words) | Self::Name(words) => json!({ "kind": words }),
            Self::Choice(names) => json!({ "kind": "one of `values`", "values": names }),
            Self::List(item) => {
                json!({ "kind": "a list of `items`", "items": item.plain() })
            }
            Self::Object(parts) => {
                json!({ "kind": "an object", "fields": fields(parts) })
            }
        };
        match plain {
            Value::Object(plain) => plain,
            _ => Map::new(),
        }
    }
}

/// A list of fields, for the list of verbs.
pub(super) fn fields(fields: &[Field]) -> Value {
    fields.iter().map(Field::plain).collect()
}

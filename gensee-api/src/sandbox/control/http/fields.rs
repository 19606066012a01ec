//! The fields of a JSON object, taken one by one; what is left over is refused.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::Fault;
use super::argument::Argument;
use crate::sandbox::control::Control;

/// Where a value stands: `join.viewer.uid`, and in which sandbox.
#[derive(Clone)]
pub(super) struct Place<'a> {
    name: String,
    pub(super) control: &'a Control,
}

/// An object that is being read.
pub(super) struct Fields<'a> {
    place: Place<'a>,
    left: Map<String, Value>,
    /// Those that were asked for.
    known: Vec<&'static str>,
}

/// A field, for the list of verbs.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// What a value is, in words.
pub(super) enum Kind {
    /// A value without parts.
    Plain(&'static str),
    /// The id or number of something that there is, in words.
    Name(&'static str),
    /// One of these names; the code of each is taken as well.
    Choice(Vec<&'static str>),
    List(Box<Kind>),
    Object(Vec<Field>),
}

impl<'a> Place<'a> {
    pub(super) fn new(name: &str, control: &'a Control) -> Self {
        Self { name: name.to_owned(), control }
    }

    fn field(&self, name: &str) -> Self {
        Self { name: format!("{}.{name}", self.name), ..self.clone() }
    }

    pub(super) fn item(&self, index: usize) -> Self {
        Self { name: format!("{}[{index}]", self.name), ..self.clone() }
    }

    /// A value that cannot be read; `cure` says what to give.
    pub(super) fn wrong(&self, what: &str, cure: &str) -> Fault {
        let words = format!("`{}` {what}; {cure}", self.name);
        Fault::new(StatusCode::BAD_REQUEST, words)
    }

    /// A value that names what there is not.
    pub(super) fn unknown(&self, value: &Value, what: &str, cure: &str) -> Fault {
        let words = format!("`{}` is {value}, which is no {what}; {cure}", self.name);
        Fault::new(StatusCode::NOT_FOUND, words)
    }
}

impl<'a> Fields<'a> {
    /// # Errors
    /// When the value is no object.
    pub(super) fn open(value: Value, place: Place<'a>) -> Result<Self, Fault> {
        match value {
            Value::Object(left) => Ok(Self { place, left, known: Vec::new() }),
            _ => Err(place.wrong("is no object", "give one")),
        }
    }

    /// A field that must be there.
    pub(super) fn take<T: Argument>(&mut self, name: &'static str) -> Result<T, Fault> {
        let place = self.place.field(name);
        self.find(name)?.ok_or_else(|| {
            place.wrong("is missing", &format!("give {}", T::kind().words()))
        })
    }

    /// A field that may be absent, or null.
    pub(super) fn find<T: Argument>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Fault> {
        self.known.push(name);
        match self.left.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::read(value, &self.place.field(name)).map(Some),
        }
    }

    /// Refuses what nobody asked for.
    pub(super) fn end(&self) -> Result<(), Fault> {
        let Some(name) = self.left.keys().next() else { return Ok(()) };
        let known: Vec<_> = self.known.iter().map(|name| format!("`{name}`")).collect();
        let cure = match known.as_slice() {
            [] => "leave it out".to_owned(),
            known => format!("leave it out, or mean one of {}", known.join(", ")),
        };
        Err(self.place.field(name).wrong("is no field", &cure))
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

impl Kind {
    /// Whether it names something that there is.
    pub(super) fn names_one(&self) -> bool {
        matches!(self, Self::Name(_))
    }

    /// What to give.
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

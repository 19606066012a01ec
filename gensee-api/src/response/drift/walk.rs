//! Compares an answer with the field tables. Whether a value can be read is decided by the scalars of the tolerant
//! reader, so that the report cannot disagree with the reader.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::DriftKind;
use crate::answer::{DecodeError, read_scalar, repair_as};
use crate::schema::{FieldInfo, Kind};
use crate::wire::{Date, Time};

/// Stands for a raw control character while the body is compared: a code point that is not a character.
const RAW: char = '\u{fdd0}';

/// Greatest length of an unknown code in a drift, in characters.
const SHOWN: usize = 40;

/// The drifts that the tolerant reader accepts in a body.
pub(super) fn drifts(tables: &[&[FieldInfo]], body: &[u8]) -> Vec<(String, DriftKind)> {
    walk(tables, body).map_or_else(Vec::new, |walker| walker.drifts)
}

/// The first place that the tolerant reader cannot read.
pub(super) fn fault(tables: &[&[FieldInfo]], body: &[u8]) -> Option<DecodeError> {
    walk(tables, body)?.fault
}

fn walk(tables: &[&[FieldInfo]], body: &[u8]) -> Option<Walker> {
    let mut value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(_) => serde_json::from_slice(&repair_as(body, |_| RAW.to_string())?).ok()?,
    };
    // Sorted here, because another crate of the build may have told `serde_json` to keep the order of the body.
    value.sort_all_objects();
    let mut walker = Walker::new();
    match &value {
        Value::Object(object) => walker.object(tables, object),
        other => walker.refuse(format!("is {}, not an object", type_of(other))),
    }
    Some(walker)
}

/// The current place in the body, and what was found so far.
struct Walker {
    path: String,
    /// The path without indexes, so that a drift in every item of a list is reported once.
    shape: String,
    seen: HashSet<(String, DriftKind)>,
    drifts: Vec<(String, DriftKind)>,
    fault: Option<DecodeError>,
}

impl Walker {
    fn new() -> Self {
        Walker {
            path: "$".to_owned(),
            shape: "$".to_owned(),
            seen: HashSet::new(),
            drifts: Vec::new(),
            fault: None,
        }
    }

    fn note(&mut self, kind: DriftKind) {
        if self.seen.insert((self.shape.clone(), kind.clone())) {
            self.drifts.push((self.path.clone(), kind));
        }
    }

    fn refuse(&mut self, message: impl Into<String>) {
        self.fault.get_or_insert_with(|| DecodeError::new(self.path.clone(), message));
    }

    /// Calls `walk` for a place one level below the current one.
    fn at<T>(
        &mut self,
        step: &str,
        shape: &str,
        walk: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let lengths = (self.path.len(), self.shape.len());
        self.path.push_str(step);
        self.shape.push_str(shape);
        let result = walk(self);
        self.path.truncate(lengths.0);
        self.shape.truncate(lengths.1);
        result
    }

    fn at_name<T>(&mut self, name: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        let plain = !name.is_empty()
            && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
        let step = if plain { format!(".{name}") } else { format!("[{name:?}]") };
        self.at(&step, &step, walk)
    }

    /// Compares the body. It does not look for missing properties, because the return code decides whether they matter.
    fn object(&mut self, tables: &[&[FieldInfo]], object: &Map<String, Value>) {
        for (name, value) in object {
            self.at_name(name, |walker| {
                match tables.iter().find_map(|rows| Place::of(rows, name)) {
                    Some(place) => drop(walker.property(&place, name, value)),
                    None => walker.note(DriftKind::UnknownField),
                }
            });
        }
    }

    /// Compares an object inside the body.
    fn nested(&mut self, rows: &[FieldInfo], object: &Map<String, Value>) {
        let mut present: HashSet<&str> = HashSet::new();
        for (name, value) in object {
            let place = Place::of(rows, name);
            let there = self.at_name(name, |walker| match &place {
                Some(place) => walker.property(place, name, value),
                None => {
                    walker.note(DriftKind::UnknownField);
                    false
                }
            });
            if let (true, Some(place)) = (there, place) {
                present.insert(place.row.name);
            }
        }
        for row in rows.iter().filter(|row| row.always && !present.contains(row.name)) {
            self.at_name(row.name, |walker| walker.refuse("is missing"));
        }
    }

    /// Compares a property; returns whether it has a value.
    fn property(&mut self, place: &Place<'_>, name: &str, value: &Value) -> bool {
        if place.flat {
            self.note(DriftKind::FlatField);
        }
        if place.row.name != name {
            self.note(DriftKind::OtherName);
        }
        self.value(place.row, place.row.kind, value)
    }

    fn value(&mut self, row: &FieldInfo, kind: Kind, value: &Value) -> bool {
        match (kind, value) {
            (_, Value::Null) => false,
            (Kind::List(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.at(&format!("[{index}]"), "[]", |walker| match value {
                        Value::Null => walker.note(DriftKind::NullInList),
                        value => drop(walker.value(row, *item, value)),
                    });
                }
                true
            }
            (Kind::Object, Value::Object(object)) => {
                self.nested(row.fields, object);
                true
            }
            (Kind::Object, Value::Array(items)) => self.array_for_object(row, items),
            (Kind::List(_) | Kind::Object, _)
            | (_, Value::Array(_) | Value::Object(_)) => {
                self.refuse(format!(
                    "is {}, not {}",
                    type_of(value),
                    with_article(kind)
                ));
                false
            }
            (_, Value::String(text)) if text.contains(RAW) => {
                self.note(DriftKind::ControlCharacter);
                self.scalar(row, kind, &Value::String(text.replace(RAW, "\n")))
            }
            _ => self.scalar(row, kind, value),
        }
    }

    fn array_for_object(&mut self, row: &FieldInfo, items: &[Value]) -> bool {
        self.note(DriftKind::ArrayForObject);
        match items {
            [] | [Value::Null] => false,
            [Value::Object(object)] => {
                self.at("[0]", "[]", |walker| walker.nested(row.fields, object));
                true
            }
            [other] => {
                let message = format!("is {}, not an object", type_of(other));
                self.at("[0]", "[]", |walker| walker.refuse(message));
                false
            }
            _ => {
                self.refuse(format!("is a list of {}, not an object", items.len()));
                false
            }
        }
    }

    fn scalar(&mut self, row: &FieldInfo, kind: Kind, value: &Value) -> bool {
        let present = match kind {
            Kind::Text => read_scalar::<String, _>(value).map(|text| text.is_some()),
            Kind::TextId => {
                read_scalar::<crate::WebcastId, _>(value).map(|id| id.is_some())
            }
            Kind::Integer | Kind::NumberId => {
                read_scalar::<i64, _>(value).map(|number| number.is_some())
            }
            Kind::Decimal => read_scalar::<f64, _>(value).map(|number| number.is_some()),
            Kind::Boolean => read_scalar::<bool, _>(value).map(|value| value.is_some()),
            Kind::Time => read_scalar::<Time, _>(value).map(|time| time.is_some()),
            Kind::Date => read_scalar::<Date, _>(value).map(|date| date.is_some()),
            Kind::Code | Kind::NumberCode => Ok(self.code(row, value)),
            Kind::Object | Kind::List(_) => Ok(false),
        };
        match present {
            Ok(present) => {
                if let Some(drift) = drift(row, kind, value) {
                    self.note(drift);
                }
                present
            }
            Err(_) => {
                self.refuse(format!(
                    "is {} that cannot be read as {}",
                    type_of(value),
                    with_article(kind)
                ));
                false
            }
        }
    }

    /// Notes a code that is not listed; returns whether there is a code. Every code can be read.
    fn code(&mut self, row: &FieldInfo, value: &Value) -> bool {
        let code = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_f64() => {
                number.as_f64().unwrap_or(f64::NAN).to_string()
            }
            other => other.to_string(),
        };
        let listed = row.values.iter().any(|listed| listed.code == code);
        if !code.is_empty() && !listed {
            self.note(DriftKind::UnknownCode(code.chars().take(SHOWN).collect()));
        }
        listed || !code.is_empty()
    }
}

/// The row of a property.
struct Place<'r> {
    row: &'r FieldInfo,
    /// The property lies beside the object that it belongs to.
    flat: bool,
}

impl<'r> Place<'r> {
    /// Finds the row of a name: first among the rows of the object itself, then among those of its flat object.
    fn of(rows: &'r [FieldInfo], name: &str) -> Option<Self> {
        let own = rows.iter().find(|row| row.names.contains(&name));
        if let Some(row) = own {
            return Some(Place { row, flat: false });
        }
        let flat = rows.iter().find(|row| row.flat)?;
        Place::of(flat.fields, name).map(|place| Place { flat: true, ..place })
    }
}

/// The drift of a value that can be read; `None` when it is as documented.
fn drift(row: &FieldInfo, kind: Kind, value: &Value) -> Option<DriftKind> {
    match (kind, value) {
        (Kind::Code, Value::String(text))
            if row.values.iter().any(|listed| listed.code == text) =>
        {
            None
        }
        (Kind::Text, Value::String(_)) => None,
        (Kind::TextId | Kind::Code, Value::String(text)) if !text.is_empty() => None,
        (_, Value::String(text)) if text.trim().is_empty() => Some(DriftKind::EmptyText),
        (Kind::Text | Kind::TextId | Kind::Code, Value::Number(_)) => {
            Some(DriftKind::NumberForText)
        }
        (
            Kind::Integer | Kind::NumberId | Kind::Decimal | Kind::NumberCode,
            Value::String(_),
        ) => Some(DriftKind::TextForNumber),
        (Kind::Integer | Kind::NumberId | Kind::Time, Value::Number(number))
            if number.is_f64() =>
        {
            Some(DriftKind::DecimalForInteger)
        }
        (Kind::Boolean, Value::String(_)) => Some(DriftKind::TextForBoolean),
        (Kind::Boolean, Value::Number(_)) => Some(DriftKind::NumberForBoolean),
        (Kind::Time, Value::String(_)) => Some(DriftKind::TextForTime),
        (Kind::Date, Value::Number(_)) => Some(DriftKind::OtherDate),
        (Kind::Date, Value::String(text)) if text.parse::<Date>().is_err() => {
            Some(DriftKind::OtherDate)
        }
        (Kind::Boolean, Value::Bool(_)) => None,
        (_, Value::Bool(_)) => Some(DriftKind::BooleanForText),
        _ => None,
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn with_article(kind: Kind) -> String {
    match kind {
        Kind::Integer | Kind::Object => format!("an {kind}"),
        Kind::Text => kind.to_string(),
        _ => format!("a {kind}"),
    }
}

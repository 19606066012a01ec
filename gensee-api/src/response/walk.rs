//! Reads an answer by the field tables, where the fast reader cannot: finds every difference from the document, and
//! takes out what cannot be read, so that the rest can. Whether a value can be read is decided by the scalars of the
//! tolerant reader, so that the two cannot disagree.

mod other_list;
mod other_page;
mod scalar;

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::drift::kind::DriftKind;
use super::repair::{repair, unmark, unmark_names, without_mark};
use crate::answer::{DecodeError, read_scalar};
use crate::schema::{FieldInfo, Kind};
use crate::wire::{Date, Time};
use other_page::OtherPage;
pub(super) use other_page::may_be_page;
use scalar::{drift, type_of, with_article};

/// Greatest length of an unknown code in a drift, in characters.
const SHOWN: usize = 40;

/// A body that has been read by the field tables.
pub(super) struct Reading {
    /// The body without what cannot be read: the fast reader can read it.
    pub(super) value: Value,
    pub(super) drifts: Vec<(String, DriftKind)>,
    /// The rows that cannot be read, in their order.
    pub(super) faults: Vec<DecodeError>,
    /// Why the answer as a whole cannot be read.
    pub(super) fault: Option<DecodeError>,
}

impl Reading {
    /// Reads a body. `rows_given` says that its rows have been taken out, so that no other list is the operation's.
    ///
    /// # Errors
    /// When it is not JSON.
    pub(super) fn of(
        tables: &[&'static [FieldInfo]],
        body: &[u8],
        rows_given: bool,
    ) -> serde_json::Result<Self> {
        let mut walker = Walker::default();
        let (value, fault) = walker.body(tables, body, rows_given)?;
        let Walker { drifts, faults, .. } = walker;
        Ok(Reading { value, drifts, faults, fault: fault.err() })
    }
}

/// The current place in the body, and what was found so far.
#[derive(Debug)]
pub(super) struct Walker {
    path: String,
    /// The path without indexes, so that a drift in every item of a list is reported once.
    shape: String,
    seen: HashSet<(String, DriftKind)>,
    pub(super) drifts: Vec<(String, DriftKind)>,
    /// The rows that cannot be read, in their order.
    pub(super) faults: Vec<DecodeError>,
    /// The number of lists around the current place.
    lists: usize,
    /// The number of rows of the outermost list that were read.
    rows: usize,
}

/// Whether a value is there, or why it cannot be read.
type Found = Result<bool, DecodeError>;

impl Default for Walker {
    fn default() -> Self {
        Walker {
            path: "$".to_owned(),
            shape: "$".to_owned(),
            seen: HashSet::new(),
            drifts: Vec::new(),
            faults: Vec::new(),
            lists: 0,
            rows: 0,
        }
    }
}

impl Walker {
    /// Reads a body, and takes out of it what cannot be read. The second result says why the body as a whole cannot be
    /// read.
    pub(super) fn body(
        &mut self,
        tables: &[&'static [FieldInfo]],
        body: &[u8],
        rows_given: bool,
    ) -> serde_json::Result<(Value, Result<(), DecodeError>)> {
        let text = without_mark(body);
        if text.len() < body.len() {
            self.note(DriftKind::ByteOrderMark);
        }
        let mut value = self.parse(text)?;
        let read = match &mut value {
            Value::Object(object) => self.object(tables, object, rows_given),
            other => Err(self.misfit(&format!("is {}, not an object", type_of(other)))),
        };
        Ok((value, read))
    }

    /// Reads an item of the list that `list` describes and that lies under `name`, and takes out of it what cannot be
    /// read.
    pub(super) fn item(
        &mut self,
        list: &'static FieldInfo,
        name: &str,
        index: usize,
        json: &[u8],
    ) -> Result<Value, DecodeError> {
        self.lists = 1;
        let read = self.at_name(name, |walker| {
            walker.at_index(index, |walker| {
                let parsed = walker.parse(json);
                let mut value = parsed
                    .map_err(|error| walker.misfit(&format!("is not JSON: {error}")))?;
                walker.list_item(list, Kind::Object, &mut value)?;
                Ok(value)
            })
        });
        self.lists = 0;
        read
    }

    /// Parses JSON, which is repaired if need be.
    fn parse(&mut self, text: &[u8]) -> serde_json::Result<Value> {
        let mut value = match serde_json::from_slice(text) {
            Ok(value) => value,
            Err(_) => {
                let mut value = serde_json::from_str(&repair(text))?;
                self.unmark(&mut value);
                value
            }
        };
        // Sorted here, because another crate of the build may have told `serde_json` to keep the order of the body.
        value.sort_all_objects();
        Ok(value)
    }

    fn note(&mut self, kind: DriftKind) {
        self.note_at(self.path.clone(), kind);
    }

    fn note_at(&mut self, path: String, kind: DriftKind) {
        if self.seen.insert((self.shape.clone(), kind.clone())) {
            self.drifts.push((path, kind));
        }
    }

    fn misfit(&self, message: &str) -> DecodeError {
        DecodeError::new(self.path.clone(), message)
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

    fn at_index<T>(&mut self, index: usize, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.at(&format!("[{index}]"), "[]", walk)
    }

    /// Notes the defects that were repaired.
    fn unmark(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => {
                unmark(text).into_iter().for_each(|kind| self.note(kind));
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.at_index(index, |walker| walker.unmark(item));
                }
            }
            Value::Object(object) => {
                unmark_names(object);
                for (name, value) in object {
                    self.at_name(name, |walker| walker.unmark(value));
                }
            }
            _ => {}
        }
    }

    /// Reads the body.
    fn object(
        &mut self,
        tables: &[&'static [FieldInfo]],
        object: &mut Map<String, Value>,
        rows_given: bool,
    ) -> Result<(), DecodeError> {
        let adopted = if rows_given { None } else { self.other_list(tables, object)? };
        let page = OtherPage::of(tables, object);
        let mut fault = None;
        for (name, value) in object.iter_mut() {
            let known = tables.iter().find_map(|rows| Place::of(rows, name));
            let place = known.or_else(|| page.as_ref()?.place(name));
            let adopted = adopted.as_ref().filter(|(path, _)| path[0] == *name);
            self.at_name(name, |walker| match (place, adopted) {
                (Some(place), _) => {
                    // Which error comes first does not depend on the other properties.
                    let list = place.row.kind == Kind::List(&Kind::Object);
                    fault = fault
                        .take()
                        .or(walker.property(&place, name, value, list).err());
                }
                (None, Some((path, row))) => {
                    let read = walker.adopt(row, &path[1..], value);
                    fault = fault.take().or(read.err());
                }
                (None, None) => walker.note(DriftKind::UnknownField),
            });
        }
        if let Some((path, row)) = adopted {
            let outer = object.remove(&path[0]).unwrap_or_default();
            let list =
                path[1..].iter().fold(outer, |mut outer, name| outer[name].take());
            object.insert(row.name.to_owned(), list);
        }
        if let Some(page) = page {
            page.move_in(object);
        }
        fault.map_or(Ok(()), Err)
    }

    /// Reads an object inside the body.
    fn nested(
        &mut self,
        rows: &'static [FieldInfo],
        object: &mut Map<String, Value>,
    ) -> Result<(), DecodeError> {
        let mut present: HashSet<&str> = HashSet::new();
        for (name, value) in object.iter_mut() {
            let place = Place::of(rows, name);
            let there = self.at_name(name, |walker| match &place {
                Some(place) => walker.property(place, name, value, false),
                None => {
                    walker.note(DriftKind::UnknownField);
                    Ok(false)
                }
            })?;
            if let (true, Some(place)) = (there, place) {
                present.insert(place.row.name);
            }
        }
        let missing = rows.iter().find(|row| row.always && !present.contains(row.name));
        match missing {
            Some(row) => {
                Err(self.at_name(row.name, |walker| walker.misfit("is missing")))
            }
            None => Ok(()),
        }
    }

    /// Reads a property. One that cannot be read and need not be there is taken for null, unless it is the list of the
    /// answer, which would then look empty.
    fn property(
        &mut self,
        place: &Place,
        name: &str,
        value: &mut Value,
        is_list: bool,
    ) -> Found {
        if place.flat {
            self.note(DriftKind::FlatField);
        }
        if place.row.name != name {
            self.note(DriftKind::OtherName);
        }
        match self.value(place.row, place.row.kind, value) {
            Err(DecodeError { path, message, .. }) if !place.row.always && !is_list => {
                self.note_at(path, DriftKind::Unreadable(message));
                *value = Value::Null;
                Ok(false)
            }
            found => found,
        }
    }

    fn value(
        &mut self,
        row: &'static FieldInfo,
        kind: Kind,
        value: &mut Value,
    ) -> Found {
        match (kind, value) {
            (_, Value::Null) => Ok(false),
            (Kind::List(_), value @ Value::Array(_)) => {
                self.list(row, kind, value).map(|()| true)
            }
            (Kind::Object, Value::Object(object)) => {
                self.nested(row.fields, object).map(|()| true)
            }
            (Kind::Object, value @ Value::Array(_)) => self.array_for_object(row, value),
            (Kind::List(_) | Kind::Object, value)
            | (_, value @ (Value::Array(_) | Value::Object(_))) => Err(self
                .misfit(&format!("is {}, not {}", type_of(value), with_article(kind)))),
            (_, value) => self.scalar(row, kind, value),
        }
    }

    /// Reads a list. An item that cannot be read leaves it; if it is a row, that is an error of its own.
    fn list(
        &mut self,
        row: &'static FieldInfo,
        kind: Kind,
        list: &mut Value,
    ) -> Result<(), DecodeError> {
        let (Kind::List(item), Value::Array(items)) = (kind, list) else {
            return Ok(());
        };
        let outermost = self.lists == 0 && *item == Kind::Object;
        if outermost {
            self.rows = 0;
        }
        self.lists += 1;
        let mut index = 0;
        items.retain_mut(|value| {
            let found =
                self.at_index(index, |walker| walker.list_item(row, *item, value));
            index += 1;
            match found {
                Ok(_) => self.rows += usize::from(outermost && !value.is_null()),
                Err(error) if *item == Kind::Object => {
                    self.faults.push(DecodeError { rows_before: self.rows, ..error });
                    return false;
                }
                Err(DecodeError { path, message, .. }) => {
                    self.note_at(path, DriftKind::Unreadable(message));
                    return false;
                }
            }
            true
        });
        self.lists -= 1;
        Ok(())
    }

    fn list_item(
        &mut self,
        row: &'static FieldInfo,
        kind: Kind,
        item: &mut Value,
    ) -> Found {
        if item.is_null() {
            self.note(DriftKind::NullInList);
        }
        self.value(row, kind, item)
    }

    fn array_for_object(&mut self, row: &'static FieldInfo, array: &mut Value) -> Found {
        self.note(DriftKind::ArrayForObject);
        let Value::Array(items) = array else { return Ok(false) };
        match &mut items[..] {
            [] | [Value::Null] => {
                *array = Value::Null;
                Ok(false)
            }
            [Value::Object(object)] => self
                .at_index(0, |walker| walker.nested(row.fields, object))
                .map(|()| true),
            [other] => {
                let message = format!("is {}, not an object", type_of(other));
                Err(self.at_index(0, |walker| walker.misfit(&message)))
            }
            several => {
                let message = format!("is a list of {}, not an object", several.len());
                Err(self.misfit(&message))
            }
        }
    }

    fn scalar(&mut self, row: &FieldInfo, kind: Kind, value: &Value) -> Found {
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
        let Ok(present) = present else {
            return Err(self.misfit(&format!(
                "is {} that cannot be read as {}",
                type_of(value),
                with_article(kind)
            )));
        };
        if let Some(drift) = drift(row, kind, value) {
            self.note(drift);
        }
        Ok(present)
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
struct Place {
    row: &'static FieldInfo,
    /// The property lies beside the object that it belongs to.
    flat: bool,
}

impl Place {
    /// Finds the row of a name: first among the rows of the object itself, then among those of its flat object.
    fn of(rows: &'static [FieldInfo], name: &str) -> Option<Self> {
        let own = rows.iter().find(|row| row.names.contains(&name));
        if let Some(row) = own {
            return Some(Place { row, flat: false });
        }
        let flat = rows.iter().find(|row| row.flat)?;
        Place::of(flat.fields, name).map(|place| Place { flat: true, ..place })
    }
}

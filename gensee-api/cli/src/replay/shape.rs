//! The shape of answers: which properties they have, under which names, of which types, with which codes. Values are not
//! part of it.

use std::collections::{BTreeMap, BTreeSet};

use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::Envelope;
use gensee_api::{Answer as _, OperationInfo};
use serde_json::Value;

/// A type of JSON, as it is told.
type Type = &'static str;
/// The properties of an object lie beside it, in the object around it.
const BESIDE: Type = "beside it";

/// What rows that only one of two answers has count against places that differ.
const WITHOUT_ROWS: usize = 100;

/// The shape of the answers to calls of an operation.
#[derive(Default)]
pub struct Shape {
    /// By the names of the tables: `list[].subject`. The answer itself is the empty text.
    places: BTreeMap<String, Seen>,
}

/// What was seen in a place.
#[derive(Default)]
struct Seen {
    row: Option<&'static FieldInfo>,
    count: usize,
    /// How many of them were objects.
    objects: usize,
    types: BTreeSet<Type>,
    names: BTreeSet<String>,
    /// The codes that the document does not list.
    unlisted: BTreeSet<String>,
    /// The first file in which it was seen.
    file: String,
}

/// A place that differs.
#[derive(Debug)]
pub struct Difference {
    pub field: String,
    pub what: &'static str,
    pub recorded: String,
    pub answered: String,
    /// The row of the document, as `gensee explain` takes it, or `unknown`.
    pub document: String,
    pub file: String,
}

impl Shape {
    /// Adds an answer.
    pub fn add(
        &mut self,
        body: &Value,
        info: Option<&'static OperationInfo>,
        file: &str,
    ) {
        let own = info.map_or(&[][..], |info| info.response);
        self.see("", "", body, None, file);
        self.inside("", body, &[Envelope::ROWS, own], file);
    }

    /// Adds what lies in an object or a list.
    fn inside(
        &mut self,
        path: &str,
        value: &Value,
        tables: &[&'static [FieldInfo]],
        file: &str,
    ) {
        let properties = match value {
            Value::Object(properties) => properties,
            Value::Array(items) => {
                let path = format!("{path}[]");
                for item in items {
                    self.see(&path, "", item, None, file);
                    self.inside(&path, item, tables, file);
                }
                return;
            }
            _ => return,
        };
        for (name, value) in properties {
            let (around, row) = row(tables, name);
            let known = row.map_or(name.as_str(), |row| row.name);
            let mut place = joined(path, known);
            if let Some(around) = around {
                let outer = joined(path, around.name);
                let seen = self.places.entry(outer.clone()).or_default();
                seen.types.insert(BESIDE);
                (seen.row, seen.count) = (Some(around), seen.count + 1);
                place = joined(&outer, known);
            }
            self.see(&place, name, value, row, file);
            let fields = row.map_or(&[][..], |row| row.fields);
            match (row.map(|row| row.kind), value) {
                // An object in a list of one.
                (Some(Kind::Object), Value::Array(items)) => {
                    for item in items {
                        self.places.entry(place.clone()).or_default().objects += 1;
                        self.inside(&place, item, &[fields], file);
                    }
                }
                (Some(Kind::List(_)), Value::Object(_)) => {
                    let place = format!("{place}[]");
                    self.see(&place, "", value, None, file);
                    self.inside(&place, value, &[fields], file);
                }
                _ => self.inside(&place, value, &[fields], file),
            }
        }
    }

    fn see(
        &mut self,
        place: &str,
        name: &str,
        value: &Value,
        row: Option<&'static FieldInfo>,
        file: &str,
    ) {
        let seen = self.places.entry(place.to_owned()).or_default();
        if seen.count == 0 {
            seen.file = file.to_owned();
        }
        seen.row = row.or(seen.row);
        seen.count += 1;
        seen.objects += usize::from(value.is_object());
        seen.types.insert(type_of(value));
        seen.names.insert(name.to_owned());
        let is_code =
            |row: &FieldInfo| matches!(row.kind.item(), Kind::Code | Kind::NumberCode);
        if let Some(row) = row.filter(|row| is_code(row)) {
            let code = match value {
                Value::String(code) => code.clone(),
                Value::Number(code) => code.to_string(),
                _ => return,
            };
            if !code.is_empty() && row.values.iter().all(|value| value.code != code) {
                seen.unlisted.insert(code);
            }
        }
    }

    /// How many places only one of the two has, or has otherwise. Rows that only one has count for many, because without
    /// them there is less to compare.
    pub fn distance(&self, other: &Self) -> usize {
        let misses = |one: &Self, other: &Self| {
            let is_missing = |(place, seen): &(&String, &Seen)| {
                let there = other.places.get(*place);
                there.is_none_or(|there| !seen.types.is_subset(&there.types))
            };
            let weight = |(place, _): (&String, &Seen)| {
                if place.ends_with("[]") { WITHOUT_ROWS } else { 1 }
            };
            one.places.iter().filter(is_missing).map(weight).sum::<usize>()
        };
        misses(self, other) + misses(other, self)
    }

    /// Whether there are lists, and one has rows here or there alone, or nowhere.
    pub fn lacks_rows(&self, other: &Self) -> bool {
        let mut lists = self.places.iter().chain(&other.places);
        lists.any(|(place, seen)| {
            let items = format!("{place}[]");
            let is_list = seen.row.is_some_and(|row| matches!(row.kind, Kind::List(_)));
            let is_top = !place.contains("[]");
            is_list
                && is_top
                && !(self.places.contains_key(&items)
                    && other.places.contains_key(&items))
        })
    }

    /// Where another shape differs from this one, which was recorded.
    pub fn differences(&self, answered: &Self) -> Vec<Difference> {
        let places: BTreeSet<_> =
            self.places.keys().chain(answered.places.keys()).collect();
        let mut found = Vec::new();
        for place in places {
            let (own, other) = (self.places.get(place), answered.places.get(place));
            let mut tell = |what, recorded, answered| {
                let seen = own.or(other);
                found.push(Difference {
                    field: place.clone(),
                    what,
                    recorded,
                    answered,
                    document: document(place, seen.and_then(|seen| seen.row)),
                    file: seen.map(|seen| seen.file.clone()).unwrap_or_default(),
                });
            };
            match (own, other) {
                // A list without rows does not show what rows have.
                (None, _) | (_, None) if place.ends_with("[]") => {}
                (Some(own), None) if answered.has_around(place) => {
                    tell("only recorded", self.shown(place, own), String::new());
                }
                (None, Some(other)) if self.has_around(place) => {
                    tell("only answered", String::new(), answered.shown(place, other));
                }
                (Some(own), Some(other)) => {
                    if !own.types.is_subset(&other.types) {
                        tell(
                            "type",
                            joined_words(&own.types),
                            joined_words(&other.types),
                        );
                    }
                    if !own.names.is_subset(&other.names) {
                        tell(
                            "name",
                            joined_words(&own.names),
                            joined_words(&other.names),
                        );
                    }
                    if !own.unlisted.is_subset(&other.unlisted) {
                        tell("code", joined_words(&own.unlisted), String::new());
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The object around a place.
    fn around(&self, place: &str) -> Option<&Seen> {
        self.places.get(place.rsplit_once('.').map_or("", |(around, _)| around))
    }

    fn has_around(&self, place: &str) -> bool {
        self.around(place).is_some_and(|around| around.objects > 0)
    }

    /// The types in a place, and how many objects have it.
    fn shown(&self, place: &str, seen: &Seen) -> String {
        let all = self.around(place).map_or(seen.count, |around| around.objects);
        format!(
            "{}, {} of {}",
            joined_words(&seen.types),
            seen.count,
            all.max(seen.count)
        )
    }
}

/// The row of a property, and the row of the object that it lies beside, if it does.
fn row(
    tables: &[&'static [FieldInfo]],
    name: &str,
) -> (Option<&'static FieldInfo>, Option<&'static FieldInfo>) {
    let is_named =
        |row: &&FieldInfo| row.names.contains(&name) || row.printed_name == name;
    let rows = || tables.iter().flat_map(|table| table.iter());
    if let Some(row) = rows().find(is_named) {
        return (None, Some(row));
    }
    let inner = |around: &'static FieldInfo| around.fields.iter().find(is_named);
    let flat = rows().filter(|row| row.flat);
    let found = flat.filter_map(|around| Some((around, inner(around)?))).next();
    found.map_or((None, None), |(around, row)| (Some(around), Some(row)))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn joined_words<T: AsRef<str>>(words: &BTreeSet<T>) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" or ")
}

/// Where `gensee explain` tells more of a place.
fn document(place: &str, row: Option<&FieldInfo>) -> String {
    match row {
        Some(row) if row.printed => format!("response.{}", place.replace("[]", "")),
        Some(_) => format!("response.{}, which is not printed", place.replace("[]", "")),
        None => "unknown".to_owned(),
    }
}

fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "decimal",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use gensee_api::OperationInfo;
    use gensee_api::webcast::OPERATIONS;
    use serde_json::{Value, json};

    fn info(name: &str) -> &'static OperationInfo {
        OPERATIONS.iter().find(|info| info.name == name).unwrap()
    }

    /// The differences as `field: what recorded / answered`.
    fn differences(operation: &str, recorded: Value, answered: Value) -> Vec<String> {
        let shape = |body: &Value| {
            let mut shape = Shape::default();
            shape.add(body, Some(info(operation)), "");
            shape
        };
        let found = shape(&recorded).differences(&shape(&answered));
        let shown = found.iter().map(|it| {
            format!("{}: {} {} / {}", it.field, it.what, it.recorded, it.answered)
        });
        shown.collect()
    }

    #[test]
    fn each_difference_is_told_once_by_its_place() {
        let recorded = json!({"code": "0", "list": [
            {"id": "a", "subject": 7, "status": 5, "extra": {"deep": 1}}, {"id": "b", "subject": "x", "status": 0},
        ], "page": [{"pageNo": 1}]});
        let answered = json!({"code": "0", "list": [{"id": "c", "subject": "y", "status": 1, "number": "3"}],
            "page": {"pageNo": 1}});
        let expected = [
            "list[].extra: only recorded object, 1 of 2 / ",
            "list[].number: only answered  / text, 1 of 1",
            "list[].status: code 5 / ",
            "list[].subject: type number or text / text",
            "page: type list / object",
        ];
        assert_eq!(differences("list_webcasts", recorded, answered), expected);
    }

    #[test]
    fn other_names_and_places_of_a_row_are_known() {
        let recorded = json!({"list": [{"Id": "a"}], "page": {"pageNo": 1}});
        let answered = json!({"list": [{"id": "c"}], "page": {"pageNo": 1}});
        let found = differences("list_webcasts", recorded, answered);
        assert_eq!(found, ["list[].id: name Id / id"]);
        let flat = json!({"list": [], "pageNo": 1, "totalCounts": 3, "totalPages": 1});
        let nested = json!({"list": [], "page": {"pageNo": 1, "totalCounts": 3, "totalPages": 1}});
        let found = differences("export_vod_history", flat, nested);
        assert_eq!(found, ["page: type beside it / object"]);
    }

    #[test]
    fn a_list_without_rows_does_not_show_what_rows_have() {
        let recorded = json!({"code": "0", "list": [{"id": "a", "new": 1}]});
        let answered = json!({"code": "0", "list": []});
        assert!(differences("list_webcasts", recorded, answered).is_empty());
    }
}

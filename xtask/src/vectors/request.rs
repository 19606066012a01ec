//! A request as a vector: its parameters with their types, and the exact form.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::record::Record;
use crate::check;
use crate::spec::kind::{self, Kind, Shape, wire_name};
use crate::spec::{
    Direction, Example, ListEncoding, Operation, Row, Shared, TimeEncoding,
};

/// The request as an example; none where it shows what the examples of the operation do.
///
/// # Errors
/// Why it cannot be one.
pub fn example(
    shared: &Shared,
    operation: &Operation,
    record: &Record,
) -> Result<Option<Example>, String> {
    let mut given = Given::default();
    let mut rest: BTreeSet<&str> =
        record.parameters.keys().map(String::as_str).collect();
    let is_shared = |name: &str| shared.rows(Direction::Request).contains_key(name);
    for (name, row) in operation.request.iter().filter(|(name, _)| !is_shared(name)) {
        let wire = wire_name(name, row);
        let Some(shape) = kind::shape(row) else { continue };
        let sent = sent(record, wire, &mut rest);
        if sent.values.is_empty() {
            if kind::is_required(row) {
                return Ok(None);
            }
            continue;
        }
        given.add(name, wire, row, shape, &sent)?;
    }
    if let Some(name) = rest.first() {
        return Err(format!(
            "`{name}` is not a parameter of `{}` that can be written",
            operation.path
        ));
    }
    let lists = given.lists.filter(|lists| Some(*lists) != operation.list_encoding);
    let times = given.text_times.unwrap_or(false).then_some(TimeEncoding::Text);
    let shows = facts(&given.values, lists, times);
    let is_known = |example: &Example| {
        example.form.is_some()
            && shows.is_subset(&facts(&example.given, example.lists, example.times))
    };
    if given.values.is_empty() || operation.examples.iter().any(is_known) {
        return Ok(None);
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    let form = Some(form.extend_pairs(given.form).finish());
    Ok(Some(Example { form, given: given.values, lists, times, ..Example::default() }))
}

/// What a request shows: its parameters, and how lists and times are written.
fn facts(
    given: &Map<String, Value>,
    lists: Option<ListEncoding>,
    times: Option<TimeEncoding>,
) -> BTreeSet<String> {
    let names = given.keys().cloned();
    names.chain([format!("{lists:?} {times:?}")]).collect()
}

/// The texts of a parameter, and how they were written where there can be several.
struct Sent<'r> {
    values: Vec<&'r str>,
    lists: ListEncoding,
}

/// What was sent under a name; what it was sent under is taken out of `rest`.
fn sent<'r>(record: &'r Record, wire: &str, rest: &mut BTreeSet<&'r str>) -> Sent<'r> {
    if let Some((name, value)) = record.parameters.get_key_value(wire) {
        rest.remove(name.as_str());
        let values = match value {
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            value => value.as_str().into_iter().collect(),
        };
        return Sent { values, lists: ListEncoding::Repeated };
    }
    let mut values = Vec::new();
    while let Some((name, Value::String(value))) =
        record.parameters.get_key_value(&format!("{wire}[{}]", values.len()))
    {
        rest.remove(name.as_str());
        values.push(value.as_str());
    }
    Sent { values, lists: ListEncoding::Indexed }
}

/// What is known of a request so far.
#[derive(Default)]
struct Given {
    values: Map<String, Value>,
    form: Vec<(String, String)>,
    lists: Option<ListEncoding>,
    /// Whether times are text in China time; none before the first one.
    text_times: Option<bool>,
}

impl Given {
    /// # Errors
    /// Why a parameter cannot be one of an example.
    fn add(
        &mut self,
        name: &str,
        wire: &str,
        row: &Row,
        shape: Shape,
        sent: &Sent<'_>,
    ) -> Result<(), String> {
        let mut values = Vec::new();
        for (index, text) in sent.values.iter().enumerate() {
            let value = self.value(row, shape, text);
            values.push(value.map_err(|what| format!("`{name}`: {what}"))?);
            let name = match (shape.list, sent.lists) {
                (true, ListEncoding::Indexed) => format!("{wire}[{index}]"),
                _ => wire.to_owned(),
            };
            self.form.push((name, (*text).to_owned()));
        }
        let value = match (shape.list, values.len()) {
            (true, _) => {
                self.lists = Some(sent.lists);
                Value::Array(values)
            }
            (false, 1) => values.swap_remove(0),
            _ => return Err(format!("`{name}` was sent several times")),
        };
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    fn value(&mut self, row: &Row, shape: Shape, text: &str) -> Result<Value, String> {
        let is_coded = !row.values.is_empty();
        let value = match (shape.kind, text.parse::<i64>()) {
            (Kind::Int | Kind::NumberId(_) | Kind::Time, Ok(number)) if !is_coded => {
                if number.to_string() != text {
                    return Err(format!("`{text}` would be sent as `{number}`"));
                }
                number.into()
            }
            (Kind::Bool, _) => text.parse().map_or_else(|_| text.into(), Value::Bool),
            _ => Value::from(text),
        };
        if let Some((what, _)) = check::unfit(row, shape, &value) {
            return Err(what);
        }
        let as_text = value.is_string();
        if shape.kind == Kind::Time && *self.text_times.get_or_insert(as_text) != as_text
        {
            return Err("times are written in both ways".to_owned());
        }
        Ok(value)
    }
}

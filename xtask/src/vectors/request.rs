//! A request as a vector: its parameters with their types, and the exact form.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::record::Record;
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
    Ok(Some(Example {
        form: Some(given.form.join("&")),
        given: given.values,
        lists,
        times,
        ..Example::default()
    }))
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
    form: Vec<String>,
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
        let values = sent.values.iter().map(|text| self.value(name, row, shape, text));
        let mut values = values.collect::<Result<Vec<_>, _>>()?;
        for (index, text) in sent.values.iter().enumerate() {
            let name = match (shape.list, sent.lists) {
                (true, ListEncoding::Indexed) => format!("{wire}[{index}]"),
                _ => wire.to_owned(),
            };
            self.form.push(format!("{}={}", escaped(&name), escaped(text)));
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

    fn value(
        &mut self,
        name: &str,
        row: &Row,
        shape: Shape,
        text: &str,
    ) -> Result<Value, String> {
        let misfit = || format!("`{name}`: `{text}` is not {}", shape.kind.noun());
        let number = text.parse::<i64>().ok();
        if !row.values.is_empty() {
            let is_listed = row.values.contains_key(text);
            let unlisted = || format!("`{name}`: `{text}` is none of its codes");
            return is_listed.then(|| text.into()).ok_or_else(unlisted);
        }
        match shape.kind {
            Kind::Bool => match text {
                "true" => Ok(true.into()),
                "false" => Ok(false.into()),
                _ => Err(misfit()),
            },
            Kind::Int | Kind::NumberId(_) => {
                // Another spelling, such as `01`, would be written otherwise.
                let plain = number.filter(|number| number.to_string() == text);
                Ok(plain.ok_or_else(misfit)?.into())
            }
            Kind::Decimal | Kind::Page | Kind::Rows => Err(misfit()),
            Kind::Time => {
                let as_text = number.is_none();
                if self.text_times.is_some_and(|before| before != as_text) {
                    return Err("times are written in both ways".to_owned());
                }
                self.text_times = Some(as_text);
                Ok(number.map_or_else(|| text.into(), Value::from))
            }
            _ => Ok(text.into()),
        }
    }
}

/// A text as a form has it.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => escaped.push('+'),
            b'*' | b'-' | b'.' | b'_' => escaped.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

//! An answer as a vector: of its lists only the rows that show something new.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::record::Record;
use crate::spec::kind::{wire_name, wire_names};
use crate::spec::{Direction, Example, Operation, Row, Rows, Shared};

/// What an answer shows: the properties with their types, and the codes that are not listed.
type Facts = BTreeSet<String>;

/// The answer as an example; none where it shows what the examples of the operation do.
///
/// # Errors
/// Why it cannot be one.
pub fn example(
    shared: &Shared,
    operation: &Operation,
    record: &Record,
) -> Result<Option<Example>, String> {
    let literal = record.body.as_ref().map(Value::to_string).or(record.text.clone());
    let Some(mut answer) = literal.as_deref().and_then(parsed) else {
        return Err("the answer is not a JSON object".to_owned());
    };
    if answer.get("code").is_some_and(|code| code != "0" && code != 0) {
        return Ok(None);
    }
    let mut known = Facts::new();
    for example in operation.examples.iter().filter_map(|it| it.answer.as_deref()) {
        for (name, value) in parsed(example).unwrap_or_default() {
            gather(&name, &value, row(&operation.response, &name), &mut known);
        }
    }
    let mut reads = record.reads.clone();
    // What every answer has is not new.
    let is_shared = |name: &str| shared.rows(Direction::Answer).contains_key(name);
    let before = known.len();
    if record.body.is_some() {
        for (name, value) in answer.iter_mut().filter(|(name, _)| !is_shared(name)) {
            let read =
                reads.as_mut().and_then(|reads| read_list(operation, name, reads));
            shorten(name, value, read, row(&operation.response, name), &mut known);
        }
    } else {
        for (name, value) in answer.iter().filter(|(name, _)| !is_shared(name)) {
            gather(name, value, row(&operation.response, name), &mut known);
        }
    }
    if known.len() == before {
        return Ok(None);
    }
    if reads.is_none() {
        return Err(
            "the answer cannot be read as a whole; write `reads` by hand".to_owned()
        );
    }
    let answer = match record.body {
        Some(_) => Some(Value::Object(answer).to_string()),
        None => literal,
    };
    Ok(Some(Example { answer, reads, ..Example::default() }))
}

/// An answer as the tolerant reader takes it.
fn parsed(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(&text.replace(char::is_control, " ")).ok()
}

/// Keeps the rows of a list that show something new, or the first one; the same ones of what is read.
fn shorten(
    name: &str,
    value: &mut Value,
    read: Option<&mut Vec<Value>>,
    row: Option<(&str, &Row)>,
    known: &mut Facts,
) {
    let (Value::Array(items), Some(read)) = (&mut *value, read) else {
        return gather(name, value, row, known);
    };
    if items.len() != read.len() {
        return gather(name, value, row, known);
    }
    known.insert(format!("{name}: list"));
    let mut kept = Vec::new();
    for item in items.iter() {
        let before = known.len();
        gather(&format!("{name}[]"), item, row, known);
        kept.push(known.len() > before);
    }
    if !kept.contains(&true) {
        kept.iter_mut().take(1).for_each(|first| *first = true);
    }
    let mut keep = kept.iter();
    items.retain(|_| *keep.next().unwrap_or(&true));
    let mut keep = kept.iter();
    read.retain(|_| *keep.next().unwrap_or(&true));
}

/// The list that is read from a property of the answer.
fn read_list<'r>(
    operation: &Operation,
    name: &str,
    reads: &'r mut Value,
) -> Option<&'r mut Vec<Value>> {
    let (printed, row) = row(&operation.response, name)?;
    reads.get_mut(wire_name(printed, row))?.as_array_mut()
}

/// The row of a property, with its printed name.
fn row<'s>(rows: &'s Rows, name: &str) -> Option<(&'s str, &'s Row)> {
    let mut rows = rows.iter().map(|(printed, row)| (printed.as_str(), row));
    rows.find(|(printed, row)| wire_names(printed, row).any(|wire| wire == name))
}

/// Adds what a value shows.
fn gather(path: &str, value: &Value, row: Option<(&str, &Row)>, facts: &mut Facts) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "decimal",
        Value::Number(_) => "number",
        Value::String(text) if text.is_empty() => "empty",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    facts.insert(format!("{path}: {kind}"));
    match value {
        Value::Array(items) => {
            for item in items {
                gather(&format!("{path}[]"), item, row, facts);
            }
        }
        Value::Object(properties) => {
            for (name, value) in properties {
                let inner = row.and_then(|(_, around)| self::row(&around.fields, name));
                gather(&format!("{path}.{name}"), value, inner, facts);
            }
        }
        scalar => {
            let code = scalar.as_str().map_or_else(|| scalar.to_string(), str::to_owned);
            let lists =
                |row: &Row| !row.values.is_empty() && !row.values.contains_key(&code);
            if row.is_some_and(|(_, row)| lists(row)) {
                facts.insert(format!("{path} = {code}"));
            }
        }
    }
}

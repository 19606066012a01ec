//! Requests from answers.

use serde_json::Value;

use super::{Form, FormWriter, ListFormat, ParamError, Parameters};
use crate::answer::Answer;
use crate::schema::{FieldInfo, Kind};
use crate::wire::TimeFormat;

/// Reads a request from the values of an answer that have a parameter of the same name and kind.
pub(super) fn copy<P: Parameters, A: Answer>(answer: &A) -> Result<P, ParamError> {
    let json = serde_json::to_value(answer).unwrap_or_default();
    let mut form = FormWriter::new(TimeFormat::Millis, ListFormat::Indexed);
    for row in P::ROWS {
        let Some(said) = A::ROWS.iter().find(|said| matches(row, said)) else {
            continue;
        };
        match json.get(said.name) {
            Some(Value::String(text)) => form.text(row.name, text),
            Some(value @ (Value::Bool(_) | Value::Number(_))) => {
                form.text(row.name, &value.to_string());
            }
            // Lists and objects have names of their own inside.
            _ => {}
        }
    }
    P::read_fields(&Form::parse(form.finish().as_bytes()).reader())
}

fn matches(row: &FieldInfo, said: &FieldInfo) -> bool {
    fn kind(row: &FieldInfo) -> Kind {
        // Text and number differ in answers only.
        if row.kind == Kind::NumberCode { Kind::Code } else { row.kind }
    }
    fn codes(row: &FieldInfo) -> impl Iterator<Item = &str> {
        row.values.iter().map(|value| value.code)
    }

    said.names.contains(&row.name)
        && kind(row) == kind(said)
        && codes(row).eq(codes(said))
}

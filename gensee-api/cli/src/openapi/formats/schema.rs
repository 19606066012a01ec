//! JSON Schema of the answers.

use serde_json::{Value, json};

use super::{SCHEMAS, calls};

/// All schemas; with `one`, what the only operation answers.
pub fn of(document: &Value, one: bool) -> Value {
    let defs =
        document["components"]["schemas"].to_string().replace(SCHEMAS, "#/$defs/");
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": document["info"]["title"],
    });
    if let Some(call) = calls(document).next().filter(|_| one) {
        let answer = &call.operation["responses"]["200"]["content"]["application/json"];
        let answer = answer["schema"]["oneOf"].to_string().replace(SCHEMAS, "#/$defs/");
        schema["title"] = call.operation["summary"].clone();
        schema["oneOf"] = serde_json::from_str(&answer).unwrap_or_default();
    }
    schema["$defs"] = serde_json::from_str(&defs).unwrap_or_default();
    schema
}

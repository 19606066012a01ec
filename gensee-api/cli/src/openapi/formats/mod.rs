//! The OpenAPI document in other styles, languages and formats. Every fact is the document's own. `cargo xtask openapi`
//! compiles this module too, which therefore knows nothing but JSON.

mod http;
mod language;
mod literal;
mod postman;
mod schema;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub const STYLES: [&str; 2] = ["natural", "literal"];
pub const LANGUAGES: [&str; 3] = ["both", "en", "zh"];
pub const FORMATS: [&str; 4] = ["openapi", "json-schema", "postman", "http"];
/// Entries of a list in the literal style.
pub const LIST_LENGTH: usize = 3;

const FORM: &str = "application/x-www-form-urlencoded";
const SCHEMAS: &str = "#/components/schemas/";
/// Parameters that are variables where a tool has them, because every call repeats them.
const LOGIN: [&str; 2] = ["loginName", "password"];

/// What to make of the document; the words are those above.
pub struct Options<'o> {
    pub style: &'o str,
    pub lang: &'o str,
    pub format: &'o str,
    pub list_length: usize,
    pub operation: Option<&'o str>,
}

pub enum Output {
    Json(Value),
    Text(String),
}

/// # Errors
/// When the document does not have `operation`.
pub fn render(mut document: Value, options: &Options<'_>) -> Result<Output, String> {
    let Options { style, lang, format, list_length, operation } = *options;
    if let Some(name) = operation {
        keep(&mut document, &name.replace('-', "_"))?;
    }
    // Both send what is typed, as it is.
    if style == "literal" || matches!(format, "postman" | "http") {
        literal::lists(&mut document, list_length);
    }
    language::keep(&mut document, lang);
    Ok(match format {
        "json-schema" => Output::Json(schema::of(&document, operation.is_some())),
        "postman" => Output::Json(postman::collection(&document)),
        "http" => Output::Text(http::file(&document)),
        _ => Output::Json(document),
    })
}

/// Takes all but one operation out.
fn keep(document: &mut Value, name: &str) -> Result<(), String> {
    let is_meant = |path: &Value| path["post"]["operationId"] == name;
    entries(&mut document["paths"]).retain(|_, path| is_meant(path));
    let Some((_, path)) = entries(&mut document["paths"]).iter().next() else {
        return Err(format!(
            "`{name}` is not an operation; `gensee operations` lists them"
        ));
    };
    let (tags, mut wanted) = (path["post"]["tags"].clone(), BTreeSet::new());
    let schemas = document["components"]["schemas"].clone();
    references(&document["paths"], &schemas, &mut wanted);
    entries(&mut document["components"]["schemas"])
        .retain(|name, _| wanted.contains(name));
    entries(document).shift_remove("webhooks");
    if let Value::Array(all) = &mut document["tags"] {
        all.retain(|tag| tags[0] == tag["name"]);
    }
    Ok(())
}

/// The names of the schemas that `value` needs.
fn references(value: &Value, schemas: &Value, wanted: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(name) = referred(value)
                && wanted.insert(name.to_owned())
            {
                references(&schemas[name], schemas, wanted);
            }
            map.values().for_each(|value| references(value, schemas, wanted));
        }
        Value::Array(items) => {
            items.iter().for_each(|value| references(value, schemas, wanted));
        }
        _ => {}
    }
}

/// The name of the schema that stands elsewhere.
fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(SCHEMAS)
}

/// An operation as tools for calling it see it.
struct Call<'d> {
    path: &'d str,
    operation: &'d Value,
    /// Its parameters by name: schema, and whether it must be sent.
    parameters: Vec<(&'d str, &'d Value, bool)>,
    example: &'d Value,
}

fn calls(document: &Value) -> impl Iterator<Item = Call<'_>> {
    let schemas = &document["components"]["schemas"];
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.map(move |(path, item)| {
        let operation = &item["post"];
        let form = &operation["requestBody"]["content"][FORM];
        let parts = referred(&form["schema"]).map(|name| &schemas[name]["allOf"]);
        let parts = parts.and_then(Value::as_array).into_iter().flatten();
        let parts = parts.map(|part| referred(part).map_or(part, |name| &schemas[name]));
        let parameters = parts.flat_map(|part| {
            let required = part["required"].as_array();
            let rows = part["properties"].as_object().into_iter().flatten();
            rows.map(move |(name, schema)| {
                let is_required = |it: &Value| it.as_str() == Some(name);
                let required = required.is_some_and(|list| list.iter().any(is_required));
                (name.as_str(), schema, required)
            })
        });
        let example = &form["examples"]["example1"];
        Call { path, operation, parameters: parameters.collect(), example }
    })
}

/// The site of examples.
fn base(document: &Value) -> String {
    let server = &document["servers"][0];
    let url = server["url"].as_str().unwrap_or_default();
    let site = server["variables"]["site"]["default"].as_str();
    url.replace("{site}", site.unwrap_or_default())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// An object's entries; none of another value, which the document does not have there.
fn entries(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(map) => map,
        _ => unreachable!("it has just been made one"),
    }
}

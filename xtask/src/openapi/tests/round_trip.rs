//! What the document says is read back from its YAML and compared with the spec, row by row.

use std::collections::HashMap;

use serde_json::Value;

use super::small_spec;
use crate::codegen;
use crate::samples::{real_spec, workspace};
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{self, Direction, Meaning, Operation, Row, Rows, Spec};

pub fn live_document() -> Value {
    let path = workspace().join("spec/openapi.yaml");
    let text =
        std::fs::read_to_string(path).expect("`cargo xtask codegen` has written it");
    spec::parse(&text).expect("it is YAML")
}

#[test]
fn the_small_spec() {
    let generated = codegen::generate(&small_spec()).expect("it can be generated");
    let document = spec::parse(&generated["spec/openapi.yaml"]).expect("it is YAML");
    compare(&document, &small_spec());
}

#[test]
fn the_live_spec() {
    compare(&live_document(), real_spec());
}

fn compare(document: &Value, spec: &Spec) {
    let (read, printed) = (by_document(document), by_spec(spec));
    for (read, printed) in read.iter().zip(&printed) {
        assert_eq!(read, printed);
    }
    assert_eq!(read.len(), printed.len());
}

/// A line a row: where it is, what it holds, whether it must be there, its codes, our words, the vendor's.
fn line(
    place: &str,
    (kind, list, required): (&str, bool, bool),
    codes: Vec<String>,
    words: &str,
) -> String {
    let list = if list { "list of " } else { "" };
    format!("{place}: {list}{kind}, required {required}, codes {codes:?}, {words:?}")
}

fn by_document(document: &Value) -> Vec<String> {
    let schemas = &document["components"]["schemas"];
    let mut lines = Vec::new();
    for item in document["paths"].as_object().expect("paths").values() {
        let operation = &item["post"];
        let name = operation["operationId"].as_str().expect("a name");
        let form =
            &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
        let answer = &operation["responses"]["200"]["content"]["application/json"];
        lines.push(format!("{name}: {}", operation["description"]));
        read(
            &format!("{name} request"),
            &target(&form["schema"], schemas)["allOf"][1],
            schemas,
            &mut lines,
        );
        read(
            &format!("{name} response"),
            target(&answer["schema"]["oneOf"][0], schemas),
            schemas,
            &mut lines,
        );
    }
    lines
}

fn target<'d>(schema: &'d Value, schemas: &'d Value) -> &'d Value {
    let name = schema["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix("#/components/schemas/"));
    name.map_or(schema, |name| &schemas[name])
}

fn read(above: &str, table: &Value, schemas: &Value, lines: &mut Vec<String>) {
    for (name, row) in table["properties"].as_object().into_iter().flatten() {
        let is_other = ["x-gensee-name-of", "x-gensee-unprinted", "x-gensee-flat"];
        let is_code = above.ends_with(" response") && name == "code";
        if is_code || is_other.iter().any(|key| row.get(key).is_some()) {
            continue;
        }
        let place = format!("{above}.{name}");
        let list = row["type"] == "array";
        let value = if list { &row["items"] } else { row };
        let required = table["required"].as_array();
        let required = required.is_some_and(|list| list.iter().any(|it| it == name));
        let below = target(value, schemas);
        let is_page = value["$ref"] == "#/components/schemas/Page";
        let kind = match below["type"].as_str() {
            Some("object") if is_page => "page",
            Some(kind) => kind,
            None => "",
        };
        let codes = value["x-gensee-codes"].as_object().into_iter().flatten();
        let codes = codes.map(|(code, told)| format!("{code} {}", told["name"]));
        let words = row["description"].as_str().expect("words");
        lines.push(line(&place, (kind, list, required), codes.collect(), words));
        if kind == "object" {
            read(&place, below, schemas, lines);
        }
    }
}

/// The spec, with the rows of each type as the first operation has them that has the type, because types are shared.
struct Printed<'s> {
    spec: &'s Spec,
    types: HashMap<&'s str, &'s Row>,
    codes: HashMap<&'s str, Vec<String>>,
    lines: Vec<String>,
}

fn by_spec(spec: &Spec) -> Vec<String> {
    let mut printed = Printed {
        spec,
        types: HashMap::new(),
        codes: HashMap::new(),
        lines: Vec::new(),
    };
    for operation in spec.operations.values() {
        printed.know(&operation.request);
        printed.know(&operation.response);
    }
    for operation in spec.operations.values() {
        printed.operation(operation);
    }
    printed.lines
}

impl<'s> Printed<'s> {
    fn know(&mut self, rows: &'s Rows) {
        for row in rows.values() {
            if let Some(name) = &row.rust_type {
                self.types.entry(name).or_insert(row);
                let known = self.codes.entry(name).or_default();
                for (code, name) in &row.values {
                    let code = format!("{code} {:?}", codegen::names::variant(name));
                    if !known.contains(&code) {
                        known.push(code);
                    }
                }
            }
            self.know(&row.fields);
        }
    }

    fn operation(&mut self, operation: &'s Operation) {
        let name = operation.name.as_deref().expect("a name");
        let english = operation.en.clone().unwrap_or_default();
        let words = words(&english, operation.description.as_ref());
        self.lines.push(format!("{name}: {}", Value::from(words)));
        for direction in Direction::TABLES {
            let shared = self.spec.shared.rows(direction);
            let flat = operation.paging.iter().flat_map(|paging| &paging.flat);
            let flat: Vec<_> = flat.collect();
            let rows = operation.rows(direction).iter();
            let rows = rows.filter(|(key, _)| !shared.contains_key(*key));
            let is_flat =
                |key: &String| direction == Direction::Answer && flat.contains(&key);
            let rows = rows.filter(|(key, _)| !is_flat(key));
            self.rows(&format!("{name} {}", direction.key()), rows, direction);
        }
    }

    fn rows(
        &mut self,
        above: &str,
        rows: impl Iterator<Item = (&'s String, &'s Row)>,
        direction: Direction,
    ) {
        let is_answer = direction == Direction::Answer;
        for (key, row) in rows {
            let place = format!("{above}.{}", kind::wire_name(key, row));
            let Shape { kind, list } = kind::shape(row).expect("a known type");
            let codes = row.rust_type.as_deref().and_then(|name| self.codes.get(name));
            let codes = codes.cloned().unwrap_or_default();
            let is_sent_code = !codes.is_empty() && !is_answer;
            let kind = match kind {
                _ if is_sent_code => "string",
                Kind::Int | Kind::Time | Kind::NumberId(_) => "integer",
                Kind::Decimal => "number",
                Kind::Bool => "boolean",
                Kind::Page => "page",
                Kind::Rows => "object",
                _ => "string",
            };
            // A list of an answer is empty where it is left out.
            let required =
                if is_answer { row.always && !list } else { kind::is_required(row) };
            let english = row.en.as_ref().or_else(|| self.spec.shared.glossary.get(key));
            let words = words(english.expect("our words"), row.note.as_ref());
            self.lines.push(line(&place, (kind, list, required), codes, &words));
            if row.meaning != Some(Meaning::Page) && !row.fields.is_empty() {
                let name = row.rust_type.as_deref().expect("a type");
                let first = self.types[name];
                self.rows(&place, first.fields.iter(), direction);
            }
        }
    }
}

fn words(english: &str, note: Option<&String>) -> String {
    match note {
        Some(note) => format!("{english}\n\n{note}"),
        None => english.to_owned(),
    }
}

//! The operations as JSON, for the page of the sandbox's test tool.

use serde::Serialize;
use serde_json::Value as Json;

use super::structs;
use super::tests::Tables;
use crate::codegen::model::{
    Bindings, Condition, Definition, Docs, Enum, Field, Operation, Presence, Struct,
    Value, Variant, When,
};
use crate::spec::{Bounds, Effect, ListEncoding, Role};

/// So deep every entry has a line of its own; what lies deeper stands on one line.
const DEPTH: usize = 4;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tool<'a> {
    generated: &'static str,
    base_path: &'a str,
    /// The first revision that is known.
    first_revision: Option<&'a String>,
    login: Vec<Row<'a>>,
    /// The properties that every answer has.
    envelope: Vec<Row<'a>>,
    operations: Vec<Chapter<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Chapter<'a> {
    section: &'a str,
    name: &'a str,
    /// The Rust type of the request.
    request_type: &'a str,
    path: &'a str,
    title: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    misprints: &'a [(String, String)],
    roles: &'a [Role],
    effect: Effect,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_encoding: Option<ListEncoding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<Span<'a>>,
    conditions: Vec<Rule<'a>>,
    request: Vec<Row<'a>>,
    response: Vec<Row<'a>>,
}

/// A parameter or a property.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    name: &'a str,
    /// The field in Rust, and the type of one value.
    field: &'a str,
    #[serde(rename = "type")]
    ty: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    list: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    misprints: &'a [(String, String)],
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clamp: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Choice<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Row<'a>>,
}

/// Both ends of a bound, inclusive.
type Ends = [Option<i64>; 2];

/// A code that a value can be.
#[derive(Serialize)]
struct Choice<'a> {
    code: &'a str,
    /// The variant in Rust.
    variant: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Span<'a> {
    start: &'a str,
    end: &'a str,
    days: u32,
}

/// A condition; parameters by their names on the wire.
#[derive(Serialize)]
#[serde(tag = "rule", rename_all = "camelCase")]
enum Rule<'a> {
    Require { name: &'a str, when: &'a str, values: &'a [String] },
    Fix { name: &'a str, value: &'a str, when: &'a str, values: &'a [String] },
    Only { name: &'a str, when: &'a str, values: &'a [String] },
    Order { less: &'a str, more: &'a str },
}

/// The file.
pub fn file(bindings: &Bindings) -> String {
    let all = &bindings.operations;
    let login = bindings.login.fields.iter();
    let envelope = bindings.envelope.fields.iter();
    let tool = Tool {
        generated: "by `cargo xtask codegen` from `spec/`; do not edit",
        base_path: &bindings.base_path,
        first_revision: bindings.revisions.first(),
        login: login.map(|field| row(field, "", None)).collect(),
        envelope: envelope
            .map(|field| Row {
                choices: return_codes(field, &bindings.return_code),
                ..row(field, "", None)
            })
            .collect(),
        operations: all.iter().map(|operation| chapter(operation, all)).collect(),
    };
    let tool = serde_json::to_value(tool).unwrap_or_default();
    let mut text = String::new();
    print(&tool, 1, &mut text);
    text + "\n"
}

/// The codes of chapter 3.5, for the property that holds one.
fn return_codes<'a>(field: &Field, codes: &'a Enum) -> Vec<Choice<'a>> {
    if field.value != Value::Named(codes.name.clone()) {
        return Vec::new();
    }
    let variants = codes.variants.iter();
    variants.map(|variant| choice(variant, variant.docs.note.as_deref())).collect()
}

fn chapter<'a>(operation: &'a Operation, all: &'a [Operation]) -> Chapter<'a> {
    let request = &operation.request;
    let tables = Tables { operation, all };
    let rows = |item: &'a Struct, place: &str| {
        let fields = item.fields.iter();
        fields.map(|field| row(field, place, Some(&tables))).collect()
    };
    Chapter {
        section: &operation.section,
        name: &operation.name,
        request_type: &request.name,
        path: &operation.path,
        title: operation.title.trim_end_matches('。'),
        summary: &operation.summary,
        description: request.docs.note.as_deref(),
        misprints: &request.docs.misprints,
        roles: &operation.roles,
        effect: operation.effect,
        since: operation.since.as_deref(),
        list_encoding: operation.lists,
        window: request.window.as_ref().map(|window| Span {
            start: wire(request, &window.start),
            end: wire(request, &window.end),
            days: window.days,
        }),
        conditions: request.conditions.iter().map(|it| rule(it, request)).collect(),
        request: rows(request, "request"),
        response: rows(&operation.response, "response"),
    }
}

fn row<'a>(field: &'a Field, above: &str, tables: Option<&Tables<'a>>) -> Row<'a> {
    let name = &field.wire[0];
    let place = format!("{above}.{name}");
    let later = tables.and_then(|tables| {
        let mut later = tables.operation.later.iter();
        later.find(|(at, _)| *at == place).map(|(_, revision)| revision.as_str())
    });
    let definition = match (&field.value, tables) {
        (Value::Named(name), Some(tables)) => tables.find(name),
        _ => None,
    };
    let Docs { summary, note, misprints, codes, .. } = &field.docs;
    let (choices, fields) = match definition {
        Some(Definition::Enum(Enum { variants, .. })) => {
            let said =
                |variant: &Variant| codes.iter().find(|(code, _)| *code == variant.code);
            let choices = variants.iter().map(|variant| {
                choice(variant, said(variant).map(|(_, words)| words.as_str()))
            });
            (choices.collect(), Vec::new())
        }
        Some(Definition::Parameters(item) | Definition::Answer(item)) => {
            let fields = item.fields.iter();
            (Vec::new(), fields.map(|field| row(field, &place, tables)).collect())
        }
        None => (Vec::new(), Vec::new()),
    };
    Row {
        name,
        field: &field.name,
        ty: structs::value(&field.value).to_string(),
        kind: kind(&field.value, definition),
        required: field.presence != Presence::Optional,
        list: field.presence == Presence::List,
        summary,
        note: note.as_deref(),
        misprints,
        since: later,
        length: field.length.map(ends),
        range: field.range.map(ends),
        clamp: field.clamp.map(ends),
        default: field.default.as_deref(),
        choices,
        fields,
    }
}

fn kind(value: &Value, definition: Option<&Definition>) -> &'static str {
    match value {
        Value::Text => "text",
        Value::Int => "integer",
        Value::Decimal => "decimal",
        Value::Bool => "boolean",
        Value::Time => "time",
        Value::Date => "date",
        Value::Url => "url",
        Value::Secret => "secret",
        Value::WebcastId | Value::VodId => "textId",
        Value::RecordId | Value::DocumentId | Value::UserId => "numberId",
        Value::Page => "page",
        Value::Named(_) => match definition {
            Some(Definition::Parameters(_) | Definition::Answer(_)) => "object",
            Some(Definition::Enum(_)) | None => "code",
        },
    }
}

fn choice<'a>(variant: &'a Variant, note: Option<&'a str>) -> Choice<'a> {
    let summary = &variant.docs.summary;
    Choice { code: &variant.code, variant: &variant.name, summary, note }
}

fn rule<'a>(condition: &'a Condition, request: &'a Struct) -> Rule<'a> {
    let name = |field| wire(request, field);
    match condition {
        Condition::Require { field, when: When { field: when, values } } => {
            Rule::Require { name: name(field), when: name(when), values }
        }
        Condition::Fix { field, value, when: When { field: when, values } } => {
            Rule::Fix { name: name(field), value, when: name(when), values }
        }
        Condition::Only { field, when: When { field: when, values } } => {
            Rule::Only { name: name(field), when: name(when), values }
        }
        Condition::Order { less, more } => {
            Rule::Order { less: name(less), more: name(more) }
        }
    }
}

/// The name on the wire of a field.
fn wire<'a>(item: &'a Struct, field: &str) -> &'a str {
    let field = item.fields.iter().find(|candidate| candidate.name == field);
    field.map(|field| field.wire[0].as_str()).unwrap_or_default()
}

fn ends(Bounds { min, max }: Bounds) -> Ends {
    [min, max]
}

/// JSON with a line for each entry that a reviewer looks at.
fn print(value: &Json, depth: usize, text: &mut String) {
    let (entries, brackets): (Vec<(Option<&String>, &Json)>, _) = match value {
        Json::Object(map) if depth <= DEPTH && !map.is_empty() => {
            (map.iter().map(|(key, value)| (Some(key), value)).collect(), ['{', '}'])
        }
        Json::Array(items) if depth <= DEPTH && items.iter().any(Json::is_object) => {
            (items.iter().map(|item| (None, item)).collect(), ['[', ']'])
        }
        other => return text.push_str(&other.to_string()),
    };
    text.push(brackets[0]);
    for (index, (key, value)) in entries.into_iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth));
        if let Some(key) = key {
            text.push_str(&format!("{}: ", Json::from(key.as_str())));
        }
        print(value, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth - 1));
    text.push(brackets[1]);
}

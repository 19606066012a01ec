//! From the spec to the bindings: which types, which shapes, which words. Nothing is decided after this.

mod codes;
mod docs;
mod places;
mod rows;
mod since;
mod types;

use anyhow::{Context, Result, anyhow};
use indexmap::IndexMap;

use super::model::{
    Bindings, Case, Condition, Constant, Definition, Docs, Enum, Field, Items,
    Operation, Paging, Presence, Printed, Struct, Value, Variant, Vector, When, Window,
};
use super::names;
use crate::spec::{
    self, Fact, ListEncoding, OneOrMany, Rows, Shared, Spec, TimeEncoding,
};
pub use docs::Side;
pub use rows::{Content, content, presence, value};

use docs::{operation_docs, sentence};
use rows::Tables;
use since::History;
use types::Types;

/// The bindings that `spec` describes.
pub fn lower(spec: &Spec) -> Result<Bindings> {
    let history = History::of(&spec.changelog);
    let tables = Tables { glossary: &spec.shared.glossary, history: &history };
    let mut types = Types::default();
    let mut operations = Vec::new();
    for (index, (key, operation)) in spec.operations.iter().enumerate() {
        let section = spec::operation_number(&spec.document, index);
        let lowered =
            lower_operation(key, section, operation, &spec.shared, &tables, &mut types);
        operations.push(lowered.with_context(|| {
            format!("`{}` cannot be generated", spec::operation_path(key))
        })?);
    }
    types.settle(&mut operations);
    let mut shared = Types::default();
    let login = shared_struct(
        "Login",
        "The rows that every request repeats.",
        ("shared#request", &spec.shared.request),
        Side::Request,
        &tables,
        &mut shared,
    )?;
    let envelope = shared_struct(
        "Envelope",
        "The rows that every answer repeats.",
        ("shared#response", &spec.shared.response),
        Side::Answer,
        &tables,
        &mut shared,
    )?;
    let mut callbacks = Vec::new();
    for (name, callback) in &spec.shared.callbacks {
        callbacks.push(Definition::Parameters(shared_struct(
            name,
            &callback.en,
            (&format!("shared#callbacks.{name}"), &callback.parameters),
            Side::Request,
            &tables,
            &mut shared,
        )?));
        callbacks.extend(shared.take());
    }
    Ok(Bindings {
        base_path: spec.document.base_path.clone(),
        site: spec
            .document
            .site
            .iter()
            .map(|(name, fact)| constant(name, fact))
            .collect::<Result<_>>()?,
        revisions: history.revisions().to_vec(),
        removed: places::removed(spec, &history),
        operations,
        login,
        envelope,
        return_code: return_code(spec, &history),
        callbacks,
    })
}

fn constant(name: &str, fact: &Fact) -> Result<Constant> {
    let value = fact.value().with_context(|| {
        format!(
            "`document.yaml`: `{name}` has not exactly one value; give it a `path`, an `entry` or a `number`"
        )
    })?;
    Ok(Constant { name: names::constant(name), value, summary: fact.en.clone() })
}

fn lower_operation(
    key: &str,
    section: String,
    operation: &spec::Operation,
    shared: &Shared,
    tables: &Tables,
    types: &mut Types,
) -> Result<Operation> {
    let name = operation
        .name
        .clone()
        .ok_or_else(|| anyhow!("the operation has no `name`; add one"))?;
    let effect = operation
        .effect
        .ok_or_else(|| anyhow!("the operation has no `effect`; add one"))?;
    let module = names::module(key);
    types.enter(&module);

    let request = format!("{key}#request");
    let rows = own_rows(&operation.request, &shared.request);
    let fields = tables.fields(&request, &rows, Side::Request, types)?;
    let window = operation
        .window
        .as_ref()
        .map(|window| lower_window(window, &fields))
        .transpose()?;
    let conditions = operation
        .conditions
        .iter()
        .map(|condition| lower_condition(condition, &fields))
        .collect::<Result<Vec<_>>>()?;
    let conditions: Vec<_> = conditions.into_iter().flatten().collect();
    let docs = operation_docs(
        operation,
        &name,
        (key, &section),
        tables.history,
        &conditions,
        window.as_ref(),
    );
    let request =
        Struct { name: names::request_type(&name), docs, fields, conditions, window };

    let rows = own_rows(&operation.response, &shared.response);
    let mut fields =
        tables.fields(&format!("{key}#response"), &rows, Side::Answer, types)?;
    if let Some(paging) = &operation.paging {
        place_page_object(paging, operation, &mut fields);
    }
    let docs = docs::answer_docs(&request.name, (key, &section), tables.history);
    let response = Struct {
        name: names::response_type(&name),
        docs,
        fields,
        conditions: Vec::new(),
        window: None,
    };

    let items = lower_items(operation, &request, &response)?;
    let vectors = operation
        .examples
        .iter()
        .map(|example| lower_vector(example, operation, &request))
        .collect::<Result<_>>()?;
    let (types, imports) = types.leave([&request, &response]);
    Ok(Operation {
        key: key.to_owned(),
        module,
        section,
        name,
        title: operation.title.clone(),
        path: operation.path.clone(),
        summary: operation.en.clone().unwrap_or_default(),
        roles: operation.roles.clone(),
        effect,
        since: tables.history.since(key).map(str::to_owned),
        history: places::events(key, operation, tables.history),
        later: places::later(key, operation, shared, tables.history),
        lists: operation.list_encoding,
        code_printed: !operation.without.iter().any(|row| row == "code"),
        request,
        response,
        types,
        imports,
        items,
        vectors,
    })
}

/// The page object where the answer really has it: in a row of its own, or where the print has none or spells it out flat.
fn place_page_object(
    paging: &spec::Paging,
    operation: &spec::Operation,
    fields: &mut Vec<Field>,
) {
    if operation.response.contains_key(&paging.object) {
        return;
    }
    let flat: Vec<_> = paging
        .flat
        .iter()
        .filter_map(|key| Some(names::field(key, operation.response.get(key)?)))
        .collect();
    fields.retain(|field| !flat.contains(&field.name));
    fields.push(Field {
        name: names::field(&paging.object, &spec::Row::default()),
        wire: vec![paging.object.clone()],
        printed: Printed { nowhere: flat.is_empty(), ..Printed::default() },
        value: Value::Page,
        presence: Presence::Optional,
        docs: docs::page_docs(),
        length: None,
        range: None,
        clamp: None,
        default: None,
        flat: !flat.is_empty(),
    });
}

fn lower_items(
    operation: &spec::Operation,
    request: &Struct,
    response: &Struct,
) -> Result<Option<Items>> {
    if operation.paging.is_none() && operation.window.is_none() {
        return Ok(None);
    }
    let list = match &operation.paging {
        Some(paging) => field_of(&response.fields, &paging.list)?,
        None => match response
            .fields
            .iter()
            .filter(|field| field.presence == Presence::List)
            .collect::<Vec<_>>()[..]
        {
            [only] => only,
            _ => {
                return Err(anyhow!(
                    "a `window` needs an answer with exactly one list; add `paging` with the `list` that counts"
                ));
            }
        },
    };
    let item = match &list.value {
        Value::Named(name) => name.clone(),
        value => {
            return Err(anyhow!(
                "the list `{}` holds `{value:?}`, not rows of a table; name another list",
                list.name
            ));
        }
    };
    let paging = operation.paging.as_ref().map(|paging| {
        let sized_by = paging
            .sized_by
            .as_ref()
            .map(|key| field_of(&request.fields, key))
            .transpose()?;
        let default = sized_by.and_then(|field| field.default.as_ref()?.parse().ok());
        Ok::<_, anyhow::Error>(Paging {
            number: field_of(&request.fields, &paging.number)?.name.clone(),
            object: field_of(&response.fields, &paging.object)?.name.clone(),
            size: paging.size.or(default),
            sized_by: sized_by.map(|field| field.name.clone()),
        })
    });
    Ok(Some(Items { item, list: list.name.clone(), paging: paging.transpose()? }))
}

fn lower_window(window: &spec::Window, fields: &[Field]) -> Result<Window> {
    let start = field_of(fields, &window.start)?;
    let end = field_of(fields, &window.end)?;
    let dates = start.value == Value::Date;
    Ok(Window {
        start: start.name.clone(),
        end: end.name.clone(),
        days: window.max.0,
        dates,
    })
}

fn lower_condition(
    condition: &spec::Condition,
    fields: &[Field],
) -> Result<Vec<Condition>> {
    let name = |key: &str| field_of(fields, key).map(|field| field.name.clone());
    let when = || -> Result<When> {
        let (key, values) = condition
            .when
            .iter()
            .next()
            .ok_or_else(|| anyhow!("a condition has no `when`; add one"))?;
        Ok(When { field: name(key)?, values: OneOrMany::values(values).to_vec() })
    };
    if let Some(key) = &condition.require {
        return Ok(vec![Condition::Require { field: name(key)?, when: when()? }]);
    }
    if let Some(key) = &condition.only {
        return Ok(vec![Condition::Only { field: name(key)?, when: when()? }]);
    }
    if let [less, more] = &condition.order[..] {
        return Ok(vec![Condition::Order { less: name(less)?, more: name(more)? }]);
    }
    let fixes = condition.fix.iter();
    fixes
        .map(|(key, value)| {
            Ok(Condition::Fix { field: name(key)?, value: value.clone(), when: when()? })
        })
        .collect()
}

fn lower_vector(
    example: &spec::Example,
    operation: &spec::Operation,
    request: &Struct,
) -> Result<Vector> {
    let case = match (&example.form, &example.answer) {
        (Some(form), None) => {
            let mut given = Vec::new();
            for (key, row) in &operation.request {
                if let Some(value) = example.given.get(key) {
                    given.push((names::field(key, row), value.clone()));
                }
            }
            if let Some(key) =
                example.given.keys().find(|key| !operation.request.contains_key(*key))
            {
                return Err(anyhow!(
                    "an example gives `{key}`, which `{}` does not have",
                    request.name
                ));
            }
            Case::Form {
                given,
                repeated: example.lists.or(operation.list_encoding)
                    == Some(ListEncoding::Repeated),
                text_times: example.times == Some(TimeEncoding::Text),
                form: form.clone(),
            }
        }
        (None, Some(body)) => Case::Answer {
            body: body.clone(),
            reads: example.reads.clone().unwrap_or_default(),
        },
        _ => {
            return Err(anyhow!(
                "the example `{}` needs either `form` or `answer`",
                example.from
            ));
        }
    };
    Ok(Vector { from: example.from.clone(), case })
}

fn shared_struct(
    name: &str,
    summary: &str,
    (place, rows): (&str, &Rows),
    side: Side,
    tables: &Tables,
    types: &mut Types,
) -> Result<Struct> {
    types.enter(&["shared".to_owned()]);
    let fields = tables.fields(place, rows, side, types)?;
    let facts = docs::removed(tables.history, place).into_iter().collect();
    let docs = Docs { summary: summary.to_owned(), facts, ..Docs::default() };
    Ok(Struct {
        name: name.to_owned(),
        docs,
        fields,
        conditions: Vec::new(),
        window: None,
    })
}

fn return_code(spec: &Spec, history: &History) -> Enum {
    const PLACE: &str = "shared#return_codes";
    let variants = spec.shared.return_codes.iter().map(|(code, meaning)| {
        let name = names::return_code(code, meaning);
        let summary = meaning.en.clone().unwrap_or_else(|| sentence(&name));
        let docs = Docs {
            summary,
            note: Some(meaning.note.clone()),
            facts: docs::part_facts(history, &format!("{PLACE}.{code}")),
            ..Docs::default()
        };
        Variant { name: names::variant(&name), code: code.clone(), docs }
    });
    let mut facts = vec!["Chapter 3.5.".to_owned()];
    facts.extend(docs::removed(history, PLACE));
    let docs =
        Docs { summary: "How a call ended.".to_owned(), facts, ..Docs::default() };
    Enum {
        name: "ReturnCode".to_owned(),
        docs,
        number: false,
        variants: variants.collect(),
    }
}

/// The field of the row `key`, which the spec names in another place.
fn field_of<'a>(fields: &'a [Field], key: &str) -> Result<&'a Field> {
    let wanted = names::field(key, &spec::Row::default());
    fields
        .iter()
        .find(|field| field.wire.iter().any(|name| name == key) || field.name == wanted)
        .ok_or_else(|| anyhow!("`{key}` names no row; name one of the table's"))
}

/// The rows of a table without the shared ones, which stand in it where a cell differs.
fn own_rows(rows: &Rows, shared: &Rows) -> Rows {
    let own = rows.iter().filter(|(key, _)| !shared.contains_key(*key));
    own.map(|(key, row)| (key.clone(), row.clone())).collect()
}

/// Nested definitions by name, in the order in which they are met.
type Definitions = IndexMap<String, Definition>;

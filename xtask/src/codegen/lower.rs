//! From the spec to the bindings: which types, which shapes, which words. Nothing is decided after this.

mod docs;
mod places;
mod rows;
mod since;
mod types;

use anyhow::{Context, Result, bail};

use super::model::{
    Bindings, Callback, Case, Condition, Constant, Definition, Demand, Docs, Enum,
    Field, Id, Items, Method, Operation, Paging, Presence, Printed, Struct, Value,
    Variant, Vector, Window,
};
use super::names;
use crate::spec::kind::Kind;
use crate::spec::{
    self, Direction, Fact, ListEncoding, Meaning, Rows, Spec, TimeEncoding,
};

use rows::Tables;
pub use rows::definition;
use since::History;

/// The bindings that `spec` describes.
pub fn lower(spec: &Spec) -> Result<Bindings> {
    let history = History::of(&spec.changelog);
    let shared = &spec.shared;
    let mut tables = Tables::new(&shared.glossary, &history);
    let mut operations = Vec::new();
    for (index, (key, operation)) in spec.operations.iter().enumerate() {
        let section = spec::operation_number(&spec.document, index);
        let part = Part { spec, key, section: &section, operation };
        operations.push(part.lower(&mut tables).with_context(|| {
            format!("`{}` cannot be generated", spec::operation_path(key))
        })?);
    }
    tables.types.settle(&mut operations);
    let mut later = places::later(spec, &history);
    for operation in &mut operations {
        operation.later = later.remove(operation.key.as_str()).unwrap_or_default();
    }
    let mut tables = Tables::new(&shared.glossary, &history);
    tables.types.enter(&[names::SHARED_MODULE.to_owned()]);
    let mut table = |name: &str, summary: &str, direction: Direction| {
        let (place, rows) =
            (format!("shared#{}", direction.key()), shared.rows(direction));
        shared_struct((name, summary), (&place, rows), direction, &mut tables)
    };
    let mut login =
        table("Login", "The rows that every request repeats.", Direction::Request)?;
    let envelope =
        table("Envelope", "The rows that every answer repeats.", Direction::Answer)?;
    let mut types = vec![Definition::Enum(return_code(spec, &history))];
    types.extend(tables.types.take());
    let extra = |field: &&mut Field| !names::LOGIN.contains(&field.wire[0].as_str());
    for field in login.fields.iter_mut().filter(extra) {
        // The calls of a program that knows only name and password go on compiling.
        if field.presence == Presence::Needed {
            field.presence = Presence::Optional;
        }
    }
    let callbacks = shared.callbacks.iter();
    let callbacks =
        callbacks.map(|(name, callback)| lower_callback(name, callback, &mut tables));
    let callbacks = callbacks.collect::<Result<_>>()?;
    let site = spec.document.site.iter().map(|(name, fact)| constant(name, fact));
    Ok(Bindings {
        title: spec.document.title.clone(),
        base_path: spec.document.base_path.clone(),
        site: site.collect::<Result<_>>()?,
        revisions: history.revisions().to_vec(),
        removed: places::removed(spec, &history),
        operations,
        login,
        envelope,
        page: page(spec, &mut tables)?,
        types,
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

fn lower_callback(
    name: &str,
    callback: &spec::Callback,
    tables: &mut Tables,
) -> Result<Callback> {
    let (place, rows) = (format!("shared#callbacks.{name}"), &callback.parameters);
    let summary = (name, callback.en.as_str());
    let mut item = shared_struct(summary, (&place, rows), Direction::Callback, tables)?;
    let answer = callback.answer.as_deref().map(|row| ("answer".to_owned(), row));
    let answers = answer.iter().map(|(key, row)| (key, *row));
    tables.fields(&place, answers, Direction::Reply)?;
    item.docs.evidence = callback.evidence;
    item.docs.facts.extend(callback.evidence.map(evidence_line));
    let ids = rows.iter().filter_map(|(key, row)| Some((key, row.ids.as_ref()?)));
    let ids = ids.map(|(key, ids)| lower_ids(key, ids, rows, &item.fields));
    let ids: Vec<_> = ids.collect::<Result<_>>()?;
    Ok(Callback {
        item,
        ids: ids.into_iter().flatten().collect(),
        types: tables.types.take(),
    })
}

/// What is told of a callback that the document does not print.
fn evidence_line(evidence: spec::Evidence) -> String {
    let source = match evidence {
        spec::Evidence::Wire => "it was seen on the wire",
        spec::Evidence::Cast | spec::Evidence::Code => {
            "programs that receive it show it"
        }
        spec::Evidence::Unverified => "nobody has seen it yet",
    };
    format!("The document does not have it: {source}.")
}

/// The functions that give a text as an id.
fn lower_ids(
    key: &str,
    ids: &spec::Ids,
    rows: &Rows,
    fields: &[Field],
) -> Result<Vec<Id>> {
    let (field, by) = (field_of(fields, key)?, field_of(fields, &ids.by)?);
    let known = rows.get(&ids.by).map(|row| &row.values);
    let variant = |code: &String| {
        let name = known.and_then(|known| known.get(code));
        let name = name.with_context(|| {
            format!("`{}` has no code `{code}`; name one of its codes", ids.by)
        });
        name.map(|name| names::variant(name))
    };
    let mut functions = Vec::new();
    for (name, meaning, noun, codes) in [
        ("webcast_id", Meaning::WebcastId, "a webcast", &ids.webcast),
        ("vod_id", Meaning::VodId, "a vod", &ids.vod),
    ] {
        // With no code it is never that.
        if !codes.is_empty() {
            let variants = codes.iter().map(variant).collect::<Result<_>>()?;
            functions.push(Id {
                name: name.to_owned(),
                field: field.name.clone(),
                value: Value::Plain(Kind::TextId(meaning)),
                noun,
                by: by.name.clone(),
                codes: (names::value(&by.value).0, variants),
            });
        }
    }
    Ok(functions)
}

/// An operation in its spec.
struct Part<'s> {
    spec: &'s Spec,
    key: &'s str,
    section: &'s str,
    operation: &'s spec::Operation,
}

impl Part<'_> {
    fn lower(&self, tables: &mut Tables) -> Result<Operation> {
        let Self { spec, key, section, operation } = self;
        let methods = operation.methods.as_ref().unwrap_or(&spec.document.methods);
        let methods = lower_methods(methods)?;
        let name = operation.name.as_deref();
        let name = name.context("the operation has no `name`; add one")?;
        let effect = operation.effect;
        let effect = effect.context("the operation has no `effect`; add one")?;
        let module = names::module(key);
        tables.types.enter(&module);

        let fields = self.fields(Direction::Request, tables)?;
        let ty = names::request_type(name);
        let mut request = Struct::new(ty, Direction::Request, Docs::default(), fields);
        let window = operation.window.as_ref();
        request.window =
            window.map(|window| lower_window(window, &request.fields)).transpose()?;
        for condition in &operation.conditions {
            request.conditions.extend(lower_condition(condition, &request.fields)?);
        }
        let place = (*key, *section);
        request.docs =
            docs::request_docs(operation, name, place, tables.history, &request);
        if let [only] = &methods[..] {
            let only = format!("{only:?}").to_uppercase();
            request.docs.facts.push(format!("Takes {only} only."));
        }

        let response = self.response(name, tables)?;
        let items = lower_items(operation, &request, &response)?;
        let vectors = operation.examples.iter();
        let vectors = vectors.map(|example| lower_vector(example, operation, &request));
        let vectors = vectors.collect::<Result<_>>()?;
        let (types, imports) = tables.types.leave([&request, &response]);
        Ok(Operation {
            key: (*key).to_owned(),
            module,
            section: (*section).to_owned(),
            name: name.to_owned(),
            title: operation.title.clone(),
            path: operation.path.clone(),
            summary: operation.en.clone().unwrap_or_default(),
            roles: operation.roles.clone(),
            effect,
            since: tables.history.since(key).map(str::to_owned),
            history: places::events(key, operation, tables.history),
            later: Vec::new(),
            lists: operation.list_encoding,
            methods,
            code_printed: !operation.without.iter().any(|row| row == "code"),
            request,
            response,
            types,
            imports,
            items,
            vectors,
        })
    }

    /// The answer of the operation, whose function is called `name`.
    fn response(&self, name: &str, tables: &mut Tables) -> Result<Struct> {
        let Self { key, section, operation, .. } = self;
        let mut fields = self.fields(Direction::Answer, tables)?;
        if let Some(paging) = &operation.paging {
            place_page_object(paging, operation, &mut fields);
        }
        let mut facts = vec![format!("Chapter {section}.")];
        facts.extend(docs::removed(tables.history, &format!("{key}#response")));
        let docs =
            Docs::new(format!("Answer to [`{}`].", names::request_type(name)), facts);
        Ok(Struct::new(names::response_type(name), Direction::Answer, docs, fields))
    }

    /// The fields of a table without the shared rows, which stand in it where a cell differs.
    fn fields(&self, direction: Direction, tables: &mut Tables) -> Result<Vec<Field>> {
        let repeated = self.spec.shared.rows(direction);
        let own = self.operation.rows(direction).iter();
        let own = own.filter(|(name, _)| !repeated.contains_key(*name));
        tables.fields(&format!("{}#{}", self.key, direction.key()), own, direction)
    }
}

/// Those of the printed methods that the client knows.
fn lower_methods(printed: &str) -> Result<Vec<Method>> {
    let words = spec::methods(printed);
    let is_named =
        |method: &Method| words.contains(&format!("{method:?}").to_uppercase());
    let methods: Vec<_> = Method::ALL.into_iter().filter(is_named).collect();
    if methods.is_empty() {
        bail!(
            "`methods` is `{printed}`, but the client knows POST and GET only; teach it the other in `gensee-api/src/operation.rs`"
        );
    }
    Ok(methods)
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
    let docs = Docs::new("Where this page stands among all pages.", Vec::new());
    fields.push(Field {
        name: names::default_field(&paging.object),
        wire: vec![paging.object.clone()],
        printed: Printed { nowhere: flat.is_empty(), ..Printed::default() },
        value: Value::Plain(Kind::Page),
        presence: Presence::Optional,
        docs: Docs { evidence: paging.evidence, ..docs },
        length: None,
        range: None,
        clamp: None,
        default: None,
        also_on: None,
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
    let mut lists = response.fields.iter().filter(|it| it.presence == Presence::List);
    let list = match (&operation.paging, lists.next(), lists.next()) {
        (Some(paging), ..) => field_of(&response.fields, &paging.list)?,
        (None, Some(only), None) => only,
        _ => bail!(
            "a `window` needs an answer with exactly one list; add `paging` with the `list` that counts"
        ),
    };
    let Value::Named(item) = &list.value else {
        bail!(
            "the list `{}` holds `{:?}`, not rows of a table; name another list",
            list.name,
            list.value
        );
    };
    let paging = operation.paging.as_ref().map(|paging| {
        let sized_by = paging.sized_by.as_ref();
        let sized_by = sized_by.map(|key| field_of(&request.fields, key)).transpose()?;
        let default = sized_by.and_then(|field| field.default.as_ref()?.parse().ok());
        Ok::<_, anyhow::Error>(Paging {
            number: field_of(&request.fields, &paging.number)?.name.clone(),
            object: field_of(&response.fields, &paging.object)?.name.clone(),
            size: paging.size.or(default),
            sized_by: sized_by.map(|field| field.name.clone()),
        })
    });
    let (item, list) = (item.clone(), list.name.clone());
    Ok(Some(Items { item, list, paging: paging.transpose()? }))
}

fn lower_window(window: &spec::Window, fields: &[Field]) -> Result<Window> {
    let start = field_of(fields, &window.start)?;
    let end = field_of(fields, &window.end)?;
    Ok(Window {
        start: start.name.clone(),
        end: end.name.clone(),
        days: window.max.0,
        dates: start.value == Value::Plain(Kind::Date),
    })
}

fn lower_condition(
    condition: &spec::Condition,
    fields: &[Field],
) -> Result<Vec<Condition>> {
    let name = |key: &str| field_of(fields, key).map(|field| field.name.clone());
    if let [less, more] = &condition.order[..] {
        return Ok(vec![Condition::Order { less: name(less)?, more: name(more)? }]);
    }
    let when = condition.when.iter().next();
    let (other, values) = when.context("a condition has no `when`; add one")?;
    let require = condition.require.iter().map(|key| (Demand::Require, key, None));
    let only = condition.only.iter().map(|key| (Demand::Only, key, None));
    let fix = condition.fix.iter().map(|(key, value)| (Demand::Fix, key, Some(value)));
    let demands = require.chain(only).chain(fix).map(|(demand, key, value)| {
        let (field, other) = (name(key)?, name(other)?);
        let (value, values) = (value.cloned(), values.values().to_vec());
        Ok(Condition::When { demand, field, value, other, values })
    });
    demands.collect()
}

fn lower_vector(
    example: &spec::Example,
    operation: &spec::Operation,
    request: &Struct,
) -> Result<Vector> {
    let mut given = example.given.keys();
    if let Some(key) = given.find(|key| !operation.request.contains_key(*key)) {
        bail!("an example gives `{key}`, which `{}` does not have", request.name);
    }
    let given = operation.request.iter().filter_map(|(key, row)| {
        Some((names::field(key, row), example.given.get(key)?.clone()))
    });
    let lists = example.lists.or(operation.list_encoding);
    let case = match (&example.form, &example.answer) {
        (Some(form), None) => Case::Form {
            given: given.collect(),
            repeated: lists == Some(ListEncoding::Repeated),
            text_times: example.times == Some(TimeEncoding::Text),
            form: form.clone(),
        },
        (None, Some(body)) => Case::Answer {
            body: body.clone(),
            reads: example.reads.clone().unwrap_or_default(),
        },
        _ => bail!("the example `{}` needs either `form` or `answer`", example.from),
    };
    Ok(Vector { from: example.from.clone(), case })
}

fn shared_struct(
    (name, summary): (&str, &str),
    (place, rows): (&str, &Rows),
    direction: Direction,
    tables: &mut Tables,
) -> Result<Struct> {
    let fields = tables.fields(place, rows, direction)?;
    let facts = docs::removed(tables.history, place).into_iter().collect();
    Ok(Struct::new(name.to_owned(), direction, Docs::new(summary, facts), fields))
}

/// The rows of the page object, as the first table prints them that has it.
fn page(spec: &Spec, tables: &mut Tables) -> Result<Struct> {
    let rows = spec.operations.values().flat_map(|it| it.response.values());
    let printed = rows.filter(|row| row.meaning == Some(Meaning::Page));
    let printed = printed.map(|row| &row.fields).find(|fields| !fields.is_empty());
    let rows = printed.into_iter().flatten();
    let fields = tables.fields("shared#page", rows, Direction::Answer)?;
    let docs = Docs::new("Where a page stands in the whole list.", Vec::new());
    Ok(Struct::new("Page".to_owned(), Direction::Answer, docs, fields))
}

fn return_code(spec: &Spec, history: &History) -> Enum {
    const PLACE: &str = "shared#return_codes";
    let variants = spec.shared.return_codes.iter().map(|(code, meaning)| {
        let name = names::return_code(code, meaning);
        let summary = meaning.en.clone();
        let summary = summary.unwrap_or_else(|| docs::sentence(&name) + ".");
        let facts = docs::part_facts(history, &format!("{PLACE}.{code}"));
        let docs =
            Docs { note: Some(meaning.note.clone()), ..Docs::new(summary, facts) };
        Variant { name: names::variant(&name), code: code.clone(), docs }
    });
    let mut facts = vec!["Chapter 3.5.".to_owned()];
    facts.extend(docs::removed(history, PLACE));
    Enum {
        name: names::RETURN_CODE.to_owned(),
        docs: Docs::new("How a call ended.", facts),
        number: false,
        variants: variants.collect(),
    }
}

/// The field of the row `key`, which the spec names in another place.
fn field_of<'a>(fields: &'a [Field], key: &str) -> Result<&'a Field> {
    let wanted = names::default_field(key);
    let is_meant =
        |it: &&Field| it.wire.iter().any(|name| name == key) || it.name == wanted;
    let field = fields.iter().find(is_meant);
    field.with_context(|| format!("`{key}` names no row; name one of the table's"))
}

//! Where a reading is missing, and where one stands that can mean nothing or changes nothing, so that it would hide the
//! next one that does.

use crate::check::Diagnostics;
use crate::check::context::{Context, OperationAt};
use crate::codegen::names;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::reading;
use crate::spec::{Direction, Fact, Meaning, Operation, Paging, Place, RowAt, word};

/// Something that has readings.
struct Subject<'a> {
    place: Place,
    what: String,
    keys: Vec<Key<'a>>,
}

/// A key of a subject.
enum Key<'a> {
    /// The key must be there if the subject is such, and this helps if it is not.
    Must(&'a str, bool, String),
    /// The key may be there only if the subject is such: what it is about.
    May(&'a str, bool, &'a str),
}

use Key::{May, Must};

pub fn missing_reading(context: &Context, out: &mut Diagnostics) {
    for Subject { place, what, keys } in subjects(context) {
        for key in keys {
            if let Must(key, true, help) = key
                && !context.sources.has(&place.to(key))
            {
                out.at(&place.key(), format!("{what} has no `{key}`"), help);
            }
        }
    }
}

pub fn misplaced_reading(context: &Context, out: &mut Diagnostics) {
    for Subject { place, what, keys } in subjects(context) {
        for key in keys {
            if let May(key, false, wanted) = key
                && context.sources.has(&place.to(key))
            {
                let what = format!("`{key}` is about {wanted}, which {what} is not");
                out.at(&place.to(key), what, "remove it");
            }
        }
    }
}

/// A reading says something else than the print, and a printed key something else than the key beside it.
pub fn idle_reading(context: &Context, out: &mut Diagnostics) {
    let mut all = Vec::new();
    let methods = Some(context.spec.document.methods.as_str());
    for at in context.operations() {
        all.push((at.place, reading::of_operation(at.operation, methods)));
    }
    for (place, revision) in context.revisions() {
        all.push((place, reading::of_revision(revision).into_iter().collect()));
    }
    for at in context.spec.rows() {
        let mut readings = reading::of_row(at.name, at.row, at.direction);
        readings.retain(|reading| !at.in_page || reading.key == "printed_name");
        all.push((at.place, readings));
    }
    let readings =
        all.iter().flat_map(|(place, all)| all.iter().map(move |it| (place, it)));
    let idle = readings.filter(|(_, reading)| reading.is_idle());
    let mut idle: Vec<_> =
        idle.map(|(place, it)| (place.to(it.key), it.key, it.source)).collect();
    for at in context.rows_outside_pages() {
        let glossary = context.spec.shared.glossary.get(at.name);
        if at.row.rust_name == Some(names::default_field(at.name)) {
            idle.push((at.place.to("rust_name"), "rust_name", "the row's name"));
        }
        if at.row.en.is_some() && at.row.en.as_ref() == glossary {
            idle.push((at.place.to("en"), "en", "the glossary"));
        }
    }
    for (place, key, source) in idle {
        out.at(&place, format!("`{key}` says what {source} says"), "remove it");
    }
}

fn subjects<'a>(context: &Context) -> Vec<Subject<'a>> {
    let mut all = Vec::new();
    let mut add = |place: &Place, what, keys| {
        all.push(Subject { place: place.clone(), what, keys });
    };
    for OperationAt { operation, place, .. } in context.operations() {
        let list = operation.request.values().any(kind::is_list);
        if let Some(paging) = &operation.paging {
            let keys = of_paging(operation, paging);
            add(&place.to("paging"), format!("`{}`", paging.object), keys);
        }
        let may = vec![May("list_encoding", list, "a list")];
        add(&place, "any row of the request".to_owned(), may);
        let pages = operation.request.contains_key("pageNo");
        let keys = vec![
            must("name", true, "name its function"),
            must("en", true, "add an English line"),
            must("roles", true, "say who may call it"),
            must("effect", true, "say what a call does"),
            must("list_encoding", list, "say how its lists are written"),
            must("paging", pages, "say what `pageNo` leafs through"),
        ];
        add(&place, "the operation".to_owned(), keys);
    }
    for (place, name, fact) in context.facts() {
        let printed = is_printed(context, fact);
        let help = "say how sure we are of what no chapter prints";
        let keys = vec![
            must("evidence", printed == Some(false), help),
            May("evidence", printed != Some(true), "a value that no chapter prints"),
        ];
        add(&place, format!("`{name}`"), keys);
    }
    for (place, name, callback) in context.callbacks() {
        let unprinted = callback.described_by.is_empty();
        let help = "say how sure we are of what no note describes";
        let keys = vec![
            must("evidence", unprinted, help),
            May("evidence", unprinted, "a callback that no note describes"),
        ];
        add(&place, format!("`{name}`"), keys);
    }
    for (place, code, _) in context.return_codes() {
        let keys = vec![
            must("name", true, "name the code"),
            must("en", true, "add an English line"),
        ];
        add(&place, format!("the return code `{code}`"), keys);
    }
    for at in context.rows_outside_pages() {
        let mut keys = needed(context, &at);
        keys.extend(possible(&at));
        add(&at.place, format!("`{}`", at.name), keys);
    }
    all
}

fn must<'a>(key: &'a str, needed: bool, help: &str) -> Key<'a> {
    Must(key, needed, help.to_owned())
}

fn of_paging<'a>(operation: &Operation, paging: &Paging) -> Vec<Key<'a>> {
    let unprinted = !operation.response.contains_key(&paging.object);
    let unsure = unprinted && page_row(operation).is_none();
    let object = "an object that is not printed";
    vec![
        Must("evidence", unsure, format!("say how sure we are of {object}")),
        May("evidence", unprinted, object),
        May("flat", unprinted, object),
    ]
}

/// The readings that a row must have.
fn needed<'a>(context: &Context, at: &RowAt) -> Vec<Key<'a>> {
    let shape = kind::shape(at.row);
    let rows = shape.is_some_and(|shape| shape.kind == Kind::Rows);
    let typed = rows || !at.row.values.is_empty();
    let mut keys = vec![
        must("type", true, "add the printed one"),
        must("rust_type", typed, "name the type of its codes or rows"),
        must("fields", rows, "add its rows"),
    ];
    let reply = at.direction == Direction::Reply;
    keys.push(must("values", reply, "list what can be answered"));
    keys.push(must("evidence", reply, "say how sure we are of the words"));
    if let Some(reading) = contradicted(at) {
        keys.push(Must("evidence", true, format!("say how sure we are of {reading}")));
    }
    if !context.has("shared.yaml") || context.is_own_shared(at) {
        return keys;
    }
    let name = at.name.to_lowercase();
    let secret = (name.contains("password") || name.ends_with("token"))
        && shape.is_some_and(|shape| {
            !shape.list && matches!(shape.kind, Kind::Text | Kind::Token(_))
        });
    let other = at.direction == Direction::Request && at.row.printed_optional.is_some();
    let help = "say whether it must be sent, since `printed_optional` does not";
    keys.push(must("required", other, help));
    let told = context.spec.shared.glossary.contains_key(at.name);
    keys.push(must("secret", secret, "add `secret: true`, as its name asks for"));
    keys.push(must("en", !told, "add an English line, or the name to the glossary"));
    keys
}

/// The readings that a row may have.
fn possible<'a>(at: &RowAt) -> Vec<Key<'a>> {
    let row = at.row;
    let Some(shape) = kind::shape(row) else { return Vec::new() };
    let answered = at.direction == Direction::Answer;
    let sent = !answered;
    let codes = !row.values.is_empty();
    let nested = matches!(shape.kind, Kind::Rows | Kind::Page);
    let single = !shape.list && !nested;
    let text = single && !codes && shape.kind.is_text();
    let int = single && !codes && shape.kind == Kind::Int;
    // A type that is not on the list can be what `as` says.
    let printed = kind::printed(row).unwrap_or(shape).kind;
    let coded = matches!(printed, Kind::Text | Kind::Int);
    let rows = !row.fields.is_empty() && row.meaning != Some(Meaning::Page);
    let meant = match row.meaning {
        Some(Meaning::Url) => sent,
        Some(Meaning::Page | Meaning::JoinUrl) => answered,
        _ => true,
    };
    let unsure = contradicted(at).is_some() || at.direction == Direction::Reply;
    let called = at.direction == Direction::Callback;
    vec![
        May("always", answered && !shape.list, "one value of an answer"),
        May("required", sent, "a parameter"),
        May("default", sent && single, "a parameter of one value"),
        May("length", sent && text, "a text that is sent"),
        May("range", sent && int, "a whole number that is sent"),
        May("clamp", sent && int, "a whole number that is sent"),
        May("secret", text && shape.kind != Kind::Url, "a text"),
        May("rust_type", rows || codes || Context::is_return_code(at), "codes or rows"),
        May("values", coded, "a text or a whole number"),
        May("fields", nested, "a list or an object of rows"),
        May("ids", called && text && shape.kind == Kind::Text, "a text of a callback"),
        May("as", meant, if sent { "an answer" } else { "what is sent" }),
        May("also_on", answered && single, "one value of an answer"),
        May("evidence", unsure, "a contradiction to the print"),
    ]
}

/// The reading of a row that contradicts what is printed.
fn contradicted(at: &RowAt) -> Option<String> {
    if !at.row.wire.is_empty() {
        return Some("`wire`".to_owned());
    }
    if at.row.also_on.is_some() {
        return Some("`also_on`".to_owned());
    }
    let meaning = at.row.meaning.filter(|_| kind::contradicts(at.row))?;
    Some(format!("`as: {}` on {}", word(meaning), kind::with_article(at.row)))
}

/// Whether a chapter prints what a fact says; none where that is not exactly one thing.
fn is_printed(context: &Context, fact: &Fact) -> Option<bool> {
    // Of an entry what stands before its id.
    let value = fact.value()?.to_string();
    let words = value.split('{').next()?;
    Some(context.spec.document.all_chapters().into_iter().any(|at| {
        let mut texts = at.chapter.text.iter().chain(at.chapter.table.iter().flatten());
        texts.any(|text| text.contains(words))
    }))
}

/// The answer's page object, if it is printed.
pub(super) fn page_row(operation: &Operation) -> Option<&str> {
    let is_page = |shape: Shape| shape.kind == Kind::Page;
    let mut rows = operation.response.iter();
    let (name, _) = rows.find(|(_, row)| kind::shape(row).is_some_and(is_page))?;
    Some(name)
}

//! Where a reading is missing, and where one stands that can mean nothing.

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::naming::is_return_code;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{
    Chapter, Direction, Fact, FactValue, Meaning, Operation, Place, RowAt, word,
};

/// A key, when it must stand or may stand, and what to do if it does not, or what it is about.
type Key<'a> = (&'a str, bool, &'a str);

pub fn missing_reading(context: &Context, out: &mut Diagnostics) {
    missing_of_rows(context, out);
    let mut see = |place: &Place, what: &str, keys: &[Key]| {
        missing(context, place, what, keys, out);
    };
    for (_, operation, place) in context.operations() {
        let list = operation.request.values().any(kind::is_list);
        let pages = operation.request.contains_key("pageNo");
        let keys: [Key; 6] = [
            ("name", true, "name its function"),
            ("en", true, "add an English line"),
            ("roles", true, "say who may call it"),
            ("effect", true, "say what a call does"),
            ("list_encoding", list, "say how its lists are written"),
            ("paging", pages, "say what `pageNo` leafs through"),
        ];
        see(&place, "the operation", &keys);
        if let Some(paging) = &operation.paging {
            let unsure = !operation.response.contains_key(&paging.object)
                && page_row(operation).is_none();
            let help = "say how sure we are of an object that is not printed";
            see(&place.to("paging"), "`paging`", &[("evidence", unsure, help)]);
        }
    }
    for (name, fact, place) in context.facts() {
        let unsure = is_printed(context, fact) == Some(false);
        let help = "say how sure we are of what no chapter prints";
        see(&place, &format!("`{name}`"), &[("evidence", unsure, help)]);
    }
    for code in context.shared.iter().flat_map(|shared| shared.return_codes.keys()) {
        let place = Place::file("shared.yaml").to("return_codes").to(code);
        let keys =
            [("name", true, "name the code"), ("en", true, "add an English line")];
        see(&place, &format!("the return code `{code}`"), &keys);
    }
}

fn missing_of_rows(context: &Context, out: &mut Diagnostics) {
    let mut see = |place: &Place, what: &str, keys: &[Key]| {
        missing(context, place, what, keys, out);
    };
    for at in context.rows_outside_pages() {
        let what = format!("`{}`", at.name);
        let shape = kind::shape(at.row);
        let rows = shape.is_some_and(|shape| shape.kind == Kind::Rows);
        let typed = rows || !at.row.values.is_empty();
        see(
            &at.place,
            &what,
            &[
                ("type", true, "add the printed one"),
                ("rust_type", typed, "name the type of its codes or rows"),
                ("fields", rows, "add its rows"),
            ],
        );
        if let Some(reading) = contradicted(&at) {
            let help = format!("say how sure we are of {reading}");
            see(&at.place, &what, &[("evidence", true, &help)]);
        }
        let Some(shared) = &context.shared else { continue };
        let own_shared = context.is_own_shared(&at);
        let name = at.name.to_lowercase();
        let secret = (name.contains("password") || name.ends_with("token"))
            && shape == Some(Shape { kind: Kind::Text, list: false });
        let told = own_shared || shared.glossary.contains_key(at.name);
        see(
            &at.place,
            &what,
            &[
                (
                    "secret",
                    secret && !own_shared,
                    "add `secret: true`, as its name asks for",
                ),
                ("en", !told, "add an English line, or the name to the glossary"),
            ],
        );
    }
}

fn missing(
    context: &Context,
    place: &Place,
    what: &str,
    keys: &[Key],
    out: &mut Diagnostics,
) {
    for (key, _, help) in keys.iter().filter(|(_, needed, _)| *needed) {
        if !context.sources.has(&place.to(key)) {
            out.at(&place.key(), format!("{what} has no `{key}`; {help}"));
        }
    }
}

pub fn misplaced_reading(context: &Context, out: &mut Diagnostics) {
    misplaced_of_rows(context, out);
    let mut see = |place: &Place, what: &str, keys: &[Key]| {
        misplaced(context, place, what, keys, out);
    };
    for (_, operation, place) in context.operations() {
        let list = operation.request.values().any(kind::is_list);
        see(&place, "any row of the request", &[("list_encoding", list, "a list")]);
        if let Some(paging) = &operation.paging {
            let unprinted = !operation.response.contains_key(&paging.object);
            let wanted = "an object that is not printed";
            let keys = [("evidence", unprinted, wanted), ("flat", unprinted, wanted)];
            see(&place.to("paging"), &format!("`{}`", paging.object), &keys);
        }
    }
    for (name, fact, place) in context.facts() {
        let unprinted = is_printed(context, fact) != Some(true);
        let wanted = "a value that no chapter prints";
        see(&place, &format!("`{name}`"), &[("evidence", unprinted, wanted)]);
    }
}

fn misplaced_of_rows(context: &Context, out: &mut Diagnostics) {
    let mut see = |place: &Place, what: &str, keys: &[Key]| {
        misplaced(context, place, what, keys, out);
    };
    for at in context.rows_outside_pages() {
        let row = at.row;
        let Some(shape) = kind::shape(row) else { continue };
        let (sent, answered) = match at.direction {
            Direction::Answer => (false, true),
            Direction::Request | Direction::Callback => (true, false),
        };
        let codes = !row.values.is_empty();
        let nested = matches!(shape.kind, Kind::Rows | Kind::Page);
        let single = !shape.list && !nested;
        let text = single && !codes && shape.kind.is_text();
        let int = single && !codes && shape.kind == Kind::Int;
        let printed = kind::printed(row).map(|printed| printed.kind);
        let coded = matches!(printed, Some(Kind::Text | Kind::Int));
        let rows = !row.fields.is_empty() && row.meaning != Some(Meaning::Page);
        let meant = match row.meaning {
            Some(Meaning::Url) => sent,
            Some(Meaning::Page) => answered,
            _ => true,
        };
        see(
            &at.place,
            &format!("`{}`", at.name),
            &[
                ("always", answered && !shape.list, "one value of an answer"),
                ("required", sent, "a parameter"),
                ("default", sent && single, "a parameter of one value"),
                ("length", sent && text, "a text that is sent"),
                ("range", sent && int, "a whole number that is sent"),
                ("clamp", sent && int, "a whole number that is sent"),
                ("secret", text && shape.kind == Kind::Text, "a text"),
                ("rust_type", rows || codes || is_return_code(&at), "codes or rows"),
                ("values", coded, "a text or a whole number"),
                ("fields", nested, "a list or an object of rows"),
                ("as", meant, if sent { "an answer" } else { "what is sent" }),
                (
                    "evidence",
                    contradicted(&at).is_some(),
                    "a contradiction to the print",
                ),
            ],
        );
    }
}

fn misplaced(
    context: &Context,
    place: &Place,
    what: &str,
    keys: &[Key],
    out: &mut Diagnostics,
) {
    for (key, _, wanted) in keys.iter().filter(|(_, fits, _)| !fits) {
        let place = place.to(key);
        if context.sources.has(&place) {
            let message = format!("`{key}` is about {wanted}, which {what} is not");
            out.at(&place, format!("{message}; remove it"));
        }
    }
}

/// The reading of a row that contradicts what is printed.
fn contradicted(at: &RowAt) -> Option<String> {
    if !at.row.wire.is_empty() {
        return Some("`wire`".to_owned());
    }
    let meaning = at.row.meaning.filter(|_| kind::contradicts(at.row))?;
    Some(format!("`as: {}` on {}", word(meaning), kind::with_article(at.row)))
}

/// Whether a chapter prints what a fact says; none where that is not exactly one thing.
fn is_printed(context: &Context, fact: &Fact) -> Option<bool> {
    fn prints(chapter: &Chapter, words: &str) -> bool {
        let mut texts = chapter.text.iter().chain(chapter.table.iter().flatten());
        texts.any(|text| text.contains(words))
            || chapter.sections.iter().any(|section| prints(section, words))
    }
    let words = match fact.value()? {
        FactValue::Path(path) => path,
        FactValue::Entry(entry) => entry.split('{').next()?.to_owned(),
        FactValue::Number(number) => number.to_string(),
    };
    let mut chapters = context.document.iter().flat_map(|document| &document.chapters);
    Some(chapters.any(|chapter| prints(chapter, &words)))
}

/// The answer's page object, if it is printed.
pub(super) fn page_row(operation: &Operation) -> Option<&str> {
    let is_page = |shape: Shape| shape.kind == Kind::Page;
    let mut rows = operation.response.iter();
    let (name, _) = rows.find(|(_, row)| kind::shape(row).is_some_and(is_page))?;
    Some(name)
}

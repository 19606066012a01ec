//! Wire vectors, by their shape: the generated tests of the bindings run every one, byte for byte.

use serde_json::{Map, Value};

use crate::check::context::Context;
use crate::check::{Diagnostics, did_you_mean, value};
use crate::spec::kind::{self, Kind, PAGE_ROWS};
use crate::spec::{Direction, Example, Operation, Place, Row};

/// The vendor's own test site, and the name that belongs to nobody.
const HOSTS: [&str; 2] = ["test.gensee.com", "example.com"];

/// Rows of a table without the shared ones, which no vector holds.
type Own<'a> = Vec<(&'a str, &'a Row)>;

pub fn example_form(
    _: &Context,
    operation: &Operation,
    place: &Place,
    out: &mut Diagnostics,
) {
    for (example, place) in examples(operation, place) {
        if example.from.trim().is_empty() {
            let help = "say where the vector comes from";
            out.at(&place.to("from"), format!("`from` is empty; {help}"));
        }
        let keys = [
            ("given", !example.given.is_empty(), true),
            ("lists", example.lists.is_some(), true),
            ("times", example.times.is_some(), true),
            ("reads", example.reads.is_some(), false),
        ];
        let request = example.form.is_some();
        if request && example.answer.is_some() {
            out.at(&place, "the example has `form` and `answer`; keep one of the two");
        } else if !request && example.answer.is_none() {
            out.at(&place, "the example has neither `form` nor `answer`; add one");
        } else if !request && example.reads.is_none() {
            out.at(&place, "the answer has no `reads`; add what it reads as");
        } else {
            for (key, ..) in
                keys.iter().filter(|(_, there, of)| *there && *of != request)
            {
                let noun = if request { "an answer" } else { "a request" };
                out.at(
                    &place.to(key).key(),
                    format!("`{key}` belongs to {noun}; remove it"),
                );
            }
        }
    }
}

pub fn example_given(
    context: &Context,
    operation: &Operation,
    place: &Place,
    out: &mut Diagnostics,
) {
    let rows = own_rows(context, operation, Direction::Request);
    for (example, place) in examples(operation, place) {
        if example.form.is_none() {
            continue;
        }
        let place = place.to("given");
        given(&rows, &example.given, &place, out);
        for (name, _) in rows.iter().filter(|(_, row)| kind::is_required(row)) {
            let value = example.given.get(*name);
            if value.is_none() {
                let message = format!("`given` leaves out `{name}`, which must be sent");
                out.at(&place, format!("{message}; add it"));
            } else if value == Some(&"".into())
                || value == Some(&Value::Array(Vec::new()))
            {
                let message =
                    format!("`{name}` is empty, but it must be sent; give a value");
                out.at(&place.to(name), message);
            }
        }
    }
}

/// What of `given` cannot be sent.
fn given(rows: &Own, given: &Map<String, Value>, place: &Place, out: &mut Diagnostics) {
    for (name, value) in given {
        let place = place.to(name);
        let Some((_, row)) = rows.iter().find(|(known, _)| known == name) else {
            unknown(
                name,
                "request",
                rows.iter().map(|(name, _)| *name),
                &place.key(),
                out,
            );
            continue;
        };
        let Some(shape) = kind::shape(row) else { continue };
        let values = match value {
            Value::Array(values) if shape.list => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for (index, one) in values.iter().enumerate() {
            let place = if shape.list { place.to(index) } else { place.clone() };
            match one {
                _ if shape.list && !value.is_array() => {
                    out.at(&place, format!("`{name}` is a list; put `[…]` around it"));
                }
                Value::Object(map) if shape.kind == Kind::Rows => {
                    let rows = row.fields.iter().map(|(name, row)| (name.as_str(), row));
                    self::given(&rows.collect(), map, &place, out);
                }
                one => {
                    if let Some(fault) = value::unfit(row, shape, one) {
                        out.at(&place, format!("`{name}`: {fault}"));
                    }
                }
            }
        }
    }
}

pub fn example_body(
    context: &Context,
    operation: &Operation,
    place: &Place,
    out: &mut Diagnostics,
) {
    let request = own_rows(context, operation, Direction::Request);
    let answer = own_rows(context, operation, Direction::Answer);
    for (example, place) in examples(operation, place) {
        for part in example.form.iter().flat_map(|form| form.split('&')) {
            let name = part.split_once('=').map_or("", |(name, _)| name);
            let name = name.split(['[', '.', '%']).next().unwrap_or_default();
            let mut known = request.iter().map(|(name, row)| kind::wire_name(name, row));
            if !part.is_empty() && !known.any(|known| known == name) {
                let message = format!("`{part}` is not `name=value` of a parameter");
                out.at(&place.to("form"), format!("{message}; correct the form"));
            }
        }
        // The tolerant reader takes raw control characters in texts.
        let body =
            example.answer.as_deref().unwrap_or("{}").replace(char::is_control, " ");
        if let Err(fault) = serde_json::from_str::<Map<String, Value>>(&body) {
            let message =
                format!("the answer is not a JSON object: {fault}; correct it");
            out.at(&place.to("answer"), message);
        }
        if let Some(reads) = &example.reads {
            let page = operation.paging.as_ref().map(|paging| paging.object.as_str());
            known(&answer, page, reads, &place.to("reads"), out);
        }
    }
}

/// What of `reads` is not a row of the operation.
fn known(
    rows: &Own,
    page: Option<&str>,
    value: &Value,
    place: &Place,
    out: &mut Diagnostics,
) {
    for (index, value) in value.as_array().iter().flat_map(|it| it.iter()).enumerate() {
        known(rows, page, value, &place.to(index), out);
    }
    let names = || rows.iter().map(|(name, row)| kind::wire_name(name, row)).chain(page);
    for (key, value) in value.as_object().into_iter().flatten() {
        let place = place.to(key);
        let row = rows.iter().find(|(name, row)| kind::wire_name(name, row) == key);
        let is_page =
            |row: &Row| kind::shape(row).is_some_and(|it| it.kind == Kind::Page);
        match row {
            Some((_, row)) if !is_page(row) => {
                let rows: Own =
                    row.fields.iter().map(|(name, row)| (name.as_str(), row)).collect();
                if !rows.is_empty() {
                    known(&rows, None, value, &place, out);
                }
            }
            None if page != Some(key) => {
                unknown(key, "response", names(), &place.key(), out);
            }
            _ => {
                for key in value.as_object().into_iter().flat_map(Map::keys) {
                    if !PAGE_ROWS.contains(&key.as_str()) {
                        unknown(
                            key,
                            "page object",
                            PAGE_ROWS,
                            &place.to(key).key(),
                            out,
                        );
                    }
                }
            }
        }
    }
}

fn unknown<'a>(
    name: &str,
    table: &str,
    known: impl IntoIterator<Item = &'a str>,
    place: &Place,
    out: &mut Diagnostics,
) {
    let help = did_you_mean(name, known, "name one that is");
    out.at(place, format!("`{name}` is not a row of the {table}{help}"));
}

pub fn example_missing(
    context: &Context,
    operation: &Operation,
    place: &Place,
    out: &mut Diagnostics,
) {
    let form = operation.examples.iter().any(|example| example.form.is_some());
    let answer = operation.examples.iter().any(|example| example.answer.is_some());
    let needed =
        [(Direction::Request, "form", form), (Direction::Answer, "answer", answer)];
    for (direction, key, _) in needed.into_iter().filter(|(.., there)| !there) {
        if context.shared.is_some()
            && !own_rows(context, operation, direction).is_empty()
        {
            let table = direction.key();
            let message = format!(
                "the examples have no `{key}`; add a wire vector of the {table}"
            );
            out.at(&place.to(table).key(), message);
        }
    }
}

pub fn example_host(
    _: &Context,
    operation: &Operation,
    place: &Place,
    out: &mut Diagnostics,
) {
    for (example, place) in examples(operation, place) {
        let given = serde_json::to_string(&example.given).unwrap_or_default();
        let answer = example.answer.as_deref().unwrap_or_default();
        for (key, text) in [("given", given.as_str()), ("answer", answer)] {
            for rest in text.split("://").skip(1) {
                let inside = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
                let host = rest.split(|c| !inside(c)).next().unwrap_or_default();
                if !HOSTS.contains(&host) {
                    let hosts = HOSTS.join("` or `");
                    let message =
                        format!("`{host}` may be somebody's site; write `{hosts}`");
                    out.at(&place.to(key), message);
                }
            }
        }
    }
}

fn examples<'a>(
    operation: &'a Operation,
    place: &Place,
) -> impl Iterator<Item = (&'a Example, Place)> {
    let place = place.to("examples");
    operation.examples.iter().enumerate().map(move |(index, it)| (it, place.to(index)))
}

fn own_rows<'a>(
    context: &Context,
    operation: &'a Operation,
    direction: Direction,
) -> Own<'a> {
    let shared = context.shared_rows(direction);
    let rows = operation.rows(direction).iter().map(|(name, row)| (name.as_str(), row));
    rows.filter(|(name, _)| !shared.is_some_and(|rows| rows.contains_key(*name)))
        .collect()
}

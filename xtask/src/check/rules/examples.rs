//! Wire vectors, by their shape: the generated tests of the bindings run every one, byte for byte.

use serde_json::{Map, Value};

use crate::check::context::{Context, ExampleAt, OperationAt};
use crate::check::{Diagnostics, did_you_mean, value};
use crate::spec::kind::{self, Kind, PAGE_ROWS};
use crate::spec::{Direction, Operation, Place, Row, Rows, TimeEncoding, one_line};

/// The vendor's own test site, and the name that belongs to nobody.
const HOSTS: [&str; 2] = ["test.gensee.com", "example.com"];

/// Rows of a table without the shared ones, which no vector holds.
type Own<'a> = Vec<(&'a str, &'a Row)>;

pub fn example_form(at: &ExampleAt, out: &mut Diagnostics) {
    let (example, place) = (at.example, &at.place);
    if example.from.trim().is_empty() {
        out.at(&place.to("from"), "`from` is empty", "say where the vector comes from");
    }
    let (keys, noun): (&[_], _) = match (&example.form, &example.answer) {
        (Some(_), Some(_)) => {
            let what = "the example has `form` and `answer`";
            return out.at(place, what, "keep one of the two");
        }
        (None, None) => {
            let what = "the example has neither `form` nor `answer`";
            return out.at(place, what, "add one");
        }
        (None, Some(_)) if example.reads.is_none() => {
            return out.at(place, "the answer has no `reads`", "add what it reads as");
        }
        (Some(_), None) => (&["reads"], "an answer"),
        (None, Some(_)) => (&["given", "lists", "times"], "a request"),
    };
    for key in keys.iter().filter(|key| at.context.sources.has(&place.to(key))) {
        out.at(&place.to(key).key(), format!("`{key}` belongs to {noun}"), "remove it");
    }
}

pub fn example_given(at: &ExampleAt, out: &mut Diagnostics) {
    let given = &at.example.given;
    if at.example.form.is_none() {
        return;
    }
    let place = at.place.to("given");
    let rows = own_rows(at.context, at.operation, Direction::Request);
    self::given(&rows, given, &place, out);
    let is_open = |row: &Row| row.required.is_none() && row.printed_optional.is_some();
    let must = |row: &Row| kind::is_required(row) && !is_open(row);
    for (name, _) in rows.iter().filter(|(_, row)| must(row)) {
        match given.get(*name) {
            None => {
                let what = format!("`given` leaves out `{name}`, which must be sent");
                out.at(&place, what, "add it");
            }
            Some(value) if *value == "" || *value == Value::Array(Vec::new()) => {
                let what = format!("`{name}` is empty, but it must be sent");
                out.at(&place.to(name), what, "give a value");
            }
            Some(_) => {}
        }
    }
}

/// What of `given` cannot be sent.
fn given(rows: &Own, given: &Map<String, Value>, place: &Place, out: &mut Diagnostics) {
    for (name, value) in given {
        let place = place.to(name);
        let Some((_, row)) = rows.iter().find(|(known, _)| known == name) else {
            let names = rows.iter().map(|(name, _)| *name);
            unknown(name, "request", names, &place, out);
            continue;
        };
        let Some(shape) = kind::shape(row) else { continue };
        let values = match value {
            Value::Array(values) if shape.list => place.items(values).collect(),
            _ if shape.list => {
                out.at(&place, format!("`{name}` is a list"), "put `[…]` around it");
                continue;
            }
            value => vec![(place, value)],
        };
        for (place, value) in values {
            match value {
                Value::Object(map) if shape.kind == Kind::Rows => {
                    self::given(&nested(row), map, &place, out);
                }
                value => {
                    let fault = value::unfit(row, shape, value);
                    out.add(
                        &place,
                        fault.map(|(it, help)| (format!("`{name}`: {it}"), help)),
                    );
                }
            }
        }
    }
}

pub fn example_body(at: &ExampleAt, out: &mut Diagnostics) {
    let ExampleAt { context, operation, example, place } = at;
    let request = own_rows(context, operation, Direction::Request);
    if let Some(form) = &example.form {
        let is_known = |part: &str| {
            let mut names = request.iter().map(|(name, row)| kind::wire_name(name, row));
            part.is_empty()
                || part.contains('=') && names.any(|it| it == parameter(part))
        };
        let ordered = in_order(form, &operation.request);
        if let Some(part) = form.split('&').find(|part| !is_known(part)) {
            let what = format!("`{part}` is not `name=value` of a parameter");
            out.at(&place.to("form"), what, "correct the form");
        } else if ordered != *form {
            let what = "the form is not in the order of the rows";
            let help = format!("write `form: {}`", one_line(&ordered));
            out.at(&place.to("form"), what, help);
        }
    }
    // The tolerant reader takes raw control characters in texts.
    let body = example.answer.as_deref().unwrap_or("{}").replace(char::is_control, " ");
    if let Err(error) = serde_json::from_str::<Map<String, Value>>(&body) {
        let what = format!("the answer is not a JSON object: {error}");
        out.at(&place.to("answer"), what, "correct it");
    }
    if let Some(reads) = &example.reads {
        let page = operation.paging.as_ref().map(|paging| paging.object.as_str());
        let answer = own_rows(context, operation, Direction::Answer);
        known(&answer, page, reads, &place.to("reads"), out);
    }
}

/// The parameter of a part of a form: `list` of `list%5B0%5D.name=x`.
fn parameter(part: &str) -> &str {
    part.split(['=', '[', '.', '%']).next().unwrap_or_default()
}

/// The parts of a form in the order of the rows, in which they are sent; as they stand where one is of no row.
pub fn in_order(form: &str, rows: &Rows) -> String {
    let place = |part: &str| {
        let mut names = rows.iter().map(|(name, row)| kind::wire_name(name, row));
        names.position(|name| name == parameter(part))
    };
    let mut parts: Vec<_> = form.split('&').collect();
    if parts.iter().all(|part| place(part).is_some()) {
        parts.sort_by_key(|part| place(part));
    }
    parts.join("&")
}

/// What of `reads` is not a row of the operation.
fn known(
    rows: &Own,
    page: Option<&str>,
    value: &Value,
    place: &Place,
    out: &mut Diagnostics,
) {
    let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
    for (place, value) in place.clone().items(values) {
        known(rows, page, value, &place, out);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let place = place.to(key);
        let found = rows.iter().find(|(name, row)| kind::wire_name(name, row) == key);
        let shape = found.and_then(|(_, row)| kind::shape(row));
        if shape.map_or(page == Some(key), |shape| shape.kind == Kind::Page) {
            let keys = value.as_object().into_iter().flat_map(Map::keys);
            for key in keys.filter(|key| !PAGE_ROWS.contains(&key.as_str())) {
                unknown(key, "page object", PAGE_ROWS, &place.to(key), out);
            }
        } else if let Some((name, row)) = found {
            if !row.fields.is_empty() {
                let moved = |(_, row): &&(_, &Row)| row.also_on.as_deref() == Some(name);
                let mut own = nested(row);
                own.extend(rows.iter().filter(moved));
                known(&own, None, value, &place, out);
            }
        } else {
            let names = rows.iter().map(|(name, row)| kind::wire_name(name, row));
            unknown(key, "response", names.chain(page), &place, out);
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
    let help = did_you_mean(name, known, "name one that is, or remove it");
    out.at(&place.key(), format!("`{name}` is not a row of the {table}"), help);
}

/// An example says how lists and times are written only where that differs and shows.
pub fn idle_example(at: &ExampleAt, out: &mut Diagnostics) {
    let (operation, example) = (at.operation, at.example);
    let given = operation.request.iter();
    let given = given.filter(|(name, _)| example.given.contains_key(*name));
    let shapes: Vec<_> = given.filter_map(|(_, row)| kind::shape(row)).collect();
    let lists = match example.lists {
        None => None,
        Some(_) if !shapes.iter().any(|shape| shape.list) => Some("no list is given"),
        lists if lists == operation.list_encoding => Some("the operation says the same"),
        Some(_) => None,
    };
    let is_timed = shapes.iter().any(|shape| shape.kind == Kind::Time);
    let times = match example.times {
        Some(TimeEncoding::Millis) => Some("times are written so"),
        Some(TimeEncoding::Text) if !is_timed => Some("no time is given"),
        _ => None,
    };
    for (key, why) in [("lists", lists), ("times", times)] {
        if let Some(why) = why {
            let what = format!("`{key}` changes nothing: {why}");
            out.at(&at.place.to(key), what, "remove it");
        }
    }
}

pub fn example_missing(at: &OperationAt, out: &mut Diagnostics) {
    let OperationAt { context, operation, place, .. } = at;
    let form = operation.examples.iter().any(|example| example.form.is_some());
    let answer = operation.examples.iter().any(|example| example.answer.is_some());
    let needed =
        [(Direction::Request, "form", form), (Direction::Answer, "answer", answer)];
    for (direction, key, _) in needed.into_iter().filter(|(.., there)| !there) {
        let rows = own_rows(context, operation, direction);
        if context.has("shared.yaml") && !rows.is_empty() {
            let table = direction.key();
            let what = format!("the examples have no `{key}`");
            let help = format!("add a wire vector of the {table}");
            out.at(&place.to(table).key(), what, help);
        }
    }
}

pub fn example_host(at: &ExampleAt, out: &mut Diagnostics) {
    let given = serde_json::to_string(&at.example.given).unwrap_or_default();
    let answer = at.example.answer.as_deref().unwrap_or_default();
    for (key, text) in [("given", given.as_str()), ("answer", answer)] {
        for rest in text.split("://").skip(1) {
            let inside = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
            let host = rest.split(|c| !inside(c)).next().unwrap_or_default();
            if !HOSTS.contains(&host) {
                let what = format!("`{host}` may be somebody's site");
                let help = format!("write `{}`", HOSTS.join("` or `"));
                out.at(&at.place.to(key), what, help);
            }
        }
    }
}

fn own_rows<'a>(
    context: &Context,
    operation: &'a Operation,
    direction: Direction,
) -> Own<'a> {
    let shared = context.spec.shared.rows(direction);
    let rows = operation.rows(direction).iter().map(|(name, row)| (name.as_str(), row));
    rows.filter(|(name, _)| !shared.contains_key(*name)).collect()
}

fn nested(row: &Row) -> Own<'_> {
    row.fields.iter().map(|(name, row)| (name.as_str(), row)).collect()
}

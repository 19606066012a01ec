//! What an operation says about its tables as a whole.

use crate::check::context::OperationAt;
use crate::check::rules::readings::page_row;
use crate::check::rules::rows::printed_half;
use crate::check::{Diagnostics, did_you_mean, naming, value};
use crate::spec::kind::{self, Kind, PAGE_ROWS};
use crate::spec::{Condition, Direction, Operation, Place, Row};

/// What a row that a key names must be: what fits, and the words for it.
type Wanted = (fn(&str, &Row) -> bool, &'static str);

const ANY: Wanted = (|_, _| true, "");
const OPTIONAL: Wanted =
    (|_, row| !kind::is_required(row), "a row that may be left out");
const MOMENT: Wanted = (|_, row| is(row, Kind::is_moment), "a time or a date");
const ORDERED: Wanted = (
    |_, row| is(row, |kind| kind.is_number() || kind.is_moment()),
    "a number, a time or a date",
);
const PAGE_NUMBER: Wanted = (
    |_, row| is_int(row) && !kind::is_required(row),
    "a whole number that may be left out, as on the first page",
);
const PAGE_SIZE: Wanted = (
    |_, row| is_int(row) && row.default.is_some(),
    "a whole number with the `default` that fills a page",
);
const LIST: Wanted = (|_, row| kind::is_rows(row), "a list of rows");
const PAGE: Wanted =
    (|_, row| is(row, |kind| kind == Kind::Page), "a page object (`as: page`)");
const PAGE_ROW: Wanted =
    (|name, _| PAGE_ROWS.contains(&name), "one of a page object's rows");

/// A key, the row that it names, and what that must be.
type Reference<'a> = (Place, &'a String, Wanted);

pub fn row_reference(at: &OperationAt, out: &mut Diagnostics) {
    let operation = at.operation;
    let request = requested(operation, &at.place);
    let request = request.into_iter().map(|it| (Direction::Request, it));
    let answer = answered(operation, &at.place);
    let answer = answer.into_iter().map(|it| (Direction::Answer, it));
    for (direction, (place, name, (fits, wanted))) in request.chain(answer) {
        match operation.rows(direction).get(name) {
            None => {
                let rows = operation.rows(direction).keys().map(String::as_str);
                let help = did_you_mean(name, rows, "name one that is");
                let table = direction.key();
                out.at(&place, format!("`{name}` is not a row of the {table}{help}"));
            }
            Some(row) if !fits(name, row) => {
                out.at(&place, format!("`{name}` is not {wanted}; name one that is"));
            }
            Some(_) => {}
        }
    }
}

fn answered<'a>(operation: &'a Operation, file: &Place) -> Vec<Reference<'a>> {
    let Some(paging) = &operation.paging else { return Vec::new() };
    let place = file.to("paging");
    let mut found = vec![(place.to("list"), &paging.list, LIST)];
    if operation.response.contains_key(&paging.object) {
        found.push((place.to("object"), &paging.object, PAGE));
    }
    let flat = paging.flat.iter().enumerate();
    found.extend(flat.map(|(at, name)| (place.to("flat").to(at), name, PAGE_ROW)));
    found
}

fn requested<'a>(operation: &'a Operation, file: &Place) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    if let Some(window) = &operation.window {
        let place = file.to("window");
        found.push((place.to("start"), &window.start, MOMENT));
        found.push((place.to("end"), &window.end, MOMENT));
    }
    if let Some(paging) = &operation.paging {
        let place = file.to("paging");
        found.push((place.to("number"), &paging.number, PAGE_NUMBER));
        let size = paging.sized_by.iter();
        found.extend(size.map(|name| (place.to("sized_by"), name, PAGE_SIZE)));
    }
    for (index, condition) in operation.conditions.iter().enumerate() {
        let place = file.to("conditions").to(index);
        let Condition { require, fix, only, order, when } = condition;
        for (key, name) in [("require", require), ("only", only)] {
            found.extend(name.iter().map(|name| (place.to(key), name, OPTIONAL)));
        }
        let fix = fix.keys().map(|name| ("fix", name));
        for (key, name) in fix.chain(when.keys().map(|name| ("when", name))) {
            found.push((place.to(key).to(name).key(), name, ANY));
        }
        for (index, name) in order.iter().enumerate() {
            found.push((place.to("order").to(index), name, ORDERED));
        }
    }
    found
}

pub fn row_pair(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    let window =
        operation.window.iter().map(|it| (place.to("window"), &it.start, &it.end));
    let conditions = operation.conditions.iter().enumerate();
    let orders =
        conditions.filter_map(|(index, condition)| match &condition.order[..] {
            [less, more] => {
                Some((place.to("conditions").to(index).to("order"), less, more))
            }
            _ => None,
        });
    for (place, first, second) in window.chain(orders) {
        let kind = |name: &str| Some(kind::shape(operation.request.get(name)?)?.kind);
        if first == second {
            out.at(&place.key(), format!("`{first}` stands twice; name two rows"));
        } else if let Some((one, two)) =
            kind(first).zip(kind(second)).filter(|(a, b)| a != b)
        {
            let (one, two) = (one.noun(), two.noun());
            let message = format!("`{first}` is {one}, but `{second}` is {two}");
            out.at(&place.key(), format!("{message}; name rows of one kind"));
        }
    }
}

pub fn window_list(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    let cut = operation.window.is_some() && operation.paging.is_none();
    let lists = operation.response.values().filter(|row| kind::is_rows(row)).count();
    if cut && lists != 1 {
        let message = format!("the answer has {lists} lists");
        let help = if lists == 0 { "remove `window`" } else { "add `paging`" };
        let message =
            format!("{message}, so nothing tells which one the window cuts; {help}");
        out.at(&place.to("window").key(), message);
    }
}

pub fn page_name(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    let Some(paging) = &operation.paging else { return };
    let (name, place) = (&paging.object, place.to("paging").to("object"));
    if operation.response.contains_key(name) {
        return;
    }
    let field = naming::default_field(name);
    let mut others =
        operation.response.iter().filter(|(it, _)| !paging.flat.contains(it));
    if let Some((other, _)) = others.find(|(it, row)| naming::field(it, row) == field) {
        let message = format!("`{name}` makes the field of `{other}`");
        out.at(&place, format!("{message}; did you mean `{other}`?"));
    } else if let Some(page) = page_row(operation) {
        let message =
            format!("`{name}` is not printed, but the page object `{page}` is");
        out.at(&place, format!("{message}; write `{page}`"));
    }
}

pub fn condition_form(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    for (index, condition) in operation.conditions.iter().enumerate() {
        let place = place.to("conditions").to(index);
        let Condition { require, fix, only, order, when } = condition;
        let sorts =
            [require.is_some(), !fix.is_empty(), only.is_some(), !order.is_empty()];
        let count = sorts.iter().filter(|there| **there).count();
        let mut owns = require.iter().chain(only);
        if count != 1 {
            let message = format!(
                "the condition has {count} of `require`, `fix`, `only` and `order`"
            );
            out.at(&place, format!("{message}; keep one"));
        } else if !order.is_empty() && !when.is_empty() {
            out.at(&place.to("when").key(), "`order` always holds; remove `when`");
        } else if !order.is_empty() && order.len() != 2 {
            out.at(
                &place.to("order").key(),
                "`order` takes two rows, the lesser first; name two",
            );
        } else if order.is_empty() && when.len() != 1 {
            let message = format!("the condition has {} rows in `when`", when.len());
            out.at(&place, format!("{message}; name one"));
        } else if let Some(name) = owns.find(|name| when.contains_key(*name)) {
            let message =
                format!("`{name}` depends on itself; name another row in `when`");
            out.at(&place.to("when").key(), message);
        }
    }
}

pub fn condition_value(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    for (index, condition) in operation.conditions.iter().enumerate() {
        let place = place.to("conditions").to(index);
        let fixed = condition.fix.iter().map(|(name, text)| ("fix", name, text));
        let when = condition.when.iter().flat_map(|(name, values)| {
            values.values().iter().map(move |text| ("when", name, text))
        });
        for (key, name, text) in fixed.chain(when) {
            let row = operation.request.get(name);
            let shaped = row.and_then(|row| Some((row, kind::shape(row)?)));
            let misfit = shaped.and_then(|(row, shape)| value::misfit(row, shape, text));
            if let Some(misfit) = misfit {
                out.at(&place.to(key).to(name), format!("`{name}`: {misfit}"));
            }
        }
    }
}

pub fn shared_row(at: &OperationAt, out: &mut Diagnostics) {
    let OperationAt { context, operation, place } = at;
    for direction in Direction::TABLES {
        for (name, row) in operation.rows(direction) {
            let shared = context.spec.shared.rows(direction).get(name);
            let Some(shared) = shared else { continue };
            let place = place.to(direction.key()).to(name).key();
            let print = printed_half(row);
            if print == printed_half(shared) {
                let message = format!("`{name}` repeats the shared row cell by cell");
                out.at(&place, format!("{message}; remove it"));
            } else if *row != (Row { misprints: row.misprints.clone(), ..print }) {
                let message = format!(
                    "`{name}` is a shared row: its readings stand in `shared.yaml`"
                );
                out.at(&place, format!("{message}; remove them here"));
            }
        }
    }
}

pub fn shared_without(at: &OperationAt, out: &mut Diagnostics) {
    let OperationAt { context, operation, place } = at;
    let shared = &context.spec.shared;
    if !context.has("shared.yaml") {
        return;
    }
    for (index, name) in operation.without.iter().enumerate() {
        let place = place.to("without").to(index);
        let own = Direction::TABLES.map(|it| (shared.rows(it), operation.rows(it)));
        if !own.iter().any(|(shared, _)| shared.contains_key(name)) {
            let known = own.iter().flat_map(|(shared, _)| shared.keys());
            let help = did_you_mean(name, known.map(String::as_str), "remove it");
            out.at(&place, format!("`{name}` is not a shared row{help}"));
        } else if own
            .iter()
            .any(|(shared, own)| shared.contains_key(name) && own.contains_key(name))
        {
            out.at(&place, format!("`{name}` stands in the table; remove it"));
        }
    }
}

/// Whether a row is one value, of a kind that fits.
fn is(row: &Row, fits: impl Fn(Kind) -> bool) -> bool {
    kind::shape(row).is_some_and(|shape| !shape.list && fits(shape.kind))
}

fn is_int(row: &Row) -> bool {
    is(row, |kind| kind == Kind::Int)
}

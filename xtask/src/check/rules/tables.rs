//! What an operation says about its tables as a whole.

use crate::check::context::OperationAt;
use crate::check::rules::readings::page_row;
use crate::check::rules::rows::printed_half;
use crate::check::{Diagnostics, did_you_mean, value};
use crate::codegen::names;
use crate::spec::Direction::{self, Answer, Request};
use crate::spec::kind::{self, Kind, PAGE_ROWS};
use crate::spec::{Condition, Operation, Place, Row};

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

pub fn row_reference(at: &OperationAt, out: &mut Diagnostics) {
    let mut see = |direction, place: Place, name: &str, (fits, wanted): Wanted| {
        let rows = at.operation.rows(direction);
        match rows.get(name) {
            None => {
                let names = rows.keys().map(String::as_str);
                let help = did_you_mean(name, names, "name one that is, or remove it");
                let table = direction.key();
                out.at(&place, format!("`{name}` is not a row of the {table}"), help);
            }
            Some(row) if !fits(name, row) => {
                out.at(&place, format!("`{name}` is not {wanted}"), "name one that is");
            }
            Some(_) => {}
        }
    };
    let Operation { window, paging, conditions, response, .. } = at.operation;
    if let Some(paging) = paging {
        let place = at.place.to("paging");
        see(Answer, place.to("list"), &paging.list, LIST);
        if response.contains_key(&paging.object) {
            see(Answer, place.to("object"), &paging.object, PAGE);
        }
        for (place, name) in place.to("flat").items(&paging.flat) {
            see(Answer, place, name, PAGE_ROW);
        }
        see(Request, place.to("number"), &paging.number, PAGE_NUMBER);
        if let Some(name) = &paging.sized_by {
            see(Request, place.to("sized_by"), name, PAGE_SIZE);
        }
    }
    if let Some(window) = window {
        let place = at.place.to("window");
        see(Request, place.to("start"), &window.start, MOMENT);
        see(Request, place.to("end"), &window.end, MOMENT);
    }
    for (place, condition) in at.place.to("conditions").items(conditions) {
        let Condition { require, fix, only, order, when } = condition;
        for (key, name) in [("require", require), ("only", only)] {
            name.iter().for_each(|name| see(Request, place.to(key), name, OPTIONAL));
        }
        for (place, name, _) in place.to("fix").entries(fix) {
            see(Request, place.key(), name, ANY);
        }
        for (place, name, _) in place.to("when").entries(when) {
            see(Request, place.key(), name, ANY);
        }
        for (place, name) in place.to("order").items(order) {
            see(Request, place, name, ORDERED);
        }
    }
}

pub fn row_pair(at: &OperationAt, out: &mut Diagnostics) {
    let Operation { window, conditions, request, .. } = at.operation;
    let window = window.iter().map(|it| (at.place.to("window"), &it.start, &it.end));
    let conditions = at.place.to("conditions").items(conditions);
    let orders =
        conditions.filter_map(|(place, condition)| match &condition.order[..] {
            [less, more] => Some((place.to("order"), less, more)),
            _ => None,
        });
    for (place, first, second) in window.chain(orders) {
        let kind = |name: &str| Some(kind::shape(request.get(name)?)?.kind);
        let kinds = kind(first).zip(kind(second));
        if first == second {
            out.at(&place.key(), format!("`{first}` stands twice"), "name two rows");
        } else if let Some((one, two)) = kinds.filter(|(one, two)| one != two) {
            let (one, two) = (one.noun(), two.noun());
            let what = format!("`{first}` is {one}, but `{second}` is {two}");
            out.at(&place.key(), what, "name rows of one kind");
        }
    }
}

pub fn window_list(at: &OperationAt, out: &mut Diagnostics) {
    let Operation { window, paging, response, .. } = at.operation;
    let lists = response.values().filter(|row| kind::is_rows(row)).count();
    if window.is_some() && paging.is_none() && lists != 1 {
        let why = "so nothing tells which one the window cuts";
        let help = if lists == 0 { "remove `window`" } else { "add `paging`" };
        let what = format!("the answer has {lists} lists, {why}");
        out.at(&at.place.to("window").key(), what, help);
    }
}

pub fn page_name(at: &OperationAt, out: &mut Diagnostics) {
    let Operation { paging, response, .. } = at.operation;
    let Some(paging) = paging else { return };
    let (name, place) = (&paging.object, at.place.to("paging").to("object"));
    if response.contains_key(name) {
        return;
    }
    let field = names::default_field(name);
    let mut others = response.iter().filter(|(it, _)| !paging.flat.contains(it));
    if let Some((other, _)) = others.find(|(it, row)| names::field(it, row) == field) {
        let what = format!("`{name}` makes the field of `{other}`");
        out.at(&place, what, format!("did you mean `{other}`?"));
    } else if let Some(page) = page_row(at.operation) {
        let what = format!("`{name}` is not printed, but the page object `{page}` is");
        out.at(&place, what, format!("write `{page}`"));
    }
}

pub fn condition_form(at: &OperationAt, out: &mut Diagnostics) {
    for (place, condition) in at.place.to("conditions").items(&at.operation.conditions) {
        let Condition { require, fix, only, order, when } = condition;
        let sorts =
            [require.is_some(), !fix.is_empty(), only.is_some(), !order.is_empty()];
        let count = sorts.iter().filter(|there| **there).count();
        let mut owns = require.iter().chain(only);
        let (order_at, when_at) = (place.to("order").key(), place.to("when").key());
        if count != 1 {
            let sorts = "`require`, `fix`, `only` and `order`";
            out.at(&place, format!("the condition has {count} of {sorts}"), "keep one");
        } else if !order.is_empty() && !when.is_empty() {
            out.at(&when_at, "`order` always holds", "remove `when`");
        } else if !order.is_empty() && order.len() != 2 {
            out.at(&order_at, "`order` takes two rows, the lesser first", "name two");
        } else if order.is_empty() && when.len() != 1 {
            let count = when.len();
            out.at(
                &place,
                format!("the condition has {count} rows in `when`"),
                "name one",
            );
        } else if let Some(name) = owns.find(|name| when.contains_key(*name)) {
            let help = "name another row in `when`";
            out.at(&when_at, format!("`{name}` depends on itself"), help);
        }
    }
}

pub fn condition_value(at: &OperationAt, out: &mut Diagnostics) {
    for (place, condition) in at.place.to("conditions").items(&at.operation.conditions) {
        let fixed = condition.fix.iter().map(|(name, text)| ("fix", name, text));
        let when = condition.when.iter().flat_map(|(name, values)| {
            values.values().iter().map(move |text| ("when", name, text))
        });
        for (key, name, text) in fixed.chain(when) {
            let row = at.operation.request.get(name);
            let shaped = row.and_then(|row| Some((row, kind::shape(row)?)));
            let misfit = shaped.and_then(|(row, shape)| value::misfit(row, shape, text));
            if let Some((what, help)) = misfit {
                out.at(&place.to(key).to(name), format!("`{name}`: {what}"), help);
            }
        }
    }
}

pub fn shared_row(at: &OperationAt, out: &mut Diagnostics) {
    for direction in Direction::TABLES {
        let all = at.context.spec.shared.rows(direction);
        let rows = at.operation.rows(direction);
        for (place, name, row) in at.place.to(direction.key()).entries(rows) {
            let Some(shared) = all.get(name) else { continue };
            let print = printed_half(row);
            let misprints = row.misprints.clone();
            if print == (Row { misprints, ..printed_half(shared) }) {
                let what = format!("`{name}` repeats the shared row cell by cell");
                out.at(&place.key(), what, "remove it");
            } else if *row != print {
                let why = "its readings stand in `shared.yaml`";
                let what = format!("`{name}` is a shared row: {why}");
                out.at(&place.key(), what, "remove them here");
            }
        }
    }
}

pub fn shared_without(at: &OperationAt, out: &mut Diagnostics) {
    let OperationAt { context, operation, place, .. } = at;
    if !context.has("shared.yaml") {
        return;
    }
    let tables =
        Direction::TABLES.map(|it| (context.spec.shared.rows(it), operation.rows(it)));
    for (place, name) in place.to("without").items(&operation.without) {
        let mut shared =
            tables.iter().filter(|(all, _)| all.contains_key(name)).peekable();
        if shared.peek().is_none() {
            let known = tables.iter().flat_map(|(all, _)| all.keys());
            let help = did_you_mean(name, known.map(String::as_str), "remove it");
            out.at(&place, format!("`{name}` is not a shared row"), help);
        } else if shared.any(|(_, own)| own.contains_key(name)) {
            out.at(&place, format!("`{name}` stands in the table"), "remove it");
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

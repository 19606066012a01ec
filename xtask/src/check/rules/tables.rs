//! What an operation says about its tables as a whole.

use crate::check::context::Context;
use crate::check::{Faults, did_you_mean, naming, value};
use crate::spec::kind::{self, Kind, PAGE_ROWS, Shape};
use crate::spec::{Condition, Direction, Operation, Place, Row, Rows};

/// `window` names two request rows that are both times or both dates.
pub fn window_rows(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let Some(window) = &operation.window else { continue };
        let place = place.to("window");
        let mut kinds = Vec::new();
        for (key, name) in [("start", &window.start), ("end", &window.end)] {
            let place = place.to(key);
            let Some(row) = request_row(operation, name, &place, faults) else {
                continue;
            };
            match kind::shape(row) {
                Some(shape) if shape.kind.is_moment() && !shape.list => {
                    kinds.push(shape.kind);
                }
                shape => {
                    let what =
                        shape.map_or("unknown".to_owned(), |shape| shape.kind.noun());
                    faults.at(&place, format!("`{name}` is {what}; a window needs a row `as: time` or `as: date`"));
                }
            }
        }
        if let [start, end] = kinds[..]
            && start != end
        {
            let message = format!(
                "`{}` is {}, `{}` is {}; make both the same",
                window.start,
                start.noun(),
                window.end,
                end.noun()
            );
            faults.at(&place.key(), message);
        } else if window.start == window.end {
            faults.at(
                &place.to("end"),
                format!("`{}` is the window's start already; name its end", window.end),
            );
        }
    }
}

/// A window without `paging` cuts an answer with one list.
pub fn window_list(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let cut = operation.window.is_some() && operation.paging.is_none();
        let lists = operation.response.values().filter(|row| is_rows(row)).count();
        if cut && lists != 1 {
            let message = format!(
                "the answer has {lists} lists, so nothing tells which one the window cuts; add `paging`"
            );
            faults.at(&place.to("window").key(), message);
        }
    }
}

/// `paging` names a number of the request, a list of rows and a page object of the answer, and flat rows that are
/// there.
pub fn paging_rows(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let Some(paging) = &operation.paging else { continue };
        let place = place.to("paging");
        let number = request_row(operation, &paging.number, &place.to("number"), faults);
        if number.is_some_and(|row| {
            kind::shape(row) != Some(Shape { kind: Kind::Int, list: false })
        }) {
            let message = format!(
                "`{}` is not a whole number, so it chooses no page; read it `as: int`",
                paging.number
            );
            faults.at(&place.to("number"), message);
        } else if number.is_some_and(kind::is_required) {
            let message = format!(
                "`{}` must be sent, but the first page needs none; add `required: false`",
                paging.number
            );
            faults.at(&place.to("number"), message);
        }
        if let Some(sized_by) = &paging.sized_by {
            let place = place.to("sized_by");
            let row = request_row(operation, sized_by, &place, faults);
            if row.is_some_and(|row| {
                kind::shape(row) != Some(Shape { kind: Kind::Int, list: false })
                    || row.default.is_none()
            }) {
                let message = format!(
                    "`{sized_by}` is not a whole number with a `default`, so nothing tells when a page is full"
                );
                faults.at(&place, message);
            }
        }
        match operation.response.get(&paging.list) {
            None => absent(
                &paging.list,
                "response",
                &operation.response,
                &place.to("list"),
                faults,
            ),
            Some(row) if !is_rows(row) => {
                faults.at(
                    &place.to("list"),
                    format!(
                        "`{}` is not a list of rows; name the list of the page",
                        paging.list
                    ),
                );
            }
            Some(_) => {}
        }
        let object = place.to("object");
        match operation.response.get(&paging.object) {
            Some(row)
                if kind::shape(row).is_none_or(|shape| shape.kind != Kind::Page) =>
            {
                faults.at(
                    &object,
                    format!(
                        "`{}` is not a page object; read the row `as: page`",
                        paging.object
                    ),
                );
            }
            Some(_) if !paging.flat.is_empty() => {
                faults.at(
                    &place.to("flat").key(),
                    "`flat` is for an object that is not printed; remove it",
                );
            }
            Some(_) => {}
            None => {
                let field = naming::default_field(&paging.object);
                let others = operation
                    .response
                    .iter()
                    .filter(|(name, _)| !paging.flat.contains(name));
                if let Some((name, _)) = others
                    .into_iter()
                    .find(|(name, row)| naming::field(name, row) == field)
                {
                    let message = format!(
                        "`{}` makes the field of `{name}`; did you mean `{name}`?",
                        paging.object
                    );
                    faults.at(&object, message);
                } else if let Some(printed) = page_row(operation) {
                    let message = format!(
                        "`{}` is not printed, but `{printed}` is a page object; name that",
                        paging.object
                    );
                    faults.at(&object, message);
                }
            }
        }
        for (index, name) in paging.flat.iter().enumerate() {
            let place = place.to("flat").to(index);
            match operation.response.get(name) {
                None => absent(name, "response", &operation.response, &place, faults),
                Some(_) if !PAGE_ROWS.contains(&name.as_str()) => {
                    faults.at(
                        &place,
                        format!("`{name}` is none of the page object's rows; remove it"),
                    );
                }
                Some(_) => {}
            }
        }
    }
}

/// An operation whose request has `pageNo` says its `paging`.
pub fn page_parameter(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        if operation.request.contains_key("pageNo") && operation.paging.is_none() {
            faults.at(
                &place.to("request").to("pageNo").key(),
                "`pageNo` chooses a page; add `paging`",
            );
        }
    }
}

/// A condition is exactly one of `require`, `fix`, `only` and `order`, the first three with one `when`.
pub fn condition_form(context: &Context, faults: &mut Faults) {
    conditions(context, |_, condition, place| {
        let sorts = [
            condition.require.is_some(),
            !condition.fix.is_empty(),
            condition.only.is_some(),
            !condition.order.is_empty(),
        ];
        let count = sorts.iter().filter(|there| **there).count();
        let [.., order] = sorts;
        if count != 1 {
            faults.at(place, format!("the condition has {count} of `require`, `fix`, `only` and `order`; keep one"));
        } else if order && !condition.when.is_empty() {
            faults.at(&place.to("when").key(), "`order` always holds; remove `when`");
        } else if order
            && (condition.order.len() != 2
                || condition.order.first() == condition.order.get(1))
        {
            faults.at(
                &place.to("order").key(),
                "`order` takes two different rows, the lesser first",
            );
        } else if !order && condition.when.len() != 1 {
            faults.at(
                place,
                format!(
                    "the condition has {} rows in `when`; name one",
                    condition.when.len()
                ),
            );
        }
    });
}

/// The rows of a condition are there and can meet it: `require` and `only` name rows that may be left out.
pub fn condition_rows(context: &Context, faults: &mut Faults) {
    conditions(context, |operation, condition, place| {
        for (key, name) in [("require", &condition.require), ("only", &condition.only)] {
            let Some(name) = name else { continue };
            let row = request_row(operation, name, &place.to(key), faults);
            if row.is_some_and(kind::is_required) {
                let message = format!(
                    "`{name}` must be sent anyway, so `{key}` changes nothing or cannot hold; correct one"
                );
                faults.at(&place.to(key), message);
            }
            if condition.when.contains_key(name) {
                faults.at(
                    &place.to(key),
                    format!("`{name}` depends on itself; name another row in `when`"),
                );
            }
        }
        for name in condition.fix.keys() {
            request_row(operation, name, &place.to("fix").to(name).key(), faults);
        }
        for name in condition.when.keys() {
            request_row(operation, name, &place.to("when").to(name).key(), faults);
        }
        let mut kinds = Vec::new();
        for (index, name) in condition.order.iter().enumerate() {
            let place = place.to("order").to(index);
            let Some(row) = request_row(operation, name, &place, faults) else {
                continue;
            };
            match kind::shape(row) {
                Some(shape)
                    if !shape.list
                        && (shape.kind.is_number() || shape.kind.is_moment()) =>
                {
                    kinds.push(shape.kind);
                }
                _ => faults.at(
                    &place,
                    format!("`{name}` has no order; name a number, a time or a date"),
                ),
            }
        }
        if let [less, more] = kinds[..]
            && less != more
        {
            let message = format!(
                "the condition compares {} with {}; name rows of one kind",
                less.noun(),
                more.noun()
            );
            faults.at(&place.to("order").key(), message);
        }
    });
}

/// The values in `fix` and `when` are values of their rows.
pub fn condition_value(context: &Context, faults: &mut Faults) {
    conditions(context, |operation, condition, place| {
        let mut see = |name: &str, text: &str, place: Place| {
            let Some(row) = operation.request.get(name) else { return };
            let fault =
                kind::shape(row).and_then(|shape| value::fault(row, shape, text));
            if let Some(fault) = fault {
                faults.at(&place, format!("`{name}`: {fault}"));
            }
        };
        for (name, text) in &condition.fix {
            see(name, text, place.to("fix").to(name));
        }
        for (name, values) in &condition.when {
            for text in values.values() {
                see(name, text, place.to("when").to(name));
            }
        }
    });
}

/// `list_encoding` stands if and only if the request has a list.
pub fn list_encoding(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let list = operation
            .request
            .iter()
            .find(|(_, row)| kind::shape(row).is_some_and(|shape| shape.list));
        match (list, operation.list_encoding) {
            (Some((name, _)), None) => {
                let message = format!(
                    "`{name}` is a list, but nothing says how lists are written; add `list_encoding`"
                );
                faults.at(&place.to("request").to(name).key(), message);
            }
            (None, Some(_)) => {
                faults.at(
                    &place.to("list_encoding"),
                    "`list_encoding` is about lists, but the request has none; remove it",
                );
            }
            _ => {}
        }
    }
}

/// A shared row stands in a table only where a cell differs.
pub fn shared_repeated(context: &Context, faults: &mut Faults) {
    own_shared(context, |name, row, shared, place| {
        let cells = |row: &Row| {
            (row.printed_name.clone(), row.ty.clone(), row.optional, row.note.clone())
        };
        if cells(row) == cells(shared) {
            faults.at(
                &place.key(),
                format!("`{name}` repeats the shared row cell by cell; remove it"),
            );
        }
    });
}

/// `without` names shared rows, each once, that the tables really leave out.
pub fn shared_without(context: &Context, faults: &mut Faults) {
    let Some(shared) = &context.shared else { return };
    for (_, operation, place) in context.operations() {
        for (index, name) in operation.without.iter().enumerate() {
            let place = place.to("without").to(index);
            if !shared.request.contains_key(name) && !shared.response.contains_key(name)
            {
                let near = did_you_mean(
                    name,
                    shared
                        .request
                        .keys()
                        .chain(shared.response.keys())
                        .map(String::as_str),
                );
                let cure = if near.is_empty() { "; remove it".to_owned() } else { near };
                faults.at(&place, format!("`{name}` is not a shared row{cure}"));
            } else if operation.without[..index].contains(name) {
                faults.at(
                    &place,
                    format!("`without` lists `{name}` twice; keep one of the two"),
                );
            } else if operation.request.contains_key(name)
                && shared.request.contains_key(name)
                || operation.response.contains_key(name)
                    && shared.response.contains_key(name)
            {
                faults.at(
                    &place,
                    format!("`{name}` stands in the table; remove it from `without`"),
                );
            }
        }
    }
}

/// A shared row that a table prints in its own way has no readings there, but for its misprints: those of
/// `shared.yaml` hold.
pub fn shared_reading(context: &Context, faults: &mut Faults) {
    own_shared(context, |name, row, _, place| {
        let read = Row {
            printed_name: row.printed_name.clone(),
            ty: row.ty.clone(),
            optional: row.optional,
            note: row.note.clone(),
            misprints: row.misprints.clone(),
            ..Row::default()
        };
        if *row != read {
            faults.at(
                &place.key(),
                format!("`{name}` is a shared row: its readings stand in `shared.yaml`; remove them here"),
            );
        }
    });
}

fn own_shared(context: &Context, mut see: impl FnMut(&str, &Row, &Row, Place)) {
    for (_, operation, place) in context.operations() {
        for direction in Direction::TABLES {
            for (name, row) in operation.rows(direction) {
                if let Some(shared) =
                    context.shared_rows(direction).and_then(|shared| shared.get(name))
                {
                    see(name, row, shared, place.to(direction.key()).to(name));
                }
            }
        }
    }
}

fn conditions(context: &Context, mut see: impl FnMut(&Operation, &Condition, &Place)) {
    for (_, operation, place) in context.operations() {
        for (index, condition) in operation.conditions.iter().enumerate() {
            see(operation, condition, &place.to("conditions").to(index));
        }
    }
}

/// The request row `name`, or a fault.
fn request_row<'a>(
    operation: &'a Operation,
    name: &str,
    place: &Place,
    faults: &mut Faults,
) -> Option<&'a Row> {
    let row = operation.request.get(name);
    if row.is_none() {
        absent(name, "request", &operation.request, place, faults);
    }
    row
}

fn absent(name: &str, side: &str, rows: &Rows, place: &Place, faults: &mut Faults) {
    let near = did_you_mean(name, rows.keys().map(String::as_str));
    let cure = if near.is_empty() { "; name one that is".to_owned() } else { near };
    faults.at(place, format!("`{name}` is not a row of the {side}{cure}"));
}

fn is_rows(row: &Row) -> bool {
    kind::shape(row) == Some(Shape { kind: Kind::Rows, list: true })
}

/// The answer's page object, if it is printed.
pub(super) fn page_row(operation: &Operation) -> Option<&str> {
    let mut rows = operation.response.iter();
    rows.find(|(_, row)| kind::shape(row).is_some_and(|shape| shape.kind == Kind::Page))
        .map(|(name, _)| name.as_str())
}

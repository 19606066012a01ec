//! Wire vectors: they must be what the spec makes of them.

use serde_json::Value;

use crate::check::context::Context;
use crate::check::{Faults, did_you_mean, vector};
use crate::spec::kind;
use crate::spec::{Direction, Example, Operation, Place};

/// An example is a request (`given` and `form`) or an answer (`answer` and `reads`), and says where it comes from.
pub fn example_form(context: &Context, faults: &mut Faults) {
    each(context, |_, example, place| {
        if example.from.trim().is_empty() {
            faults.at(
                &place.to("from"),
                "`from` is empty; say where the vector comes from",
            );
        }
        let request = [
            ("given", !example.given.is_empty()),
            ("form", example.form.is_some()),
            ("lists", example.lists.is_some()),
            ("times", example.times.is_some()),
        ];
        let answer =
            [("answer", example.answer.is_some()), ("reads", example.reads.is_some())];
        let count =
            |keys: &[(&str, bool)]| keys.iter().filter(|(_, there)| *there).count();
        match (example.form.is_some(), example.answer.is_some()) {
            (false, false) => {
                faults.at(place, "the example has neither `form` nor `answer`; add one");
            }
            (true, true) => faults
                .at(place, "the example has both `form` and `answer`; make two of it"),
            (true, false) if count(&answer) > 0 => {
                faults.at(
                    &place.to("reads").key(),
                    "`reads` belongs to an answer; remove it",
                );
            }
            (false, true) if example.reads.is_none() => {
                faults.at(place, "the answer has no `reads`; add what it reads as");
            }
            (false, true) => {
                for (key, _) in request.iter().filter(|(_, there)| *there) {
                    faults.at(
                        &place.to(key).key(),
                        format!("`{key}` belongs to a request; remove it"),
                    );
                }
            }
            (true, false) => {}
        }
    });
}

/// An example gives parameters that there are, with values that may be sent, and all that must be.
pub fn example_given(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        if example.form.is_none() {
            return;
        }
        let rows = own_rows(context, operation, Direction::Request);
        let given = place.to("given");
        vector::check_given(&rows, &example.given, &given, &mut |place, message| {
            faults.at(&place, message);
        });
        for (name, row) in rows {
            let given_value = example.given.get(name);
            let empty = given_value.is_some_and(|value| {
                value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty)
            });
            if kind::is_required(row) && given_value.is_none() {
                faults.at(
                    &given,
                    format!("`given` leaves out `{name}`, which must be sent; add it"),
                );
            } else if kind::is_required(row) && empty {
                faults.at(
                    &given.to(name),
                    format!("`{name}` is empty, but it must be sent; give a value"),
                );
            }
        }
    });
}

/// `form` is, byte for byte, what the given parameters are written as.
pub fn example_request(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        let Some(form) = &example.form else { return };
        let rows = own_rows(context, operation, Direction::Request);
        // What cannot be sent has been said by `example_given`.
        let mut sendable = true;
        vector::check_given(&rows, &example.given, place, &mut |_, _| sendable = false);
        if !sendable {
            return;
        }
        let Some(written) = vector::form(&rows, example, operation.list_encoding) else {
            return;
        };
        if *form != written {
            let parts =
                |text: &str| text.split('&').map(str::to_owned).collect::<Vec<_>>();
            let (old, new) = (parts(form), parts(&written));
            let first = old
                .iter()
                .zip(&new)
                .position(|(a, b)| a != b)
                .unwrap_or(old.len().min(new.len()));
            let shown = |parts: &[String]| match parts.get(first) {
                Some(part) => format!("`{part}`"),
                None => "nothing".to_owned(),
            };
            let message = format!(
                "the parameters are written `{written}`, not `{form}`; parameter {} is {} where {} stands",
                first + 1,
                shown(&new),
                shown(&old)
            );
            faults.at(&place.to("form"), message);
        }
    });
}

/// `answer` is a JSON object whose keys are the operation's.
pub fn example_answer(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        let Some(body) = &example.answer else { return };
        let place = place.to("answer");
        match vector::parse(body) {
            Err(fault) => faults.at(&place, format!("the answer is not JSON: {fault}")),
            Ok(Value::Object(map)) => {
                for (path, key, known) in
                    vector::unknown_keys(&answer_rows(context, operation), &map)
                {
                    let near = did_you_mean(&key, known.iter().map(String::as_str));
                    let cure = if near.is_empty() {
                        "; correct the answer or the table".to_owned()
                    } else {
                        near
                    };
                    faults.at(
                        &place,
                        format!("`{path}` is not a row of the response{cure}"),
                    );
                }
            }
            Ok(_) => {
                faults
                    .at(&place, "the answer is not a JSON object; every answer is one");
            }
        }
    });
}

/// `reads` is what the answer reads as: rows in their order under their first wire names, values by kind, no absent ones.
pub fn example_reads(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        let Some((body, reads)) = example.answer.as_ref().zip(example.reads.as_ref())
        else {
            return;
        };
        let Ok(Value::Object(map)) = vector::parse(body) else { return };
        let place = place.to("reads");
        match vector::read(
            &own_rows(context, operation, Direction::Answer),
            operation.paging.as_ref(),
            &map,
        ) {
            Err(fault) => faults.at(&place, fault),
            Ok(expected) => {
                let difference = vector::first_difference("$", &expected, reads);
                let [ordered, written] = [&expected, reads].map(Value::to_string);
                if difference.is_none() && ordered != written {
                    faults.at(&place, "`reads` has its keys in another order than the table has its rows; follow the table");
                }
                if let Some((path, expected, found)) = difference {
                    let show = |value: Option<Value>| {
                        value.map_or("nothing".to_owned(), |value| format!("`{value}`"))
                    };
                    let message = format!(
                        "`{path}` reads as {}, not {}; correct it",
                        show(expected),
                        show(found)
                    );
                    faults.at(&place, message);
                }
            }
        }
    });
}

/// An operation with parameters has a request among its examples, one with response rows an answer.
pub fn example_missing(context: &Context, faults: &mut Faults) {
    if context.shared.is_none() {
        return;
    }
    for (_, operation, place) in context.operations() {
        for (side, key, there) in [
            (
                Direction::Request,
                "form",
                operation.examples.iter().any(|example| example.form.is_some()),
            ),
            (
                Direction::Answer,
                "answer",
                operation.examples.iter().any(|example| example.answer.is_some()),
            ),
        ] {
            if !there && !own_rows(context, operation, side).is_empty() {
                let message = format!(
                    "the examples have no `{key}`; add a wire vector of the {}",
                    side.key()
                );
                faults.at(&place.to(side.key()).key(), message);
            }
        }
    }
}

/// An address in an example lies at `test.gensee.com` or `example.com`: no customer's site is published.
pub fn example_host(context: &Context, faults: &mut Faults) {
    each(context, |_, example, place| {
        let given = serde_json::to_string(&example.given).unwrap_or_default();
        let answer = example.answer.clone().unwrap_or_default();
        for (key, text) in [("given", given), ("answer", answer)] {
            for rest in text.split("://").skip(1) {
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-'))
                    .unwrap_or(rest.len());
                let host = &rest[..end];
                if !HOSTS.contains(&host) {
                    let message = format!(
                        "`{host}` may be somebody's site; write `{}`",
                        HOSTS.join("` or `")
                    );
                    faults.at(&place.to(key), message);
                }
            }
        }
    });
}

/// The vendor's own test site, and the name that belongs to nobody.
const HOSTS: [&str; 2] = ["test.gensee.com", "example.com"];

/// Every example, if it is known which rows are shared.
fn each(context: &Context, mut see: impl FnMut(&Operation, &Example, &Place)) {
    if context.shared.is_none() {
        return;
    }
    for (_, operation, place) in context.operations() {
        for (index, example) in operation.examples.iter().enumerate() {
            see(operation, example, &place.to("examples").to(index));
        }
    }
}

/// The rows of a table without the shared ones, which no vector holds.
fn own_rows<'a>(
    context: &Context,
    operation: &'a Operation,
    direction: Direction,
) -> vector::Own<'a> {
    let shared = context.shared_rows(direction);
    operation
        .rows(direction)
        .iter()
        .filter(|(name, _)| shared.is_none_or(|shared| !shared.contains_key(*name)))
        .collect()
}

/// The rows of an answer with the shared ones.
fn answer_rows<'a>(context: &'a Context, operation: &'a Operation) -> vector::Own<'a> {
    let mut rows = own_rows(context, operation, Direction::Answer);
    rows.extend(context.shared_rows(Direction::Answer).into_iter().flatten());
    if let Some(paging) = &operation.paging {
        rows.extend(vector::page_row(paging, &operation.response));
    }
    rows
}

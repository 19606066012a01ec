//! Wire vectors: they must be what the spec makes of them.

use serde_json::Value;

use crate::check::context::{Context, Side};
use crate::check::sources::Place;
use crate::check::{Faults, did_you_mean, kind, vector};
use crate::spec::{Example, Operation};

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
                faults.at(place, "the example has neither `form` nor `answer`; add one")
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
                faults.at(place, "the answer has no `reads`; add what it reads as")
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
        let rows = own_rows(context, operation, Side::Request);
        let given = place.to("given");
        vector::check_given(&rows, &example.given, &given, &mut |place, message| {
            faults.at(&place, message)
        });
        for (name, row) in rows {
            let list = kind::shape(row).is_some_and(|shape| shape.list);
            if kind::is_required(row) && !list && !example.given.contains_key(name) {
                faults.at(
                    &given,
                    format!("`given` leaves out `{name}`, which must be sent; add it"),
                );
            }
        }
    });
}

/// `form` is, byte for byte, what the given parameters are written as.
pub fn example_request(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        let Some(form) = &example.form else { return };
        let rows = own_rows(context, operation, Side::Request);
        // What cannot be written has been said by `example_given`.
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
            Err(fault) => faults.at(&place, format!("the answer is no JSON: {fault}")),
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
                    faults
                        .at(&place, format!("`{path}` is no row of the response{cure}"));
                }
            }
            Ok(_) => {
                faults.at(&place, "the answer is no JSON object; every answer is one")
            }
        }
    });
}

/// `reads` is what the answer reads as: first wire names, values by their kind, what is absent left out.
pub fn example_reads(context: &Context, faults: &mut Faults) {
    each(context, |operation, example, place| {
        let Some((body, reads)) = example.answer.as_ref().zip(example.reads.as_ref())
        else {
            return;
        };
        let Ok(Value::Object(map)) = vector::parse(body) else { return };
        let place = place.to("reads");
        match vector::read(
            &own_rows(context, operation, Side::Answer),
            operation.paging.as_ref(),
            &map,
        ) {
            Err(fault) => faults.at(&place, fault),
            Ok(expected) => {
                if let Some((path, expected, found)) =
                    vector::first_difference("$", &expected, reads)
                {
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

fn each(context: &Context, mut see: impl FnMut(&Operation, &Example, &Place)) {
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
    side: Side,
) -> vector::Own<'a> {
    let rows =
        if side == Side::Request { &operation.request } else { &operation.response };
    let shared = context.shared_rows(side);
    rows.iter()
        .filter(|(name, _)| shared.is_none_or(|shared| !shared.contains_key(*name)))
        .collect()
}

/// The rows of an answer with the shared ones.
fn answer_rows<'a>(context: &'a Context, operation: &'a Operation) -> vector::Own<'a> {
    let mut rows = own_rows(context, operation, Side::Answer);
    rows.extend(context.shared_rows(Side::Answer).into_iter().flatten());
    if let Some(paging) = &operation.paging {
        rows.extend(vector::page_row(paging, &operation.response));
    }
    rows
}

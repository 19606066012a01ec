//! A row's readings against its printed type, and against each other.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::spec::kind::{self, ID_NOTES, Kind, PAGE_ROWS, Shape};

use crate::check::rules::names::is_return_code;
use crate::check::{Faults, did_you_mean, value};
use crate::spec::{self, Direction, Meaning, Row, RowAt};

/// A printed type is on the closed list.
pub fn unknown_type(context: &Context, faults: &mut Faults) {
    each(context, |entry| match &entry.row.ty {
        None => {
            faults.at(
                &entry.place.key(),
                format!("`{}` has no `type`; add the printed one", entry.name),
            );
        }
        Some(ty) if kind::printed(entry.row).is_none() => {
            let near = did_you_mean(ty, kind::printed_types());
            let cure = if near.is_empty() {
                "; add it to the closed list of types".to_owned()
            } else {
                near
            };
            faults.at(
                &entry.place.to("type"),
                format!("`{ty}` is not a type that is known{cure}"),
            );
        }
        Some(_) => {}
    });
}

/// `as` is something that a value of the printed type can be.
pub fn impossible_as(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let Some((meaning, printed)) = entry.row.meaning.zip(kind::printed(entry.row))
        else {
            return;
        };
        let meant = kind::meant(meaning);
        let possible = match printed.kind {
            Kind::Rows => meant == Kind::Page,
            Kind::Bool => matches!(meant, Kind::Text | Kind::Int | Kind::Bool),
            Kind::Time => {
                matches!(meant, Kind::Text | Kind::Int | Kind::Date | Kind::Time)
            }
            Kind::Decimal => matches!(meant, Kind::Text | Kind::Int),
            _ => meant != Kind::Page,
        };
        let ty = kind::with_article(entry.row);
        let word = spec::word(meaning);
        let place = entry.place.to("as");
        if !possible {
            faults.at(
                &place,
                format!("`as: {word}` is nothing that {ty} can be; correct the reading"),
            );
        } else if !entry.row.values.is_empty() {
            faults.at(
                &place,
                format!(
                    "`as: {word}` and `values` exclude each other; keep one of the two"
                ),
            );
        } else if meaning == Meaning::Url && entry.direction == Direction::Answer {
            faults.at(&place, "`as: url` is about what is sent, and an answer's address is a text; remove it");
        }
    });
}

/// The page object belongs to an answer, holds `pageNo`, `totalPages` and `totalCounts`, and needs no readings inside.
pub fn page_object(context: &Context, faults: &mut Faults) {
    for entry in context.rows() {
        if entry.row.meaning == Some(Meaning::Page) {
            let place = entry.place.to("as");
            if entry.direction != Direction::Answer {
                faults.at(&place, "`as: page` belongs to an answer; remove it");
            }
            let strange =
                entry.row.fields.keys().find(|name| !PAGE_ROWS.contains(&name.as_str()));
            if let Some(strange) = strange {
                faults.at(&place, format!("`as: page` has no `{strange}`; give the row a `rust_type` instead"));
            }
        }
        if entry.in_page && has_reading(entry.row) {
            let message = format!(
                "`{}` needs no reading: `as: page` knows its rows; remove it",
                entry.name
            );
            faults.at(&entry.place.key(), message);
        }
    }
}

/// `rust_type` names a type that `values` or `fields` describe.
pub fn type_without_content(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let described = !row.values.is_empty()
            || !row.fields.is_empty() && row.meaning != Some(Meaning::Page);
        if let Some(name) =
            row.rust_type.as_ref().filter(|_| !described && !is_return_code(entry))
        {
            let message = format!(
                "`rust_type: {name}` has neither `values` nor `fields` to describe it; remove it"
            );
            faults.at(&entry.place.to("rust_type"), message);
        }
    });
}

/// `values`, and rows of a row's own, come with a `rust_type`.
pub fn content_without_type(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let rows = kind::shape(row).is_some_and(|shape| shape.kind == Kind::Rows);
        if !row.values.is_empty() && row.rust_type.is_none() {
            faults.at(
                &entry.place.to("values").key(),
                "`values` have no `rust_type`; name the type of the codes",
            );
        }
        if rows && row.rust_type.is_none() {
            faults.at(
                &entry.place.key(),
                format!(
                    "`{}` has no `rust_type`; name the type of its rows",
                    entry.name
                ),
            );
        }
        if rows && row.fields.is_empty() {
            let ty = kind::with_article(row);
            faults.at(
                &entry.place.key(),
                format!("`{}` is {ty} without `fields`; add its rows", entry.name),
            );
        }
        if !row.fields.is_empty()
            && kind::printed(row).is_some_and(|printed| printed.kind != Kind::Rows)
        {
            let ty = kind::with_article(row);
            faults.at(
                &entry.place.to("type"),
                format!("{ty} has no rows, but `{}` has `fields`", entry.name),
            );
        }
    });
}

/// The printed type can hold every code of `values`.
pub fn impossible_code(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let Some(printed) = kind::printed(row).filter(|_| !row.values.is_empty()) else {
            return;
        };
        let ty = kind::with_article(row);
        let place = entry.place.to("values");
        match printed.kind {
            Kind::Text => {}
            Kind::Int => {
                for code in row.values.keys() {
                    if code
                        .parse::<i64>()
                        .ok()
                        .is_none_or(|number| number.to_string() != *code)
                    {
                        let message = format!(
                            "{ty} cannot hold the code `{code}`; write the whole number it is"
                        );
                        faults.at(&place.to(code).key(), message);
                    }
                }
            }
            _ => faults.at(&place.key(), format!("{ty} has no codes; remove `values`")),
        }
    });
}

/// `length` bounds a text, `range` and `clamp` bound a whole number.
pub fn wrong_bounds(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let Some(shape) = kind::shape(row) else { return };
        let codes = !row.values.is_empty();
        let what = match shape {
            Shape { list: true, .. } => "a list".to_owned(),
            _ if codes => "a code".to_owned(),
            Shape { kind, .. } => kind.noun(),
        };
        let plain = !shape.list && !codes;
        for (key, there, fits, wanted) in [
            ("length", row.length.is_some(), plain && shape.kind.is_text(), "a text"),
            (
                "range",
                row.range.is_some(),
                plain && shape.kind == Kind::Int,
                "a whole number",
            ),
            (
                "clamp",
                row.clamp.is_some(),
                plain && shape.kind == Kind::Int,
                "a whole number",
            ),
        ] {
            if there && !fits {
                let message = format!(
                    "`{key}` bounds {wanted}, but `{}` is {what}; remove it",
                    entry.name
                );
                faults.at(&entry.place.to(key), message);
            }
        }
        if let Some(max) =
            row.length.and_then(|length| length.max).filter(|max| *max < 0)
        {
            faults.at(
                &entry.place.to("length"),
                format!("no text has {max} characters; correct the bound"),
            );
        }
    });
}

/// What is sent has no `always`; what is answered has no `default`, `required` or bounds.
pub fn wrong_side(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let answer = entry.direction == Direction::Answer;
        for (key, there) in [
            ("always", row.always && !answer),
            ("default", row.default.is_some() && answer),
            ("required", row.required.is_some() && answer),
            ("length", row.length.is_some() && answer),
            ("range", row.range.is_some() && answer),
            ("clamp", row.clamp.is_some() && answer),
        ] {
            if there {
                let (here, there) =
                    if answer { ("answer", "request") } else { ("request", "answer") };
                let message = format!(
                    "`{key}` is about a row of a {there}, this is one of a {here}; remove it"
                );
                faults
                    .at(&entry.place.to(key), message.replace("a answer", "an answer"));
            }
        }
    });
}

/// A list is never `always` there: an absent one is empty.
pub fn always_list(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        if entry.row.always && kind::shape(entry.row).is_some_and(|shape| shape.list) {
            let message = format!(
                "`{}` is a list, which is empty when it is absent; remove `always`",
                entry.name
            );
            faults.at(&entry.place.to("always"), message);
        }
    });
}

/// `default` is a value of the row, which can be left out.
pub fn default_value(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let Some((default, shape)) =
            entry.row.default.as_ref().zip(kind::shape(entry.row))
        else {
            return;
        };
        let place = entry.place.to("default");
        if shape.list || matches!(shape.kind, Kind::Rows | Kind::Page) {
            faults.at(
                &place,
                format!(
                    "`{}` is not a single value, so it has no `default`; remove it",
                    entry.name
                ),
            );
        } else if kind::is_required(entry.row) {
            let message = format!(
                "`{}` must be sent, so its `default` never counts; remove it or add `required: false`",
                entry.name
            );
            faults.at(&place, message);
        } else if let Some(fault) = value::fault(entry.row, shape, default) {
            faults.at(&place, format!("`default`: {fault}"));
        }
    });
}

/// What is secret is one text.
pub fn secret_kind(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let text = kind::shape(row)
            .is_none_or(|shape| shape == Shape { kind: Kind::Text, list: false });
        if row.secret && (!text || !row.values.is_empty()) {
            let message = format!(
                "`secret` hides a text, which `{}` is not; remove it",
                entry.name
            );
            faults.at(&entry.place.to("secret"), message);
        }
    });
}

/// Passwords and tokens are `secret`.
pub fn secret_name(context: &Context, faults: &mut Faults) {
    if context.shared.is_none() {
        return;
    }
    each(context, |entry| {
        let name = entry.name.to_lowercase();
        let named = name.contains("password") || name.ends_with("token");
        let text = kind::shape(entry.row)
            .is_some_and(|shape| shape == Shape { kind: Kind::Text, list: false });
        if named && text && !entry.row.secret && !context.is_own_shared(entry) {
            let message = format!(
                "`{}` is a password or a token by its name; add `secret: true`",
                entry.name
            );
            faults.at(&entry.place.key(), message);
        }
    });
}

/// An id has one meaning under its name everywhere, except under plain `id`.
pub fn id_meaning(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::<String, (Kind, String)>::new();
    each(context, |entry| {
        let name = entry.name.to_lowercase();
        let Some(shape) =
            kind::shape(entry.row).filter(|_| name.ends_with("id") && name != "id")
        else {
            return;
        };
        let Some((known, file)) = seen.get(&name) else {
            seen.insert(name, (shape.kind, entry.place.file.clone()));
            return;
        };
        if *known != shape.kind {
            let message = format!(
                "`{}` is {} here, but {} in `{file}`; give both the same `as`",
                entry.name,
                shape.kind.noun(),
                known.noun()
            );
            faults.at(&entry.place.key(), message);
        }
    });
}

/// A row whose note is nothing but the name of an id is that id.
pub fn id_note(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let note = entry.row.note.as_deref().unwrap_or_default().to_lowercase();
        let Some((_, meaning)) = ID_NOTES.iter().find(|(id, _)| *id == note) else {
            return;
        };
        if kind::shape(entry.row)
            .is_some_and(|shape| shape.kind != kind::meant(*meaning))
        {
            let note = entry.row.note.as_deref().unwrap_or_default();
            let message = format!(
                "`{}` is “{note}” by its note; read it `as: {}`",
                entry.name,
                spec::word(*meaning)
            );
            faults.at(&entry.place.key(), message);
        }
    });
}

/// Every row that is not inside a page object.
pub(super) fn each(context: &Context, mut see: impl FnMut(&RowAt)) {
    context.rows_outside_pages().for_each(|entry| see(&entry));
}

/// Whether people have said anything about what the row means; misprints are about its words.
fn has_reading(row: &Row) -> bool {
    let print = Row {
        printed_name: row.printed_name.clone(),
        ty: row.ty.clone(),
        optional: row.optional,
        note: row.note.clone(),
        misprints: row.misprints.clone(),
        fields: row.fields.clone(),
        ..Row::default()
    };
    *row != print
}

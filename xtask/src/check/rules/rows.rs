//! A row's readings against its printed type, and against each other.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::{Diagnostics, did_you_mean, value};
use crate::spec::kind::{self, ID_NOTES, Kind, PAGE_ROWS};
use crate::spec::{Bounds, Meaning, Row, RowAt, word};

pub fn unknown_type(at: &RowAt, out: &mut Diagnostics) {
    let Some(ty) = &at.row.ty else { return };
    if kind::shape(at.row).is_none() {
        let help = format!(
            "add what it means to `types` of `document.yaml`, such as `{ty}: int`, `{ty}: decimal` or `{ty}: list of text`, or say in `as` what a value is, or add its rows"
        );
        out.at(
            &at.place.to("type"),
            format!("`{ty}` is not a type that is known"),
            help,
        );
    }
}

pub fn impossible_as(at: &RowAt, out: &mut Diagnostics) {
    let Some((meaning, printed)) = at.row.meaning.zip(kind::printed(at.row)) else {
        return;
    };
    let meant = kind::meant(meaning);
    let possible = match printed.kind {
        Kind::Rows => meant == Kind::Page,
        Kind::Bool => matches!(meant, Kind::Text | Kind::Int | Kind::Bool),
        Kind::Time => matches!(meant, Kind::Text | Kind::Int | Kind::Date | Kind::Time),
        Kind::Decimal => matches!(meant, Kind::Text | Kind::Int),
        _ => meant != Kind::Page,
    };
    let (word, place) = (word(meaning), at.place.to("as"));
    let strange = at.row.fields.keys().find(|name| !PAGE_ROWS.contains(&name.as_str()));
    if !possible {
        let ty = kind::with_article(at.row);
        out.at(&place, format!("`as: {word}` is nothing that {ty} can be"), "remove it");
    } else if !at.row.values.is_empty() {
        let what = format!("`as: {word}` and `values` exclude each other");
        out.at(&place, what, "remove it");
    } else if let Some(strange) = strange.filter(|_| meaning == Meaning::Page) {
        let what = format!("a page object has no `{strange}`");
        out.at(&place, what, "give the row a `rust_type` instead");
    }
}

pub fn page_object(context: &Context, out: &mut Diagnostics) {
    for at in context.spec.rows().iter().filter(|at| at.in_page) {
        // What stands below is another row.
        let print = Row { fields: at.row.fields.clone(), ..printed_half(at.row) };
        if *at.row != print {
            let why = "since `as: page` knows its rows";
            let what = format!("`{}` needs no reading, {why}", at.name);
            out.at(&at.place.key(), what, "remove what is not printed");
        }
    }
}

pub fn impossible_code(at: &RowAt, out: &mut Diagnostics) {
    if kind::printed(at.row).is_none_or(|printed| printed.kind != Kind::Int) {
        return;
    }
    for (place, code, _) in at.place.to("values").entries(&at.row.values) {
        if !is_int(code) {
            let ty = kind::with_article(at.row);
            let what = format!("{ty} cannot hold the code `{code}`");
            out.at(&place.key(), what, "correct the code");
        }
    }
}

pub fn idle_bounds(at: &RowAt, out: &mut Diagnostics) {
    let place = at.place.to("length");
    match at.row.length {
        Some(Bounds { max: Some(max @ ..0), .. }) => {
            out.at(&place, format!("no text has {max} characters"), "remove it");
        }
        Some(Bounds { min: Some(..=0), max }) => {
            let help = max.map(|max| format!("write `..{max}`"));
            let help = help.unwrap_or_else(|| "remove it".to_owned());
            out.at(&place, "`length` says from 0, which every text has", help);
        }
        _ => {}
    }
}

pub fn default_value(at: &RowAt, out: &mut Diagnostics) {
    let Some((default, shape)) = at.row.default.as_ref().zip(kind::shape(at.row)) else {
        return;
    };
    let place = at.place.to("default");
    if kind::is_required(at.row) {
        let what = format!("`{}` must be sent, so its `default` never counts", at.name);
        out.at(&place, what, "remove it, or add `required: false`");
    } else if let Some((what, help)) = value::misfit(at.row, shape, default) {
        out.at(&place, format!("`default`: {what}"), help);
    }
}

pub fn list_beside(at: &RowAt, out: &mut Diagnostics) {
    let Some(list) = &at.row.also_on else { return };
    let lists = at.beside.iter().filter(|(_, row)| kind::is_rows(row));
    let lists: Vec<_> = lists.map(|(name, _)| name.as_str()).collect();
    if !lists.contains(&list.as_str()) {
        let help = did_you_mean(list, lists, "name one that is");
        let what = format!("`{list}` is not a list of rows beside `{}`", at.name);
        out.at(&at.place.to("also_on"), what, help);
    }
}

pub fn id_meaning(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeMap::<String, (Kind, String)>::new();
    for at in context.rows_outside_pages() {
        let name = at.name.to_lowercase();
        let Some(kind) = kind::shape(at.row).map(|shape| shape.kind) else { continue };
        if !name.ends_with("id") || name == "id" {
            continue;
        }
        let (known, file) = seen.entry(name).or_insert((kind, at.place.file.clone()));
        if *known != kind {
            let (name, one, other) = (at.name, kind.noun(), known.noun());
            let what = format!("`{name}` is {one} here, but {other} in `{file}`");
            out.at(&at.place.key(), what, "give both the same `as`");
        }
    }
}

pub fn id_note(at: &RowAt, out: &mut Diagnostics) {
    let note = at.row.note.as_deref().unwrap_or_default();
    let named = ID_NOTES.iter().find(|(id, _)| *id == note.to_lowercase());
    let Some(((_, meaning), shape)) = named.zip(kind::shape(at.row)) else { return };
    if shape.kind != kind::meant(*meaning) {
        let what = format!("`{}` is “{note}” by its note", at.name);
        out.at(&at.place.key(), what, format!("write `as: {}`", word(*meaning)));
    }
}

/// Whether a text is a whole number, written in the one way.
pub(super) fn is_int(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

/// What the document prints of a row. Misprints are about words, not about what the row means.
pub(super) fn printed_half(row: &Row) -> Row {
    Row {
        printed_name: row.printed_name.clone(),
        ty: row.ty.clone(),
        optional: row.optional,
        note: row.note.clone(),
        misprints: row.misprints.clone(),
        ..Row::default()
    }
}

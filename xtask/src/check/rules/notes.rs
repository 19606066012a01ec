//! What notes and descriptions print, against the readings beside it.

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use indexmap::IndexMap;

use super::examples::in_order;
use super::printed::read_description;
use super::texts;
use crate::check::Diagnostics;
use crate::check::context::{Context, History, OperationAt};
use crate::codegen::names::is_snake_case;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{
    Days, Direction, Meaning, Note, Operation, Place, Row, RowAt, TIMES, Window,
    chapter_numbers, chapter_references, corrected, days, excerpt, json, one_line, word,
};

/// Why a fact need not be read.
const UNLESS: &str = "or say in `unread` why not";

/// As many readings as can follow from a note.
const PASSES: usize = 64;

/// A fact of a note that the readings do not say.
struct Gap {
    /// The reading that would say it; of one code among others `values.2`.
    key: String,
    place: Place,
    what: String,
    help: String,
    /// The row with the reading, where it follows from the note.
    fixed: Option<Row>,
}

/// What the gaps of all rows depend on.
struct Notes {
    /// The number of the chapter about times.
    times: Option<String>,
    /// What each note says: many rows have the same one.
    read: BTreeMap<String, Note>,
    /// The names of codes by what notes make them mean.
    names: BTreeMap<String, Option<String>>,
}

pub fn note_reading(context: &Context, out: &mut Diagnostics) {
    let notes = Notes::of(context);
    for at in rows(context) {
        let mut gaps = notes.gaps(&at);
        gaps.retain(|gap| !at.row.unread.contains_key(&gap.key));
        for Gap { place, what, help, .. } in gaps {
            out.at(&place, what, format!("{help}, {UNLESS}"));
        }
    }
}

pub fn note_window(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    if operation.unread.contains_key("window") {
        return;
    }
    let Some((days, key)) = window_gap(operation) else { return };
    if operation.window.is_some() {
        let what = "the document prints another `max`";
        let help = format!("write `max: {days}d`, {UNLESS}");
        out.at(&place.to("window").to("max"), what, help);
    } else {
        let what = format!("the {key} allows {days} days between start and end");
        let place = if key == "description" { place.to(key) } else { place.clone() };
        out.at(&place.key(), what, format!("add a `window`, {UNLESS}"));
    }
}

pub fn idle_unread(context: &Context, out: &mut Diagnostics) {
    let notes = Notes::of(context);
    let mut see = |place: &Place, unread: &IndexMap<String, String>, open: &[&str]| {
        for (place, key, reason) in place.to("unread").entries(unread) {
            if !open.contains(&key.as_str()) {
                let what =
                    format!("the print says nothing about `{key}` that is not read");
                out.at(&place.key(), what, "remove it");
            } else if let Some((what, help)) = texts::fault(reason) {
                out.at(&place, format!("the reason {what}"), help);
            }
        }
    };
    for at in rows(context) {
        let gaps = notes.gaps(&at);
        let open: Vec<_> = gaps.iter().map(|gap| gap.key.as_str()).collect();
        see(&at.place, &at.row.unread, &open);
    }
    for at in context.operations() {
        let open = window_gap(at.operation).map(|_| "window");
        see(&at.place, &at.operation.unread, open.as_slice());
    }
}

/// The meanings of two codes have changed places, and their names have not.
pub fn code_meaning(history: &History, out: &mut Diagnostics) {
    let codes = |row: &Row| Note::of(&note(row)).codes;
    let with_codes = |at: &RowAt| !at.row.values.is_empty();
    let old = history.old.spec.rows().into_iter().filter(with_codes);
    let old: BTreeMap<_, _> = old.map(|at| (at.target(), at.row)).collect();
    for at in history.new.spec.rows().into_iter().filter(with_codes) {
        let Some(old) = old.get(&at.target()) else { continue };
        let (before, now) = (codes(old), codes(at.row));
        for (place, code, name) in at.place.to("values").entries(&at.row.values) {
            let meaning = now.get(code).filter(|it| before.get(code) != Some(it));
            let mut others = before.iter().filter(|(_, old)| Some(*old) == meaning);
            let Some(was) = others.find_map(|(other, _)| old.values.get(other)) else {
                continue;
            };
            if name != was && old.values.get(code) == Some(name) {
                let since = &history.old.info.label;
                let entry = excerpt(code, &json(was));
                let what = format!(
                    "the note now makes `{code}` mean what `{was}` was at `{since}`"
                );
                out.at(&place, what, format!("write `{}`", entry.trim_end()));
            }
        }
    }
}

/// Gives rows and operations the readings that follow from what is printed.
pub fn read_notes(context: &mut Context) {
    // One reading of each row after another: bounds wait for the kind of the value.
    for _ in 0..PASSES {
        let notes = Notes::of(context);
        let fixed = rows(context).filter_map(|at| {
            let mut gaps = notes.gaps(&at).into_iter();
            let gap = gaps.find(|gap| {
                gap.fixed.is_some() && !at.row.unread.contains_key(&gap.key)
            })?;
            Some((at.target(), gap.fixed?))
        });
        let fixed: Vec<_> = fixed.collect();
        if fixed.is_empty() {
            break;
        }
        for (target, row) in fixed {
            if let Some(old) = context.spec.row_mut(&target) {
                *old = row;
            }
        }
    }
    for operation in context.spec.operations.values_mut() {
        read_description(operation);
        for form in operation.examples.iter_mut().filter_map(|it| it.form.as_mut()) {
            *form = in_order(form, &operation.request);
        }
        if let Some(window) = printed_window(operation) {
            operation.window = Some(window);
        }
    }
}

/// The window that is printed and not read, where it is plain which rows span it: those that do already, or the only two
/// times or days of the request.
fn printed_window(operation: &Operation) -> Option<Window> {
    let (days, _) = window_gap(operation)?;
    let max = Days(u32::try_from(days).ok()?);
    if operation.unread.contains_key("window") {
        return None;
    }
    if let Some(window) = &operation.window {
        return Some(Window { max, ..window.clone() });
    }
    let mut pairs = [Kind::Time, Kind::Date].into_iter().filter_map(|kind| {
        let shape = Some(Shape { kind, list: false });
        let rows = operation.request.iter().filter(|(_, row)| kind::shape(row) == shape);
        <[_; 2]>::try_from(rows.map(|(name, _)| name.clone()).collect::<Vec<_>>()).ok()
    });
    let [start, end] = pairs.next()?;
    Some(Window { start, end, max })
}

/// The rows that have readings of their own.
fn rows<'c>(context: &'c Context) -> impl Iterator<Item = RowAt<'c>> {
    context.rows_outside_pages().filter(|at| !context.is_own_shared(at))
}

/// The note as it was meant.
fn note(row: &Row) -> String {
    corrected(row.note.as_deref().unwrap_or_default(), &row.misprints)
}

/// The days of a window that is printed and not read, and where they are printed.
fn window_gap(operation: &Operation) -> Option<(i64, String)> {
    let text = operation.description.as_deref().unwrap_or_default();
    let text = days(&corrected(text, &operation.misprints), false)
        .map(|days| (days, "description".to_owned()));
    let of_row = |(name, row): (&String, &Row)| {
        let is_moment = kind::shape(row).is_some_and(|it| it.kind.is_moment());
        Some((days(&note(row), is_moment)?, format!("note of `{name}`")))
    };
    let read = operation.window.as_ref().map(|window| i64::from(window.max.0));
    let mut printed =
        text.into_iter().chain(operation.request.iter().filter_map(of_row));
    printed.find(|(days, _)| Some(*days) != read)
}

impl Notes {
    fn of(context: &Context) -> Self {
        let (mut read, mut names) = (BTreeMap::new(), BTreeMap::new());
        for at in rows(context) {
            let note = read.entry(note(at.row));
            let note = note.or_insert_with_key(|text| Note::of(text));
            for (code, meaning) in &note.codes {
                let Some(name) = at.row.values.get(code) else { continue };
                let known = names.entry(meaning.clone());
                let known = known.or_insert_with(|| Some(name.clone()));
                // A meaning with two names gives none to a third code.
                known.take_if(|known| known != name);
            }
        }
        let numbers = chapter_numbers(&context.spec.document);
        let times = numbers.into_iter().find(|(_, title)| *title == TIMES);
        Self { times: times.map(|(number, _)| number), read, names }
    }

    fn gaps(&self, at: &RowAt) -> Vec<Gap> {
        let Some(shape) = kind::shape(at.row) else { return Vec::new() };
        let text = note(at.row);
        let Some(note) = self.read.get(&text) else { return Vec::new() };
        let is_nested = matches!(shape.kind, Kind::Rows | Kind::Page);
        let meaning = self.meaning(at, shape, note, &text).filter(|_| !is_nested);
        let mut gaps: Vec<_> = meaning.into_iter().collect();
        if !note.is_bool && !is_nested && !shape.kind.is_moment() {
            gaps.extend(self.codes(at, note));
        }
        if at.direction == Direction::Request && !shape.list && !is_nested {
            gaps.extend(default(at, note));
            gaps.extend(bounds(at, shape, note));
        }
        gaps
    }

    /// What the value means by the note.
    fn meaning(&self, at: &RowAt, shape: Shape, note: &Note, text: &str) -> Option<Gap> {
        let is_sent = at.direction == Direction::Request;
        let bounded = is_sent && note.range.is_some() && at.row.values.is_empty();
        let times = self.times.as_deref();
        let refers = chapter_references(text).into_iter().any(|it| Some(it) == times);
        let meaning = if refers && !shape.kind.is_moment() {
            Meaning::Time
        } else if note.is_bool && shape.kind != Kind::Bool {
            Meaning::Bool
        } else if note.is_day && shape.kind == Kind::Text {
            Meaning::Date
        } else if bounded && shape.kind == Kind::Text {
            Meaning::Int
        } else {
            return None;
        };
        let fixed = Row { meaning: Some(meaning), ..at.row.clone() };
        let is_open = at.row.meaning.is_none() && at.row.values.is_empty();
        let fixed = Some(fixed).filter(|_| is_open);
        Some(Gap { fixed, ..gap(at, "as", "as", &word(meaning)) })
    }

    /// The codes that only the note or only `values` has: together where no code is read, else each by itself.
    fn codes(&self, at: &RowAt, note: &Note) -> Vec<Gap> {
        let values = &at.row.values;
        if note.codes.is_empty() {
            return Vec::new();
        }
        let place = at.place.to("values");
        let gone = values.keys().filter(|code| !note.codes.contains_key(*code));
        let gone = gone.map(|code| {
            let mut fixed = at.row.clone();
            fixed.values.shift_remove(code);
            Gap {
                key: format!("values.{code}"),
                place: place.to(code).key(),
                what: format!("`{code}` is a code that the note does not list"),
                help: "remove it".to_owned(),
                fixed: Some(fixed),
            }
        });
        let lacking = note.codes.iter().filter(|(code, _)| !values.contains_key(*code));
        let lacking: Vec<_> = lacking.collect();
        let size = if values.is_empty() { lacking.len() } else { 1 };
        gone.chain(lacking.chunks(size).map(|codes| self.lacking(at, codes))).collect()
    }

    /// The gap of codes that `values` lacks.
    fn lacking(&self, at: &RowAt, codes: &[(&String, &String)]) -> Gap {
        let (key, place) = match codes {
            [(code, _)] if !at.row.values.is_empty() => {
                (format!("values.{code}"), at.place.to("values"))
            }
            _ => ("values".to_owned(), at.place.key()),
        };
        let told = codes.iter().map(|(code, meaning)| match meaning.as_str() {
            "" => format!("`{code}`"),
            meaning => format!("`{code}` (`{meaning}`)"),
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let what =
            format!("the note of `{}` lists {told}, which `values` lacks", at.name);
        let mut fixed = at.row.clone();
        for (code, meaning) in codes {
            let name = self.name(meaning);
            let is_free = |name: &String| fixed.values.values().all(|it| it != name);
            if let Some(name) = name.filter(is_free) {
                fixed.values.insert((*code).clone(), name);
            }
        }
        let fixed = Some(fixed).filter(|it| it != at.row);
        let needs_type = at.row.values.is_empty() && at.row.rust_type.is_none();
        let and = if needs_type { ", and their type in `rust_type`" } else { "" };
        Gap { key, place, what, help: format!("name it there{and}"), fixed }
    }

    /// The name of a code: that of another code with the same meaning, or the meaning itself if it is English.
    fn name(&self, meaning: &str) -> Option<String> {
        let known = self.names.get(meaning).cloned().flatten();
        let english = meaning.is_ascii().then(|| meaning.to_snake_case());
        known.or(english).filter(|name| is_snake_case(name))
    }
}

fn default(at: &RowAt, note: &Note) -> Option<Gap> {
    let printed = note.default.as_ref()?;
    if at.row.default.as_ref() == Some(printed) {
        return None;
    }
    let fixed = Row { default: Some(printed.clone()), ..at.row.clone() };
    let gap = gap(at, "default", "default", &one_line(printed));
    if kind::is_required(at.row) {
        let why = "prints a default, but the row must be sent";
        let what = format!("the note of `{}` {why}", at.name);
        return Some(Gap { what, help: "add `required: false`".to_owned(), ..gap });
    }
    Some(Gap { fixed: Some(fixed), ..gap })
}

/// The bounds of a text or of a whole number.
fn bounds(at: &RowAt, shape: Shape, note: &Note) -> Option<Gap> {
    let row = at.row;
    if !row.values.is_empty() || !note.codes.is_empty() {
        return None;
    }
    let mut fixed = row.clone();
    let (key, printed, read) = match shape.kind {
        kind if kind.is_text() => ("length", note.length?, &mut fixed.length),
        Kind::Int if row.clamp.is_some() => ("clamp", note.range?, &mut fixed.clamp),
        Kind::Int => ("range", note.range?, &mut fixed.range),
        _ => return None,
    };
    let is_read = read.replace(printed) == Some(printed);
    let fact = if key == "clamp" { "range" } else { key };
    let gap = gap(at, fact, key, &printed.to_string());
    (!is_read).then_some(Gap { fixed: Some(fixed), ..gap })
}

/// The fact under the reading `key`, whose value is to be `printed`.
fn gap(at: &RowAt, fact: &'static str, key: &str, printed: &str) -> Gap {
    let is_there = json(at.row).get(key).is_some();
    // A key that is not there is shown by what should hold it.
    let place = if is_there { at.place.to(key) } else { at.place.key() };
    let what = format!("the note prints another `{key}`");
    let help = format!("write `{key}: {printed}`");
    Gap { key: fact.to_owned(), place, what, help, fixed: None }
}

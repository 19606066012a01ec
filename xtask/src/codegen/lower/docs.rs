//! The words above each item: our English line, the vendor's text, our facts.

use heck::ToTitleCase;
use indexmap::IndexMap;

use super::codes;
use super::since::History;
use crate::codegen::model::{Condition, Docs, When, Window};
use crate::codegen::names;
use crate::markdown;
use crate::spec::{Bounds, Operation, Role, Row, is_below, target_owner};

/// Which table a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Request,
    Answer,
}

/// The docs of the row at `place`.
pub fn row_docs(row: &Row, summary: String, history: &History, place: &str) -> Docs {
    let mut facts = misprint_lines(&row.misprints);
    if let Some(length) = row.length {
        facts.push(format!("Bounds: {} characters.", span(length)));
    }
    if let Some(range) = row.range {
        facts.push(format!("Bounds: {}.", span(range)));
    }
    if let Some(clamp) = row.clamp {
        facts.push(format!(
            "Bounds: {}; the server takes anything beyond as the bound.",
            span(clamp)
        ));
    }
    match row.default.as_deref() {
        Some("") => facts.push("Default: empty.".to_owned()),
        Some(default) => facts.push(format!("Default: `{default}`.")),
        None => {}
    }
    facts.extend(part_facts(history, place));
    Docs {
        summary,
        note: row.note.clone(),
        facts,
        misprints: pairs(&row.misprints),
        codes: codes::said(row),
    }
}

pub fn operation_docs(
    operation: &Operation,
    name: &str,
    (key, section): (&str, &str),
    history: &History,
    conditions: &[Condition],
    window: Option<&Window>,
) -> Docs {
    let mut facts = vec![format!("Chapter {section}."), call(operation, name)];
    if !operation.roles.is_empty() {
        let roles: Vec<_> =
            operation.roles.iter().map(|role| role_word(*role)).collect();
        facts.push(format!("Roles: {}.", roles.join(", ")));
    }
    facts.push(match (history.since(key), history.revisions().first()) {
        (Some(revision), _) => format!("Since {revision}."),
        (None, Some(first)) => {
            format!("Since the first revision known (before {first}).")
        }
        (None, None) => "Since the first revision known.".to_owned(),
    });
    facts.extend(changed(history, key));
    if let Some(Window { start, end, days, .. }) = window {
        facts.push(format!("At most {days} days lie between `{start}` and `{end}`; `Client::items` splits a longer span."));
    }
    facts.extend(conditions.iter().map(condition_line));
    facts.extend(misprint_lines(&operation.misprints));
    facts.extend(removed(history, &format!("{key}#request")));
    Docs {
        summary: operation.en.clone().unwrap_or_default(),
        note: operation.description.clone(),
        facts,
        misprints: pairs(&operation.misprints),
        codes: Vec::new(),
    }
}

/// Where the request goes, which function sends it, and what comes back.
fn call(operation: &Operation, name: &str) -> String {
    format!(
        "Sent to `{}` by [`Client::{name}`](crate::Client::{name}), answered with [`{}`].",
        operation.path,
        names::response_type(name)
    )
}

pub fn answer_docs(
    request: &str,
    (key, section): (&str, &str),
    history: &History,
) -> Docs {
    let mut facts = vec![format!("Chapter {section}.")];
    facts.extend(removed(history, &format!("{key}#response")));
    Docs { summary: format!("Answer to [`{request}`]."), facts, ..Docs::default() }
}

/// The page object that the document prints flat, or not at all.
pub fn page_docs() -> Docs {
    Docs {
        summary: "Where this page stands among all pages.".to_owned(),
        ..Docs::default()
    }
}

/// The docs of a type that a row describes, whose note they show.
pub fn type_docs(summary: String, row: &Row) -> Docs {
    let facts = misprint_lines(&row.misprints);
    Docs { summary, note: row.note.clone(), facts, ..Docs::default() }
}

/// Since when the part at `place` is there, where that is not as long as its whole, and when it changed.
pub fn part_facts(history: &History, place: &str) -> Vec<String> {
    let since = history.since(place);
    let since = since.filter(|_| since != history.since(target_owner(place)));
    let since = since.map(|revision| format!("Since {revision}."));
    since.into_iter().chain(changed(history, place)).collect()
}

fn changed(history: &History, place: &str) -> Option<String> {
    let revisions = history.changed(place);
    (!revisions.is_empty()).then(|| format!("Changed {}.", revisions.join(", ")))
}

/// What is gone of the table at `place`.
pub fn removed(history: &History, place: &str) -> Option<String> {
    let gone = history.gone().filter(|gone| is_below(gone.target, place));
    let names = gone.map(|gone| {
        let name = gone.target[place.len()..].trim_start_matches('.');
        format!("`{name}` ({})", gone.revision)
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| format!("Removed: {}.", names.join(", ")))
}

/// What stands above the type of a row that has rows of its own.
pub fn entry(key: &str, list: bool) -> String {
    if list { format!("An entry of `{key}`.") } else { format!("The object `{key}`.") }
}

/// What stands above a variant.
pub fn code_line(name: &str, code: &str) -> String {
    let words = sentence(name);
    let words = words.trim_end_matches('.');
    if code.is_empty() {
        format!("{words}: the empty text.")
    } else {
        format!("{words}: `{code}`.")
    }
}

/// A name in snake case as a sentence.
pub fn sentence(name: &str) -> String {
    let words = name.to_title_case().to_lowercase();
    let mut chars = words.chars();
    let first = chars
        .next()
        .map(|first| first.to_ascii_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Admin => "admin",
        Role::Organizer => "organizer",
        Role::Teacher => "teacher",
    }
}

/// What a reader of the vendor's text must know of its words.
fn misprint_lines(misprints: &IndexMap<String, String>) -> Vec<String> {
    let line = |(words, meaning): (&String, &String)| {
        let (words, meaning) = (one_line(words), one_line(meaning));
        format!("Misprinted: read {words} as {meaning}.")
    };
    misprints.iter().map(line).collect()
}

fn pairs(misprints: &IndexMap<String, String>) -> Vec<(String, String)> {
    misprints.iter().map(|(words, meaning)| (words.clone(), meaning.clone())).collect()
}

fn one_line(words: &str) -> String {
    markdown::code(&words.replace('\n', " "))
}

fn condition_line(condition: &Condition) -> String {
    match condition {
        Condition::Require { field, when } => {
            format!("`{field}` is needed when {}.", when_words(when))
        }
        Condition::Fix { field, value, when } => {
            format!("`{field}` can only be `{value}` when {}.", when_words(when))
        }
        Condition::Only { field, when } => {
            format!("`{field}` has a meaning only when {}.", when_words(when))
        }
        Condition::Order { less, more } => format!("`{less}` is less than `{more}`."),
    }
}

fn when_words(When { field, values }: &When) -> String {
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    format!("`{field}` is {}", values.join(" or "))
}

fn span(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "none".to_owned(),
    }
}

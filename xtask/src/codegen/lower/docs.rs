//! The words above each item: our English line, the vendor's text, our facts.

use heck::ToTitleCase;
use indexmap::IndexMap;

use super::since::History;
use crate::codegen::model::{Condition, Demand, Docs, Struct, Window};
use crate::codegen::names;
use crate::markdown;
use crate::spec::{
    Bounds, Operation, Row, corrected, is_below, listed_codes, target_owner,
};

/// The docs of the row at `place`.
pub fn row_docs(row: &Row, summary: String, history: &History, place: &str) -> Docs {
    let mut facts = misprint_lines(&row.misprints);
    for (bounds, rest) in [
        (row.length, " characters."),
        (row.range, "."),
        (row.clamp, "; the server takes anything beyond as the bound."),
    ] {
        facts.extend(bounds.map(|bounds| format!("Bounds: {}{rest}", span(bounds))));
    }
    facts.extend(row.default.as_deref().map(|default| match default {
        "" => "Default: empty.".to_owned(),
        default => format!("Default: `{default}`."),
    }));
    facts.extend(part_facts(history, place));
    Docs {
        note: row.note.clone(),
        misprints: row.misprints.clone().into_iter().collect(),
        codes: said(row),
        evidence: row.evidence,
        ..Docs::new(summary, facts)
    }
}

/// What the vendor's text says of the codes of a row, where misprints are read as what they mean.
fn said(row: &Row) -> Vec<(String, String)> {
    if row.values.is_empty() {
        return Vec::new();
    }
    let note = corrected(row.note.as_deref().unwrap_or_default(), &row.misprints);
    let listed = listed_codes(&note).into_iter();
    listed
        .filter(|(code, words)| row.values.contains_key(code) && !words.is_empty())
        .collect()
}

/// The docs of the request of `operation`: where it goes, which function sends it, what comes back, and what holds of it.
pub fn request_docs(
    operation: &Operation,
    name: &str,
    (key, section): (&str, &str),
    history: &History,
    request: &Struct,
) -> Docs {
    let (path, response) = (&operation.path, names::response_type(name));
    let mut facts = vec![
        format!("Chapter {section}."),
        format!(
            "Sent to `{path}` by [`Client::{name}`](crate::Client::{name}), answered with [`{response}`]."
        ),
    ];
    if !operation.roles.is_empty() {
        let roles =
            operation.roles.iter().map(|role| format!("{role:?}").to_lowercase());
        facts.push(format!("Roles: {}.", roles.collect::<Vec<_>>().join(", ")));
    }
    let before = history.revisions().first().map(|first| format!(" (before {first})"));
    facts.push(match history.since(key) {
        Some(revision) => format!("Since {revision}."),
        None => format!("Since the first revision known{}.", before.unwrap_or_default()),
    });
    facts.extend(changed(history, key));
    if let Some(Window { start, end, days, .. }) = &request.window {
        facts.push(format!("At most {days} days lie between `{start}` and `{end}`; `Client::items` splits a longer span."));
    }
    facts.extend(request.conditions.iter().map(condition_line));
    facts.extend(misprint_lines(&operation.misprints));
    facts.extend(removed(history, &format!("{key}#request")));
    Docs {
        note: operation.description.clone(),
        misprints: operation.misprints.clone().into_iter().collect(),
        ..Docs::new(operation.en.as_deref().unwrap_or_default(), facts)
    }
}

/// The docs of a type that a row describes, whose note they show.
pub fn type_docs(summary: String, row: &Row) -> Docs {
    let facts = misprint_lines(&row.misprints);
    Docs { note: row.note.clone(), ..Docs::new(summary, facts) }
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
    let gone = history.gone().filter(|gone| is_below(&gone.target, place));
    let names = gone.map(|gone| {
        let name = gone.target[place.len()..].trim_start_matches('.');
        format!("`{name}` ({})", history.revision(gone))
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| format!("Removed: {}.", names.join(", ")))
}

/// What stands above a variant.
pub fn code_line(name: &str, code: &str) -> String {
    let words = sentence(name);
    match code {
        "" => format!("{words}: the empty text."),
        code => format!("{words}: `{code}`."),
    }
}

/// A name in snake case as a sentence without its full stop.
pub fn sentence(name: &str) -> String {
    let mut words = name.to_title_case().to_lowercase();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// What a reader of the vendor's text must know of its words.
fn misprint_lines(misprints: &IndexMap<String, String>) -> Vec<String> {
    let line = |(words, meaning): (&String, &String)| {
        let (words, meaning) = (one_line(words), one_line(meaning));
        format!("Misprinted: read {words} as {meaning}.")
    };
    misprints.iter().map(line).collect()
}

fn one_line(words: &str) -> String {
    markdown::code(&words.replace('\n', " "))
}

fn condition_line(condition: &Condition) -> String {
    match condition {
        Condition::When { demand, field, value, other, values } => {
            let value = value.as_deref().unwrap_or_default();
            let demand = match demand {
                Demand::Require => "is needed".to_owned(),
                Demand::Fix => format!("can only be `{value}`"),
                Demand::Only => "has a meaning only".to_owned(),
            };
            let values = values.join("` or `");
            format!("`{field}` {demand} when `{other}` is `{values}`.")
        }
        Condition::Order { less, more } => format!("`{less}` is less than `{more}`."),
    }
}

fn span(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "none".to_owned(),
    }
}

//! What of the code does not compile with the new bindings, and which part of the spec each error is about.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::Value;

use crate::codegen::names;
use crate::diff::{Action, Cause, Finding, Side};
use crate::spec::{target_name, target_owner};

/// How many changes of the spec an error shows, where several fit equally well.
const MOST_CAUSES: usize = 3;
/// Keys whose words are prose.
const PROSE: [&str; 5] = ["description", "en", "examples", "note", "title"];

/// The two states of the spec, and what differs between them.
pub struct Changes<'a> {
    pub old: &'a Side,
    pub new: &'a Side,
    pub findings: &'a [Finding],
}

/// The errors among the messages that cargo prints with `--message-format=json`, as the compiler tells them: each once, by
/// their places.
pub fn errors(messages: &str) -> Vec<String> {
    let error = |line: &str| {
        let line: Value = serde_json::from_str(line).ok()?;
        let message = &line["message"];
        let mut spans = message["spans"].as_array()?.iter();
        let span = spans.find(|span| span["is_primary"] == true)?;
        let place = (span["file_name"].to_string(), span["line_start"].as_u64());
        let told = message["rendered"].as_str()?.trim_end().to_owned();
        (message["level"] == "error").then_some((place, told))
    };
    let errors: BTreeSet<_> = messages.lines().filter_map(error).collect();
    errors.into_iter().map(|(_, told)| told).collect()
}

/// Each error with the changes of the spec that it is about.
pub fn report(errors: &[String], changes: &Changes<'_>) -> String {
    let mut out = String::new();
    for error in errors {
        out.push_str(&format!("{error}\n"));
        for cause in changes.behind(error) {
            out.push_str(&format!("  = {cause}\n"));
        }
        out.push('\n');
    }
    out
}

impl Changes<'_> {
    /// The changes that share the most names with an error.
    fn behind(&self, error: &str) -> Vec<String> {
        let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_';
        let named: BTreeSet<_> = error.split(|letter| !is_inside(letter)).collect();
        let code = self.findings.iter().filter(|finding| is_code(finding));
        let scored: Vec<_> =
            code.map(|finding| (self.score(finding, &named), finding)).collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
        let fitting = scored.iter().filter(|(score, _)| best > 0 && *score == best);
        fitting.take(MOST_CAUSES).map(|(_, finding)| told(finding)).collect()
    }

    /// A name of the changed part itself counts more than one of the operation around it.
    fn score(&self, finding: &Finding, named: &BTreeSet<&str>) -> usize {
        let count = |names: BTreeSet<String>| {
            names.iter().filter(|name| named.contains(name.as_str())).count()
        };
        let owner = target_owner(&finding.target);
        let sides = [self.old, self.new].into_iter();
        let operation = sides.filter_map(|side| side.spec.operations.get(owner));
        let around = operation.filter_map(|operation| operation.name.as_deref());
        let around = around.flat_map(|name| {
            [name.to_owned(), names::request_type(name), names::response_type(name)]
        });
        let around = around.collect();
        2 * count(names_of(finding)) + count(around).min(1)
    }
}

/// Whether code can tell.
fn is_code(finding: &Finding) -> bool {
    let is_book = ["changelog", "amendments"].contains(&target_owner(&finding.target));
    !is_book && finding.action != Action::Moved && finding.cause != Cause::Docs
}

/// The Rust names that the changed part has or had.
fn names_of(finding: &Finding) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if finding.target.contains('#') {
        add(&mut names, target_name(&finding.target));
    }
    for change in &finding.keys {
        for value in [&change.before, &change.after].into_iter().flatten() {
            collect(&mut names, value);
        }
    }
    names
}

/// The names in a part's keys and values, prose aside.
fn collect(names: &mut BTreeSet<String>, value: &Value) {
    match value {
        Value::String(text) => add(names, text),
        Value::Array(values) => values.iter().for_each(|value| collect(names, value)),
        Value::Object(keys) => {
            for (key, value) in
                keys.iter().filter(|(key, _)| !PROSE.contains(&key.as_str()))
            {
                if value.is_object() {
                    add(names, key);
                }
                collect(names, value);
            }
        }
        _ => {}
    }
}

fn add(names: &mut BTreeSet<String>, name: &str) {
    let is_name = |name: &str| {
        name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    // Words of the types of every program would fit every error.
    if name.len() > 1
        && is_name(name)
        && !["String", "string", "true", "false"].contains(&name)
    {
        names.extend([name.to_snake_case(), name.to_upper_camel_case()]);
    }
}

/// What has become of a part, and where it stands.
fn told(finding: &Finding) -> String {
    let action = format!("{:?}", finding.action).to_lowercase();
    let keys = finding.keys.iter().filter_map(|change| change.key.as_deref());
    let keys = keys.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let keys = if keys.is_empty() { keys } else { format!(", {keys}") };
    let place = finding.new.as_ref().or(finding.old.as_ref());
    let place = place.map(|at| format!(" ({}:{})", at.file, at.line));
    format!("`{}` {action}{keys}{}", finding.target, place.unwrap_or_default())
}

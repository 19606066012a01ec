//! What of the code does not compile with the new bindings, and which part of the spec each error is about.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::Value;

use crate::codegen::names;
use crate::diff::{Action, Cause, Finding, Side};
use crate::spec::target_owner;

/// How many changes of the spec an error shows, where several fit equally well.
const MOST_CAUSES: usize = 3;
/// Keys whose words are prose.
const PROSE: [&str; 5] = ["description", "en", "examples", "note", "title"];

/// An error of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The file below the workspace.
    pub file: String,
    line: usize,
    column: usize,
    /// What the compiler says.
    message: String,
    /// The line of code.
    code: String,
    /// The names that message and code speak of.
    names: BTreeSet<String>,
}

/// The two states of the spec, and what differs between them.
pub struct Changes<'a> {
    pub old: &'a Side,
    pub new: &'a Side,
    pub findings: &'a [Finding],
}

/// The errors among the messages that cargo prints with `--message-format=json`, each once.
pub fn errors(messages: &str) -> Vec<Broken> {
    let mut all: Vec<Broken> = Vec::new();
    for line in messages.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_default();
        if let Some(error) = error(&line["message"])
            && !all.contains(&error)
        {
            all.push(error);
        }
    }
    all.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    all
}

fn error(message: &Value) -> Option<Broken> {
    if message["level"] != "error" {
        return None;
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
    let mut spans = message["spans"].as_array()?.iter();
    let span = spans.find(|span| span["is_primary"] == true)?;
    let label = text(&span["label"]);
    let title = text(&message["message"]);
    let told = if label.is_empty() || title.contains(&label) {
        title
    } else {
        format!("{title}: {label}")
    };
    let code = text(&span["text"][0]["text"]).trim().to_owned();
    let children = message["children"].as_array().into_iter().flatten();
    let notes = children.map(|child| text(&child["message"])).collect::<String>();
    let names = format!("{told} {code} {notes}")
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .map(str::to_owned)
        .collect();
    Some(Broken {
        file: text(&span["file_name"]),
        line: number(&span["line_start"])?,
        column: number(&span["column_start"])?,
        message: told,
        code,
        names,
    })
}

/// Each error with its line, and with the changes of the spec that it is about.
pub fn report(errors: &[Broken], changes: &Changes<'_>) -> String {
    let mut out = String::new();
    for error in errors {
        let Broken { file, line, column, message, code, .. } = error;
        let indent = " ".repeat(line.to_string().len());
        writeln!(out, "{file}:{line}:{column}: {message}\n{line} | {code}")
            .expect("a String");
        for cause in changes.behind(error) {
            writeln!(out, "{indent} = {cause}").expect("a String");
        }
        out.push('\n');
    }
    out
}

impl Changes<'_> {
    /// The changes that share the most names with an error.
    fn behind(&self, error: &Broken) -> Vec<String> {
        let code = self.findings.iter().filter(|finding| is_code(finding));
        let scored: Vec<_> =
            code.map(|finding| (self.score(finding, error), finding)).collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
        let fitting = scored.iter().filter(|(score, _)| best > 0 && *score == best);
        fitting.take(MOST_CAUSES).map(|(_, finding)| told(finding)).collect()
    }

    /// A name of the changed part itself counts more than one of the operation around it.
    fn score(&self, finding: &Finding, error: &Broken) -> usize {
        let own = names_of(finding);
        let owner = target_owner(&finding.target);
        let sides = [self.old, self.new].into_iter();
        let operation = sides.filter_map(|side| side.spec.operations.get(owner));
        let around = operation.filter_map(|operation| operation.name.as_deref());
        let around: BTreeSet<_> = around
            .flat_map(|name| {
                [name.to_owned(), names::request_type(name), names::response_type(name)]
            })
            .collect();
        2 * own.intersection(&error.names).count()
            + around.intersection(&error.names).count().min(1)
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
    let tail = finding.target.rsplit(['#', '.']).next().unwrap_or_default();
    if finding.target.contains('#') {
        add(&mut names, tail);
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

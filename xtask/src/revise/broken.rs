//! What of the code does not compile with the new bindings, and which part of the spec each error is about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use heck::{ToSnakeCase, ToUpperCamelCase};
use regex::Regex;
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

/// An error of the compiler.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenCode {
    file: String,
    /// From 1.
    line: usize,
    /// What the compiler says.
    told: String,
}

impl BrokenCode {
    /// The code of the function, from its first line to that of the error.
    fn function(&self, workspace: &Path) -> String {
        let text = fs::read_to_string(workspace.join(&self.file)).unwrap_or_default();
        let lines: Vec<_> = text.lines().take(self.line).collect();
        let is_head = |line: &&str| line.split(' ').any(|word| word == "fn");
        let head = lines.iter().rposition(is_head).unwrap_or_default();
        lines[head..].join("\n")
    }
}

/// The errors among the messages that cargo prints with `--message-format=json`, as the compiler tells them: each once, by
/// their places.
pub fn errors(messages: &str) -> BTreeSet<BrokenCode> {
    // Code that several targets have is named by a path through each: `tests/../examples`.
    let detour = Regex::new(r"[^/]+/\.\./").expect("a regular expression");
    let error = |line: &str| {
        let line: Value = serde_json::from_str(line).ok()?;
        let message = &line["message"];
        let mut spans = message["spans"].as_array()?.iter();
        let span = spans.find(|span| span["is_primary"] == true)?;
        let printed = span["file_name"].as_str()?;
        let file = detour.replace_all(printed, "").into_owned();
        let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
        let told = message["rendered"].as_str()?.trim_end().replace(printed, &file);
        (message["level"] == "error").then_some(BrokenCode { file, line, told })
    };
    messages.lines().filter_map(error).collect()
}

/// Each error with the changes of the spec that it is about, by the names in it and in the function around it.
pub fn report(
    errors: &BTreeSet<BrokenCode>,
    workspace: &Path,
    changes: &Changes<'_>,
) -> String {
    let mut out = String::new();
    for error in errors {
        out.push_str(&format!("{}\n", error.told));
        let text = format!("{}\n{}", error.told, error.function(workspace));
        for cause in changes.behind(&text) {
            out.push_str(&format!("  = {cause}\n"));
        }
        out.push('\n');
    }
    out
}

impl Changes<'_> {
    /// The changes that share the most names with a text.
    fn behind(&self, text: &str) -> Vec<String> {
        let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_';
        let named: BTreeSet<_> = text.split(|letter| !is_inside(letter)).collect();
        let code = self.findings.iter().filter(|finding| is_code(finding));
        let scored: Vec<_> =
            code.map(|finding| (self.score(finding, &named), finding)).collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or_default();
        let fitting = scored.iter().filter(|(score, _)| best > 0 && *score == best);
        fitting.take(MOST_CAUSES).map(|(_, finding)| told(finding)).collect()
    }

    /// A name of the changed part itself counts more than one of the operation around it.
    fn score(&self, finding: &Finding, named: &BTreeSet<&str>) -> usize {
        let is_named = |name: &String| named.contains(name.as_str());
        let owner = target_owner(&finding.target);
        let mut around = [self.old, self.new].into_iter().filter_map(|side| {
            let name = side.spec.operations.get(owner)?.name.as_deref()?;
            Some([
                name.to_owned(),
                names::request_type(name),
                names::response_type(name),
            ])
        });
        let is_around = around.any(|names| names.iter().any(is_named));
        // The rows of a new operation have the names that those of others have.
        if finding.action == Action::Added && finding.target == owner && !is_around {
            return 0;
        }
        2 * names_of(finding).iter().filter(|name| is_named(name)).count()
            + usize::from(is_around)
    }
}

/// Whether code can tell.
fn is_code(finding: &Finding) -> bool {
    let is_book = ["changelog", "amendments"].contains(&target_owner(&finding.target));
    !is_book && finding.action != Action::Moved && finding.cause != Cause::Docs
}

/// The Rust names that the changed part has or had.
fn names_of(finding: &Finding) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    if finding.target.contains('#') {
        words.insert(target_name(&finding.target));
    }
    for change in &finding.keys {
        if change.key.as_deref().is_some_and(|key| PROSE.contains(&key)) {
            continue;
        }
        // What both states say has not changed.
        let [before, after] = [&change.before, &change.after].map(|value| {
            let mut words = BTreeSet::new();
            value.iter().for_each(|value| collect(&mut words, value));
            words
        });
        words.extend(before.symmetric_difference(&after));
    }
    let is_name = |word: &&str| {
        let mut letters = word.chars();
        // Words of the types of every program would fit every error.
        word.len() > 1
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
            && !["String", "string", "true", "false"].contains(word)
    };
    let words = words.into_iter().filter(is_name);
    words.flat_map(|word| [word.to_snake_case(), word.to_upper_camel_case()]).collect()
}

/// The words of a part's keys and values.
fn collect<'v>(words: &mut BTreeSet<&'v str>, value: &'v Value) {
    match value {
        Value::String(text) => {
            words.insert(text);
        }
        Value::Array(values) => values.iter().for_each(|value| collect(words, value)),
        Value::Object(keys) => {
            for (key, value) in keys {
                if !PROSE.contains(&key.as_str()) {
                    words.extend(value.is_object().then_some(key.as_str()));
                    collect(words, value);
                }
            }
        }
        _ => {}
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

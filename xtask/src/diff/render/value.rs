//! What something was and what it is, in lines.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use crate::diff::model::{Finding, KeyChange};
use crate::spec;

/// Values that fit into one line together are told in one.
const SHORT: usize = 80;
/// Of a whole that comes or goes, no more lines than these are shown.
const LINES: usize = 6;
/// And of these no more than so many characters.
const WIDTH: usize = 160;
/// Around a changed line, so many that stay.
const AROUND: usize = 1;

/// A change of a value.
#[derive(Debug, PartialEq)]
pub enum Shown {
    /// `true → false`.
    Short { before: String, after: String },
    /// Lines that went, came or stayed.
    Lines(Vec<(Sign, String)>),
}

/// What has become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Gone,
    New,
    Same,
    /// It stands for lines that are not shown.
    Left,
}

impl Sign {
    /// As a diff writes it.
    pub fn mark(self) -> char {
        match self {
            Self::Gone => '-',
            Self::New => '+',
            Self::Same | Self::Left => ' ',
        }
    }
}

/// What `change`, which is one of `finding`, says that the value was and is.
pub fn shown(finding: &Finding, change: &KeyChange) -> Shown {
    let name = change.key.as_deref().unwrap_or_else(|| name(&finding.target));
    let text = |value: &Option<Value>| value.as_ref().map(|value| text(name, value));
    let (before, after) = (text(&change.before), text(&change.after));
    if change.key.is_none() && (before.is_none() || after.is_none()) {
        let mut lines = Vec::new();
        whole(&mut lines, Sign::Gone, before.as_deref().unwrap_or_default());
        whole(&mut lines, Sign::New, after.as_deref().unwrap_or_default());
        return Shown::Lines(lines);
    }
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
    let (before, after) = (or_nothing(before), or_nothing(after));
    let lines = before.contains('\n') || after.contains('\n');
    if !lines && before.chars().count() + after.chars().count() <= SHORT {
        Shown::Short { before, after }
    } else {
        Shown::Lines(difference(&before, &after))
    }
}

/// A value as the files would have it; a text without quotes.
fn text(name: &str, value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => spec::excerpt(name, value),
        scalar => scalar.to_string(),
    };
    text.trim_end().chars().map(visible).collect()
}

/// The last name of a target. That of a revision has a point in it.
fn name(target: &str) -> &str {
    let path = target.split_once('#').map_or(target, |(_, path)| path);
    match target.split('#').next() {
        Some("changelog" | "amendments") => path,
        _ => path.rsplit('.').next().unwrap_or(path),
    }
}

/// A control character would be obeyed by the terminal instead of shown.
fn visible(c: char) -> char {
    match c {
        '\n' => c,
        '\t' => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

fn difference(before: &str, after: &str) -> Vec<(Sign, String)> {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 {
            lines.push((Sign::Left, "…".to_owned()));
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => Sign::Gone,
                ChangeTag::Insert => Sign::New,
                ChangeTag::Equal => Sign::Same,
            };
            lines.push((sign, change.value().trim_end_matches('\n').to_owned()));
        }
    }
    lines
}

fn whole(lines: &mut Vec<(Sign, String)>, sign: Sign, text: &str) {
    let all: Vec<_> = text.lines().collect();
    let shown = if all.len() > LINES + 1 { LINES } else { all.len() };
    lines.extend(all[..shown].iter().map(|line| (sign, cut(line))));
    if shown < all.len() {
        lines.push((Sign::Left, format!("… {} more lines", all.len() - shown)));
    }
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

//! What something was and what it is, in lines.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use crate::diff::model::{Area, Finding};
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
    /// It came, went, moved or was revised as a whole, and says nothing of itself.
    Nothing,
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

/// What `finding` says that its value was and is.
pub fn shown(finding: &Finding) -> Shown {
    match (&finding.before, &finding.after) {
        (None, None) => Shown::Nothing,
        (before, after) if finding.key.is_some() => {
            let text = |value: &Option<Value>| {
                value.as_ref().map_or("nothing".to_owned(), |value| text(finding, value))
            };
            let (before, after) = (text(before), text(after));
            let lines = before.contains('\n') || after.contains('\n');
            if !lines && before.chars().count() + after.chars().count() <= SHORT {
                Shown::Short { before, after }
            } else {
                Shown::Lines(difference(&before, &after))
            }
        }
        (before, after) => {
            let mut lines = Vec::new();
            for (sign, value) in [(Sign::Gone, before), (Sign::New, after)] {
                let text = value.as_ref().map(|value| text(finding, value));
                whole(&mut lines, sign, text.as_deref().unwrap_or_default());
            }
            Shown::Lines(lines)
        }
    }
}

/// A value as the files would have it; a text without quotes.
fn text(finding: &Finding, value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => spec::excerpt(name(finding), value),
        scalar => scalar.to_string(),
    };
    text.trim_end().chars().map(visible).collect()
}

/// The key, or the last name of the target.
fn name(finding: &Finding) -> &str {
    let path = finding.target.split_once('#').map_or("", |(_, path)| path);
    let last = match finding.area {
        // The name of a revision is one, with the point in it.
        Area::Revision => path,
        _ => path.rsplit('.').next().unwrap_or(path),
    };
    let part = if last.is_empty() { finding.target.as_str() } else { last };
    finding.key.as_deref().unwrap_or(part)
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

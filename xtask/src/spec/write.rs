//! From the model to the files of `spec/`, in the one canonical layout: the same model gives the same bytes.
//!
//! A row of a table is one line unless its note has several lines or it has `values` or `fields`; other mappings and
//! lists are one line while they fit.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;
use serde_json::{Map, Value};

use super::model::Spec;
use super::read::{Files, operation_path};

/// A line longer than this is broken where the layout has a choice.
const WIDTH: usize = 120;
/// Keys whose mapping is a table: every entry stands on a line of its own.
const TABLES: [&str; 7] =
    ["request", "response", "fields", "parameters", "return_codes", "callbacks", "site"];
/// Mappings from a name to a text: a line each.
const LISTINGS: [&str; 2] = ["glossary", "types"];
/// What else has an empty line before it.
const APART: [&str; 3] = ["examples", "chapters", "operations"];
/// Lists whose entries are written in one line each.
const ONE_LINERS: [&str; 3] = ["conditions", "disagrees", "table"];
/// A row with one of these is never one line.
const BREAKING: [&str; 2] = ["values", "fields"];

/// Every file of `spec`, by path below `spec/`.
pub fn files(spec: &Spec) -> Files {
    let mut files = Files::new();
    files.insert("document.yaml".to_owned(), text(&spec.document, "document", 0));
    files.insert("changelog.yaml".to_owned(), text(&spec.changelog, "changelog", 0));
    if !spec.amendments.is_empty() {
        let text = text(&spec.amendments, "amendments", 0);
        files.insert("amendments.yaml".to_owned(), text);
    }
    files.insert("shared.yaml".to_owned(), text(&spec.shared, "shared", 0));
    for (key, operation) in &spec.operations {
        let path = operation_path(key);
        let depth = path.matches('/').count();
        files.insert(path, text(operation, "operation", depth));
    }
    files
}

/// `key` and what stands below it, as the layout would write it in a table.
pub fn excerpt(key: &str, value: &Value) -> String {
    let mut out = String::new();
    entry(&mut out, key, value, 0, true);
    out
}

/// A part of the model in one line, as it would stand in a list.
pub fn one_line(part: &impl Serialize) -> String {
    let value = json(part);
    // JSON's own notation where a cell has several lines: one line all the same.
    inline(&value).unwrap_or_else(|| value.to_string())
}

/// A part of the model as the tree that its file shows: what is not said is left out.
pub fn json(part: &impl Serialize) -> Value {
    fn without_null(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|_, value| !value.is_null());
                map.values_mut().for_each(without_null);
            }
            Value::Array(list) => list.iter_mut().for_each(without_null),
            _ => {}
        }
    }
    let mut value =
        serde_json::to_value(part).expect("maps with text keys, lists, scalars");
    without_null(&mut value);
    value
}

/// An enum's value as the files spell it.
pub fn word(value: impl Serialize) -> String {
    serde_json::from_value(json(&value)).unwrap_or_default()
}

/// One file, whose schema is `schema` and whose folder lies `depth` below `spec/`.
fn text(part: &impl Serialize, schema: &str, depth: usize) -> String {
    let mut out = format!(
        "# yaml-language-server: $schema={}schema/{schema}.json\n",
        "../".repeat(depth)
    );
    match json(part) {
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push('\n');
                }
                item(&mut out, "", entry, 0);
            }
        }
        Value::Object(map) => {
            for (key, value) in &map {
                let apart = TABLES.iter().chain(&LISTINGS).chain(&APART);
                if apart.into_iter().any(|it| it == key) {
                    out.push('\n');
                }
                entry(&mut out, key, value, 0, false);
            }
        }
        scalar => unreachable!("a file holds a mapping or a list, not `{scalar}`"),
    }
    out
}

/// `key: value` at `indent`; `row` when the mapping around it is a table.
fn entry(out: &mut String, key: &str, value: &Value, indent: usize, row: bool) {
    let head = format!("{}{}:", " ".repeat(indent), key_text(key, false));
    out.push_str(&head);
    // A row may be named as a table is.
    let table = !row && TABLES.contains(&key);
    let listing = !row && LISTINGS.contains(&key);
    let fits = |line: &String| head.len() + line.chars().count() < WIDTH;
    let one_line = match value {
        Value::Object(map) if map.is_empty() => Some("{}".to_owned()),
        Value::Object(_) if table || listing => None,
        Value::Object(_) => inline(value).filter(|line| row || fits(line)),
        Value::Array(entries) => {
            let nested = entries.iter().any(|it| it.is_object() || it.is_array());
            inline(value).filter(|line| !nested && fits(line))
        }
        Value::String(text) if text.contains('\n') => {
            return literal(out, text, indent + 2);
        }
        scalar => inline(scalar),
    };
    match (one_line, value) {
        (Some(line), _) => out.push_str(&format!(" {line}\n")),
        (None, Value::Object(map)) => {
            out.push('\n');
            mapping(out, map, indent + 2, table);
        }
        (None, list) => {
            out.push('\n');
            let entries = list.as_array().into_iter().flatten();
            entries.for_each(|entry| item(out, key, entry, indent + 2));
        }
    }
}

fn mapping(out: &mut String, map: &Map<String, Value>, indent: usize, table: bool) {
    for (key, value) in map {
        entry(out, key, value, indent, table);
    }
}

/// `- value` at `indent`, an entry of the list `key`.
fn item(out: &mut String, key: &str, value: &Value, indent: usize) {
    let dash = format!("{}- ", " ".repeat(indent));
    match value {
        Value::Object(map) if !ONE_LINERS.contains(&key) || inline(value).is_none() => {
            let mut block = String::new();
            mapping(&mut block, map, indent + 2, false);
            out.push_str(&dash);
            out.push_str(&block[indent + 2..]);
        }
        Value::String(text) if text.contains('\n') => {
            out.push_str(dash.trim_end());
            literal(out, text, indent + 2);
        }
        list => {
            out.push_str(&format!("{dash}{}\n", one_line(list)));
        }
    }
}

/// A text of several lines as a literal block, or quoted where a block would lose something.
fn literal(out: &mut String, text: &str, indent: usize) {
    let layout = |line: &str| {
        line.starts_with([' ', '\t'])
            || line.ends_with([' ', '\t'])
            || line.chars().any(is_unprintable)
    };
    if text.starts_with('\n') || text.ends_with('\n') || text.lines().any(layout) {
        out.push_str(&format!(" {}\n", double_quoted(text)));
        return;
    }
    out.push_str(" |-\n");
    for line in text.lines() {
        if line.is_empty() {
            out.push('\n');
        } else {
            out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
        }
    }
}

/// `value` in one line, if the layout allows that at all.
fn inline(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => {
            let breaks = |key: &str| BREAKING.contains(&key) || TABLES.contains(&key);
            if map.keys().any(|key| breaks(key)) {
                return None;
            }
            let entry = |(key, value): (&String, &Value)| {
                Some(format!("{}: {}", key_text(key, true), inline(value)?))
            };
            let entries: Vec<_> = map.iter().map(entry).collect::<Option<_>>()?;
            let is_empty = entries.is_empty();
            Some(if is_empty {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", entries.join(", "))
            })
        }
        Value::Array(entries) => {
            let entries: Vec<_> = entries.iter().map(inline).collect::<Option<_>>()?;
            Some(format!("[{}]", entries.join(", ")))
        }
        Value::String(text) if text.contains('\n') => None,
        Value::String(text) => Some(scalar(text)),
        Value::Null => Some("null".to_owned()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
    }
}

/// A text that must be read back as a text.
fn scalar(text: &str) -> String {
    if is_other_than_text(text) {
        single_quoted(text)
    } else {
        plain_or_quoted(text, true)
    }
}

/// A key. Whole numbers are codes, which stand as they are; `00` and `-0` would be the same key as `0`.
fn key_text(key: &str, flow: bool) -> String {
    let is_code = key.parse::<i64>().is_ok_and(|code| code.to_string() == key);
    if is_other_than_text(key) && !is_code {
        single_quoted(key)
    } else {
        plain_or_quoted(key, flow)
    }
}

/// A text as it stands where nothing in it means something to YAML, quoted otherwise. `flow`: inside `{}` or `[]`.
fn plain_or_quoted(text: &str, flow: bool) -> String {
    static MEANS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"^$|^ | $|^[?:,\[\]{}#&*!|>'"%@`]|^-(?:[^0-9]|$)|: |:$| #"#)
    });
    // YAML 1.1 ends a plain text in a flow at a question mark.
    let ends = flow && text.contains([',', '[', ']', '{', '}', '?']);
    if text.chars().any(is_unprintable) {
        double_quoted(text)
    } else if ends || MEANS.is_match(text) {
        single_quoted(text)
    } else {
        text.to_owned()
    }
}

/// Whether YAML (1.1 or 1.2) reads the bare word as something else than a text. Days stay bare: 1.1 reads them as days.
fn is_other_than_text(text: &str) -> bool {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^(?:true|false|null|~|yes|no|on|off|y|n|\.inf|\.nan|=|<<)$")
    });
    // 1:30 is ninety in base 60.
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^0[xob]|^[0-9]+(?:\.[0-9]{1,2})*:[0-9]{1,2}(?:[.:][0-9]{1,2})*$")
    });
    let unsigned = text.trim_start_matches(['-', '+']);
    let number = unsigned.replace('_', "");
    WORD.is_match(unsigned) || NUMBER.is_match(&number) || number.parse::<f64>().is_ok()
}

fn regex(form: &str) -> Regex {
    Regex::new(form).expect("a form is a regular expression")
}

/// Whether a parser of YAML 1.1 refuses the character or takes it for a line break where it stands bare.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// JSON's quoting, which YAML shares, with an escape for every character that is not printed.
fn double_quoted(text: &str) -> String {
    let shown = |c: char| match c {
        c if is_unprintable(c) => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    Value::from(text).to_string().chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text_in_yaml_1_1() {
        for (text, expected) in [
            ("a?b", "'a?b'"),
            ("=", "'='"),
            ("<<", "'<<'"),
            ("On", "'On'"),
            ("NULL", "'NULL'"),
            ("1_000", "'1_000'"),
            ("-0x1F", "'-0x1F'"),
            ("1:30", "'1:30'"),
            ("12:30:45.5", "'12:30:45.5'"),
            ("a:30", "a:30"),
            ("1:300", "1:300"),
            ("2021-05-19", "2021-05-19"),
            ("null?", "'null?'"),
            ("\u{7f}", "\"\\u007f\""),
            ("a\u{2028}b", "\"a\\u2028b\""),
        ] {
            assert_eq!(scalar(text), expected);
            assert_eq!(super::super::parse::<String>(&scalar(text)).unwrap(), text);
        }
    }

    #[test]
    fn a_key_stays_a_text_unless_it_is_a_code() {
        for (key, expected) in [
            ("0", "0"),
            ("-1", "-1"),
            ("0xED", "'0xED'"),
            ("no", "'no'"),
            ("a?", "'a?'"),
        ] {
            assert_eq!(key_text(key, true), expected);
        }
    }
}

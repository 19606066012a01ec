//! Repairs bodies that are almost JSON: people type texts with line breaks, and not every program on the way escapes
//! them as JSON wants it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::drift::kind::DriftKind;

/// What stands before a repaired place, so that the place can be reported: code points that are not characters.
const MARKS: [(char, DriftKind); 4] = [
    (CONTROL, DriftKind::ControlCharacter),
    (ESCAPE, DriftKind::InvalidEscape),
    (SURROGATE, DriftKind::LoneSurrogate),
    (UTF8, DriftKind::InvalidUtf8),
];
const CONTROL: char = '\u{fdd0}';
const ESCAPE: char = '\u{fdd1}';
const SURROGATE: char = '\u{fdd2}';
const UTF8: char = '\u{fdd3}';

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The body without the byte order mark that it may start with.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// The body with every string in it repaired, and a mark before each repaired place.
pub(super) fn repair(body: &[u8]) -> String {
    let text = utf8(body);
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(quote) = rest.find('"') {
        repaired.push_str(&rest[..=quote]);
        rest = string(&rest[quote + 1..], &mut repaired);
    }
    repaired + rest
}

/// The body as text, with a mark and U+FFFD for bytes that are not UTF-8.
fn utf8(body: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(body) {
        return text.into();
    }
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.extend([UTF8, char::REPLACEMENT_CHARACTER]);
        }
    }
    text.into()
}

/// Repairs a string up to and with its closing quote; returns what comes after it.
fn string<'t>(text: &'t str, repaired: &mut String) -> &'t str {
    let mut rest = text;
    loop {
        let special = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < b' ';
        let plain = rest.bytes().position(|byte| special(&byte)).unwrap_or(rest.len());
        repaired.push_str(&rest[..plain]);
        rest = &rest[plain..];
        match rest.as_bytes() {
            [] => return rest,
            [b'"', ..] => {
                repaired.push('"');
                return &rest[1..];
            }
            [b'\\', ..] => rest = escape(rest, repaired),
            [control, ..] => {
                repaired.push(CONTROL);
                repaired.push_str(&format!("\\u{control:04x}"));
                rest = &rest[1..];
            }
        }
    }
}

/// Repairs what starts with a backslash; returns what comes after it.
fn escape<'t>(text: &'t str, repaired: &mut String) -> &'t str {
    let keep = |length: usize, repaired: &mut String| {
        repaired.push_str(&text[..length]);
        &text[length..]
    };
    match text.as_bytes()[1..] {
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => {
            keep(2, repaired)
        }
        // As in JavaScript.
        [b'\'', ..] => {
            repaired.extend([ESCAPE, '\'']);
            &text[2..]
        }
        _ => match (unit(text), text.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => keep(12, repaired),
            (Some(0xd800..=0xdfff), _) => {
                repaired.extend([SURROGATE, char::REPLACEMENT_CHARACTER]);
                &text[6..]
            }
            (Some(_), _) => keep(6, repaired),
            // A backslash that escapes nothing is itself part of the text.
            (None, _) => {
                repaired.push(ESCAPE);
                repaired.push_str("\\\\");
                &text[1..]
            }
        },
    }
}

/// The number of `\u1234` at the start of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| all)
}

/// Removes the marks from a text; returns the defects that they stand for.
pub(super) fn unmark(text: &mut String) -> Vec<DriftKind> {
    let found: Vec<_> =
        MARKS.into_iter().filter(|(mark, _)| text.contains(*mark)).collect();
    if !found.is_empty() {
        text.retain(|letter| !MARKS.iter().any(|(mark, _)| *mark == letter));
    }
    found.into_iter().map(|(_, kind)| kind).collect()
}

/// Removes the marks from the names of an object.
pub(super) fn unmark_names(object: &mut Map<String, Value>) {
    let marked =
        |name: &String| name.contains(|it| MARKS.iter().any(|(mark, _)| *mark == it));
    let names: Vec<String> =
        object.keys().filter(|name| marked(name)).cloned().collect();
    for mut name in names {
        let value = object.remove(&name);
        unmark(&mut name);
        object.entry(name).or_insert(value.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::{repair, unmark, without_mark};

    #[test]
    fn strings_are_repaired_and_nothing_else() {
        let cases: [(&[u8], &str); 18] = [
            (b"{\"a\":\"b\"}", "{\"a\":\"b\"}"),
            (b"{\n\"a\":\t\"b\"}\n", "{\n\"a\":\t\"b\"}\n"),
            (b"{\"a\":\"b\nc\"}", "{\"a\":\"b\\u000ac\"}"),
            (b"[\"\t\",\n\"\r\n\"]", "[\"\\u0009\",\n\"\\u000d\\u000a\"]"),
            (b"[\"\\\"\n\"]", "[\"\\\"\\u000a\"]"),
            (b"[\"\\\\\",\n\"\\\n\"]", "[\"\\\\\",\n\"\\\\\\u000a\"]"),
            (b"\"\n", "\"\\u000a"),
            (b"[\"it\\'s\"]", "[\"it's\"]"),
            (b"[\"\\d\\\"\"]", "[\"\\\\d\\\"\"]"),
            (b"[\"\\", "[\"\\\\"),
            (b"[\"\\ud83d\\ude00\"]", "[\"\\ud83d\\ude00\"]"),
            (b"[\"\\ud83d\"]", "[\"\u{fffd}\"]"),
            (b"[\"\\ud83d\\n\"]", "[\"\u{fffd}\\n\"]"),
            (b"[\"\\ude00\\ud83d\"]", "[\"\u{fffd}\u{fffd}\"]"),
            (b"[\"\\u12\"]", "[\"\\\\u12\"]"),
            ("[\"\\u张三四五\"]".as_bytes(), "[\"\\\\u张三四五\"]"),
            (b"[\"\xd5\xc5\xc8\xfd\"]", "[\"\u{fffd}\u{fffd}\u{fffd}\u{fffd}\"]"),
            (b"\xef\xbb\xbf{}", "{}"),
        ];
        for (body, expected) in cases {
            let mut repaired = repair(without_mark(body));
            unmark(&mut repaired);
            assert_eq!(repaired, expected, "{}", String::from_utf8_lossy(body));
        }
    }
}

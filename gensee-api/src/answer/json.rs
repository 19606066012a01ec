//! Reads JSON without serde, as fast as it can be read and with little code for each type.
//!
//! The reader takes only what is JSON in every detail, and has no errors: what it cannot read it gives up, and whoever
//! called it reads the body once more by serde or by the field tables, which tell why. It reads the same values as
//! `serde_json` does, and leaves to it what is rare: texts with escapes, and numbers that are not integers. How deep it
//! calls itself follows from the types that are read, which cannot hold themselves.

use std::borrow::Cow;
use std::fmt;

use super::{Answer, AnswerValue};

/// The rest of a JSON text, from the current place on. For the derive.
pub struct Json<'a> {
    text: &'a str,
    at: usize,
}

/// The text is left out, because it can hold secrets.
impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Json").field("at", &self.at).finish_non_exhaustive()
    }
}

/// A value that is neither an object nor a list.
pub(super) enum Token<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// A number with a fraction or out of bounds: as `serde_json` reads it, and as it is written.
    Decimal(f64, &'a str),
    /// A text, or a whole number above `i64::MAX`, so that its digits are kept for types that hold text.
    Text(Cow<'a, str>),
}

impl<'a> Json<'a> {
    /// The beginning of a text; `None` when the bytes are not UTF-8.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        Some(Json { text: std::str::from_utf8(bytes).ok()?, at: 0 })
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Passes over this byte.
    fn take(&mut self, wanted: u8) -> Option<()> {
        let found = self.peek()? == wanted;
        self.at += usize::from(found);
        found.then_some(())
    }

    /// Nothing follows.
    pub(crate) fn end(mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }

    /// Passes over null; whether it is there.
    fn null(&mut self) -> Option<bool> {
        let null = self.peek()? == b'n';
        if null {
            self.word("null")?;
        }
        Some(null)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let found = self.text.as_bytes().get(self.at..)?.starts_with(word.as_bytes());
        self.at += word.len();
        found.then_some(())
    }

    /// Goes on to the next entry of an object or list, or leaves it; whether there is one.
    fn entry(&mut self, close: u8, is_first: &mut bool) -> Option<bool> {
        let byte = self.peek()?;
        if byte == close {
            self.at += 1;
            return Some(false);
        }
        if !std::mem::take(is_first) {
            self.take(b',')?;
        }
        Some(true)
    }

    /// The next name of an object; `Some(None)` at its end.
    fn name(&mut self, is_first: &mut bool) -> Option<Option<Cow<'a, str>>> {
        if !self.entry(b'}', is_first)? {
            return Some(None);
        }
        self.key().map(Some)
    }

    /// Reads a name and the colon behind it.
    fn key(&mut self) -> Option<Cow<'a, str>> {
        self.peek()?;
        let name = self.string()?;
        self.take(b':')?;
        Some(name)
    }

    /// Reads a string that begins here.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        let bytes = self.text.as_bytes();
        (*bytes.get(self.at)? == b'"').then_some(())?;
        let start = self.at + 1;
        let mut end = plain(bytes, start)?;
        let has_escapes = bytes[end] == b'\\';
        while bytes[end] == b'\\' {
            end = plain(bytes, end + 2)?;
        }
        (bytes[end] == b'"').then_some(())?;
        self.at = end + 1;
        if has_escapes {
            let text = self.text.get(start - 1..self.at)?;
            return serde_json::from_str(text).ok().map(Cow::Owned);
        }
        self.text.get(start..end).map(Cow::Borrowed)
    }

    /// Reads a number that begins here, with a digit or a minus.
    fn number(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.at..)?;
        let is_part =
            |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        let length = rest.bytes().take_while(is_part).count();
        self.at += length;
        let text = rest.get(..length)?;
        // `-0` is a decimal, and `007` is not a number.
        let begins_with_0 = text.starts_with('0') || text.starts_with("-0");
        if (!begins_with_0 || text == "0")
            && let Ok(integer) = text.parse()
        {
            return Some(Token::Integer(integer));
        }
        let number: serde_json::Number = serde_json::from_str(text).ok()?;
        Some(match number.as_u64() {
            Some(integer) => Token::Text(integer.to_string().into()),
            None => Token::Decimal(number.as_f64()?, text),
        })
    }

    /// Reads a value that is neither an object nor a list.
    pub(super) fn token(&mut self) -> Option<Token<'a>> {
        match self.peek()? {
            b'"' => self.string().map(Token::Text),
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word("null").map(|()| Token::Null),
            b't' => self.word("true").map(|()| Token::Boolean(true)),
            b'f' => self.word("false").map(|()| Token::Boolean(false)),
            _ => None,
        }
    }

    /// Passes over a value; the value as it is written.
    pub(crate) fn raw(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        self.text.get(start..self.at)
    }

    /// Passes over a value of any depth: it does not call itself.
    fn skip(&mut self) -> Option<()> {
        // The brackets that are still to close.
        let mut open = Vec::new();
        loop {
            let close = match self.peek()? {
                b'{' => Some(b'}'),
                b'[' => Some(b']'),
                _ => {
                    self.token()?;
                    None
                }
            };
            if let Some(close) = close {
                self.at += 1;
                if self.peek()? != close {
                    open.push(close);
                    if close == b'}' {
                        self.key()?;
                    }
                    continue;
                }
                self.at += 1;
            }
            // Behind a value.
            loop {
                let Some(&close) = open.last() else { return Some(()) };
                let byte = self.peek()?;
                self.at += 1;
                if byte == b',' {
                    if close == b'}' {
                        self.key()?;
                    }
                    break;
                }
                (byte == close).then_some(())?;
                open.pop();
            }
        }
    }

    /// Reads the properties of an object by `read`, which reads the value of each.
    pub(crate) fn properties(
        &mut self,
        mut read: impl FnMut(&str, &mut Self) -> Option<()>,
    ) -> Option<()> {
        let mut is_first = true;
        self.take(b'{')?;
        while let Some(name) = self.name(&mut is_first)? {
            read(&name, self)?;
        }
        Some(())
    }
}

/// The place of the first byte, from `at` on, that ends the plain part of a string: a quote or a backslash. `None` when
/// there is none, or a control character comes before it.
fn plain(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Eight bytes at once. A byte is marked where it is zero after the subtraction has borrowed; wrong marks come only
    // above a right one, and the lowest mark counts.
    let equal = |word: u64, byte: u8| {
        let rest = word ^ (ONES * u64::from(byte));
        rest.wrapping_sub(ONES) & !rest
    };
    while let Some(chunk) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(chunk.try_into().ok()?);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let marks = (equal(word, b'"') | equal(word, b'\\') | control) & HIGH;
        if marks != 0 {
            at += (marks.trailing_zeros() / 8) as usize;
            return (bytes[at] >= 0x20).then_some(at);
        }
        at += 8;
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | ..0x20);
    let at = at + bytes.get(at..)?.iter().position(ends)?;
    (bytes[at] >= 0x20).then_some(at)
}

/// Reads a value that is not inside another one; `Some(None)` for null.
pub(crate) fn read_value<T: AnswerValue>(json: &[u8]) -> Option<Option<T>> {
    let mut json = Json::new(json)?;
    let value = T::read_json(&mut json)?;
    json.end()?;
    Some(value)
}

/// Reads a property into its slot. A slot that has a value keeps it, unless that is an empty list. `Some(true)` when it
/// can be read. For the derive.
pub fn fill_json<T: AnswerValue>(
    slot: &mut Option<T>,
    json: &mut Json<'_>,
) -> Option<bool> {
    let value = T::read_json(json)?;
    if value.is_some() && slot.as_ref().is_none_or(T::is_vacant) {
        *slot = value;
    }
    Some(true)
}

/// Reads an object, or an array with one object; `Some(None)` for null and an empty array.
pub(super) fn read_object<A: Answer>(json: &mut Json<'_>) -> Option<Option<A>> {
    if json.null()? {
        return Some(None);
    }
    let is_array = json.peek()? == b'[';
    if is_array {
        json.take(b'[')?;
        if !json.entry(b']', &mut true)? {
            return Some(None);
        }
        if json.null()? {
            return close(json).map(|()| None);
        }
    }
    let mut slots = A::Slots::default();
    json.properties(|name, json| read_property::<A>(&mut slots, name, json).map(drop))?;
    if is_array {
        close(json)?;
    }
    A::build(slots).ok().map(Some)
}

/// Leaves an array that must end here.
fn close(json: &mut Json<'_>) -> Option<()> {
    (!json.entry(b']', &mut false)?).then_some(())
}

/// Reads a property of an answer. One that is unknown is passed over, and kept if the answer collects such; it is
/// returned.
pub(crate) fn read_property<'a, A: Answer>(
    slots: &mut A::Slots,
    name: &str,
    json: &mut Json<'a>,
) -> Option<Option<&'a str>> {
    if A::read_property(slots, name, json)? {
        return Some(None);
    }
    let raw = json.raw()?;
    if A::EXTRA {
        A::keep(slots, name.to_owned(), raw);
    }
    Some(Some(raw))
}

/// Reads a list; `Some(None)` for null. A null in it is left out.
pub(super) fn read_list<T: AnswerValue>(json: &mut Json<'_>) -> Option<Option<Vec<T>>> {
    if json.null()? {
        return Some(None);
    }
    let (mut list, mut is_first) = (Vec::new(), true);
    json.take(b'[')?;
    while json.entry(b']', &mut is_first)? {
        if let Some(item) = T::read_json(json)? {
            list.push(item);
        }
    }
    Some(Some(list))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use serde_json::Value;

    use super::{Json, Token};

    /// What the reader makes of a text: an own value where it is a single one, and nothing where it gives up.
    fn read(text: &str) -> Option<Option<Value>> {
        let mut json = Json::new(text.as_bytes())?;
        json.raw()?;
        json.end()?;
        let mut json = Json::new(text.as_bytes())?;
        if matches!(json.peek()?, b'{' | b'[') {
            return Some(None);
        }
        Some(Some(match json.token()? {
            Token::Null => Value::Null,
            Token::Boolean(value) => value.into(),
            Token::Integer(value) => value.into(),
            Token::Decimal(_, written) => serde_json::from_str(written).ok()?,
            Token::Text(text) => text.into(),
        }))
    }

    /// That `serde_json` reads the same, or nothing either.
    fn compare(text: &str) {
        let expected: Option<Value> = serde_json::from_str(text).ok();
        match (read(text), &expected) {
            (Some(Some(value)), Some(expected)) => {
                // An integer above `i64::MAX` keeps its digits as text.
                let is_large = expected.is_u64() && !expected.is_i64();
                let expected = if is_large {
                    expected.to_string().into()
                } else {
                    expected.clone()
                };
                assert_eq!(value, expected, "{text}");
            }
            (read, expected) => {
                assert_eq!(read.is_some(), expected.is_some(), "{text:?}");
            }
        }
    }

    #[test]
    fn numbers_are_those_of_json() {
        for text in [
            "0",
            "-0",
            "00",
            "007",
            "-007",
            "-",
            "+1",
            "--1",
            "1-",
            "1.",
            ".5",
            "0.5",
            "-0.5",
            "1e3",
            "1E+3",
            "1e",
            "0e0",
            "10",
            "-10",
            "999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "1e400",
            "1a",
        ] {
            compare(text);
        }
    }

    #[test]
    fn debug_shows_the_place_and_no_text() {
        let mut json = Json::new(b"[\"Geheim\"]").unwrap();
        json.take(b'[').unwrap();
        assert_eq!(format!("{json:?}"), "Json { at: 1, .. }");
    }

    /// Each byte at every place of the eight that are looked at together, and behind them.
    #[test]
    fn control_characters_are_no_part_of_a_text() {
        for byte in 0..=0x7f_u8 {
            for before in 0..20 {
                let around = "a".repeat(before);
                compare(&format!(
                    "\"{around}{}{}\"",
                    char::from(byte),
                    "\u{4e2d}".repeat(3)
                ));
            }
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z\"\\\\\u{1}\u{4e2d}]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map("[a-z]{0,3}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_text_with_a_slip_is_read_as_serde_json_reads_it(
            value in value(),
            pretty in any::<bool>(),
            place in any::<Index>(),
            removed in 0..3_usize,
            come in select(vec!["", "", "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", "null", "t", " ", "\n"]),
        ) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let mut chars: Vec<char> = text.unwrap().chars().collect();
            let start = place.index(chars.len());
            chars.splice(start..chars.len().min(start + removed), come.chars());
            compare(&chars.into_iter().collect::<String>());
        }
    }
}

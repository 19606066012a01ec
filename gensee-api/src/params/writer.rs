//! Writer of `application/x-www-form-urlencoded`.

use std::fmt;

use crate::wire::{Time, TimeFormat};

/// How a request writes a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListFormat {
    /// `recordId[0]=1&recordId[1]=2`, as the document has it.
    #[default]
    Indexed,
    /// `recordId=1&recordId=2`. Lists of objects stay indexed, because otherwise nothing would show which fields belong
    /// together.
    Repeated,
}

/// Initial capacity in bytes; enough for most requests.
const ROOM: usize = 256;

/// Writes parameters as a form: names and values escaped, a space as `+`.
///
/// ```
/// use gensee_api::{TimeFormat, params::{FormWriter, ListFormat}};
///
/// let mut form = FormWriter::new(TimeFormat::Millis, ListFormat::Indexed);
/// form.text("subject", "Rust 101");
/// form.text("list[0].url", "a&b");
/// assert_eq!(form.finish(), "subject=Rust+101&list%5B0%5D.url=a%26b");
/// ```
pub struct FormWriter {
    /// Always ASCII.
    body: Vec<u8>,
    /// The prefix of every name, escaped: `list%5B0%5D.`
    prefix: Vec<u8>,
    times: TimeFormat,
    lists: ListFormat,
}

impl FormWriter {
    /// An empty form.
    pub fn new(times: TimeFormat, lists: ListFormat) -> Self {
        FormWriter { body: Vec::with_capacity(ROOM), prefix: Vec::new(), times, lists }
    }

    /// The form as text, without a leading `?` or `&`.
    pub fn finish(self) -> String {
        String::from_utf8(self.body).unwrap_or_default()
    }

    /// How lists are written.
    pub fn lists(&self) -> ListFormat {
        self.lists
    }

    /// Writes a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        escape(&mut self.body, value);
    }

    /// Writes a whole number.
    pub fn integer(&mut self, name: &str, value: i64) {
        self.name(name);
        self.body.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }

    /// Writes a number with a fraction.
    pub fn decimal(&mut self, name: &str, value: f64) {
        self.name(name);
        self.body.extend_from_slice(value.to_string().as_bytes());
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.name(name);
        self.body.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes a time in the [`TimeFormat`] of the form.
    pub fn time(&mut self, name: &str, value: Time) {
        match self.times {
            TimeFormat::Millis => self.integer(name, value.millis()),
            TimeFormat::ChinaText => self.text(name, &value.to_string()),
        }
    }

    /// Writes the fields of an object: `name.field`.
    pub fn object(&mut self, name: &str, fields: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        escape(&mut self.prefix, name);
        self.prefix.push(b'.');
        fields(self);
        self.prefix.truncate(outer);
    }

    fn name(&mut self, name: &str) {
        if !self.body.is_empty() {
            self.body.push(b'&');
        }
        self.body.extend_from_slice(&self.prefix);
        escape(&mut self.body, name);
        self.body.push(b'=');
    }
}

/// Shows the length only, because the values may be secrets.
impl fmt::Debug for FormWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormWriter")
            .field("length", &self.body.len())
            .field("times", &self.times)
            .field("lists", &self.lists)
            .finish_non_exhaustive()
    }
}

/// The bytes that a form does not escape.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(byte as u8, b'*' | b'-' | b'.' | b'_');
        byte += 1;
    }
    plain
};

/// Escapes a name or a value. Bytes that need no escape are copied in runs.
fn escape(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len());
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        let (plain, others) = rest.split_at(run(rest, true));
        out.extend_from_slice(plain);
        let (others, next) = others.split_at(run(others, false));
        for &byte in others {
            match byte {
                b' ' => out.push(b'+'),
                _ => out.extend_from_slice(&[b'%', hex(byte >> 4), hex(byte & 15)]),
            }
        }
        rest = next;
    }
}

fn hex(digit: u8) -> u8 {
    b"0123456789ABCDEF"[usize::from(digit)]
}

/// Length in bytes of the leading run of bytes that are all plain, or all not plain.
fn run(text: &[u8], plain: bool) -> usize {
    let other = |byte: &u8| PLAIN[usize::from(*byte)] != plain;
    text.iter().position(other).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaped_as_the_standard_has_it(text in any::<String>()) {
            let mut escaped = Vec::new();
            super::escape(&mut escaped, &text);
            let escaped = String::from_utf8(escaped).expect("ASCII");
            let expected: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            prop_assert_eq!(escaped, expected);
        }
    }
}

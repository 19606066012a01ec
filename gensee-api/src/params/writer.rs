//! Writes `application/x-www-form-urlencoded`.

use std::fmt::Write;

use crate::time::{Time, TimeFormat};

/// How a request writes a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListFormat {
    /// `recordId[0]=1&recordId[1]=2`, as the document has it.
    #[default]
    Indexed,
    /// `recordId=1&recordId=2`. Lists of objects stay indexed, since their fields would fall apart.
    Repeated,
}

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
#[derive(Debug)]
pub struct FormWriter {
    body: String,
    /// What stands before every name, escaped: `list%5B0%5D.`
    prefix: String,
    times: TimeFormat,
    lists: ListFormat,
}

impl FormWriter {
    /// An empty form.
    pub fn new(times: TimeFormat, lists: ListFormat) -> Self {
        FormWriter { body: String::new(), prefix: String::new(), times, lists }
    }

    /// The form as text, without a leading `?` or `&`.
    pub fn finish(self) -> String {
        self.body
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
        push_display(&mut self.body, value);
    }

    /// Writes a number with a fraction.
    pub fn decimal(&mut self, name: &str, value: f64) {
        self.name(name);
        push_display(&mut self.body, value);
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.name(name);
        self.body.push_str(if value { "true" } else { "false" });
    }

    /// Writes a moment, as [`TimeFormat`] says.
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
        self.prefix.push('.');
        fields(self);
        self.prefix.truncate(outer);
    }

    fn name(&mut self, name: &str) {
        if !self.body.is_empty() {
            self.body.push('&');
        }
        self.body.push_str(&self.prefix);
        escape(&mut self.body, name);
        self.body.push('=');
    }
}

fn push_display(body: &mut String, value: impl std::fmt::Display) {
    // Writing to a String cannot fail.
    let _ = write!(body, "{value}");
}

/// What a form leaves as it is.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z')
}

fn escape(out: &mut String, text: &str) {
    out.extend(form_urlencoded::byte_serialize(text.as_bytes()));
    let _ = is_plain;
}

//! JSON in which texts and numbers are replaced, and every other character stays: the spelling of an answer is part of what
//! is recorded. What the client repairs is taken here too: a byte order mark, raw control characters, wrong escapes.

/// How deep objects and lists may lie in each other.
const DEEPEST: usize = 64;

/// Replaces the values of an answer.
pub trait Masker {
    /// What describes the value of a property.
    type Place: Copy + Default;

    /// A name as it is written, and what describes its value.
    fn name(&mut self, name: &str) -> (String, Self::Place);
    /// The properties of an object in a place follow.
    fn enter(&mut self, place: Self::Place);
    /// They end.
    fn leave(&mut self);
    fn text(&mut self, place: Self::Place, text: &str) -> String;
    fn number(&mut self, place: Self::Place, number: &str) -> String;
}

/// The body is not JSON.
#[derive(Debug)]
pub struct NotJson;

/// The body with its values replaced.
///
/// # Errors
/// When it is not JSON.
pub fn masked<M: Masker>(body: &str, masker: &mut M) -> Result<String, NotJson> {
    let mut walk = Walk { rest: body, out: String::new(), masker, depth: 0 };
    walk.take_while(|c| c == '\u{feff}');
    walk.value(M::Place::default(), true)?;
    walk.blanks();
    if walk.rest.is_empty() { Ok(walk.out) } else { Err(NotJson) }
}

struct Walk<'b, 'm, M> {
    rest: &'b str,
    out: String,
    masker: &'m mut M,
    depth: usize,
}

impl<'b, M: Masker> Walk<'b, '_, M> {
    /// `is_top` is the answer itself, whose properties the masker knows from the start.
    fn value(&mut self, place: M::Place, is_top: bool) -> Result<(), NotJson> {
        self.blanks();
        match self.rest.chars().next() {
            Some('{') => self.nested(|walk| walk.object(place, is_top)),
            Some('[') => self
                .nested(|walk| walk.entries('[', ']', |walk| walk.value(place, false))),
            Some('"') => {
                let (text, is_raw) = self.string()?;
                let masked = self.masker.text(place, &text);
                self.write(&masked, is_raw);
                Ok(())
            }
            Some('-' | '0'..='9') => {
                let of_numbers = |c: char| {
                    c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E')
                };
                let number = self.token(of_numbers);
                let masked = self.masker.number(place, number);
                self.out.push_str(&masked);
                Ok(())
            }
            _ => {
                let word = self.token(|c| c.is_ascii_lowercase());
                self.out.push_str(word);
                let is_word = ["true", "false", "null"].contains(&word);
                if is_word { Ok(()) } else { Err(NotJson) }
            }
        }
    }

    fn nested(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), NotJson>,
    ) -> Result<(), NotJson> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(NotJson);
        }
        read(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn object(&mut self, place: M::Place, is_top: bool) -> Result<(), NotJson> {
        if !is_top {
            self.masker.enter(place);
        }
        self.entries('{', '}', |walk| {
            let (name, is_raw) = walk.string()?;
            let (shown, place) = walk.masker.name(&name);
            walk.write(&shown, is_raw);
            walk.blanks();
            walk.mark(':')?;
            walk.value(place, false)
        })?;
        if !is_top {
            self.masker.leave();
        }
        Ok(())
    }

    /// Entries between two brackets, with commas between them.
    fn entries(
        &mut self,
        open: char,
        close: char,
        mut entry: impl FnMut(&mut Self) -> Result<(), NotJson>,
    ) -> Result<(), NotJson> {
        self.mark(open)?;
        self.blanks();
        if self.rest.starts_with(close) {
            return self.mark(close);
        }
        loop {
            self.blanks();
            entry(self)?;
            self.blanks();
            if self.rest.starts_with(close) {
                return self.mark(close);
            }
            self.mark(',')?;
        }
    }

    /// A character that stays.
    fn mark(&mut self, mark: char) -> Result<(), NotJson> {
        self.rest = self.rest.strip_prefix(mark).ok_or(NotJson)?;
        self.out.push(mark);
        Ok(())
    }

    fn blanks(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
    }

    fn take_while(&mut self, is_taken: impl Fn(char) -> bool) {
        let taken = self.token(is_taken);
        self.out.push_str(taken);
    }

    fn token(&mut self, is_part: impl Fn(char) -> bool) -> &'b str {
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        token
    }

    /// A string, which is not written yet, and whether control characters stand in it as they are.
    fn string(&mut self) -> Result<(String, bool), NotJson> {
        self.rest = self.rest.strip_prefix('"').ok_or(NotJson)?;
        let (mut text, mut is_raw) = (String::new(), false);
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok((text, is_raw));
                }
                '\\' => match chars.next().ok_or(NotJson)?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'b' => text.push('\u{8}'),
                    'f' => text.push('\u{c}'),
                    'u' => {
                        let first = unit(&mut chars)?;
                        let mut units = vec![first];
                        if (0xd800..0xdc00).contains(&first)
                            && chars.as_str().starts_with("\\u")
                        {
                            let mut ahead = chars.clone();
                            ahead.nth(1);
                            units.push(unit(&mut ahead)?);
                            chars = ahead;
                        }
                        text.push_str(&String::from_utf16_lossy(&units));
                    }
                    other => text.push(other),
                },
                other => {
                    is_raw |= other.is_control();
                    text.push(other);
                }
            }
        }
        Err(NotJson)
    }

    /// Writes a string; control characters as they are where they stood so.
    fn write(&mut self, text: &str, is_raw: bool) {
        let written = serde_json::Value::from(text).to_string();
        if !is_raw {
            self.out.push_str(&written);
            return;
        }
        self.out.push('"');
        for c in text.chars() {
            if matches!(c, '"' | '\\') {
                self.out.push('\\');
            }
            self.out.push(c);
        }
        self.out.push('"');
    }
}

/// The four digits of an escape.
fn unit(chars: &mut std::str::CharIndices<'_>) -> Result<u16, NotJson> {
    let digits = chars.as_str().get(..4).ok_or(NotJson)?;
    let unit = u16::from_str_radix(digits, 16).map_err(|_| NotJson)?;
    chars.nth(3);
    Ok(unit)
}

#[cfg(test)]
mod tests {
    use super::{Masker, masked};

    /// Texts become `x`, numbers 7, and names upper case.
    struct Plain;

    impl Masker for Plain {
        type Place = ();
        fn name(&mut self, name: &str) -> (String, ()) {
            (name.to_uppercase(), ())
        }
        fn enter(&mut self, (): ()) {}
        fn leave(&mut self) {}
        fn text(&mut self, (): (), text: &str) -> String {
            text.chars().map(|c| if c.is_control() { c } else { 'x' }).collect()
        }
        fn number(&mut self, (): (), _: &str) -> String {
            "7".to_owned()
        }
    }

    #[test]
    fn all_but_values_stays() {
        let table = [
            (
                r#" {"a" : [1, -2.5e3,true ,null,{}],"b":"c"} "#,
                r#" {"A" : [7, 7,true ,null,{}],"B":"x"} "#,
            ),
            ("\u{feff}[]", "\u{feff}[]"),
            ("{\"a\":\"b\n\tc\"}", "{\"A\":\"x\n\tx\"}"),
            (r#"{"a":"b\n\u4e2d\ud83d\ude00\'"}"#, r#"{"A":"x\nxxx"}"#),
            (r#""\ud83d""#, "\"x\""),
        ];
        for (body, expected) in table {
            assert_eq!(masked(body, &mut Plain).unwrap(), expected);
        }
        let deep = "[".repeat(100_000);
        for body in
            ["", "{", "{\"a\"}", "[1,]", "\"a", "nul", "<html>", "{}x", "\"\\u12", &deep]
        {
            assert!(masked(body, &mut Plain).is_err(), "{:.20}", body);
        }
    }
}

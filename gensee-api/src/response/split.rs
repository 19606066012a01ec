//! Splits the bytes of an answer into its rows, as they arrive.

use std::borrow::Cow;

use memchr::memchr2;

/// Splits the body of an answer: the items of its list are rows, and everything else is the rest, an answer with an
/// empty list.
///
/// It looks at quotes and brackets only. So it also splits a body that is not JSON but can be repaired. From where the
/// body is neither, all belongs to the rest, which then cannot be read.
#[derive(Debug)]
pub(super) struct RowSplitter {
    /// The names of the list.
    names: &'static [&'static str],
    /// Greatest length of a row in bytes.
    max_row: usize,
    state: State,
    /// The value, or the name, that is being passed over.
    value: Value,
    /// The bytes of a row that did not end in the input in which it began.
    row: Vec<u8>,
    /// The row that has begun is too long; its bytes are dropped.
    long: bool,
    rest: Vec<u8>,
}

/// What a splitter finds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The list begins, under this name.
    List(&'static str),
    /// An item of the list.
    Row(&'a [u8]),
    /// An item that is longer than a row may be.
    LongRow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the object that the answer is.
    Start,
    /// In the object, outside its names and values.
    Object,
    /// In a name whose opening quote stands at this place of the rest.
    Name(usize),
    /// Behind a name; of the list, if it is given.
    Named(Option<&'static str>),
    /// In a value that is not the list.
    Other,
    /// In the list, outside its items; what came last is given.
    List(Last),
    /// In an item of the list.
    Item,
    /// Behind the object, or behind the place where the body stops being one.
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Bracket,
    Item,
    Comma,
}

impl RowSplitter {
    pub(super) fn new(names: &'static [&'static str], max_row: usize) -> Self {
        RowSplitter {
            names,
            max_row,
            state: State::Start,
            value: Value::default(),
            row: Vec::new(),
            long: false,
            rest: Vec::new(),
        }
    }

    /// The body without its rows, as far as it has arrived.
    pub(super) fn rest(&self) -> &[u8] {
        &self.rest
    }

    /// What is next found in `input`; what was looked at is taken off `input`. `None` when more bytes are needed.
    pub(super) fn next<'a, 'b: 'a>(
        &'a mut self,
        input: &mut &'b [u8],
    ) -> Option<Found<'a>> {
        while let Some(&byte) = input.first() {
            match self.state {
                State::Item => {
                    let (part, ended) = self.value.take(input);
                    if ended {
                        self.state = State::List(Last::Item);
                        return Some(self.item(part));
                    }
                    self.hold(part);
                }
                State::List(last) => self.list_byte(last, byte, input),
                State::Other => {
                    let (part, ended) = self.value.take(input);
                    self.rest.extend_from_slice(part);
                    if ended {
                        self.state = State::Object;
                    }
                }
                State::Name(start) => {
                    let (part, ended) = self.value.take(input);
                    self.rest.extend_from_slice(part);
                    if ended {
                        self.state = State::Named(self.list_name(start));
                    }
                }
                State::Named(Some(name)) if byte == b'[' => {
                    self.state = State::List(Last::Bracket);
                    self.keep_byte(byte, input);
                    return Some(Found::List(name));
                }
                State::Start | State::Object | State::Named(_) => {
                    self.object_byte(byte, input);
                }
                State::End => self.rest.extend_from_slice(std::mem::take(input)),
            }
        }
        None
    }

    /// Looks at a byte of the object outside its names and values.
    fn object_byte(&mut self, byte: u8, input: &mut &[u8]) {
        let state = match (self.state, byte) {
            // A byte order mark.
            (State::Start, b'\xef' | b'\xbb' | b'\xbf')
            | (_, b' ' | b'\t' | b'\r' | b'\n')
            | (State::Object, b',')
            | (State::Named(_), b':') => self.state,
            (State::Start, b'{') => State::Object,
            (State::Object, b'"') => State::Name(self.rest.len()),
            (State::Named(_), _) => State::Other,
            _ => State::End,
        };
        self.state = state;
        match state {
            State::Other | State::Name(_) => self.value = Value::default(),
            _ => self.keep_byte(byte, input),
        }
    }

    fn keep_byte(&mut self, byte: u8, input: &mut &[u8]) {
        self.rest.push(byte);
        *input = &input[1..];
    }

    /// Looks at a byte of the list outside its items.
    fn list_byte(&mut self, last: Last, byte: u8, input: &mut &[u8]) {
        match (byte, last) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => *input = &input[1..],
            (b',', Last::Item) => {
                self.state = State::List(Last::Comma);
                *input = &input[1..];
            }
            (b']', Last::Bracket | Last::Item) => {
                self.state = State::Object;
                self.keep_byte(byte, input);
            }
            (b',' | b']' | b'}' | b':', _) | (_, Last::Item) => {
                // The rest must not become JSON by what is left out of it.
                self.rest.push(b',');
                self.state = State::End;
            }
            (_, Last::Bracket | Last::Comma) => {
                self.state = State::Item;
                self.value = Value::default();
                self.row.clear();
                self.long = false;
            }
        }
    }

    /// Keeps a part of a row that has not ended.
    fn hold(&mut self, part: &[u8]) {
        self.long |= self.row.len() + part.len() > self.max_row;
        if self.long {
            self.row = Vec::new();
        } else {
            self.row.extend_from_slice(part);
        }
    }

    /// The row that ends with this part.
    fn item<'a>(&'a mut self, last: &'a [u8]) -> Found<'a> {
        if self.row.is_empty() && !self.long && last.len() <= self.max_row {
            return Found::Row(last);
        }
        self.hold(last);
        if self.long { Found::LongRow } else { Found::Row(&self.row) }
    }

    /// The name that stands at this place of the rest, if it is one of the list's.
    fn list_name(&self, start: usize) -> Option<&'static str> {
        let name: Cow<'_, str> = serde_json::from_slice(&self.rest[start..]).ok()?;
        self.names.iter().copied().find(|it| *it == name)
    }
}

/// Where a JSON value ends.
#[derive(Debug, Default)]
struct Value {
    /// The number of brackets that are open.
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Value {
    /// Takes from `input` what belongs to the value, and says whether the value has ended.
    fn take<'a>(&mut self, input: &mut &'a [u8]) -> (&'a [u8], bool) {
        let (length, ended) = match self.end(input) {
            Some(length) => (length, true),
            None => (input.len(), false),
        };
        let (part, tail) = input.split_at(length);
        *input = tail;
        (part, ended)
    }

    /// The length of what belongs to the value, if it ends in these bytes. A number or a word ends before the comma or
    /// bracket that follows it.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            if self.in_string {
                at = self.string_end(bytes, at)?;
                if self.depth == 0 {
                    return Some(at);
                }
            }
            let &byte = bytes.get(at)?;
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return Some(at),
                b',' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// The place behind the closing quote of the string that holds the byte at `at`.
    fn string_end(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            if std::mem::take(&mut self.escaped) {
                at += 1;
            }
            let found = at + memchr2(b'"', b'\\', bytes.get(at..)?)?;
            at = found + 1;
            if bytes[found] == b'"' {
                self.in_string = false;
                return Some(at);
            }
            self.escaped = true;
            if at == bytes.len() {
                return None;
            }
        }
    }
}

//! Turns the bytes of an answer into its value, the server's refusal, or the place where it cannot be read.
//!
//! An answer is read in one pass over the bytes. Only when that fails, it is read once more by the field tables, which
//! take out what cannot be read.

use super::drift::kind::DriftKind;
use super::repair::without_mark;
use super::walk::{Reading, may_be_page};
use crate::answer::{Answer, DecodeError, Json, read_property};
use crate::operation::Operation;
use crate::schema::FieldInfo;
use crate::webcast::ReturnCode;
use crate::webcast::shared::Envelope;

/// A decoded answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Decoded<T> {
    /// The call succeeded.
    Answer(T),
    /// The call succeeded, but not all rows can be read.
    Partial {
        /// The answer without these rows.
        answer: T,
        /// Why each of them cannot be read, in their order.
        faults: Vec<DecodeError>,
    },
    /// The call failed: the return code is not zero.
    Refused {
        /// The return code.
        code: ReturnCode,
        /// The server's own message, if any.
        message: Option<String>,
    },
}

/// Reads the answer of `O`. A return code other than zero takes precedence over every other error in the answer.
///
/// A value that cannot be read is absent if it may be, which [`drift`](super::drift) reports. A row of a list that
/// cannot be read is left out of the list, and is an error of its own.
///
/// # Errors
/// When the body is not JSON, has another shape, or lacks a property that is always present.
pub fn decode<O: Operation>(body: &[u8]) -> Result<Decoded<O::Response>, DecodeError> {
    decode_rest::<O>(body, false)
}

/// Reads an answer; `rows_given` says that its rows have been taken out.
pub(super) fn decode_rest<O: Operation>(
    body: &[u8],
    rows_given: bool,
) -> Result<Decoded<O::Response>, DecodeError> {
    let read = read::<O::Response>(body, rows_given)?;
    match read.envelope.code {
        None if O::CODE_PRINTED => return Err(read.no_code()),
        None | Some(ReturnCode::Success) => {}
        Some(code) => {
            return Ok(Decoded::Refused { code, message: read.envelope.message });
        }
    }
    let faults = read.faults;
    let answer = read.answer?;
    Ok(match faults[..] {
        [] => Decoded::Answer(answer),
        _ => Decoded::Partial { answer, faults },
    })
}

/// Reads an answer, or a part of one, without looking for its return code.
///
/// # Errors
/// When the bytes are not such an answer, or a row in it cannot be read; the error names the place in it.
pub fn from_json<A: Answer>(body: &[u8]) -> Result<A, DecodeError> {
    let read = read::<A>(body, false)?;
    match read.faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => read.answer,
    }
}

/// An answer that has been read as far as it can be.
pub(super) struct Read<A> {
    envelope: Envelope,
    pub(super) answer: Result<A, DecodeError>,
    pub(super) faults: Vec<DecodeError>,
    /// Why the return code cannot be read.
    code: Option<String>,
}

impl<A> Read<A> {
    fn no_code(self) -> DecodeError {
        DecodeError::new("$.code", self.code.unwrap_or_else(|| "is missing".to_owned()))
    }
}

/// Whether an answer whose first bytes these are, up to the bracket of its list, is a refusal.
pub(super) fn is_refusal(beginning: &[u8]) -> bool {
    let body = [without_mark(beginning), b"]}"].concat();
    let code = read_top::<Envelope>(&body).and_then(|top| top.envelope.code);
    code.is_some_and(|code| code != ReturnCode::Success)
}

fn read<A: Answer>(body: &[u8], rows_given: bool) -> Result<Read<A>, DecodeError> {
    match read_fast(body, rows_given) {
        Some((envelope, answer)) => {
            Ok(Read { envelope, answer: Ok(answer), faults: Vec::new(), code: None })
        }
        None => read_by_tables(body, rows_given),
    }
}

/// Reads an answer in one pass; `None` when something in it cannot be read, or may be the list or the
/// page under another name.
pub(super) fn read_fast<A: Answer>(
    body: &[u8],
    rows_given: bool,
) -> Option<(Envelope, A)> {
    let Top { envelope, slots, other_lists, other_page } = read_top::<A>(body)?;
    let complete = (rows_given || !other_lists) && !other_page;
    A::build(slots).ok().filter(|_| complete).map(|answer| (envelope, answer))
}

pub(super) fn read_by_tables<A: Answer>(
    body: &[u8],
    rows_given: bool,
) -> Result<Read<A>, DecodeError> {
    let tables: [&'static [FieldInfo]; 2] = [Envelope::ROWS, A::ROWS];
    let reading = Reading::of(&tables, body, rows_given);
    let Reading { value, drifts, faults, fault } = match reading {
        Ok(reading) => reading,
        Err(error) => {
            let error = not_json(body, &error);
            // A refusal can be read where the rest is nested deeper than any JSON is.
            return match read_top::<Envelope>(without_mark(body)) {
                Some(Top { envelope, .. }) if envelope.code.is_some() => Ok(Read {
                    envelope,
                    answer: Err(error),
                    faults: Vec::new(),
                    code: None,
                }),
                _ => Err(error),
            };
        }
    };
    if let (Some(fault), false) = (&fault, value.is_object()) {
        return Err(fault.clone());
    }
    let top = read_top::<A>;
    let json = value.to_string();
    // What makes the answer unreadable as a whole must not hide the return code.
    let (envelope, answer) = match (top(json.as_bytes()), fault) {
        (Some(Top { envelope, slots, .. }), None) => {
            (Some(envelope), A::build(slots).map_err(DecodeError::from))
        }
        (_, fault) => {
            let envelope = read_top::<Envelope>(json.as_bytes());
            let other_shape = || DecodeError::new("$", "has another shape");
            (envelope.map(|top| top.envelope), Err(fault.unwrap_or_else(other_shape)))
        }
    };
    let why = |(path, kind)| match kind {
        DriftKind::Unreadable(why) if path == "$.code" => Some(why),
        _ => None,
    };
    Ok(Read {
        envelope: envelope.unwrap_or_default(),
        answer,
        faults,
        code: drifts.into_iter().find_map(why),
    })
}

fn not_json(body: &[u8], error: &serde_json::Error) -> DecodeError {
    // The recursion limit of `serde_json` is an error of syntax too.
    let message = match std::str::from_utf8(without_mark(body)) {
        Ok(_) => format!("is not JSON: {error}"),
        Err(utf8) => format!(
            "is not UTF-8 from byte {} on, and not JSON either: {error}",
            utf8.valid_up_to()
        ),
    };
    DecodeError::new("$", message)
}

/// The properties of an answer.
struct Top<A: Answer> {
    envelope: Envelope,
    slots: A::Slots,
    /// Whether a list of objects has a name that is not known: it may be the list of the operation.
    other_lists: bool,
    /// Whether an unknown property may be the page of the list.
    other_page: bool,
}

/// Offers every property to the envelope first, then to the answer.
fn read_top<A: Answer>(body: &[u8]) -> Option<Top<A>> {
    let mut json = Json::new(body)?;
    let mut envelope = <Envelope as Answer>::Slots::default();
    let mut slots = A::Slots::default();
    let (mut other_lists, mut other_page) = (false, false);
    json.properties(|name, json| {
        if !Envelope::read_property(&mut envelope, name, json)? {
            let unknown = read_property::<A>(&mut slots, name, json)?;
            other_lists |= unknown.is_some_and(is_rows);
            other_page |= unknown.is_some_and(|json| may_be_page(name, json));
        }
        Some(())
    })?;
    json.end()?;
    Some(Top {
        envelope: Envelope::build(envelope).ok()?,
        slots,
        other_lists,
        other_page,
    })
}

/// Whether a JSON value is a list that starts with an object, or an object that may hold one.
fn is_rows(json: &str) -> bool {
    match json.strip_prefix('[') {
        Some(items) => items.trim_start().starts_with('{'),
        None => json.starts_with('{') && json.contains('['),
    }
}

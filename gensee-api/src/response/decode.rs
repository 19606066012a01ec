//! Turns the bytes of an answer into its value, the server's refusal, or the place where it cannot be read.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer as _, MapAccess, Visitor};

use super::drift;
use crate::answer::{Answer, DecodeError, SlotSeed, ignore, repair};
use crate::operation::Operation;
use crate::schema::FieldInfo;
use crate::webcast::ReturnCode;
use crate::webcast::shared::Envelope;

/// A decoded answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded<T> {
    /// The call succeeded.
    Answer(T),
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
/// # Errors
/// When the body is not JSON, has another shape, or lacks a property that is always present.
pub fn decode<O: Operation>(body: &[u8]) -> Result<Decoded<O::Response>, DecodeError> {
    let (envelope, slots) = match read_repaired(body, read_top::<O::Response>) {
        Ok(top) => top,
        Err((error, body)) => {
            return refusal(&body).ok_or_else(|| {
                explain(&error, &body, &[Envelope::ROWS, O::Response::ROWS])
            });
        }
    };
    match envelope.code {
        None if O::CODE_PRINTED => Err(DecodeError::new("$.code", "is missing")),
        None | Some(ReturnCode::Success) => {
            Ok(Decoded::Answer(O::Response::build(slots)?))
        }
        Some(code) => Ok(Decoded::Refused { code, message: envelope.message }),
    }
}

/// Reads an answer, or a part of one, without looking for its return code.
///
/// # Errors
/// When the bytes are not such an answer; the error names the place in it.
pub fn from_json<A: Answer>(body: &[u8]) -> Result<A, DecodeError> {
    match read_repaired(body, read_top::<A>) {
        Ok((_, slots)) => Ok(A::build(slots)?),
        Err((error, body)) => Err(explain(&error, &body, &[Envelope::ROWS, A::ROWS])),
    }
}

/// Reads the body. When that fails, reads it again with raw control characters escaped.
fn read_repaired<'b, T>(
    body: &'b [u8],
    read: fn(&[u8]) -> serde_json::Result<T>,
) -> Result<T, (serde_json::Error, Cow<'b, [u8]>)> {
    let error = match read(body) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    match repair(body) {
        Some(repaired) => read(&repaired).map_err(|error| (error, Cow::Owned(repaired))),
        None => Err((error, Cow::Borrowed(body))),
    }
}

/// The refusal in an answer whose other properties cannot be read; `None` when the answer has no return code other than
/// zero.
fn refusal<T>(body: &[u8]) -> Option<Decoded<T>> {
    // `Envelope` serves as the answer here, so every other property is skipped.
    let (envelope, _) = read_top::<Envelope>(body).ok()?;
    match envelope.code? {
        ReturnCode::Success => None,
        code => Some(Decoded::Refused { code, message: envelope.message }),
    }
}

/// The place and the reason of a failure. The body is read again with the field tables; that is slow, but happens only
/// after a failure.
fn explain(
    error: &serde_json::Error,
    body: &[u8],
    tables: &[&[FieldInfo]],
) -> DecodeError {
    if !error.is_data() {
        return DecodeError::new("$", format!("is not JSON: {error}"));
    }
    drift::fault(tables, body).unwrap_or_else(|| {
        // The message of the error is left out, because it may quote a value, which may be a secret.
        let (line, column) = (error.line(), error.column());
        DecodeError::new(
            "$",
            format!("has another shape at line {line} column {column}"),
        )
    })
}

type Slots<A> = <A as Answer>::Slots;

fn read_top<A: Answer>(body: &[u8]) -> serde_json::Result<(Envelope, Slots<A>)> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let top = deserializer.deserialize_any(TopVisitor::<A>(PhantomData))?;
    deserializer.end()?;
    Ok(top)
}

/// Offers every property to the envelope first, then to the answer.
struct TopVisitor<A>(PhantomData<A>);

enum Place {
    Envelope(usize),
    Answer(usize),
    Nowhere,
}

impl<'de, A: Answer> Visitor<'de> for TopVisitor<A> {
    type Value = (Envelope, Slots<A>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut envelope = Slots::<Envelope>::default();
        let mut slots = Slots::<A>::default();
        let place = |name: &str| {
            Envelope::slot(name)
                .map(Place::Envelope)
                .or_else(|| A::slot(name).map(Place::Answer))
                .unwrap_or(Place::Nowhere)
        };
        while let Some(place) = map.next_key_seed(SlotSeed(place))? {
            match place {
                Place::Envelope(slot) => {
                    Envelope::read_slot(&mut envelope, slot, &mut map)?;
                }
                Place::Answer(slot) => A::read_slot(&mut slots, slot, &mut map)?,
                Place::Nowhere => ignore(&mut map)?,
            }
        }
        let envelope = Envelope::build(envelope).map_err(serde::de::Error::custom)?;
        Ok((envelope, slots))
    }
}

//! Reads single values: numbers written as text, text written as numbers, and the other deviations of the server.

use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::AnswerValue;
use super::format::implement_deserialize;
use super::json::{Json, Token};
use crate::schema::Kind;
use crate::wire::{
    Date, DocumentId, JoinUrl, OpenEnum, OrganizerToken, PanelistToken, RecordId,
    ResourceUrl, Secret, Time, UserId, VodId, WebcastId, is_json, lists,
};

/// The value cannot be read as this type.
pub(crate) struct Unreadable;

/// The value read; `None` when it stands for null.
pub(super) type Reading<T> = Result<Option<T>, Unreadable>;

/// A value that is neither an object nor a list. Only this trait decides which deviations are tolerated, because the
/// reader of answers and the drift report both use it.
pub(crate) trait Scalar: Sized {
    const KIND: Kind;
    fn from_text(text: &str) -> Reading<Self>;
    fn from_integer(number: i64) -> Reading<Self>;
    fn from_decimal(number: f64) -> Reading<Self>;
    fn from_boolean(value: bool) -> Reading<Self>;

    /// Reads a decimal, which `serde_json` has read as `number`, and which is written so.
    fn from_written(number: f64, _written: &str) -> Reading<Self> {
        Self::from_decimal(number)
    }

    fn read_json<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(ScalarVisitor(PhantomData))
    }
}

/// Reads any scalar.
pub(crate) fn read_scalar<'de, T: Scalar, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    if is_json::<D::Error>() {
        return T::read_json(deserializer);
    }
    deserializer.deserialize_option(ScalarVisitor(PhantomData))
}

/// Reads any scalar of plain JSON.
fn read_token<T: Scalar>(json: &mut Json<'_>) -> Option<Option<T>> {
    let read = match json.token()? {
        Token::Null => Ok(None),
        Token::Boolean(value) => T::from_boolean(value),
        Token::Integer(number) => T::from_integer(number),
        Token::Decimal(number, written) => T::from_written(number, written),
        Token::Text(text) => T::from_text(&text),
    };
    read.ok()
}

/// Reads a code of plain JSON. For the derive.
pub fn read_json_code<E: OpenEnum>(json: &mut Json<'_>) -> Option<Option<E>> {
    read_token::<CodeOf<E>>(json).map(|code| code.map(|CodeOf(code)| code))
}

/// Reads a code. For the derive.
pub fn read_code<'de, E: OpenEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<E>, D::Error> {
    read_scalar::<CodeOf<E>, D>(deserializer).map(|code| code.map(|CodeOf(code)| code))
}

pub(super) struct ScalarVisitor<T>(pub(super) PhantomData<T>);

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", T::KIND)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    /// A text is asked for as a text, because CSV would otherwise read `007` as a number.
    fn visit_some<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        match T::KIND {
            Kind::Text | Kind::TextId | Kind::Date | Kind::Code | Kind::NumberCode => {
                deserializer.deserialize_str(self)
            }
            _ => deserializer.deserialize_any(self),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        // Errors leave out the value itself, here and below, because it may be a secret.
        T::from_text(text)
            .map_err(|Unreadable| E::invalid_value(Unexpected::Other("text"), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        T::from_integer(number)
            .map_err(|Unreadable| E::invalid_value(Unexpected::Other("number"), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            // As a text, the digits of a number above `i64::MAX` are kept for types that hold text.
            Err(_) => self.visit_str(&number.to_string()),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        T::from_decimal(number)
            .map_err(|Unreadable| E::invalid_value(Unexpected::Other("number"), &self))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        T::from_boolean(value)
            .map_err(|Unreadable| E::invalid_value(Unexpected::Other("boolean"), &self))
    }
}

/// The number as an integer; `None` when it has a fraction or exceeds `i64`.
fn integral(number: f64) -> Option<i64> {
    // 2^63; it is itself not an `i64`.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    (number.fract() == 0.0 && (-LIMIT..LIMIT).contains(&number)).then_some(number as i64)
}

/// Texts keep what they are given; an empty text is a value too.
macro_rules! texts {
    ($($type:ident::$make:ident),*) => { $(
        impl Scalar for $type {
            const KIND: Kind = Kind::Text;

            fn from_text(text: &str) -> Reading<Self> {
                Ok(Some($type::$make(text)))
            }

            fn from_integer(number: i64) -> Reading<Self> {
                Ok(Some($type::$make(number.to_string())))
            }

            fn from_decimal(number: f64) -> Reading<Self> {
                Ok(Some($type::$make(number.to_string())))
            }

            fn from_boolean(value: bool) -> Reading<Self> {
                Ok(Some($type::$make(value.to_string())))
            }
        }
    )* };
}

texts!(String::from, Secret::from, JoinUrl::from, ResourceUrl::from);
texts!(OrganizerToken::new, PanelistToken::new);

macro_rules! text_ids {
    ($($type:ty),*) => { $(
        impl Scalar for $type {
            const KIND: Kind = Kind::TextId;

            fn from_text(text: &str) -> Reading<Self> {
                Ok((!matches!(text, "" | "null")).then(|| text.into()))
            }

            fn from_integer(number: i64) -> Reading<Self> {
                Ok(Some(number.to_string().into()))
            }

            fn from_decimal(_: f64) -> Reading<Self> {
                Err(Unreadable)
            }

            fn from_boolean(_: bool) -> Reading<Self> {
                Err(Unreadable)
            }
        }
    )* };
}

text_ids!(WebcastId, VodId);

macro_rules! numbers {
    ($($type:ty, $kind:ident;)*) => { $(
        impl Scalar for $type {
            const KIND: Kind = Kind::$kind;

            fn from_text(text: &str) -> Reading<Self> {
                read_text(text, |text| match text.parse::<i64>() {
                    Ok(number) => Some(number.into()),
                    Err(_) => integral(text.parse().ok()?).map(Into::into),
                })
            }

            fn from_integer(number: i64) -> Reading<Self> {
                Ok(Some(number.into()))
            }

            fn from_decimal(number: f64) -> Reading<Self> {
                integral(number).map(|number| Some(number.into())).ok_or(Unreadable)
            }

            fn from_boolean(_: bool) -> Reading<Self> {
                Err(Unreadable)
            }
        }
    )* };
}

numbers! {
    i64, Integer;
    RecordId, NumberId;
    DocumentId, NumberId;
    UserId, NumberId;
}

/// Reads a text as a value of another kind; an empty text and the text `null` stand for null.
pub(super) fn read_text<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Reading<T> {
    match text.trim() {
        "" | "null" => Ok(None),
        text => parse(text).map(Some).ok_or(Unreadable),
    }
}

impl Scalar for bool {
    const KIND: Kind = Kind::Boolean;

    fn from_text(text: &str) -> Reading<Self> {
        read_text(text, |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }

    fn from_integer(number: i64) -> Reading<Self> {
        match number {
            0 => Ok(Some(false)),
            1 => Ok(Some(true)),
            _ => Err(Unreadable),
        }
    }

    fn from_decimal(_: f64) -> Reading<Self> {
        Err(Unreadable)
    }

    fn from_boolean(value: bool) -> Reading<Self> {
        Ok(Some(value))
    }
}

impl Scalar for Time {
    const KIND: Kind = Kind::Time;

    fn from_text(text: &str) -> Reading<Self> {
        // A day alone is its first moment in China.
        read_text(text, |text| match text.parse() {
            Ok(time) => Some(time),
            Err(_) => {
                Time::china(&format!("{} 00:00:00", text.parse::<Date>().ok()?)).ok()
            }
        })
    }

    fn from_integer(number: i64) -> Reading<Self> {
        Ok(Some(Time::from_millis(number)))
    }

    fn from_decimal(number: f64) -> Reading<Self> {
        integral(number).map(|millis| Some(Time::from_millis(millis))).ok_or(Unreadable)
    }

    fn from_boolean(_: bool) -> Reading<Self> {
        Err(Unreadable)
    }
}

impl Scalar for Date {
    const KIND: Kind = Kind::Date;

    fn from_text(text: &str) -> Reading<Self> {
        read_text(text, |text| match text.parse() {
            Ok(date) => Some(date),
            Err(_) => text.parse::<Time>().ok()?.china_date(),
        })
    }

    fn from_integer(number: i64) -> Reading<Self> {
        Time::from_millis(number).china_date().map(Some).ok_or(Unreadable)
    }

    fn from_decimal(_: f64) -> Reading<Self> {
        Err(Unreadable)
    }

    fn from_boolean(_: bool) -> Reading<Self> {
        Err(Unreadable)
    }
}

/// A code of an open enum; an empty text stands for null, unless it is listed.
struct CodeOf<E>(E);

impl<E: OpenEnum> Scalar for CodeOf<E> {
    const KIND: Kind = code_kind(E::NUMBER);

    fn from_text(text: &str) -> Reading<Self> {
        let there = !text.is_empty() || lists::<E>(text);
        Ok(there.then(|| CodeOf(E::from_code(text))))
    }

    fn from_integer(number: i64) -> Reading<Self> {
        Ok(Some(CodeOf(E::from_code(itoa::Buffer::new().format(number)))))
    }

    fn from_decimal(number: f64) -> Reading<Self> {
        Ok(Some(CodeOf(E::from_code(&number.to_string()))))
    }

    fn from_boolean(value: bool) -> Reading<Self> {
        Ok(Some(CodeOf(E::from_code(if value { "true" } else { "false" }))))
    }
}

/// The kind of an open enum whose answers hold numbers or texts. For the derive.
pub const fn code_kind(number: bool) -> Kind {
    if number { Kind::NumberCode } else { Kind::Code }
}

macro_rules! answer_values {
    ($($type:ty),*) => { $(
        impl AnswerValue for $type {
            const KIND: Kind = <$type as Scalar>::KIND;

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                read_scalar(deserializer)
            }

            fn read_json(json: &mut Json<'_>) -> Option<Option<Self>> {
                read_token(json)
            }
        }
    )* };
}

answer_values!(String, ResourceUrl, WebcastId, VodId);
answer_values!(i64, RecordId, DocumentId, UserId, f64, bool, Time, Date);

implement_deserialize!(deserialize: RecordId, DocumentId, UserId, Time, Date);
implement_deserialize!(deserialize: ResourceUrl, Secret, JoinUrl, OrganizerToken, PanelistToken);
implement_deserialize!(deserialize_text: WebcastId, VodId);

macro_rules! secrets {
    ($($type:ty),*) => { $(
        impl AnswerValue for $type {
            const KIND: Kind = Kind::Text;
            const SECRET: bool = true;

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                read_scalar(deserializer)
            }

            fn read_json(json: &mut Json<'_>) -> Option<Option<Self>> {
                read_token(json)
            }
        }
    )* };
}

secrets!(Secret, JoinUrl, OrganizerToken, PanelistToken);

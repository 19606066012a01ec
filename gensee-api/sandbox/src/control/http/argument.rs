//! Reads the arguments of verbs from JSON.

use std::str::FromStr;
use std::time::Duration;

use serde_json::Value;

use super::fields::{Argument, ArgumentKind, Field, FieldPath, Fields};
use crate::own_request::OwnError;
use crate::world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, VoteQuestion,
    WatchId, World,
};
use gensee_api::operation::Method;
use gensee_api::webcast::{Device, JoinType, QuestionType};
use gensee_api::{OpenEnum, Secret, UserId, VodId, WebcastId};

/// The login name of a user.
pub(super) struct Login(pub(super) String);

/// Simple values: each has its words for the list of verbs, and a function that reads it.
macro_rules! plain {
    ($($type:ty: $words:literal, $read:expr;)*) => {$(
        impl Argument for $type {
            fn kind() -> ArgumentKind {
                ArgumentKind::Plain($words)
            }

            fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
                let read: fn(&Value) -> Option<Self> = $read;
                let wrong = || path.wrong("cannot be read", concat!("give ", $words));
                read(&value).ok_or_else(wrong)
            }
        }
    )*};
}

/// A number or a boolean, which a form has as a text.
fn parsed<T: FromStr>(value: &Value) -> Option<T> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.to_string().parse().ok(),
    }
}

plain! {
    String: "text", |value| value.as_str().map(str::to_owned);
    bool: "true or false", parsed;
    i64: "a whole number", parsed;
    UserId: "a whole number", |value| parsed::<i64>(value).map(UserId::from);
    u64: "a whole number that is not negative", parsed;
    u32: "a whole number from 0 to 4294967295", parsed;
    usize: "a whole number from 1", parsed;
    Duration: "seconds, also with a fraction, and not negative",
        |value| Duration::try_from_secs_f64(parsed(value)?).ok();
    Secret: "text", |value| value.as_str().map(Secret::from);
    Method: "`POST` or `GET`", |value| match value.as_str()? {
        "POST" => Some(Self::Post),
        "GET" => Some(Self::Get),
        _ => None,
    };
    VoteAnswer: "a list of numbers of options from 1, or a text, or null for nothing",
        |value| match value {
            Value::Null => Some(Self::Skipped),
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Array(chosen) => {
                chosen.iter().map(parsed).collect::<Option<_>>().map(Self::Options)
            }
            _ => None,
        };
}

/// Objects that are named by their id.
macro_rules! named {
    ($($type:ty: $what:literal, $remedy:literal, $known:expr;)*) => {$(
        impl Argument for $type {
            fn kind() -> ArgumentKind {
                ArgumentKind::Name(concat!("the id of a ", $what))
            }

            fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
                let known: fn(&World, &str) -> Option<Self> = $known;
                let id = value.as_str();
                let id = id.ok_or_else(|| {
                    path.wrong("is not a text", concat!("give the id of a ", $what))
                })?;
                known(&path.control.app.world(), id)
                    .ok_or_else(|| path.unknown(&value, $what, $remedy))
            }
        }
    )*};
}

named! {
    WebcastId: "webcast", "create it first",
        |world, id| world.webcasts.contains_key(id).then(|| id.into());
    VodId: "vod", "make it first",
        |world, id| world.vods.contains_key(id).then(|| id.into());
    Login: "user", "create it first, or take the administrator",
        |world, login| world.users.contains_key(login).then(|| Self(login.to_owned()));
}

/// Objects that are named by a number that another verb has answered.
macro_rules! numbered {
    ($($type:ty: $verb:literal;)*) => {$(
        impl Argument for $type {
            fn kind() -> ArgumentKind {
                ArgumentKind::Name(concat!("the number that `", $verb, "` answered"))
            }

            fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
                const REMEDY: &str = concat!("give one that `", $verb, "` answered");
                let number = parsed(&value);
                let number = number.ok_or_else(|| path.wrong("is no such number", REMEDY))?;
                Self::numbered(number, &path.control.app.world().activity)
                    .ok_or_else(|| path.unknown(&value, concat!("number of `", $verb, "`"), REMEDY))
            }
        }
    )*};
}

numbered! {
    VisitId: "join";
    QuestionId: "ask";
    VoteId: "open_vote";
    RollCallId: "roll_call";
    WatchId: "start_watching";
}

/// One of the codes that the document lists, by its name in Rust or by the code on the wire.
macro_rules! choice {
    ($($type:ty)*) => {$(
        impl Argument for $type {
            fn kind() -> ArgumentKind {
                ArgumentKind::Choice(Self::VALUES.iter().map(|value| value.name).collect())
            }

            fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
                let given = match &value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let mut listed = Self::VALUES.iter();
                let found = listed.find(|value| [value.name, value.code].contains(&&*given));
                let found = found.map(|value| Self::from_code(value.code));
                found.ok_or_else(|| {
                    path.wrong("is none of the listed", &format!("give {}", Self::kind().words()))
                })
            }
        }
    )*};
}

choice! { JoinType Device QuestionType }

impl<T: Argument> Argument for Option<T> {
    fn kind() -> ArgumentKind {
        T::kind()
    }

    fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
        T::read(value, path).map(Some)
    }
}

impl<T: Argument> Argument for Vec<T> {
    fn kind() -> ArgumentKind {
        ArgumentKind::List(Box::new(T::kind()))
    }

    fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
        let Value::Array(items) = value else {
            return Err(
                path.wrong("is not a list", &format!("give {}", Self::kind().words()))
            );
        };
        let items = items.into_iter().enumerate();
        items.map(|(index, item)| T::read(item, &path.item(index))).collect()
    }
}

/// JSON objects: the required fields, and the optional ones, which keep the value of the base when they are absent.
macro_rules! object {
    ($($type:ty { $($needed:ident)* } or { $($other:ident)* } of $base:expr;)*) => {$(
        impl Argument for $type {
            fn kind() -> ArgumentKind {
                ArgumentKind::Object(vec![
                    $(field(stringify!($needed), true, |it: &Self| &it.$needed),)*
                    $(field(stringify!($other), false, |it: &Self| &it.$other),)*
                ])
            }

            fn read(value: Value, path: &FieldPath<'_>) -> Result<Self, OwnError> {
                let mut fields = Fields::open(value, path.clone())?;
                let mut it: Self = $base;
                $(it.$needed = fields.take(stringify!($needed))?;)*
                $(if let Some(given) = fields.find(stringify!($other))? {
                    it.$other = given;
                })*
                fields.end()?;
                Ok(it)
            }
        }
    )*};
}

object! {
    Viewer { nickname } or { uid speaker ip area mobile company userdata k } of Viewer::named("");
    VoteForm { subject questions } or {} of VoteForm {
        subject: String::new(),
        questions: Vec::new(),
    };
    VoteQuestion { content kind } or { options correct score } of VoteQuestion {
        content: String::new(),
        kind: QuestionType::Text,
        options: Vec::new(),
        correct: Vec::new(),
        score: None,
    };
}

/// A field of an object. The accessor is not called: it only gives the type of the field.
fn field<O, T: Argument>(name: &'static str, required: bool, _: fn(&O) -> &T) -> Field {
    Field { name, kind: T::kind(), required }
}

//! Removes secrets from what is kept of a call. A value is kept only when a row of the document names the parameter or
//! property and does not mark it as a secret, so that a password under a misspelt name is not kept either. A name is
//! kept only when a row has it, because a caller who sends JSON as a form has the password in a name.

use std::borrow::Cow;

use axum::http::HeaderMap;
use axum::http::header::{
    ACCEPT, ACCEPT_CHARSET, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONNECTION,
    CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, ORIGIN, TRANSFER_ENCODING, USER_AGENT,
};
use serde_json::{Map, Value};

use super::LoggedParameter;
use crate::parsed_request::ParsedRequest;
use gensee_api::params::Parameters;
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::Login;

/// How many characters are kept of one value, and of all names and values of a call together.
const LONGEST_VALUE: usize = 1000;
const LONGEST_CALL: usize = 8000;

const HIDDEN: &str = "***";

/// The headers whose values hold no secret.
const OPEN_HEADERS: [http::HeaderName; 13] = [
    ACCEPT,
    ACCEPT_CHARSET,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    CACHE_CONTROL,
    CONNECTION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    EXPECT,
    HOST,
    ORIGIN,
    TRANSFER_ENCODING,
    USER_AGENT,
];
/// The properties of every answer.
const ENVELOPE: [&str; 2] = ["code", "message"];

/// The parameters of a call as the log keeps them.
pub(crate) fn parameters(
    request: &ParsedRequest,
    rows: &[FieldInfo],
) -> Vec<LoggedParameter> {
    let (query, body) = request.form.split_at(request.query);
    let pairs = |form, in_query| {
        let pairs = form_urlencoded::parse(str::as_bytes(form));
        pairs.map(move |(name, value)| (name, value, in_query))
    };
    let mut room = LONGEST_CALL;
    let kept = |(name, value, in_query): (Cow<'_, str>, Cow<'_, str>, _)| {
        let value = if is_open(&name, rows) { cut(&value) } else { HIDDEN.into() };
        let name = shown_name(&name, rows).to_owned();
        room = room.checked_sub(name.chars().count() + value.chars().count())?;
        Some(LoggedParameter { name, value, in_query })
    };
    pairs(query, true).chain(pairs(body, false)).map_while(kept).collect()
}

/// A name as the log shows it: only when it is that of a parameter, but for upper and lower case.
pub(crate) fn shown_name<'a>(name: &'a str, rows: &[FieldInfo]) -> &'a str {
    let path = path(name);
    let known = [Login::ROWS, rows].iter().any(|rows| leads_somewhere(rows, &path));
    // What stands within the brackets, and in a part that is no name, can be anything.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._[]".contains(&byte);
    let indexes = name.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    let mut indexes = indexes.map(|(index, _)| index);
    let numbered = indexes.all(|index| index.bytes().all(|byte| byte.is_ascii_digit()));
    if known && numbered && name.bytes().all(plain) { name } else { HIDDEN }
}

/// The headers of a request up to a limit of their length, with the values of those that hold no secret.
pub(crate) fn open_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut room = LONGEST_CALL;
    let shown = headers.iter().map_while(|(name, value)| {
        let open =
            OPEN_HEADERS.contains(name) || name.as_str().starts_with("sec-fetch-");
        let value = if open {
            cut(&String::from_utf8_lossy(value.as_bytes()))
        } else {
            HIDDEN.to_owned()
        };
        room = room.checked_sub(name.as_str().len() + value.len())?;
        Some((name.as_str().to_owned(), value))
    });
    shown.collect()
}

/// The headers of an answer, which the sandbox has written itself.
pub(crate) fn all_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text =
        |value: &http::HeaderValue| cut(&String::from_utf8_lossy(value.as_bytes()));
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
}

/// The body of an answer without its secrets; `None` when it is not JSON.
pub(super) fn answer(body: &str, rows: &[FieldInfo]) -> Option<String> {
    let Value::Object(mut properties) = serde_json::from_str(body).ok()? else {
        return None;
    };
    let envelope: Vec<_> =
        ENVELOPE.iter().filter_map(|name| properties.remove_entry(*name)).collect();
    let mut shown = open_object(properties, rows);
    shown.extend(envelope);
    Some(shorten(&Value::Object(shown).to_string(), LONGEST_CALL))
}

fn open_object(
    properties: Map<String, Value>,
    rows: &[FieldInfo],
) -> Map<String, Value> {
    let open = |(name, value): (String, Value)| {
        let value = match find(rows, &name) {
            Some(row) if row.secret && !value.is_null() => HIDDEN.into(),
            Some(row) => open_value(value, row),
            None => HIDDEN.into(),
        };
        (name, value)
    };
    properties.into_iter().map(open).collect()
}

fn open_value(value: Value, row: &FieldInfo) -> Value {
    match value {
        Value::Array(items) => {
            items.into_iter().map(|item| open_value(item, row)).collect()
        }
        Value::Object(properties) => open_object(properties, row.fields).into(),
        scalar => scalar,
    }
}

/// The row of a property, also of one that the document prints outside its object.
fn find<'a>(rows: &'a [FieldInfo], name: &str) -> Option<&'a FieldInfo> {
    let named = |row: &&FieldInfo| row.names.contains(&name) || row.printed_name == name;
    let flat = || rows.iter().filter(|row| row.flat).flat_map(|row| row.fields);
    rows.iter().find(named).or_else(|| flat().find(named))
}

fn cut(value: &str) -> String {
    shorten(value, LONGEST_VALUE)
}

/// The text without what follows the first `most` characters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether the value of a parameter may be seen.
fn is_open(name: &str, rows: &[FieldInfo]) -> bool {
    let path = path(name);
    [Login::ROWS, rows].iter().any(|rows| leads_to_open(rows, &path))
}

/// The names within a name: `a[0].b` has `a` and `b`.
fn path(name: &str) -> Vec<&str> {
    name.split('.').map(without_index).collect()
}

fn without_index(name: &str) -> &str {
    name.split_once('[').map_or(name, |(name, _)| name)
}

fn leads_somewhere(rows: &[FieldInfo], path: &[&str]) -> bool {
    let Some((name, rest)) = path.split_first() else { return true };
    let mut named = rows
        .iter()
        .filter(|row| row.names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    named.any(|row| leads_somewhere(row.fields, rest))
}

fn leads_to_open(rows: &[FieldInfo], path: &[&str]) -> bool {
    let Some((name, rest)) = path.split_first() else { return false };
    let named = rows.iter().filter(|row| row.names.contains(name));
    let mut open = named.filter(|row| !row.secret);
    open.any(|row| {
        if rest.is_empty() {
            row.fields.is_empty()
        } else {
            leads_to_open(row.fields, rest)
        }
    })
}

//! Removes secrets from the parameters of a call. A value is kept only when a row of the document names the parameter
//! and does not mark it as a secret, so that a password under a misspelt name is not kept either.

use super::LoggedParameter;
use crate::parsed_request::ParsedRequest;
use gensee_api::operation::OperationInfo;
use gensee_api::params::Parameters;
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::Login;

/// How many characters are kept of one value, and of all names and values of a call together.
const LONGEST_VALUE: usize = 1000;
const LONGEST_CALL: usize = 8000;

const HIDDEN: &str = "***";

/// The parameters of a call as the log keeps them.
pub(crate) fn parameters(
    request: &ParsedRequest,
    operation: &OperationInfo,
) -> Vec<LoggedParameter> {
    let (query, body) = request.form.split_at(request.query);
    let pairs = |form, in_query| {
        let pairs = form_urlencoded::parse(str::as_bytes(form));
        pairs.map(move |(name, value)| (name, value, in_query))
    };
    let mut room = LONGEST_CALL;
    let kept = |(name, value, in_query): (std::borrow::Cow<'_, str>, _, _)| {
        let value = if is_open(&name, operation) { cut(value) } else { HIDDEN.into() };
        room = room.checked_sub(name.chars().count() + value.chars().count())?;
        Some(LoggedParameter { name: name.into_owned(), value, in_query })
    };
    pairs(query, true).chain(pairs(body, false)).map_while(kept).collect()
}

fn cut(value: std::borrow::Cow<'_, str>) -> String {
    match value.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.into_owned(),
    }
}

/// Whether the value of a parameter may be seen.
fn is_open(name: &str, operation: &OperationInfo) -> bool {
    let path: Vec<&str> = name.split('.').map(without_index).collect();
    [Login::ROWS, operation.request].iter().any(|rows| leads_to_open(rows, &path))
}

fn without_index(name: &str) -> &str {
    name.split_once('[').map_or(name, |(name, _)| name)
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

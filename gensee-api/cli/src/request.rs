//! The request of a call: what was given on the command line, as a form.

use clap::ArgMatches;
use form_urlencoded::Serializer;
use gensee_api::OperationInfo;
use gensee_api::schema::{FieldInfo, Kind};
use serde_json::{Map, Value};

use crate::command::flag;
use crate::failure::{Failure, Outcome};
use crate::value::{Element, given, meant};

/// The form of the parameters that were given.
pub fn form(info: &OperationInfo, matches: &ArgMatches) -> String {
    let mut form = Serializer::new(String::new());
    for field in info.request {
        // Not every command has a flag for every parameter.
        let given = matches.try_get_many::<Vec<Element>>(&flag(field)).ok().flatten();
        push(&mut form, field, given.into_iter().flatten().flatten());
    }
    form.finish()
}

/// The form of the parameters of a JSON object.
///
/// # Errors
/// What is wrong with one of them.
pub fn form_of(
    info: &OperationInfo,
    arguments: &Map<String, Value>,
) -> Result<String, String> {
    let mut form = Serializer::new(String::new());
    for (name, value) in arguments {
        let field = info.request.iter().find(|field| field.name == name);
        let field = field.ok_or_else(|| {
            let known = info.request.iter().map(|field| field.name);
            format!(
                "`{name}` is not a parameter of `{}`{}",
                info.name,
                meant(name, known)
            )
        })?;
        let elements =
            given(field, value).map_err(|error| format!("`{name}`: {error}"))?;
        push(&mut form, field, &elements);
    }
    Ok(form.finish())
}

fn push<'e>(
    form: &mut Serializer<'_, String>,
    field: &FieldInfo,
    elements: impl IntoIterator<Item = &'e Element>,
) {
    for (index, element) in elements.into_iter().enumerate() {
        let name = match field.kind {
            Kind::List(_) => format!("{}[{index}]", field.name),
            _ => field.name.to_owned(),
        };
        for (part, value) in element {
            let dot = if part.is_empty() { "" } else { "." };
            form.append_pair(&format!("{name}{dot}{part}"), value);
        }
    }
}

/// Adds a parameter to a form.
pub fn add(form: &mut String, name: &str, value: &str) {
    let pair = Serializer::new(String::new()).append_pair(name, value).finish();
    if !form.is_empty() {
        form.push('&');
    }
    form.push_str(&pair);
}

/// The two parameters that bound the time, if the list has them.
pub fn range(info: &'static OperationInfo) -> Option<[&'static FieldInfo; 2]> {
    let named = |name: &str| info.request.iter().find(|field| field.name == name);
    if let Some(window) = info.window {
        return Some([named(window.start)?, named(window.end)?]);
    }
    let bound = |word: &str| {
        let is_moment =
            |field: &&FieldInfo| matches!(field.kind, Kind::Time | Kind::Date);
        info.request
            .iter()
            .filter(is_moment)
            .find(|field| field.rust_name.starts_with(word))
    };
    Some([bound("start")?, bound("end")?])
}

/// The parameter with the webcast, if the list is of one.
pub fn webcast(info: &'static OperationInfo) -> Option<&'static FieldInfo> {
    info.request.iter().find(|field| field.rust_name == "webcast_id")
}

/// The parameters of `--extra`.
pub fn extra(matches: &ArgMatches) -> Outcome<Vec<(String, String)>> {
    let given = matches.get_many::<String>("extra").into_iter().flatten();
    let pair = |text: &String| {
        let pair = text
            .split_once('=')
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        pair.ok_or_else(|| {
            Failure::usage(format!("`--extra {text}`: no `=`; write NAME=VALUE"))
        })
    };
    given.map(pair).collect()
}

/// Whether a name of a form is that of a secret.
pub fn is_secret(fields: &[FieldInfo], name: &str) -> bool {
    let end = name.find(['[', '.']).unwrap_or(name.len());
    let (own, rest) = name.split_at(end);
    let rest = rest.rsplit(['.', ']']).next().unwrap_or_default();
    let found = fields.iter().find(|field| field.names.contains(&own));
    found.is_some_and(|field| {
        field.secret || (!rest.is_empty() && is_secret(field.fields, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::is_secret;
    use gensee_api::Parameters as _;
    use gensee_api::webcast::CreateWebcast;

    #[test]
    fn secrets_are_known_by_the_tables() {
        assert!(is_secret(CreateWebcast::ROWS, "organizerToken"));
        assert!(!is_secret(CreateWebcast::ROWS, "subject"));
    }
}

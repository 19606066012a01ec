//! The request of a call: what was given on the command line, as a form.

use clap::ArgMatches;
use form_urlencoded::Serializer;
use gensee_api::OperationInfo;
use gensee_api::schema::Kind;

use crate::command::flag;
use crate::failure::{Failure, Outcome};
use crate::value::Element;

/// The form of the parameters that were given.
pub fn form(info: &OperationInfo, matches: &ArgMatches) -> String {
    let mut form = Serializer::new(String::new());
    for field in info.request {
        // Not every command has a flag for every parameter.
        let given = matches.try_get_many::<Vec<Element>>(&flag(field)).ok().flatten();
        let elements = given.into_iter().flatten().flatten();
        for (index, element) in elements.enumerate() {
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
    form.finish()
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

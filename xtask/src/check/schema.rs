//! What the JSON Schema of the format has against a file, in words.

use heck::ToSnakeCase;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::{Violation, did_you_mean, listed};
use crate::schema;
use crate::spec::Place;
use crate::spec::source::Node;

/// The schema of a kind of files, ready for use.
pub struct Validator {
    schema: Value,
    validator: jsonschema::Validator,
}

impl Validator {
    pub fn of(kind: schema::Kind) -> Self {
        let schema = kind.schema();
        let validator = jsonschema::draft202012::new(&schema)
            .expect("the schema of the model is one");
        Self { schema, validator }
    }

    /// What the schema has against `tree`: the rule that tells it, the place, and the fault.
    pub fn violations(
        &self,
        file: &str,
        tree: &Node,
    ) -> Vec<(&'static str, Place, Violation)> {
        let (json, mut found) = (tree.to_json(), Vec::new());
        // Looking for faults takes several times as long as seeing that there are none.
        if self.validator.is_valid(&json) {
            return found;
        }
        for error in self.validator.iter_errors(&json) {
            let steps = error.instance_path().segments();
            let place = steps.fold(Place::file(file), |place, step| place.to(step));
            if let Kind::AdditionalProperties { unexpected } = error.kind() {
                found.extend(unexpected.iter().map(|key| {
                    ("unknown-key", place.to(key).key(), self.unknown_key(&error, key))
                }));
                continue;
            }
            let (rule, fault) = self.told(&error, place.name());
            found.push((rule, place, fault));
        }
        found
    }

    /// The rule that an error breaks, and the fault.
    fn told(&self, error: &ValidationError, name: &str) -> (&'static str, Violation) {
        let found = error.instance();
        let (rule, what, help) = match error.kind() {
            Kind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let what = format!("{} has no `{key}`", self.noun(error));
                ("missing-key", what, "add it".to_owned())
            }
            Kind::Type { .. } | Kind::AnyOf { .. } => {
                return (
                    "wrong-kind",
                    wrong_kind(name, found, &kinds(self.part(error))),
                );
            }
            Kind::Enum { .. } | Kind::OneOfNotValid { .. } => match found.as_str() {
                Some(word) => {
                    return ("unknown-word", self.unknown_word(error, word, name));
                }
                None => return ("wrong-kind", wrong_kind(name, found, &["string"])),
            },
            Kind::Pattern { pattern } => {
                let word = found.as_str().unwrap_or_default();
                let what = format!("`{name}: {word}` has not the right form");
                ("wrong-form", what, format!("write it as {}", form(pattern)))
            }
            Kind::Minimum { limit } => {
                let what = format!("`{name}` is {found}");
                ("wrong-form", what, format!("write {limit} or more"))
            }
            _ => ("wrong-form", format!("`{name}`: {error}"), "correct it".to_owned()),
        };
        (rule, (what, help))
    }

    fn unknown_key(&self, error: &ValidationError, key: &str) -> Violation {
        let keys = self.part(error)["properties"].as_object().into_iter().flatten();
        let keys: Vec<_> = keys.map(|(key, _)| key.as_str()).collect();
        let otherwise = match keys.len() {
            ..=8 => format!("its keys are {}", listed(&keys)),
            _ => "remove it".to_owned(),
        };
        let help = did_you_mean(key, keys, &otherwise);
        (format!("`{key}` is not a key of {}", self.noun(error)), help)
    }

    fn unknown_word(
        &self,
        error: &ValidationError,
        word: &str,
        name: &str,
    ) -> Violation {
        let part = self.part(error);
        let several = part["oneOf"].as_array().into_iter().flatten();
        let words = several.chain([part]).flat_map(|part| {
            part["enum"].as_array().into_iter().flatten().chain(part.get("const"))
        });
        let words: Vec<_> = words.filter_map(Value::as_str).collect();
        let otherwise = format!("write one of {}", listed(&words));
        let noun = match definition(error) {
            "" => format!("value of `{name}`"),
            "Evidence" => "mark of evidence".to_owned(),
            name => spaced(name),
        };
        let help = did_you_mean(word, words, &otherwise);
        (format!("`{word}` is not a valid {noun}"), help)
    }

    /// The part of the schema that an error is about.
    fn part(&self, error: &ValidationError) -> &Value {
        self.schema.pointer(part_path(error)).unwrap_or(&self.schema)
    }

    /// What that part describes, with its article.
    fn noun(&self, error: &ValidationError) -> String {
        match spaced(definition(error)).as_str() {
            "" => "the file".to_owned(),
            "revision" => "a row of the changelog".to_owned(),
            "paging" => "`paging`".to_owned(),
            noun if noun.starts_with(['a', 'e', 'o']) => format!("an {noun}"),
            noun => format!("a {noun}"),
        }
    }
}

fn part_path<'e>(error: &'e ValidationError) -> &'e str {
    error.schema_path().as_str().rsplit_once('/').map_or("", |(part, _)| part)
}

/// The name of the part that an error is about; empty for the file itself.
fn definition<'e>(error: &'e ValidationError) -> &'e str {
    part_path(error).strip_prefix("/$defs/").unwrap_or_default()
}

/// The name of a type as words: `ListEncoding` is a `list encoding`.
fn spaced(name: &str) -> String {
    name.to_snake_case().replace('_', " ")
}

/// The types of the values that `part` of a schema takes.
fn kinds(part: &Value) -> Vec<&str> {
    let choices = part["anyOf"].as_array().into_iter().flatten().chain([part]);
    choices.filter_map(|choice| choice["type"].as_str()).collect()
}

fn wrong_kind(name: &str, found: &Value, expected: &[&str]) -> Violation {
    let noun = |word: &&str| match *word {
        "string" => "a text",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        "object" => "a map",
        _ => "empty",
    };
    let expected = expected.iter().map(noun).collect::<Vec<_>>().join(" or ");
    let found = match found {
        Value::Null => {
            let help = format!("write {expected}, or remove it");
            return (format!("`{name}` is empty"), help);
        }
        Value::Bool(_) | Value::Number(_) if expected.contains("a text") => {
            let help = format!("put it into quotes: `'{found}'`");
            return (format!("`{name}` is {expected}"), help);
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a map".to_owned(),
        Value::String(text) => format!("the text `{text}`"),
        scalar => format!("`{scalar}`"),
    };
    (format!("`{name}` is {expected}, not {found}"), "correct it".to_owned())
}

/// A form, by an example instead of its pattern.
fn form(pattern: &str) -> String {
    match pattern {
        r"^\d{4}-\d{2}-\d{2}$" => "`2021-05-19`".to_owned(),
        r"^[1-9]\d*d$" => "`7d`".to_owned(),
        r"^/[^{}\s]+$" => "`/webcast/tool.html`".to_owned(),
        r"^/[^{}\s]*\{id\}[^{}\s]*$" => "`/webcast/vod/play-{id}`".to_owned(),
        r"^(-?\d+)?\.\.(-?\d+)?$" => "`1..250`, `..160` or `6..`".to_owned(),
        other => format!("`{other}` has it"),
    }
}

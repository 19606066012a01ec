//! What the JSON Schema of the format has against a file, in words.

use std::slice;

use heck::ToSnakeCase;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::did_you_mean;
use crate::schema;
use crate::spec::Place;
use crate::spec::source::Node;

/// Something the schema has against a file.
#[derive(Debug)]
pub struct Violation {
    /// The id of the rule that tells it.
    pub rule: &'static str,
    pub place: Place,
    pub message: String,
}

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

    /// What the schema has against `tree`.
    pub fn violations(&self, file: &str, tree: &Node, out: &mut Vec<Violation>) {
        let json = tree.to_json();
        // Looking for faults takes several times as long as seeing that there are none.
        if self.validator.is_valid(&json) {
            return;
        }
        for error in self.validator.iter_errors(&json) {
            let steps = error.instance_path().segments();
            let place = steps.fold(Place::file(file), |place, step| place.to(step));
            if let Kind::AdditionalProperties { unexpected } = error.kind() {
                out.extend(unexpected.iter().map(|key| Violation {
                    rule: "unknown-key",
                    place: place.to(key).key(),
                    message: self.unknown_key(&error, key),
                }));
                continue;
            }
            let (rule, message) = self.told(&error, place.name());
            out.push(Violation { rule, place, message });
        }
    }

    /// The rule that an error breaks, and the message.
    fn told(&self, error: &ValidationError, name: &str) -> (&'static str, String) {
        let found = error.instance();
        match error.kind() {
            Kind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                ("missing-key", format!("{} has no `{key}`; add it", self.noun(error)))
            }
            Kind::Type { .. } | Kind::AnyOf { .. } => {
                ("wrong-kind", wrong_kind(name, found, &kinds(self.part(error))))
            }
            Kind::Enum { .. } | Kind::OneOfNotValid { .. } => match found.as_str() {
                Some(word) => ("unknown-word", self.unknown_word(error, word, name)),
                None => ("wrong-kind", wrong_kind(name, found, &["string"])),
            },
            Kind::Pattern { pattern } => {
                let word = found.as_str().unwrap_or_default();
                let form = form(pattern);
                let message = format!("`{name}: {word}` has not the right form");
                ("wrong-form", format!("{message}; write it as {form}"))
            }
            Kind::Minimum { limit } => {
                ("wrong-form", format!("`{name}` is {found}; write {limit} or more"))
            }
            _ => ("wrong-form", format!("`{name}`: {error}")),
        }
    }

    fn unknown_key(&self, error: &ValidationError, key: &str) -> String {
        let keys = self.part(error).get("properties").and_then(Value::as_object);
        let keys: Vec<_> =
            keys.into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let otherwise = match keys.len() {
            ..=8 => format!("its keys are {}", listed(&keys)),
            _ => "remove it".to_owned(),
        };
        let help = did_you_mean(key, keys, &otherwise);
        format!("`{key}` is not a key of {}{help}", self.noun(error))
    }

    fn unknown_word(&self, error: &ValidationError, word: &str, name: &str) -> String {
        let part = self.part(error);
        let several = part.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        let words = std::iter::once(part).chain(several).flat_map(|part| {
            let listed =
                part.get("enum").and_then(Value::as_array).into_iter().flatten();
            listed.chain(part.get("const"))
        });
        let words: Vec<_> = words.filter_map(Value::as_str).collect();
        let otherwise = format!("write one of {}", listed(&words));
        let help = did_you_mean(word, words, &otherwise);
        let noun = match definition(error) {
            "" => format!("value of `{name}`"),
            "Evidence" => "mark of evidence".to_owned(),
            name => spaced(name),
        };
        format!("`{word}` is not a valid {noun}{help}")
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
    let choices = part.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let types = choices.chain([part]).filter_map(|choice| choice.get("type"));
    let words =
        types.flat_map(|ty| ty.as_array().map_or(slice::from_ref(ty), Vec::as_slice));
    words.filter_map(Value::as_str).collect()
}

fn wrong_kind(name: &str, found: &Value, expected: &[&str]) -> String {
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
            return format!("`{name}` is empty; write {expected}, or remove it");
        }
        Value::Bool(_) | Value::Number(_) if expected.contains("a text") => {
            return format!("`{name}` is {expected}; put it into quotes: `'{found}'`");
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a map".to_owned(),
        Value::String(text) => format!("the text `{text}`"),
        scalar => format!("`{scalar}`"),
    };
    format!("`{name}` is {expected}, not {found}; correct it")
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

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

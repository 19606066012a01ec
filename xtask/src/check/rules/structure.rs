//! The text of a file: YAML, its keys, and what the JSON Schema says about both.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use crate::check::sources::Sources;
use crate::check::{Faults, did_you_mean};
use crate::schema::Kind;
use crate::spec::source::{Data, Key, Node};
use crate::spec::{self, Place};

/// Something the schema has against a file.
#[derive(Debug)]
pub struct Violation {
    sort: Sort,
    place: Place,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    UnknownKey,
    MissingKey,
    WrongKind,
    UnknownWord,
    WrongForm,
}

/// A file is YAML.
pub fn broken_yaml(sources: &Sources, faults: &mut Faults) {
    for (file, broken) in &sources.broken {
        faults.span(
            file,
            broken.span.clone(),
            format!("the file is not YAML from here on: {}", broken.message),
        );
    }
}

/// A key stands once in its map.
pub fn duplicate_key(sources: &Sources, faults: &mut Faults) {
    for (file, tree) in &sources.trees {
        for key in repeated(tree) {
            let message = format!(
                "`{}` stands twice in the same map; keep one of the two",
                key.text
            );
            faults.span(file, key.span.clone(), message);
        }
    }
}

/// A key is one of the format's.
pub fn unknown_key(sources: &Sources, faults: &mut Faults) {
    violations(sources, faults, Sort::UnknownKey);
}

/// A key that the format asks for is there.
pub fn missing_key(sources: &Sources, faults: &mut Faults) {
    violations(sources, faults, Sort::MissingKey);
}

/// A value is of its key's kind: a text, a number, a list, a map.
pub fn wrong_kind(sources: &Sources, faults: &mut Faults) {
    violations(sources, faults, Sort::WrongKind);
}

/// A word of a closed list is on the list.
pub fn unknown_word(sources: &Sources, faults: &mut Faults) {
    violations(sources, faults, Sort::UnknownWord);
}

/// A text with a form has it: `1..250`, `7d`, `2021-05-19`.
pub fn wrong_form(sources: &Sources, faults: &mut Faults) {
    violations(sources, faults, Sort::WrongForm);
}

/// What the schema lets pass can be read as well.
pub fn unreadable(sources: &Sources, faults: &mut Faults) {
    for (file, fault) in &sources.unreadable {
        let text = sources.files.get(*file).map(String::as_str).unwrap_or_default();
        let at = fault
            .location()
            .map_or(0, |at| spec::source::offset(text, at.line(), at.column()));
        faults.span(file, at..at, spec::source::message(fault));
    }
}

fn violations(sources: &Sources, faults: &mut Faults, sort: Sort) {
    for violation in sources.violations.iter().filter(|violation| violation.sort == sort)
    {
        faults.at(&violation.place, &violation.message);
    }
}

/// The keys that an earlier entry of their map has as well.
pub fn repeated(node: &Node) -> Vec<&Key> {
    match &node.data {
        Data::Scalar(_) => Vec::new(),
        Data::List(nodes) => nodes.iter().flat_map(repeated).collect(),
        Data::Map(entries) => entries
            .iter()
            .enumerate()
            .flat_map(|(index, (key, node))| {
                let again =
                    entries[..index].iter().any(|(other, _)| other.text == key.text);
                again.then_some(key).into_iter().chain(repeated(node))
            })
            .collect(),
    }
}

/// The schema of a kind of files, ready for use.
pub struct Validator {
    schema: Value,
    validator: jsonschema::Validator,
}

impl Validator {
    pub fn of(kind: Kind) -> Self {
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
            let place = Place::at(file, error.instance_path().segments());
            self.violation(&error, &place, out);
        }
    }

    fn violation(
        &self,
        error: &ValidationError,
        place: &Place,
        out: &mut Vec<Violation>,
    ) {
        let pointer = error.schema_path().as_str();
        let part = pointer.rsplit_once('/').map_or("", |(part, _)| part);
        let schema = self.schema.pointer(part).unwrap_or(&self.schema);
        let mut push = |sort, place: Place, message: String| {
            out.push(Violation { sort, place, message });
        };
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = || {
                    schema
                        .get("properties")
                        .and_then(Value::as_object)
                        .into_iter()
                        .flat_map(|map| map.keys())
                };
                for key in unexpected {
                    let near = did_you_mean(key, known().map(String::as_str));
                    let cure = match near {
                        near if !near.is_empty() => near,
                        _ if known().count() > 8 => "; remove it".to_owned(),
                        _ => format!("; its keys are {}", listed(known())),
                    };
                    push(
                        Sort::UnknownKey,
                        place.to(key).key(),
                        format!("`{key}` is not a key of {}{cure}", self.noun(part)),
                    );
                }
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                push(
                    Sort::MissingKey,
                    place.clone(),
                    format!("{} has no `{key}`; add it", self.noun(part)),
                );
            }
            ValidationErrorKind::Type { kind } => {
                push(
                    Sort::WrongKind,
                    place.clone(),
                    wrong_kind_message(place, error.instance(), &kind_words(kind)),
                );
            }
            ValidationErrorKind::AnyOf { .. } => {
                let choices =
                    schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
                let words: Vec<_> = choices
                    .filter_map(|choice| choice.get("type")?.as_str())
                    .map(str::to_owned)
                    .collect();
                push(
                    Sort::WrongKind,
                    place.clone(),
                    wrong_kind_message(place, error.instance(), &words),
                );
            }
            ValidationErrorKind::Enum { .. }
            | ValidationErrorKind::OneOfNotValid { .. } => {
                let words = words(schema);
                let Some(word) = error.instance().as_str() else {
                    let kinds = ["string".to_owned()];
                    push(
                        Sort::WrongKind,
                        place.clone(),
                        wrong_kind_message(place, error.instance(), &kinds),
                    );
                    return;
                };
                let near = did_you_mean(word, words.iter().map(String::as_str));
                let cure = if near.is_empty() {
                    format!("; write {}", alternatives(&words))
                } else {
                    near
                };
                push(
                    Sort::UnknownWord,
                    place.clone(),
                    format!(
                        "`{word}` is not a valid {}{cure}",
                        self.word_noun(part, place)
                    ),
                );
            }
            ValidationErrorKind::Pattern { pattern } => {
                let word = error.instance().as_str().unwrap_or_default();
                push(
                    Sort::WrongForm,
                    place.clone(),
                    format!(
                        "`{}: {word}` has not the right form; write {}",
                        place.name(),
                        form(pattern)
                    ),
                );
            }
            ValidationErrorKind::Minimum { limit } => {
                let message = format!(
                    "`{}` is {}; write {limit} or more",
                    place.name(),
                    error.instance()
                );
                push(Sort::WrongForm, place.clone(), message);
            }
            _ => push(
                Sort::WrongForm,
                place.clone(),
                format!("`{}`: {error}", place.name()),
            ),
        }
    }

    /// What the part of the schema describes, with its article.
    fn noun(&self, part: &str) -> String {
        match part.strip_prefix("/$defs/").unwrap_or_default() {
            "" => match self.schema.get("title").and_then(Value::as_str) {
                Some("Operation") => "an operation".to_owned(),
                Some("Document") => "`document.yaml`".to_owned(),
                Some("Shared") => "`shared.yaml`".to_owned(),
                _ => "the file".to_owned(),
            },
            "Revision" => "a row of the changelog".to_owned(),
            "ReturnCode" => "a return code".to_owned(),
            "Example" => "an example".to_owned(),
            "Paging" => "`paging`".to_owned(),
            name => format!("a {}", name.to_lowercase()),
        }
    }

    /// The list of words at a part of the schema, as a noun.
    fn word_noun(&self, part: &str, place: &Place) -> String {
        match part.strip_prefix("/$defs/") {
            Some("Meaning") => "meaning".to_owned(),
            Some("Role") => "role".to_owned(),
            Some("Effect") => "effect".to_owned(),
            Some("Evidence") => "mark of evidence".to_owned(),
            Some("ListEncoding") => "way to write a list".to_owned(),
            Some("TimeEncoding") => "way to write a time".to_owned(),
            _ => format!("value of `{}`", place.name()),
        }
    }
}

/// The words that a schema lists, by `enum` or by alternatives.
fn words(schema: &Value) -> Vec<String> {
    let alternatives =
        schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let listed = std::iter::once(schema).chain(alternatives).flat_map(|part| {
        let several = part.get("enum").and_then(Value::as_array).into_iter().flatten();
        several.chain(part.get("const"))
    });
    listed.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The kinds of JSON that a schema takes.
fn kind_words(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(many) => many.iter().map(|one| one.to_string()).collect(),
    }
}

fn wrong_kind_message(place: &Place, found: &Value, expected: &[String]) -> String {
    let noun = |word: &str| match word {
        "string" => "a text",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        "object" => "a map",
        _ => "empty",
    };
    let expected: Vec<_> = expected.iter().map(|word| noun(word)).collect();
    let expected = expected.join(" or ");
    let name = place.name();
    match found {
        Value::Null => {
            format!("`{name}` is empty; write {expected} or leave the key out")
        }
        Value::Bool(_) | Value::Number(_) if expected.contains("a text") => {
            format!("`{name}` is {expected}; put `{found}` into quotes: `'{found}'`")
        }
        Value::Array(_) => format!("`{name}` is {expected}, not a list"),
        Value::Object(_) => format!("`{name}` is {expected}, not a map"),
        Value::String(text) => format!("`{name}` is {expected}, not the text `{text}`"),
        scalar => format!("`{name}` is {expected}, not `{scalar}`"),
    }
}

/// A form, by an example instead of its pattern.
fn form(pattern: &str) -> String {
    match pattern {
        r"^\d{4}-\d{2}-\d{2}$" => "it as `2021-05-19`".to_owned(),
        r"^[1-9]\d*d$" => "it as `7d`".to_owned(),
        r"^/[^{}\s]+$" => "it as `/webcast/tool.html`".to_owned(),
        r"^/[^{}\s]*\{id\}[^{}\s]*$" => "it as `/webcast/vod/play-{id}`".to_owned(),
        r"^(-?\d+)?\.\.(-?\d+)?$" => "it as `1..250`, `..160` or `6..`".to_owned(),
        other => format!("what `{other}` matches"),
    }
}

fn listed<'a>(words: impl Iterator<Item = &'a String>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn alternatives(words: &[String]) -> String {
    match words {
        [one] => format!("`{one}`"),
        [first @ .., last] => format!("{} or `{last}`", listed(first.iter())),
        [] => "another".to_owned(),
    }
}

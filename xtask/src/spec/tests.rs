//! The files as other programs read them.

use serde_json::Value;
use serde_yaml_ng::Value as Other;

use crate::samples::{real, small};
use crate::spec;

#[test]
fn a_second_reader_of_yaml_reads_the_same() {
    let names = [
        "null", "~", "on", "No", "y", "type", "self", "0", "00", "-0", "1e3", "?",
        "a: b",
    ];
    let rows = names.map(|name| (name.to_owned(), Value::from(name)));
    let odd = spec::excerpt("rows", &Value::Object(rows.into_iter().collect()));
    let files = small().into_iter().chain(real()).chain([("odd.yaml".to_owned(), odd)]);
    for (path, text) in files {
        let ours: Value = spec::parse(&text).expect(&path);
        let theirs: Other = serde_yaml_ng::from_str(&text).expect(&path);
        assert_eq!(plain(&theirs), ours, "{path}");
    }
}

/// What the second reader found, with keys as texts: those that are codes are numbers to it.
fn plain(value: &Other) -> Value {
    match value {
        Other::Mapping(entries) => {
            let text = |key: &Other| match plain(key) {
                Value::String(text) => text,
                code => code.to_string(),
            };
            Value::Object(
                entries.iter().map(|(key, value)| (text(key), plain(value))).collect(),
            )
        }
        Other::Sequence(values) => Value::Array(values.iter().map(plain).collect()),
        other => serde_json::to_value(other).expect("a scalar"),
    }
}

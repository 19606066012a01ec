//! Wire vectors: exact bytes, whoever wrote them down.

use gensee_api::params::{FormWriter, from_form};
use gensee_api::response::decode;
use gensee_api::webcast::CreateWebcast;
use gensee_api::{ListFormat, Operation, TimeFormat};
use serde_json::Value;

use super::answer::written;
use super::document::expected;
use super::sample;

/// `request` is written as `form`, byte for byte, and read back from it.
pub fn sends<O: Operation + PartialEq + std::fmt::Debug>(
    request: &O,
    times: TimeFormat,
    lists: ListFormat,
    form: &str,
) {
    let mut writer = FormWriter::new(times, lists);
    request.write_fields(&mut writer);
    assert_eq!(writer.finish(), form);
    assert_eq!(&from_form::<O>(form).expect("what we send, we can read"), request);
}

/// `body` reads as what is written back as `wanted`. What the document does not have is written too, with the feature
/// `extra`; a vector cannot name it.
pub fn reads<O: Operation>(body: &str, wanted: &str) {
    let decoded =
        decode::<O>(body.as_bytes()).expect("the answer of a vector can be read");
    let wanted: Value = serde_json::from_str(wanted).expect("the generator writes JSON");
    let read = written(decoded).expect("answers can be written");
    let read = sample::canonical(expected::<O>().response, &read);
    assert_eq!(without_empty_lists(read), without_empty_lists(wanted));
}

/// A list that is not there reads as an empty one, so a vector need not have it.
fn without_empty_lists(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(without_empty_lists).collect(),
        Value::Object(entries) => {
            let is_full =
                |value: &Value| value.as_array().is_none_or(|it| !it.is_empty());
            let entries = entries.into_iter().filter(|(_, value)| is_full(value));
            entries.map(|(name, value)| (name, without_empty_lists(value))).collect()
        }
        value => value,
    }
}

#[test]
fn a_vector_may_have_what_the_document_lacks() {
    let body = r#"{"code": "0", "id": "8a6f", "number": "1", "surprise": true}"#;
    reads::<CreateWebcast>(body, r#"{"id": "8a6f", "number": "1"}"#);
}

#[test]
#[should_panic(expected = "left == right")]
fn a_vector_has_what_the_document_has() {
    let body = r#"{"code": "0", "id": "8a6f", "number": "1"}"#;
    reads::<CreateWebcast>(body, r#"{"id": "9b7f", "number": "1"}"#);
}

#[test]
#[should_panic(expected = "left == right")]
fn a_vector_names_nothing_else() {
    let body = r#"{"code": "0", "id": "8a6f", "number": "1", "surprise": true}"#;
    reads::<CreateWebcast>(body, r#"{"id": "8a6f", "number": "1", "surprise": true}"#);
}

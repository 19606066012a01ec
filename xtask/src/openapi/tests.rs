//! The document against the spec, and what is made of it.

mod formats;
mod round_trip;

use serde_json::Value;

use crate::codegen;
use crate::samples::small;
use crate::spec::{self, Spec};

fn small_spec() -> Spec {
    spec::load(&small()).expect("the small spec is sound")
}

fn small_document() -> Value {
    codegen::openapi(&small_spec()).expect("the small spec has a document")
}

#[test]
fn the_document_of_the_small_spec() {
    let generated = codegen::generate(&small_spec()).expect("it can be generated");
    expect_test::expect_file!["tests/small.yaml"]
        .assert_eq(&generated["spec/openapi.yaml"]);
}

/// What the wire vectors read as is what the schemas say, and so are the requests.
#[test]
fn examples_are_valid() {
    for document in [small_document(), round_trip::live_document()] {
        let mut count = 0;
        let schemas = document["components"].clone();
        for (path, item) in document["paths"].as_object().expect("paths") {
            let answers = &item["post"]["responses"]["200"]["content"];
            let forms = &item["post"]["requestBody"]["content"];
            for (part, media) in [
                (answers, "application/json"),
                (forms, "application/x-www-form-urlencoded"),
            ] {
                let mut schema = part[media]["schema"].clone();
                schema["components"] = schemas.clone();
                let validator = jsonschema::validator_for(&schema).expect("a schema");
                let examples = part[media]["examples"].as_object().into_iter().flatten();
                for (name, example) in examples {
                    count += 1;
                    let faults = validator.iter_errors(&example["value"]);
                    let faults: Vec<_> = faults.map(|fault| fault.to_string()).collect();
                    assert!(faults.is_empty(), "{path} {media} {name}: {faults:?}");
                }
            }
        }
        assert!(count > 5, "{count} examples");
    }
}

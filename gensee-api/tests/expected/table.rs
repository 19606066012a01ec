//! The static table of operations says what the spec says.

use gensee_api::operation::{Bounds, Row as Stated};
use gensee_api::{Operation, webcast::OPERATIONS};

use super::rows::{Expected, Is, Row, codes};

pub fn table<O: Operation>(expected: &Expected) {
    let stated = OPERATIONS.iter().find(|stated| stated.name == expected.name);
    let stated = stated.expect("every operation stands in the table");
    assert_eq!(
        (stated.section, stated.path, stated.effect, O::NAME),
        (expected.section, expected.path, expected.effect, expected.name)
    );
    assert!(!stated.summary.is_empty() && !stated.title.is_empty());
    rows(stated.request, expected.request);
    rows(stated.response, expected.response);
}

fn rows(stated: &[Stated], expected: &[Row]) {
    let names: Vec<_> = expected.iter().map(|row| row.name).collect();
    assert_eq!(stated.iter().map(|row| row.name).collect::<Vec<_>>(), names);
    for (stated, expected) in stated.iter().zip(expected) {
        let place = expected.name;
        assert_eq!(&stated.names[1..], expected.also, "`{place}` names");
        assert_eq!(stated.length, expected.length.map(bounds), "`{place}` length");
        assert_eq!(stated.range, expected.range.map(bounds), "`{place}` range");
        assert_eq!(stated.secret, expected.secret, "`{place}` secret");
        assert_eq!(stated.flat, expected.flat, "`{place}` flat");
        assert!(!stated.summary.is_empty(), "`{place}` has no English line");
        match expected.is {
            Is::Code { codes: all, .. } => {
                let stated: Vec<_> =
                    stated.values.iter().map(|value| value.code).collect();
                assert_eq!(stated, codes(all), "`{place}` codes");
            }
            Is::Object(expected) => rows(stated.fields, expected),
            _ => {}
        }
    }
}

fn bounds((min, max): super::rows::Bounds) -> Bounds {
    Bounds::new(min, max)
}

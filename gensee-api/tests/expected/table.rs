//! The static table of operations says what the spec says.

use gensee_api::schema::{Bounds, Change, FieldInfo as Stated};
use gensee_api::webcast::{OPERATIONS, REVISIONS};
use gensee_api::{Operation, OperationInfo};

use super::document::expected;
use super::rows::{Expected, Is, Row};

pub fn table<O: Operation>() {
    let expected = expected::<O>();
    let stated = OPERATIONS.iter().find(|stated| stated.name == expected.name);
    let stated = stated.expect("every operation stands in the table");
    assert_eq!(
        (stated.section, stated.path, stated.effect, O::NAME),
        (expected.section, expected.path, expected.effect, expected.name)
    );
    assert_eq!((stated.lists, O::LISTS), (expected.lists, expected.lists));
    assert_eq!((stated.methods, O::METHODS), (expected.methods, expected.methods));
    assert!(!stated.summary.is_empty() && !stated.title.is_empty());
    rows(stated.request, expected.request);
    rows(stated.response, expected.response);
    history(stated, expected);
}

/// Since when each row is there, and what is gone.
fn history(stated: &OperationInfo, expected: &Expected) {
    assert_eq!(stated.since, expected.since);
    let mut later: Vec<&(&str, &str)> = Vec::new();
    for (place, _) in stated.rows() {
        let row = expected.later.iter().find(|(later, _)| *later == place);
        later.extend(row);
        let since = row.map_or(expected.since, |(_, revision)| Some(*revision));
        assert_eq!(stated.since_of(&place), since, "`{place}` since");
    }
    assert_eq!(later, expected.later.iter().collect::<Vec<_>>(), "rows of the table");
    let removed = stated
        .removed()
        .map(|event| (event.place, stated.since_of(event.place), event.revision));
    assert_eq!(removed.collect::<Vec<_>>(), expected.removed);
    let known = |event: &Change| REVISIONS.contains(&event.revision);
    assert!(stated.history.iter().all(known), "{:?}", stated.history);
}

fn rows(stated: &[Stated], expected: &[Row]) {
    let names: Vec<_> = expected.iter().map(|row| row.name).collect();
    assert_eq!(stated.iter().map(|row| row.name).collect::<Vec<_>>(), names);
    for (stated, expected) in stated.iter().zip(expected) {
        let place = expected.name;
        assert_eq!(&stated.names[1..], expected.also, "`{place}` names");
        let printed = expected.printed.unwrap_or(expected.name);
        assert_eq!(stated.printed_name, printed, "`{place}` printed");
        let kind = expected.printed_as.unwrap_or(stated.kind);
        assert_eq!(stated.printed_kind, kind, "`{place}` printed as");
        assert_eq!(stated.printed, !expected.unprinted, "`{place}` unprinted");
        assert_eq!(stated.length, expected.length.map(bounds), "`{place}` length");
        assert_eq!(stated.range, expected.range.map(bounds), "`{place}` range");
        assert_eq!(stated.clamp, expected.clamp.map(bounds), "`{place}` clamp");
        assert_eq!(stated.default, expected.default, "`{place}` default");
        assert_eq!(stated.secret, expected.secret, "`{place}` secret");
        assert_eq!(stated.flat, expected.flat, "`{place}` flat");
        assert!(!stated.summary.is_empty(), "`{place}` has no English line");
        match expected.is {
            Is::Code { codes: all, .. } => {
                let stated: Vec<_> =
                    stated.values.iter().map(|value| value.code).collect();
                assert_eq!(stated, all, "`{place}` codes");
            }
            Is::Object(expected) => rows(stated.fields, expected),
            _ => {}
        }
    }
}

fn bounds((min, max): super::rows::Bounds) -> Bounds {
    Bounds::new(min, max)
}

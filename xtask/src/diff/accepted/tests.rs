use expect_test::expect;
use serde_json::json;

use super::*;
use crate::diff::compare;
use crate::diff::samples::{new, old};
use crate::samples::{edited, small};

const CREATED: &str = "operations/created.yaml";

#[test]
fn a_fingerprint_survives_edits_elsewhere_and_not_of_the_value() {
    let fingerprints = |edits: &[(&str, &str, &str)]| -> Vec<String> {
        let files = edited(small(), edits);
        let report = compare(&old(small()), &new(files)).unwrap();
        let of_row = report
            .findings
            .into_iter()
            .filter(|finding| finding.target == "created#request.telconf");
        of_row.map(|finding| finding.fingerprint).collect()
    };
    let change = (CREATED, "0: disabled, 1: enabled", "0: disabled, 2: enabled");
    let alone = fingerprints(&[change]);
    assert_eq!(alone.len(), 2, "{alone:?}");
    let start = "  startTime: { type: String, note: 直播开启时间, en: When it starts., as: time }\n";
    let moved = format!("{start}  level: {{");
    for elsewhere in [
        vec![(CREATED, "note: 客户端", "note: 客户端类型")],
        vec![(
            CREATED,
            "  subject: { type",
            "  fresh: { type: String }\n  subject: { type",
        )],
        vec![("shared.yaml", "note: 是否加密", "note: 加密")],
        vec![(CREATED, "name: create_webcast\n", "# a comment\nname: create_webcast\n")],
        vec![(CREATED, start, ""), (CREATED, "  level: {", &moved)],
    ] {
        let edits = [vec![change], elsewhere].concat();
        assert_eq!(fingerprints(&edits), alone, "{edits:?}");
    }
    let other =
        fingerprints(&[(CREATED, "0: disabled, 1: enabled", "0: disabled, 3: enabled")]);
    assert_eq!(other.len(), 2);
    assert!(other.iter().any(|print| !alone.contains(print)), "{other:?}");
}

#[test]
fn a_fingerprint_is_of_everything_that_says_what_changed() {
    let (a, b) = (json!({ "x": 1, "y": [2, { "p": 3, "q": 4 }] }), json!("甲"));
    let print = fingerprint("rule", "target", Some("key"), Some(&a), Some(&b));
    // The order of a mapping is not what it says.
    let turned = json!({ "y": [2, { "q": 4, "p": 3 }], "x": 1 });
    let same = fingerprint("rule", "target", Some("key"), Some(&turned), Some(&b));
    assert_eq!(print, same);
    let others = [
        fingerprint("rules", "target", Some("key"), Some(&a), Some(&b)),
        fingerprint("rule", "targets", Some("key"), Some(&a), Some(&b)),
        fingerprint("rule", "target", None, Some(&a), Some(&b)),
        fingerprint("rule", "target", Some("key"), None, Some(&b)),
        fingerprint("rule", "target", Some("key"), Some(&a), None),
        fingerprint("rule", "target", Some("key"), Some(&b), Some(&a)),
    ];
    assert!(others.iter().all(|other| *other != print), "{print}: {others:?}");
    // Entries of `accepted.yaml` hold this number: another one makes all of them stale.
    expect!["ff1f39bdd8bf"].assert_eq(&print);
}

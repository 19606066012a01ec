use ::semver::Version;
use expect_test::expect;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::{Format, render};
use crate::diff::model::*;

fn version() -> Version {
    Version::new(0, 1, 0)
}

fn location(file: &str, line: usize) -> Location {
    Location { file: file.to_owned(), line, column: 3 }
}

fn side(label: &str, reconstructed: bool) -> SideInfo {
    SideInfo { label: label.to_owned(), reconstructed }
}

fn finding(wire: Wire, rust: Step, target: &str, key: Option<&str>) -> Finding {
    Finding {
        rule: "request-row-optional-changed".to_owned(),
        area: Area::Row,
        action: Action::Changed,
        direction: Some(Direction::Request),
        wire,
        rust,
        target: target.to_owned(),
        key: key.map(str::to_owned),
        before: None,
        after: None,
        statement: "A call without it is refused.".to_owned(),
        cause: Cause::Erratum,
        old: Some(location("HEAD:spec/operations/created.yaml", 7)),
        new: Some(location("spec/operations/created.yaml", 9)),
        fingerprint: "0123456789ab".to_owned(),
        accepted: None,
    }
}

/// One change of every look.
fn report() -> Report {
    let breaking = Finding {
        before: Some(json!(true)),
        after: Some(json!(false)),
        cause: Cause::Revision {
            name: "2021-05-19".to_owned(),
            text: "接口5.4 endTime必填\n其他".to_owned(),
            place: location("spec/changelog.yaml", 4),
        },
        ..finding(
            Wire::Breaking,
            Step::Major,
            "created#request.endTime",
            Some("optional"),
        )
    };
    let accepted = Finding {
        before: Some(json!({ "type": "String", "note": "甲|乙" })),
        new: None,
        cause: Cause::Transcription { why: "It was never printed.".to_owned() },
        accepted: Some("nobody sends it".to_owned()),
        ..finding(Wire::Risky, Step::Major, "created#request.old", None)
    };
    let note = Finding {
        before: Some(json!("一\n二\n三\n四\n五")),
        after: Some(json!("一\n二\n叁\n四\n五")),
        cause: Cause::Unexplained,
        ..finding(Wire::Risky, Step::Patch, "page#response.list.state", Some("note"))
    };
    let whole = Finding {
        after: Some(json!({
            "title": "新接口", "path": "/webcast/new",
            "request": { "a": { "type": "String" }, "b": { "type": "String" }, "c": { "type": "String" },
                         "d": { "type": "String" }, "e": { "type": "String" } },
        })),
        old: None,
        cause: Cause::Unannounced { why: "It was there one day.".to_owned() },
        ..finding(Wire::Safe, Step::Minor, "new", None)
    };
    let moved = Finding {
        rust: Step::None,
        cause: Cause::Docs,
        ..finding(Wire::Safe, Step::None, "shared#glossary.id", None)
    };
    let entry = |target: &str| StaleBreak {
        rule: "request-row-removed".to_owned(),
        target: target.to_owned(),
        fingerprint: "ba9876543210".to_owned(),
        place: location("spec/accepted.yaml", 2),
    };
    Report {
        old: side("2018-05-04.2", true),
        new: side("the work tree", false),
        step: Step::Major,
        findings: vec![breaking, accepted, note, whole, moved],
        stale: vec![entry("created#request.gone")],
        settled: vec![entry("created#request.done")],
    }
}

fn nothing() -> Report {
    Report {
        old: side("HEAD", false),
        new: side("the work tree", false),
        step: Step::None,
        findings: Vec::new(),
        stale: Vec::new(),
        settled: Vec::new(),
    }
}

#[test]
fn a_terminal_gets_a_block_a_change() {
    expect![[r#"
        2018-05-04.2 (reconstructed) → the work tree: 5 changes
        2 breaking, 1 risky, 2 safe; 1 accepted, 1 unexplained, 1 stale

        breaking

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: request-row-optional-changed (wire breaking, Rust major)
          `created#request.endTime` `optional`: true → false
          A call without it is refused.
          because: revision 2021-05-19 (spec/changelog.yaml:4:3): 接口5.4 endTime必填 / 其他
          fingerprint: 0123456789ab

        HEAD:spec/operations/created.yaml:7:3: request-row-optional-changed (wire risky, Rust major)
          `created#request.old`
            - old: { type: String, note: 甲|乙 }
          A call without it is refused.
          because: transcription fix: It was never printed.
          accepted: nobody sends it

        risky

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: request-row-optional-changed (wire risky, Rust patch)
          `page#response.list.state` `note`
              二
            - 三
            + 叁
              四
          A call without it is refused.
          because: unexplained; name it in a row of `changelog.yaml`, or in `amendments.yaml`

        safe

        spec/operations/created.yaml:9:3: request-row-optional-changed (wire safe, Rust minor)
          `new`
            + new:
            +   title: 新接口
            +   path: /webcast/new
            +   request:
            +     a: { type: String }
            +     b: { type: String }
              … 3 more lines
          A call without it is refused.
          because: unannounced by the vendor: It was there one day.

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: request-row-optional-changed (wire safe, Rust none)
          `shared#glossary.id`
          A call without it is refused.
          because: docs only

        spec/accepted.yaml:2:3: `request-row-removed` of `created#request.gone` (ba9876543210) is accepted, but no such break is there; remove the entry, or accept the break as it is now
        note: spec/accepted.yaml:2:3: `request-row-removed` of `created#request.done` (ba9876543210) was accepted before; remove the entry after the release

        semver: major (0.1.0 → 0.2.0)
    "#]].assert_eq(&render(&report(), Format::Text, &version(), false));
}

#[test]
fn colour_is_all_that_colour_adds() {
    let plain = render(&report(), Format::Text, &version(), false);
    let colour = render(&report(), Format::Text, &version(), true);
    assert!(!plain.contains('\u{1b}'));
    assert!(colour.contains("\u{1b}[31m"), "{colour}");
    let bare: Vec<_> = colour
        .split('\u{1b}')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 })
        .collect();
    assert_eq!(bare.concat(), plain);
}

#[test]
fn nothing_is_said_in_two_lines() {
    expect![[r#"
        [1mHEAD → the work tree: nothing changes[0m

        [1msemver: none[0m
    "#]]
    .assert_eq(&render(&nothing(), Format::Text, &version(), true));
    expect![[r#"
        ### Spec: HEAD → the work tree: nothing changes

        semver: none
    "#]]
    .assert_eq(&render(&nothing(), Format::Markdown, &version(), true));
}

#[test]
fn a_pull_request_gets_a_table_and_folded_details() {
    expect![[r#"
        ### Spec: 2018-05-04.2 (reconstructed) → the work tree: 5 changes

        2 breaking, 1 risky, 2 safe; 1 accepted, 1 unexplained, 1 stale; semver: major (0.1.0 → 0.2.0)

        | level | rule | what | cause |
        |---|---|---|---|
        | wire breaking, Rust major | `request-row-optional-changed` | `created#request.endTime` `optional`: `true` → `false` | revision 2021-05-19 |
        | wire risky, Rust major, accepted | `request-row-optional-changed` | `created#request.old` | transcription fix |
        | wire risky, Rust patch | `request-row-optional-changed` | `page#response.list.state` `note` | unexplained |
        | wire safe, Rust minor | `request-row-optional-changed` | `new` | unannounced |
        | wire safe, Rust none | `request-row-optional-changed` | `shared#glossary.id` | docs only |

        <details><summary>2 breaking</summary>

        **`created#request.endTime`** `optional`

        ```diff
        - true
        + false
        ```

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3<br>
        `request-row-optional-changed`: A call without it is refused.<br>
        Cause: revision 2021-05-19 (spec/changelog.yaml:4:3): 接口5.4 endTime必填 / 其他<br>
        Fingerprint: `0123456789ab`

        **`created#request.old`**

        ```diff
        - old: { type: String, note: 甲|乙 }
        ```

        HEAD:spec/operations/created.yaml:7:3<br>
        `request-row-optional-changed`: A call without it is refused.<br>
        Cause: transcription fix: It was never printed.<br>
        Accepted: nobody sends it

        </details>
        <details><summary>1 risky</summary>

        **`page#response.list.state`** `note`

        ```diff
          二
        - 三
        + 叁
          四
        ```

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3<br>
        `request-row-optional-changed`: A call without it is refused.<br>
        Cause: unexplained; name it in a row of &#96;changelog.yaml&#96;, or in &#96;amendments.yaml&#96;

        </details>
        <details><summary>2 safe</summary>

        **`new`**

        ```diff
        + new:
        +   title: 新接口
        +   path: /webcast/new
        +   request:
        +     a: { type: String }
        +     b: { type: String }
          … 3 more lines
        ```

        spec/operations/created.yaml:9:3<br>
        `request-row-optional-changed`: A call without it is refused.<br>
        Cause: unannounced by the vendor: It was there one day.

        **`shared#glossary.id`**

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3<br>
        `request-row-optional-changed`: A call without it is refused.<br>
        Cause: docs only

        </details>

        - stale: spec/accepted.yaml:2:3: &#96;request-row-removed&#96; of &#96;created&#35;request.gone&#96; (ba9876543210) is accepted, but no such break is there; remove the entry, or accept the break as it is now

        - note: spec/accepted.yaml:2:3: &#96;request-row-removed&#96; of &#96;created&#35;request.done&#96; (ba9876543210) was accepted before; remove the entry after the release

        semver: major (0.1.0 → 0.2.0)
    "#]].assert_eq(&render(&report(), Format::Markdown, &version(), false));
}

#[test]
fn a_comment_fits_into_a_comment() {
    let told = |count: usize| {
        let mut long = report();
        long.findings = vec![long.findings[2].clone(); count];
        for finding in &mut long.findings {
            finding.after = Some(json!("很长".repeat(200)));
        }
        let text = render(&long, Format::Markdown, &version(), false);
        assert!(text.len() < 65_536, "{}", text.len());
        let details = !text.contains("too long for a comment");
        let (rows, ..) = read(&text);
        (details, rows.len() - 1, text.contains("| … and "))
    };
    assert_eq!(told(5), (true, 5, false));
    assert_eq!(told(200), (false, 200, false));
    let (details, rows, cut) = told(2000);
    assert!(!details && cut && (200..2000).contains(&rows), "{rows}");
}

#[test]
fn a_program_gets_what_the_published_schema_says() {
    let schema: Value =
        serde_json::from_str(&crate::schema::files()["schema/diff.json"]).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for report in [report(), nothing()] {
        let text = render(&report, Format::Json, &version(), true);
        let value: Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(serde_json::from_value::<Report>(value).unwrap(), report);
    }
    let mut wrong = serde_json::to_value(report()).unwrap();
    wrong["findings"][0]["wire"] = json!("perhaps");
    assert!(!validator.is_valid(&wrong));
}

/// The rows of the only table of `markdown`, each as the words of its cells, and how often details begin and end.
fn read(markdown: &str) -> (Vec<Vec<String>>, usize, usize) {
    let (mut rows, mut begun, mut ended) = (Vec::<Vec<String>>::new(), 0, 0);
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        let words = match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                rows.push(Vec::new());
                continue;
            }
            Event::Start(Tag::TableCell) => {
                inside = true;
                rows.last_mut().unwrap().push(String::new());
                continue;
            }
            Event::End(TagEnd::TableCell) => {
                inside = false;
                continue;
            }
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) => panic!("{markdown}"),
            Event::Html(html) | Event::InlineHtml(html) => {
                begun += html.matches("<details>").count();
                ended += html.matches("</details>").count();
                let known = ["<details>", "</details>", "<br>", "<code>", "</code>"];
                assert!(known.iter().any(|tag| html.trim().starts_with(tag)), "{html}");
                if html.starts_with("<br>") { "\n".to_owned() } else { String::new() }
            }
            Event::Text(words) | Event::Code(words) => words.to_string(),
            _ => continue,
        };
        if inside {
            rows.last_mut().unwrap().last_mut().unwrap().push_str(&words);
        }
    }
    (rows, begun, ended)
}

/// Words without white space, which Markdown may lay out as it likes.
fn ink(words: &str) -> String {
    words.split_whitespace().collect()
}

proptest! {
    #[test]
    fn no_text_breaks_the_table(
        words in r"(\||`|<|>|\\|\n|\*|_|\[|\]|\(|\)|!|&|#|-|~|@|</details>|<!--|\$|\|---\||直播|a| ){0,24}",
        short in r"(\||`|<|>|\\|\n|\*|_|\[|\]|&|~|</code>|播| ){0,6}",
    ) {
        let mut report = report();
        for finding in &mut report.findings {
            finding.target.clone_from(&words);
            finding.statement.clone_from(&words);
            finding.before = Some(json!(short));
            finding.after = Some(json!(words));
            finding.key = Some(short.clone());
            finding.accepted = Some(words.clone());
            finding.cause = Cause::Revision {
                name: words.clone(),
                text: words.clone(),
                place: location(&short, 1),
            };
        }
        let text = render(&report, Format::Markdown, &version(), false);
        let (rows, begun, ended) = read(&text);
        prop_assert_eq!(rows.len(), report.findings.len() + 1, "{}", text);
        for (row, finding) in rows[1..].iter().zip(&report.findings) {
            let [_, rule, what, cause] = &row[..] else { panic!("{row:?} of {text}") };
            prop_assert_eq!(rule, &finding.rule);
            prop_assert!(ink(what).starts_with(&ink(&words)), "{} of {}", what, text);
            prop_assert_eq!(ink(cause), ink(&format!("revision {words}")), "{}", text);
        }
        prop_assert_eq!((begun, ended), (3, 3), "{}", text);
        let last = text.lines().last().unwrap_or_default();
        prop_assert!(last.starts_with("semver: major"), "{}", text);
    }
}

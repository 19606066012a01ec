use anstream::adapter::strip_str;
use expect_test::expect;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use semver::Version;
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

fn finding(wire: Wire, target: &str, change: KeyChange) -> Finding {
    let verdict = Verdict {
        rule: "needed-added".to_owned(),
        wire,
        before: None,
        after: None,
        statement: "Requests without it are refused.".to_owned(),
    };
    Finding {
        target: target.to_owned(),
        action: Action::Changed,
        keys: vec![change],
        wire,
        verdicts: if wire == Wire::Documentation { Vec::new() } else { vec![verdict] },
        cause: Cause::Erratum,
        old: Some(location("HEAD:spec/operations/created.yaml", 7)),
        new: Some(location("spec/operations/created.yaml", 9)),
    }
}

fn change(key: Option<&str>, before: Value, after: Value) -> KeyChange {
    let value = |value: Value| Some(value).filter(|value| !value.is_null());
    KeyChange { key: key.map(str::to_owned), before: value(before), after: value(after) }
}

/// One change of every look.
fn report() -> Report {
    let breaking = Finding {
        cause: Cause::Revision {
            name: "2021-05-19".to_owned(),
            text: "接口5.4 endTime必填\n其他".to_owned(),
            place: location("spec/changelog.yaml", 4),
        },
        ..finding(
            Wire::Breaking,
            "created#request.endTime",
            change(Some("optional"), json!(true), json!(false)),
        )
    };
    let gone = Finding {
        action: Action::Removed,
        new: None,
        cause: Cause::Transcription { why: "It was never printed.".to_owned() },
        ..finding(
            Wire::Risky,
            "created#request.old",
            change(None, json!({ "type": "String", "note": "甲|乙" }), Value::Null),
        )
    };
    let whole = Finding {
        action: Action::Added,
        old: None,
        cause: Cause::Unannounced { why: "It was there one day.".to_owned() },
        ..finding(
            Wire::Safe,
            "new",
            change(
                None,
                Value::Null,
                json!({
                    "title": "新接口", "path": "/webcast/new",
                    "request": { "a": { "type": "String" }, "b": { "type": "String" }, "c": { "type": "String" },
                                 "d": { "type": "String" }, "e": { "type": "String" } },
                }),
            ),
        )
    };
    let note = Finding {
        cause: Cause::Unexplained,
        ..finding(
            Wire::Documentation,
            "page#response.list.state",
            change(
                Some("note"),
                json!("一\n二\n三\n四\n五"),
                json!("一\n二\n叁\n四\n五"),
            ),
        )
    };
    let moved = Finding {
        action: Action::Moved,
        keys: Vec::new(),
        cause: Cause::Docs,
        ..finding(
            Wire::Documentation,
            "shared#glossary.id",
            change(None, Value::Null, Value::Null),
        )
    };
    Report {
        old: side("2018-05-04.2", true),
        new: side("the work tree", false),
        findings: vec![breaking, gone, whole, note, moved],
        surface: Surface {
            removed: vec!["struct CreateWebcast { end_time: Option<Time> }".to_owned()],
            added: vec!["struct CreateWebcast { end_time: Time }".to_owned()],
        },
        step: Step::Major,
    }
}

fn nothing() -> Report {
    Report {
        old: side("HEAD", false),
        new: side("the work tree", false),
        findings: Vec::new(),
        surface: Surface::default(),
        step: Step::None,
    }
}

/// As it is printed to something other than a terminal.
fn plain(report: &Report) -> String {
    strip_str(&render(report, Format::Text, &version())).to_string()
}

#[test]
fn a_terminal_gets_a_block_a_change() {
    expect![[r#"
        2018-05-04.2 (reconstructed) → the work tree: 5 changes
        1 breaking, 1 risky, 1 safe, 2 documentation; 1 unexplained

        breaking

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `created#request.endTime` changed
          `optional`: true → false
          breaking, needed-added. Requests without it are refused.
          because: revision 2021-05-19 (spec/changelog.yaml:4:3): 接口5.4 endTime必填 / 其他

        risky

        HEAD:spec/operations/created.yaml:7:3: `created#request.old` removed
        - old: { type: String, note: 甲|乙 }
          risky, needed-added. Requests without it are refused.
          because: transcription fix: It was never printed.

        safe

        spec/operations/created.yaml:9:3: `new` added
        + new:
        +   title: 新接口
        +   path: /webcast/new
        +   request:
        +     a: { type: String }
        +     b: { type: String }
          … 3 more lines
          safe, needed-added. Requests without it are refused.
          because: unannounced by the vendor: It was there one day.

        documentation

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `page#response.list.state` changed
          `note`:
          二
        - 三
        + 叁
          四
          because: unexplained; name it in a row of `changelog.yaml`, or in `amendments.yaml`

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `shared#glossary.id` moved
          because: docs only

        the Rust surface: 1 removed, 1 added
        - struct CreateWebcast { end_time: Option<Time> }
        + struct CreateWebcast { end_time: Time }

        semver: major (0.1.0 → 0.2.0)
    "#]].assert_eq(&plain(&report()));
}

#[test]
fn nothing_is_said_in_two_lines() {
    expect![[r#"
        HEAD → the work tree: nothing changes

        semver: none
    "#]]
    .assert_eq(&plain(&nothing()));
    expect![[r#"
        ### Spec: HEAD → the work tree: nothing changes

        semver: none
    "#]]
    .assert_eq(&render(&nothing(), Format::Markdown, &version()));
}

#[test]
fn a_pull_request_gets_a_table_and_folded_details() {
    expect![[r#"
        ### Spec: 2018-05-04.2 (reconstructed) → the work tree: 5 changes

        1 breaking, 1 risky, 1 safe, 2 documentation; 1 unexplained; semver: major (0.1.0 → 0.2.0)

        | wire | what | cause |
        |---|---|---|
        | breaking | `created#request.endTime` changed, `optional`: `true` → `false` | revision 2021-05-19 |
        | risky | `created#request.old` removed | transcription fix |
        | safe | `new` added | unannounced |
        | documentation | `page#response.list.state` changed, `note` | unexplained |
        | documentation | `shared#glossary.id` moved | docs only |

        <details><summary>the Rust surface: 1 removed, 1 added</summary>

        ```diff
        - struct CreateWebcast { end_time: Option<Time> }
        + struct CreateWebcast { end_time: Time }
        ```

        </details>
        <details><summary>1 breaking</summary>

        ```diff
        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `created#request.endTime` changed
          `optional`: true → false
          breaking, needed-added. Requests without it are refused.
          because: revision 2021-05-19 (spec/changelog.yaml:4:3): 接口5.4 endTime必填 / 其他
        ```

        </details>
        <details><summary>1 risky</summary>

        ```diff
        HEAD:spec/operations/created.yaml:7:3: `created#request.old` removed
        - old: { type: String, note: 甲|乙 }
          risky, needed-added. Requests without it are refused.
          because: transcription fix: It was never printed.
        ```

        </details>
        <details><summary>1 safe</summary>

        ```diff
        spec/operations/created.yaml:9:3: `new` added
        + new:
        +   title: 新接口
        +   path: /webcast/new
        +   request:
        +     a: { type: String }
        +     b: { type: String }
          … 3 more lines
          safe, needed-added. Requests without it are refused.
          because: unannounced by the vendor: It was there one day.
        ```

        </details>
        <details><summary>2 documentation</summary>

        ```diff
        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `page#response.list.state` changed
          `note`:
          二
        - 三
        + 叁
          四
          because: unexplained; name it in a row of `changelog.yaml`, or in `amendments.yaml`

        HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `shared#glossary.id` moved
          because: docs only
        ```

        </details>

        semver: major (0.1.0 → 0.2.0)
    "#]].assert_eq(&render(&report(), Format::Markdown, &version()));
}

/// One row that comes in three operations and in `shared.yaml`, and a row of another operation that says something else.
#[test]
fn what_many_operations_share_is_told_once() {
    let mut report = report();
    let added = change(None, Value::Null, json!({ "type": "String" }));
    let targets = ["shared", "created", "export/vote", "page"];
    report.findings = targets
        .map(|owner| finding(Wire::Safe, &format!("{owner}#request.sec"), added.clone()))
        .into();
    let other = change(None, Value::Null, json!({ "type": "int" }));
    report.findings.push(finding(Wire::Safe, "vod/history#request.sec", other));
    let text = plain(&report);
    let blocks = text.split("\n\n").filter(|block| block.contains("request.sec"));
    let blocks: Vec<_> =
        blocks.map(|it| it.lines().take(2).collect::<Vec<_>>()).collect();
    expect![[r#"
        [
            [
                "HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `shared#request.sec` changed",
                "+ sec: { type: String }",
            ],
            [
                "HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `request.sec` changed in 3 operations",
                "  `created`, `export/vote`, `page`",
            ],
            [
                "HEAD:spec/operations/created.yaml:7:3 → spec/operations/created.yaml:9:3: `vod/history#request.sec` changed",
                "+ sec: { type: int }",
            ],
        ]
    "#]]
    .assert_debug_eq(&blocks);
    let (rows, ..) = read(&render(&report, Format::Markdown, &version()));
    let rows: Vec<_> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(
        rows,
        [
            "what",
            "shared#request.sec changed",
            "request.sec changed in 3 operations",
            "vod/history#request.sec changed"
        ]
    );
}

#[test]
fn a_type_that_goes_is_told_once() {
    let mut report = report();
    let lines = [
        "enum State",
        "enum State::Open",
        "fn Client::vote(&self, request: &Vote) -> Result<VoteResponse>",
        "fn Kept::state(self, impl Into<State>) -> Self",
        "fn Vote::new() -> Self",
        "impl Default for Vote",
        "impl Operation<Response = VoteResponse> for Vote",
        "struct Vote",
        "struct Vote { state: Option<State> }",
        "struct Voter { id: i64 }",
    ];
    report.surface.removed = lines.map(str::to_owned).into();
    let text = plain(&report);
    let (_, surface) = text.split_once("the Rust surface").unwrap();
    let removed = surface.lines().filter(|line| line.starts_with("- "));
    expect![[r#"
        - enum State (and 1 more of it)
        - fn Client::vote(&self, request: &Vote) -> Result<VoteResponse>
        - fn Kept::state(self, impl Into<State>) -> Self
        - struct Vote (and 4 more of it)
        - struct Voter { id: i64 }"#]]
    .assert_eq(&removed.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_workflow_gets_annotations_of_what_needs_a_look() {
    let mut report = report();
    report.findings[0].new = Some(location("a,b:50%.yaml", 9));
    expect![[r#"
        ::error file=a%2Cb%3A50%25.yaml,line=9,col=3::`created#request.endTime` changed%0Abreaking, needed-added. Requests without it are refused.%0Abecause: revision 2021-05-19 (spec/changelog.yaml:4:3): 接口5.4 endTime必填 / 其他
        ::warning::`created#request.old` removed%0Arisky, needed-added. Requests without it are refused.%0Abecause: transcription fix: It was never printed.
        ::error file=spec/operations/created.yaml,line=9,col=3::`page#response.list.state` changed%0Abecause: unexplained; name it in a row of `changelog.yaml`, or in `amendments.yaml`
    "#]]
    .assert_eq(&render(&report, Format::Github, &version()));
}

#[test]
fn a_comment_fits_into_a_comment() {
    let told = |count: usize| {
        let mut long = report();
        long.findings = vec![long.findings[3].clone(); count];
        for (at, finding) in long.findings.iter_mut().enumerate() {
            finding.target = format!("page#response.list.state{at}");
            finding.keys[0].after = Some(json!("很长".repeat(200)));
        }
        let text = render(&long, Format::Markdown, &version());
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
        let text = render(&report, Format::Json, &version());
        let value: Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<_> =
            validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(value, crate::spec::json(&report));
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
            finding.keys = vec![change(Some(&short), json!(short), json!(words))];
            for verdict in &mut finding.verdicts {
                verdict.statement.clone_from(&words);
                verdict.after = Some(short.clone());
            }
            finding.cause = Cause::Revision {
                name: words.clone(),
                text: words.clone(),
                place: location(&short, 1),
            };
        }
        let text = render(&report, Format::Markdown, &version());
        let (rows, begun, ended) = read(&text);
        prop_assert_eq!(rows.len(), report.findings.len() + 1, "{}", text);
        for (row, finding) in rows[1..].iter().zip(&report.findings) {
            let [wire, what, cause] = &row[..] else { panic!("{row:?} of {text}") };
            prop_assert_eq!(wire, &finding.wire.word());
            prop_assert!(ink(what).starts_with(&ink(&words)), "{} of {}", what, text);
            prop_assert_eq!(ink(cause), ink(&format!("revision {words}")), "{}", text);
        }
        prop_assert_eq!((begun, ended), (5, 5), "{}", text);
        let last = text.lines().last().unwrap_or_default();
        prop_assert!(last.starts_with("semver: major"), "{}", text);
    }
}

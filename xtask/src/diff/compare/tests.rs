use expect_test::expect;

use super::*;
use crate::diff::samples::{causes, new, old};
use crate::samples::{edited, real, small};
use crate::spec::{Files, revision_names};

#[test]
fn a_reconstructed_state_shows_what_the_rows_after_it_did() {
    let side = new(small());
    // The small changelog is not in the order of its dates: the printed order counts.
    let past = side.as_of_revision("2021-05-19").unwrap();
    let report = compare(&past, &side).unwrap();
    let mut told = causes(&report);
    for finding in &report.findings {
        let place = |place: &Option<Location>| {
            place
                .as_ref()
                .map_or("nowhere".to_owned(), |Location { file, line, column }| {
                    format!("{file}:{line}:{column}")
                })
        };
        told.push_str(&format!("{} → {}\n", place(&finding.old), place(&finding.new)));
    }
    expect![[r#"
        request-row-removed created#request.hasVideo: revision 2020-01-22
        request-row-needed-added file/detach#request.urls: revision 2021-06-01.2
        chapter-revised document#访问说明.时间规则: revision 2020-01-22
        return-code-revised shared#return_codes.500: revision 2020-01-22
        answer-row-revised export/vote#response.list.subject: revision 2020-01-22
        operation-revised file/detach: revision 2021-06-01.1
        revision-added changelog#2020-01-22: revision 2020-01-22
        revision-added changelog#2021-06-01.1: revision 2021-06-01.1
        revision-added changelog#2021-06-01.2: revision 2021-06-01.2
        spec/changelog.yaml:13:13 → nowhere
        nowhere → spec/operations/file/detach.yaml:13:3
        spec/changelog.yaml:14:73 → spec/document.yaml:13:9
        spec/changelog.yaml:14:48 → spec/shared.yaml:14:3
        spec/changelog.yaml:14:13 → spec/operations/export/vote.yaml:36:7
        spec/changelog.yaml:25:13 → spec/operations/file/detach.yaml:2:1
        nowhere → spec/changelog.yaml:7:3
        nowhere → spec/changelog.yaml:20:3
        nowhere → spec/changelog.yaml:30:3
    "#]]
    .assert_eq(&told);
    assert!(report.old.reconstructed && !report.new.reconstructed);
}

#[test]
fn every_change_since_any_revision_has_a_row_as_its_cause() {
    let side = new(real());
    let names = revision_names(&side.spec.changelog);
    let mut counts = String::new();
    for (at, name) in names.iter().enumerate() {
        let report = compare(&side.as_of_revision(name).unwrap(), &side).unwrap();
        for finding in &report.findings {
            let Cause::Revision { name: cause, .. } = &finding.cause else {
                panic!("{name}: {finding:#?}");
            };
            let row = names.iter().position(|name| name == cause).unwrap();
            assert!(row > at, "{name}: {finding:#?}");
        }
        if at % 8 == 0 || at + 2 >= names.len() {
            counts.push_str(&format!("{name}: {}\n", report.findings.len()));
        }
    }
    expect![[r#"
        2014-04-30: 104
        2018-05-04.2: 64
        2019-04-09: 47
        2019-10-09.2: 28
        2020-01-22.1: 4
        2020-01-22.2: 2
        2021-05-19: 0
    "#]]
    .assert_eq(&counts);
}

#[test]
fn a_change_between_two_reconstructed_states_is_of_the_rows_between() {
    let side = new(real());
    let (a, b) = (
        side.as_of_revision("2018-04-27").unwrap(),
        side.as_of_revision("2018-05-04.1").unwrap(),
    );
    expect![[r#"
        answer-row-added setting/info#response.posterUrl: revision 2018-04-28
        answer-row-added page#response.list.posterUrl: revision 2018-04-28
        answer-row-added page#response.list.speakerInfo: revision 2018-05-04.1
        revision-added changelog#2018-04-28: revision 2018-04-28
        revision-added changelog#2018-05-04: revision 2018-05-04.1
    "#]]
    .assert_eq(&causes(&compare(&a, &b).unwrap()));
    let fault = compare(&b, &a).unwrap_err().to_string();
    expect!["`2018-04-27` is a state before `2018-05-04.1`; name the older one first"]
        .assert_eq(&fault);
}

#[test]
fn an_amendment_is_new_once() {
    let known = "- { date: 2022-02-02, because: transcription, why: A sentence., \
                 targets: [created#request.clientType] }\n";
    let note = ("operations/created.yaml", "note: 客户端", "note: 客户端类型");
    let told = |amendments: &str| {
        let state = |mut files: Files, amendments: &str| {
            files.insert("amendments.yaml".to_owned(), amendments.to_owned());
            files
        };
        let old = old(state(small(), known));
        let new = new(state(edited(small(), &[note]), amendments));
        let idle = idle_amendments(&old, &new).len();
        format!("{} unexplained, {idle} idle", unexplained(&old, &new).len())
    };
    assert_eq!(told(known), "1 unexplained, 0 idle");
    let reworded = known.replace("A sentence.", "Another sentence.");
    assert_eq!(told(&reworded), "1 unexplained, 0 idle");
    assert_eq!(told(&known.repeat(2)), "0 unexplained, 0 idle");
    let elsewhere = known.replace("clientType", "level");
    assert_eq!(told(&format!("{known}{elsewhere}")), "1 unexplained, 1 idle");
}

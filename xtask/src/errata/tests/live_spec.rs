//! The report of the live spec.

use std::fs;

use serde_json::{Map, Value};

use super::{BOTH, DOCUMENT, check_tables, collect, count, render, titles};
use crate::errata::report::{Language, keys, say};
use crate::samples::{real, real_spec, workspace};
use crate::spec::{self, Files, Row, Rows, Spec};

#[test]
fn both_languages_have_every_item_and_tables_stay_whole() {
    let report = collect(real_spec());
    check_tables(&report);
}

#[test]
fn the_same_spec_gives_the_same_report() {
    let text = || render(&collect(real_spec()), &BOTH);
    assert_eq!(text(), text());
}

/// How often `word` stands in the files whose path `wanted` takes.
fn written(files: &Files, wanted: &str, word: &str) -> usize {
    let files = files.iter().filter(|(path, _)| path.starts_with(wanted));
    files.map(|(_, text)| text.matches(word).count()).sum()
}

/// How many lines have all of `words`.
fn lines_with(files: &Files, words: &[&str]) -> usize {
    let lines = files.values().flat_map(|text| text.lines());
    lines.filter(|line| words.iter().all(|word| line.contains(word))).count()
}

/// The entries of every map that is called `misprints`.
fn misprints(tree: &Value) -> usize {
    match tree {
        Value::Object(map) => {
            let own = map.get("misprints").and_then(Value::as_object);
            own.map_or(0, Map::len) + map.values().map(misprints).sum::<usize>()
        }
        Value::Array(list) => list.iter().map(misprints).sum(),
        _ => 0,
    }
}

/// What stands in the files as text, against what the report has.
#[test]
fn every_reading_is_in_the_report() {
    let files = real();
    let report = collect(real_spec());
    let operations = |word| written(&files, "operations/", word);
    let misprints = files.values().map(|text| misprints(&spec::parse(text).unwrap()));
    let misprints: usize = misprints.sum();
    let dates: Vec<_> = files["changelog.yaml"]
        .lines()
        .filter_map(|line| line.strip_prefix("- date: "))
        .collect();
    let late = |(index, date): &(usize, &&str)| {
        dates[..*index].iter().any(|above| above > *date)
    };
    let late = dates.iter().enumerate().filter(late).count();
    // A page object of a row, one that `paging` knows of, and one that no request asks for.
    let is_object = |text: &&String| text.contains("\n    as: page\n");
    let objects = files.values().filter(is_object);
    let unasked = objects.filter(|text| !text.contains("\npaging: {")).count();
    let absent = lines_with(&files, &["paging: {", "evidence: "]);
    let mistyped = [
        ["type: String,", "as: bool"],
        ["type: String,", "as: int"],
        ["type: String,", "as: user_id"],
        ["type: String,", "as: document_id"],
        ["type: String,", "as: record_id"],
        ["type: Integer,", "as: vod_id"],
        ["type: Date,", "note: "],
        ["type: 日期,", "note: "],
    ];
    let mistyped: usize = mistyped.iter().map(|words| lines_with(&files, words)).sum();
    // Each row that an operation lacks; one item where it has no table of the answer.
    let lists = files.values().flat_map(|text| text.lines());
    let lists = lists.filter_map(|line| line.strip_prefix("without: ["));
    let missing = lists.map(|list| match list.contains("code") {
        true => 1,
        false => list.split(',').count(),
    });
    let missing = missing.sum::<usize>();
    // Each of them differs in one cell.
    let common = ["\n  sec: {", "\n  loginName: {", "\n  code: {", "\n  message: {"];
    let common = common.into_iter().map(operations).sum::<usize>()
        + lines_with(
            &files,
            &["  password: { type: String, optional: false", "note: 密码 }"],
        );
    for (title, expected) in [
        ("Blanks in paths", operations("\nprinted_path: ")),
        ("Titles that differ from the line of purpose", operations("\npurpose: ")),
        ("Remarks in the column of names", operations("printed_name: ")),
        (
            "Names that differ on the wire",
            operations(" wire: [") + operations(" also_on: "),
        ),
        (
            "Page objects",
            operations("type: JSONArray\n    as: page\n") + absent + unasked,
        ),
        ("Types that contradict the meaning", mistyped),
        ("Common rows that are printed differently", common),
        ("Spellings of types", 1),
        ("Optional or not, against the note", operations(" required: ")),
        ("Missing rows", missing),
        ("Misprints in notes and descriptions", misprints),
        (
            "Revisions that the tables contradict",
            written(&files, "changelog.yaml", "about: ")
                - written(&files, "changelog.yaml", "about: date"),
        ),
        (
            "Dates of revisions",
            written(&files, "changelog.yaml", "printed_date: ") + late,
        ),
    ] {
        assert_eq!(count(&report, title), expected, "{title}");
    }
}

/// The numbers that nobody can count with a search: a change of them is a change of the report.
#[test]
fn evidence_is_what_the_readings_say() {
    let files = real();
    let text = render(&collect(real_spec()), &BOTH[1..]);
    for (mark, also) in [("wire", 0), ("cast", 0), ("code", 0), ("unverified", 1)] {
        // `Id` of `record/sync` is misnamed and mistyped, with one evidence for both; the default of `user/update` has
        // none.
        let twice = usize::from(mark == "wire");
        let readings = written(&files, "operations/", &format!("evidence: {mark}"));
        let cells = text.matches(&format!("| `{mark}` |\n")).count();
        assert_eq!(cells, readings + also + twice, "{mark}");
    }
    assert!(text.contains(&format!("| `{DOCUMENT}`: ")));
}

/// A reading, and how to take the first of its sort away.
type Taken = (&'static str, fn(&mut Spec) -> bool);

/// The first row of any table for which `take` finds something to take.
fn first_row(spec: &mut Spec, take: fn(&mut Row) -> bool) -> bool {
    fn among(rows: &mut Rows, take: fn(&mut Row) -> bool) -> bool {
        rows.values_mut().any(|row| take(row) || among(&mut row.fields, take))
    }
    spec.operations.values_mut().any(|operation| {
        among(&mut operation.request, take) || among(&mut operation.response, take)
    })
}

fn first_operation(spec: &mut Spec, take: fn(&mut spec::Operation) -> bool) -> bool {
    spec.operations.values_mut().any(take)
}

const TAKEN: [Taken; 12] = [
    ("Blanks in paths", |spec| {
        first_operation(spec, |own| own.printed_path.take().is_some())
    }),
    ("Titles that differ from the line of purpose", |spec| {
        first_operation(spec, |own| own.purpose.take().is_some())
    }),
    ("Remarks in the column of names", |spec| {
        first_row(spec, |row| row.printed_name.take().is_some())
    }),
    ("Names that differ on the wire", |spec| {
        first_row(spec, |row| !std::mem::take(&mut row.wire).is_empty())
    }),
    ("Page objects", |spec| {
        first_operation(spec, |own| {
            let absent = own
                .paging
                .as_ref()
                .is_some_and(|paging| !own.response.contains_key(&paging.object));
            absent && own.paging.take().is_some()
        })
    }),
    ("Types that contradict the meaning", |spec| {
        first_row(spec, |row| {
            row.ty.as_deref() == Some("Integer") && row.meaning.take().is_some()
        })
    }),
    ("Optional or not, against the note", |spec| {
        first_row(spec, |row| row.required.take().is_some())
    }),
    ("Defaults that are not taken", |spec| {
        first_row(spec, |row| {
            let doubtful =
                row.rust_type.as_deref() == Some("UserRole") && row.default.is_none();
            doubtful && row.default.replace("user".to_owned()).is_none()
        })
    }),
    ("Missing rows", |spec| first_operation(spec, |own| own.without.pop().is_some())),
    ("Common rows that are printed differently", |spec| {
        first_operation(spec, |own| own.response.shift_remove("message").is_some())
    }),
    ("Misprints in notes and descriptions", |spec| {
        first_row(spec, |row| row.misprints.pop().is_some())
    }),
    ("Dates of revisions", |spec| {
        spec.changelog.iter_mut().any(|row| row.printed_date.take().is_some())
    }),
];

#[test]
fn a_reading_that_goes_takes_its_item_along() {
    let whole = real_spec();
    let total = |spec: &Spec| -> Vec<_> {
        let report = collect(spec);
        titles().map(|title| (title, count(&report, title))).collect()
    };
    for (title, take) in TAKEN {
        let mut spec = whole.clone();
        assert!(take(&mut spec), "{title}: nothing to take");
        for ((kind, before), (_, after)) in total(whole).into_iter().zip(total(&spec)) {
            let gone = usize::from(kind == title);
            assert_eq!(after + gone, before, "{kind}, without one of {title}");
        }
    }
}

#[test]
fn the_marks_mean_what_the_table_says() {
    let table = workspace().join("spec/WIRE.md");
    let table = fs::read_to_string(table).unwrap();
    for key in keys("mark.").filter(|key| !key.ends_with(DOCUMENT)) {
        let mark = key.trim_start_matches("mark.");
        let line = format!("| `{mark}` | {} |\n", say(key, Language::En));
        assert!(table.contains(&line), "`spec/WIRE.md` does not say {line}");
    }
}

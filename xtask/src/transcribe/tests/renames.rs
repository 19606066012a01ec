//! Rows and operations that are printed as before but for their names.

use super::{NAME, load, sample, strict, swap};
use crate::spec::Files;
use crate::transcribe::{Input, Renames, Update, transcribe};

/// The sample with readings that name its rows.
fn files() -> Files {
    let mut files = sample::files();
    let created = files.get_mut("operations/created.yaml").expect("an operation");
    created.push_str(
        "\nexamples:\n  - from: 'document: a start'\n    given: { subject: startTime, startTime: 2021-05-19 10:00:00 }\n    form: subject=startTime&startTime=1\n",
    );
    let changelog = files.get_mut("changelog.yaml").expect("the changelog");
    *changelog =
        swap(changelog, "changes: [created]", "adds: [created#request.startTime]");
    let spec = load(&files);
    crate::spec::files(&spec)
}

fn run(text: &str, renames: Renames) -> Result<Update, String> {
    let files = files();
    let arguments = Input { renames, ..strict() };
    transcribe(NAME, text.as_bytes(), &load(&files), &files, &arguments)
        .map_err(|error| error.to_string())
}

#[test]
fn a_renamed_row_keeps_its_readings() {
    let text = swap(&sample::text(), "\tstartTime\n", "\tbeginTime\n");
    let error = run(&text, Renames::Ask).expect_err("nobody has confirmed it");
    assert!(
        error.contains("`created#request.startTime` looks like a rename to `created#request.beginTime`")
            && error.contains("`--renames keep`"),
        "{error}"
    );
    let update = run(&text, Renames::Keep).expect("it is confirmed");
    let created = &update.written["operations/created.yaml"];
    assert!(!created.contains("startTime:"), "{created}");
    for kept in [
        "beginTime: { type: String, note: 直播开启时间, as: time }",
        "subject: startTime",
        "beginTime: 2021-05-19 10:00:00",
        "form: subject=startTime&beginTime=1",
    ] {
        assert!(created.contains(kept), "{kept}:\n{created}");
    }
    let changelog = &update.written["changelog.yaml"];
    assert!(changelog.contains("adds: [created#request.beginTime]"), "{changelog}");
    let told = "renamed `created#request.startTime` to `created#request.beginTime`, with its readings\n";
    assert!(update.report.starts_with(told), "{}", update.report);
    let update = run(&text, Renames::Never).expect("a row came, another went");
    assert!(
        update.report.contains("`created#request.startTime` removed"),
        "{}",
        update.report
    );
}

#[test]
fn a_rename_that_the_changelog_tells_needs_no_more() {
    let text = swap(&sample::text(), "\tstartTime\n", "\tbeginTime\n");
    let text = swap(
        &text,
        "\t新增投票\n",
        "\t新增投票\n\n修改创建直播接口startTime更名为beginTime\n",
    );
    let update = run(&text, Renames::Ask).expect("the changelog tells it");
    assert!(update.written["operations/created.yaml"].contains("beginTime: {"));
}

#[test]
fn a_renamed_operation_keeps_its_readings() {
    let text = swap(&sample::text(), "/webcast/ptz", "/webcast/camera/ptz");
    let text = swap(&text, "ptz指令\n", "摄像头指令\n");
    assert!(run(&text, Renames::Ask).is_err());
    let update = run(&text, Renames::Keep).expect("it is confirmed");
    assert_eq!(update.removed, ["operations/ptz.yaml"]);
    assert_eq!(update.lost, Vec::<String>::new());
    let renamed = &update.written["operations/camera/ptz.yaml"];
    assert!(
        renamed.contains("name: control_camera")
            && renamed.contains("values: { 0: up }"),
        "{renamed}"
    );
    assert!(update.written["changelog.yaml"].contains("adds: [camera/ptz]"));
}

#[test]
fn what_is_alike_twice_is_no_rename() {
    // Two rows go and one comes that is printed like both.
    let text = sample::text();
    let row = "\t\n\tstartTime\n\tString\n\t直播开启时间\n\t\n\n";
    let twice =
        swap(&text, row, &format!("{row}{}", row.replace("startTime", "otherTime")));
    let mut files = sample::files();
    let update = transcribe(NAME, twice.as_bytes(), &load(&files), &files, &strict());
    files.extend(update.expect("a row more").written);
    let text = swap(&text, "\tstartTime\n", "\tbeginTime\n");
    let update = transcribe(NAME, text.as_bytes(), &load(&files), &files, &strict());
    let report = update.expect("no rename is certain").report;
    assert!(report.contains("`created#request.otherTime` removed"), "{report}");
}

#[test]
fn a_row_that_is_printed_elsewhere_too_is_offered_its_readings() {
    let row = "\t\n\tstartTime\n\tString\n\t直播开启时间\n\t\n\n";
    let before = "\t\n\ttimes\n";
    let text = swap(&sample::text(), before, &format!("{row}{before}"));
    let report = run(&text, Renames::Ask).expect("a row more").report;
    let told = "new, and printed like a row that is read so (paste what holds here too):\n  `ptz#request.startTime`, like `created#request.startTime`\n      startTime: { as: time }\n";
    assert!(report.starts_with(told), "{report}");
}

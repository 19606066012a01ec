//! Rows and operations that are printed as before but for their names.

use super::{NAME, load, sample, strict, swap, text_of, transcribed};
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
    // Another operation may go in the same revision, if 修订记录 names it.
    let at = |title: &str| text.find(&format!("{title}\n\n描述")).expect("the title");
    let vote = &text[at("导出直播投票结果")..at("摄像头指令")];
    let text = swap(&text, vote, "");
    let text = swap(&text, "\t新增投票\n", "\t去掉导出直播投票结果\n");
    let update = run(&text, Renames::Keep).expect("it is announced");
    assert_eq!(update.removed, ["operations/export/vote.yaml", "operations/ptz.yaml"]);
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
    // Within a list, a row that is called like one of every table is a row of its own.
    let row = "\t\n\t\n\t\n\tmessage\n\tString\n\t说明\n\t是\n\n";
    let before = "\t\n\t\n\t\n\tprecentage\n";
    let text = swap(&sample::text(), before, &format!("{row}{before}"));
    let report = run(&text, Renames::Ask).expect("a row more").report;
    let told = "`export/vote#response.voteList.options.message`, like `shared#response.message`\n      message: { en: Message. }\n";
    assert!(report.contains(told), "{report}");
    // One that is printed otherwise is another.
    let text = swap(
        &sample::text(),
        "\ttimes\n\tInt\n\t次数\n",
        "\tsubject\n\tString\n\t次数\n",
    );
    let report = run(&text, Renames::Ask).expect("a row more").report;
    assert!(!report.contains("printed like"), "{report}");
}

/// What a run over `text` asks about, with `files` as they are.
fn asked(text: &str, files: &Files) -> Vec<String> {
    let update = transcribe(NAME, text.as_bytes(), &load(files), files, &strict());
    let told = update.map_or_else(|error| error.to_string(), |_| String::new());
    let lines = told.lines().filter(|line| line.contains("looks like a rename"));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// Old, new.
type Edits<'t> = &'t [(&'t str, &'t str)];

fn edited(text: &str, edits: Edits<'_>) -> String {
    edits.iter().fold(text.to_owned(), |text, (old, new)| swap(&text, old, new))
}

const TIMES: &str = "\ttimes\n\tInt\n\t次数\n\t否\n";
const NEW_PATH: (&str, &str) = ("/webcast/ptz", "/webcast/camera/ptz");
const NEW_TITLE: (&str, &str) = ("ptz指令\n", "摄像头指令\n");

#[test]
fn only_what_is_printed_alike_is_a_rename() {
    let operation = "`ptz` looks like a rename to `camera/ptz`";
    let list = "`export/vote#response.voteList` looks like a rename to `export/vote#response.votes`";
    let votes = ("\tvoteList\n", "\tvotes\n");
    let cases: [(Edits<'_>, &[&str]); 14] = [
        // Another path and another title: the rows that the operation had must be there as they were.
        (&[NEW_PATH, NEW_TITLE], &[operation]),
        (
            &[
                NEW_PATH,
                NEW_TITLE,
                (TIMES, &format!("\tspeed\n\tInt\n\t速度\n\t否\n\n\t\n{TIMES}")),
            ],
            &[operation],
        ),
        (&[NEW_PATH, NEW_TITLE, ("\tInt\n\t次数\n", "\tLong\n\t次数\n")], &[]),
        (&[NEW_PATH, NEW_TITLE, ("\ttimes\n", "\tcount\n")], &[]),
        // Under the same title, they may differ.
        (&[NEW_PATH, ("\tInt\n\t次数\n", "\tLong\n\t次数\n")], &[operation]),
        (
            &[NEW_PATH, ("\ttimes\n", "\tcount\n")],
            &[
                operation,
                "`camera/ptz#request.times` looks like a rename to `camera/ptz#request.count`",
            ],
        ),
        // A row, at whatever depth.
        (&[("\tstartTime\n\tString\n", "\tbeginTime\n\tLong\n")], &[]),
        (
            &[("\tprecentage\n", "\tpercentage\n")],
            &[
                "`export/vote#response.voteList.options.precentage` looks like a rename to `export/vote#response.voteList.options.percentage`",
            ],
        ),
        // A list is known by the rows below it.
        (&[votes], &[list]),
        (&[votes, ("\tBigDecimal\n", "\tDouble\n")], &[]),
        (&[votes, ("\tprecentage\n", "\tpercentage\n")], &[]),
        (
            &[
                votes,
                (
                    "\t百分比\n\t\n\n",
                    "\t百分比\n\t\n\n\t\n\t\n\tuid\n\tLong\n\t用户\n\t是\n\n",
                ),
            ],
            &[],
        ),
        // 修订记录 tells it only where a row has both names.
        (
            &[("\tstartTime\n", "\tbeginTime\n"), ("\t新增投票\n", "\t增加beginTime\n")],
            &[
                "`created#request.startTime` looks like a rename to `created#request.beginTime`",
            ],
        ),
        (
            &[("\tstartTime\n", "\tbeginTime\n"), ("\t新增投票\n", "\t去掉startTime\n")],
            &[
                "`created#request.startTime` looks like a rename to `created#request.beginTime`",
            ],
        ),
    ];
    for (edits, expected) in cases {
        let text = edited(&sample::text(), edits);
        assert_eq!(asked(&text, &sample::files()), expected, "{edits:?}");
    }
}

/// Rows that every table repeats and rows without a note are printed alike all over the document.
#[test]
fn what_says_nothing_of_its_own_is_no_rename() {
    let empty = |title: &str, path: &str| {
        format!(
            "{title}\n\n描述\n\n接口详情\n\n\t接口路径\n\t{path}\n\t请求方式\n\tPOST/GET\n\n\t接口说明\n\t{title}\n\n\t\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n\t\n\tsec\n\tString\n\t加密\n\t是\n\n\n"
        )
    };
    let row = |name: &str| {
        let row = format!("\t{name}\n\tString\n\t\n\t\n\n\t\n{TIMES}");
        swap(&sample::text(), TIMES, &row)
    };
    let texts = [
        [empty("一", "/webcast/one"), empty("二", "/webcast/two")]
            .map(|operation| format!("{}{operation}", sample::text())),
        [row("flag"), row("mark")],
    ];
    for [before, after] in texts {
        let (files, _) = transcribed(&before, &sample::files());
        assert_eq!(asked(&after, &files), Vec::<String>::new());
    }
}

#[test]
fn every_reading_that_names_a_row_is_renamed_with_it() {
    let mut files = sample::files();
    let shared = files.get_mut("shared.yaml").expect("the shared half");
    *shared = swap(shared, "glossary: {}", "glossary: { startTime: Start. }");
    let created = files.get_mut("operations/created.yaml").expect("an operation");
    created.push_str(
        "
conditions:
  - { only: startTime, when: { telconf: startTime } }
  - { fix: { startTime: startTime }, when: { startTime: [startTime] } }
  - { order: [startTime, subject] }
window: { start: startTime, end: subject, max: 7d }
examples:
  - from: startTime
    given: { subject: startTime, startTime: 1 }
    form: a.startTime=startTime&b%5B0%5D.startTime.c=1
    answer: '{\"startTime\":\"startTime\"}'
    reads: { startTime: startTime }
",
    );
    let before = load(&files);
    let files = crate::spec::files(&before);
    let text = swap(&sample::text(), "\tstartTime\n", "\tbeginTime\n");
    let arguments = Input { renames: Renames::Keep, ..strict() };
    let update = transcribe(NAME, text.as_bytes(), &before, &files, &arguments)
        .expect("it is confirmed");
    let created = &update.written["operations/created.yaml"];
    for renamed in [
        "only: beginTime, when: { telconf: startTime }",
        "fix: { beginTime: startTime }, when: { beginTime: [startTime] }",
        "order: [beginTime, subject]",
        "window: { start: beginTime, end: subject, max: 7d }",
        "from: startTime\n",
        "given: { subject: startTime, beginTime: 1 }",
        "form: a.beginTime=startTime&b%5B0%5D.beginTime.c=1",
        "answer: '{\"beginTime\":\"startTime\"}'",
        "reads: { beginTime: startTime }",
        "beginTime: { type: String, note: 直播开启时间, en: Start., as: time }",
    ] {
        assert!(created.contains(renamed), "{renamed}:\n{created}");
    }
}

/// 修订记录 keeps its words: what they mean follows the operation.
#[test]
fn a_row_of_the_changelog_that_has_the_old_path_means_the_renamed_operation() {
    let mut files = sample::files();
    let changelog = files.get_mut("changelog.yaml").expect("the changelog");
    *changelog = swap(changelog, "新增ptz接口", "新增/webcast/ptz");
    let spec = load(&files);
    let text = swap(&text_of(&spec), "\t/webcast/ptz\n", "\t/webcast/camera/ptz\n");
    let arguments = Input { renames: Renames::Keep, ..strict() };
    let update = transcribe(NAME, text.as_bytes(), &spec, &files, &arguments);
    let changelog = &update.expect("it is confirmed").written["changelog.yaml"];
    assert!(
        changelog.contains("words: /webcast/ptz, about: section, tables: camera/ptz"),
        "{changelog}"
    );
}

#[test]
fn what_is_gone_looks_like_what_has_nearly_its_names_and_notes() {
    let row = |new: &str| swap(&sample::text(), TIMES, new);
    let operation = |title: &str, path: &str| {
        let text = swap(&sample::text(), "ptz指令\n", &format!("{title}\n"));
        swap(&text, "\t/webcast/ptz\n", &format!("\t{path}\n"))
    };
    let login = "\tloginName\n\tString\n\t登录名\n\t否\n";
    let logins = "\tloginNames\n\tString\n\t登录名\n\t否\n";
    let with_shared = format!("\tloginName\n\tString\n\t登录名\n\t\n\n\t\n{logins}");
    let cases = [
        (row("\ttime\n\tInt\n\t次数\n\t否\n"), "`ptz#request.time`"),
        (row("\ttimer\n\tLong\n\t次数\n\t否\n"), "`ptz#request.timer`"),
        (row("\ttally\n\tInt\n\t次数\n\t否\n"), "`ptz#request.tally`"),
        (row("\ttally\n\tLong\n\t次数\n\t否\n"), ""),
        (row("\tcount\n\tInt\n\t次数\n\t否\n"), ""),
        (row("\ttime\n\tInt\n\t\n\t否\n"), ""),
        (
            swap(&sample::text(), "\tvoteList\n", "\tvoteLists\n"),
            "`export/vote#response.voteLists`",
        ),
        (operation("摄像头", "/webcast/pan"), "`pan`"),
        (operation("摄像头", "/webcast/camera"), ""),
        (operation("ptz的指令", "/webcast/another/thing"), "`another/thing`"),
        // A row that is printed as in every table stays, among the shared ones.
        (swap(&sample::text(), login, logins), "`ptz#request.loginNames`"),
        (swap(&sample::text(), login, &with_shared), ""),
    ];
    for (text, expected) in cases {
        let (_, report) = transcribed(&text, &sample::files());
        let told =
            report.lines().filter_map(|line| line.split_once("looks like a rename to "));
        let told: Vec<&str> = told.map(|(_, name)| name).collect();
        assert_eq!(told.join(", "), expected, "{report}");
    }
}

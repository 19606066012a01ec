//! The next revision of the operations: every kind of edit, and the whole report about it.

use expect_test::expect;

use super::{checked, edits, revision, sample, swap};

/// What stands between the two titles.
pub(super) fn block<'t>(text: &'t str, from: &str, to: Option<&str>) -> &'t str {
    let at = |title: &str| {
        text.find(&format!("{title}\n\n描述"))
            .expect("the title is in the text of the test")
    };
    &text[at(from)..to.map_or(text.len(), at)]
}

const NEW: &str = "新接口\n\n描述\n\n做点什么。\n接口详情\n\n\t接口路径\n\t/webcast/new/thing\n\t请求方式\n\tPOST/GET\n\n\t接口说明\n\t新接口\n\n\t\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n\t\n\tsec\n\tString\n\t加密\n\t是\n\n\t返回参数\n\titems\n\tMap\n\n\t\n\t\n\tkey\n\tMap<String, Double>\n\t键\n\t否\n\n\n";

#[test]
fn nothing_new() {
    revision(
        &sample::text(),
        expect![[r#"
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            nothing to do: the spec shows what is printed
        "#]],
    );
    revision(
        &format!("\u{feff}{}", sample::text().replace('\n', "\r\n")),
        expect![[r#"
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            nothing to do: the spec shows what is printed
        "#]],
    );
    edits(
        &[("\tstartTime\n", "\tstart\nTime\n\n")],
        expect![[r#"
        26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
        nothing to do: the spec shows what is printed
    "#]],
    );
    edits(
        &[("0: 不开启\n", "\n\n0: 不开启\n  \n")],
        expect![[r#"
        26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
        nothing to do: the spec shows what is printed
    "#]],
    );
    edits(
        &[("\t问题的值\n\t\n\n", "\t问题的值\n\n\n\t\n")],
        expect![[r#"
            new, and printed like a row that is read so (paste what holds here too):
              `export/vote#response.voteList.options.value.precentage`, like `export/vote#response.voteList.options.precentage`
                  precentage: { rust_name: percentage }

            spec/operations/export/vote.yaml:24: `export/vote#response.voteList.options.value.precentage` added
                now | precentage | BigDecimal | 百分比 (document.txt:218)

            spec/operations/export/vote.yaml: `export/vote#response.voteList.options.precentage` removed
                was | precentage | BigDecimal | 百分比

            gone, with the readings that went with it (paste back what still holds):
              `export/vote#response.voteList.options.precentage`; looks like a rename to `export/vote#response.voteList.options.value.precentage`
                  precentage: { rust_name: percentage }

            wrote spec/document.yaml
            wrote spec/operations/export/vote.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn cells() {
    edits(
        &[("\t直播主题\n\t\n", "\t直播的主题\n\t否\n")],
        expect![[r#"
            spec/operations/created.yaml:12: `created#request.subject` note
                now | 直播的主题 (document.txt:84)
                was | 直播主题

            spec/operations/created.yaml:12: `created#request.subject` optional
                now | 否 (document.txt:84)
                was | (empty)

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\tBigDecimal\n", "\tDouble\n")],
        expect![[r#"
            spec/operations/export/vote.yaml:20: `export/vote#response.voteList.options.precentage` type
                now | Double (document.txt:217)
                was | BigDecimal

            wrote spec/document.yaml
            wrote spec/operations/export/vote.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // Within a cell, what stands below the title of an operation is a line like others.
    edits(
        &[("1: 开启\n", "1: 开启\n描述\n")],
        expect![[r#"
            spec/operations/created.yaml:14: `created#request.telconf` note
                now | 值为 (document.txt:96)
                    | 0: 不开启
                    | 1: 开启
                    | 描述
                was | 值为
                    | 0: 不开启
                    | 1: 开启

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\tmaxVip（可选）\n", "\tmaxVip\n")],
        expect![[r#"
            spec/operations/created.yaml:26: `created#response.maxVip` name
                now | maxVip (document.txt:128)
                was | maxVip（可选）

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("创建直播\n\n描述", "创建直播。\n\n描述")],
        expect![[r#"
            spec/operations/created.yaml:2: `created` title
                now | 创建直播。 (document.txt:61)
                was | 创建直播

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[
            ("\t/ webcast/created\n", "\t/webcast/created\n"),
            ("\tPOST\n", "\tPOST/GET\n"),
        ],
        expect![[r#"
            spec/operations/created.yaml:2: `created` path
                now | /webcast/created (document.txt:61)
                was | / webcast/created

            spec/operations/ptz.yaml:2: `ptz` methods
                now | POST/GET (document.txt:235)
                was | POST

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            wrote spec/operations/ptz.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn rows_come_and_go() {
    edits(
        &[(
            "\t\n\tstartTime\n",
            "\t\n\tplan\n\tString\n\t议程\n\t是\n\n\t\n\tstartTime\n",
        )],
        expect![[r#"
            spec/operations/created.yaml:13: `created#request.plan` added
                now | plan | String | 议程 | 是 (document.txt:90)

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            27/27 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 155/155 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t\n\tstartTime\n\tString\n\t直播开启时间\n\t\n\n", "")],
        expect![[r#"
            spec/operations/created.yaml: `created#request.startTime` removed
                was | startTime | String | 直播开启时间

            gone, with the readings that went with it (paste back what still holds):
              `created#request.startTime`
                  startTime: { as: time }

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            25/25 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 147/147 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\tprecentage\n", "\tpercentage\n")],
        expect![[r#"
            spec/operations/export/vote.yaml:20: `export/vote#response.voteList.options.percentage` added
                now | percentage | BigDecimal | 百分比 (document.txt:217)

            spec/operations/export/vote.yaml: `export/vote#response.voteList.options.precentage` removed
                was | precentage | BigDecimal | 百分比

            gone, with the readings that went with it (paste back what still holds):
              `export/vote#response.voteList.options.precentage`; looks like a rename to `export/vote#response.voteList.options.percentage`
                  precentage: { rust_name: percentage }

            wrote spec/document.yaml
            wrote spec/operations/export/vote.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[(
            "\t百分比\n\t\n\n",
            "\t百分比\n\t\n\n\t\n\t\n\t\n\tresults\n\tMap\n\n\t\n\t\n\t\n\t\n\tuid\n\tLong\n\t用户\n\t是\n\n",
        )],
        expect![[r#"
            spec/operations/export/vote.yaml:21: `export/vote#response.voteList.options.results` added
                now | results | Map (document.txt:225)

            spec/operations/export/vote.yaml:24: `export/vote#response.voteList.options.results.uid` added
                now | uid | Long | 用户 | 是 (document.txt:232)

            wrote spec/document.yaml
            wrote spec/operations/export/vote.yaml
            28/28 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 159/159 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn rows_move() {
    let start = "\t\n\tstartTime\n\tString\n\t直播开启时间\n\t\n\n";
    let text = swap(&sample::text(), start, "");
    revision(
        &swap(
            &text,
            "\t\n\tsubject\n\tString\n\t直播",
            &format!("{start}\t\n\tsubject\n\tString\n\t直播"),
        ),
        expect![[r#"
            spec/operations/created.yaml:13: `created#request.subject` moved
                now | place 2 of 3 (document.txt:90)
                was | place 1 of 3

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // One level up: another place, so another row.
    edits(
        &[("\t\n\t\n\t\n\tprecentage\n", "\t\n\t\n\tprecentage\n")],
        expect![[r#"
            new, and printed like a row that is read so (paste what holds here too):
              `export/vote#response.voteList.precentage`, like `export/vote#response.voteList.options.precentage`
                  precentage: { rust_name: percentage }

            spec/operations/export/vote.yaml: `export/vote#response.voteList.options.precentage` removed
                was | precentage | BigDecimal | 百分比

            spec/operations/export/vote.yaml:20: `export/vote#response.voteList.precentage` added
                now | precentage | BigDecimal | 百分比 (document.txt:216)

            gone, with the readings that went with it (paste back what still holds):
              `export/vote#response.voteList.options.precentage`; looks like a rename to `export/vote#response.voteList.precentage`
                  precentage: { rust_name: percentage }

            wrote spec/document.yaml
            wrote spec/operations/export/vote.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn operations_come_and_go() {
    let text = sample::text();
    revision(
        &format!("{text}{NEW}"),
        expect![[r#"
            spec/operations/new/thing.yaml:2: `new/thing` added
                now | 新接口 | /webcast/new/thing | 3 rows (document.txt:286)

            wrote spec/document.yaml
            wrote spec/operations/new/thing.yaml
            29/29 rows, 4/4 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 168/168 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    revision(
        &swap(
            &text,
            "导出直播投票结果\n\n描述",
            &format!("{NEW}导出直播投票结果\n\n描述"),
        ),
        expect![[r#"
            spec/operations/new/thing.yaml:2: `new/thing` added
                now | 新接口 | /webcast/new/thing | 3 rows (document.txt:146)

            wrote spec/document.yaml
            wrote spec/operations/new/thing.yaml
            29/29 rows, 4/4 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 168/168 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    let vote = block(&text, "导出直播投票结果", Some("ptz指令"));
    let without = swap(&text, vote, "");
    revision(
        &without,
        expect![[r#"
        spec/operations/export/vote.yaml: `export/vote` removed
            was | 导出直播投票结果 | /webcast/export/vote | 11 rows

        gone, with the readings that went with it (paste back what still holds):
          `export/vote`
              export/vote:
                name: export_votes
                request:
                  webcastId: { as: webcast_id }
                response:
                  voteList:
                    rust_type: Vote
                    fields:
                      subject: { en: Subject of the vote. }
                      options:
                        rust_type: Choice
                        fields:
                          value: { en: The choice. }
                          precentage: { rust_name: percentage }

        wrote spec/document.yaml
        removed spec/operations/export/vote.yaml
        15/15 rows, 2/2 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 102/102 cells
        next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
    "#]],
    );
    revision(
        &format!("{without}{vote}"),
        expect![[r#"
            spec/operations/export/vote.yaml:2: `export/vote` moved
                now | place 3 of 3 (document.txt:197)
                was | place 2 of 3

            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t/webcast/ptz\n", "\t/webcast/camera/ptz\n")],
        expect![[r#"
            new, and printed like a row that is read so (paste what holds here too):
              `camera/ptz#request.command`, like `ptz#request.command`
                  command:
                    rust_type: PtzCommand
                    values: { 0: up }

            spec/operations/camera/ptz.yaml:2: `camera/ptz` added
                now | ptz指令 | /webcast/camera/ptz | 5 rows (document.txt:235)

            spec/operations/ptz.yaml: `ptz` removed
                was | ptz指令 | /webcast/ptz | 5 rows

            gone, with the readings that went with it (paste back what still holds):
              `ptz`; looks like a rename to `camera/ptz`
                  ptz:
                    name: control_camera
                    effect: update
                    request:
                      command:
                        rust_type: PtzCommand
                        values: { 0: up }
                      loginName: { en: Login name here. }

            wrote spec/document.yaml
            wrote spec/operations/camera/ptz.yaml
            removed spec/operations/ptz.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn places() {
    // Rows of the same name stand elsewhere in the file; this one has no line yet.
    let top = "\t\n\tvalue\n\tString\n\t值\n\t\n\n\t\n\tcode\n\tString\n\t代码\n";
    let text = sample::text();
    let vote = block(&text, "导出直播投票结果", Some("ptz指令"));
    let text = swap(&text, vote, &swap(vote, "\t\n\tcode\n\tString\n\t代码\n", top));
    expect![[r#"
        spec/operations/export/vote.yaml:9: `export/vote#response.value` is printed, but the spec does not have it
            printed | value | String | 值 (document.txt:223)

        26/27 rows, 2/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/155 cells
        1 difference; run `cargo xtask transcribe` without `--check` to take over what is printed
    "#]].assert_eq(&checked(&text, &sample::files()).0);
}

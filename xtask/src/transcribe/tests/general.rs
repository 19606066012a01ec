//! The next revision of the general chapters, the changelog and the return codes.

use expect_test::expect;

use super::render::{Style, render};
use super::{checked, edits, sample, swap, transcribed};
use crate::transcribe::printed::Document;

#[test]
fn general_tables() {
    edits(
        &[("\t-1\n", "\t-2\n\t异常\n\n\t-1\n")],
        expect![[r#"
            spec/shared.yaml:14: `shared#return_codes.-2` added
                now | 异常 (document.txt:52)

            wrote spec/document.yaml
            wrote spec/shared.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 3/3 return codes, 6/6 chapters, 153/153 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // Codes that YAML would take for one.
    let text = swap(&sample::text(), "\t-1\n", "\t00\n\t零\n\n\t-0\n\t负零\n\n\t-1\n");
    let (files, _) = transcribed(&text, &sample::files());
    assert!(checked(&text, &files).1, "{}", files["shared.yaml"]);
    edits(
        &[("\t-1\n\t失败\n\n", "")],
        expect![[r#"
            spec/shared.yaml: `shared#return_codes.-1` removed
                was | 失败

            gone, with the readings that went with it (paste back what still holds):
              `shared#return_codes.-1`
                  -1: { name: failure, en: It failed. }

            wrote spec/document.yaml
            wrote spec/shared.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 1/1 return codes, 6/6 chapters, 149/149 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[(
            "\t新增投票\n\t李洋洋\n\n",
            "\t新增投票\n\t李洋洋\n\n\t2021年5月19日\n\t\n\t5.2 增加\n\n两行\n\t李洋洋\n\n",
        )],
        expect![[r#"
            spec/changelog.yaml: `changelog 2021-05-19 李洋洋` added
                now | 5.2 增加 (document.txt:26)
                    | 两行

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 4/4 changelog rows, 2/2 return codes, 6/6 chapters, 155/155 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t新增投票\n", "\t增加投票接口\n")],
        expect![[r#"
            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` text
                now | 增加投票接口 (document.txt:21)
                was | 新增投票

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t2014-6-3\n", "\t2014-6-4\n")],
        expect![[r#"
            spec/changelog.yaml: `changelog 2014-06-03 严逸飞` date
                now | 2014-6-4 (document.txt:11)
                was | 2014-6-3

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t2019-01-11\n\t\n\t新增投票\n\t李洋洋\n\n", "")],
        expect![[r#"
            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` removed
                was | 新增投票

            gone, with the readings that went with it (paste back what still holds):
              `changelog 2019-01-11 李洋洋`
                  2019-01-11: { adds: [export/vote] }

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 2/2 changelog rows, 2/2 return codes, 6/6 chapters, 147/147 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn rewritten_rows_of_the_changelog() {
    // Two rows of one day and author, both rewritten: which is which would be a guess.
    let twins = [("\t张成栋\n\n\t2019-01-11\n", "\t李洋洋\n\n\t2019-01-11\n")];
    edits(
        &twins,
        expect![[r#"
            spec/changelog.yaml: `changelog 2019-01-11 张成栋` author
                now | 李洋洋 (document.txt:16)
                was | 张成栋

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("\t\n\t新增投票\n", "\tV1.5\n\t新增投票\n")],
        expect![[r#"
        spec/changelog.yaml: `changelog 2019-01-11 李洋洋` version
            now | V1.5 (document.txt:21)
            was | (empty)

        wrote spec/changelog.yaml
        wrote spec/document.yaml
        26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
        next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
    "#]],
    );
    edits(
        &[twins[0], ("\t新增投票\n", "\t增加投票接口\n")],
        expect![[r#"
            spec/changelog.yaml: `changelog 2019-01-11 张成栋` author
                now | 李洋洋 (document.txt:16)
                was | 张成栋

            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` text
                now | 增加投票接口 (document.txt:21)
                was | 新增投票

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[twins[0], ("\t新增投票\n", "\t投票\n"), ("\t新增ptz接口\n", "\t云台\n")],
        expect![[r#"
            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` added
                now | 云台 (document.txt:16)

            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` added
                now | 投票 (document.txt:21)

            spec/changelog.yaml: `changelog 2019-01-11 张成栋` removed
                was | 新增ptz接口

            spec/changelog.yaml: `changelog 2019-01-11 李洋洋` removed
                was | 新增投票

            gone, with the readings that went with it (paste back what still holds):
              `changelog 2019-01-11 张成栋`
                  2019-01-11: { adds: [ptz] }
              `changelog 2019-01-11 李洋洋`
                  2019-01-11: { adds: [export/vote] }

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn a_log_that_is_printed_newest_first_says_the_same() {
    let mut document = Document::of(sample::spec());
    document.revisions.reverse();
    let text = render(&document, Style::default());
    let (report, same) = checked(&text, &sample::files());
    assert!(same, "{report}");
}

/// As many steps back as forward say nothing of the order, nor do rows of one day.
#[test]
fn a_log_without_an_order_stays_as_it_is() {
    edits(
        &[("\t2014-6-3\n\t\n\t增加realtime\n\t严逸飞\n\n", "")],
        expect![[r#"
        spec/changelog.yaml: `changelog 2014-06-03 严逸飞` removed
            was | 增加realtime

        gone, with the readings that went with it (paste back what still holds):
          `changelog 2014-06-03 严逸飞`
              2014-06-03: { changes: [created] }

        wrote spec/changelog.yaml
        wrote spec/document.yaml
        26/26 rows, 3/3 operations, 2/2 changelog rows, 2/2 return codes, 6/6 chapters, 147/147 cells
        next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
    "#]],
    );
    edits(
        &[(
            "\t新增投票\n\t李洋洋\n\n",
            "\t新增投票\n\t李洋洋\n\n\t2018-1-2\n\t\n\t补记\n\t李洋洋\n\n",
        )],
        expect![[r#"
            spec/changelog.yaml: `changelog 2018-01-02 李洋洋` added
                now | 补记 (document.txt:26)

            wrote spec/changelog.yaml
            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 4/4 changelog rows, 2/2 return codes, 6/6 chapters, 155/155 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

#[test]
fn chapters() {
    edits(
        &[("毫秒数\n", "长整数\n"), ("\t直播\n\n", "\t网络直播\n\n")],
        expect![[r#"
            spec/document.yaml:13: `document#访问说明.时间规则` text
                now | 长整数 (document.txt:29)
                    | 或者文本
                was | 毫秒数
                    | 或者文本

            spec/document.yaml:17: `document#访问说明.术语` table
                now | 编号 | 术语 (document.txt:35)
                    | 1 | 网络直播
                was | 编号 | 术语
                    | 1 | 直播

            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    edits(
        &[("时间规则\n", "时间约定\n")],
        expect![[r#"
            spec/document.yaml:11: `document#访问说明` text
                now | 时间约定 (document.txt:27)
                    | 毫秒数
                    | 或者文本
                was | (empty)

            spec/document.yaml: `document#访问说明.时间规则` removed
                was | 时间规则
                its text belongs to the chapter above it now; if it has another title, write that into `spec/document.yaml` first and run again

            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 5/5 chapters, 149/149 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // An operation may get the title of a chapter that is gone: the chapter stays gone.
    edits(
        &[("接口定义\n", ""), ("创建直播\n\n描述", "接口定义\n\n描述")],
        expect![[r#"
            spec/document.yaml: `document#接口定义` removed
                was | 接口定义
                its text belongs to the chapter above it now; if it has another title, write that into `spec/document.yaml` first and run again

            spec/operations/created.yaml:2: `created` title
                now | 接口定义 (document.txt:60)
                was | 创建直播

            wrote spec/document.yaml
            wrote spec/operations/created.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 5/5 chapters, 149/149 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
    // A blank line does not end a cell, two of them end the table.
    edits(
        &[("\t直播\n\n", "\t直播\n\n第二段\n\n\n表下的文字\n\n")],
        expect![[r#"
            spec/document.yaml:17: `document#访问说明.术语` text
                now | 表下的文字 (document.txt:35)
                was | (empty)

            spec/document.yaml:17: `document#访问说明.术语` table
                now | 编号 | 术语 (document.txt:35)
                    | 1 | 直播
                    | 第二段
                was | 编号 | 术语
                    | 1 | 直播

            wrote spec/document.yaml
            26/26 rows, 3/3 operations, 3/3 changelog rows, 2/2 return codes, 6/6 chapters, 151/151 cells
            next: read `git diff spec`, give new rows their readings, then `cargo xtask check`
        "#]],
    );
}

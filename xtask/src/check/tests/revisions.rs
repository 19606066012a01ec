//! Rules of the changelog: its targets, its words, and where the two disagree.

use expect_test::expect;

use super::{Bad, Edit, bad, shown, small, worse};
use crate::check::faults;

const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad("revision-date", CHANGELOG, "- date: 2021-05-19", "- date: 2021-02-30", expect![[r#"
            changelog.yaml:2:9: `2021-02-30` is not a day of the calendar; correct it [revision-date]
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-02-30` above; correct it, or write `{ words: 2020-1-22, about: date, tables: 2021-02-30 }` into `disagrees` [revision-order]
            changelog.yaml:16:48: `2021-05-19` is not the nearest row above with a later date; write `2021-02-30` [disagreement-tables]
        "#]]),
        bad("revision-date", CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2020-1-23", expect![[r#"
            changelog.yaml:7:9: `date` is `2020-01-22`, but `2020-1-23` is printed; correct one of the two [revision-date]
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-05-19` above; correct it, or write `{ words: 2020-1-23, about: date, tables: 2021-05-19 }` into `disagrees` [revision-order]
            changelog.yaml:16:16: `2020-1-22` is not the printed date; write `2020-1-23` [disagreement-words]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "created#request.clientTypo", expect![[r#"
            changelog.yaml:4:9: `clientType` is a row of `created`, but no target names it; add `created#request.clientType` [revision-name]
            changelog.yaml:5:10: `created#request.clientTypo`: `clientTypo` is not there; did you mean `clientType`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "create#request.clientType", expect![[r#"
            changelog.yaml:5:10: `create#request.clientType`: `operations/create.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.clientType", "created#requests.clientType", expect![[r#"
            changelog.yaml:5:10: `created#requests.clientType`: `requests` is not there; did you mean `request`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "vote#response.list.subject", "vote#response.list.theme", expect![[r#"
            changelog.yaml:11:5: `subject` is a row of `export/vote`, but no target names it; add `export/vote#response.list.subject` [revision-name]
            changelog.yaml:14:13: `export/vote#response.list.theme`: `theme` is not there; correct the target [revision-target]
            changelog.yaml:18:50: `subject` is neither a name in the row's targets nor the path of one of their operations; write it as it stands there [disagreement-tables]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.hasVideo", "created#request.subject", expect![[r#"
            changelog.yaml:11:5: `hasVideo` is not a row of `created`, and no target removes it; correct the targets, or say in `disagrees` what is wrong with the name [revision-name]
            changelog.yaml:13:13: `created#request.subject` is said to be removed, but it is there; correct the target [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "created#request.hasVideo", "createt#request.hasVideo", expect![[r#"
            changelog.yaml:11:5: `5.1` is `created`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: section` [revision-operation]
            changelog.yaml:11:5: `创建直播` is `created`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: place` [revision-operation]
            changelog.yaml:13:13: `createt`: `operations/createt.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "return_codes.500", "return_codes.50", expect![[r#"
            changelog.yaml:14:48: `shared#return_codes.50`: `50` is not there; correct the target [revision-target]
        "#]]),
        bad("revision-target", CHANGELOG, "访问说明.时间规则", "访问说明.时间规定", expect![[r#"
            changelog.yaml:14:73: `document#访问说明.时间规定`: `时间规定` is not there; did you mean `时间规则`? [revision-target]
        "#]]),
        bad("revision-twice", CHANGELOG, "  changes: [export", "  adds: [created#request.clientType]\n  changes: [export", expect![[r#"
            changelog.yaml:13:1: `adds: [created#request.clientType]` should stand here; run `cargo xtask check --fix` [layout]
            changelog.yaml:14:10: `created#request.clientType` is added by an earlier row already; write `changes` in one of the two [revision-twice]
            changelog.yaml:14:10: `created#request.clientType` stands in `adds`, but the words say `修改`; move it to `changes`, or write `{ words: 修改, about: verb, tables: created#request.clientType }` into `disagrees` [revision-verb]
        "#]]),
        bad("revision-target", CHANGELOG, "removes: [created#request.hasVideo]", "adds: [file/detach#request.gone]\n  removes: [created#request.hasVideo]", expect![[r#"
            changelog.yaml:13:10: `file/detach#request.gone`: `gone` is not there; correct the target [revision-target]
        "#]]),
        bad("revision-line", CHANGELOG, "  adds: [created#request.clientType]\n", "", expect![[r#"
            changelog.yaml:4:9: the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing` [revision-line]
        "#]]),
        bad("revision-line", CHANGELOG, "    - { words: 去掉了3处空格, about: nothing }\n", "", expect![[r#"
            changelog.yaml:23:5: no target is left for the line `去掉了3处空格`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-line]
        "#]]),
        bad("revision-line", CHANGELOG, "text: 增加clientType", "text: |-\n    增加clientType\n    增加打赏接口", expect![[r#"
            changelog.yaml:5:5: no target is left for the line `增加打赏接口`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-line]
        "#]]),
        bad("revision-order", CHANGELOG, "    - { words: 2020-1-22, about: date, tables: 2021-05-19 }\n", "", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-05-19` above; correct it, or write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees` [revision-order]
        "#]]),
        bad("revision-order", CHANGELOG, "- date: 2021-05-19", "- date: 2021-06-02", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-06-02` above; correct it, or write `{ words: 2020-1-22, about: date, tables: 2021-06-02 }` into `disagrees` [revision-order]
            changelog.yaml:16:48: `2021-05-19` is not the nearest row above with a later date; write `2021-06-02` [disagreement-tables]
            changelog.yaml:20:9: `2021-06-01` is earlier than `2021-06-02` above; correct it, or write `{ words: 2021-06-01, about: date, tables: 2021-06-02 }` into `disagrees` [revision-order]
            changelog.yaml:30:9: `2021-06-01` is earlier than `2021-06-02` above; correct it, or write `{ words: 2021-06-01, about: date, tables: 2021-06-02 }` into `disagrees` [revision-order]
        "#]]),
        bad("revision-operation", CHANGELOG, "    - { words: '5.9', about: section, tables: file/detach }\n", "", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation's section; say in `disagrees` which is meant, `about: section` [revision-operation]
        "#]]),
        bad("revision-operation", CHANGELOG, "    修改5.9删除直播附件接口", "    修改5.9、5.1删除直播附件接口", expect![[r#"
            changelog.yaml:23:5: `5.1` is `created`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: section` [revision-operation]
        "#]]),
        bad("revision-operation", CHANGELOG, "    - { words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }\n", "", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation's path; write `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }` into `disagrees` [revision-operation]
        "#]]),
        bad("revision-operation", CHANGELOG, "text: 增加clientType", "text: 创建直播/webcast/create增加clientType", expect![[r#"
            changelog.yaml:4:9: `/webcast/create` is not an operation's path; say in `disagrees` which is meant, `about: spelling`; did you mean `/webcast/created`? [revision-operation]
        "#]]),
        bad("revision-operation", CHANGELOG, "    - { words: 导出直播投票结果, about: place, tables: file/detach }\n", "", expect![[r#"
            changelog.yaml:33:9: `导出直播投票结果` is `export/vote`, of which the row has no target; add one, or write `{ words: 导出直播投票结果, about: place, tables: file/detach }` into `disagrees` [revision-operation]
        "#]]),
        bad("revision-operation", CHANGELOG, "    修改5.1创建直播接口，", "    修改5.1创建直播和5.4删除直播附件接口，", expect![[r#"
            changelog.yaml:11:5: `5.4` is `file/detach`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: section` [revision-operation]
            changelog.yaml:11:5: `删除直播附件` is `file/detach`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: place` [revision-operation]
        "#]]),
        bad("revision-name", CHANGELOG, "    - { words: Subject, about: spelling, tables: subject }\n", "", expect![[r#"
            changelog.yaml:11:5: `Subject` is `subject` in `export/vote`; write `{ words: Subject, about: spelling, tables: subject }` into `disagrees` [revision-name]
        "#]]),
        bad("revision-name", CHANGELOG, "text: 增加clientType", "text: 增加client Type", expect![[r#"
            changelog.yaml:4:9: `client Type` is `clientType` in `created`; write `{ words: client Type, about: spelling, tables: clientType }` into `disagrees` [revision-name]
        "#]]),
        bad("revision-name", CHANGELOG, "text: 增加clientType", "text: 5.1增加clientType、level参数", expect![[r#"
            changelog.yaml:4:9: `level` is a row of `created`, but no target names it; add `created#request.level` [revision-name]
        "#]]),
        bad("revision-name", CHANGELOG, "text: 增加clientType", "text: 5.1增加clientType、clientKind参数", expect![[r#"
            changelog.yaml:4:9: `clientKind` is not a row of `created`, and no target removes it; correct the targets, or say in `disagrees` what is wrong with the name [revision-name]
        "#]]),
        bad("revision-name", CHANGELOG, "去掉hasVideo", "去掉hasVideo、hasAudio", expect![[r#"
            changelog.yaml:11:5: `hasAudio` is not a row of `created`, and no target removes it; correct the targets, or say in `disagrees` what is wrong with the name [revision-name]
        "#]]),
        bad("revision-verb", CHANGELOG, "    - { words: 修改, about: verb, tables: file/detach#request.urls }\n", "", expect![[r#"
            changelog.yaml:34:10: `file/detach#request.urls` stands in `adds`, but the words say `修改`; move it to `changes`, or write `{ words: 修改, about: verb, tables: file/detach#request.urls }` into `disagrees` [revision-verb]
        "#]]),
        bad("revision-verb", CHANGELOG, "  adds: [created#request.clientType]", "  changes: [created#request.clientType]", expect![[r#"
            changelog.yaml:5:13: `created#request.clientType` stands in `changes`, but the words say `增加`; move it to `adds`, or write `{ words: 增加, about: verb, tables: created#request.clientType }` into `disagrees` [revision-verb]
        "#]]),
        bad("revision-verb", CHANGELOG, "    修改5.9删除直播附件接口", "    修改5.9删除直播附件接口，增加一个参数", expect![[r#"
            changelog.yaml:23:5: the words say `增加`, but `adds` has nothing that they speak of; add it, or say in `disagrees` what it was, `about: verb` [revision-verb]
        "#]]),
        bad("revision-verb", CHANGELOG, "  removes: [created#request.hasVideo]\n  changes: [", "  changes: [created#request.subject, ", expect![[r#"
            changelog.yaml:11:5: `hasVideo` is not a row of `created`, and no target removes it; correct the targets, or say in `disagrees` what is wrong with the name [revision-name]
            changelog.yaml:11:5: the words say `去掉`, but `removes` has nothing that they speak of; add it, or say in `disagrees` what it was, `about: verb` [revision-verb]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: 2020-1-22, about: date", "words: 2020-01-22, about: date", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-05-19` above; correct it, or write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees` [revision-order]
            changelog.yaml:16:16: `2020-01-22` is not the printed date; write `2020-1-22` [disagreement-words]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: 去掉了3处空格", "words: 去掉了4处空格", expect![[r#"
            changelog.yaml:23:5: no target is left for the line `去掉了3处空格`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-line]
            changelog.yaml:28:16: `去掉了4处空格` does not stand in a line of the text; copy its words [disagreement-words]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: Subject, about", "words: 的Subject, about", expect![[r#"
            changelog.yaml:11:5: `Subject` is `subject` in `export/vote`; write `{ words: Subject, about: spelling, tables: subject }` into `disagrees` [revision-name]
            changelog.yaml:18:16: `的Subject` is not a name or a path; write nothing but that [disagreement-words]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: '5.9', about", "words: 5.9删除, about", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation's section; say in `disagrees` which is meant, `about: section` [revision-operation]
            changelog.yaml:27:16: `5.9删除` is not the number of a section, such as `5.24`; write nothing but that [disagreement-words]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: 导出直播投票结果, about", "words: 投票结果, about", expect![[r#"
            changelog.yaml:33:9: `导出直播投票结果` is `export/vote`, of which the row has no target; add one, or write `{ words: 导出直播投票结果, about: place, tables: file/detach }` into `disagrees` [revision-operation]
            changelog.yaml:36:16: `投票结果` is not the number, path or title of an operation; write nothing but that [disagreement-words]
        "#]]),
        bad("disagreement-words", CHANGELOG, "words: 修改, about", "words: 修改导出, about", expect![[r#"
            changelog.yaml:37:16: `修改导出` is not a verb, such as `新增`, `去掉` or `修改`; write nothing but that [disagreement-words]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "tables: 2021-05-19 }", "tables: 2021-06-01.1 }", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-05-19` above; correct it, or write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees` [revision-order]
            changelog.yaml:16:48: `2021-06-01.1` is not the nearest row above with a later date; write `2021-05-19` [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: nothing }", "about: nothing, tables: file/detach }", expect![[r#"
            changelog.yaml:28:49: `about: nothing` has nothing in the tables; remove `file/detach` [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: section, tables: file/detach }", "about: section }", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation's section; say in `disagrees` which is meant, `about: section` [revision-operation]
            changelog.yaml:27:9: the tables have something instead; say it in `tables`, or write `about: nothing` [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: section, tables: file/detach }", "about: section, tables: created }", expect![[r#"
            changelog.yaml:27:47: the row has no target of `created`; write the key of an operation that it has targets of [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: place, tables: file/detach }", "about: place, tables: file/detach#request.urls }", expect![[r#"
            changelog.yaml:36:48: the row has no target of `file/detach#request.urls`; write the key of an operation that it has targets of [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: verb, tables: file/detach#request.urls }", "about: verb, tables: file/detach }", expect![[r#"
            changelog.yaml:34:10: `file/detach#request.urls` stands in `adds`, but the words say `修改`; move it to `changes`, or write `{ words: 修改, about: verb, tables: file/detach#request.urls }` into `disagrees` [revision-verb]
            changelog.yaml:37:41: `file/detach` is not a target of the row; write one that is [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "tables: subject }", "tables: Subjects }", expect![[r#"
            changelog.yaml:18:50: `Subjects` is neither a name in the row's targets nor the path of one of their operations; write it as it stands there [disagreement-tables]
        "#]]),
        bad("disagreement-tables", CHANGELOG, "about: spelling, tables: /webcast/export/vote }", "about: spelling, tables: /webcast/creation }", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation's path; write `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }` into `disagrees` [revision-operation]
            changelog.yaml:17:64: `/webcast/creation` is neither a name in the row's targets nor the path of one of their operations; write it as it stands there [disagreement-tables]
        "#]]),
        bad("disagreement-idle", CHANGELOG, "text: 增加clientType\n  adds: [created#request.clientType]", "text: 增加clientType\n  adds: [created#request.clientType]\n  disagrees:\n    - { words: clientType, about: spelling, tables: clientType }", expect![[r#"
            changelog.yaml:7:16: the row does without: `clientType` does not disagree with its targets; remove the entry [disagreement-idle]
        "#]]),
        bad("disagreement-idle", CHANGELOG, "text: 修改导出直播投票结果接口的参数urls", "text: 修改导出直播投票结果接口，新增参数urls", expect![[r#"
            changelog.yaml:37:16: the row does without: `修改` does not disagree with its targets; remove the entry [disagreement-idle]
        "#]]),
        worse("disagreement-tables", vec![Edit::Replace(CHANGELOG, "- date: 2020-01-22", "- date: 2021-05-20"), Edit::Replace(CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2021-5-20"), Edit::Replace(CHANGELOG, "words: 2020-1-22", "words: 2021-5-20")], expect![[r#"
            changelog.yaml:16:48: no row above has a later date; remove the entry [disagreement-tables]
        "#]]),
        worse("disagreement-idle", vec![Edit::Replace(CHANGELOG, "修改5.9删除", "修改5.4删除"), Edit::Replace(CHANGELOG, "words: '5.9'", "words: '5.4'")], expect![[r#"
            changelog.yaml:27:16: the row does without: `5.4` does not disagree with its targets; remove the entry [disagreement-idle]
        "#]]),
    ]
}

/// A row stands below what came before it, whatever its date says.
#[test]
fn what_a_row_below_removes_may_be_gone() {
    let mut files = small();
    for edit in [
        Edit::Replace(CHANGELOG, "text: 增加clientType", "text: 增加clientType、hasVideo"),
        Edit::Replace(
            CHANGELOG,
            "adds: [created#request.clientType]",
            "adds: [created#request.clientType, created#request.hasVideo]",
        ),
    ] {
        edit.apply(&mut files);
    }
    assert_eq!(shown(&files, &faults(&files)), "");
}

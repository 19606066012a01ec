//! Rules of the changelog: its targets, its words, and where the two disagree.

use expect_test::expect;

use super::{Bad, Edit, bad, diagnostics, shown, small, worse};

const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CHANGELOG, "- date: 2021-05-19", "- date: 2021-02-30", expect![[r#"
            changelog.yaml:2:9: `2021-02-30` is not a day of the calendar; correct the date [calendar-date]
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-02-30` is in; write `{ words: 2020-1-22, about: date, tables: 2021-02-30 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:16:9: `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2020-1-23", expect![[r#"
            changelog.yaml:7:9: `date` is `2020-01-22`, but `2020-1-23` is printed; correct one of the two [calendar-date]
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-05-19` is in; write `{ words: 2020-1-23, about: date, tables: 2021-05-19 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:16:9: `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "created#request.clientType", "created#request.clientTypo", expect![[r#"
            changelog.yaml:4:9: `clientType` is a row of `created`, but no target names it; add `created#request.clientType` to `adds`, or correct the targets [revision-words]
            changelog.yaml:5:10: `created#request.clientTypo`: `clientTypo` is not there; did you mean `clientType`? [revision-target]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: 增加client Type", expect![[r#"
            changelog.yaml:4:9: `client Type` is not a row of `created`, and no target removes it; write `{ words: client Type, about: spelling, tables: clientType }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: 增加clientType，去掉空格", expect![[r#"
            changelog.yaml:4:9: the words say `去掉`, but `removes` is empty; write `{ words: 去掉, about: verb, tables: created#request.clientType }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: Subject, about: spelling, tables: subject }\n", "    - { words: Subject, about: spelling, tables: subject }\n    - { words: 2020-1-22, about: date, tables: 2021-05-20 }\n", expect![[r#"
            changelog.yaml:19:9: `{ words: 2020-1-22, about: date, tables: 2021-05-20 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "created#request.clientType", "create#request.clientType", expect![[r#"
            changelog.yaml:5:10: `create#request.clientType`: `operations/create.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad(CHANGELOG, "created#request.clientType", "created#requests.clientType", expect![[r#"
            changelog.yaml:5:10: `created#requests.clientType`: `requests` is not there; did you mean `request`? [revision-target]
        "#]]),
        bad(CHANGELOG, "vote#response.list.subject", "vote#response.list.theme", expect![[r#"
            changelog.yaml:14:13: `export/vote#response.list.theme`: `theme` is not there; correct the target [revision-target]
            changelog.yaml:18:9: `{ words: Subject, about: spelling, tables: subject }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "created#request.hasVideo", "created#request.subject", expect![[r#"
            changelog.yaml:11:5: `hasVideo` is not a row of `created`, and no target removes it; write `{ words: hasVideo, about: nothing }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:13:13: `created#request.subject` is said to be removed, but it is there; remove it [revision-target]
        "#]]),
        bad(CHANGELOG, "created#request.hasVideo", "createt#request.hasVideo", expect![[r#"
            changelog.yaml:13:13: `createt`: `operations/createt.yaml` is not there; did you mean `created`? [revision-target]
        "#]]),
        bad(CHANGELOG, "return_codes.500", "return_codes.50", expect![[r#"
            changelog.yaml:14:48: `shared#return_codes.50`: `50` is not there; did you mean `500`? [revision-target]
        "#]]),
        bad(CHANGELOG, "访问说明.时间规则", "访问说明.时间规定", expect![[r#"
            changelog.yaml:14:73: `document#访问说明.时间规定`: `时间规定` is not there; did you mean `时间规则`? [revision-target]
        "#]]),
        bad(CHANGELOG, "  changes: [export", "  adds: [created#request.clientType]\n  changes: [export", expect![[r#"
            changelog.yaml:13:1: `adds: [created#request.clientType]` should stand here; run `cargo xtask check --fix` [layout]
            changelog.yaml:14:10: `created#request.clientType` is added by an earlier row already; move it to `changes` [revision-twice]
            changelog.yaml:14:10: `created#request.clientType` stands in `adds`, but the words say `修改`; write `{ words: 修改, about: verb, tables: created#request.clientType }` into `disagrees`, or correct the key [revision-words]
        "#]]),
        bad(CHANGELOG, "removes: [created#request.hasVideo]", "adds: [file/detach#request.gone]\n  removes: [created#request.hasVideo]", expect![[r#"
            changelog.yaml:13:10: `file/detach#request.gone`: `gone` is not there; correct the target [revision-target]
        "#]]),
        bad(CHANGELOG, "  adds: [created#request.clientType]\n", "", expect![[r#"
            changelog.yaml:4:9: no target is left for the line `增加clientType`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: 去掉了3处空格, about: nothing }\n", "", expect![[r#"
            changelog.yaml:23:5: no target is left for the line `去掉了3处空格`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: |-\n    增加clientType\n    增加打赏接口", expect![[r#"
            changelog.yaml:5:5: no target is left for the line `增加打赏接口`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: 2020-1-22, about: date, tables: 2021-05-19 }\n", "", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-05-19` is in; write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees`, or correct the date [revision-order]
        "#]]),
        bad(CHANGELOG, "- date: 2021-05-19", "- date: 2021-06-02", expect![[r#"
            changelog.yaml:2:9: `2021-06-02` is out of the order that `2020-01-22` is in; write `{ words: 2021-06-02, about: date, tables: 2020-01-22 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:16:9: `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "    - { words: '5.9', about: section, tables: file/detach }\n", "", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation; write `{ words: '5.9', about: section, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    修改5.9删除直播附件接口", "    修改5.9、5.1删除直播附件接口", expect![[r#"
            changelog.yaml:23:5: `5.1` is `created`, of which the row has no target; write `{ words: '5.1', about: section, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    修改5.9删除直播附件接口", "    修改5.9、5.1删除直播附件接口的位置，移至5.4", expect![[r#"
            changelog.yaml:23:5: `5.1` is `created`, of which the row has no target; write `{ words: '5.1', about: section, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }\n", "", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation; write `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: 创建直播/webcast/create增加clientType", expect![[r#"
            changelog.yaml:4:9: `/webcast/create` is not an operation; write `{ words: /webcast/create, about: spelling, tables: /webcast/created }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: 导出直播投票结果, about: place, tables: file/detach }\n", "", expect![[r#"
            changelog.yaml:33:9: `导出直播投票结果` is `export/vote`, of which the row has no target; write `{ words: 导出直播投票结果, about: place, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:36:9: `{ words: 修改, about: verb, tables: file/detach#request.urls }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "    修改5.1创建直播接口，", "    修改5.1创建直播和5.3删除直播附件接口，", expect![[r#"
            changelog.yaml:11:5: `5.3` is `vod/history`, of which the row has no target; add `vod/history` to `changes`, or correct the targets [revision-words]
            changelog.yaml:11:5: `删除直播附件` is `file/detach`, of which the row has no target; add `file/detach` to `changes`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: Subject, about: spelling, tables: subject }\n", "", expect![[r#"
            changelog.yaml:11:5: `Subject` is not a row of `export/vote`, and no target removes it; write `{ words: Subject, about: spelling, tables: subject }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: 5.1增加clientType、level参数", expect![[r#"
            changelog.yaml:4:9: `level` is a row of `created`, but no target names it; add `created#request.level` to `adds`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: 5.1增加clientType、clientKind参数", expect![[r#"
            changelog.yaml:4:9: `clientKind` is not a row of `created`, and no target removes it; write `{ words: clientKind, about: spelling, tables: clientType }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "去掉hasVideo", "去掉hasVideo、hasAudio", expect![[r#"
            changelog.yaml:11:5: `hasAudio` is not a row of `created`, and no target removes it; write `{ words: hasAudio, about: spelling, tables: hasVideo }` into `disagrees`, or correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "    - { words: 修改, about: verb, tables: file/detach#request.urls }\n", "", expect![[r#"
            changelog.yaml:34:10: `file/detach#request.urls` stands in `adds`, but the words say `修改`; write `{ words: 修改, about: verb, tables: file/detach#request.urls }` into `disagrees`, or correct the key [revision-words]
        "#]]),
        bad(CHANGELOG, "  adds: [created#request.clientType]", "  changes: [created#request.clientType]", expect![[r#"
            changelog.yaml:5:13: `created#request.clientType` stands in `changes`, but the words say `增加`; write `{ words: 增加, about: verb, tables: created#request.clientType }` into `disagrees`, or correct the key [revision-words]
        "#]]),
        bad(CHANGELOG, "  removes: [created#request.hasVideo]\n  changes: [", "  changes: [created#request.subject, ", expect![[r#"
            changelog.yaml:11:5: `hasVideo` is not a row of `created`, and no target removes it; correct the targets [revision-words]
        "#]]),
        bad(CHANGELOG, "words: 2020-1-22, about: date", "words: 2020-01-22, about: date", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-05-19` is in; write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:16:9: `{ words: 2020-01-22, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "words: 去掉了3处空格", "words: 去掉了4处空格", expect![[r#"
            changelog.yaml:23:5: no target is left for the line `去掉了3处空格`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing` [revision-words]
            changelog.yaml:28:9: `{ words: 去掉了4处空格, about: nothing }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "words: 修改, about", "words: 修改导出, about", expect![[r#"
            changelog.yaml:34:10: `file/detach#request.urls` stands in `adds`, but the words say `修改`; write `{ words: 修改, about: verb, tables: file/detach#request.urls }` into `disagrees`, or correct the key [revision-words]
            changelog.yaml:37:9: `{ words: 修改导出, about: verb, tables: file/detach#request.urls }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "tables: 2021-05-19 }", "tables: 2021-06-01.1 }", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-05-19` is in; write `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:16:9: `{ words: 2020-1-22, about: date, tables: 2021-06-01.1 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CHANGELOG, "about: section, tables: file/detach }", "about: section }", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation; write `{ words: '5.9', about: section, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:27:9: `{ words: '5.9', about: section }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "about: section, tables: file/detach }", "about: section, tables: created }", expect![[r#"
            changelog.yaml:23:5: `5.9` is not an operation; write `{ words: '5.9', about: section, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:27:9: `{ words: '5.9', about: section, tables: created }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "about: place, tables: file/detach }", "about: place, tables: file/detach#request.urls }", expect![[r#"
            changelog.yaml:33:9: `导出直播投票结果` is `export/vote`, of which the row has no target; write `{ words: 导出直播投票结果, about: place, tables: file/detach }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:36:9: `{ words: 导出直播投票结果, about: place, tables: file/detach#request.urls }` settles nothing; remove the entry [revision-words]
            changelog.yaml:37:9: `{ words: 修改, about: verb, tables: file/detach#request.urls }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "about: verb, tables: file/detach#request.urls }", "about: verb, tables: file/detach }", expect![[r#"
            changelog.yaml:34:10: `file/detach#request.urls` stands in `adds`, but the words say `修改`; write `{ words: 修改, about: verb, tables: file/detach#request.urls }` into `disagrees`, or correct the key [revision-words]
            changelog.yaml:37:9: `{ words: 修改, about: verb, tables: file/detach }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "tables: subject }", "tables: Subjects }", expect![[r#"
            changelog.yaml:11:5: `Subject` is not a row of `export/vote`, and no target removes it; write `{ words: Subject, about: spelling, tables: subject }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:18:9: `{ words: Subject, about: spelling, tables: Subjects }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "about: spelling, tables: /webcast/export/vote }", "about: spelling, tables: /webcast/creation }", expect![[r#"
            changelog.yaml:11:5: `/webcast/ export/vote` is not an operation; write `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/export/vote }` into `disagrees`, or correct the targets [revision-words]
            changelog.yaml:17:9: `{ words: /webcast/ export/vote, about: spelling, tables: /webcast/creation }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType\n  adds: [created#request.clientType]", "text: 增加clientType\n  adds: [created#request.clientType]\n  disagrees:\n    - { words: clientType, about: spelling, tables: clientType }", expect![[r#"
            changelog.yaml:7:9: `{ words: clientType, about: spelling, tables: clientType }` settles nothing; remove the entry [revision-words]
        "#]]),
        bad(CHANGELOG, "text: 修改导出直播投票结果接口的参数urls", "text: 修改导出直播投票结果接口，新增参数urls", expect![[r#"
            changelog.yaml:37:9: `{ words: 修改, about: verb, tables: file/detach#request.urls }` settles nothing; remove the entry [revision-words]
        "#]]),
        worse(vec![Edit::Replace(CHANGELOG, "- date: 2020-01-22", "- date: 2021-05-20"), Edit::Replace(CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2021-5-20"), Edit::Replace(CHANGELOG, "words: 2020-1-22", "words: 2021-5-20")], expect![[r#"
            changelog.yaml:16:9: `{ words: 2021-5-20, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
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
    assert_eq!(shown(&files, &diagnostics(&files)), "");
}

/// What is removed need not be a row of an operation.
#[test]
fn what_every_operation_had_may_be_gone() {
    let mut files = small();
    let removes = "removes: [created#request.hasVideo, shared#request.appKey, shared#return_codes.77, document#附录]";
    let removed = "removes: [created#request.hasVideo]";
    Edit::Replace(CHANGELOG, removed, removes).apply(&mut files);
    assert_eq!(shown(&files, &diagnostics(&files)), "");
}

/// The vendor takes out without a word, or in a tracked deletion, what a row has added once.
#[test]
fn what_an_amendment_explains_may_be_gone() {
    const AMENDMENTS: &str = "amendments.yaml";
    let mut files = small();
    let text = Edit::Replace(CHANGELOG, "text: 增加clientType", "text: 增加clientType、watermark");
    let adds = Edit::Replace(
        CHANGELOG,
        "adds: [created#request.clientType]",
        "adds: [created#request.clientType, created#request.watermark]",
    );
    let amendment = Edit::Replace(
        AMENDMENTS,
        "[vod/history#request.pageSize]",
        "[vod/history#request.pageSize, created#request.watermark]",
    );
    [text, adds].iter().for_each(|edit| edit.apply(&mut files));
    let told = shown(&files, &diagnostics(&files));
    assert!(told.contains("`watermark` is not there; correct the target"), "{told}");
    amendment.apply(&mut files);
    assert_eq!(shown(&files, &diagnostics(&files)), "");
}

//! Rules of the text, of the layout and of the prose.

use expect_test::expect;

use super::{Bad, bad};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CREATED, "roles: [organizer, admin]", "roles: [organizer, admin", expect![[r#"
            operations/created.yaml:8:7: the file is not YAML from here on: illegal placement of ':' indicator; correct it [broken-yaml]
        "#]]),
        bad(DOCUMENT, "title: A small document", "title: A: b", expect![[r#"
            document.yaml:2:9: the file is not YAML from here on: mapping values are not allowed in this context; correct it [broken-yaml]
        "#]]),
        bad(CREATED, "effect: create\n", "effect: create\neffect: create\n", expect![[r#"
            operations/created.yaml:9:1: `effect` stands twice in the same map; keep one of the two [duplicate-key]
        "#]]),
        bad(VOTE, "as: date }", "as: date, as: time }", expect![[r#"
            operations/export/vote.yaml:21:70: `as` stands twice in the same map; keep one of the two [duplicate-key]
        "#]]),
        bad(CREATED, "loginRequired: { type: String, optional: true,", "loginRequired: { type: String, opitonal: true,", expect![[r#"
            operations/created.yaml:22:34: `opitonal` is not a key of a row; did you mean `optional`? [unknown-key]
        "#]]),
        bad(CREATED, "effect: create\n", "effect: create\nretries: 3\n", expect![[r#"
            operations/created.yaml:9:1: `retries` is not a key of the file; remove it [unknown-key]
        "#]]),
        bad(VOTE, "object: page, size: 50", "object: page, rows: 50", expect![[r#"
            operations/export/vote.yaml:10:53: `rows` is not a key of `paging`; its keys are `number`, `list`, `object`, `flat`, `size`, `sized_by`, `evidence` [unknown-key]
        "#]]),
        bad(DETACH, "    lists: repeated", "    list: repeated", expect![[r#"
            operations/file/detach.yaml:33:5: `list` is not a key of an example; did you mean `lists`? [unknown-key]
        "#]]),
        bad(SHARED, "500: { note: 业务错误, name", "500: { note: 业务错误, nmae", expect![[r#"
            shared.yaml:14:22: `nmae` is not a key of a return code; did you mean `name`? [unknown-key]
        "#]]),
        bad(CREATED, "title: 创建直播\n", "", expect![[r#"
            operations/created.yaml:2:1: the file has no `title`; add it [missing-key]
        "#]]),
        bad(VOTE, "end: endTime, ", "", expect![[r#"
            operations/export/vote.yaml:9:1: a window has no `end`; add it [missing-key]
        "#]]),
        bad(CHANGELOG, "  author: 李洋洋\n", "", expect![[r#"
            changelog.yaml:2:3: a row of the changelog has no `author`; add it [missing-key]
        "#]]),
        bad(CREATED, "default: 'false'", "default: false", expect![[r#"
            operations/created.yaml:22:119: `default` is a text; put it into quotes: `'false'` [wrong-kind]
        "#]]),
        bad(CREATED, "type: String, optional: true, note: 组织者口令", "type: String, optional: yes, note: 组织者口令", expect![[r#"
            operations/created.yaml:23:45: `optional` is `true` or `false`, not the text `yes`; correct it [wrong-kind]
        "#]]),
        bad(CREATED, "roles: [organizer, admin]", "roles: organizer", expect![[r#"
            operations/created.yaml:7:8: `roles` is a list, not the text `organizer`; correct it [wrong-kind]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: ~", expect![[r#"
            operations/created.yaml:6:5: `en` is empty; write a text, or remove it [wrong-kind]
        "#]]),
        bad(CREATED, "when: { telconf: '1' }", "when: { telconf: 1 }", expect![[r#"
            operations/created.yaml:11:57: `telconf` is a list or a text; put it into quotes: `'1'` [wrong-kind]
        "#]]),
        bad(VOTE, "size: 50", "size: fifty", expect![[r#"
            operations/export/vote.yaml:10:59: `size` is a whole number, not the text `fifty`; correct it [wrong-kind]
        "#]]),
        bad(VOTE, "rust_type: Vote\n", "rust_type: [Vote]\n", expect![[r#"
            operations/export/vote.yaml:34:5: `rust_type` is a text, not a list; correct it [wrong-kind]
        "#]]),
        bad(VOTE, "day: { type: String,", "day: { type: { a: b },", expect![[r#"
            operations/export/vote.yaml:21:10: `type` is a text, not a map; correct it [wrong-kind]
        "#]]),
        bad(CREATED, "effect: create\n", "effect: craete\n", expect![[r#"
            operations/created.yaml:8:9: `craete` is not a valid effect; did you mean `create`? [unknown-word]
        "#]]),
        bad(VOTE, "as: date }", "as: day }", expect![[r#"
            operations/export/vote.yaml:21:64: `day` is not a valid meaning; did you mean `date`? [unknown-word]
        "#]]),
        bad(CREATED, "roles: [organizer, admin]", "roles: [organiser, admin]", expect![[r#"
            operations/created.yaml:7:9: `organiser` is not a valid role; did you mean `organizer`? [unknown-word]
        "#]]),
        bad(CREATED, "evidence: wire", "evidence: hearsay", expect![[r#"
            operations/created.yaml:38:97: `hearsay` is not a valid mark of evidence; write one of `wire`, `cast`, `code`, `unverified` [unknown-word]
        "#]]),
        bad(CREATED, "length: 1..250", "length: 1-250", expect![[r#"
            operations/created.yaml:19:87: `length: 1-250` has not the right form; write it as `1..250`, `..160` or `6..` [wrong-form]
        "#]]),
        bad(VOTE, "max: 7d", "max: 7 days", expect![[r#"
            operations/export/vote.yaml:9:48: `max: 7 days` has not the right form; write it as `7d` [wrong-form]
        "#]]),
        bad(CHANGELOG, "- date: 2020-01-22", "- date: 2020-1-22", expect![[r#"
            changelog.yaml:7:9: `date: 2020-1-22` has not the right form; write it as `2021-05-19` [wrong-form]
        "#]]),
        bad(VOTE, "size: 50", "size: -1", expect![[r#"
            operations/export/vote.yaml:10:59: `size` is -1; write 0 or more [wrong-form]
        "#]]),
        bad(DOCUMENT, "play-{id}'", "play-'", expect![[r#"
            document.yaml:27:23: `entry: /webcast/site/vod/play-` has not the right form; write it as `/webcast/vod/play-{id}` [wrong-form]
        "#]]),
        bad(DOCUMENT, "play-{id}'", "play-{uid}'", expect![[r#"
            document.yaml:27:23: `entry: /webcast/site/vod/play-{uid}` has not the right form; write it as `/webcast/vod/play-{id}` [wrong-form]
        "#]]),
        bad(DOCUMENT, "entry: '/webcast/site/vod/play-{id}'", "path: webcast/tool.html", expect![[r#"
            document.yaml:27:22: `path: webcast/tool.html` has not the right form; write it as `/webcast/tool.html` [wrong-form]
        "#]]),
        bad(DOCUMENT, "number: 1000000000", "number: 0", expect![[r#"
            document.yaml:28:22: `number` is 0; write 1 or more [wrong-form]
        "#]]),
        bad(CREATED, "length: 1..250", "length: 250..1", expect![[r#"
            operations/created.yaml:19:87: `250..1` holds nothing; put the smaller number first [unreadable]
        "#]]),
        bad(CREATED, "values: { 0: disabled, 1: enabled }", "values: { 0: disabled, 0x0: enabled }", expect![[r#"
            operations/created.yaml:32:28: `0x0` is another spelling of an earlier key; keep one of the two [unreadable]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: 'Creates a webcast.'", expect![[r#"
            operations/created.yaml:6:1: `en: Creates a webcast.` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(CREATED, "effect: create\n", "effect: create\n\n", expect![[r#"
            operations/created.yaml:9:1: `conditions:` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(DOCUMENT, "base_path: /integration/site\nmethods: POST/GET\n", "methods: POST/GET\nbase_path: /integration/site\n", expect![[r#"
            document.yaml:4:1: `base_path: /integration/site` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(CREATED, "range: ..9", "range: ..9, secret: false", expect![[r#"
            operations/created.yaml:34:1: `level: { type: String, optional: true, note: 级别, en: Level., as: int, range: ..9 }` should stand here; run `cargo xtask check --fix` [layout]
            operations/created.yaml:34:93: `secret` is about a text, which `level` is not; remove it [misplaced-reading]
        "#]]),
        bad(DETACH, "# yaml-language-server: $schema=../../schema/operation.json\n", "", expect![[r#"
            operations/file/detach.yaml:1:1: `# yaml-language-server: $schema=../../schema/operation.json` should stand here; run `cargo xtask check --fix` [layout]
        "#]]),
        bad(VOTE, "note: 日期", "note: '日期 '", expect![[r#"
            operations/export/vote.yaml:21:46: `note` has white space around a line or an empty line; remove the white space [white-space]
        "#]]),
        bad(VOTE, "  每页50条数据。\n", "  每页50条数据。\n\n", expect![[r#"
            operations/export/vote.yaml:12:3: `description` has white space around a line or an empty line; remove the white space [white-space]
        "#]]),
        bad(DOCUMENT, "text: 毫秒", "text: '  毫秒'", expect![[r#"
            document.yaml:40:15: `text` has white space around a line or an empty line; remove the white space [white-space]
        "#]]),
        bad(CHANGELOG, "text: 增加clientType", "text: ' 增加clientType'", expect![[r#"
            changelog.yaml:4:9: `text` has white space around a line or an empty line; remove the white space [white-space]
        "#]]),
        bad(VOTE, ", en: First moment of the span.", "", expect![[r#"
            operations/export/vote.yaml:18:3: `startTime` has no `en`; add an English line, or the name to the glossary [missing-reading]
        "#]]),
        bad(SHARED, "  list: The rows.\n", "", expect![[r#"
            operations/export/vote.yaml:32:3: `list` has no `en`; add an English line, or the name to the glossary [missing-reading]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: Creates a 直播.", expect![[r#"
            operations/created.yaml:6:5: the English line has `直` in it; say it in English [english-form]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: Creates a webcast", expect![[r#"
            operations/created.yaml:6:5: the English line does not end with a period; add one [english-form]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: creates a webcast.", expect![[r#"
            operations/created.yaml:6:5: the English line begins in lower case; write a capital [english-form]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: Creates  a webcast.", expect![[r#"
            operations/created.yaml:6:5: the English line has blanks too many; remove the blanks [english-form]
        "#]]),
        bad(CREATED, "en: Creates a webcast.", "en: |-\n  Creates.\n  A webcast.", expect![[r#"
            operations/created.yaml:7:3: the English line is more than one line; say it in one [english-form]
        "#]]),
        bad(SHARED, "webcastId: Id of the webcast.", "webcastId: Id of the webcast，shared.", expect![[r#"
            shared.yaml:40:14: the English line has `，` in it; say it in English [english-form]
        "#]]),
        bad(SHARED, "  list: The rows.", "  list: The rows.\n  lists: More rows.", expect![[r#"
            shared.yaml:42:3: `lists` gives no row its English line; remove it [glossary-unused]
        "#]]),
        bad(SHARED, "500: { note: 业务错误, name: business_error, ", "500: { note: 业务错误, ", expect![[r#"
            shared.yaml:14:3: the return code `500` has no `name`; name the code [missing-reading]
        "#]]),
        bad(SHARED, "  500: {", "  5xx: {", expect![[r#"
            changelog.yaml:14:48: `shared#return_codes.500`: `500` is not there; correct the target [revision-target]
            shared.yaml:14:3: `5xx` is not a whole number; correct the code [return-code]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 通知地址, misprints: { 地趾: 地址 }", expect![[r#"
            operations/created.yaml:35:73: the note of `callbackUrl` does not say `地趾`; remove the misprint [misprint]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 通知地址, misprints: { '': 地址 }", expect![[r#"
            operations/created.yaml:35:73: the note of `callbackUrl` does not say ``; remove the misprint [misprint]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 通知地址, misprints: { 地址: 网址, 通知地址: 通知网址 }", expect![[r#"
            operations/created.yaml:35:73: `地址` stands in the misprint `通知地址` as well; keep one of the two [misprint]
        "#]]),
        bad(CREATED, "  该API要求认证用户具有组织者或管理员角色。\n", "  该API要求认证用户具有组织者或管理员角色。\nmisprints: { 删除: 新建 }\n", expect![[r#"
            operations/created.yaml:17:14: the description does not say `删除`; remove the misprint [misprint]
        "#]]),
        bad(DETACH, "message: { type: String, note: 结果说明 }", "message: { type: String, note: 结果说明, misprints: { 说名: 说明 } }", expect![[r#"
            operations/file/detach.yaml:25:53: the note of `message` does not say `说名`; remove the misprint [misprint]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 通知地址, misprints: { 地址: 地址 }", expect![[r#"
            operations/created.yaml:35:77: `地址` means what it says; remove it [misprint]
        "#]]),
        bad(CREATED, "note: 通知地址", "note: 通知地址, misprints: { 地址: '' }", expect![[r#"
            operations/created.yaml:35:77: `地址` means nothing here; write what it means [misprint]
        "#]]),
        bad(CREATED, "note: 直播开启时间", "note: 直播开启时间（详情见1.2）", expect![[r#"
            operations/created.yaml:20:30: the note of `startTime` refers to chapter 1.2, 术语, but 时间规则 is 1.1; correct it in `misprints` [chapter-reference]
        "#]]),
        bad(CREATED, "note: 直播开启时间", "note: 直播开启时间（详情见1.1）, misprints: { '1.1': '1.2' }", expect![[r#"
            operations/created.yaml:20:30: the note of `startTime` refers to chapter 1.2, 术语, but 时间规则 is 1.1; correct it in `misprints` [chapter-reference]
        "#]]),
        bad(VOTE, "note: 投票的主题", "note: 投票的主题，格式见9.9章节", expect![[r#"
            operations/export/vote.yaml:36:32: the note of `subject` refers to chapter 9.9, which is not there; correct it in `misprints` [chapter-reference]
        "#]]),
    ]
}

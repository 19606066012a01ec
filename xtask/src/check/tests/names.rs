//! Rules of the names, and of readings that change nothing.

use expect_test::expect;

use super::{Bad, Edit, bad, worse};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad("incomplete-operation", CREATED, "effect: create\n", "", expect![[r#"
            operations/created.yaml:2:1: the operation has no `effect`; add the reading [incomplete-operation]
        "#]]),
        bad("incomplete-operation", DETACH, "name: detach_files\n", "", expect![[r#"
            operations/file/detach.yaml:2:1: the operation has no `name`; add the reading [incomplete-operation]
        "#]]),
        bad("fact-name", DOCUMENT, "own_uid:", "ownUid:", expect![[r#"
            document.yaml:8:3: `ownUid` is not a name of a fact; write lower-case words with `_` between them [fact-name]
        "#]]),
        bad("fact-name", DOCUMENT, "own_uid:", "base_path:", expect![[r#"
            document.yaml:8:3: `base_path` makes the constant `BASE_PATH`, which the bindings have; choose another name [fact-name]
        "#]]),
        bad("operation-name", CREATED, "name: create_webcast", "name: createWebcast", expect![[r#"
            operations/created.yaml:2:7: `createWebcast` is not a name of a function; write lower-case words with `_` between them [operation-name]
        "#]]),
        bad("operation-name", CREATED, "name: create_webcast", "name: items", expect![[r#"
            operations/created.yaml:2:7: `items` is a function that every client has; choose another name [operation-name]
            operations/created.yaml:2:7: `items` makes a type `Items`, which the prelude has; choose another name [operation-name]
        "#]]),
        bad("operation-name", CREATED, "name: create_webcast", "name: error", expect![[r#"
            operations/created.yaml:2:7: `error` makes a type `Error`, which the prelude has; choose another name [operation-name]
        "#]]),
        bad("operation-name", CREATED, "name: create_webcast", "name: export_votes", expect![[r#"
            operations/export/vote.yaml:2:7: `export_votes` makes a type `ExportVotes`, which `created` has already; choose another name [operation-name]
        "#]]),
        bad("operation-name", CREATED, "name: create_webcast", "name: match", expect![[r#"
            operations/created.yaml:2:7: `match` is not a name of a function; write lower-case words with `_` between them [operation-name]
        "#]]),
        worse("module-name", vec![Edit::Replace(DOCUMENT, "[created,", "[created, shared,"), Edit::Add("operations/shared.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/shared\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            operations/shared.yaml:2:1: `shared` makes the module `shared`, which holds what all operations share [module-name]
        "#]]),
        worse("module-name", vec![Edit::Replace(DOCUMENT, "[created,", "[created, Created,"), Edit::Add("operations/Created.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/Created\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            changelog.yaml:11:5: `5.2` is `Created`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: section` [revision-operation]
            operations/Created.yaml:2:1: `Created` makes the module `created`, which `created` has already [module-name]
        "#]]),
        worse("module-name", vec![Edit::Replace(DOCUMENT, "[created,", "[created, 2nd,"), Edit::Add("operations/2nd.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/2nd\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            changelog.yaml:11:5: `5.2` is `2nd`, of which the row has no target; add one, or say in `disagrees` which is meant, `about: section` [revision-operation]
            operations/2nd.yaml:2:1: `2nd` makes no module of Rust; rename the file's part of the path [module-name]
        "#]]),
        bad("field-name", CREATED, "  level: {", "  type: {", expect![[r#"
            operations/created.yaml:12:13: `level` is not a row of the request; name one that is [condition-rows]
            operations/created.yaml:34:3: `type` is a keyword of Rust; give the row another `rust_name` [field-name]
            operations/created.yaml:53:76: `level` is not a row of the request; name one that is [example-given]
        "#]]),
        bad("field-name", CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: kindOfClient,", expect![[r#"
            operations/created.yaml:33:87: `kindOfClient` is not a name of a field; give a `rust_name` of lower-case words [field-name]
        "#]]),
        bad("field-name", CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: new,", expect![[r#"
            operations/created.yaml:33:87: `new` is a function that every request has; give the row another `rust_name` [field-name]
        "#]]),
        bad("field-name", VOTE, "      subject: {", "      主题: {", expect![[r#"
            changelog.yaml:14:13: `export/vote#response.list.subject`: `subject` is not there; correct the target [revision-target]
            operations/export/vote.yaml:36:7: `主题` is not a name of a field; give a `rust_name` of lower-case words [field-name]
            operations/export/vote.yaml:54:7: `$.list.subject` is not a row of the response; correct the answer or the table [example-answer]
            operations/export/vote.yaml:56:5: `$.list[0].subject` reads as nothing, not `"甲\n乙"`; correct it [example-reads]
        "#]]),
        bad("field-clash", CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: subject,", expect![[r#"
            operations/created.yaml:33:3: `clientType` makes the field `subject`, as `subject` does; give one of the two another `rust_name` [field-clash]
        "#]]),
        bad("field-clash", VOTE, "rust_name: percentage, wire", "rust_name: upload, wire", expect![[r#"
            operations/export/vote.yaml:39:7: `upload` makes the field `upload`, as `precentage` does; give one of the two another `rust_name` [field-clash]
        "#]]),
        bad("type-name", CREATED, "rust_type: Telconf", "rust_type: telconf", expect![[r#"
            operations/created.yaml:31:16: `telconf` is not a name of a type; write words with a capital each [type-name]
        "#]]),
        bad("type-name", CREATED, "rust_type: Telconf", "rust_type: Option", expect![[r#"
            operations/created.yaml:31:16: `Option` is a type of the prelude; choose another name [type-name]
        "#]]),
        bad("type-name", VOTE, "rust_type: Vote", "rust_type: ExportVotes", expect![[r#"
            operations/export/vote.yaml:34:16: `ExportVotes` is a type of the operation `export/vote`; choose another name [type-name]
        "#]]),
        bad("type-name", SHARED, "  TranscodeCallback:", "  Callback_:", expect![[r#"
            shared.yaml:17:3: `Callback_` is not a name of a type; write words with a capital each [type-name]
        "#]]),
        bad("type-clash", CREATED, "rust_type: Telconf", "rust_type: Status", expect![[r#"
            operations/created.yaml:45:16: `Status` is a type of `operations/created.yaml` already, where `0` is another; give one of the two another name [type-clash]
        "#]]),
        bad("type-clash", CREATED, "rust_type: Telconf", "rust_type: Vote", expect![[r#"
            operations/export/vote.yaml:34:16: `Vote` is a type of `operations/created.yaml` already, where it has codes; give one of the two another name [type-clash]
        "#]]),
        bad("type-clash", VOTE, "rust_type: Choice", "rust_type: TranscodeCallback", expect![[r#"
            operations/export/vote.yaml:43:20: `TranscodeCallback` is a type of `shared.yaml` already, where it is a callback; give one of the two another name [type-clash]
        "#]]),
        bad("type-clash", VOTE, "rust_type: Choice", "rust_type: FileRow", expect![[r#"
            operations/file/detach.yaml:18:16: `FileRow` is a type of `operations/export/vote.yaml` already, where it belongs to a response; give one of the two another name [type-clash]
        "#]]),
        bad("type-clash", VOTE, "rust_type: Choice", "rust_type: Vote", expect![[r#"
            operations/export/vote.yaml:43:20: `Vote` is a type of `operations/export/vote.yaml` already, where `subject` stands in the place of `userId`; give one of the two another name [type-clash]
        "#]]),
        bad("variant-name", CREATED, "1: enabled", "1: Enabled", expect![[r#"
            operations/created.yaml:32:31: `Enabled` is not a name of a code; write lower-case words with `_` between them [variant-name]
        "#]]),
        bad("variant-name", CREATED, "1: enabled", "1: other", expect![[r#"
            operations/created.yaml:32:31: `other` stands for the codes nobody listed; choose another name [variant-name]
        "#]]),
        bad("variant-name", CREATED, "1: enabled", "1: self", expect![[r#"
            operations/created.yaml:32:31: `self` is not a name of a code; write lower-case words with `_` between them [variant-name]
        "#]]),
        bad("variant-name", SHARED, "name: success", "name: 成功", expect![[r#"
            shared.yaml:13:24: `成功` is not a name of a code; write lower-case words with `_` between them [variant-name]
        "#]]),
        bad("variant-clash", CREATED, "1: enabled", "1: disabled", expect![[r#"
            operations/created.yaml:32:31: `1` makes the variant `Disabled`, as `0` does; give one of the two another name [variant-clash]
        "#]]),
        bad("variant-clash", SHARED, "name: success", "name: business_error", expect![[r#"
            shared.yaml:14:28: `500` makes the variant `BusinessError`, as `0` does; give one of the two another name [variant-clash]
        "#]]),
        bad("idle-reading", VOTE, "purpose: 导出投票\n", "purpose: 导出直播投票结果\n", expect![[r#"
            operations/export/vote.yaml:4:10: `purpose` says what `title` says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", CREATED, "printed_path: / webcast/created", "printed_path: /webcast/created", expect![[r#"
            operations/created.yaml:5:15: `printed_path` says what `path` says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", VOTE, "path: /webcast/export/vote\n", "path: /webcast/export/vote\nmethods: POST/GET\n", expect![[r#"
            operations/export/vote.yaml:6:10: `methods` says what `document.yaml` says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", VOTE, "printed_name: upload（可选）", "printed_name: upload", expect![[r#"
            operations/export/vote.yaml:39:31: `printed_name` says what the row's name says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2020-01-22", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is earlier than `2021-05-19` above; correct it, or write `{ words: 2020-01-22, about: date, tables: 2021-05-19 }` into `disagrees` [revision-order]
            changelog.yaml:8:17: `printed_date` says what `date` says; remove it [idle-reading]
            changelog.yaml:16:16: `2020-1-22` is not the printed date; write `2020-01-22` [disagreement-words]
        "#]]),
        bad("idle-reading", CREATED, "en: Kind of client.,", "en: Kind of client., as: int,", expect![[r#"
            operations/created.yaml:33:80: `as` says what `type` says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", DETACH, "en: Addresses of the files.", "en: Addresses of the files., as: text", expect![[r#"
            operations/file/detach.yaml:13:78: `as` says what `type` says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: client_type,", expect![[r#"
            operations/created.yaml:33:87: `rust_name` says what the row's name says; remove it [idle-reading]
        "#]]),
        bad("idle-reading", CREATED, "wire: [id], evidence", "wire: [Id], evidence", expect![[r#"
            operations/created.yaml:38:75: `wire` says what the row's name says; remove it [idle-reading]
            operations/created.yaml:58:5: `$.Id` reads as `"8a6f"`, not nothing; correct it [example-reads]
        "#]]),
        worse("idle-reading", vec![Edit::Replace(CREATED, "range: 0..1 }", "range: 0..1, required: false }")], expect![[r#"
            operations/created.yaml:33:99: `required` says what `optional` says; remove it [idle-reading]
        "#]]),
        worse("idle-reading", vec![Edit::Replace(CREATED, "length: 1..250 }", "length: 1..250, required: true }")], expect![[r#"
            operations/created.yaml:19:105: `required` says what `optional` says; remove it [idle-reading]
        "#]]),
        bad("idle-bounds", CREATED, "length: 6..", "length: 0..", expect![[r#"
            operations/created.yaml:23:101: `length` says from 0, which every text has; remove it [idle-bounds]
        "#]]),
        bad("idle-bounds", CREATED, "length: 6..", "length: 0..15", expect![[r#"
            operations/created.yaml:23:101: `length` says from 0, which every text has; write `..15` [idle-bounds]
        "#]]),
        bad("idle-reading", VOTE, "note: 直播ID, as", "note: 直播ID, en: Id of the webcast., as", expect![[r#"
            operations/export/vote.yaml:17:46: `en` says what the glossary says; remove it [idle-reading]
        "#]]),
        bad("idle-example", DETACH, "    lists: repeated\n    form: webcastId=8a6f&urls=a&urls=b", "    lists: indexed\n    form: webcastId=8a6f&urls%5B0%5D=a&urls%5B1%5D=b", expect![[r#"
            operations/file/detach.yaml:32:12: `lists` changes nothing: the operation says the same; remove it [idle-example]
        "#]]),
        bad("idle-example", CREATED, "startTime: 2021-05-19 10:00:00, telconf: '1', callbackUrl: https://example.com/直播&a=1 }\n", "startTime: 2021-05-19 10:00:00, telconf: '1', callbackUrl: https://example.com/直播&a=1 }\n    times: millis\n", expect![[r#"
            operations/created.yaml:51:12: `times` changes nothing: times are written so; remove it [idle-example]
        "#]]),
        bad("idle-example", VOTE, "day: 2021-05-19 }\n", "day: 2021-05-19 }\n    times: text\n", expect![[r#"
            operations/export/vote.yaml:51:12: `times` changes nothing: no time is given; remove it [idle-example]
        "#]]),
    ]
}

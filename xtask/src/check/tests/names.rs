//! Rules of the names, and of readings that change nothing.

use expect_test::expect;

use super::{Bad, Edit, bad, diagnostics, small, worse};
use crate::codegen::names;
use crate::spec::{files, load};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";

pub fn examples() -> Vec<Bad> {
    vec![
        bad(CREATED, "effect: create\n", "", expect![[r#"
            operations/created.yaml:2:1: the operation has no `effect`; say what a call does [missing-reading]
        "#]]),
        bad(DETACH, "name: detach_files\n", "", expect![[r#"
            operations/file/detach.yaml:2:1: the operation has no `name`; name its function [missing-reading]
        "#]]),
        bad(DOCUMENT, "own_uid:", "ownUid:", expect![[r#"
            document.yaml:28:3: `ownUid` is not a name of a constant; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(DOCUMENT, "own_uid:", "base_path:", expect![[r#"
            document.yaml:28:3: `base_path` makes the constant `BASE_PATH`, which the bindings has; choose another name [wrong-name]
        "#]]),
        bad(CREATED, "name: create_webcast", "name: createWebcast", expect![[r#"
            operations/created.yaml:2:7: `createWebcast` is not a name of a function; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(CREATED, "name: create_webcast", "name: items", expect![[r#"
            operations/created.yaml:2:7: `items` makes the function `items`, which every client has; choose another name [wrong-name]
            operations/created.yaml:2:7: `items` makes the type `Items`, which the prelude has; choose another name [wrong-name]
        "#]]),
        bad(CREATED, "name: create_webcast", "name: error", expect![[r#"
            operations/created.yaml:2:7: `error` makes the type `Error`, which the prelude has; choose another name [wrong-name]
        "#]]),
        bad(CREATED, "name: create_webcast", "name: match", expect![[r#"
            operations/created.yaml:2:7: `match` is not a name of a function; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        worse(vec![Edit::Replace(DOCUMENT, "[created,", "[created, shared,"), Edit::Add("operations/shared.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/shared\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            operations/shared.yaml:2:1: `shared` makes the module `shared`, which what all operations share has; rename the file [wrong-name]
        "#]]),
        worse(vec![Edit::Replace(DOCUMENT, "[created,", "[created, Created,"), Edit::Add("operations/Created.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/Created\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            changelog.yaml:11:5: `5.2` is `Created`, of which the row has no target; write `{ words: '5.2', about: section, tables: export/vote }` into `disagrees`, or correct the targets [revision-words]
            operations/Created.yaml:2:1: `Created` makes the module `created`, as `created` does; rename the file [name-clash]
        "#]]),
        worse(vec![Edit::Replace(DOCUMENT, "[created,", "[created, 2nd,"), Edit::Add("operations/2nd.yaml", "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/2nd\nen: Shares.\nroles: [admin]\neffect: update\n")], expect![[r#"
            changelog.yaml:11:5: `5.2` is `2nd`, of which the row has no target; write `{ words: '5.2', about: section, tables: export/vote }` into `disagrees`, or correct the targets [revision-words]
            operations/2nd.yaml:2:1: `2nd` is not a name of a module; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(CREATED, "  level: {", "  type: {", expect![[r#"
            operations/created.yaml:12:13: `level` is not a row of the request; name one that is, or remove it [row-reference]
            operations/created.yaml:34:3: `type` is not a name of a field; write a `rust_name` of lower-case words, none a keyword of Rust [wrong-name]
            operations/created.yaml:53:76: `level` is not a row of the request; name one that is, or remove it [example-given]
            operations/created.yaml:55:11: `level=3` is not `name=value` of a parameter; correct the form [example-body]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: kindOfClient,", expect![[r#"
            operations/created.yaml:33:87: `kindOfClient` is not a name of a field; write a `rust_name` of lower-case words, none a keyword of Rust [wrong-name]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: new,", expect![[r#"
            operations/created.yaml:33:87: `clientType` makes the field `new`, which every request has; give the row another `rust_name` [wrong-name]
        "#]]),
        bad(VOTE, "      subject: {", "      主题: {", expect![[r#"
            changelog.yaml:14:13: `export/vote#response.list.subject`: `subject` is not there; correct the target [revision-target]
            operations/export/vote.yaml:36:7: `主题` is not a name of a field; write a `rust_name` of lower-case words, none a keyword of Rust [wrong-name]
            operations/export/vote.yaml:60:11: `subject` is not a row of the response; name one that is, or remove it [example-body]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: subject,", expect![[r#"
            operations/created.yaml:33:87: `clientType` makes the field `subject`, as `subject` does; give the row another `rust_name` [name-clash]
        "#]]),
        bad(VOTE, "rust_name: percentage, wire", "rust_name: upload, wire", expect![[r#"
            operations/export/vote.yaml:40:7: `upload` makes the field `upload`, as `precentage` does; give the row another `rust_name` [name-clash]
        "#]]),
        bad(CREATED, "rust_type: Telconf", "rust_type: telconf", expect![[r#"
            operations/created.yaml:31:16: `telconf` is not a name of a type; write words with a capital each [wrong-type]
        "#]]),
        bad(CREATED, "rust_type: Telconf", "rust_type: Option", expect![[r#"
            operations/created.yaml:31:16: `Option` is a type of the prelude; choose another name [wrong-type]
        "#]]),
        bad(VOTE, "rust_type: Vote", "rust_type: ExportVotes", expect![[r#"
            operations/export/vote.yaml:34:16: `ExportVotes` is a type of `operations/export/vote.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(SHARED, "  TranscodeCallback:", "  Callback_:", expect![[r#"
            shared.yaml:17:3: `Callback_` is not a name of a type; write words with a capital each [wrong-type]
        "#]]),
        bad(CREATED, "rust_type: Telconf", "rust_type: Status", expect![[r#"
            operations/created.yaml:45:16: `Status` is a type of `operations/created.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(CREATED, "rust_type: Telconf", "rust_type: Vote", expect![[r#"
            operations/export/vote.yaml:34:16: `Vote` is a type of `operations/created.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(VOTE, "rust_type: Choice", "rust_type: TranscodeCallback", expect![[r#"
            operations/export/vote.yaml:44:20: `TranscodeCallback` is a type of `shared.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(VOTE, "rust_type: Choice", "rust_type: FileRow", expect![[r#"
            operations/file/detach.yaml:19:16: `FileRow` is a type of `operations/export/vote.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(VOTE, "rust_type: Choice", "rust_type: Vote", expect![[r#"
            operations/export/vote.yaml:44:20: `Vote` is a type of `operations/export/vote.yaml` already, which differs; make their codes or rows alike, or give one of the two another name [wrong-type]
        "#]]),
        bad(CREATED, "1: enabled", "1: Enabled", expect![[r#"
            operations/created.yaml:32:31: `Enabled` is not a name of a variant; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(CREATED, "1: enabled", "1: other", expect![[r#"
            operations/created.yaml:32:31: `1` makes the variant `Other`, which every list of codes has; choose another name [wrong-name]
        "#]]),
        bad(CREATED, "1: enabled", "1: self", expect![[r#"
            operations/created.yaml:32:31: `self` is not a name of a variant; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(SHARED, "name: success", "name: 成功", expect![[r#"
            shared.yaml:13:24: `成功` is not a name of a variant; write lower-case words with `_` between them, none a keyword of Rust [wrong-name]
        "#]]),
        bad(CREATED, "1: enabled", "1: disabled", expect![[r#"
            operations/created.yaml:32:31: `1` makes the variant `Disabled`, as `0` does; choose another name [name-clash]
        "#]]),
        bad(SHARED, "name: success", "name: business_error", expect![[r#"
            shared.yaml:14:28: `500` makes the variant `BusinessError`, as `0` does; choose another name [name-clash]
        "#]]),
        bad(VOTE, "purpose: 导出投票\n", "purpose: 导出直播投票结果\n", expect![[r#"
            operations/export/vote.yaml:4:10: `purpose` says what `title` says; remove it [idle-reading]
        "#]]),
        bad(CREATED, "printed_path: / webcast/created", "printed_path: /webcast/created", expect![[r#"
            operations/created.yaml:5:15: `printed_path` says what `path` says; remove it [idle-reading]
        "#]]),
        bad(VOTE, "path: /webcast/export/vote\n", "path: /webcast/export/vote\nmethods: POST/GET\n", expect![[r#"
            operations/export/vote.yaml:6:10: `methods` says what `document.yaml` says; remove it [idle-reading]
        "#]]),
        bad(VOTE, "printed_name: upload（可选）", "printed_name: upload", expect![[r#"
            operations/export/vote.yaml:40:31: `printed_name` says what the row's name says; remove it [idle-reading]
        "#]]),
        bad(CHANGELOG, "printed_date: 2020-1-22", "printed_date: 2020-01-22", expect![[r#"
            changelog.yaml:7:9: `2020-01-22` is out of the order that `2021-05-19` is in; write `{ words: 2020-01-22, about: date, tables: 2021-05-19 }` into `disagrees`, or correct the date [revision-order]
            changelog.yaml:8:17: `printed_date` says what `date` says; remove it [idle-reading]
            changelog.yaml:16:9: `{ words: 2020-1-22, about: date, tables: 2021-05-19 }` settles nothing; remove the entry [revision-order]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., as: int,", expect![[r#"
            operations/created.yaml:33:80: `as` says what `type` says; remove it [idle-reading]
        "#]]),
        bad(DETACH, "en: Addresses of the files.", "en: Addresses of the files., as: text", expect![[r#"
            operations/file/detach.yaml:14:100: `as` says what `type` says; remove it [idle-reading]
        "#]]),
        bad(CREATED, "en: Kind of client.,", "en: Kind of client., rust_name: client_type,", expect![[r#"
            operations/created.yaml:33:87: `rust_name` says what the row's name says; remove it [idle-reading]
        "#]]),
        bad(CREATED, "wire: [id], evidence", "wire: [Id], evidence", expect![[r#"
            operations/created.yaml:38:75: `wire` says what the row's name says; remove it [idle-reading]
            operations/created.yaml:58:14: `id` is not a row of the response; did you mean `Id`? [example-body]
        "#]]),
        worse(vec![Edit::Replace(CREATED, "range: 0..1 }", "range: 0..1, required: false }")], expect![[r#"
            operations/created.yaml:33:99: `required` says what `optional` says; remove it [idle-reading]
        "#]]),
        worse(vec![Edit::Replace(CREATED, "length: 1..250 }", "length: 1..250, required: true }")], expect![[r#"
            operations/created.yaml:19:105: `required` says what `optional` says; remove it [idle-reading]
        "#]]),
        bad(CREATED, "length: 6..", "length: 0..", expect![[r#"
            operations/created.yaml:23:101: `length` says from 0, which every text has; remove it [idle-bounds]
        "#]]),
        bad(CREATED, "length: 6..", "length: 0..15", expect![[r#"
            operations/created.yaml:23:101: `length` says from 0, which every text has; write `..15` [idle-bounds]
        "#]]),
        bad(VOTE, "note: 直播ID, as", "note: 直播ID, en: Id of the webcast., as", expect![[r#"
            operations/export/vote.yaml:17:46: `en` says what the glossary says; remove it [idle-reading]
        "#]]),
        bad(DETACH, "    lists: repeated\n    form: webcastId=8a6f&urls=a&urls=b", "    lists: indexed\n    form: webcastId=8a6f&urls%5B0%5D=a&urls%5B1%5D=b", expect![[r#"
            operations/file/detach.yaml:33:12: `lists` changes nothing: the operation says the same; remove it [idle-example]
        "#]]),
        bad(CREATED, "startTime: 2021-05-19 10:00:00, telconf: '1', callbackUrl: https://example.com/直播&a=1 }\n", "startTime: 2021-05-19 10:00:00, telconf: '1', callbackUrl: https://example.com/直播&a=1 }\n    times: millis\n", expect![[r#"
            operations/created.yaml:51:12: `times` changes nothing: times are written so; remove it [idle-example]
        "#]]),
        bad(VOTE, "day: 2021-05-19 }\n", "day: 2021-05-19 }\n    times: text\n", expect![[r#"
            operations/export/vote.yaml:52:12: `times` changes nothing: no time is given; remove it [idle-example]
        "#]]),
    ]
}

/// Words that mean something to YAML or to Rust can be names of rows.
#[test]
fn a_row_can_have_any_name() {
    for (name, key, field) in [
        ("null", "'null'", Some("null")),
        ("~", "'~'", None),
        ("on", "'on'", Some("on")),
        ("No", "'No'", Some("no")),
        ("type", "type", None),
        ("self", "self", None),
        ("Self", "Self", None),
        ("crate", "crate", None),
        ("async", "async", None),
        ("gen", "gen", None),
        ("1", "1", None),
        ("名称", "名称", None),
    ] {
        let mut spec = load(&small()).unwrap();
        let row = spec.shared.request["loginName"].clone();
        spec.operations[0].request.insert(name.to_owned(), row);
        let files = files(&spec);
        assert!(files[CREATED].contains(&format!("\n  {key}: {{ type")), "{name}");
        assert_eq!(load(&files).unwrap(), spec, "{name}");
        let mut found = diagnostics(&files);
        found.retain(|it| it.rule == "wrong-name");
        assert_eq!(found.is_empty(), field.is_some(), "{name}");
        assert!(found.iter().all(|it| it.message.contains("a `rust_name`")), "{name}");
        if let Some(field) = field {
            let item = format!("struct Row {{ {field}: u8 }}");
            assert_eq!(names::default_field(name), field);
            assert!(syn::parse_str::<syn::ItemStruct>(&item).is_ok(), "{name}");
        }
    }
}

//! What a vendor does to his document.

use expect_test::expect;

use super::Case;
use crate::spec::{
    Amendment, AmendmentCause, Disagreement, Effect, Matter, Meaning, Operation,
    Revision, Role, Row, Spec,
};
use crate::transcribe::printed::{self, Document};

/// A row at the end of 修订记录.
fn announce(document: &mut Document, text: &str) {
    document.revisions.push(printed::Revision {
        printed_date: "2026-11-01".to_owned(),
        date: "2026-11-01".to_owned(),
        author: "李洋洋".to_owned(),
        text: text.to_owned(),
        ..printed::Revision::default()
    });
}

fn operation<'a>(document: &'a mut Document, path: &str) -> &'a mut printed::Operation {
    let mut operations = document.operations.iter_mut();
    operations
        .find(|operation| operation.clean_path() == path)
        .unwrap_or_else(|| panic!("there is no `{path}`"))
}

/// A request row of 创建直播.
fn parameter<'a>(document: &'a mut Document, name: &str) -> &'a mut printed::Row {
    let mut rows = operation(document, "/webcast/created").request.iter_mut();
    rows.find(|row| row.name == name).unwrap_or_else(|| panic!("there is no `{name}`"))
}

fn printed_row(
    name: &str,
    ty: &str,
    note: &str,
    optional: Option<bool>,
) -> printed::Row {
    printed::Row {
        name: name.to_owned(),
        ty: ty.to_owned(),
        note: note.to_owned(),
        optional,
        ..printed::Row::default()
    }
}

/// A whole new chapter: how often something was downloaded.
fn downloads() -> printed::Operation {
    printed::Operation {
        title: "获取文档的下载次数".to_owned(),
        purpose: "获取文档的下载次数".to_owned(),
        path: "/webcast/doc/downloads".to_owned(),
        methods: "POST/GET".to_owned(),
        description: "该API要求认证用户具有管理员角色。".to_owned(),
        request: vec![
            printed_row("docId", "Long", "文档ID", None),
            printed_row("loginName", "String", "登录名", None),
            printed_row("password", "String", "密码", None),
            printed_row("sec", "String", "true:表示密码是经过加密的。", Some(true)),
        ],
        response: vec![
            printed_row("total", "Long", "下载次数", None),
            printed_row("code", "String", "返回结果代码（详情见3.5）", None),
            printed_row("message", "String", "结果说明", Some(true)),
        ],
        ..printed::Operation::default()
    }
}

fn read_downloads(spec: &mut Spec) {
    let operation = entry(spec, "doc/downloads");
    operation.name = text("get_document_downloads");
    operation.en = text("Tells how often a document was downloaded.");
    operation.roles = vec![Role::Admin];
    operation.effect = Some(Effect::Read);
    operation.request["docId"].meaning = Some(Meaning::DocumentId);
    operation.response["total"].en = text("How often it was downloaded.");
    operation.examples = serde_json::from_value(serde_json::json!([
        { "from": "rules of the form: a number", "given": { "docId": 42 }, "form": "docId=42" },
        { "from": "wire: a number", "answer": r#"{"code":"0","total":7}"#, "reads": { "total": 7 } },
    ]))
    .expect("two examples");
    newest(spec).adds = vec!["doc/downloads".to_owned()];
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn entry<'a>(spec: &'a mut Spec, key: &str) -> &'a mut Operation {
    &mut spec.operations[key]
}

fn row<'a>(spec: &'a mut Spec, name: &str) -> &'a mut Row {
    &mut entry(spec, "created").request[name]
}

fn newest(spec: &mut Spec) -> &mut Revision {
    spec.changelog.last_mut().expect("a changelog")
}

#[test]
fn a_parameter_is_added_with_its_row() {
    Case {
        document: |document| {
            announce(document, "5.4创建直播接口增加watermark参数");
            let row =
                printed_row("watermark", "String", "水印文字（长度：1-20）", Some(true));
            operation(document, "/webcast/created").request.insert(3, row);
        },
        stops: expect![[""]],
        person: |spec| {
            newest(spec).adds = vec!["created#request.watermark".to_owned()];
            let row = row(spec, "watermark");
            row.en = text("Text that is laid over the picture.");
            row.length = "1..20".parse().ok();
        },
        review: expect![[""]],
    }
    .run();
}

#[test]
fn a_row_is_removed() {
    Case {
        document: |document| {
            announce(document, "5.4创建直播接口去掉speakerInfo参数");
            let rows = &mut operation(document, "/webcast/created").request;
            rows.retain(|row| row.name != "speakerInfo");
        },
        stops: expect![[""]],
        person: |spec| {
            newest(spec).removes = vec!["created#request.speakerInfo".to_owned()];
        },
        review: expect![[""]],
    }
    .run();
}

#[test]
fn a_type_changes() {
    Case {
        document: |document| {
            announce(document, "5.4创建直播接口修改maxAttendees类型");
            parameter(document, "maxAttendees").ty = "String".to_owned();
        },
        stops: expect![[""]],
        person: |spec| {
            newest(spec).changes = vec!["created#request.maxAttendees".to_owned()];
            for example in &mut entry(spec, "created").examples {
                if let Some(value) = example.given.get_mut("maxAttendees") {
                    *value = value.to_string().into();
                }
            }
        },
        review: expect![[""]],
    }
    .run();
}

#[test]
fn a_note_is_reworded_without_a_word() {
    Case {
        document: |document| {
            parameter(document, "plan").note = "直播的议程安排".to_owned();
        },
        stops: expect![[""]],
        person: |spec| {
            spec.amendments.push(Amendment {
                date: "2026-11-02".to_owned(),
                because: AmendmentCause::Unannounced,
                why: "The note has one word more; it means the same.".to_owned(),
                targets: vec!["created#request.plan".to_owned()],
            });
        },
        review: expect![[""]],
    }
    .run();
}

#[test]
fn an_operation_is_added_at_the_end() {
    Case {
        document: |document| {
            announce(document, "新增获取文档的下载次数接口");
            document.operations.push(downloads());
        },
        stops: expect![[""]],
        person: read_downloads,
        review: expect![[""]],
    }
    .run();
}

#[test]
fn an_operation_is_added_in_the_middle() {
    Case {
        document: |document| {
            announce(document, "新增5.30获取文档的下载次数接口");
            document.operations.insert(29, downloads());
        },
        stops: expect![[""]],
        person: read_downloads,
        review: expect![[""]],
    }
    .run();
}

#[test]
fn a_return_code_is_added() {
    Case {
        document: |document| {
            announce(document, "3.5返回码定义增加601");
            document.return_codes.push(printed::ReturnCode {
                code: "601".to_owned(),
                note: "访问过于频繁".to_owned(),
                ..printed::ReturnCode::default()
            });
        },
        stops: expect![[""]],
        person: |spec| {
            newest(spec).adds = vec!["shared#return_codes.601".to_owned()];
            let code = &mut spec.shared.return_codes["601"];
            code.name = text("too_frequent");
            code.en = text("The server is called too often.");
        },
        review: expect![[""]],
    }
    .run();
}

#[test]
fn an_operation_moves_to_another_chapter() {
    Case {
        document: |document| {
            announce(document, "5.52在线剪辑移到点播接口之后");
            let cut = document.operations.pop().expect("an operation");
            document.operations.insert(19, cut);
        },
        stops: expect![[""]],
        person: |spec| newest(spec).changes = vec!["vod/cut".to_owned()],
        review: expect![[""]],
    }
    .run();
}

#[test]
fn a_row_of_the_changelog_lies() {
    Case {
        document: |document| announce(document, "5.4创建直播接口增加watermark参数"),
        stops: expect![[""]],
        person: |spec| {
            newest(spec).disagrees = vec![Disagreement {
                words: "watermark".to_owned(),
                about: Matter::Nothing,
                tables: None,
            }];
        },
        review: expect![[""]],
    }
    .run();
}

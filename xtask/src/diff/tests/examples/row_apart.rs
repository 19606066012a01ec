//! Rows that are no fields: shared ones, and those of the page object.

use expect_test::expect;

use super::{Example, created, detach, example, put, some, text, upon, vote};
use crate::spec::{Meaning, Row, Rows, Spec};

fn shared(spec: &mut Spec) -> [&mut Rows; 2] {
    [&mut spec.shared.request, &mut spec.shared.response]
}

/// Does something to a shared row of both directions.
fn both(spec: &mut Spec, edit: fn(&mut Row)) {
    edit(&mut spec.shared.request["loginName"]);
    edit(&mut spec.shared.response["message"]);
}

/// Rows of the page object as the print has them at times: beside the list.
fn print_flat(spec: &mut Spec) {
    let vote = vote(spec);
    let page = vote.response.shift_remove("page").unwrap_or_default();
    vote.response.extend(page.fields);
    if let Some(paging) = &mut vote.paging {
        paging.flat = ["pageNo", "totalPages", "totalCounts"].map(str::to_owned).into();
    }
}

pub fn examples() -> Vec<Example> {
    vec![
        example(
            |spec| {
                for rows in shared(spec) {
                    rows.insert("new".to_owned(), text());
                    rows.insert(
                        "newOptional".to_owned(),
                        Row { optional: Some(true), ..text() },
                    );
                }
            },
            expect![[r#"
                request-row-shared-needed-added: shared#request.new [breaking patch]
                request-row-shared-optional-added: shared#request.newOptional [safe patch]
                answer-row-shared-added: shared#response.new [safe patch]
                answer-row-shared-added: shared#response.newOptional [safe patch]
            "#]],
        ),
        example(
            |spec| {
                for rows in shared(spec) {
                    rows.insert("plain".to_owned(), text());
                }
            },
            expect![[r#"
                request-row-shared-own-added: shared#request.plain [risky major]
                answer-row-shared-own-added: shared#response.plain [risky major]
            "#]],
        ),
        upon(
            |spec| {
                shared(spec).into_iter().for_each(|rows| {
                    rows.insert("new".to_owned(), text());
                });
            },
            |spec| {
                shared(spec).into_iter().for_each(|rows| {
                    rows.shift_remove("new");
                });
            },
            expect![[r#"
                request-row-shared-removed: shared#request.new [breaking patch]
                answer-row-shared-removed: shared#response.new [breaking patch]
            "#]],
        ),
        upon(
            |spec| {
                shared(spec).into_iter().for_each(|rows| {
                    rows.insert("plain".to_owned(), text());
                    rows.insert("needed".to_owned(), text());
                });
            },
            |spec| {
                shared(spec).into_iter().for_each(|rows| {
                    rows.shift_remove("plain");
                    rows.shift_remove("needed");
                });
            },
            expect![[r#"
                request-row-shared-own-removed: shared#request.plain [risky minor]
                request-row-shared-own-needed-removed: shared#request.needed [risky major]
                answer-row-shared-own-removed: shared#response.plain [risky minor]
                answer-row-shared-own-removed: shared#response.needed [risky minor]
            "#]],
        ),
        example(
            |spec| {
                shared(spec)
                    .into_iter()
                    .for_each(|rows| rows.move_index(rows.len() - 1, 0));
            },
            expect![[r#"
                request-row-shared-moved: shared#request.password [safe patch]
                answer-row-shared-moved: shared#response.message [safe patch]
            "#]],
        ),
        example(
            |spec| both(spec, |row| row.ty = some("string")),
            expect![[r#"
            request-row-spelling-changed: shared#request.loginName type [safe none]
            answer-row-spelling-changed: shared#response.message type [safe none]
        "#]],
        ),
        example(
            |spec| both(spec, |row| row.ty = some("int")),
            expect![[r#"
            request-row-shared-type-changed: shared#request.loginName type [breaking patch]
            answer-row-shared-type-changed: shared#response.message type [breaking patch]
        "#]],
        ),
        example(
            |spec| {
                spec.shared.request["loginName"].optional = Some(true);
                spec.shared.request["sec"].optional = None;
                spec.shared.response["message"].optional = None;
                spec.shared.response["code"].optional = Some(true);
            },
            expect![[r#"
                request-row-shared-optional-narrowed: shared#request.sec optional [breaking patch]
                request-row-shared-optional-widened: shared#request.loginName optional [safe patch]
                answer-row-optional-widened: shared#response.code optional [risky none]
                answer-row-optional-narrowed: shared#response.message optional [safe none]
            "#]],
        ),
        example(
            |spec| both(spec, |row| row.meaning = Some(Meaning::Int)),
            expect![[r#"
            request-row-shared-reading-changed: shared#request.loginName as [risky patch]
            answer-row-shared-reading-changed: shared#response.message as [risky patch]
        "#]],
        ),
        example(
            |spec| both(spec, |row| row.note = some("名")),
            expect![[r#"
            request-row-note-changed: shared#request.loginName note [risky patch]
            answer-row-note-changed: shared#response.message note [risky patch]
        "#]],
        ),
        example(
            |spec| {
                created(spec).request.insert("sec".to_owned(), text());
                created(spec).response.insert("code".to_owned(), text());
            },
            expect![[r#"
                request-row-deviation-added: created#request.sec [risky none]
                answer-row-deviation-added: created#response.code [risky none]
            "#]],
        ),
        upon(
            |spec| {
                detach(spec).request.insert("password".to_owned(), text());
            },
            |spec| {
                detach(spec).request.shift_remove("password");
                detach(spec).response.shift_remove("message");
            },
            expect![[r#"
                request-row-deviation-removed: file/detach#request.password [risky none]
                answer-row-deviation-removed: file/detach#response.message [risky none]
            "#]],
        ),
        upon(
            |spec| {
                detach(spec).request.insert("password".to_owned(), text());
            },
            |spec| {
                detach(spec).request["password"].ty = some("int");
                detach(spec).response["message"].ty = some("int");
            },
            expect![[r#"
                request-row-deviation-changed: file/detach#request.password type [risky none]
                answer-row-deviation-changed: file/detach#response.message type [risky none]
            "#]],
        ),
        upon(
            |spec| {
                detach(spec).request.insert("password".to_owned(), text());
                detach(spec).response.insert("one".to_owned(), text());
                detach(spec).response.insert("two".to_owned(), text());
            },
            |spec| {
                put(&mut detach(spec).request, "password", 0);
                put(&mut detach(spec).response, "message", 2);
            },
            expect![[r#"
                request-row-deviation-moved: file/detach#request.password [safe none]
                answer-row-deviation-moved: file/detach#response.message [safe none]
            "#]],
        ),
        example(
            |spec| {
                let page = &mut vote(spec).response["page"].fields;
                page.insert("size".to_owned(), text());
                page.shift_remove("totalPages");
                page["pageNo"].ty = some("String");
                put(page, "totalCounts", 0);
            },
            expect![[r#"
                answer-row-page-moved: export/vote#response.page.totalCounts [safe none]
                answer-row-page-changed: export/vote#response.page.pageNo type [risky none]
                answer-row-page-removed: export/vote#response.page.totalPages [breaking none]
                answer-row-page-added: export/vote#response.page.size [safe none]
            "#]],
        ),
        upon(
            print_flat,
            |spec| {
                vote(spec).response["pageNo"].ty = some("String");
            },
            expect![[r#"
                answer-row-page-changed: export/vote#response.pageNo type [risky none]
            "#]],
        ),
    ]
}

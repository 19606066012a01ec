//! Rows that come, go and move, and what may be left out.

use expect_test::expect;

use super::{Example, each, example, put, tables, text, upon};
use crate::spec::Row;

pub fn examples() -> Vec<Example> {
    vec![
        example(
            |spec| {
                for rows in tables(spec) {
                    rows.insert("new".to_owned(), text());
                    rows.insert(
                        "newOptional".to_owned(),
                        Row { optional: Some(true), ..text() },
                    );
                    let list = Row { ty: Some("String[]".to_owned()), ..Row::default() };
                    rows.insert(
                        "newList".to_owned(),
                        Row { optional: Some(true), ..list.clone() },
                    );
                    rows.insert("newNeededList".to_owned(), list);
                    rows.insert(
                        "newAlways".to_owned(),
                        Row { always: true, optional: Some(true), ..text() },
                    );
                }
            },
            expect![[r#"
                callback-row-needed-added: shared#callbacks.TranscodeCallback.new [risky major]
                callback-row-optional-added: shared#callbacks.TranscodeCallback.newOptional [safe minor]
                callback-row-list-added: shared#callbacks.TranscodeCallback.newList [safe major]
                callback-row-list-added: shared#callbacks.TranscodeCallback.newNeededList [safe major]
                callback-row-optional-added: shared#callbacks.TranscodeCallback.newAlways [safe minor]
                request-row-needed-added: created#request.new [breaking major]
                request-row-optional-added: created#request.newOptional [safe minor]
                request-row-list-added: created#request.newList [safe major]
                request-row-needed-added: created#request.newNeededList [breaking major]
                request-row-optional-added: created#request.newAlways [safe minor]
                answer-row-added: created#response.new [safe minor]
                answer-row-added: created#response.newOptional [safe minor]
                answer-row-added: created#response.newList [safe minor]
                answer-row-added: created#response.newNeededList [safe minor]
                answer-row-always-added: created#response.newAlways [risky minor]
            "#]],
        ),
        example(
            |spec| {
                each(spec, "rows", |row| {
                    row.fields.insert("new".to_owned(), text());
                });
            },
            expect![[r#"
                callback-row-needed-added: shared#callbacks.TranscodeCallback.rows.new [risky major]
                request-row-needed-added: created#request.rows.new [breaking major]
                answer-row-added: created#response.rows.new [safe minor]
            "#]],
        ),
        example(
            |spec| {
                tables(spec).into_iter().for_each(|rows| {
                    rows.shift_remove("plain");
                });
            },
            expect![[r#"
                callback-row-removed: shared#callbacks.TranscodeCallback.plain [breaking major]
                request-row-removed: created#request.plain [breaking major]
                answer-row-removed: created#response.plain [breaking major]
            "#]],
        ),
        example(
            |spec| {
                each(spec, "rows", |row| {
                    row.fields.clear();
                });
            },
            expect![[r#"
                callback-row-removed: shared#callbacks.TranscodeCallback.rows.inner [breaking major]
                request-row-removed: created#request.rows.inner [breaking major]
                answer-row-removed: created#response.rows.inner [breaking major]
            "#]],
        ),
        example(
            |spec| {
                tables(spec).into_iter().for_each(|rows| {
                    put(rows, "needed", rows.len() - 1);
                });
            },
            expect![[r#"
                callback-row-needed-moved: shared#callbacks.TranscodeCallback.needed [safe major]
                request-row-needed-moved: created#request.needed [safe major]
                answer-row-moved: created#response.needed [safe patch]
            "#]],
        ),
        example(
            |spec| {
                tables(spec).into_iter().for_each(|rows| {
                    put(rows, "plain", 0);
                });
            },
            expect![[r#"
                callback-row-moved: shared#callbacks.TranscodeCallback.plain [safe patch]
                request-row-moved: created#request.plain [safe patch]
                answer-row-moved: created#response.plain [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.optional = None),
            expect![[r#"
            callback-row-optional-narrowed: shared#callbacks.TranscodeCallback.plain optional [risky major]
            request-row-optional-narrowed: created#request.plain optional [breaking major]
            answer-row-optional-narrowed: created#response.plain optional [safe none]
        "#]],
        ),
        example(
            |spec| each(spec, "needed", |row| row.optional = Some(true)),
            expect![[r#"
                callback-row-optional-widened: shared#callbacks.TranscodeCallback.needed optional [risky major]
                request-row-optional-widened: created#request.needed optional [safe major]
                answer-row-optional-widened: created#response.needed optional [risky none]
            "#]],
        ),
        example(
            |spec| each(spec, "list", |row| row.optional = Some(true)),
            expect![[r#"
            callback-row-optional-list-changed: shared#callbacks.TranscodeCallback.list optional [risky none]
            request-row-optional-list-widened: created#request.list optional [safe none]
            answer-row-optional-widened: created#response.list optional [risky none]
        "#]],
        ),
        upon(
            |spec| each(spec, "list", |row| row.optional = Some(true)),
            |spec| each(spec, "list", |row| row.optional = Some(false)),
            expect![[r#"
                callback-row-optional-list-changed: shared#callbacks.TranscodeCallback.list optional [risky none]
                request-row-optional-list-narrowed: created#request.list optional [breaking none]
                answer-row-optional-narrowed: created#response.list optional [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "needed", |row| row.optional = Some(false)),
            expect![[r#"
                callback-row-optional-changed: shared#callbacks.TranscodeCallback.needed optional [safe none]
                request-row-optional-changed: created#request.needed optional [safe none]
                answer-row-optional-changed: created#response.needed optional [safe none]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.required = Some(true)),
            |spec| each(spec, "plain", |row| row.optional = None),
            expect![[r#"
                callback-row-optional-changed: shared#callbacks.TranscodeCallback.plain optional [safe none]
                request-row-optional-changed: created#request.plain optional [safe none]
                answer-row-optional-narrowed: created#response.plain optional [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.required = Some(true)),
            expect![[r#"
                callback-row-required-narrowed: shared#callbacks.TranscodeCallback.plain required [risky major]
                request-row-required-narrowed: created#request.plain required [breaking major]
                answer-row-idle-changed: created#response.plain required [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "needed", |row| row.required = Some(false)),
            expect![[r#"
                callback-row-required-widened: shared#callbacks.TranscodeCallback.needed required [risky major]
                request-row-required-widened: created#request.needed required [safe major]
                answer-row-idle-changed: created#response.needed required [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "list", |row| row.required = Some(false)),
            expect![[r#"
                callback-row-required-list-changed: shared#callbacks.TranscodeCallback.list required [risky none]
                request-row-required-list-widened: created#request.list required [safe none]
                answer-row-idle-changed: created#response.list required [safe none]
            "#]],
        ),
        upon(
            |spec| each(spec, "list", |row| row.optional = Some(true)),
            |spec| each(spec, "list", |row| row.required = Some(true)),
            expect![[r#"
                callback-row-required-list-changed: shared#callbacks.TranscodeCallback.list required [risky none]
                request-row-required-list-narrowed: created#request.list required [breaking none]
                answer-row-idle-changed: created#response.list required [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "needed", |row| row.required = Some(true)),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.needed required [safe none]
                request-row-idle-changed: created#request.needed required [safe none]
                answer-row-idle-changed: created#response.needed required [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.always = true),
            expect![[r#"
            callback-row-idle-changed: shared#callbacks.TranscodeCallback.plain always [safe none]
            request-row-idle-changed: created#request.plain always [safe none]
            answer-row-always-narrowed: created#response.plain always [risky major]
        "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.always = true),
            |spec| each(spec, "plain", |row| row.always = false),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.plain always [safe none]
                request-row-idle-changed: created#request.plain always [safe none]
                answer-row-always-widened: created#response.plain always [risky major]
            "#]],
        ),
        example(
            |spec| each(spec, "list", |row| row.always = true),
            expect![[r#"
            callback-row-idle-changed: shared#callbacks.TranscodeCallback.list always [safe none]
            request-row-idle-changed: created#request.list always [safe none]
            answer-row-idle-changed: created#response.list always [safe none]
        "#]],
        ),
    ]
}

//! What a row's value is, how it is called, and what is said about it.

use expect_test::expect;

use super::{Example, each, example, owned, put, some, upon, words};
use crate::spec::{Evidence, Meaning, Row};

pub fn examples() -> Vec<Example> {
    vec![
        example(
            |spec| each(spec, "plain", |row| row.ty = some("int")),
            expect![[r#"
            callback-row-type-changed: shared#callbacks.TranscodeCallback.plain type [breaking major]
            request-row-type-changed: created#request.plain type [breaking major]
            answer-row-type-changed: created#response.plain type [breaking major]
        "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.ty = some("String[]")),
            expect![[r#"
                callback-row-type-changed: shared#callbacks.TranscodeCallback.plain type [breaking major]
                request-row-type-changed: created#request.plain type [breaking major]
                answer-row-type-changed: created#response.plain type [breaking major]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.meaning = Some(Meaning::Time)),
            |spec| each(spec, "plain", |row| row.ty = some("long")),
            expect![[r#"
                callback-row-printed-type-changed: shared#callbacks.TranscodeCallback.plain type [risky patch]
                request-row-printed-type-changed: created#request.plain type [risky patch]
                answer-row-printed-type-changed: created#response.plain type [risky patch]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", |row| row.ty = some("int")),
            expect![[r#"
            callback-row-printed-type-changed: shared#callbacks.TranscodeCallback.codes type [risky patch]
            request-row-printed-type-changed: created#request.codes type [risky patch]
            answer-row-printed-type-changed: created#response.codes type [risky patch]
        "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.ty = some("string")),
            expect![[r#"
            callback-row-spelling-changed: shared#callbacks.TranscodeCallback.plain type [safe none]
            request-row-spelling-changed: created#request.plain type [safe none]
            answer-row-spelling-changed: created#response.plain type [safe none]
        "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.meaning = Some(Meaning::VodId)),
            expect![[r#"
                callback-row-as-changed: shared#callbacks.TranscodeCallback.plain as [risky major]
                request-row-as-changed: created#request.plain as [risky major]
                answer-row-as-changed: created#response.plain as [risky major]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", |row| row.meaning = Some(Meaning::Int)),
            expect![[r#"
                callback-row-as-kept-changed: shared#callbacks.TranscodeCallback.codes as [risky patch]
                request-row-as-kept-changed: created#request.codes as [risky patch]
                answer-row-as-kept-changed: created#response.codes as [risky patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.meaning = Some(Meaning::Text)),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.plain as [safe none]
                request-row-idle-changed: created#request.plain as [safe none]
                answer-row-idle-changed: created#response.plain as [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.secret = true),
            expect![[r#"
            callback-row-secret-changed: shared#callbacks.TranscodeCallback.plain secret [safe major]
            request-row-secret-changed: created#request.plain secret [safe major]
            answer-row-secret-changed: created#response.plain secret [safe major]
        "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.rust_name = some("pure")),
            expect![[r#"
                callback-row-rust-name-changed: shared#callbacks.TranscodeCallback.plain rust_name [safe major]
                request-row-rust-name-changed: created#request.plain rust_name [safe major]
                answer-row-rust-name-changed: created#response.plain rust_name [safe major]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.rust_name = some("plain")),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.plain rust_name [safe none]
                request-row-idle-changed: created#request.plain rust_name [safe none]
                answer-row-idle-changed: created#response.plain rust_name [safe none]
            "#]],
        ),
        example(
            |spec| {
                each(spec, "codes", |row| {
                    row.rust_type = row.rust_type.take().map(|name| name + "Code");
                });
            },
            expect![[r#"
                callback-row-rust-type-changed: shared#callbacks.TranscodeCallback.codes rust_type [safe major]
                request-row-rust-type-changed: created#request.codes rust_type [safe major]
                answer-row-rust-type-changed: created#response.codes rust_type [safe major]
            "#]],
        ),
        upon(
            |spec| each(spec, "codes", |row| row.secret = true),
            |spec| each(spec, "codes", |row| row.rust_type = some("Code")),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.codes rust_type [safe none]
                request-row-idle-changed: created#request.codes rust_type [safe none]
                answer-row-idle-changed: created#response.codes rust_type [safe none]
            "#]],
        ),
        upon(
            |spec| each(spec, "codes", Row::strip),
            |spec| {
                each(spec, "codes", |row| {
                    row.rust_type = some("Code");
                    row.values = [("0", "off")].map(owned).into();
                });
            },
            expect![[r#"
                callback-row-rust-type-changed: shared#callbacks.TranscodeCallback.codes rust_type [safe major]
                callback-row-values-added: shared#callbacks.TranscodeCallback.codes values [safe major]
                request-row-rust-type-changed: created#request.codes rust_type [safe major]
                request-row-values-added: created#request.codes values [risky major]
                answer-row-rust-type-changed: created#response.codes rust_type [safe major]
                answer-row-values-added: created#response.codes values [safe major]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", Row::strip),
            expect![[r#"
            callback-row-rust-type-changed: shared#callbacks.TranscodeCallback.codes rust_type [safe major]
            callback-row-values-removed: shared#callbacks.TranscodeCallback.codes values [safe major]
            request-row-rust-type-changed: created#request.codes rust_type [safe major]
            request-row-values-removed: created#request.codes values [safe major]
            answer-row-rust-type-changed: created#response.codes rust_type [safe major]
            answer-row-values-removed: created#response.codes values [safe major]
        "#]],
        ),
        upon(
            |spec| each(spec, "codes", |row| row.secret = true),
            |spec| each(spec, "codes", |row| row.values.clear()),
            expect![[r#"
                callback-row-idle-changed: shared#callbacks.TranscodeCallback.codes values [safe none]
                request-row-idle-changed: created#request.codes values [safe none]
                answer-row-idle-changed: created#response.codes values [safe none]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.wire = words(&["pure"])),
            expect![[r#"
                callback-row-wire-widened: shared#callbacks.TranscodeCallback.plain wire [safe patch]
                request-row-wire-changed: created#request.plain wire [breaking patch]
                answer-row-wire-widened: created#response.plain wire [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.wire = words(&["plain", "pure"])),
            expect![[r#"
                callback-row-wire-widened: shared#callbacks.TranscodeCallback.plain wire [safe patch]
                request-row-wire-others-changed: created#request.plain wire [safe patch]
                answer-row-wire-widened: created#response.plain wire [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.wire = words(&["plain", "pure"])),
            |spec| each(spec, "plain", |row| row.wire = words(&["pure", "plain"])),
            expect![[r#"
                callback-row-wire-changed: shared#callbacks.TranscodeCallback.plain wire [safe patch]
                request-row-wire-changed: created#request.plain wire [breaking patch]
                answer-row-wire-changed: created#response.plain wire [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.wire = words(&["plain", "pure"])),
            |spec| each(spec, "plain", |row| row.wire = words(&["plain", "mere"])),
            expect![[r#"
                callback-row-wire-narrowed: shared#callbacks.TranscodeCallback.plain wire [risky patch]
                request-row-wire-others-changed: created#request.plain wire [safe patch]
                answer-row-wire-narrowed: created#response.plain wire [risky patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.length = "1..9".parse().ok()),
            |spec| each(spec, "plain", |row| row.length = "2..9".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain length [safe patch]
                request-row-length-narrowed: created#request.plain length [breaking patch]
                answer-row-bounds-changed: created#response.plain length [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.length = "1..9".parse().ok()),
            |spec| each(spec, "plain", |row| row.length = None),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain length [safe patch]
                request-row-length-widened: created#request.plain length [safe patch]
                answer-row-bounds-changed: created#response.plain length [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.length = "1..9".parse().ok()),
            |spec| each(spec, "plain", |row| row.length = "2..10".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain length [safe patch]
                request-row-length-changed: created#request.plain length [breaking patch]
                answer-row-bounds-changed: created#response.plain length [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.range = "..10".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain range [safe patch]
                request-row-range-narrowed: created#request.plain range [breaking patch]
                answer-row-bounds-changed: created#response.plain range [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.range = "1..9".parse().ok()),
            |spec| each(spec, "plain", |row| row.range = "0..".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain range [safe patch]
                request-row-range-widened: created#request.plain range [safe patch]
                answer-row-bounds-changed: created#response.plain range [safe patch]
            "#]],
        ),
        upon(
            |spec| each(spec, "plain", |row| row.range = "1..9".parse().ok()),
            |spec| each(spec, "plain", |row| row.range = "0..8".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain range [safe patch]
                request-row-range-changed: created#request.plain range [breaking patch]
                answer-row-bounds-changed: created#response.plain range [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.clamp = "..10".parse().ok()),
            expect![[r#"
                callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain clamp [safe patch]
                request-row-clamp-changed: created#request.plain clamp [risky patch]
                answer-row-bounds-changed: created#response.plain clamp [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "plain", |row| row.default = some("x")),
            expect![[r#"
            callback-row-bounds-changed: shared#callbacks.TranscodeCallback.plain default [safe patch]
            request-row-default-changed: created#request.plain default [risky patch]
            answer-row-bounds-changed: created#response.plain default [safe patch]
        "#]],
        ),
        example(
            |spec| {
                each(spec, "plain", |row| {
                    row.printed_name = some("plain（可选）");
                    row.note = some("普通");
                    row.misprints = [("普", "平")].map(owned).into();
                    row.en = some("Plain.");
                    row.evidence = Some(Evidence::Wire);
                });
            },
            expect![[r#"
                callback-row-printed-name-changed: shared#callbacks.TranscodeCallback.plain printed_name [risky none]
                callback-row-note-changed: shared#callbacks.TranscodeCallback.plain note [risky patch]
                callback-row-misprints-changed: shared#callbacks.TranscodeCallback.plain misprints [safe none]
                callback-row-en-changed: shared#callbacks.TranscodeCallback.plain en [safe patch]
                callback-row-evidence-changed: shared#callbacks.TranscodeCallback.plain evidence [safe none]
                request-row-printed-name-changed: created#request.plain printed_name [risky none]
                request-row-note-changed: created#request.plain note [risky patch]
                request-row-misprints-changed: created#request.plain misprints [safe none]
                request-row-en-changed: created#request.plain en [safe patch]
                request-row-evidence-changed: created#request.plain evidence [safe none]
                answer-row-printed-name-changed: created#response.plain printed_name [risky none]
                answer-row-note-changed: created#response.plain note [risky patch]
                answer-row-misprints-changed: created#response.plain misprints [safe none]
                answer-row-en-changed: created#response.plain en [safe patch]
                answer-row-evidence-changed: created#response.plain evidence [safe none]
            "#]],
        ),
        example(
            |spec| {
                each(spec, "codes", |row| {
                    row.values.insert("2".to_owned(), "unknown".to_owned());
                });
            },
            expect![[r#"
                callback-code-added: shared#callbacks.TranscodeCallback.codes values.2 [risky minor]
                request-code-added: created#request.codes values.2 [safe minor]
                answer-code-added: created#response.codes values.2 [risky minor]
            "#]],
        ),
        example(
            |spec| {
                each(spec, "codes", |row| {
                    row.values.shift_remove("0");
                });
            },
            expect![[r#"
                callback-code-removed: shared#callbacks.TranscodeCallback.codes values.0 [safe major]
                request-code-removed: created#request.codes values.0 [breaking major]
                answer-code-removed: created#response.codes values.0 [safe major]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", |row| row.values["0"] = "none_of_it".to_owned()),
            expect![[r#"
                callback-code-name-changed: shared#callbacks.TranscodeCallback.codes values.0 [safe major]
                request-code-name-changed: created#request.codes values.0 [safe major]
                answer-code-name-changed: created#response.codes values.0 [safe major]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", |row| row.values["0"] = "Off".to_owned()),
            expect![[r#"
                callback-code-wording-changed: shared#callbacks.TranscodeCallback.codes values.0 [safe patch]
                request-code-wording-changed: created#request.codes values.0 [safe patch]
                answer-code-wording-changed: created#response.codes values.0 [safe patch]
            "#]],
        ),
        example(
            |spec| each(spec, "codes", |row| put(&mut row.values, "1", 0)),
            expect![[r#"
                callback-code-moved: shared#callbacks.TranscodeCallback.codes values.1 [safe patch]
                request-code-moved: created#request.codes values.1 [safe patch]
                answer-code-moved: created#response.codes values.1 [safe patch]
            "#]],
        ),
    ]
}

impl Row {
    /// Takes the codes and their type away.
    fn strip(&mut self) {
        self.values.clear();
        self.rust_type = None;
    }
}

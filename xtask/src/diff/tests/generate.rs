//! Arbitrary specs: every key of the format, few enough names that they meet often.

use indexmap::IndexMap;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::LazyJust;
use serde_json::{Value, json};

use crate::samples::small;
use crate::spec::kind::Types;
use crate::spec::{
    self, Amendment, AmendmentCause, Bounds, Callback, Chapter, Condition, Days,
    Disagreement, DisagreementKind, Document, Effect, Evidence, Example, Fact, Ids,
    ListEncoding, Meaning, OneOrMany, Operation, Paging, ReturnCode, Revision, Role,
    Row, Rows, Shared, Spec, TimeEncoding, Window,
};

/// A spec of anything that the model can hold, sound or not.
pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let parts = (
        document(),
        vec(revision(), 0..4),
        vec(amendment(), 0..3),
        shared(),
        table(key(), operation(), 4),
    );
    parts.prop_map(|(document, changelog, amendments, shared, operations)| {
        let order = operations.keys().cloned().collect();
        let document = Document { operations: order, ..document };
        Spec { document, changelog, amendments, shared, operations }
    })
}

/// Names of rows, codes and other parts; some look like keys, some like names with an ordinal.
fn name() -> impl Strategy<Value = String> {
    select(vec!["a", "b", "c", "list", "fields", "values", "request", "a.2", "甲"])
        .prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    select(vec!["created", "export/vote", "export/vote/page", "a"])
        .prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["", "x", "直播主题", "one\ntwo", "1..250", "true", " a: b # c"])
        .prop_map(str::to_owned)
}

fn date() -> impl Strategy<Value = String> {
    select(vec!["2018-05-04", "2020-01-22", "2014-04-30"]).prop_map(str::to_owned)
}

fn maybe<S: Strategy>(part: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    weighted(0.3, part)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => Just(Vec::new()), 2 => vec(text(), 1..3)]
}

fn words() -> impl Strategy<Value = IndexMap<String, String>> {
    prop_oneof![2 => Just(IndexMap::new()), 1 => table(name(), text(), 4)]
}

/// Parts by name, in any order.
fn table<K, V>(
    key: K,
    value: V,
    most: usize,
) -> impl Strategy<Value = IndexMap<String, V::Value>> + use<K, V>
where
    K: Strategy<Value = String>,
    V: Strategy,
{
    vec((key, value), 0..=most).prop_map(|entries| entries.into_iter().collect())
}

/// What the frozen spec says of the printed types.
fn small_types() -> Types {
    spec::load(&small()).unwrap().document.types
}

fn document() -> impl Strategy<Value = Document> {
    let site = table(name(), fact(), 3);
    let parts = (text(), text(), text(), site, vec(chapter(2), 0..3));
    parts.prop_map(|(title, base_path, methods, site, chapters)| Document {
        title,
        source: None,
        base_path,
        methods,
        types: small_types(),
        site,
        chapters,
        operations: Vec::new(),
    })
}

fn fact() -> impl Strategy<Value = Fact> {
    (maybe(text()), maybe(text()), maybe(1..3i64), maybe(evidence()), text()).prop_map(
        |(path, entry, number, evidence, en)| Fact {
            path,
            entry,
            parameter: None,
            number,
            evidence,
            en,
        },
    )
}

fn chapter(depth: u32) -> BoxedStrategy<Chapter> {
    let sections = match depth {
        0 => Just(Vec::new()).boxed(),
        depth => vec(chapter(depth - 1), 0..3).boxed(),
    };
    (name(), maybe(text()), vec(vec(text(), 0..3), 0..2), sections)
        .prop_map(|(title, text, table, sections)| Chapter {
            title,
            text,
            table,
            sections,
        })
        .boxed()
}

fn revision() -> impl Strategy<Value = Revision> {
    let disagreement = (text(), select(MATTERS.to_vec()), maybe(text()))
        .prop_map(|(words, about, tables)| Disagreement { words, about, tables });
    let lists = (texts(), texts(), texts(), vec(disagreement, 0..2));
    (date(), maybe(text()), maybe(text()), text(), text(), lists).prop_map(
        |(date, printed_date, version, author, text, lists)| {
            let (adds, removes, changes, disagrees) = lists;
            Revision {
                date,
                printed_date,
                version,
                author,
                text,
                adds,
                removes,
                changes,
                disagrees,
            }
        },
    )
}

const MATTERS: [DisagreementKind; 6] = [
    DisagreementKind::Spelling,
    DisagreementKind::Section,
    DisagreementKind::Date,
    DisagreementKind::Verb,
    DisagreementKind::Place,
    DisagreementKind::Nothing,
];

fn amendment() -> impl Strategy<Value = Amendment> {
    let because =
        select(vec![AmendmentCause::Transcription, AmendmentCause::Unannounced]);
    (date(), because, text(), texts()).prop_map(|(date, because, why, targets)| {
        Amendment { date, because, why, targets }
    })
}

fn shared() -> impl Strategy<Value = Shared> {
    let code = (text(), maybe(name()), maybe(text()))
        .prop_map(|(note, name, en)| ReturnCode { note, name, en });
    let callback = (text(), texts(), maybe(evidence()), rows(1), maybe(row(0)));
    let callback =
        callback.prop_map(|(en, described_by, evidence, parameters, answer)| Callback {
            en,
            described_by,
            evidence,
            parameters,
            answer: answer.map(Box::new),
        });
    let glossary = table(name(), text(), 3);
    (rows(1), rows(1), table(name(), code, 3), table(name(), callback, 2), glossary)
        .prop_map(|(request, response, return_codes, callbacks, glossary)| Shared {
            request,
            response,
            return_codes,
            callbacks,
            glossary,
        })
}

fn operation() -> impl Strategy<Value = Operation> {
    let printed = (
        text(),
        maybe(text()),
        text(),
        maybe(text()),
        maybe(text()),
        texts(),
        maybe(text()),
        texts(),
    );
    let roles = select(vec![
        vec![],
        vec![Role::Admin],
        vec![Role::Admin, Role::Organizer],
        vec![Role::Organizer, Role::Admin],
        vec![Role::Teacher],
    ]);
    let effect =
        select(vec![Effect::Read, Effect::Create, Effect::Update, Effect::Delete]);
    let read = (
        maybe(name()),
        maybe(text()),
        roles,
        maybe(effect),
        maybe(window()),
        maybe(paging()),
        maybe(list_encoding()),
        vec(condition(), 0..3),
        words(),
        words(),
    );
    let tables = (rows(2), rows(2), vec(example(), 0..3));
    (printed, read, tables).prop_map(|(printed, read, tables)| {
        let (title, purpose, path, printed_path, methods, without, description, red) =
            printed;
        let (
            name,
            en,
            roles,
            effect,
            window,
            paging,
            list_encoding,
            conditions,
            misprints,
            unread,
        ) = read;
        let (request, response, examples) = tables;
        Operation {
            name,
            title,
            purpose,
            path,
            printed_path,
            methods,
            without,
            en,
            roles,
            effect,
            window,
            paging,
            list_encoding,
            conditions,
            description,
            misprints,
            unread,
            red,
            request,
            response,
            examples,
        }
    })
}

fn window() -> impl Strategy<Value = Window> {
    (name(), name(), 1..4u32).prop_map(|(start, end, max)| Window {
        start,
        end,
        max: Days(max),
    })
}

fn paging() -> impl Strategy<Value = Paging> {
    (name(), name(), name(), texts(), maybe(1..3u32), maybe(name()), maybe(evidence()))
        .prop_map(|(number, list, object, flat, size, sized_by, evidence)| Paging {
            number,
            list,
            object,
            flat,
            size,
            sized_by,
            evidence,
        })
}

fn list_encoding() -> impl Strategy<Value = ListEncoding> {
    select(vec![ListEncoding::Indexed, ListEncoding::Repeated])
}

fn evidence() -> impl Strategy<Value = Evidence> {
    select(vec![Evidence::Wire, Evidence::Cast, Evidence::Code, Evidence::Unverified])
}

fn condition() -> impl Strategy<Value = Condition> {
    let values = prop_oneof![
        text().prop_map(OneOrMany::One),
        vec(text(), 0..3).prop_map(OneOrMany::Many),
    ];
    (maybe(name()), words(), maybe(name()), texts(), table(name(), values, 2)).prop_map(
        |(require, fix, only, order, when)| Condition {
            require,
            fix,
            only,
            order,
            when,
        },
    )
}

fn example() -> impl Strategy<Value = Example> {
    let given = table(name(), value(), 2).prop_map(|given| given.into_iter().collect());
    let times = select(vec![TimeEncoding::Millis, TimeEncoding::Text]);
    let wire = (maybe(text()), maybe(text()), maybe(value()));
    (name(), given, maybe(list_encoding()), maybe(times), wire).prop_map(
        |(from, given, lists, times, (form, answer, reads))| Example {
            from,
            given,
            lists,
            times,
            form,
            answer,
            reads,
        },
    )
}

/// JSON; maps of the same entries in another order are another text.
fn value() -> impl Strategy<Value = Value> {
    select(vec![
        json!(1),
        json!(true),
        json!("a"),
        json!([]),
        json!({}),
        json!({ "a": 1, "b": [2.5] }),
        json!({ "b": [2.5], "a": 1 }),
    ])
}

fn rows(depth: u32) -> BoxedStrategy<Rows> {
    table(name(), row(depth), 4).boxed()
}

fn row(depth: u32) -> BoxedStrategy<Row> {
    let ty = select(vec!["String", "string", "int", "JSONArray", "String[]", "no type"]);
    let printed = (
        maybe(text()),
        maybe(ty.prop_map(str::to_owned)),
        maybe(any::<bool>()),
        maybe(text()),
        maybe(text()),
    );
    let ids = (name(), texts(), texts()).prop_map(|(by, webcast, vod)| Ids {
        by,
        webcast,
        vod,
    });
    let named =
        (maybe(meaning()), maybe(name()), maybe(name()), words(), maybe(ids), texts());
    let bounded = (maybe(bounds()), maybe(bounds()), maybe(bounds()), maybe(text()));
    let marks = (
        words(),
        words(),
        maybe(text()),
        maybe(evidence()),
        maybe(any::<bool>()),
        any::<bool>(),
        any::<bool>(),
    );
    let fields = match depth {
        0 => LazyJust::new(Rows::new).boxed(),
        depth => prop_oneof![3 => Just(Rows::new()), 1 => rows(depth - 1)].boxed(),
    };
    (printed, named, bounded, marks, fields)
        .prop_map(|(printed, named, bounded, marks, fields)| {
            let (printed_name, ty, optional, printed_optional, note) = printed;
            let (meaning, rust_name, rust_type, values, ids, wire) = named;
            let (length, range, clamp, default) = bounded;
            let (misprints, unread, en, evidence, required, secret, always) = marks;
            Row {
                printed_name,
                ty,
                optional,
                printed_optional,
                note,
                misprints,
                en,
                meaning,
                rust_name,
                rust_type,
                values,
                ids,
                wire,
                evidence,
                length,
                range,
                clamp,
                default,
                required,
                unread,
                secret,
                always,
                fields,
                ..Row::default()
            }
        })
        .boxed()
}

fn meaning() -> impl Strategy<Value = Meaning> {
    select(vec![
        Meaning::Bool,
        Meaning::Int,
        Meaning::Decimal,
        Meaning::Text,
        Meaning::Time,
        Meaning::Date,
        Meaning::Url,
        Meaning::JoinUrl,
        Meaning::WebcastId,
        Meaning::UserId,
        Meaning::Page,
    ])
}

fn bounds() -> impl Strategy<Value = Bounds> {
    select(vec!["1..250", "..9", "1..", "0..1"])
        .prop_map(|text| text.parse().unwrap_or(Bounds { min: Some(0), max: None }))
}

//! Edits of the frozen spec: what stands in a file once, and what takes its place.

/// An edit: the file, what stands there once, and what takes its place.
pub type Edit = (&'static str, &'static str, &'static str);

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const SHARED: &str = "shared.yaml";

/// Together they need a minor step: a downstream crate goes on compiling.
pub const COMPATIBLE: &[Edit] = &[
    (
        CREATED,
        "path: /webcast/created\nprinted_path: / webcast/created",
        "path: /webcast/creation",
    ),
    (
        CREATED,
        "  level: {",
        "  fresh: { type: String, optional: true, note: 新, en: New. }\n  level: {",
    ),
    (CREATED, "length: 1..250", "length: 1..100"),
    (CREATED, "{ 0: waiting, 2: running }", "{ 0: waiting, 2: running, 3: over }"),
    (CREATED, "note: 客户端,", "note: 客户端类型,"),
    (VOTE, "max: 7d", "max: 3d"),
    (VOTE, "effect: read", "effect: update"),
    (
        VOTE,
        "      subject: {",
        "      fresh: { type: String, note: 新, en: New. }\n      subject: {",
    ),
    (
        SHARED,
        "  500: {",
        "  400: { note: 限流, name: too_many_calls, en: Too many calls. }\n  500: {",
    ),
];

/// One break for each way in which an item of the bindings can go or become another.
pub const BREAKS: &[(&str, &[Edit])] = &[
    (
        "a function has another name",
        &[(CREATED, "name: create_webcast", "name: new_webcast")],
    ),
    (
        "a needed parameter comes",
        &[(
            CREATED,
            "  level: {",
            "  fresh: { type: String, note: 新, en: New. }\n  level: {",
        )],
    ),
    (
        "a parameter has another type",
        &[
            (CREATED, "clientType: { type: int,", "clientType: { type: boolean,"),
            (CREATED, ", range: 0..1", ""),
        ],
    ),
    (
        "a property is always there",
        &[(
            CREATED,
            "startTime: { type: long, note: 开始时间, en: When it starts.,",
            "startTime: { type: long, always: true, note: 开始时间, en: When it starts.,",
        )],
    ),
    ("a field has another name", &[(VOTE, "rust_name: percentage", "rust_name: share")]),
    (
        "a code goes",
        &[
            (CREATED, "{ 0: waiting, 2: running }", "{ 0: waiting }"),
            (CREATED, "\"status\":\"2\"", "\"status\":\"0\""),
            (CREATED, "status: 2 }", "status: 0 }"),
        ],
    ),
    (
        "a window goes",
        &[(VOTE, "window: { start: startTime, end: endTime, max: 7d }\n", "")],
    ),
];

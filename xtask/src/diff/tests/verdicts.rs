//! Edits of the frozen spec, and what follows from each for callers and for crates.

use expect_test::{Expect, expect};

use super::{new, old, told};
use crate::diff::compare;
use crate::samples::{edited, small};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";

/// File, what stands there once, and what takes its place.
type Edit = (&'static str, &'static str, &'static str);

fn check(what: &str, edits: &[Edit], expected: &Expect) {
    let report = compare(&old(small()), &new(edited(small(), edits))).unwrap();
    let lines = |sign: char, lines: &[String]| -> String {
        lines.iter().map(|line| format!("{sign} {line}\n")).collect()
    };
    let surface =
        lines('-', &report.surface.removed) + &lines('+', &report.surface.added);
    let step = format!("{:?}", report.step).to_lowercase();
    expected.assert_eq(&format!("{what}: {step}\n{}{surface}", told(&report)));
}

/// The path is the key, so the file stands elsewhere too.
#[test]
fn an_operation_of_another_path_and_the_same_name_is_the_same() {
    let mut files = edited(
        small(),
        &[
            (
                DOCUMENT,
                "[created, export/vote, vod/history, file/detach]",
                "[creation, export/vote, vod/history, file/detach]",
            ),
            (
                CREATED,
                "path: /webcast/created\nprinted_path: / webcast/created",
                "path: /webcast/creation",
            ),
            (CREATED, "length: 1..250", "length: 1..300"),
        ],
    );
    let text = files.remove(CREATED).unwrap();
    files.insert("operations/creation.yaml".to_owned(), text);
    let report = compare(&old(small()), &new(files)).unwrap();
    expect![[r#"
        Patch
        breaking: creation changed [path, printed_path] [path-changed]: unexplained
        safe: creation#request.subject changed [length] [length-widened]: erratum
    "#]]
    .assert_eq(&format!("{:?}\n{}", report.step, told(&report)));
    assert_eq!(report.surface, Default::default());
    let [old, new] = [&report.findings[0].old, &report.findings[0].new]
        .map(|place| place.as_ref().unwrap().file.as_str());
    assert_eq!(
        [old, new],
        ["HEAD:spec/operations/created.yaml", "spec/operations/creation.yaml"]
    );
}

macro_rules! cases {
    ($($name:ident $what:literal $edits:expr, $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            check($what, &$edits, &$expected);
        })*
    };
}

cases! {
    a_path "a path changes while the name stays" [
        (CREATED, "path: /webcast/created\nprinted_path: / webcast/created", "path: /webcast/creation"),
    ], expect![[r#"
        a path changes while the name stays: patch
        breaking: created changed [path, printed_path] [path-changed]: unexplained
    "#]];
    a_renamed_row "a row is renamed and keeps its name in Rust" [
        (CREATED, "  level: { type: String,", "  rank: { rust_name: level, type: String,"),
        (CREATED, "only: level", "only: rank"),
        (CREATED, "loginRequired: true, level: 3 }", "loginRequired: true, rank: 3 }"),
        (CREATED, "&loginRequired=true&level=3", "&loginRequired=true&rank=3"),
    ], expect![[r#"
        a row is renamed and keeps its name in Rust: patch
        breaking: created changed [conditions, examples] [condition-added, condition-removed]: erratum
        breaking: created#request.level removed [request-row-removed]: unexplained
        safe: created#request.rank added [row-added]: unexplained
    "#]];
    methods "POST alone" [(DOCUMENT, "methods: POST/GET", "methods: POST")], expect![[r#"
        POST alone: patch
        breaking: document changed [methods] [methods-narrowed]: unexplained
    "#]];
    spelled_methods "the same methods, printed otherwise" [(DOCUMENT, "methods: POST/GET", "methods: Get，Post")], expect![[r#"
        the same methods, printed otherwise: none
        documentation: document changed [methods]: unexplained
    "#]];
    lists "lists are written otherwise" [
        (DETACH, "list_encoding: indexed", "list_encoding: repeated"),
        (DETACH, "    lists: repeated\n", "    lists: indexed\n"),
    ], expect![[r#"
        lists are written otherwise: patch
        risky: file/detach changed [list_encoding, examples] [list-encoding-changed]: erratum
    "#]];
    shared_row "every request has a row more" [
        (SHARED, "  loginName: {", "  appKey: { type: String, note: 应用, en: Key of the application. }\n  loginName: {"),
    ], expect![[r#"
        every request has a row more: minor
        breaking: shared#request.appKey added [needed-added, row-added]: unexplained
        + fn Login::app_key(self, impl Into<String>) -> Self
        + struct Login { app_key: Option<String> }
    "#]];
    moved_property "a property stands elsewhere" [
        (CREATED, "  startTime: { type: long, note: 开始时间, en: When it starts., as: time }\n", ""),
        (CREATED, "response:\n", "response:\n  startTime: { type: long, note: 开始时间, en: When it starts., as: time }\n"),
    ], expect![[r#"
        a property stands elsewhere: none
        documentation: created#response.startTime moved: unexplained
    "#]];
    moved_argument "a needed parameter stands elsewhere" [
        (CREATED, "  startTime: { type: String, note: 直播开启时间, en: When it starts., as: time }\n", ""),
        (CREATED, "request:\n", "request:\n  startTime: { type: String, note: 直播开启时间, en: When it starts., as: time }\n"),
    ], expect![[r#"
        a needed parameter stands elsewhere: major
        documentation: created#request.startTime moved: unexplained
        - fn CreateWebcast::new(subject: impl Into<String>, start_time: impl Into<Time>) -> Self
        + fn CreateWebcast::new(start_time: impl Into<Time>, subject: impl Into<String>) -> Self
    "#]];
    needed "an optional parameter is needed" [
        (CREATED, "level: { type: String, optional: true,", "level: { type: String, optional: false,"),
    ], expect![[r#"
        an optional parameter is needed: major
        breaking: created#request.level changed [optional] [needed-added]: unexplained
        - fn CreateWebcast::new(subject: impl Into<String>, start_time: impl Into<Time>) -> Self
        - struct CreateWebcast { level: Option<i64> }
        + fn CreateWebcast::new(subject: impl Into<String>, start_time: impl Into<Time>, level: impl Into<i64>) -> Self
        + struct CreateWebcast { level: i64 }
    "#]];
    needed_row "a needed parameter comes" [
        (CREATED, "  level: {", "  fresh: { type: String, note: 新, en: New. }\n  level: {"),
    ], expect![[r#"
        a needed parameter comes: major
        breaking: created#request.fresh added [needed-added, row-added]: unexplained
        - fn CreateWebcast::new(subject: impl Into<String>, start_time: impl Into<Time>) -> Self
        + fn CreateWebcast::fresh(self, impl Into<String>) -> Self
        + fn CreateWebcast::new(subject: impl Into<String>, start_time: impl Into<Time>, fresh: impl Into<String>) -> Self
        + struct CreateWebcast { fresh: String }
    "#]];
    optional_row "an optional parameter comes" [
        (CREATED, "  level: {", "  fresh: { type: String, optional: true, note: 新, en: New., length: 1..9 }\n  level: {"),
    ], expect![[r#"
        an optional parameter comes: minor
        safe: created#request.fresh added [row-added]: unexplained
        + fn CreateWebcast::fresh(self, impl Into<String>) -> Self
        + struct CreateWebcast { fresh: Option<String> }
    "#]];
    row_goes "a parameter goes" [
        (CREATED, "  clientType: { type: int, optional: true, note: 客户端, en: Kind of client., range: 0..1 }\n", ""),
    ], expect![[r#"
        a parameter goes: major
        breaking: created#request.clientType removed [request-row-removed]: unexplained
        - fn CreateWebcast::client_type(self, impl Into<i64>) -> Self
        - struct CreateWebcast { client_type: Option<i64> }
    "#]];
    property_comes "a property comes that is always there" [
        (CREATED, "  status:\n", "  fresh: { type: String, note: 新, en: New., always: true }\n  status:\n"),
    ], expect![[r#"
        a property comes that is always there: major
        risky: created#response.fresh added [always-added, row-added]: unexplained
        - fn CreateWebcastResponse::new(id: impl Into<WebcastId>) -> Self
        + fn CreateWebcastResponse::fresh(self, impl Into<String>) -> Self
        + fn CreateWebcastResponse::new(id: impl Into<WebcastId>, fresh: impl Into<String>) -> Self
        + struct CreateWebcastResponse { fresh: String }
    "#]];
    other_type "a printed type is another" [(CREATED, "clientType: { type: int,", "clientType: { type: String,"), (CREATED, ", range: 0..1", "")], expect![[r#"
        a printed type is another: major
        breaking: created#request.clientType changed [type, range] [kind-changed, range-removed]: unexplained
        - fn CreateWebcast::client_type(self, impl Into<i64>) -> Self
        - struct CreateWebcast { client_type: Option<i64> }
        + fn CreateWebcast::client_type(self, impl Into<String>) -> Self
        + struct CreateWebcast { client_type: Option<String> }
    "#]];
    bounds "bounds narrow and widen" [
        (CREATED, "length: 1..250", "length: 1..100"), (CREATED, "range: ..9", "range: ..99"),
    ], expect![[r#"
        bounds narrow and widen: patch
        breaking: created#request.subject changed [length] [length-narrowed]: erratum
        safe: created#request.level changed [range] [range-widened]: erratum
    "#]];
    code_goes "a code of a request goes" [(CREATED, "{ 0: disabled, 1: enabled }", "{ 0: disabled }")], expect![[r#"
        a code of a request goes: major
        breaking: created#request.telconf changed [values] [request-codes-narrowed]: erratum
        - enum Telconf::Enabled
    "#]];
    code_comes "a code of an answer comes" [(CREATED, "{ 0: waiting, 2: running }", "{ 0: waiting, 2: running, 3: over }")], expect![[r#"
        a code of an answer comes: minor
        risky: created#response.status changed [values] [codes-widened]: erratum
        + enum Status::Over
    "#]];
    code_name "a code has another name" [(CREATED, "{ 0: waiting, 2: running }", "{ 0: pending, 2: running }")], expect![[r#"
        a code has another name: major
        documentation: created#response.status changed [values]: erratum
        - enum Status::Waiting
        + enum Status::Pending
    "#]];
    read_names "another name is read" [(VOTE, "wire: [percentage, precentage]", "wire: [precentage, percentage, percent]")], expect![[r#"
        another name is read: patch
        safe: export/vote#response.list.precentage changed [wire] [names-widened]: erratum
    "#]];
    name_lost "a name is no longer read" [(VOTE, "wire: [percentage, precentage]", "wire: [percent]")], expect![[r#"
        a name is no longer read: patch
        risky: export/vote#response.list.precentage changed [wire] [names-changed]: erratum
    "#]];
    window "a window is shorter" [(VOTE, "max: 7d", "max: 3d")], expect![[r#"
        a window is shorter: patch
        breaking: export/vote changed [window] [window-narrowed]: erratum
    "#]];
    window_goes "a window goes" [(VOTE, "window: { start: startTime, end: endTime, max: 7d }\n", "")], expect![[r#"
        a window goes: major
        safe: export/vote changed [window] [window-removed]: erratum
        - fn ExportVotes::between(self, from: Time, to: Time) -> Self
    "#]];
    pages_go "pages go" [(VOTE, "paging: { number: pageNo, list: list, object: page, size: 50 }\n", "")], expect![[r#"
        pages go: patch
        risky: export/vote changed [paging] [paging-removed]: erratum
    "#]];
    return_code "a return code comes" [(SHARED, "  500: {", "  400: { note: 限流, name: too_many_calls, en: Too many calls. }\n  500: {")], expect![[r#"
        a return code comes: minor
        risky: shared#return_codes.400 added [return-code-added]: unexplained
        + enum ReturnCode::TooManyCalls
    "#]];
    base_path "every path hangs elsewhere" [(DOCUMENT, "base_path: ", "base_path: /else")], expect![[r#"
        every path hangs elsewhere: patch
        breaking: document changed [base_path] [base-path-changed]: erratum
    "#]];
    effect "a call may not be sent again" [(VOTE, "effect: read", "effect: update")], expect![[r#"
        a call may not be sent again: patch
        risky: export/vote changed [effect] [effect-changed]: erratum
    "#]];
    condition "a condition comes" [(CREATED, "  - { order: [startTime, endTime] }\n", "  - { order: [startTime, endTime] }\n  - { only: callbackUrl, when: { telconf: '1' } }\n")], expect![[r#"
        a condition comes: patch
        breaking: created changed [conditions] [condition-added]: erratum
    "#]];
    note "a note has other words" [(CREATED, "note: 客户端", "note: 客户端类型")], expect![[r#"
        a note has other words: patch
        documentation: created#request.clientType changed [note]: unexplained
    "#]];
    our_words "our words are others" [(CREATED, "en: Kind of client.", "en: The kind of client.")], expect![[r#"
        our words are others: patch
        documentation: created#request.clientType changed [en]: docs
    "#]];
    rust_names "a field and a type have other names" [
        (CREATED, "rust_type: Status", "rust_type: State"), (VOTE, "rust_name: percentage", "rust_name: share"),
    ], expect![[r#"
        a field and a type have other names: major
        documentation: created#response.status changed [rust_type]: erratum
        documentation: export/vote#response.list.precentage changed [rust_name]: erratum
        - enum Status
        - enum Status::Running
        - enum Status::Waiting
        - fn CreateWebcastResponse::status(self, impl Into<Status>) -> Self
        - fn Vote::percentage(self, impl Into<f64>) -> Self
        - struct CreateWebcastResponse { status: Option<Status> }
        - struct Vote { percentage: Option<f64> }
        + enum State
        + enum State::Running
        + enum State::Waiting
        + fn CreateWebcastResponse::status(self, impl Into<State>) -> Self
        + fn Vote::share(self, impl Into<f64>) -> Self
        + struct CreateWebcastResponse { status: Option<State> }
        + struct Vote { share: Option<f64> }
    "#]];
    spelling "a printed type has another spelling" [(CREATED, "clientType: { type: int,", "clientType: { type: Integer,")], expect![[r#"
        a printed type has another spelling: none
        documentation: created#request.clientType changed [type]: unexplained
    "#]];
    operation_goes "an operation goes" [(DOCUMENT, "[created, export/vote, vod/history, file/detach]", "[created, export/vote, vod/history]")], expect![[r#"
        an operation goes: major
        breaking: file/detach removed [operation-removed]: unexplained
        - fn BlockingClient::detach_files(&self, request: &DetachFiles) -> Result<DetachFilesResponse>
        - fn Client::detach_files(&self, request: &DetachFiles) -> Result<DetachFilesResponse>
        - fn DetachFiles::new(webcast_id: impl Into<WebcastId>, urls: impl IntoIterator<Item = impl Into<String>>) -> Self
        - fn DetachFiles::rows(self, impl IntoIterator<Item = impl Into<FileRow>>) -> Self
        - fn DetachFiles::urls(self, impl IntoIterator<Item = impl Into<String>>) -> Self
        - fn DetachFiles::webcast_id(self, impl Into<WebcastId>) -> Self
        - fn DetachFilesResponse::new() -> Self
        - fn FileRow::name(self, impl Into<String>) -> Self
        - fn FileRow::new(name: impl Into<String>) -> Self
        - fn FileRow::user_id(self, impl Into<UserId>) -> Self
        - impl Default for DetachFilesResponse
        - impl Eq + Hash for DetachFiles
        - impl Eq + Hash for DetachFilesResponse
        - impl Eq + Hash for FileRow
        - impl Operation<Response = DetachFilesResponse> for DetachFiles
        - struct DetachFiles
        - struct DetachFiles { rows: Option<Vec<FileRow>> }
        - struct DetachFiles { urls: Vec<String> }
        - struct DetachFiles { webcast_id: WebcastId }
        - struct DetachFilesResponse
        - struct FileRow
        - struct FileRow { name: String }
        - struct FileRow { user_id: Option<UserId> }
    "#]];
    operation_moves "operations stand elsewhere" [(DOCUMENT, "[created, export/vote, vod/history, file/detach]", "[export/vote, vod/history, file/detach, created]")], expect![[r#"
        operations stand elsewhere: patch
        documentation: created moved: unexplained
    "#]];
    callback_row "what the server posts is always there" [(SHARED, ", required: false }", " }")], expect![[r#"
        what the server posts is always there: major
        risky: shared#callbacks.TranscodeCallback.gsstatus changed [required] [callback-needed-added]: erratum
        - fn TranscodeCallback::new() -> Self
        - impl Default for TranscodeCallback
        - struct TranscodeCallback { status: Option<String> }
        + fn TranscodeCallback::new(status: impl Into<String>) -> Self
        + struct TranscodeCallback { status: String }
    "#]];
    callback_answer "an answer is not known any more" [(SHARED, "values: { stay: stay, go: go }", "values: { stay: stay }")], expect![[r#"
        an answer is not known any more: major
        breaking: shared#callbacks.Entered changed [answer] [request-codes-narrowed]: erratum
        - enum EnteredAnswer::Go
    "#]];
    callback_ids "a text is the id of something else" [(SHARED, "webcast: ['1'], vod: ['2']", "webcast: [], vod: ['1', '2']")], expect![[r#"
        a text is the id of something else: major
        documentation: shared#callbacks.Entered.room changed [ids]: erratum
        - fn Entered::webcast_id(&self) -> Option<WebcastId>
    "#]];
    callback_comes "one thing more is sent" [(SHARED, "  Entered:\n", "  Left:\n    en: Somebody leaves.\n    evidence: wire\n    parameters: {}\n  Entered:\n")], expect![[r#"
        one thing more is sent: minor
        safe: shared#callbacks.Left added [callback-added]: erratum
        + fn Left::new() -> Self
        + impl Callback for Left
        + impl Default for Left
        + impl Eq + Hash for Left
        + struct Left
    "#]];
    secret "a text is a secret" [(CREATED, "en: Level., as: int, range: ..9 }", "en: Level., secret: true }")], expect![[r#"
        a text is a secret: major
        breaking: created#request.level changed [secret, as, range] [kind-changed, range-removed]: erratum
        - fn CreateWebcast::level(self, impl Into<i64>) -> Self
        - struct CreateWebcast { level: Option<i64> }
        + fn CreateWebcast::level(self, impl Into<Secret>) -> Self
        + struct CreateWebcast { level: Option<Secret> }
    "#]];
}

//! Remedies that take a decision, so that no program can do what they tell: each with edits that take it in the example
//! of a message that prints it.

use super::Edit::{self, Add, Remove, Replace};

const CREATED: &str = "operations/created.yaml";
const VOTE: &str = "operations/export/vote.yaml";
const DETACH: &str = "operations/file/detach.yaml";
const SHARED: &str = "shared.yaml";
const DOCUMENT: &str = "document.yaml";
const CHANGELOG: &str = "changelog.yaml";
const AMENDMENTS: &str = "amendments.yaml";

const SHARE: &str = "# yaml-language-server: $schema=../schema/operation.json\nname: share\ntitle: 共享\npath: /webcast/share\nen: Shares.\nroles: [admin]\neffect: update\n";

/// What edits of the files cannot do, and why.
pub const UNTRIED: &[(&str, &str)] = &[(
    "name a state before the change in `…`",
    "`--since` is an argument of the command",
)];

/// The remedy, how the message begins that prints it, and the edits that take it in the message's example.
pub type Decision = (&'static str, &'static str, &'static [Edit]);

#[rustfmt::skip]
pub const DECISIONS: &[Decision] = &[
    ("list what can be answered", "`answer` has no `values`", &[Replace(SHARED, "rust_type: EnteredAnswer\n", "rust_type: EnteredAnswer\n      values: { stay: stay }\n")]),
    ("name one that it has", "`action` has no code `7`", &[Replace(SHARED, "webcast: ['7']", "webcast: ['1']")]),
    ("remove one", "`1` stands twice", &[Replace(SHARED, "webcast: ['1'], ", "webcast: [], ")]),
    ("say how sure we are of the words", "`answer` has no `evidence`", &[Replace(SHARED, "rust_type: EnteredAnswer\n", "rust_type: EnteredAnswer\n      evidence: unverified\n")]),
    ("say how sure we are of what no note describes", "`Entered` has no `evidence`", &[Replace(SHARED, "somebody enters.\n", "somebody enters.\n    evidence: wire\n")]),
    ("add a `…`", "the description allows 7 days", &[Replace(VOTE, "effect: read\n", "effect: read\nwindow: { start: startTime, end: endTime, max: 7d }\n")]),
    ("name it there, and their type in `…`", "the note of `clientType` lists", &[Replace(CREATED, "en: Kind of client., range: 0..1", "en: Kind of client., rust_type: ClientKind, values: { 0: web, 1: app }")]),
    ("reword it", "`en` says `7`", &[Replace(VOTE, "at most 7 days", "at most 3 days")]),
    ("name it there", "the note of `telconf` lists `2`", &[Replace(CREATED, "0: disabled, 1: enabled", "0: disabled, 1: enabled, 2: dial_out")]),
    ("add what it means to `…` of `…`, such as `…`, `…` or `…`", "`Interger` is not a type", &[Replace("document.yaml", "  JSONOBJECT: rows", "  JSONOBJECT: rows\n  Interger: int")]),
    ("say in `…` what a value is", "`Interger` is not a type", &[Replace(CREATED, "en: Kind of client., range", "en: Kind of client., as: int, range")]),
    ("say whether it must be sent, since `…` does not", "`urls` has no `required`", &[Replace(DETACH, "en: Addresses of the files. }", "en: Addresses of the files., required: true }")]),
    ("say in `…` why not", "the note prints another `length`", &[Replace(CREATED, "length: 1..255", "length: 1..255, unread: { length: The site sets the length. }")]),
    ("add `…`", "the answer has 2 lists", &[Replace(VOTE, "max: 7d }\n", "max: 7d }\npaging: { number: number, list: list, object: page, size: 50 }\n")]),
    ("add a wire vector of the request", "the examples have no `form`", &[Replace(VOTE, "examples:\n", "examples:\n  - from: a form\n    given: { webcastId: 8a6f }\n    form: webcastId=8a6f\n")]),
    ("add an English line", "`startTime` has no `en`", &[Replace(VOTE, "note: 开始时间, as", "note: 开始时间, en: When it starts., as")]),
    ("the name to the glossary", "`startTime` has no `en`", &[Replace(SHARED, "glossary:\n", "glossary:\n  startTime: The start.\n")]),
    ("add it", "`given` leaves out `subject`", &[Replace(CREATED, "{ subjet: Rust", "{ subject: Rust, subjet: Rust")]),
    ("add its rows", "`urls` has no `fields`", &[Replace(DETACH, "en: Addresses of the files., required: true }", "en: Addresses of the files., required: true, fields: { url: { type: String, note: 链接, en: Address. } } }")]),
    ("add one", "the English line does not end", &[Replace(DOCUMENT, "a vod is watched }", "a vod is watched. }")]),
    ("add one", "the example has neither", &[Replace(DETACH, "    lists: repeated\n", "    lists: repeated\n    form: webcastId=8a6f&urls=a&urls=b\n")]),
    ("add the file or remove the line", "`file/detach` is listed without", &[Replace(DOCUMENT, ", file/detach]", "]")]),
    ("add the printed one", "`level` has no `type`", &[Replace(CREATED, "level: { optional", "level: { type: String, optional")]),
    ("add what it reads as", "the answer has no `reads`", &[Replace(CREATED, "\"status\":\"2\"}'\n", "\"status\":\"2\"}'\n    reads: { id: 8a6f }\n")]),
    ("choose another name", "`base_path` makes the constant", &[Replace(DOCUMENT, "  base_path: {", "  own_base: {")]),
    ("correct it", "the answer is not a JSON object: EOF", &[Replace(CREATED, "\"status\":\"2\"'", "\"status\":\"2\"}'")]),
    ("correct it", "the file is not YAML from here on: illegal", &[Replace(CREATED, "[organizer, admin\n", "[organizer, admin]\n")]),
    ("correct it in `…`", "the note of `startTime` refers", &[Replace(CREATED, "note: 直播开启时间（详情见1.2）", "note: 直播开启时间（详情见1.2）, misprints: { 见1.2: 见1.1 }")]),
    ("correct one `…`", "`status` makes the name on the wire", &[Replace(CREATED, "wire: [id, status]", "wire: [id, state]")]),
    ("correct one of the two", "`printed_path` without its blanks", &[Replace(CREATED, "/ webcast/create\n", "/ webcast/created\n")]),
    ("correct the code", "an `int` cannot hold the code `two`", &[Replace(CREATED, "two: running", "3: running")]),
    ("correct the date", "`2021-02-30` is not a day", &[Replace(AMENDMENTS, "2021-02-30", "2021-02-28")]),
    ("correct the form", "`level=3` is not `name=value`", &[Replace(CREATED, "&level=3", "")]),
    ("correct the key", "`created#request.clientType` stands in `changes`", &[Replace(CHANGELOG, "changes: [created#request.clientType]", "adds: [created#request.clientType]")]),
    ("correct the target", "`export/vote#response.list.theme`", &[Replace(CHANGELOG, "list.theme", "list.subject")]),
    ("correct the targets", "`5.1` is `created`", &[Replace(CHANGELOG, "changes: [file/detach]", "changes: [created, file/detach]")]),
    ("give a value", "`subject` is empty", &[Replace(CREATED, "subject: ''", "subject: Rust")]),
    ("give both the same `…`", "`webcastId` is a `vod_id` here", &[Replace(DETACH, "as: vod_id", "as: webcast_id")]),
    ("give one", "`startTime`: `tomorrow`", &[Replace(CREATED, "startTime: tomorrow", "startTime: 2021-05-19 10:00:00")]),
    ("give one of `…`", "`subject`: `` has 0", &[Replace(CREATED, "subject: ''", "subject: Rust")]),
    ("give one of the two another name", "`ExportVotes` is a type of", &[Replace(VOTE, "rust_type: ExportVotes", "rust_type: VoteRow")]),
    ("give one that is", "`default`: `10` is not in", &[Replace(CREATED, "default: '10'", "default: '9'")]),
    ("give the row a `…` instead", "a page object has no `pages`", &[
        Replace(VOTE, "    as: page\n", "    rust_type: Position\n"),
        Replace(VOTE, "object: page, size: 50 }", "object: pageDto, size: 50, evidence: code }"),
        Replace(VOTE, "note: 当前页数 }", "note: 当前页数, en: Number of the page. }"),
        Replace(VOTE, "note: 总的页数 }", "note: 总的页数, en: Number of pages. }"),
        Replace(VOTE, "note: 总的条数 }", "note: 总的条数, en: Number of rows. }"),
        Replace(VOTE, "page: { pageNo: 1, totalPages: 1 }", "page: { pageNo: 1 }"),
    ]),
    ("give the row another `…`", "`clientType` makes the field `new`", &[Replace(CREATED, "rust_name: new", "rust_name: client")]),
    ("say in `…`, `…` or `…` what it did", "no target is left for the line `增加clientType`", &[Replace(CHANGELOG, "text: 增加clientType\n", "text: 增加clientType\n  adds: [created#request.clientType]\n")]),
    ("in `…` that it is `…`", "no target is left for the line `增加clientType`", &[Replace(CHANGELOG, "text: 增加clientType\n", "text: 增加clientType\n  disagrees:\n    - { words: 增加clientType, about: nothing }\n")]),
    ("its keys are `…`, `…`, `…`, `…`, `…`, `…`, `…`", "`rows` is not a key of `paging`", &[Replace(VOTE, "rows: 50", "size: 50")]),
    ("keep one", "the condition has 2 of", &[Replace(CREATED, "callbackUrl, only: level, when", "callbackUrl, when")]),
    ("keep or add one", "`own_uid` has not exactly one", &[Replace(DOCUMENT, "own_uid: { evidence", "own_uid: { number: 5, evidence")]),
    ("list it where the document has it", "`file/detach` has a file", &[Replace(DOCUMENT, "vod/history]", "vod/history, file/detach]")]),
    ("make their codes or rows alike", "`Status` is a type of", &[Replace(CREATED, "{ 0: waiting, 2: running }", "{ 0: disabled, 1: enabled }")]),
    ("merge the two", "`时间规则` is a chapter already", &[Replace(DOCUMENT, "      - title: 时间规则\n        text: JSON\n", "")]),
    ("name an operation, a row, a return code, a chapter or a row of the changelog", "`created#requests.level` names no part", &[
        Replace(AMENDMENTS, "created#requests.level", "created#request.level"),
        Replace(CREATED, "note: 级别", "note: 等级"),
    ]),
    ("name another row in `…`", "`telconf` depends on itself", &[Replace(CREATED, "when: { telconf: ['0', '1'] }", "when: { loginRequired: 'true' }")]),
    ("name its function", "the operation has no `name`", &[Replace(DETACH, "title: 删除直播附件\n", "name: detach_files\ntitle: 删除直播附件\n")]),
    ("name one", "the condition has 0 rows in `when`", &[Replace(CREATED, "{ require: callbackUrl }", "{ require: callbackUrl, when: { telconf: '1' } }")]),
    ("name one that is", "`rows` is not a row of the response", &[Replace(VOTE, "list: rows", "list: list")]),
    ("name rows of one kind", "`startTime` is a time, but `day`", &[Replace(VOTE, "end: day", "end: endTime")]),
    ("name the code", "the return code `500` has no `name`", &[Replace(SHARED, "note: 业务错误, ", "note: 业务错误, name: business_error, ")]),
    ("name the type of its codes or rows", "`telconf` has no `rust_type`", &[Replace(CREATED, "    values: { 0: disabled", "    rust_type: Telconf\n    values: { 0: disabled")]),
    ("name two", "`order` takes two rows", &[Replace(CREATED, "order: [startTime]", "order: [startTime, endTime]")]),
    ("name two rows", "`startTime` stands twice", &[Replace(VOTE, "end: startTime", "end: endTime")]),
    ("put the smaller number first", "`250..1` holds nothing", &[Replace(CREATED, "250..1", "1..250")]),
    ("remove the blanks", "the English line has blanks", &[Replace(CREATED, "Creates  a", "Creates a")]),
    ("remove the white space", "`note` has white space", &[Replace(VOTE, "'日期 '", "日期")]),
    ("remove them here", "`message` is a shared row", &[Replace(DETACH, ", en: What went wrong.", "")]),
    ("remove what is not printed", "`pageNo` needs no reading", &[Replace(VOTE, ", en: Page.", "")]),
    ("rename the file", "`shared` makes the module", &[
        Remove("operations/shared.yaml"),
        Add("operations/share.yaml", SHARE),
        Replace(DOCUMENT, "[created, shared, export/vote, vod/history, file/detach]", "[created, export/vote, vod/history, file/detach, share]"),
    ]),
    ("restore it or run `…`", "`document.yaml` is missing", &[Add(DOCUMENT, include_str!("../../samples/spec/document.yaml"))]),
    ("say how its lists are written", "the operation has no `list_encoding`", &[Replace(DETACH, "effect: delete\n", "effect: delete\nlist_encoding: indexed\n")]),
    ("say how sure we are of `…`", "`Id` has no `evidence`", &[Replace(CREATED, "wire: [id],", "wire: [id], evidence: code,")]),
    ("say how sure we are of `…` on a `…`", "`userId` has no `evidence`", &[Replace(VOTE, "{ type: String, note: 用户, en: Id of the voter., as: user_id }", "{ type: String, note: 用户, en: Id of the voter., as: user_id, evidence: code }")]),
    ("say how sure we are of `…` on an `…`", "`rows` has no `evidence`", &[Replace(DETACH, "    as: page\n", "    as: page\n    evidence: code\n")]),
    ("say how sure we are of an object that is not printed", "`pageDto` has no `evidence`", &[Replace(VOTE, "size: 50 }", "size: 50, evidence: code }")]),
    ("say how sure we are of what no chapter prints", "`own_uid` has no `evidence`", &[Replace(DOCUMENT, "number: 1000000000, en", "number: 1000000000, evidence: code, en")]),
    ("say it in English", "the English line has `直` in it", &[Replace(CREATED, "Creates a 直播.", "Creates a webcast.")]),
    ("say it in one", "the English line is more than one line", &[Replace(CREATED, "en: |-\n  Creates.\n  A webcast.", "en: Creates a webcast.")]),
    ("say what `…` leafs through", "the operation has no `paging`", &[Replace(VOTE, "max: 7d }\n", "max: 7d }\npaging: { number: pageNo, list: list, object: page, size: 50 }\n")]),
    ("say what a call does", "the operation has no `effect`", &[Replace(CREATED, "roles: [organizer, admin]\n", "roles: [organizer, admin]\neffect: create\n")]),
    ("say what it does instead of `…`", "the title begins with 创建", &[Replace(CREATED, "effect: read", "effect: update")]),
    ("say where the vector comes from", "`from` is empty", &[Replace(DETACH, "- from: ''", "- from: a guess")]),
    ("write `…` or `…`", "`school.gensee.com` may be", &[Replace(CREATED, "https://school.gensee.com/", "https://example.com/")]),
    ("write a `…` of lower-case words, none a keyword of Rust", "`type` is not a name of a field", &[Replace(CREATED, "en: Level., as: int,", "en: Level., as: int, rust_name: kind,")]),
    ("write a capital", "the English line begins in lower case", &[Replace(CREATED, "en: creates", "en: Creates")]),
    ("write a text", "`en` is empty", &[Replace(CREATED, "en: ~", "en: Creates a webcast.")]),
    ("write lower-case words with `…` between them, none a keyword of Rust", "`ownUid` is not a name", &[Replace(DOCUMENT, "  ownUid:", "  own_uid:")]),
    ("write what it means", "`地址` means nothing here", &[Replace(CREATED, "{ 地址: '' }", "{ 地址: 网址 }")]),
    ("write words with a capital each", "`telconf` is not a name of a type", &[Replace(CREATED, "rust_type: telconf", "rust_type: Telconf")]),
];

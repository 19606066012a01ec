//! The table: an edit of the spec each, and the step that it needs.

use indexmap::IndexMap;
use xtask::diff::Step;
use xtask::spec::{
    Bounds, Condition, Effect, Meaning, Operation, ReturnCode, Revision, Role, Row,
    Rows, Spec, Window,
};

/// The operations that the edits are about.
pub const OPERATIONS: [&str; 10] = [
    "created",
    "setting/info",
    "page",
    "file/attach",
    "export/vote",
    "export/chat",
    "vod/vodview",
    "record/sync",
    "ptz",
    "relay/remove",
];

/// The breaks that are proved by compiling: one for each way in which an item of the bindings can go or become another.
pub const COMPILED: [&str; 10] = [
    "an operation goes",
    "a needed parameter comes",
    "needed parameters change places",
    "a parameter goes",
    "a parameter has another type",
    "a property is always there",
    "a field has another name",
    "a code goes",
    "a window goes",
    "pages go",
];

/// An edit and its verdict.
pub struct Case {
    pub name: &'static str,
    pub step: Step,
    pub edit: fn(&mut Spec),
}

macro_rules! cases {
    ($($step:ident $name:literal $edit:expr,)*) => {
        /// Every case.
        pub fn all() -> Vec<Case> {
            vec![$(Case { name: $name, step: Step::$step, edit: $edit }),*]
        }
    };
}

cases! {
    None "nothing" |_| {},
    None "a printed type has another spelling" |spec| request(spec, "created", "maxAttendees").ty = text("Integer"),
    None "an example goes" |spec| operation(spec, "created").examples.clear(),

    Patch "a note has other words" |spec| request(spec, "created", "subject").note = text("主题"),
    Patch "our words are others" |spec| request(spec, "created", "subject").en = text("What it is about."),
    Patch "a bound is narrower" |spec| request(spec, "created", "subject").length = bounds("1..100"),
    Patch "a bound ends" |spec| request(spec, "created", "subject").length = None,
    Patch "a default is another" |spec| request(spec, "created", "loginRequired").default = text("true"),
    Patch "another name is read" |spec| response(spec, "created", "number").wire = vec!["number".to_owned(), "no".to_owned()],
    Patch "a parameter is sent under another name" |spec| request(spec, "created", "subject").wire = vec!["title".to_owned()],
    None "a property may be null" |spec| response(spec, "created", "number").optional = Some(true),
    Patch "a call may not be retried" |spec| operation(spec, "setting/info").effect = Some(Effect::Update),
    Patch "teachers may call" |spec| operation(spec, "created").roles.push(Role::Teacher),
    Patch "an operation stands elsewhere" |spec| {
        spec.operations.move_index(0, OPERATIONS.len() - 1);
        spec.document.operations.rotate_left(1);
    },
    Patch "an optional parameter stands elsewhere" |spec| {
        let table = &mut operation(spec, "created").request;
        let (from, to) = (place(table, "maxAttendees"), table.len() - 1);
        table.move_index(from, to);
    },
    Patch "a property stands elsewhere" |spec| operation(spec, "created").response.move_index(0, 3),
    Patch "a condition comes" |spec| operation(spec, "created").conditions.push(Condition {
        order: vec!["startTime".to_owned(), "endTime".to_owned()],
        ..Condition::default()
    }),
    Patch "a window is shorter" |spec| window(spec).max = xtask::spec::Days(3),
    Patch "a revision says since when" |spec| spec.changelog.push(Revision {
        date: "2026-01-01".to_owned(),
        author: "李洋洋".to_owned(),
        text: "5.4增加subject参数".to_owned(),
        adds: vec!["created#request.subject".to_owned()],
        ..Revision::default()
    }),
    Patch "every path hangs elsewhere" |spec| spec.document.base_path = "/integration".to_owned(),

    Minor "an operation comes" |spec| {
        let mut copy = spec.operations["vod/vodview"].clone();
        copy.name = text("get_views");
        copy.path = "/webcast/views".to_owned();
        spec.document.operations.push("views".to_owned());
        spec.operations.insert("views".to_owned(), copy);
    },
    Minor "an optional parameter comes" |spec| add(&mut operation(spec, "created").request, "extra", optional("String")),
    Minor "a property comes" |spec| add(&mut operation(spec, "created").response, "extra", row("String")),
    Minor "a property comes that is always there" |spec| {
        let row = Row { always: true, ..row("String") };
        add(&mut operation(spec, "created").response, "always", row);
    },
    Minor "a property of a row comes" |spec| add(&mut response(spec, "export/chat", "list").fields, "extra", row("String")),
    Minor "a code comes" |spec| code(spec).values.insert("9".to_owned(), "another".to_owned()).map_or((), drop),
    Minor "a return code comes" |spec| {
        let code = ReturnCode { note: "限流".to_owned(), name: text("too_many_calls"), en: text("Too many calls.") };
        spec.shared.return_codes.insert("700".to_owned(), code);
    },
    Minor "a window comes" |spec| operation(spec, "record/sync").window = Some(Window {
        start: "startTime".to_owned(),
        end: "endTime".to_owned(),
        max: xtask::spec::Days(7),
    }),

    Major "an operation goes" |spec| {
        spec.operations.shift_remove("relay/remove");
        spec.document.operations.retain(|key| key != "relay/remove");
    },
    Major "an operation has another name" |spec| operation(spec, "created").name = text("new_webcast"),
    Major "a needed parameter comes" |spec| add(&mut operation(spec, "created").request, "extra", row("String")),
    Major "a needed parameter of a row comes" |spec| add(&mut request(spec, "file/attach", "attachmentList").fields, "extra", row("String")),
    Major "an optional parameter is needed" |spec| request(spec, "created", "maxAttendees").optional = None,
    Major "a needed parameter is optional" |spec| request(spec, "created", "startTime").optional = Some(true),
    Major "a parameter goes" |spec| remove(&mut operation(spec, "created").request, "maxAttendees"),
    Major "a parameter has another type" |spec| request(spec, "created", "maxAttendees").ty = text("String"),
    Major "a parameter is a list" |spec| request(spec, "created", "subject").ty = text("String[]"),
    Major "a parameter means something else" |spec| request(spec, "created", "startTime").meaning = Some(Meaning::Date),
    Major "needed parameters change places" |spec| {
        let table = &mut operation(spec, "created").request;
        let (one, two) = (place(table, "subject"), place(table, "startTime"));
        table.swap_indices(one, two);
    },
    Major "a property goes" |spec| remove(&mut operation(spec, "created").response, "number"),
    Major "a property of a row goes" |spec| remove(&mut response(spec, "export/chat", "list").fields, "msg"),
    Major "a property has another type" |spec| response(spec, "setting/info", "maxAttendees").ty = text("String"),
    Major "a property is always there" |spec| response(spec, "setting/info", "maxAttendees").always = true,
    Major "a property is not always there" |spec| response(spec, "created", "id").always = false,
    Major "a field has another name" |spec| response(spec, "created", "number").rust_name = text("digits"),
    Major "a type has another name" |spec| code(spec).rust_type = text("CameraCommand"),
    Major "a code goes" |spec| code(spec).values.shift_remove("8").map_or((), drop),
    Major "a code has another name" |spec| code(spec).values.insert("8".to_owned(), "home".to_owned()).map_or((), drop),
    Major "codes are text now" |spec| {
        let row = code(spec);
        row.rust_type = None;
        row.values.clear();
    },
    Major "a text has codes now" |spec| {
        let row = request(spec, "created", "subject");
        row.rust_type = text("Theme");
        row.values = IndexMap::from([("1".to_owned(), "one".to_owned())]);
    },
    Major "a text is secret now" |spec| request(spec, "created", "subject").secret = true,
    Major "a text is not a secret now" |spec| request(spec, "created", "organizerToken").secret = false,
    Major "a return code goes" |spec| remove_code(spec, "600"),
    Major "a return code has another name" |spec| {
        spec.shared.return_codes["600"].name = text("switched_off");
    },
    Major "a window goes" |spec| operation(spec, "export/vote").window = None,
    Major "pages go" |spec| operation(spec, "page").paging = None,
    Major "a parameter of a callback goes" |spec| {
        remove(&mut spec.shared.callbacks["TranscodeCallback"].parameters, "gscoursewareId");
    },
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn bounds(text: &str) -> Option<Bounds> {
    Some(text.parse().expect("bounds"))
}

fn row(ty: &str) -> Row {
    Row { ty: text(ty), en: text("Something."), ..Row::default() }
}

fn optional(ty: &str) -> Row {
    Row { optional: Some(true), ..row(ty) }
}

/// An operation without the examples, which know its rows.
fn operation<'a>(spec: &'a mut Spec, key: &str) -> &'a mut Operation {
    let operation = &mut spec.operations[key];
    operation.examples.clear();
    operation
}

fn request<'a>(spec: &'a mut Spec, key: &str, row: &str) -> &'a mut Row {
    &mut operation(spec, key).request[row]
}

fn response<'a>(spec: &'a mut Spec, key: &str, row: &str) -> &'a mut Row {
    &mut operation(spec, key).response[row]
}

/// A row that lists codes.
fn code(spec: &mut Spec) -> &mut Row {
    request(spec, "ptz", "command")
}

fn window(spec: &mut Spec) -> &mut Window {
    operation(spec, "export/vote").window.as_mut().expect("`export/vote` has a window")
}

fn place(table: &Rows, name: &str) -> usize {
    table.get_index_of(name).expect("a row of the table")
}

fn add(table: &mut Rows, name: &str, row: Row) {
    assert!(table.insert(name.to_owned(), row).is_none(), "`{name}` is there already");
}

fn remove(table: &mut Rows, name: &str) {
    assert!(table.shift_remove(name).is_some(), "`{name}` is not there");
}

fn remove_code(spec: &mut Spec, code: &str) {
    assert!(spec.shared.return_codes.shift_remove(code).is_some());
}

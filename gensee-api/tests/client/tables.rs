//! The field tables: what a declaration says comes back as data.

use gensee_api::schema::{Bounds, Change, ChangeKind, FieldInfo, Kind};
use gensee_api::{
    Answer, Effect, OpenEnum, Operation, OperationInfo, Page, Parameters, Role, Secret,
    Time,
};

/// Opens a door.
///
/// 打开\*门\*
///
/// Chapter 9.1.
#[derive(Clone, Debug, PartialEq, Parameters)]
#[window(from..to, days = 7)]
struct OpenDoor {
    /// Which door
    /// it is.
    ///
    /// 门（长度：1-250）\
    /// 第二行
    ///
    /// 第三行
    ///
    /// Bounds: 1 to 250 characters.
    #[param(names("Door", "door"), length = 1..=250)]
    door_name: String,
    key: Secret,
    #[param(default = "1", range = 0.., clamp = ..=9)]
    times: Option<i64>,
    mode: Option<Mode>,
    from: Option<Time>,
    to: Time,
    visitors: Vec<Visitor>,
}

#[derive(Clone, Debug, PartialEq, Parameters)]
struct Visitor {
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
enum Mode {
    #[code("0", "zero")]
    Quick,
    #[code("1")]
    Slow,
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct DoorOpened {
    #[answer(always)]
    id: i64,
    tokens: Option<Vec<Secret>>,
    list: Vec<Opening>,
    #[answer(names("page", "pageDto"), flat)]
    page: Option<Page>,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Opening {
    r#type: Option<Width>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
#[open_enum(number)]
enum Width {
    #[code("1")]
    Ajar,
    Other(String),
}

impl Operation for OpenDoor {
    type Response = DoorOpened;
    const NAME: &'static str = "open_door";
    const PATH: &'static str = "/door/open";
    const EFFECT: Effect = Effect::Update;
    const ROLES: &'static [Role] = &[Role::Admin];
    const SINCE: Option<&'static str> = Some("2014-05-07");
    const HISTORY: &'static [Change] = &[
        Change::added("2018-05-04.1", "request.key"),
        Change::changed("2018-05-04.2", ""),
        Change::removed("2019-10-09", "request.bell"),
        Change::added("2020-09-14", "response.list"),
        Change::removed("2020-09-14", "request.key"),
        Change::added("2020-01-22", "request.key"),
    ];
}

const INFO: OperationInfo = OperationInfo::of::<OpenDoor>();

fn row(rows: &'static [FieldInfo], name: &str) -> FieldInfo {
    *rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn operations() {
    assert_eq!((INFO.name, INFO.path), ("open_door", "/door/open"));
    assert_eq!((INFO.summary, INFO.effect), ("Opens a door.", Effect::Update));
    assert_eq!((INFO.section, INFO.title, INFO.since), ("", "", Some("2014-05-07")));
    assert_eq!((INFO.roles, INFO.code_printed), (&[Role::Admin][..], true));
    let window = INFO.window.unwrap();
    assert_eq!((window.start, window.end, window.days), ("from", "to", 7));
    let names: Vec<_> = INFO.request.iter().map(|row| row.name).collect();
    assert_eq!(names, ["Door", "key", "times", "mode", "from", "to", "visitors"]);
}

#[test]
fn history() {
    for (place, since) in [
        ("request.Door", "2014-05-07"),
        ("request.bell", "2014-05-07"),
        ("request.key", "2020-01-22"),
        ("request.keys", "2014-05-07"),
        ("response.list", "2020-09-14"),
        ("response.list.type", "2020-09-14"),
    ] {
        assert_eq!(INFO.since_of(place), Some(since), "{place}");
    }
    let removed: Vec<_> = INFO.removed().collect();
    assert_eq!(removed, [&Change::removed("2019-10-09", "request.bell")]);
    assert_eq!(INFO.history[1].kind, ChangeKind::Changed);
    let places: Vec<_> = INFO.rows().into_iter().map(|(place, _)| place).collect();
    let nested = ["request.visitors", "request.visitors.name", "response.id"];
    assert!(places.windows(3).any(|places| places == nested), "{places:?}");
}

#[test]
fn parameters() {
    let door = row(INFO.request, "Door");
    assert_eq!((door.names, door.rust_name), (&["Door", "door"][..], "door_name"));
    assert_eq!(door.summary, "Which door it is.");
    assert_eq!(door.note, "门（长度：1-250）\n第二行\n\n第三行");
    assert_eq!(door.length, Some(Bounds::new(Some(1), Some(250))));
    assert_eq!(door.kind, Kind::Text);
    assert!(door.required && !door.secret && !door.always);

    let key = row(INFO.request, "key");
    assert!(key.required && key.secret);

    let times = row(INFO.request, "times");
    assert_eq!(times.range, Some(Bounds::new(Some(0), None)));
    assert_eq!(times.clamp, Some(Bounds::new(None, Some(9))));
    assert_eq!((times.kind, times.default), (Kind::Integer, Some("1")));
    assert!(!times.required);

    let mode = row(INFO.request, "mode");
    let codes: Vec<_> =
        mode.values.iter().map(|value| (value.code, value.name)).collect();
    assert_eq!(codes, [("0", "Quick"), ("zero", "Quick"), ("1", "Slow")]);
    assert_eq!(mode.kind, Kind::Code);

    let visitors = row(INFO.request, "visitors");
    assert_eq!(visitors.kind, Kind::List(&Kind::Object));
    assert!(visitors.required && visitors.fields[0].name == "name");
}

#[test]
fn properties() {
    assert!(row(INFO.response, "id").always);
    let tokens = row(INFO.response, "tokens");
    assert_eq!(tokens.kind.to_string(), "list of text");
    assert!(tokens.secret && !tokens.always);
    let width = row(row(INFO.response, "list").fields, "type");
    assert_eq!((width.rust_name, width.kind), ("type", Kind::NumberCode));
    let page = row(INFO.response, "page");
    assert_eq!(page.names, ["page", "pageDto"]);
    assert!(page.flat && page.fields.len() == 3);
}

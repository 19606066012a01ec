//! The field tables: what the declaration says comes back as data.

use gensee_api::operation::{Bounds, Kind, Row};
use gensee_api::webcast::{ExportHistoryPage, OPERATIONS};
use gensee_api::{Effect, OperationInfo, Role};

fn row(rows: &'static [Row], name: &str) -> Row {
    *rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn an_operation_is_all_there() {
    let info = *OPERATIONS.iter().find(|info| info.name == "create_webcast").unwrap();
    assert_eq!(
        (info.section, info.title, info.path),
        ("5.4", "创建直播", "/webcast/created")
    );
    assert_eq!((info.summary, info.effect), ("Creates a webcast.", Effect::Create));
    assert_eq!(info.roles, [Role::Organizer, Role::Admin]);
    assert!(info.window.is_none() && info.since.is_none() && info.code_printed);

    let subject = row(info.request, "subject");
    assert_eq!(subject.length, Some(Bounds::new(Some(1), Some(250))));
    assert_eq!(
        (subject.summary, subject.note),
        ("Subject of the webcast.", "直播主题（长度：1-250）")
    );
    assert!(subject.required && !subject.secret && subject.kind == Kind::Text);

    let token = row(info.request, "organizerToken");
    assert!(token.required && token.secret && token.rust_name == "organizer_token");

    let telconf = row(info.request, "telconf");
    let codes: Vec<_> =
        telconf.values.iter().map(|value| (value.code, value.name)).collect();
    assert_eq!(codes, [("0", "Disabled"), ("1", "DialOut"), ("2", "DialOutAndIn")]);
    assert!(
        !telconf.required
            && telconf.kind == Kind::Code
            && telconf.since == Some("2014-06-03")
    );
    assert_eq!(telconf.note.lines().count(), 5);
    assert_eq!(row(info.request, "aac").default, Some("false"));
    assert!(row(info.response, "id").always);
}

#[test]
fn lists_windows_and_flat_objects_are_all_there() {
    let info = OperationInfo::of::<ExportHistoryPage>();
    let window = info.window.unwrap();
    assert_eq!((window.start, window.end, window.days), ("startTime", "endTime", 7));
    let list = row(info.response, "list");
    assert_eq!(list.kind, Kind::List(&Kind::Object));
    assert_eq!(row(list.fields, "joinType").kind, Kind::NumberCode);
    let page = row(info.response, "pageDto");
    assert_eq!(page.names, ["pageDto", "page"]);
    assert!(page.flat && page.fields.len() == 3);
}

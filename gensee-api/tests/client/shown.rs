//! What `Debug` shows: enough to tell values apart, and no secret.

use gensee_api::params::{Form, FormWriter};
use gensee_api::webcast::{ExportHistoryPage, GetWebcast};
use gensee_api::{
    ChangeTracker, Client, Date, JoinUrl, ListFormat, Paginated as _, Paginator,
    Password, Site, Time, TimeFormat, ViewerLink, Window,
};

use crate::support::{LOGIN, PASSWORD, assert_no_secret};

#[test]
fn debug_tells_values_apart_and_no_secret() {
    let url = "https://test.gensee.com";
    let site = Site::new(url, LOGIN, Password::plain(PASSWORD)).unwrap();
    let client =
        Client::builder(url).login(LOGIN, Password::plain(PASSWORD)).build().unwrap();
    let mut export = ExportHistoryPage::new("5f3c")
        .between(Time::from_millis(0), Time::from_millis(5))
        .page_no(3);
    let list = Paginator::new(export.clone());
    let (mut start, mut end) = (Date::new(2026, 1, 2).unwrap(), None::<Date>);
    let form = "loginName=admin&password=Geheim%26888";
    let form = Form::parse(form.as_bytes());
    let mut writer = FormWriter::new(TimeFormat::Millis, ListFormat::Indexed);
    writer.text("password", PASSWORD);
    let operation = GetWebcast::new("5f3c");
    let address = JoinUrl::from("http://test.gensee.com/webcast/site/entry/join-1");
    let link = ViewerLink::new(&address).nick_name("n").token(PASSWORD);
    let changes = ChangeTracker::new(Time::from_millis(7));
    for (shown, parts) in [
        (format!("{site:?}"), ["Site", url]),
        (format!("{client:?}"), ["Client", url]),
        (format!("{list:?}"), ["export_history_page", "3"]),
        (
            format!("{:?}", site.items(export.clone())),
            ["ItemReader", "export_history_page"],
        ),
        (
            format!("{:?}", client.pages(export.clone())),
            ["Pages", "export_history_page"],
        ),
        (
            format!("{:?}", client.items(export.clone())),
            ["ItemStream", "export_history_page"],
        ),
        (format!("{:?}", export.window()), ["1970-01-01", "days: 7"]),
        (
            format!("{:?}", Window::dates(&mut start, &mut end, 9)),
            ["2026-01-02", "days: 9"],
        ),
        (format!("{form:?}"), ["loginName", "password"]),
        (format!("{:?}", form.reader()), ["loginName", "password"]),
        (format!("{writer:?}"), ["length: 21", "Millis"]),
        (
            format!("{:?}", client.call(&operation).param("token", PASSWORD)),
            ["get_webcast", "token"],
        ),
        (format!("{changes:?}"), ["ChangeTracker", "1970-01-01"]),
        (format!("{link:?}"), ["ViewerLink", "token"]),
    ] {
        assert!(
            parts.iter().all(|part| shown.contains(part)),
            "{shown} lacks {parts:?}"
        );
        assert_no_secret(&shown, &[PASSWORD]);
    }
}

//! Answers as values: made by hand, written, and read back.

use gensee_api::webcast::{
    CreateWebcastResponse, ExportVodHistoryResponse, Visit, VodVisit,
};
use gensee_api::{Answer, Page, Secret, Time, UserId, WebcastId};

#[test]
fn answers_are_made_of_what_is_always_there_and_setters() {
    let created = CreateWebcastResponse::new("w1", "12345678");
    assert_eq!((created.id.as_str(), created.number.as_str()), ("w1", "12345678"));
    assert_eq!(created.attendee_join_url, None);
    let created = created.attendee_join_url("http://a/?token=1");
    assert_eq!(created.attendee_join_url, Some(Secret::from("http://a/?token=1")));
    // A field that is always there has a setter too.
    assert_eq!(created.id("w2").id, WebcastId::from("w2"));
}

#[test]
fn answers_without_a_field_that_is_always_there_start_empty() {
    let empty = ExportVodHistoryResponse::default();
    assert_eq!((&empty.list, &empty.page), (&Vec::new(), &None));
    assert_eq!(empty, ExportVodHistoryResponse::new());
    let rows =
        [VodVisit::new().uid(7), VodVisit::new().start_time(Time::from_millis(1))];
    let history = empty.list(rows.clone()).page(Page::new().page_no(1).total_counts(2));
    assert_eq!(history.list, rows);
    let page = history.page.unwrap();
    assert_eq!(
        (page.page_no, page.total_pages, page.total_counts),
        (Some(1), None, Some(2))
    );
    assert_eq!(Visit::default().uid(UserId::from(1)).uid, Some(UserId::from(1)));
}

/// Lists are empty when absent, so that `new` does not ask for them; a list that may be absent has a setter for the
/// list itself.
#[derive(Clone, Debug, PartialEq, Answer)]
struct Lists {
    first: Vec<i64>,
    #[answer(always)]
    r#type: String,
    second: Option<Vec<String>>,
}

#[test]
fn lists_are_set_as_a_whole() {
    let lists = Lists::new("a");
    assert_eq!(lists, Lists { first: Vec::new(), r#type: "a".to_owned(), second: None });
    let lists = lists.first([1, 2]).second(["b".to_owned()]).r#type("c");
    let second = Some(vec!["b".to_owned()]);
    assert_eq!(lists, Lists { first: vec![1, 2], r#type: "c".to_owned(), second });
}

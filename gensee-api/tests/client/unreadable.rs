//! Answers that cannot be read as a whole: what can be read arrives, and what cannot is an error or a drift.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use gensee_api::webcast::{
    CreateWebcast, ExportHistoryPage, ExportQuestions, ExportVotes, GetWebcast,
    ListWebcasts, QuestionType, SyncVods,
};
use gensee_api::{
    Client, Error, Operation, OrganizerToken, PanelistToken, Password, Result, Site,
    Time, UserId, blocking,
};

use crate::support::{LOGIN, PASSWORD, Reply, Server};

const DAY: Time = Time::from_millis(1_900_000_000_000);

fn client(server: &Server) -> Client {
    let builder = Client::builder(server.url()).login(LOGIN, Password::plain(PASSWORD));
    builder.no_proxy().build().expect("a client")
}

fn site() -> Site {
    Site::new("https://test.gensee.com", LOGIN, Password::plain(PASSWORD))
        .expect("a site")
}

fn answer<O: Operation>(body: &str) -> Result<O::Response> {
    site().answer::<O>(http::Response::new(body))
}

/// A page of attendance; the row `odd` has another user id.
fn page_of_visits(number: usize, odd: Option<(usize, &str)>) -> Reply {
    let mut rows = String::new();
    for row in 0..200 {
        let uid = match odd {
            Some((at, uid)) if at == row => uid.to_owned(),
            _ => (1_000_000_000 + 1000 * number + row).to_string(),
        };
        let comma = if row == 0 { "" } else { "," };
        write!(rows, r#"{comma}{{"nickname":"v{row}","uid":{uid}}}"#).expect("memory");
    }
    Reply::Json(format!(
        r#"{{"code":"0","list":[{rows}],"pageDto":{{"pageNo":{number},"totalCounts":600,"totalPages":3}}}}"#
    ))
}

#[tokio::test]
async fn an_odd_value_costs_nothing_but_itself() -> Result<()> {
    let server = Server::replying([
        page_of_visits(1, None),
        page_of_visits(2, Some((77, r#""guest-77""#))),
        page_of_visits(3, None),
    ]);
    let drifts = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&drifts);
    let client = Client::builder(server.url())
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .on_drift(move |drift| seen.lock().expect("a lock").push(drift.to_string()))
        .build()?;
    let mut visits = client.items(ExportHistoryPage::new("w"));
    let mut ids = Vec::new();
    while let Some(visit) = visits.try_next().await? {
        assert!(visit.nickname.is_some());
        ids.push(visit.uid);
    }
    assert_eq!(ids.len(), 600);
    assert_eq!(ids.iter().filter(|id| id.is_none()).count(), 1);
    assert_eq!(ids[277], None);
    assert_eq!(ids[278], Some(UserId::own(2078)));
    let drift = "`export_history_page` `$.list[77].uid`: is a text that cannot be read as a number id";
    assert_eq!(*drifts.lock().expect("a lock"), [drift]);
    Ok(())
}

/// What a list gives: an id, or the place of an error.
fn given(item: Result<gensee_api::webcast::Webcast>) -> String {
    match item {
        Ok(webcast) => webcast.id.to_string(),
        Err(Error::Decode { path, reason, .. }) => format!("{path} {reason}"),
        Err(Error::Incomplete { rows, total, .. }) => format!("{rows} of {total:?}"),
        Err(other) => panic!("{other}"),
    }
}

const BAD_ROWS: [&str; 2] = [
    r#"{"code":"0","list":[{"id":"a"},{"subject":"b"},7,{"id":"c","startTime":{}}],"page":{"pageNo":1,"totalCounts":7,"totalPages":2}}"#,
    r#"{"code":"0","list":[{"id":"d"},{"id":null},{"id":"e"}],"page":{"pageNo":2,"totalCounts":7,"totalPages":2}}"#,
];
const GIVEN: [&str; 7] = [
    "a",
    "$.list[1].id is missing",
    "$.list[2] is a number, not an object",
    "c",
    "d",
    "$.list[1].id is missing",
    "e",
];

#[tokio::test]
async fn a_row_that_cannot_be_read_is_an_error_in_its_place() -> Result<()> {
    let replies = BAD_ROWS.map(Reply::json);
    let server = Server::replying(replies.clone());
    let (client, mut found) = (client(&server), Vec::new());
    let mut webcasts = client.items(ListWebcasts::new());
    while let Some(item) = webcasts.try_next().await.transpose() {
        found.push(given(item));
    }
    assert_eq!(found, GIVEN);
    assert_eq!(server.count(), 2);

    // As pages: the errors come first, then the page without the rows.
    let server = Server::replying(replies.clone());
    let client = self::client(&server);
    let (mut pages, mut found) = (client.pages(ListWebcasts::new()), Vec::new());
    while let Some(page) = pages.next_page().await.transpose() {
        match page {
            Ok(page) => found.extend(page.list.into_iter().map(|it| it.id.to_string())),
            Err(error) => found.push(given(Err(error))),
        }
    }
    assert_eq!(found, [1, 2, 0, 3, 5, 4, 6].map(|index| GIVEN[index]));

    // A single call ends in the error, which gives the rest.
    let server = Server::replying(replies.clone());
    let error =
        self::client(&server).list_webcasts(&ListWebcasts::new()).await.unwrap_err();
    let (rest, faults) = error.partial::<ListWebcasts>().expect("rows");
    assert_eq!((rest.list.len(), faults.len()), (2, 2));
    assert_eq!(rest.list[1].start_time, None);
    assert!(error.partial::<GetWebcast>().is_none());
    Ok(())
}

#[test]
fn a_blocking_list_goes_on_too() -> Result<()> {
    let server = Server::replying(BAD_ROWS.map(Reply::json));
    let builder = blocking::Client::builder(server.url());
    let client = builder.login(LOGIN, Password::plain(PASSWORD)).no_proxy().build()?;
    let found: Vec<_> = client.items(ListWebcasts::new()).map(given).collect();
    assert_eq!(found, GIVEN);
    Ok(())
}

#[tokio::test]
async fn totals_that_claim_more_than_arrived_are_incomplete() -> Result<()> {
    let page = |number: usize, rows: &str, totals: &str| {
        Reply::Json(format!(
            r#"{{"code":"0","list":[{rows}],"page":{{"pageNo":{number},{totals}}}}}"#
        ))
    };
    let row = r#"{"id":"a"}"#;
    let other = r#"{"id":"b"}"#;
    let cases = [
        // An empty first page, though there are rows.
        (vec![page(1, "", r#""totalCounts":5,"totalPages":1"#)], vec!["0 of Some(5)"]),
        (vec![page(1, "", r#""totalCounts":0,"totalPages":1"#)], vec![]),
        // The pages end early.
        (
            vec![
                page(1, row, r#""totalCounts":3,"totalPages":2"#),
                page(2, other, r#""totalCounts":3,"totalPages":2"#),
                page(3, "", r#""totalCounts":3,"totalPages":2"#),
            ],
            vec!["a", "b", "2 of Some(3)"],
        ),
        // Rows were removed on the way.
        (
            vec![
                page(1, row, r#""totalCounts":3,"totalPages":3"#),
                page(2, other, r#""totalCounts":2,"totalPages":2"#),
                page(3, "", r#""totalCounts":2,"totalPages":2"#),
            ],
            vec!["a", "b"],
        ),
        // The same page again and again.
        (
            vec![page(1, row, r#""totalPages":4"#), page(1, row, r#""totalPages":4"#)],
            vec!["a", "1 of None"],
        ),
    ];
    for (replies, expected) in cases {
        let case = format!("{replies:?}");
        let server = Server::replying(replies);
        let (client, mut found) = (client(&server), Vec::new());
        let mut webcasts = client.items(ListWebcasts::new());
        while let Some(item) = webcasts.try_next().await.transpose() {
            found.push(given(item));
        }
        assert_eq!(found, expected, "{case}");
    }
    Ok(())
}

#[test]
fn an_empty_answer_that_has_rows_is_not_a_success() {
    let claims = |page: &str| {
        let body = format!(r#"{{"code":"0","list":[],"page":{{{page}}}}}"#);
        answer::<ListWebcasts>(&body).map(|answer| answer.list.len())
    };
    for page in [
        r#""pageNo":1,"totalCounts":5,"totalPages":1"#,
        r#""totalCounts":5"#,
        r#""pageNo":2,"totalCounts":5,"totalPages":2"#,
    ] {
        let error = claims(page).unwrap_err();
        let text = "`list_webcasts`: 0 of 5 rows arrived, and no request brings the others; ask again, or for a shorter range";
        assert_eq!(error.to_string(), text, "{page}");
    }
    // A page behind the last one, and a list that is empty.
    for page in [
        r#""pageNo":3,"totalCounts":5,"totalPages":2"#,
        r#""pageNo":1,"totalCounts":0,"totalPages":1"#,
        "",
    ] {
        assert_eq!(claims(page).expect("a list"), 0, "{page}");
    }
}

/// The totals of attendance, which the document prints in `pageDto`, where they may lie instead.
const OTHER_TOTALS: [&str; 4] = [
    r#""page":{"pageNo":1,"totalCounts":5,"totalPages":1}"#,
    r#""pageInfo":{"size":50,"totalCounts":"5"}"#,
    r#""totalCounts":5,"pageNo":1,"totalPages":1"#,
    r#""pageDto":null,"totals":{"totalCounts":5.0,"totalPages":1}"#,
];

#[tokio::test]
async fn totals_under_another_name_are_read() -> Result<()> {
    for totals in OTHER_TOTALS {
        let body = |rows: &str| format!(r#"{{"code":"0","list":[{rows}],{totals}}}"#);
        let visits = answer::<ExportHistoryPage>(&body(r#"{"nickname":"a"}"#))?;
        let total = visits.page_dto.and_then(|page| page.total_counts);
        assert_eq!(total, Some(5), "{totals}");
        let error = answer::<ExportHistoryPage>(&body("")).unwrap_err();
        assert_eq!(error.kind(), "incomplete", "{totals}");
        // As a stream, whose rows are taken out before the rest is read.
        let server = Server::replying([
            Reply::Json(body(r#"{"nickname":"a"}"#)),
            Reply::Json(body("")),
        ]);
        let client = client(&server);
        let mut visits = client.items(ExportHistoryPage::new("w"));
        assert_eq!(
            visits.try_next().await?.and_then(|it| it.nickname).as_deref(),
            Some("a")
        );
        assert_eq!(
            visits.try_next().await.unwrap_err().kind(),
            "incomplete",
            "{totals}"
        );
    }
    Ok(())
}

#[test]
fn a_list_under_another_name_is_read() {
    let webcasts = answer::<ListWebcasts>(
        r#"{"code":"0","webcastList":[{"id":"a"}],"page":{"pageNo":1,"totalCounts":1,"totalPages":1}}"#,
    );
    assert_eq!(webcasts.expect("a list").list[0].id.as_str(), "a");
    let vods =
        answer::<SyncVods>(r#"{"coursewares":[{"id":"a"},{"id":"b"}],"code":"0"}"#);
    assert_eq!(vods.expect("a list").list.len(), 2);
    for body in [
        r#"{"code":"0","list":[],"qaList":[{"question":"why?"}]}"#,
        r#"{"code":"0","qaList":[],"list":[{"question":"why?"}]}"#,
        r#"{"code":"0","qaList":[{"question":"why?"}],"list":[]}"#,
        r#"{"code":"0","list":null,"questions":[{"question":"why?"}]}"#,
    ] {
        let questions = answer::<ExportQuestions>(body).expect("a list").qa_list;
        assert_eq!(questions.len(), 1, "{body}");
    }
    // Neither can be told to be the list.
    let error = answer::<SyncVods>(r#"{"code":"0","a":[{"id":"a"}],"b":[{"id":"b"}]}"#);
    let text = "`sync_vods`: the answer cannot be read at `$`: has no rows in `list`, but in `a` and `b`, which the document does not have";
    assert!(error.unwrap_err().to_string().starts_with(text));
    // A refusal is one whatever else there is.
    let refused =
        answer::<SyncVods>(r#"{"a":[{"id":"a"}],"b":[{"id":"b"}],"code":"500"}"#);
    assert_eq!(refused.unwrap_err().kind(), "api");
}

#[test]
fn the_type_of_a_question_stands_on_its_options() {
    let votes = |questions: &str| {
        let body = format!(r#"{{"code":"0","list":[{{"questions":[{questions}]}}]}}"#);
        let votes = answer::<ExportVotes>(&body).expect("votes").vote_list;
        votes[0].questions[0].kind.clone()
    };
    let single = Some(QuestionType::SingleChoice);
    assert_eq!(votes(r#"{"options":[{"type":0},{"type":1}]}"#), single);
    assert_eq!(votes(r#"{"options":[{},{"type":0}],"type":null}"#), single);
    assert_eq!(votes(r#"{"options":[{"type":1}],"type":0}"#), single);
    assert_eq!(votes(r#"{"options":[{}]}"#), None);
}

#[tokio::test]
async fn parameters_that_the_document_lacks_are_sent() -> Result<()> {
    let server =
        Server::replying([Reply::json(r#"{"code":"0","id":"w","number":"1"}"#)]);
    let client = client(&server);
    let request = CreateWebcast::new(
        "Rust 101",
        DAY,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let created =
        client.call(&request).param("hideChat", "true").param("名", "张 &").send();
    assert_eq!(created.await?.id.as_str(), "w");
    let arrived = &server.arrived()[0];
    assert_eq!(arrived.value("hideChat").as_deref(), Some("true"));
    assert_eq!(arrived.value("名").as_deref(), Some("张 &"));
    assert_eq!(arrived.value("subject").as_deref(), Some("Rust 101"));
    for (name, field) in
        [("subject", "subject"), ("password", "password"), ("startTime", "start_time")]
    {
        let error = client.call(&request).param(name, "x").send().await.unwrap_err();
        let text = format!(
            "`create_webcast`: `{name}` is documented; set the field `{field}` instead"
        );
        assert_eq!(error.to_string(), text);
    }
    assert_eq!(server.count(), 1);
    client.call(&request).param("subject", "x").unchecked().send().await?;
    assert_eq!(server.count(), 2);
    Ok(())
}

#[cfg(feature = "extra")]
#[test]
fn properties_that_the_document_lacks_are_kept() {
    let body = r#"{"code":"0","list":[{"id":"a","level":{"n":1.10},"level":2}],"page":{"new":1},"next":"x"}"#;
    let webcasts = answer::<ListWebcasts>(body).expect("a list");
    assert_eq!(webcasts.extra.iter().collect::<Vec<_>>(), [("next", r#""x""#)]);
    assert_eq!(webcasts.list[0].extra.get("level"), Some(r#"{"n":1.10}"#));
    assert_eq!(format!("{:?}", webcasts.list[0].extra), r#"{"level"}"#);
    // Where something else cannot be read, too.
    let body = r#"{"code":"0","rows":[{"id":"a","startTime":"x","level":2}]}"#;
    let webcasts = answer::<ListWebcasts>(body).expect("a list");
    let extra = &webcasts.list[0].extra;
    assert_eq!(extra.get("level"), Some("2"));
    assert!(!extra.is_empty() && webcasts.extra.is_empty());
    // And where a name has to be repaired.
    let body = "{\"code\":\"0\",\"list\":[{\"id\":\"a\",\"le\tvel\":2}],\"ne\txt\":1}";
    let repaired = answer::<ListWebcasts>(body).expect("a list");
    assert_eq!(repaired.extra.get("ne\txt"), Some("1"));
    assert_eq!(repaired.list[0].extra.get("le\tvel"), Some("2"));
    // JSON has them behind the fields; other formats have the fields alone.
    let json = serde_json::to_string(&webcasts.list[0]).unwrap();
    assert!(json.ends_with(r#","level":2}"#), "{json}");
    let mut cbor = Vec::new();
    ciborium::into_writer(&webcasts.list[0], &mut cbor).unwrap();
    let fields: ciborium::Value = ciborium::from_reader(&*cbor).unwrap();
    let fields = fields.into_map().unwrap();
    assert!(
        fields.iter().all(|(name, _)| name.as_text() != Some("level")),
        "{fields:?}"
    );
}

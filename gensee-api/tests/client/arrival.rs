//! What a stream gives while the bytes of an answer arrive, and when they stop.

use std::future::Future;
use std::time::Duration;

use gensee_api::webcast::{ExportHistoryPage, SyncDocuments};
use gensee_api::{Client, Error, Password, Site, Time, http};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::{Reply, Server};

/// A head that promises a body, and then the end of the connection.
const NO_BODY: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 48\r\n\r\n";

/// A server that sends a body in parts, each when it is told to.
async fn in_parts(
    parts: Vec<(String, tokio::sync::oneshot::Receiver<()>)>,
) -> (String, impl Future<Output = ()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let length: usize = parts.iter().map(|(part, _)| part.len()).sum();
    let serve = async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).await.unwrap();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        for (part, go) in parts {
            go.await.unwrap();
            stream.write_all(part.as_bytes()).await.unwrap();
        }
    };
    (url, serve)
}

#[tokio::test]
async fn a_row_is_given_when_its_bytes_are_there() {
    let (first, go_first) = tokio::sync::oneshot::channel();
    let (second, go_second) = tokio::sync::oneshot::channel();
    let (url, serve) = in_parts(vec![
        (r#"{"list":[{"id":1},{"i"#.to_owned(), go_first),
        (r#"d":2}],"code":"0"}"#.to_owned(), go_second),
    ])
    .await;
    let serving = tokio::spawn(serve);
    let client = Client::builder(url)
        .login("admin", Password::plain("888888"))
        .no_proxy()
        .build()
        .unwrap();
    let now = Time::now();
    let mut items = client.items(SyncDocuments::new(now, now));
    first.send(()).unwrap();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, 1.into());
    // The rest is sent only now.
    second.send(()).unwrap();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, 2.into());
    assert!(items.try_next().await.unwrap().is_none());
    serving.await.unwrap();
}

/// No window is halved of which rows were given.
#[tokio::test]
async fn an_answer_that_grows_too_long_behind_its_first_row() {
    let (first, go_first) = tokio::sync::oneshot::channel();
    let (second, go_second) = tokio::sync::oneshot::channel();
    let rest = format!(r#"],"code":"0","more":"{}"}}"#, "x".repeat(100));
    let (url, serve) = in_parts(vec![
        (r#"{"list":[{"uid":1}"#.to_owned(), go_first),
        (rest, go_second),
    ])
    .await;
    let serving = tokio::spawn(serve);
    let client = Client::builder(url)
        .login("admin", Password::plain("888888"))
        .no_proxy()
        .max_body(50)
        .on_drift(|drift| panic!("{drift}"))
        .build()
        .unwrap();
    let (from, to) = (Time::from_millis(0), Time::from_millis(86_400_000));
    let mut items = client.items(ExportHistoryPage::new("5f3c").between(from, to));
    first.send(()).unwrap();
    assert_eq!(items.try_next().await.unwrap().unwrap().uid, Some(1.into()));
    second.send(()).unwrap();
    let error = items.try_next().await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
    assert!(items.try_next().await.unwrap().is_none());
    serving.await.unwrap();
}

/// Bytes are counted as they come where no header tells how many there will be.
#[tokio::test]
async fn answers_as_long_as_they_may_be() {
    let body = r#"{"code":"0","list":[{"id":1}]}"#;
    let rest = body.len() - r#"{"id":1}"#.len();
    let head = "HTTP/1.1 200 OK\r\n\r\n";
    for (stream, rest, is_read) in [
        (body.len(), rest, true),
        (body.len() - 1, rest, false),
        (body.len(), rest - 1, false),
    ] {
        let server =
            Server::replying(vec![Reply::Bytes(format!("{head}{body}").into_bytes())]);
        let client = Client::builder(server.url())
            .login("admin", Password::plain("888888"))
            .no_proxy()
            .retries(0)
            .max_stream(stream as u64)
            .max_body(rest)
            .build()
            .unwrap();
        let now = Time::now();
        let mut items = client.items(SyncDocuments::new(now, now));
        let mut next = async || items.try_next().await.map(|item| item.is_some());
        let ends = [next().await, next().await];
        match ends {
            [Ok(true), Ok(false)] => assert!(is_read),
            [Ok(true), Err(Error::TooLarge { .. })]
            | [Err(Error::TooLarge { .. }), _] => {
                assert!(!is_read, "{stream} {rest}");
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Where an answer ends too early, its error holds the answer without the rows.
#[test]
fn the_rest_of_an_answer_that_cannot_be_read() {
    let site =
        Site::new("http://localhost", "admin", Password::plain("888888")).unwrap();
    let now = Time::now();
    let mut items = site.items(SyncDocuments::new(now, now));
    items.request().unwrap();
    let answer = r#"{"code":"0","list":[{"id":1}]"#;
    items.begin(&http::Response::new(()));
    items.push(answer.as_bytes()).unwrap();
    let error = items.end().unwrap_err();
    assert_eq!(error.body(), Some(&br#"{"code":"0","list":[]"#[..]));
    assert_eq!(items.next_item().unwrap().unwrap().id, 1.into());
}

#[tokio::test]
async fn a_connection_that_breaks_inside_an_answer() {
    let whole = r#"{"code":"0","list":[{"id":1},{"id":2},{"id":3}]}"#.to_owned();
    let half = whole[..32].to_owned();
    let other = whole.replace("\"id\":1", "\"id\":7");
    let cases = [
        // The stream goes on behind what had arrived.
        (
            vec![Reply::Cut(half.clone()), Reply::Json(whole.clone())],
            vec![1, 2, 3],
            None,
        ),
        (
            vec![
                Reply::Cut(half.clone()),
                Reply::Reset,
                Reply::Cut(half.clone()),
                Reply::Json(whole.clone()),
            ],
            vec![1, 2, 3],
            None,
        ),
        // What had arrived is not what the server answers now.
        (vec![Reply::Cut(half.clone()), Reply::Json(other)], vec![1], Some("transport")),
        (vec![Reply::Cut(half)], vec![1], Some("transport")),
        // An answer that broke before its first byte is not continued by one of another status.
        (
            vec![Reply::Bytes(NO_BODY.to_vec()), Reply::Status(404, whole.clone())],
            vec![],
            Some("transport"),
        ),
    ];
    for (replies, expected, failure) in cases {
        let server = Server::replying(replies.clone());
        let client = Client::builder(server.url())
            .login("admin", Password::plain("888888"))
            .no_proxy()
            .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
            .build()
            .unwrap();
        let now = Time::now();
        let mut items = client.items(SyncDocuments::new(now, now));
        let mut ids = Vec::new();
        let failed = loop {
            match items.try_next().await {
                Ok(Some(document)) => ids.push(document.id),
                Ok(None) => break None,
                Err(error) => break Some(error.kind()),
            }
        };
        let expected: Vec<_> = expected.into_iter().map(Into::into).collect();
        assert_eq!((ids, failed), (expected, failure), "{replies:?}");
    }
}

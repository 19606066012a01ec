//! A client whose requests go to a function instead of a server.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gensee_api::webcast::{DeleteWebcast, GetWebcast};
use gensee_api::{Client, Error, Operation, Password};
use http::Response;

const WEBCAST: &str = r#"{"code":"0","subject":"Rust 101"}"#;

/// What the function does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Answer(u16, &'static str),
    Fail,
    /// Fails with a text that holds the password.
    Repeat,
    Silence,
}

async fn answer(act: Act, body: Vec<u8>) -> io::Result<Response<String>> {
    match act {
        Act::Answer(status, body) => {
            let mut response = Response::new(body.to_owned());
            *response.status_mut() = status.try_into().expect("a status");
            Ok(response)
        }
        Act::Fail => Err(io::ErrorKind::ConnectionReset.into()),
        Act::Repeat => {
            Err(io::Error::other(String::from_utf8_lossy(&body).into_owned()))
        }
        Act::Silence => std::future::pending().await,
    }
}

#[tokio::test]
async fn what_a_function_does_and_what_the_call_becomes() {
    for (act, kind, attempts) in [
        (Act::Answer(200, WEBCAST), "ok", 1),
        (Act::Answer(200, r#"{"code":"500","message":"none"}"#), "api", 1),
        (Act::Answer(200, ""), "decode", 1),
        (Act::Answer(200, "12345678901234567890123456789012345678901"), "too_large", 1),
        (Act::Answer(404, "none"), "http", 1),
        (Act::Answer(503, "busy"), "http", 3),
        (Act::Fail, "transport", 3),
        (Act::Repeat, "transport", 3),
        (Act::Silence, "timeout", 3),
    ] {
        let calls = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&calls);
        let client = Client::builder("https://test.gensee.com")
            .login("admin@test.com", Password::plain("Geheim888"))
            .retry_delays(Duration::from_millis(1), Duration::from_millis(1))
            .timeout(Duration::from_millis(50))
            .max_body(40)
            .transport_fn(move |request| {
                count.fetch_add(1, Ordering::Relaxed);
                assert_eq!(request.uri().host(), Some("test.gensee.com"));
                answer(act, request.into_body())
            })
            .build()
            .unwrap();
        let result = client.get_webcast(&GetWebcast::new("5f3c")).await;
        assert_eq!(calls.load(Ordering::Relaxed), attempts, "{act:?}");
        let shown = format!("{result:?}");
        assert_eq!(result.map_or_else(|error| error.kind(), |_| "ok"), kind, "{act:?}");
        assert!(!shown.contains("Geheim"), "{shown}");
    }
}

#[tokio::test]
async fn requests_arrive_whole() {
    let client = Client::from_fn(|request| async move {
        assert_eq!(request.uri().path(), "/integration/site/webcast/deleted");
        assert!(request.body().ends_with(b"webcastId=5f3c"));
        Response::new(br#"{"code":"0"}"#.as_slice())
    });
    client.delete_webcast(&DeleteWebcast::new("5f3c")).await.unwrap();
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_too() {
    let client = gensee_api::blocking::Client::builder("http://localhost")
        .login("a", Password::plain("b"))
        .transport_fn(|_| async { Err::<Response<&str>, _>("the cable is out") })
        .retries(0)
        .build()
        .unwrap();
    let error = client.get_webcast(&GetWebcast::new("5f3c")).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` at `http://localhost`: no answer arrived: the cable is out",
            GetWebcast::NAME
        )
    );
    assert!(matches!(error, Error::Transport { .. }));
}

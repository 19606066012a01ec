//! What a caller learns when something goes wrong, how often a call is sent, and that no
//! error tells a secret.

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use gensee_api::error::TimeoutKind;
use gensee_api::{Client, ClientBuilder, Error, Operation, Password, Time};

use crate::support::samples::{CreateWebcast, DeleteWebcast, GetWebcast, UpdateWebcast};
use crate::support::{LOGIN, PASSWORD, Reply, Server, assert_no_secret};

const TOKEN: &str = "opensesame";
/// What no error may show: also as it stands in a form.
const SECRETS: &[&str] = &[PASSWORD, "Geheim", "Geheim%26888", TOKEN, "loginName="];

const WEBCAST: &str = r#"{"code":"0","subject":"Rust 101"}"#;
const MEGABYTE: usize = 1024 * 1024;

fn builder(url: String) -> ClientBuilder {
    Client::builder(url)
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
}

fn client(server: &Server) -> Client {
    builder(server.url()).build().unwrap()
}

fn read() -> GetWebcast {
    GetWebcast::new("5f3c").token(TOKEN)
}

/// The error and everything that may be printed of it.
#[track_caller]
fn shown(error: &Error) -> String {
    let mut shown = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert_no_secret(&shown, SECRETS);
    error.to_string()
}

#[tokio::test]
async fn answers_that_are_none() {
    let html = format!(
        "<html><head><title>502 Bad Gateway</title></head><body>?loginName=a&password={PASSWORD}</body>"
    );
    let cut = format!(r#"{{"code":"0","organizerToken":"{TOKEN}","subj"#);
    let nested = format!(r#"{{"code":"0","subject":{{"a":"{TOKEN}"}}}}"#);
    for (reply, kind, begins) in [
        (Reply::json(""), "decode", "`get_webcast`: the answer cannot be read at `$`: "),
        (
            Reply::Json(cut),
            "decode",
            "`get_webcast`: the answer cannot be read at `$`: ",
        ),
        (
            Reply::Status(200, html.clone()),
            "decode",
            "`get_webcast`: the answer cannot be read at `$`: ",
        ),
        (
            Reply::json(r#"{"code":"0"}"#),
            "decode",
            "`get_webcast`: the answer cannot be read at `$.subject`: is missing",
        ),
        (
            Reply::Json(nested),
            "decode",
            "`get_webcast`: the answer cannot be read at `$.subject`: ",
        ),
        (
            Reply::json(r#"{"subject":"a"}"#),
            "decode",
            "`get_webcast`: the answer cannot be read at `$.code`: is missing",
        ),
        (
            Reply::json("[1]"),
            "decode",
            "`get_webcast`: the answer cannot be read at `$`: ",
        ),
        (
            Reply::Status(404, TOKEN.to_owned()),
            "http",
            "`get_webcast` at `SERVER`: HTTP status 404 Not Found (text of 10 bytes)",
        ),
        (
            Reply::Status(502, html),
            "http",
            "`get_webcast` at `SERVER`: HTTP status 502 Bad Gateway (HTML of 94 bytes: \"502 Bad Gateway\")",
        ),
        (
            Reply::Status(503, format!("wrong password {PASSWORD} or {TOKEN}")),
            "http",
            "`get_webcast` at `SERVER`: HTTP status 503 Service Unavailable (text of ",
        ),
        (
            Reply::Header(
                302,
                format!("location: https://test.gensee.com/?password={PASSWORD}"),
            ),
            "http",
            "`get_webcast` at `SERVER`: HTTP status 302 Found (empty body); redirections are not followed, since the credentials would travel along: if \
             `https://test.gensee.com` is right, make it the base URL",
        ),
        (
            Reply::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
            "transport",
            "`get_webcast` at `SERVER`: no answer arrived: ",
        ),
        (Reply::Reset, "transport", "`get_webcast` at `SERVER`: no answer arrived: "),
        (
            Reply::Cut(WEBCAST.to_owned()),
            "transport",
            "`get_webcast` at `SERVER`: no answer arrived: ",
        ),
    ] {
        let server = Server::replying([reply.clone()]);
        let client = builder(server.url()).retries(0).build().unwrap();
        let operation = read();
        for call in [client.call(&operation), client.call(&operation).get()] {
            let error = call.send().await.unwrap_err();
            assert_eq!(error.kind(), kind, "{reply:?}: {error:?}");
            let begins = begins.replace("SERVER", &server.url());
            assert!(shown(&error).starts_with(&begins), "{reply:?}: {error}");
            assert_eq!(error.operation(), Some("get_webcast"));
        }
    }
}

#[tokio::test]
async fn the_body_is_kept() {
    for (reply, body) in [
        (Reply::json("[1]"), "[1]"),
        (Reply::Status(404, "no such page".to_owned()), "no such page"),
    ] {
        let server = Server::replying([reply]);
        let error = client(&server).call(&read()).send().await.unwrap_err();
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

/// Fails unless a call arrives so often at a server that does this for ever.
async fn arrives<O: Operation>(operation: O, reply: &Reply, times: usize) {
    let server = Server::replying([reply.clone()]);
    let client =
        builder(server.url()).timeout(Duration::from_millis(300)).build().unwrap();
    assert!(client.call(&operation).send().await.is_err());
    assert_eq!(server.count_from(times), times, "{} {reply:?}", O::NAME);
    assert!(client.call(&operation).retries(0).send().await.is_err());
    assert_eq!(server.count_from(times + 1), times + 1, "{} {reply:?}", O::NAME);
}

#[tokio::test]
async fn what_is_sent_again() {
    let passing = [
        Reply::Reset,
        Reply::Cut(WEBCAST.to_owned()),
        Reply::Status(500, String::new()),
        Reply::Status(503, String::new()),
        Reply::Silence,
    ];
    for reply in passing {
        arrives(read(), &reply, 3).await;
        let start = Time::from_millis(0);
        arrives(CreateWebcast::new("a", start, TOKEN), &reply, 1).await;
        arrives(UpdateWebcast::new("5f3c"), &reply, 1).await;
        arrives(DeleteWebcast::new("5f3c"), &reply, 1).await;
    }
    let lasting = [
        Reply::json(r#"{"code":"300","message":"system error"}"#),
        Reply::json(r#"{"code":"-1"}"#),
        Reply::json("{"),
        Reply::Status(400, String::new()),
        Reply::Status(404, String::new()),
        Reply::Header(302, "location: /".to_owned()),
    ];
    for reply in lasting {
        arrives(read(), &reply, 1).await;
    }
}

#[tokio::test]
async fn a_later_attempt_counts() {
    let failures = [
        Reply::Reset,
        Reply::Status(503, String::new()),
        Reply::Cut(WEBCAST.to_owned()),
        Reply::Silence,
    ];
    for failure in failures {
        let server =
            Server::replying([failure.clone(), failure.clone(), Reply::json(WEBCAST)]);
        let client =
            builder(server.url()).timeout(Duration::from_millis(300)).build().unwrap();
        assert_eq!(
            client.call(&read()).send().await.unwrap().subject,
            "Rust 101",
            "{failure:?}"
        );
        let arrived = server.arrived();
        assert_eq!(arrived.len(), 3, "{failure:?}");
        assert!(
            arrived.iter().all(|again| again.body == arrived[0].body),
            "{failure:?}"
        );
    }
    let server = Server::replying([
        Reply::Reset,
        Reply::Reset,
        Reply::Reset,
        Reply::Reset,
        Reply::json(WEBCAST),
    ]);
    let raw = client(&server).call(&read()).retries(4).send_raw().await.unwrap();
    assert_eq!(raw.body, WEBCAST.as_bytes());

    let server = Server::replying([Reply::Status(503, "busy".to_owned())]);
    let raw = client(&server).call(&read()).send_raw().await.unwrap();
    assert_eq!(
        (raw.status.as_u16(), raw.body.as_slice(), server.count()),
        (503, &b"busy"[..], 3)
    );
}

#[tokio::test]
async fn a_connection_that_was_used_before_makes_no_second_attempt() {
    for failure in [Reply::Reset, Reply::Cut(WEBCAST.to_owned())] {
        let server = Server::replying([
            Reply::Open(WEBCAST.to_owned()),
            failure,
            Reply::json(WEBCAST),
        ]);
        let client = client(&server);
        client.call(&read()).send().await.unwrap();
        let create = CreateWebcast::new("a", Time::from_millis(0), TOKEN);
        let error = client.call(&create).send().await.unwrap_err();
        assert!(matches!(error, Error::Transport { .. }), "{error:?}");
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn refusals_without_a_network_tell_no_secret_either() {
    let server = Server::replying([Reply::json(WEBCAST)]);
    let long = TOKEN.repeat(2);
    let create = CreateWebcast::new("a", Time::from_millis(0), long);
    let error = client(&server).call(&create).send().await.unwrap_err();
    assert_eq!(error.kind(), "invalid");
    assert!(shown(&error).contains("`organizerToken`"), "{error}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn time_outs() {
    let server = Server::replying([Reply::Silence]);
    let client = client(&server);
    let (short, long) = (Duration::from_millis(80), Duration::from_secs(30));
    for (attempt, total, which, sent) in [
        (short, long, TimeoutKind::Attempt, 1..=1),
        (long, short, TimeoutKind::Total, 1..=1),
        // Many attempts time out, and the last is cut short by the whole.
        (short, Duration::from_millis(500), TimeoutKind::Total, 2..=100),
    ] {
        let before = server.count();
        let operation = read();
        let call = client.call(&operation).timeout(attempt).total_timeout(total);
        let call = call.retries(if which == TimeoutKind::Attempt { 0 } else { 100 });
        let error = call.send().await.unwrap_err();
        let Error::Timeout { which: ended, limit, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(*ended, which);
        assert_eq!(*limit, if which == TimeoutKind::Attempt { attempt } else { total });
        assert!(
            sent.contains(&(server.count_from(before + sent.start()) - before)),
            "{which:?}"
        );
        assert!(error.is_timeout());
        assert_eq!(error.is_retryable(), which == TimeoutKind::Attempt);
        let attempts = error.sent().expect("it was sent").attempts();
        assert!(sent.contains(&(attempts as usize)), "{which:?}: {attempts}");
        shown(&error);
    }
    let error = client.call(&read()).timeout(short).retries(0).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`get_webcast` at `{}`: no answer within 80 ms, the time-out of one attempt; raise it with `timeout`",
            server.url()
        )
    );
}

#[tokio::test]
async fn nobody_listens() {
    // A port that was free a moment ago.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = builder(format!("http://{address}")).retries(1).build().unwrap();
    for call in [client.call(&read()), client.call(&read()).get()] {
        let error = call.send().await.unwrap_err();
        assert!(matches!(error, Error::Transport { .. }), "{error:?}");
        assert!(error.is_retryable());
        let begins = format!(
            "`get_webcast` at `http://{address}`: no answer arrived in 2 attempts: "
        );
        assert!(shown(&error).starts_with(&begins), "{error}");
    }
}

#[tokio::test]
async fn bodies_without_end() {
    let measured = |bytes| Reply::Garbage { bytes, measured: true };
    let endless = |bytes| Reply::Garbage { bytes, measured: false };
    for (reply, limit, kind) in [
        (measured(10 * MEGABYTE), MEGABYTE, "too_large"),
        (endless(10 * MEGABYTE), MEGABYTE, "too_large"),
        // More than any test would read, were the limit not there.
        (endless(usize::MAX), MEGABYTE, "too_large"),
        (measured(10 * MEGABYTE), 64 * MEGABYTE, "decode"),
        (endless(10 * MEGABYTE), 64 * MEGABYTE, "decode"),
        (measured(MEGABYTE), MEGABYTE, "decode"),
        (measured(MEGABYTE + 1), MEGABYTE, "too_large"),
        (endless(MEGABYTE + 1), MEGABYTE, "too_large"),
    ] {
        let server = Server::replying([reply.clone()]);
        let client = builder(server.url()).max_body(limit).build().unwrap();
        let error = client.call(&read()).send().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{reply:?}");
        assert!(shown(&error).len() < 300, "{error}");
        assert_eq!(server.count(), 1, "{reply:?}");
        if kind == "too_large" {
            assert!(
                matches!(
                    client.call(&read()).send_raw().await,
                    Err(Error::TooLarge { .. })
                ),
                "{reply:?}"
            );
        }
    }
}

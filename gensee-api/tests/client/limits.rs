//! How often a client asks: its own rate, and servers that say that it is too much. The clock stands still between waits.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt as _;
use gensee_api::http::{Request, Response};
use gensee_api::webcast::{CreateWebcast, SyncDocuments};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn requests_keep_to_the_rate_of_the_client() {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let client = Client::builder("http://localhost")
        .login("admin", Password::plain("888888"))
        .transport_fn(move |_| {
            log.lock().unwrap().push(Instant::now());
            async { Response::new(r#"{"code":"0"}"#) }
        })
        .rate_limit(10, Duration::from_secs(1))
        // The wait for the turn does not count.
        .total_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let now = Time::now();
    let calls = (0..30).map(|_| {
        let client = client.clone();
        tokio::spawn(async move {
            client.sync_documents(&SyncDocuments::new(now, now)).await
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    let sent = sent.lock().unwrap();
    assert_eq!(sent.len(), 30);
    for pair in sent.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(100));
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_to_wait_is_waited_for() {
    let slow_down = |status: u16, wait: &'static str| {
        move || {
            Response::builder()
                .status(status)
                .header("retry-after", wait)
                .body("")
                .unwrap()
        }
    };
    let now = Time::now();
    for (status, wait) in [(429, "30"), (503, "7"), (429, "0")] {
        let times = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&times);
        let busy = slow_down(status, wait);
        let client = Client::builder("http://localhost")
            .login("admin", Password::plain("888888"))
            .retries(0)
            .transport_fn(move |request: Request<_>| {
                let mut times = log.lock().unwrap();
                times.push(Instant::now());
                let creates = request.uri().path().ends_with("/created");
                let answer = match times.len() {
                    _ if creates => busy(),
                    1..=4 => busy(),
                    _ => Response::new(r#"{"code":"0","list":[{"id":1}]}"#),
                };
                async { answer }
            })
            .build()
            .unwrap();
        let seconds =
            Duration::from_secs(wait.parse().unwrap()).max(Duration::from_secs(1));
        let answer = client.sync_documents(&SyncDocuments::new(now, now)).await.unwrap();
        assert_eq!(answer.list.len(), 1);
        let sent = times.lock().unwrap().clone();
        assert_eq!(sent.len(), 5);
        assert!(sent.windows(2).all(|pair| pair[1] - pair[0] >= seconds));

        // A stream waits too, and a call that changes something fails at once.
        let items = client.items(SyncDocuments::new(now, now));
        assert_eq!(items.collect::<Vec<_>>().await.len(), 1);
        let create = CreateWebcast::new(
            "Rust 101",
            now,
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        let error = client.create_webcast(&create).await.unwrap_err();
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }

    // Longer than the whole call may take, or than any clock counts.
    for wait in ["900", "18446744073709551615"] {
        let busy = slow_down(429, wait);
        let client = Client::from_fn(move |_| {
            let answer = busy();
            async { answer }
        });
        let asked = client.sync_documents(&SyncDocuments::new(now, now)).await;
        let error = asked.unwrap_err();
        assert!(error.to_string().contains("HTTP status 429"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_site_that_says_by_a_code_that_it_is_too_much() {
    let answered = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&answered);
    let builder = Client::builder("http://localhost")
        .login("admin", Password::plain("888888"))
        .busy_code("999")
        .transport_fn(move |_| {
            let busy = count.fetch_add(1, Ordering::SeqCst) % 4 < 3;
            let list = r#""list":[{"id":1}]"#;
            async move {
                Response::new(format!(
                    r#"{{"code":"{}",{list}}}"#,
                    if busy { 999 } else { 0 }
                ))
            }
        });
    let client = builder.build().unwrap();
    let now = Time::now();
    let began = Instant::now();
    let answer = client.sync_documents(&SyncDocuments::new(now, now)).await.unwrap();
    assert_eq!((answer.list.len(), began.elapsed().as_secs()), (1, 1 + 2 + 4));
    let items = client.items(SyncDocuments::new(now, now));
    assert_eq!(items.filter_map(|row| async { row.ok() }).count().await, 1);
    assert_eq!(began.elapsed().as_secs(), 2 * (1 + 2 + 4));
    assert_eq!(answered.load(Ordering::SeqCst), 8);

    // A call that changes something fails at once, and a wait longer than the time-out of a call is an error.
    let create = CreateWebcast::new(
        "Rust 101",
        now,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    assert!(client.create_webcast(&create).await.unwrap_err().code().is_some());
    let short = SyncDocuments::new(now, now);
    let short = client.call(&short).total_timeout(Duration::from_secs(2));
    assert!(short.send().await.unwrap_err().code().is_some());
}

/// Asked for again, its rows would come twice.
#[tokio::test(start_paused = true)]
async fn a_list_that_is_refused_behind_its_rows_is_not_asked_for_again() {
    let client = Client::builder("http://localhost")
        .login("admin", Password::plain("888888"))
        .busy_code("999")
        .transport_fn(|_| async { Response::new(r#"{"list":[{"id":1}],"code":"999"}"#) })
        .build()
        .unwrap();
    let now = Time::now();
    let mut items = client.items(SyncDocuments::new(now, now));
    assert_eq!(items.try_next().await.unwrap().unwrap().id, 1.into());
    assert!(items.try_next().await.unwrap_err().code().is_some());
    assert!(items.try_next().await.unwrap().is_none());
}

//! What the spans of `tracing` tell: operation, attempts, status and code, and never a
//! value.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gensee_api::webcast::{CreateWebcast, GetWebcast};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
use gensee_sandbox::{Fault, Sandbox};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::{LOGIN, PASSWORD, assert_no_secret, site};

/// Writes down spans and events, a line each, and whether they are ours; what the HTTP
/// stack says must tell no secret either.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<(bool, String)>>>);

impl Journal {
    /// Returns an id that is odd for what is ours.
    fn note(&self, ours: bool, line: String) -> u64 {
        let mut lines = self.0.lock().unwrap();
        lines.push((ours, line));
        2 * lines.len() as u64 + u64::from(ours)
    }

    fn lines(&self) -> Vec<(bool, String)> {
        self.0.lock().unwrap().clone()
    }
}

fn ours(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("gensee_api")
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Journal {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = span.metadata().name().to_owned();
        span.record(&mut Fields(&mut line));
        Id::from_u64(self.note(ours(span.metadata()), line))
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut line = "+".to_owned();
        values.record(&mut Fields(&mut line));
        self.note(span.into_u64() % 2 == 1, line);
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = "!".to_owned();
        event.record(&mut Fields(&mut line));
        self.note(ours(event.metadata()), line);
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[tokio::test]
async fn spans_of_calls() {
    let sandbox = site::start(Sandbox::builder()).await;
    let client = Client::builder(sandbox.url())
        .login(LOGIN, Password::plain(PASSWORD))
        .no_proxy()
        .retry_delays(Duration::from_millis(1), Duration::from_millis(1))
        .build()
        .unwrap();
    let webcast = |subject: &str, token: &str| {
        CreateWebcast::new(
            subject,
            Time::from_millis(0),
            OrganizerToken::new(token),
            PanelistToken::new("opensesame"),
        )
    };
    let create = webcast("Rust 101", "opensesame");
    let id = client.call(&create).send().await.unwrap().id;

    let journal = Journal::default();
    let _guard = tracing::subscriber::set_default(journal.clone());
    sandbox.inject(Fault::Unavailable.times(1));
    client.call(&GetWebcast::new(&id)).get().send().await.unwrap();
    client.call(&create).send().await.unwrap_err();
    sandbox.inject(Fault::Reset.times(1));
    client.call(&webcast("Rust 102", "opensesame")).get().send().await.unwrap_err();
    client.call(&webcast("Rust 103", "abc")).send().await.unwrap_err();

    assert_eq!(
        journal
            .lines()
            .iter()
            .filter_map(|(ours, line)| ours.then_some(line.as_str()))
            .collect::<Vec<_>>(),
        [
            "gensee operation=\"get_webcast\"",
            "+ attempts=1",
            "attempt attempt=1",
            "+ status=503",
            "+ attempts=2",
            "attempt attempt=2",
            "+ status=200",
            "+ code=\"0\"",
            "gensee operation=\"create_webcast\"",
            "+ attempts=1",
            "attempt attempt=1",
            "+ status=200",
            "+ code=500",
            "+ error=\"api\"",
            "gensee operation=\"create_webcast\"",
            "+ attempts=1",
            "attempt attempt=1",
            "+ error=\"transport\"",
            "+ error=\"transport\"",
            "gensee operation=\"create_webcast\"",
            "+ error=\"invalid\"",
        ]
    );
    for (_, line) in journal.lines() {
        let secrets =
            [PASSWORD, "Geheim", "opensesame", "abc", id.as_str(), "Rust", LOGIN];
        assert_no_secret(&line, &secrets);
    }
}

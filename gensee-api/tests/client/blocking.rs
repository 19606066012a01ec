//! The blocking client: the same calls and errors, from threads without a runtime.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use gensee_api::webcast::{
    CreateWebcast, ExportHistoryPage, GetWebcast, JoinType, ListWebcasts, Visit,
};
use gensee_api::{
    Error, OrganizerToken, PanelistToken, Password, Result, ReturnCode, Time, WebcastId,
    blocking,
};
use gensee_sandbox::{Fault, Sandbox, Viewer};
use tokio::runtime::{self, Handle, Runtime};
use tokio::task::{block_in_place, coop};

use crate::support::{LOGIN, PASSWORD, assert_no_secret, site};

const START: Time = Time::from_millis(1_900_000_000_000);
const DAY: u64 = 86_400;

fn client(sandbox: &Sandbox) -> blocking::Client {
    blocking::Client::builder(sandbox.url())
        .login(LOGIN, Password::md5(PASSWORD))
        .no_proxy()
        .retry_delays(Duration::from_millis(1), Duration::from_millis(2))
        .build()
        .unwrap()
}

fn webcast(subject: &str) -> CreateWebcast {
    CreateWebcast::new(
        subject,
        START,
        OrganizerToken::new("opensesame"),
        PanelistToken::new("654321"),
    )
}

/// A sandbox with a webcast of this subject.
fn stage() -> (Sandbox, blocking::Client, WebcastId) {
    let runtime = Runtime::new().unwrap();
    let sandbox = runtime.block_on(site::start(Sandbox::builder().at(START)));
    let client = client(&sandbox);
    let id = client.create_webcast(&webcast("Rust 101")).unwrap().id;
    sandbox.clear_requests();
    (sandbox, client, id)
}

#[test]
fn a_call_there_and_back() {
    let (sandbox, client, id) = stage();
    let operation = GetWebcast::new(id);
    let answer = client.call(&operation).send().unwrap();
    assert_eq!(answer.subject.as_deref(), Some("Rust 101"));
    let raw = client.call(&operation).get().send_raw().unwrap();
    assert_eq!(raw.parse::<GetWebcast>().unwrap(), answer);
    let calls = sandbox.requests();
    let methods: Vec<_> = calls.iter().map(|call| call.method.as_str()).collect();
    assert_eq!(methods, ["POST", "GET"]);
    assert_no_secret(&format!("{client:?} {:?}", client.call(&operation)), &[PASSWORD]);
}

#[test]
fn what_is_sent_again() {
    let (sandbox, client, id) = stage();
    for fault in [Fault::Unavailable, Fault::Reset] {
        let name = fault.name();
        sandbox.clear_requests();
        sandbox.inject(fault.clone().times(2));
        client.call(&GetWebcast::new(&id)).send().unwrap();
        let faults: Vec<_> = sandbox.requests().iter().map(|call| call.fault).collect();
        assert_eq!(faults, [Some(name), Some(name), None]);

        sandbox.clear_requests();
        sandbox.inject(fault.times(1));
        let error = client.call(&webcast(name)).send().unwrap_err();
        assert!(error.is_retryable());
        assert_eq!(sandbox.requests().len(), 1);
        assert_no_secret(&format!("{error} {error:?}"), &[PASSWORD, "opensesame"]);
    }
}

#[test]
fn errors_as_with_the_async_client() {
    let (sandbox, client, id) = stage();
    let error = client.call(&webcast("Rust 101")).send().unwrap_err();
    assert_eq!(error.code(), Some(&ReturnCode::BusinessError));
    sandbox.inject(Fault::Delay(Duration::from_secs(3600)));
    let operation = GetWebcast::new(id);
    let slow =
        client.call(&operation).timeout(Duration::from_millis(50)).retries(0).send();
    assert!(slow.unwrap_err().is_timeout());
    let unbuilt = blocking::Client::builder("ftp://test.gensee.com")
        .login(LOGIN, Password::md5("a"))
        .build();
    assert!(matches!(unbuilt, Err(Error::Config { .. })));
}

#[test]
fn items_and_pages() {
    let (sandbox, client, id) = stage();
    let control = sandbox.control();
    let join = |day: u64| {
        let viewer = Viewer::named(format!("viewer {day}"));
        control.join(&id, viewer, JoinType::PcWeb).unwrap();
        control.advance(Duration::from_secs(DAY));
    };
    (0..30).for_each(join);
    let operation = ExportHistoryPage::new(&id).between(START, control.now());
    let came = |visits: &[Visit]| {
        let names = visits.iter().map(|visit| visit.nickname.clone().unwrap());
        names.eq((0..30).map(|day| format!("viewer {day}")))
    };

    let visits =
        client.items(operation.clone()).get().collect::<Result<Vec<_>>>().unwrap();
    assert!(came(&visits), "{visits:?}");
    let calls = sandbox.requests();
    assert!(calls.len() == 5 && calls.iter().all(|call| call.method == "GET"));

    let mut pages = client.pages(operation).post();
    let mut visits = Vec::new();
    while let Some(page) = pages.next_page().unwrap() {
        visits.extend(page.list);
    }
    assert!(came(&visits), "{visits:?}");
    assert_eq!(sandbox.requests().pop().unwrap().method, "POST");
}

#[test]
fn after_an_error_an_iterator_is_over() {
    let (sandbox, client, _) = stage();
    sandbox.inject(Fault::Code(ReturnCode::SystemError));
    let mut items = client.items(ListWebcasts::new());
    assert!(items.next().unwrap().is_err());
    assert!(items.next().is_none());
    assert_eq!(sandbox.requests().len(), 1);
}

#[test]
fn clones_in_many_threads() {
    let (sandbox, client, id) = stage();
    thread::scope(|scope| {
        for _ in 0..8 {
            let (client, operation) = (client.clone(), GetWebcast::new(&id));
            scope.spawn(move || client.call(&operation).send().unwrap());
        }
    });
    assert_eq!(sandbox.requests().len(), 8);
}

/// Where a call is made.
#[derive(Clone, Copy, Debug)]
enum Where {
    NoRuntime,
    /// A runtime is at hand, and none is running here.
    Entered,
    Task,
    TaskOfItsOwn,
    TaskWithoutBudgetLeft,
    SpawnBlocking,
    BlockInPlace,
    TaskInBlockInPlace,
}

#[test]
fn a_call_works_wherever_no_runtime_would_be_blocked() {
    fn call(sandbox: &Sandbox) -> Result<(), Error> {
        // The client is made and dropped in the same place.
        client(sandbox).call(&ListWebcasts::new()).send().map(drop)
    }

    fn at(place: Where, runtime: &Runtime, sandbox: &Arc<Sandbox>) -> Result<(), Error> {
        let sandbox = Arc::clone(sandbox);
        match place {
            Where::NoRuntime => call(&sandbox),
            Where::Entered => {
                let _entered = runtime.enter();
                call(&sandbox)
            }
            Where::Task => runtime.block_on(async { call(&sandbox) }),
            Where::TaskOfItsOwn => {
                let task = runtime.spawn(async move { call(&sandbox) });
                runtime.block_on(task).unwrap()
            }
            Where::TaskWithoutBudgetLeft => runtime.block_on(async {
                while coop::has_budget_remaining() {
                    coop::consume_budget().await;
                }
                call(&sandbox)
            }),
            Where::SpawnBlocking => {
                let call = runtime.spawn_blocking(move || call(&sandbox));
                runtime.block_on(call).unwrap()
            }
            Where::BlockInPlace => {
                runtime.block_on(async { block_in_place(|| call(&sandbox)) })
            }
            Where::TaskInBlockInPlace => runtime.block_on(async {
                block_in_place(|| Handle::current().block_on(async { call(&sandbox) }))
            }),
        }
    }

    let (sandbox, ..) = stage();
    let sandbox = Arc::new(sandbox);
    let single = runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let several = Runtime::new().unwrap();
    for (place, works) in [
        (Where::NoRuntime, true),
        (Where::Entered, true),
        (Where::Task, false),
        (Where::TaskOfItsOwn, false),
        (Where::TaskWithoutBudgetLeft, false),
        (Where::SpawnBlocking, true),
        (Where::BlockInPlace, true),
        (Where::TaskInBlockInPlace, false),
    ] {
        let single_too =
            !matches!(place, Where::BlockInPlace | Where::TaskInBlockInPlace);
        for runtime in [&several].into_iter().chain(single_too.then_some(&single)) {
            let before = sandbox.requests().len();
            let result = at(place, runtime, &sandbox);
            assert_eq!(result.is_ok(), works, "{place:?}: {result:?}");
            assert_eq!(sandbox.requests().len() - before, usize::from(works));
            if let Err(error) = result {
                let begins = "`blocking::Client`: would block";
                assert!(error.to_string().starts_with(begins), "{place:?}: {error}");
            }
        }
    }
}

#[test]
fn clients_of_many_sites_share_a_thread() {
    let (sandbox, first, _) = stage();
    let threads = || std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    let before = threads();
    let clients: Vec<blocking::Client> = (0..100)
        .map(|_| {
            let builder = blocking::Client::builder(sandbox.url());
            let builder = builder.login(LOGIN, Password::md5(PASSWORD));
            builder.connections_of(&first).build().unwrap()
        })
        .collect();
    drop(first);
    for client in &clients {
        client.call(&ListWebcasts::new()).send().unwrap();
    }
    // Other tests start and end threads meanwhile.
    assert!(threads() < before + 100, "{before} threads, then {}", threads());
}

#[test]
fn what_may_cross_threads() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn send<T: Send>(_: &T) {}

    let (_sandbox, client, _) = stage();
    shared(&client);
    send(&client.items(ListWebcasts::new()));
    send(&client.pages(ListWebcasts::new()));
}

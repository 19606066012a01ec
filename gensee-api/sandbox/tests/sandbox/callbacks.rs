//! What the sandbox sends to addresses of the customer's: site events, and the check of `k`.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use gensee_api::operation::Method;
use gensee_api::webcast::{
    ANONYMOUS_UID, DeleteWebcast, Device, FinishWebcast, JoinType, KCheck, KCheckAnswer,
    SiteEvent,
};
use gensee_api::{Callback, OpenEnum as _};
use gensee_sandbox::{LoggedDelivery, Sandbox, Viewer};
use serde_json::Value;

use super::http::{get, post, send};
use super::{START, admin, webcast};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Longer than this nothing takes; then a test fails, and does not hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request that has arrived: its method, its query and its body.
#[derive(Debug)]
struct Arrived {
    method: String,
    query: Option<String>,
    body: String,
}

impl Arrived {
    fn callback<C: Callback>(&self) -> C {
        let form = if self.method == "GET" { self.query.as_deref() } else { None };
        assert_eq!(self.method == "GET", self.body.is_empty(), "{self:?}");
        C::from_request(form, &self.body).expect("a callback")
    }
}

/// A server that answers with the status and the body that `answer` makes of each request.
fn serve(
    answer: impl Fn(&Arrived) -> (&'static str, String) + Send + 'static,
) -> (SocketAddr, Receiver<Arrived>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Some((mut stream, arrived)) = stream.ok().and_then(receive) else {
                continue;
            };
            let (status, body) = answer(&arrived);
            // It is there before the answer: whoever has the answer finds it.
            if sender.send(arrived).is_err() {
                return;
            }
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, receiver)
}

fn receive(mut stream: TcpStream) -> Option<(TcpStream, Arrived)> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut text = String::new();
    let mut buffer = [0; 1024];
    loop {
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                let mut first = head.split(' ');
                let (method, target) = (first.next()?.to_owned(), first.next()?);
                let query = target.split_once('?').map(|(_, query)| query.to_owned());
                let arrived = Arrived { method, query, body: body.to_owned() };
                return Some((stream, arrived));
            }
        }
        match stream.read(&mut buffer).ok()? {
            0 => return None,
            read => text += &String::from_utf8_lossy(&buffer[..read]),
        }
    }
}

fn next(arrived: &Receiver<Arrived>) -> Arrived {
    arrived.recv_timeout(PATIENCE).expect("a request")
}

/// The deliveries, once as many as `count` have come to their end.
fn ended(sandbox: &Sandbox, count: usize) -> Vec<LoggedDelivery> {
    let began = Instant::now();
    loop {
        let deliveries = sandbox.deliveries();
        let over = |one: &&LoggedDelivery| one.arrived || one.attempts == 3;
        if deliveries.iter().filter(over).count() >= count {
            return deliveries;
        }
        assert!(began.elapsed() < PATIENCE, "{deliveries:#?}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn ok(_: &Arrived) -> (&'static str, String) {
    ("200 OK", "thanks".to_owned())
}

/// What happens on the site, in words: action, whether it is of the webcast, the operator, and the users inside.
#[tokio::test]
async fn what_happens_is_told_in_its_order() -> Outcome {
    for method in [Method::Post, Method::Get] {
        let sandbox = Sandbox::builder().at(START).start()?;
        let client = admin(&sandbox);
        let control = sandbox.control();
        let unheard = client.create_webcast(&webcast("Before")).await?.id;
        control.start(&unheard)?;

        let (address, arrived) = serve(ok);
        control.send_events(format!("http://{address}/events?site=1"), method)?;
        let id = client.create_webcast(&webcast("Rust 101")).await?.id;
        let first = control.join(&id, Viewer::named("张三"), JoinType::PcWeb)?;
        control.start(&id)?;
        control.start(&id)?;
        let second = control.join(&id, Viewer::named("李四"), JoinType::PcWeb)?;
        let third = control.join(&id, Viewer::named("王五"), JoinType::PcWeb)?;
        control.pause(&id)?;
        control.pause(&id)?;
        control.start(&id)?;
        control.leave(first)?;
        control.drop_out(second)?;
        control.leave(second).expect_err("cut off");
        let vod = control.finish(&id)?;
        control.leave(third).expect_err("the session is over");
        control.pause(&id).expect_err("not live");
        let watch = control.start_watching(&vod, Viewer::named("Eve"), Device::Pc)?;
        control.stop_watching(watch)?;
        control.start(&id)?;
        client.finish_webcast(&FinishWebcast::new(&id)).await?;
        client.delete_webcast(&DeleteWebcast::new(&id)).await?;

        let organizer = Some(1_000_001);
        let [one, two, three, eve] =
            [1, 2, 3, 4].map(|number| Some(ANONYMOUS_UID + number));
        let expected = [
            ("102", organizer, None),
            ("101", one, Some(1)),
            ("103", organizer, None),
            ("101", two, Some(2)),
            ("101", three, Some(3)),
            ("104", organizer, None),
            ("103", organizer, None),
            ("107", one, Some(2)),
            ("110", two, Some(1)),
            ("105", organizer, None),
            ("107", three, Some(0)),
            ("106", organizer, None),
            ("111", eve, None),
            ("112", eve, None),
            ("103", organizer, None),
            ("105", organizer, None),
            ("106", organizer, None),
        ];
        for (action, operator, users) in expected {
            let request = next(&arrived);
            let wanted = if method == Method::Get { "GET" } else { "POST" };
            assert_eq!(request.method, wanted);
            let event: SiteEvent = request.callback();
            let operator = operator.map(Into::into);
            let found = (event.action.code(), event.operator, event.total_users);
            assert_eq!(found, (action, operator, users), "{request:?}");
            if matches!(action, "111" | "112") {
                assert_eq!(event.vod_id().as_ref(), Some(&vod));
            } else {
                assert_eq!(event.webcast_id().as_ref(), Some(&id));
            }
            // No name is missing, as the real server sends them.
            for name in
                ["ClassNo=", "Operator=", "Action=", "Affected=", "totalusernum="]
            {
                assert!(format!("{request:?}").contains(name), "{request:?}");
            }
        }
        let deliveries = ended(&sandbox, expected.len());
        assert_eq!(deliveries.len(), expected.len());
        for delivery in &deliveries {
            let LoggedDelivery { kind, attempts, arrived, status, answer, .. } =
                delivery;
            assert_eq!(
                (*kind, *attempts, *arrived, *status),
                ("event", 1, true, Some(200))
            );
            assert_eq!(answer.as_deref(), Some("thanks"));
            assert_eq!(delivery.address, format!("http://{address}/events?site=***"));
        }

        // Off again, and back to the start.
        control.send_events("", method)?;
        control.start(&unheard)?;
        control.pause(&unheard)?;
        control.send_events(format!("http://{address}/"), method)?;
        sandbox.reset()?;
        assert_eq!(sandbox.deliveries(), []);
        client.create_webcast(&webcast("After")).await?;
        assert!(arrived.recv_timeout(Duration::from_millis(300)).is_err());
    }
    Ok(())
}

#[test]
fn what_does_not_arrive_is_sent_again_and_given_up() -> Outcome {
    let sandbox = Sandbox::builder().at(START).start()?;
    let control = sandbox.control();
    let (address, arrived) =
        serve(|_| ("503 Service Unavailable", "a secret of ours".repeat(100)));
    control.send_events(format!("http://{address}/a?key=secret"), Method::Post)?;
    let creator = sandbox.admin();
    let vod = control.upload_castmaker(creator, "A", Duration::from_secs(9))?;
    control.watch(&vod, 1)?;
    let actions = (0..6).map(|_| next(&arrived).callback::<SiteEvent>().action);
    let actions: Vec<_> = actions.map(|action| action.code().to_owned()).collect();
    assert_eq!(actions, ["111", "111", "111", "112", "112", "112"], "one after another");
    for delivery in ended(&sandbox, 2) {
        let LoggedDelivery { attempts, arrived, status, .. } = delivery;
        assert_eq!((attempts, arrived, status), (3, false, Some(503)));
        assert_eq!(delivery.address, format!("http://{address}/a?key=***"));
        assert_eq!(delivery.answer.map(|answer| answer.len()), Some(200));
    }
    let log: Value = serde_json::from_str(&get(&sandbox, "/sandbox/deliveries").body)?;
    assert_eq!(log.as_array().map(Vec::len), Some(2));
    assert_eq!((&log[1]["attempts"], &log[1]["status"]), (&3.into(), &503.into()));
    assert!(!log.to_string().contains("key=s"), "{log}");
    let cleared = send(&sandbox, "DELETE /sandbox/deliveries", &[], b"");
    assert_eq!((cleared.status(), sandbox.deliveries().len()), ("204", 0));
    Ok(())
}

/// Answers to the check of a `k` with what the `k` itself says.
fn judge(arrived: &Arrived) -> (&'static str, String) {
    let check: KCheck = arrived.callback();
    match check.k.expose() {
        "good" => ("200 OK", KCheckAnswer::Pass.to_string()),
        "blank" => ("200 OK", " pass\r\n".to_owned()),
        "bad" => ("200 OK", KCheckAnswer::Fail.to_string()),
        "broken" => ("500 Internal Server Error", "pass".to_owned()),
        // Whoever follows it is let in.
        "moved" => ("302 Found\r\nLocation: /k?k=good", "pass".to_owned()),
        // A receiver that answers with what it got.
        other => ("200 OK", format!("k={other}")),
    }
}

#[test]
fn a_k_is_checked() -> Outcome {
    for method in [Method::Post, Method::Get] {
        let sandbox = Sandbox::builder().at(START).start()?;
        let client = admin(&sandbox);
        let runtime = tokio::runtime::Runtime::new()?;
        let id = runtime.block_on(client.create_webcast(&webcast("Rust 101")))?.id;
        let control = sandbox.control();
        let join = |k: Option<&str>| {
            let viewer = Viewer { k: k.map(Into::into), ..Viewer::named("张三") };
            assert!(!format!("{viewer:?}").contains("good"));
            control.join(&id, viewer, JoinType::PcWeb)
        };
        join(None)?;
        join(Some("good"))?;

        let (address, arrived) = serve(judge);
        control.check_k(format!("http://{address}/k"), method)?;
        for (k, refused) in [
            (Some("good"), None),
            (Some("blank"), None),
            (Some("bad"), Some("answered with `fail`")),
            (Some("broken"), Some("did not answer")),
            (Some("moved"), Some("did not answer")),
            (Some("t0ken"), Some("neither `pass` nor `fail`")),
            (Some(""), Some("has no `k`")),
            (None, Some("has no `k`")),
        ] {
            let joined = join(k).map_err(|error| error.to_string());
            match refused {
                None => assert!(joined.is_ok(), "{k:?}: {joined:?}"),
                Some(words) => assert!(
                    joined.as_ref().is_err_and(|error| error.contains(words)),
                    "{k:?}: {joined:?}"
                ),
            }
            if let Some(k) = k.filter(|k| !k.is_empty()) {
                assert_eq!(next(&arrived).callback::<KCheck>().k.expose(), k);
            }
        }
        let log = get(&sandbox, "/sandbox/deliveries").body;
        assert!(!log.contains("t0ken") && !log.contains("good"), "{log}");
        assert!(
            log.contains(r#""answer":"pass""#) && log.contains(r#""answer":"***""#),
            "{log}"
        );
        for delivery in sandbox.deliveries() {
            assert_eq!(
                (delivery.kind, delivery.attempts),
                ("k_check", 1),
                "{delivery:?}"
            );
            assert_eq!(delivery.form, "k=***");
        }

        control.check_k("", method)?;
        join(Some("bad"))?;
        // Nobody is there.
        let nobody = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        control.check_k(format!("http://{nobody}/"), method)?;
        assert!(join(Some("good")).is_err());
    }
    Ok(())
}

#[test]
fn the_console_is_set_over_http_and_outlives_a_restart() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("state");
    let start = || Sandbox::builder().at(START).state(&file).start();
    let sandbox = start()?;
    let set = |verb: &str, body: String| {
        post(&sandbox, &format!("/sandbox/control/{verb}"), &body)
    };
    let (address, arrived) = serve(judge);
    let done =
        set("check_k", format!(r#"{{"at":"http://{address}/","method":"POST"}}"#));
    assert_eq!(done.body, "{}");
    for (body, words) in [
        (r#"{"at":"ftp://me.example/","method":"POST"}"#, "http://127.0.0.1:9000/"),
        (r#"{"at":"me.example","method":"POST"}"#, "http://127.0.0.1:9000/"),
        (r#"{"at":"http://me.example/?key=t0ken\n","method":"PUT"}"#, "`POST` or `GET`"),
        (r#"{"at":7,"method":"GET"}"#, "give text"),
        (r#"{"method":"GET"}"#, "`check_k.at` is missing"),
    ] {
        let refused = set("check_k", body.to_owned());
        assert!(refused.status().starts_with('4'), "{body}: {}", refused.head);
        assert!(refused.body.contains(words), "{body}: {}", refused.body);
        assert!(!refused.body.contains("t0ken"), "{}", refused.body);
    }
    let debug = format!("{:?} {:?}", sandbox.snapshot(), sandbox.control());
    assert!(!debug.contains(&address.to_string()), "{debug}");
    drop(sandbox);

    let sandbox = start()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let id = runtime.block_on(admin(&sandbox).create_webcast(&webcast("Rust 101")))?.id;
    let join = |k: &str| {
        let body = format!(
            r#"{{"webcast":"{id}","viewer":{{"nickname":"A","k":"{k}"}},"join_type":"PcWeb"}}"#
        );
        post(&sandbox, "/sandbox/control/join", &body)
    };
    assert_eq!(join("good").body, r#"{"visit":0}"#);
    let refused = join("bad");
    assert_eq!(refused.status(), "409");
    assert!(refused.body.contains("`fail`"), "{}", refused.body);
    assert_eq!(next(&arrived).callback::<KCheck>().k.expose(), "good");
    Ok(())
}

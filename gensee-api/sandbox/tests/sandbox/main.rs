//! The sandbox as a client of the real server would see it.

mod answers;
mod belongings;
mod callbacks;
mod codes;
mod connections;
mod control;
mod demo;
mod faults;
mod guard;
mod http;
mod media;
mod pages;
mod people;
mod program;
mod requests;
mod servlet;
mod state;
mod story;
mod strict;
mod wire;

use gensee_api::webcast::{
    CreateUser, CreateWebcast, DeleteWebcast, FinishWebcast, GetWebcast,
    GetWebcastStatus, ListWebcasts, LiveStatus, OPERATIONS, ReturnCode, SetUserStatus,
    Telconf, UpdateWebcast, UserRole, UserStatus, WebcastStatusFilter,
};
use gensee_api::{
    Client, Error, OperationInfo, OrganizerToken, PanelistToken, Password, Time,
};
use gensee_sandbox::Sandbox;

pub(crate) const START: Time = Time::from_millis(1_900_000_000_000);

pub(crate) fn client(sandbox: &Sandbox, login: &str, password: Password) -> Client {
    Client::builder(sandbox.url())
        .login(login, password)
        .strict()
        .build()
        .expect("a client of the sandbox")
}

/// A client that forgives what the document prints otherwise.
pub(crate) fn patient(sandbox: &Sandbox, login: &str) -> Client {
    Client::builder(sandbox.url())
        .login(login, Password::md5(sandbox.password()))
        .build()
        .expect("a client of the sandbox")
}

pub(crate) fn admin(sandbox: &Sandbox) -> Client {
    client(sandbox, sandbox.admin(), Password::md5(sandbox.password()))
}

/// The operations that the sandbox answers: one that a revision of the document has just added has no handler yet.
pub(crate) fn handled() -> impl Iterator<Item = &'static OperationInfo> + Clone {
    let missing = Sandbox::without_handler();
    OPERATIONS.iter().filter(move |info| !missing.contains(&info.name))
}

pub(crate) fn webcast(subject: &str) -> CreateWebcast {
    CreateWebcast::new(
        subject,
        START,
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
}

/// The return code and the words of a refusal.
pub(crate) fn refused<T: std::fmt::Debug>(
    answer: Result<T, Error>,
) -> (ReturnCode, String) {
    match answer {
        Err(Error::Api { code, message, .. }) => (code, message.into()),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_webcast_lives() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let request = webcast("Rust 公开课").telconf(Telconf::DialOutAndIn).opened(true);
    let created = client.create_webcast(&request).await?;
    assert_eq!(created.id.as_str().len(), 32);
    assert_eq!(created.number.len(), 8);

    let read = client.get_webcast(&GetWebcast::new(&created.id)).await?;
    assert_eq!(read.subject.as_deref(), Some("Rust 公开课"));
    assert_eq!(
        (read.opened, read.aac, read.telconf),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(read.attendee_join_url, created.attendee_join_url);

    let request = UpdateWebcast::new(
        &created.id,
        "Rust 102",
        START,
        OrganizerToken::new("aaaaaa"),
        PanelistToken::new("bbbbbb"),
    )
    .plan("1. …");
    client.update_webcast(&request).await?;
    let read = client.get_webcast(&GetWebcast::new(&created.id)).await?;
    assert_eq!(
        (read.subject.as_deref(), read.plan.as_deref()),
        (Some("Rust 102"), Some("1. …"))
    );
    assert_eq!(read.opened, Some(true), "what is absent stays as it was");

    let listed = client.list_webcasts(&ListWebcasts::new()).await?;
    assert_eq!(listed.list.len(), 1);
    client.finish_webcast(&FinishWebcast::new(&created.id)).await?;
    let listed = client.list_webcasts(&ListWebcasts::new()).await?;
    assert_eq!(listed.page.and_then(|page| page.total_pages), Some(1));
    assert!(listed.list.is_empty(), "an ended webcast leaves the list");
    let ended = ListWebcasts::new().status(WebcastStatusFilter::Ended);
    assert_eq!(client.list_webcasts(&ended).await?.list.len(), 1);
    let status = client.get_webcast_status(&GetWebcastStatus::new(&created.id)).await?;
    assert_eq!(status.status, LiveStatus::Idle);

    let control = sandbox.control();
    control.start(&created.id).expect_err("it was ended");
    control.restore(&created.id).expect("it can be restored");
    let listed = client.list_webcasts(&ListWebcasts::new()).await?;
    assert_eq!(listed.list.len(), 1, "it is in the list again");
    control.start(&created.id).expect("it can go live again");

    for _ in 0..2 {
        client.delete_webcast(&DeleteWebcast::new(&created.id)).await?;
    }
    let gone = refused(client.get_webcast(&GetWebcast::new(&created.id)).await);
    assert_eq!(gone.0, ReturnCode::BusinessError);
    control.restore(&created.id).expect_err("what was deleted is beyond recovery");
    Ok(())
}

#[tokio::test]
async fn roles_are_enforced_and_organizers_have_only_their_own() -> Result<(), Error> {
    let sandbox = Sandbox::start().expect("a port");
    let admin = admin(&sandbox);
    for (login, role) in
        [("o1", UserRole::Organizer), ("o2", UserRole::Organizer), ("u", UserRole::User)]
    {
        admin.create_user(&CreateUser::new(login, "geheim", login).role(role)).await?;
    }
    let [one, two, user] =
        ["o1", "o2", "u"].map(|login| client(&sandbox, login, Password::sha1("geheim")));
    let created = one.create_webcast(&webcast("Mine")).await?;
    assert_eq!(two.list_webcasts(&ListWebcasts::new()).await?.list.len(), 0);
    assert_eq!(admin.list_webcasts(&ListWebcasts::new()).await?.list.len(), 1);

    let other = refused(two.finish_webcast(&FinishWebcast::new(&created.id)).await);
    assert_eq!(other.0, ReturnCode::BusinessError);
    assert!(other.1.contains("organizer"), "{}", other.1);
    let none = refused(user.create_webcast(&webcast("No")).await);
    assert_eq!(none.0, ReturnCode::BusinessError);
    let taken = refused(admin.create_webcast(&webcast("Mine")).await);
    assert_eq!(taken, (ReturnCode::BusinessError, "subject exists".to_owned()));
    Ok(())
}

#[tokio::test]
async fn who_may_not_log_in() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let admin = admin(&sandbox);
    let user =
        |login: &str| CreateUser::new(login, "geheim", "Name").role(UserRole::Organizer);
    admin.create_user(&user("disabled")).await?;
    admin.set_user_status(&SetUserStatus::new("disabled", UserStatus::Disabled)).await?;
    admin.create_user(&user("over").invalid_date(START)).await?;
    let later = Time::from_millis(START.millis() + 1);
    admin.create_user(&user("to-come").effective_date(later)).await?;
    admin.create_user(&user("still").invalid_date(later)).await?;
    for (login, password, expected) in [
        ("disabled", "geheim", Some(ReturnCode::AuthenticationFailed)),
        ("to-come", "geheim", Some(ReturnCode::AuthenticationFailed)),
        ("still", "wrong", Some(ReturnCode::AuthenticationFailed)),
        ("nobody", "geheim", Some(ReturnCode::AuthenticationFailed)),
        ("over", "geheim", Some(ReturnCode::PasswordExpired)),
        ("still", "geheim", None),
    ] {
        let client = client(&sandbox, login, Password::plain(password));
        let answer = client.list_webcasts(&ListWebcasts::new()).await;
        match expected {
            Some(code) => assert_eq!(refused(answer).0, code, "{login}"),
            None => assert!(answer.is_ok(), "{login}: {answer:?}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn wrong_parameters_have_codes_of_their_own() {
    let sandbox = Sandbox::start().expect("a port");
    let http = reqwest_like(&sandbox);
    for (parameters, expected) in [
        (
            "subject=a&startTime=1&organizerToken=123456",
            r#"{"code":"101","message":"panelistToken is required"}"#,
        ),
        (
            "subject=a&startTime=soon&organizerToken=123456&panelistToken=654321",
            r#"{"code":"102","message":"startTime convert error"}"#,
        ),
        (
            "subject=a&startTime=1&organizerToken=1&panelistToken=654321",
            r#"{"code":"101","message":"organizerToken is invalid"}"#,
        ),
        (
            "subject=a&startTime=1&organizerToken=123456&panelistToken=654321&telconf=9",
            r#"{"code":"101","message":"telconf is invalid"}"#,
        ),
    ] {
        let body = http.call("/webcast/created", parameters);
        assert_eq!(body, expected, "{parameters}");
    }
    assert_eq!(http.call("/webcast/nothing", ""), "");
}

/// What stands on the wire, without the client's own checks.
struct Raw {
    address: String,
    login: String,
}

fn reqwest_like(sandbox: &Sandbox) -> Raw {
    let address = sandbox.url().trim_start_matches("http://").to_owned();
    let login = format!("loginName={}&password={}", sandbox.admin(), sandbox.password());
    Raw { address, login }
}

impl Raw {
    /// The body of the answer to a GET.
    fn call(&self, path: &str, parameters: &str) -> String {
        use std::io::{Read, Write};
        let mut stream =
            std::net::TcpStream::connect(&self.address).expect("a connection");
        write!(
            stream,
            "GET /integration/site{path}?{}&{parameters} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.login, self.address
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
            .split_once("\r\n\r\n")
            .map(|(_, body)| body.to_owned())
            .unwrap_or_default()
    }
}

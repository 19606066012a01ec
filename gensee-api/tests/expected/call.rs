//! Every client function, over loopback: what arrives, what comes back, and what is tried again.

use std::fmt::Debug;
use std::future::Future;
use std::time::Duration;

use gensee_api::params::from_form;
use gensee_api::webcast::BASE_PATH;
use gensee_api::{Client, Effect, Error, Method, Operation, Password, Result};
use serde::Serialize;

use super::answer::body;
use super::document::expected;
use super::rows::{Expected, Row};
use super::sample::{self, Parameters};
use crate::support::{Arrived, LOGIN, PASSWORD, PASSWORD_MD5, Reply, Server};

/// A value that must not show up where nobody asked for it. As long as the shortest token may be.
const SECRET: &str = "Geheim";

/// Checks the function `call` of the async client.
pub fn calls<O, F>(call: impl Fn(Client, O) -> F)
where
    O: Operation + Clone + Debug + PartialEq,
    O::Response: Debug + PartialEq,
    F: Future<Output = Result<O::Response>>,
{
    let expected = expected::<O>();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let parameters = hide(sample::needed(expected.request), expected.request);
    let request: O = request(&parameters);
    assert!(
        !format!("{request:?}").contains(SECRET),
        "`Debug` shows a secret: {request:?}"
    );

    let answer = answer(expected);
    let server = Server::replying([Reply::Json(answer.clone())]);
    let response = runtime.block_on(call(client(&server, expected), request.clone()));
    let response = response.expect("the server answered as the document says");
    sent(expected, &parameters, &server.arrived()[0]);
    came_back::<O>(&answer, &response);

    let server = Server::replying([Reply::Json(answer.clone())]);
    let response =
        runtime.block_on(client(&server, expected).call(&request).get().send());
    if expected.methods.contains(&Method::Get) {
        response.expect("GET brings the same answer");
        queried(expected, &parameters, &server.arrived()[0]);
    } else {
        response.expect_err("the document lists POST only");
        assert_eq!(server.count(), 0);
    }

    let server =
        Server::replying([Reply::Status(503, String::new()), Reply::Json(answer)]);
    let outcome = runtime.block_on(call(client(&server, expected), request.clone()));
    match expected.effect {
        Effect::Read => {
            outcome.expect("a read is tried again");
            assert_eq!(server.count(), 2);
        }
        _ => {
            outcome.expect_err("what changes something is not tried again");
            assert_eq!(server.count(), 1);
        }
    }

    let refusal = r#"{"code":"502","message":"subject exists"}"#;
    let server = Server::replying([Reply::json(refusal)]);
    let error = runtime
        .block_on(call(client(&server, expected), request))
        .expect_err("a refusal");
    refused(expected, &error);
    assert_eq!(server.count(), 1, "a refusal is not tried again");
}

/// Checks the function `call` of the blocking client.
#[cfg(feature = "blocking")]
pub fn blocking_calls<O>(
    call: impl Fn(&gensee_api::blocking::Client, &O) -> Result<O::Response>,
) where
    O: Operation,
    O::Response: Debug + PartialEq,
{
    let expected = expected::<O>();
    let parameters = hide(sample::needed(expected.request), expected.request);
    let request: O = request(&parameters);
    let answer = answer(expected);
    let server = Server::replying([Reply::Json(answer.clone())]);
    let builder = gensee_api::blocking::Client::builder(server.url())
        .login(LOGIN, Password::md5(PASSWORD))
        .no_proxy();
    let posts = expected.methods.contains(&Method::Post);
    let builder = if posts { builder } else { builder.get() };
    let client = builder.build().expect("a client");
    let response =
        call(&client, &request).expect("the server answered as the document says");
    sent(expected, &parameters, &server.arrived()[0]);
    came_back::<O>(&answer, &response);
}

fn client(server: &Server, expected: &Expected) -> Client {
    let delay = Duration::from_millis(1);
    let builder = Client::builder(server.url())
        .login(LOGIN, Password::md5(PASSWORD))
        .retry_delays(delay, delay)
        .no_proxy();
    let posts = expected.methods.contains(&Method::Post);
    let builder = if posts { builder } else { builder.get() };
    builder.build().expect("a client")
}

/// The parameters with a value in every secret that can be found again.
fn hide(mut parameters: Parameters, rows: &[Row]) -> Parameters {
    for (name, value) in &mut parameters {
        if rows.iter().any(|row| row.name == *name && row.secret) {
            *value = SECRET.into();
        }
    }
    parameters
}

fn request<O: Operation>(parameters: &Parameters) -> O {
    from_form(&sample::form(&sample::pairs(parameters))).expect("a request of samples")
}

fn answer(expected: &Expected) -> String {
    let body = body(&sample::full_answer(expected.response));
    String::from_utf8(body).expect("JSON is UTF-8")
}

/// What arrived by the method that the document lists first.
fn sent(expected: &Expected, parameters: &Parameters, arrived: &Arrived) {
    match expected.methods[0] {
        Method::Post => posted(expected, parameters, arrived),
        Method::Get => queried(expected, parameters, arrived),
    }
}

fn posted(expected: &Expected, parameters: &Parameters, arrived: &Arrived) {
    assert_eq!(arrived.method, "POST");
    assert_eq!(arrived.query, None, "a password must not stand in the address");
    assert_eq!(arrived.path, format!("{BASE_PATH}{}", expected.path));
    let headers = arrived.headers.to_ascii_lowercase();
    assert!(
        headers.contains("content-type: application/x-www-form-urlencoded"),
        "{headers}"
    );
    same_form(parameters, &arrived.body);
}

fn queried(expected: &Expected, parameters: &Parameters, arrived: &Arrived) {
    assert_eq!(arrived.method, "GET");
    assert_eq!(arrived.path, format!("{BASE_PATH}{}", expected.path));
    same_form(parameters, arrived.query.as_deref().expect("GET has a query"));
}

fn same_form(parameters: &Parameters, form: &str) {
    let mut seen: Vec<_> =
        form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let mut wanted = sample::pairs(parameters);
    for (name, value) in
        [("loginName", LOGIN), ("password", PASSWORD_MD5), ("sec", "true")]
    {
        wanted.push((name.to_owned(), value.to_owned()));
    }
    seen.sort();
    wanted.sort();
    assert_eq!(seen, wanted);
}

fn came_back<O: Operation>(answer: &str, response: &O::Response)
where
    O::Response: Serialize,
{
    let written =
        serde_json::to_value(response).expect("answers can be written as JSON");
    let mut sent: serde_json::Value =
        serde_json::from_str(answer).expect("a sample is JSON");
    sent.as_object_mut().expect("an answer is an object").remove("code");
    assert_eq!(written, sent);
}

fn refused(expected: &Expected, error: &Error) {
    let Error::Api { operation, code, message, .. } = error else { panic!("{error:?}") };
    assert_eq!(*operation, expected.name);
    assert_eq!(*code, gensee_api::webcast::ReturnCode::Duplicate);
    assert_eq!(&**message, "subject exists");
}

//! A whole call of any operation, there and back: by the async client, once with POST
//! and once with GET.

use std::fmt::Debug;

use gensee_api::{Client, Operation, Password, response};

use super::{LOGIN, PASSWORD, PASSWORD_MD5, Reply, Server, path_of};

/// Sends `operation`, lets the server answer with `json` (without its `code`), and
/// compares both ends with what was meant.
pub async fn round<O>(operation: O, json: &str)
where
    O: Operation + Debug + PartialEq,
    O::Response: Debug + PartialEq,
{
    let expected = response::from_json::<O::Response>(json.as_bytes())
        .expect("the answer of the test is one");
    let server = Server::replying([Reply::Json(
        json.replacen('{', r#"{"code":"0","#, 1).replace(",}", "}"),
    )]);
    let client = Client::builder(server.url())
        .login(LOGIN, Password::md5(PASSWORD))
        .no_proxy()
        .build()
        .expect("a client");

    for (method, call) in
        [("POST", client.call(&operation)), ("GET", client.call(&operation).get())]
    {
        let answer =
            call.send().await.unwrap_or_else(|error| panic!("{}: {error}", O::NAME));
        assert_eq!(answer, expected, "{method} {}", O::NAME);

        let arrived = server.arrived().pop().expect("a request");
        assert_eq!(arrived.method, method, "{}", O::NAME);
        assert_eq!(arrived.path, path_of::<O>());
        assert_eq!(arrived.query.is_some(), method == "GET", "{}", O::NAME);
        assert_eq!(arrived.body.is_empty(), method == "GET", "{}", O::NAME);
        assert_eq!(arrived.value("loginName").as_deref(), Some(LOGIN), "{}", O::NAME);
        assert_eq!(
            arrived.value("password").as_deref(),
            Some(PASSWORD_MD5),
            "{}",
            O::NAME
        );
        assert_eq!(arrived.value("sec").as_deref(), Some("true"), "{}", O::NAME);
        assert_eq!(arrived.operation::<O>(), operation, "{method}");
    }
}

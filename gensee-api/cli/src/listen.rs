//! `gensee listen`: receives what a site sends (site events, checks of `k`, finished conversions), prints it as JSON lines,
//! and can pass it on.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use gensee_api::webcast::{KCheck, KCheckAnswer, SiteEvent, TranscodeCallback};
use gensee_api::{Callback, Parameters, Time};
use serde_json::{Map, Value, json};

use crate::command::{option, switch};
use crate::failure::{Failure, Outcome};
use crate::forward::Forward;
use crate::lang::Lang;
use crate::request::is_secret;
use crate::serve::serve;

pub fn command(lang: Lang) -> Command {
    Command::new("listen")
        .about(lang.pick(
            "Receives what a site sends, prints it, and can pass it on",
            "接收站点的回调，打印并可转发",
        ))
        .long_about(lang.pick(
            "Receives site events, checks of `k` and finished conversions at any path, by POST or GET, and prints each as a \
             line of JSON. The addresses are set in the site's console, or given as `callbackUrl`. A check of `k` is answered \
             with `pass` for the values of `--k`, else with `fail`.",
            "在任意路径接收站点事件、K 值认证和转换完成回调（POST 或 GET），每个回调打印为一行 JSON。地址在站点后台设置，或用 `callbackUrl` 指定。K 值认证对 `--k` 给出的值回答 `pass`，否则回答 `fail`。",
        ))
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS")
                .default_value("127.0.0.1:8787")
                .value_parser(value_parser!(SocketAddr))
                .help(lang.pick("Where to listen; port 0 is any free one", "监听地址；端口 0 表示任意空闲端口")),
        )
        .arg(
            option("k", "VALUE", lang.pick("A `k` that passes; can be repeated", "通过认证的 K 值，可重复"))
                .action(ArgAction::Append),
        )
        .arg(switch("pass-all", lang.pick("Every `k` passes", "所有 K 值都通过")))
        .arg(option("forward", "URL", lang.pick(
            "Passes each on to this address, and answers with its answer",
            "转发到该地址，并返回其应答",
        )))
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let forward =
        matches.get_one::<String>("forward").map(|url| Forward::to(url)).transpose()?;
    let receiver = Receiver {
        passing: matches.get_many("k").into_iter().flatten().cloned().collect(),
        pass_all: matches.get_flag("pass-all"),
        forward,
    };
    let Some(&address) = matches.get_one::<SocketAddr>("listen") else {
        return Err(Failure::usage("`--listen` is missing"));
    };
    let app = Router::new().fallback(receive).with_state(Arc::new(receiver));
    serve(address, app, lang)
}

struct Receiver {
    /// The values of `k` that pass.
    passing: Vec<String>,
    pass_all: bool,
    forward: Option<Forward>,
}

async fn receive(
    State(receiver): State<Arc<Receiver>>,
    method: Method,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    if method != Method::GET && method != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (mut line, mut answer) = receiver.read(query.as_deref(), &body);
    if let Some(forward) = &receiver.forward {
        match forward.send(&method, query.as_deref(), body).await {
            Ok((status, text)) => {
                line.insert("forwarded".to_owned(), status.as_u16().into());
                answer = (status, text);
            }
            Err(error) => {
                line.insert("forwarded".to_owned(), error.into());
                // The site sends it again, where it does so at all.
                answer = (StatusCode::BAD_GATEWAY, String::new());
            }
        }
    }
    // The site needs its answer even when stdout is closed.
    let _ = writeln!(io::stdout(), "{}", Value::Object(line));
    (answer.0, [(header::CONTENT_TYPE, "text/plain; charset=UTF-8")], answer.1)
        .into_response()
}

impl Receiver {
    /// What a callback says, and the answer to it.
    fn read(
        &self,
        query: Option<&str>,
        body: &[u8],
    ) -> (Map<String, Value>, (StatusCode, String)) {
        let ok = |line| (line, (StatusCode::OK, String::new()));
        if let Ok(event) = SiteEvent::from_request(query, body) {
            return ok(line("site-event", &event));
        }
        if let Ok(converted) = TranscodeCallback::from_request(query, body) {
            return ok(line("transcoded", &converted));
        }
        if let Ok(check) = KCheck::from_request(query, body) {
            let passes =
                self.pass_all || self.passing.iter().any(|k| k == check.k.expose());
            let answer = if passes { KCheckAnswer::Pass } else { KCheckAnswer::Fail };
            let mut line = line("k-check", &check);
            line.insert("answer".to_owned(), answer.to_string().into());
            return (line, (StatusCode::OK, answer.to_string()));
        }
        let names = names(query, body);
        let line = json!({"callback": "unknown", "at": Time::now().to_string(), "parameters": names});
        let Value::Object(line) = line else { return ok(Map::new()) };
        (line, (StatusCode::BAD_REQUEST, "not a callback that is known".to_owned()))
    }
}

/// A callback as a line, with its secrets hidden.
fn line<C: Callback>(kind: &str, callback: &C) -> Map<String, Value> {
    let mut line = Map::new();
    line.insert("callback".to_owned(), kind.into());
    line.insert("at".to_owned(), Time::now().to_string().into());
    if let Ok(Value::Object(fields)) = serde_json::to_value(callback) {
        for (name, value) in fields {
            let value = if is_secret(<C as Parameters>::ROWS, &name) {
                "***".into()
            } else {
                value
            };
            line.insert(name, value);
        }
    }
    line
}

/// The names of what was sent; the values can be secrets.
fn names(query: Option<&str>, body: &[u8]) -> Vec<String> {
    let query = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    query
        .chain(form_urlencoded::parse(body))
        .map(|(name, _)| name.into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Receiver;

    #[test]
    fn callbacks_are_known_by_what_they_must_have() {
        let receiver = Receiver {
            passing: vec!["4711".to_owned()],
            pass_all: false,
            forward: None,
        };
        let table = [
            ("ClassNo=5f3c&Operator=1000000042&Action=101", "site-event", 200, ""),
            ("k=4711&uid=7", "k-check", 200, "pass"),
            ("k=4712", "k-check", 200, "fail"),
            ("name=x", "unknown", 400, "not a callback that is known"),
        ];
        for (form, kind, status, answer) in table {
            for (query, body) in [(None, form), (Some(form), "")] {
                let (line, (code, text)) = receiver.read(query, body.as_bytes());
                assert_eq!(line["callback"], kind, "{form}");
                assert_eq!((code.as_u16(), text.as_str()), (status, answer), "{form}");
                assert!(!format!("{line:?}").contains("471"), "a secret: {line:?}");
            }
        }
    }
}

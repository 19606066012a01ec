//! Writes calls as HAR 1.2, a format that browsers and proxies can show:
//! <http://www.softwareishard.com/blog/har-12-spec/>.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{LoggedParameter, LoggedRequest};

/// The value that the format prescribes for an unknown size.
const UNKNOWN: i64 = -1;

/// The calls that were answered.
pub(super) fn archive<'a>(requests: impl Iterator<Item = &'a LoggedRequest>) -> Value {
    json!({ "log": {
        "version": "1.2",
        "creator": { "name": "gensee-sandbox", "version": env!("CARGO_PKG_VERSION") },
        "entries": requests.filter_map(entry).collect::<Vec<_>>(),
    }})
}

fn entry(call: &LoggedRequest) -> Option<Value> {
    let (status, duration) = (call.status?, call.milliseconds()?);
    Some(json!({
        "startedDateTime": call.time.timestamp()?.to_string(),
        "time": duration,
        "request": request(call),
        "response": response(status),
        "cache": {},
        "timings": { "send": 0, "wait": duration, "receive": 0 },
        "comment": comment(call),
    }))
}

fn request(call: &LoggedRequest) -> Value {
    let (query, body): (Vec<_>, Vec<_>) =
        call.parameters.iter().partition(|parameter| parameter.in_query);
    let mut url = format!("{}{}", call.site, call.path);
    if !query.is_empty() {
        url = format!("{url}?{}", form(&query));
    }
    let mut request = json!({
        "method": call.method,
        "url": url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [],
        "queryString": pairs(&query),
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    });
    if !body.is_empty() {
        request["postData"] = json!({
            "mimeType": "application/x-www-form-urlencoded",
            "params": pairs(&body),
            "text": form(&body),
        });
    }
    request
}

/// Without the body, which may hold tokens.
fn response(status: u16) -> Value {
    let known = StatusCode::from_u16(status).ok();
    json!({
        "status": status,
        "statusText": known.and_then(|status| status.canonical_reason()).unwrap_or_default(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [],
        "content": { "size": 0, "mimeType": "application/json" },
        "redirectURL": "",
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    })
}

fn comment(call: &LoggedRequest) -> String {
    let code = call.code.as_ref().map(|code| format!("code {code}"));
    let fault = call.fault.map(|fault| format!("fault {fault}"));
    let parts = [call.operation.map(str::to_owned), code, call.rule.clone(), fault];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn pairs(parameters: &[&LoggedParameter]) -> Value {
    let pair = |parameter: &&LoggedParameter| json!({ "name": parameter.name, "value": parameter.value });
    parameters.iter().map(pair).collect()
}

fn form(parameters: &[&LoggedParameter]) -> String {
    let pairs = parameters.iter().map(|parameter| (&parameter.name, &parameter.value));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

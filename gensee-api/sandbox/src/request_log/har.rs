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
        "response": response(call, status),
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
        "headers": headers(&call.headers),
        "queryString": pairs(&query),
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
    });
    let kind = value_of(&call.headers, "content-type");
    if !body.is_empty() || kind.is_some() {
        request["postData"] = json!({
            "mimeType": kind.unwrap_or_default(),
            "params": pairs(&body),
            "text": form(&body),
            "comment": "as a form, with *** for secrets",
        });
    }
    request
}

fn response(call: &LoggedRequest, status: u16) -> Value {
    let mut content = json!({
        "size": call.answer_bytes,
        "mimeType": value_of(&call.answer_headers, "content-type").unwrap_or_default(),
    });
    if let Some(body) = &call.answer {
        content["text"] = body.as_str().into();
        content["comment"] = "with *** for secrets".into();
    }
    let known = StatusCode::from_u16(status).ok();
    json!({
        "status": status,
        "statusText": known.and_then(|status| status.canonical_reason()).unwrap_or_default(),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&call.answer_headers),
        "content": content,
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

fn headers(headers: &[(String, String)]) -> Value {
    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

fn value_of<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn pairs(parameters: &[&LoggedParameter]) -> Value {
    let pair = |parameter: &&LoggedParameter| json!({ "name": parameter.name, "value": parameter.value });
    parameters.iter().map(pair).collect()
}

fn form(parameters: &[&LoggedParameter]) -> String {
    let pairs = parameters.iter().map(|parameter| (&parameter.name, &parameter.value));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

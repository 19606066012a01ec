//! Requests to the sandbox's own addresses: their bodies, as JSON or as forms, and their errors, which are JSON.
//!
//! A form says the same as JSON: `viewer.nickname=A` or `viewer[nickname]=A` is `{"viewer":{"nickname":"A"}}`, and
//! `answers[0][0]=2` or `answers[][]=2` is `{"answers":[["2"]]}`. Its values are texts, so numbers are read from texts
//! too.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::http_error::HttpError;
use super::parsed_request::{self, bytes};
use super::{AppState, reply};

/// A list in a form has at most so many items.
const MOST_ITEMS: usize = 1000;

/// Why a request is not carried out: the HTTP status, and a message that names the place first and the remedy last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OwnError {
    status: StatusCode,
    pub(super) words: String,
}

impl OwnError {
    pub(super) fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into() }
    }

    /// The status 400.
    pub(super) fn bad(words: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, words)
    }
}

impl From<HttpError> for OwnError {
    fn from(error: HttpError) -> Self {
        Self::new(error.status, error.rule.english)
    }
}

impl IntoResponse for OwnError {
    fn into_response(self) -> Response {
        (self.status, reply::response(json!({ "error": self.words }).to_string()))
            .into_response()
    }
}

/// Reads the whole body before the request is handled, within bounds of size and time.
pub(super) async fn whole(
    State(app): State<Arc<AppState>>,
    request: Request<Body>,
    next: Next,
) -> Result<Response, OwnError> {
    let (head, body) = request.into_parts();
    let body = parsed_request::in_time(&app, bytes(body)).await?;
    Ok(next.run(Request::from_parts(head, body.into())).await)
}

/// The error for an address below `/sandbox/` that does not exist.
pub(super) async fn unknown(uri: Uri) -> OwnError {
    let words =
        format!("`{}` is not an address of the sandbox; `/` lists them", uri.path());
    OwnError::new(StatusCode::NOT_FOUND, words)
}

/// The error for a method that an address does not have.
pub(super) async fn wrong_method(method: Method, uri: Uri) -> OwnError {
    let words = format!(
        "`{}` does not take `{method}`; the header `Allow` lists the methods",
        uri.path()
    );
    OwnError::new(StatusCode::METHOD_NOT_ALLOWED, words)
}

/// Reads a body as JSON or as a form; an empty one is an empty object.
pub(super) async fn read(request: Request<Body>) -> Result<Value, OwnError> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    if kind.starts_with("multipart/form-data") {
        return object(&parsed_request::multipart(request).await?);
    }
    let body = bytes(request.into_body()).await?;
    let text = body.trim_ascii();
    // curl calls every body a form.
    if kind.starts_with("application/json") && !text.is_empty()
        || text.starts_with(b"{")
        || text.starts_with(b"[")
    {
        return serde_json::from_slice(text)
            .map_err(|error| OwnError::bad(format!("the body is not JSON ({error})")));
    }
    object(&String::from_utf8_lossy(text))
}

/// The answer of the sandbox's own addresses after a change: no content, once the state file, if there is one, has the
/// change.
pub(super) async fn done(app: &AppState) -> Result<StatusCode, OwnError> {
    let saved = app.saved().await.map(|()| StatusCode::NO_CONTENT);
    saved.map_err(|error| {
        OwnError::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    })
}

/// A form as an object.
pub(super) fn object(form: &str) -> Result<Value, OwnError> {
    let mut tree = Value::Object(Map::new());
    for (name, value) in form_urlencoded::parse(form.as_bytes()) {
        put(&mut tree, &steps(&name), value.into_owned()).ok_or_else(|| {
            OwnError::bad(format!(
                "`{name}` does not fit the names before it; write it once"
            ))
        })?;
    }
    lists(tree)
}

/// An object as a form.
pub(super) fn form(value: &Value) -> String {
    fn add(
        value: &Value,
        name: &str,
        form: &mut form_urlencoded::Serializer<'_, String>,
    ) {
        let inner = |part: &str| {
            if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") }
        };
        match value {
            Value::Null => {}
            Value::Object(parts) => {
                for (part, value) in parts {
                    add(value, &inner(part), form);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    add(value, &format!("{name}[{index}]"), form);
                }
            }
            Value::String(text) => {
                form.append_pair(name, text);
            }
            scalar => {
                form.append_pair(name, &scalar.to_string());
            }
        }
    }
    let mut written = form_urlencoded::Serializer::new(String::new());
    add(value, "", &mut written);
    written.finish()
}

/// The parts of a name: `a[0].b` and `a[0][b]` are `a`, `0`, `b`.
fn steps(name: &str) -> Vec<&str> {
    let mut parts = name.split(['.', '[']);
    let first = parts.next();
    first
        .into_iter()
        .chain(parts.map(|part| part.strip_suffix(']').unwrap_or(part)))
        .collect()
}

/// Puts a text into a tree in which lists are objects still. `None` when something else is there.
fn put(tree: &mut Value, steps: &[&str], text: String) -> Option<()> {
    let Value::Object(parts) = tree else { return None };
    let (step, rest) = steps.split_first()?;
    // `a[]` is the next item.
    let step =
        if step.is_empty() { parts.len().to_string() } else { (*step).to_owned() };
    if rest.is_empty() {
        return parts.insert(step, text.into()).is_none().then_some(());
    }
    put(parts.entry(step).or_insert_with(|| Value::Object(Map::new())), rest, text)
}

/// Makes lists of the objects whose names are all numbers. What is missing between two numbers is null.
fn lists(tree: Value) -> Result<Value, OwnError> {
    let Value::Object(parts) = tree else { return Ok(tree) };
    let indexes: Option<Vec<usize>> = parts.keys().map(|key| key.parse().ok()).collect();
    match indexes.filter(|indexes| !indexes.is_empty()) {
        None => {
            let parts = parts.into_iter();
            let parts = parts.map(|(name, value)| Ok((name, lists(value)?)));
            Ok(Value::Object(parts.collect::<Result<_, OwnError>>()?))
        }
        Some(indexes) => {
            let length = indexes.iter().max().map_or(0, |last| last.saturating_add(1));
            if length > MOST_ITEMS {
                let words =
                    format!("a list has {length} items; send {MOST_ITEMS} at most");
                return Err(OwnError::bad(words));
            }
            let mut items = vec![Value::Null; length];
            for (key, value) in parts {
                if let Some(item) =
                    key.parse().ok().and_then(|at: usize| items.get_mut(at))
                {
                    *item = lists(value)?;
                }
            }
            Ok(items.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{form, object};

    #[test]
    fn a_form_says_what_json_says() {
        for (sent, read) in [
            ("", json!({})),
            ("a=1&b=%E5%BC%A0", json!({ "a": "1", "b": "张" })),
            ("v.n=A&v.u=1", json!({ "v": { "n": "A", "u": "1" } })),
            ("v[n]=A&v[u]=1", json!({ "v": { "n": "A", "u": "1" } })),
            ("l[]=a&l[]=b", json!({ "l": ["a", "b"] })),
            ("l[2]=c&l[0]=a", json!({ "l": ["a", null, "c"] })),
            ("l[0][0]=2&l[1]=x", json!({ "l": [["2"], "x"] })),
            ("q[0].k=x&q[1].k=y", json!({ "q": [{ "k": "x" }, { "k": "y" }] })),
        ] {
            assert_eq!(object(sent).expect(sent), read, "{sent}");
        }
        for wrong in ["a=1&a=2", "a=1&a.b=2", "l[1001]=x", "l[99999999999999]=x"] {
            let error = object(wrong).expect_err(wrong);
            assert!(error.words.contains("; "), "{wrong}: {error:?}");
        }
        let value = json!({ "n": 2, "v": { "a.b": "x y" }, "l": [1], "no": null });
        // Another crate of the build may have told `serde_json` to keep the order of an object.
        let form = form(&value);
        let mut pairs: Vec<_> = form.split('&').collect();
        pairs.sort_unstable();
        assert_eq!(pairs, ["l%5B0%5D=1", "n=2", "v.a.b=x+y"]);
    }
}

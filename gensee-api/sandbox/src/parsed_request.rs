//! A parsed request: the path below the base path, and the parameters of query and body as one form.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, Method, Request, StatusCode};

use super::AppState;
use super::http_error::HttpError;
use super::rule::Rule;
use gensee_api::webcast::BASE_PATH;

/// A longer body is refused.
pub(super) const LONGEST_BODY: usize = 1024 * 1024;

/// A call before its parameters are known.
#[derive(Default)]
pub(super) struct ParsedRequest {
    /// The path below the base path.
    pub(super) path: String,
    /// The parameters as `application/x-www-form-urlencoded`: those of the query first, then those of the body.
    pub(super) form: String,
    /// How many bytes of the form come from the query.
    pub(super) query: usize,
    /// The address of the site as the caller used it.
    pub(super) site: String,
    /// Why there is a body that was not read.
    pub(super) unread: Option<Rule>,
}

/// What a servlet reads parameters from.
enum BodyKind {
    Form,
    Multipart,
    /// Nothing, for this reason.
    Unread(Rule),
}

/// The path of an operation within a path, which begins with the base path.
pub(super) fn below_base(path: &str) -> Option<&str> {
    path.strip_prefix(BASE_PATH)
}

/// Reads a request with its body.
///
/// # Errors
/// For a request that is not a call.
pub(super) async fn read(request: Request<Body>) -> Result<ParsedRequest, HttpError> {
    let path = request.uri().path();
    let path = below_base(path).unwrap_or(path).to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host =
        host.ok_or_else(|| HttpError::new(StatusCode::BAD_REQUEST, Rule::no_host()))?;
    let site = format!("http://{host}");
    let (body, unread) = match kind(request.method(), request.headers()) {
        BodyKind::Form => (form(request).await?, None),
        BodyKind::Multipart => (multipart(request).await?, None),
        BodyKind::Unread(why) => {
            let empty = axum::body::HttpBody::is_end_stream(request.body());
            (String::new(), (!empty).then_some(why))
        }
    };
    let between = if query.is_empty() || body.is_empty() { "" } else { "&" };
    let form = format!("{query}{between}{body}");
    Ok(ParsedRequest { path, form, query: query.len(), site, unread })
}

impl ParsedRequest {
    /// The first name with empty brackets, such as `recordId[]`, which the real server refuses before it looks at the
    /// call.
    pub(super) fn empty_brackets(&self) -> Option<String> {
        let mut names = form_urlencoded::parse(self.form.as_bytes());
        names.find(|(name, _)| name.contains("[]")).map(|(name, _)| name.into_owned())
    }
}

/// Where the parameters of a body are, by the rules for servlets: only POST has them in its body, and only under these
/// two content types.
fn kind(method: &Method, head: &HeaderMap) -> BodyKind {
    if method != Method::POST {
        return BodyKind::Unread(Rule::unread_by_method(method));
    }
    let full = head.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = full.and_then(|full| full.split(';').next()).unwrap_or_default().trim();
    match kind.to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => BodyKind::Form,
        "multipart/form-data" => BodyKind::Multipart,
        _ => BodyKind::Unread(Rule::unread_by_type()),
    }
}

async fn form(request: Request<Body>) -> Result<String, HttpError> {
    Ok(String::from_utf8_lossy(&bytes(request.into_body()).await?).into_owned())
}

/// Reads a body without decoding it.
pub(super) async fn bytes(body: Body) -> Result<Bytes, HttpError> {
    to_bytes(body, LONGEST_BODY).await.map_err(|_| {
        HttpError::new(StatusCode::PAYLOAD_TOO_LARGE, Rule::too_long(LONGEST_BODY))
    })
}

/// Awaits `reading`, and fails with the status 408 when it takes too long.
pub(super) async fn in_time<T>(
    app: &AppState,
    reading: impl Future<Output = Result<T, HttpError>>,
) -> Result<T, HttpError> {
    let read = tokio::time::timeout(app.read_timeout, reading).await;
    read.map_err(|_| HttpError::new(StatusCode::REQUEST_TIMEOUT, Rule::too_slow()))?
}

/// Reads the texts of a multipart body as a form.
pub(super) async fn multipart(request: Request<Body>) -> Result<String, HttpError> {
    let bad = |error: MultipartError| {
        HttpError::new(error.status(), Rule::multipart(error.body_text()))
    };
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|error| {
        HttpError::new(StatusCode::BAD_REQUEST, Rule::multipart(error.body_text()))
    })?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        let name = part.name().unwrap_or_default().to_owned();
        pairs.push((name, part.text().await.map_err(bad)?));
    }
    Ok(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

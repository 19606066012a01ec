//! A parsed request: the path below the base path, and the parameters of query and body as one form.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{Request, StatusCode};

use super::AppState;
use gensee_api::webcast::BASE_PATH;

/// A longer body is refused.
pub(super) const LONGEST_BODY: usize = 1024 * 1024;

/// A call before its operation and parameters are known.
pub(super) struct ParsedRequest {
    /// The path below the base path.
    pub(super) path: String,
    /// The parameters as `application/x-www-form-urlencoded`: those of the query first, then those of the body.
    pub(super) form: String,
    /// How many bytes of the form come from the query.
    pub(super) query: usize,
    /// The address of the site as the caller used it.
    pub(super) site: String,
}

/// Reads a request with its body.
///
/// # Errors
/// The HTTP status for a request that is not a call. A name such as `recordId[]` gives one too, because the real server
/// does not know such names.
pub(super) async fn read(request: Request<Body>) -> Result<ParsedRequest, StatusCode> {
    let path = request.uri().path().strip_prefix(BASE_PATH);
    let path = path.ok_or(StatusCode::NOT_FOUND)?.to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let site = format!("http://{}", host.ok_or(StatusCode::BAD_REQUEST)?);
    let body = body(request).await?;
    let between = if query.is_empty() || body.is_empty() { "" } else { "&" };
    let form = format!("{query}{between}{body}");
    if form_urlencoded::parse(form.as_bytes()).any(|(name, _)| name.contains("[]")) {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(ParsedRequest { path, form, query: query.len(), site })
}

async fn body(request: Request<Body>) -> Result<String, StatusCode> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        return multipart(request).await;
    }
    Ok(String::from_utf8_lossy(&bytes(request).await?).into_owned())
}

/// Reads a body without decoding it.
pub(super) async fn bytes(request: Request<Body>) -> Result<Bytes, StatusCode> {
    let body = to_bytes(request.into_body(), LONGEST_BODY).await;
    body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)
}

/// Awaits `reading`, and fails with the status 408 when it takes too long.
pub(super) async fn in_time<T>(
    app: &AppState,
    reading: impl Future<Output = Result<T, StatusCode>>,
) -> Result<T, StatusCode> {
    let read = tokio::time::timeout(app.read_timeout, reading).await;
    read.map_err(|_| StatusCode::REQUEST_TIMEOUT)?
}

/// Reads the texts of a multipart body as a form.
async fn multipart(request: Request<Body>) -> Result<String, StatusCode> {
    let bad = |error: MultipartError| error.status();
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        let name = part.name().unwrap_or_default().to_owned();
        pairs.push((name, part.text().await.map_err(bad)?));
    }
    Ok(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

//! Passes requests on to another address.

use std::error::Error;

use axum::body::{Bytes, HttpBody};
use axum::http::{Method, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::failure::{Failure, Outcome};

/// The longest answer to a callback that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// The longest request and the longest answer of a call, in bytes.
const LONGEST_CALL: usize = 256 * 1024 * 1024;

/// Sends requests as they are.
pub type HttpClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// # Errors
/// When the certificates of this machine cannot be read.
pub fn http_client() -> Outcome<HttpClient> {
    let provider = rustls::crypto::ring::default_provider();
    let connector = HttpsConnectorBuilder::new()
        .with_provider_and_platform_verifier(provider)
        .map_err(|error| Failure::Local(format!("TLS: {error}")))?;
    let connector = connector.https_or_http().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// A body as a whole.
///
/// # Errors
/// When it ends early, or is too long.
pub async fn whole<B>(body: B) -> Result<Bytes, String>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let body = Limited::new(body, LONGEST_CALL).collect().await;
    Ok(body.map_err(|error| error.to_string())?.to_bytes())
}

pub struct Forward {
    url: String,
    client: HttpClient,
}

impl Forward {
    pub fn to(url: &str) -> Outcome<Self> {
        let is_right = url
            .parse::<Uri>()
            .is_ok_and(|url| matches!(url.scheme_str(), Some("http" | "https")));
        if !is_right {
            return Err(Failure::usage(format!(
                "`--forward {url}`: not an http or https address"
            )));
        }
        Ok(Self { url: url.to_owned(), client: http_client()? })
    }

    /// Sends a request as it came; the status and the text of the answer.
    ///
    /// # Errors
    /// When no answer arrives: the reason, without the address, because its query can hold a secret.
    pub async fn send(
        &self,
        method: &Method,
        query: Option<&str>,
        body: Bytes,
    ) -> Result<(StatusCode, String), String> {
        let joint = if self.url.contains('?') { '&' } else { '?' };
        let url = query.map_or_else(
            || self.url.clone(),
            |query| format!("{}{joint}{query}", self.url),
        );
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::new(body))
            .map_err(|_| "the address is malformed".to_owned())?;
        let answer =
            self.client.request(request).await.map_err(|error| error.to_string())?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), LONGEST).collect().await;
        let body = body.map_err(|error| error.to_string())?.to_bytes();
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

//! Listens for the calls of a program, passes them on to the site as they are, and records them.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::Full;

use super::recording::{Exchange, Recorder, below_base, form};
use crate::failure::{Failure, Outcome};
use crate::forward::{HttpClient, http_client, whole};
use crate::lang::Lang;
use crate::serve::serve;

/// What belongs to one connection, and not to the call; and how the body is packed, which is to be read here.
const OF_CONNECTION: [HeaderName; 10] = [
    header::ACCEPT_ENCODING,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::EXPECT,
    header::HOST,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

struct Proxy {
    /// The address of the site, without a slash at the end.
    site: String,
    client: HttpClient,
    recorder: Mutex<Recorder>,
}

/// Serves until the program is stopped.
///
/// # Errors
/// When the address of the site is wrong, the folder is not empty, or the own address is taken.
pub fn run(address: SocketAddr, site: &str, folder: &Path, lang: Lang) -> Outcome {
    let (scheme, host) = site.split_once("://").unwrap_or_default();
    if !matches!(scheme, "http" | "https") || host.is_empty() {
        return Err(Failure::usage(format!(
            "`--site {site}`: not an http or https address"
        )));
    }
    let proxy = Proxy {
        site: site.trim_end_matches('/').to_owned(),
        client: http_client()?,
        recorder: Mutex::new(Recorder::begin(
            folder,
            host.split('/').next().unwrap_or_default(),
        )?),
    };
    let app = Router::new().fallback(pass).with_state(Arc::new(proxy));
    serve(address, app, lang)
}

async fn pass(State(proxy): State<Arc<Proxy>>, request: Request) -> Response {
    match proxy.pass(request).await {
        Ok(answer) => answer,
        Err(why) => {
            eprintln!("error: {why}");
            (StatusCode::BAD_GATEWAY, format!("gensee record: {why}\n")).into_response()
        }
    }
}

impl Proxy {
    /// The answer of the site, after it has been recorded.
    async fn pass(&self, request: Request) -> Result<Response, String> {
        let (head, body) = request.into_parts();
        let body = whole(body).await?;
        let target = head.uri.path_and_query().map_or("/", |it| it.as_str());
        let mut passed = Request::builder()
            .method(&head.method)
            .uri(format!("{}{target}", self.site))
            .body(Full::new(body.clone()))
            .map_err(|_| "the address is malformed".to_owned())?;
        copy(&head.headers, passed.headers_mut());
        // The reason alone, because an address can hold a password.
        let answer = self.client.request(passed).await;
        let answer =
            answer.map_err(|error| format!("no answer of the site: {error}"))?;
        let (answered, answer) = answer.into_parts();
        let answer = whole(answer).await?;
        if let Some(path) = below_base(head.uri.path()) {
            let mut sent = head.uri.query().unwrap_or_default().to_owned();
            let given = parameters(&head.headers, body).await;
            if !sent.is_empty() && !given.is_empty() {
                sent.push('&');
            }
            sent.push_str(&given);
            self.keep(&Exchange {
                method: head.method.as_str(),
                path,
                form: sent.as_bytes(),
                status: answered.status.as_u16(),
                content_type: text(&answered.headers, header::CONTENT_TYPE),
                body: &answer,
            });
        }
        let mut response = Response::new(Body::from(answer));
        *response.status_mut() = answered.status;
        copy(&answered.headers, response.headers_mut());
        Ok(response)
    }

    /// Records a call, and prints it. The program needs its answer even when that fails.
    fn keep(&self, exchange: &Exchange<'_>) {
        let mut recorder = self.recorder.lock().unwrap_or_else(PoisonError::into_inner);
        match recorder.keep(exchange) {
            Ok((file, record)) => {
                let _ = writeln!(io::stdout(), "{}", super::told(&file, &record));
            }
            Err(error) => eprintln!("error: {error}"),
        }
    }
}

/// Copies the headers that belong to the call.
fn copy(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if !OF_CONNECTION.contains(name) && name != "keep-alive" {
            to.append(name, value.clone());
        }
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The parameters of a body, as a form.
async fn parameters(headers: &HeaderMap, body: Bytes) -> String {
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default().to_lowercase();
    if !kind.starts_with("multipart/form-data") {
        return match kind.starts_with("application/x-www-form-urlencoded") {
            true => String::from_utf8_lossy(&body).into_owned(),
            false => String::new(),
        };
    }
    let mut request = Request::new(Body::from(body));
    *request.headers_mut() = headers.clone();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else {
        return String::new();
    };
    let mut pairs = Vec::new();
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        pairs.push((name, part.text().await.unwrap_or_default()));
    }
    form(&pairs)
}

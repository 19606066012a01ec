//! Serves connections on a thread of its own, with limits on the size and duration of a request.

mod lenient_uri;
mod slow_reader;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request, Version};
use axum::routing::any;
use axum::{Extension, Router, middleware};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, oneshot};

use lenient_uri::Escaped;
use slow_reader::Hasty;

use super::guard::{self, Area, Guard};
use crate::{
    AppState, answers, call, callbacks, control, deliveries, disabled, faults,
    own_request, pages, parsed_request, request_log, snapshot, tool,
};

/// A head with more lines, or more bytes, is refused with the status 431.
const MOST_HEADERS: usize = 64;
const LONGEST_HEAD: usize = 64 * 1024;
/// The pause after an accept has failed, which happens when the process has too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// Listens, and serves until the returned sender is used or dropped.
pub(super) fn start(
    address: SocketAddr,
    connections: usize,
    app: Arc<AppState>,
) -> io::Result<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>)> {
    let listener = TcpListener::bind(address).map_err(|error| {
        let remedy = "free it, or name another address or port";
        io::Error::new(error.kind(), format!("`{address}`: {error}; {remedy}"))
    })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (stop, stopped) = oneshot::channel();
    let thread =
        thread::Builder::new().name("gensee-sandbox".to_owned()).spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                    return;
                };
                let router = router(address, &app);
                tokio::select! {
                    () = serve(listener, connections, router, app.read_timeout) => {}
                    () = callbacks::deliver(app) => {}
                    _ = stopped => {}
                }
            });
        })?;
    Ok((address, stop, thread))
}

/// The sandbox's own routes and pages. Every other request is a call.
fn router(address: SocketAddr, app: &Arc<AppState>) -> Router {
    let guarded = |area| {
        let guard = Guard::of(area, address, app.trusted.clone());
        middleware::from_fn_with_state((guard, Arc::clone(app)), guard::check)
    };
    let whole = middleware::from_fn_with_state(Arc::clone(app), own_request::whole);
    let own = Router::new()
        .merge(answers::routes())
        .merge(control::routes())
        .merge(faults::routes())
        .merge(request_log::routes())
        .merge(deliveries::routes())
        .merge(disabled::routes())
        .merge(tool::routes())
        .layer(whole)
        // A snapshot is longer than other bodies.
        .merge(snapshot::routes())
        .route("/sandbox/{*rest}", any(own_request::unknown))
        .method_not_allowed_fallback(own_request::wrong_method)
        .layer(Extension(tool::Sender::new(address)))
        .layer(guarded(Area::Own));
    let pages = Router::new()
        .merge(tool::page())
        .merge(pages::routes())
        .layer(guarded(Area::Pages));
    let calls = Router::new().fallback(call::answer).layer(guarded(Area::Calls));
    // Old programs speak HTTP/1.0, which has no `Host`.
    let host = HeaderValue::from_str(&address.to_string()).ok();
    let named = middleware::map_request(move |mut request: Request<Body>| {
        if let (Version::HTTP_10, Some(host)) = (request.version(), &host) {
            request.headers_mut().entry(HOST).or_insert_with(|| host.clone());
        }
        std::future::ready(request)
    });
    Router::new()
        .merge(own)
        .merge(pages)
        .merge(pages::health())
        .merge(calls)
        .layer(DefaultBodyLimit::max(parsed_request::LONGEST_BODY))
        .layer(named)
        .with_state(Arc::clone(app))
}

/// Accepts connections without end; the connections end with the runtime. Connections beyond the limit wait until they
/// are accepted.
async fn serve(
    listener: tokio::net::TcpListener,
    connections: usize,
    router: Router,
    read_timeout: Duration,
) {
    let mut http = http1::Builder::new();
    // A caller that has sent everything may close its side before it reads the answer. The timeout also ends an idle keep-alive connection.
    http.timer(TokioTimer::new())
        .half_close(true)
        .header_read_timeout(read_timeout)
        .max_headers(MOST_HEADERS)
        .max_header_size(LONGEST_HEAD);
    let seats = Arc::new(Semaphore::new(connections.clamp(1, Semaphore::MAX_PERMITS)));
    loop {
        // This does not return, because the semaphore is never closed.
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let (reader, writer) = stream.into_split();
        let stream =
            tokio::io::join(Escaped::new(reader), Hasty::new(writer, read_timeout));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            // The error is ignored, because the client sees the broken connection itself.
            connection.await.ok();
            drop(seat);
        });
    }
}

//! Serves connections on a thread of its own, with limits on the size and duration of a request.

mod lenient_uri;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::{Extension, Router, middleware};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, oneshot};

use lenient_uri::Escaped;

use super::guard::{self, Guard};
use crate::{
    AppState, call, control, disabled, faults, outbox, parsed_request, request_log,
    snapshot, tool,
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
                    () = outbox::deliver(app) => {}
                    _ = stopped => {}
                }
            });
        })?;
    Ok((address, stop, thread))
}

/// The sandbox's own routes and the page of the test tool. Every other request is a call.
fn router(address: SocketAddr, app: &Arc<AppState>) -> Router {
    let own = Router::new()
        .merge(control::routes())
        .merge(faults::routes())
        .merge(request_log::routes())
        .merge(disabled::routes())
        .merge(snapshot::routes())
        .merge(tool::routes())
        .layer(Extension(tool::Sender::new(address)))
        .layer(middleware::from_fn_with_state(Guard::of(address), guard::check));
    Router::new()
        .merge(own)
        .merge(tool::page())
        .fallback(call::answer)
        .layer(DefaultBodyLimit::max(parsed_request::LONGEST_BODY))
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
    // The timeout also ends an idle keep-alive connection.
    http.timer(TokioTimer::new())
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
        let connection =
            http.serve_connection(TokioIo::new(Escaped::new(stream)), service);
        tokio::spawn(async move {
            // The error is ignored, because the client sees the broken connection itself.
            connection.await.ok();
            drop(seat);
        });
    }
}

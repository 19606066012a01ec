//! Connections, on a thread of their own, with bounds on what a request may cost.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::oneshot;

use super::{Shared, arrival, call, faults, outbox, requests, tool};

/// A head with more lines, or more bytes, is refused with the status 431.
const MOST_HEADERS: usize = 64;
const LONGEST_HEAD: usize = 64 * 1024;
/// After an accept that failed, since the process has too many files open.
const PAUSE: Duration = Duration::from_millis(50);

/// Listens, and serves until it is told to stop or forgotten.
pub(super) fn start(
    address: SocketAddr,
    shared: Arc<Shared>,
) -> io::Result<(SocketAddr, oneshot::Sender<()>, JoinHandle<()>)> {
    let listener = TcpListener::bind(address)?;
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
                tokio::select! {
                    () = serve(listener, address, Arc::clone(&shared)) => {}
                    () = outbox::deliver(shared) => {}
                    _ = stopped => {}
                }
            });
        })?;
    Ok((address, stop, thread))
}

/// It never ends; the connections end with the runtime.
async fn serve(
    listener: tokio::net::TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(shared.arrival)
        .max_headers(MOST_HEADERS)
        .max_header_size(LONGEST_HEAD);
    let router = Router::new()
        .merge(faults::routes())
        .merge(requests::routes())
        .merge(tool::page())
        .merge(tool::routes())
        .layer(Extension(tool::Sender::new(address)))
        .fallback(call::answer)
        .layer(DefaultBodyLimit::max(arrival::LONGEST_BODY))
        .with_state(shared);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service);
        // What breaks a connection is its client's to see.
        tokio::spawn(async move { connection.await.ok() });
    }
}

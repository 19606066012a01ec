//! HTTP around the dispatch, on a thread of its own.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;

use super::{Shared, arrival, outbox};

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
                let router = Router::new()
                    .fallback(call)
                    .layer(DefaultBodyLimit::max(arrival::LONGEST_BODY))
                    .with_state(Arc::clone(&shared));
                tokio::select! {
                    // It ends only when it is stopped.
                    _ = axum::serve(listener, router) => {}
                    () = outbox::deliver(shared) => {}
                    _ = stopped => {}
                }
            });
        })?;
    Ok((address, stop, thread))
}

async fn call(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let arrival = match arrival::read(request).await {
        Ok(arrival) => arrival,
        Err(status) => return status.into_response(),
    };
    let now = shared.clock.now();
    let answer = shared.dispatch.answer(&arrival, &mut shared.world(), now);
    match answer {
        Some(body) => {
            ([(CONTENT_TYPE, "application/json;charset=UTF-8")], body).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

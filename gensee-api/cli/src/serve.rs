//! Answers requests at an address until the program ends.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

use crate::connect::runtime;
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;

/// Tells the address, whose port may have been 0.
///
/// # Errors
/// When the address cannot be listened at.
pub fn serve(address: SocketAddr, app: Router, lang: Lang) -> Outcome {
    let failed =
        |error: io::Error| Failure::Local(format!("`--listen {address}`: {error}"));
    runtime()?.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let own = listener.local_addr().map_err(failed)?;
        eprintln!("{} http://{own}", lang.pick("listening at", "监听于"));
        axum::serve(listener, app).await.map_err(failed)
    })
}

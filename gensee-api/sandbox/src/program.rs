//! The sandbox as a program: `gensee-sandbox`, and `gensee sandbox`.

use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use gensee_api::Time;

use crate::{Sandbox, Seed};

/// The options of the program.
#[derive(Args, Debug)]
pub struct Options {
    /// Port to listen on; 0 is any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on. Anything but a loopback address lets others in.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// Another host name under which the sandbox may be called, and whose pages may call it; * for all. Can be given
    /// several times.
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
    /// A host other than this machine that callbacks are sent to; * for all. Can be given several times.
    #[arg(long, value_name = "HOST")]
    allow_callbacks: Vec<String>,
    /// Stops the clock at this moment in China time, such as '2030-01-01 00:00:00'.
    #[arg(long, value_name = "TIME", value_parser = Time::china)]
    clock: Option<Time>,
    /// What it holds at the start: `demo`, a school in its fifth week. Without it there is only an administrator.
    #[arg(long, value_name = "NAME")]
    seed: Option<Seed>,
    /// Follows the document to the letter where the real server does otherwise.
    #[arg(long)]
    strict_document: bool,
    /// Keeps everything in this file, so that it survives the program. The file is made if it does not exist; an
    /// existing one is used with its clock.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

/// Runs a sandbox until Ctrl-C. Its address and login go to stdout, its log to stderr.
///
/// # Errors
/// When it cannot listen, or its state file cannot be used.
pub fn run(options: &Options) -> io::Result<()> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let address = SocketAddr::new(options.listen, options.port);
    let mut sandbox =
        Sandbox::builder().listen(address).strict_document(options.strict_document);
    for host in &options.allow_host {
        sandbox = sandbox.allow_host(host);
    }
    for host in &options.allow_callbacks {
        sandbox = sandbox.allow_callbacks(host);
    }
    if let Some(moment) = options.clock {
        sandbox = sandbox.at(moment);
    }
    if let Some(seed) = options.seed {
        sandbox = sandbox.seed(seed);
    }
    if let Some(file) = &options.state {
        sandbox = sandbox.state(file);
    }
    let sandbox = sandbox.start()?;
    let mut out = io::stdout().lock();
    writeln!(out, "address   {}", sandbox.url())?;
    writeln!(out, "login     {}", sandbox.admin())?;
    writeln!(out, "password  {}", sandbox.password())?;
    writeln!(out, "tool      {}", sandbox.tool())?;
    out.flush()?;
    if !options.listen.is_loopback() {
        tracing::warn!("`{address}` is not a loopback address: others can reach it");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(tokio::signal::ctrl_c())
}

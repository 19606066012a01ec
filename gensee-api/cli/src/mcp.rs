//! `gensee mcp`: the operations as tools of the Model Context Protocol, for assistants.

mod call;
mod prompt;
mod schema;
mod server;

use std::io;
use std::net::SocketAddr;

use axum::Router;
use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command, value_parser};
use gensee_api::{Effect, OperationInfo};
use rmcp::ServiceExt as _;
use rmcp::transport::StreamableHttpServerConfig;
use rmcp::transport::stdio;
use rmcp::transport::streamable_http_server::StreamableHttpService;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use tokio::net::TcpListener;

use crate::command::{option, switch};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;

use server::Server;

/// What may be allowed besides reading.
const EFFECTS: [(&str, Effect); 3] =
    [("create", Effect::Create), ("update", Effect::Update), ("delete", Effect::Delete)];

pub fn command(lang: Lang) -> Command {
    Command::new("mcp")
        .about(lang.pick(
            "Serves the operations as tools for assistants (Model Context Protocol)",
            "将接口作为工具提供给智能助手（Model Context Protocol）",
        ))
        .long_about(lang.pick(
            "Serves the operations as tools of the Model Context Protocol, on stdin and stdout, or over HTTP with --http. \
             Only what changes nothing is there, unless --allow names more. Secrets are hidden.",
            "按 Model Context Protocol 将接口作为工具提供，默认使用标准输入输出，--http 使用 HTTP。默认只提供不修改数据的接口，其余用 --allow 打开。口令等保密内容不显示。",
        ))
        .arg(
            option(
                "allow",
                "EFFECTS",
                lang.pick(
                    "Tools that change something: create, update, delete",
                    "允许修改数据的接口：create、update、delete",
                ),
            )
            .action(ArgAction::Append)
            .value_delimiter(',')
            .value_parser(PossibleValuesParser::new(EFFECTS.map(|(name, _)| name))),
        )
        .arg(switch(
            "show-secrets",
            lang.pick(
                "Shows tokens, passwords and what the document does not have",
                "显示口令、密码以及文档中没有的内容",
            ),
        ))
        .arg(
            option(
                "http",
                "ADDRESS",
                lang.pick(
                    "Serves HTTP at this address of this machine; port 0 is any free one",
                    "在本机此地址提供 HTTP 服务；端口 0 表示任意空闲端口",
                ),
            )
            .value_parser(value_parser!(SocketAddr)),
        )
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let allowed: Vec<&String> =
        matches.get_many("allow").into_iter().flatten().collect();
    let effects = EFFECTS.iter().filter(|(name, _)| allowed.iter().any(|it| it == name));
    let mut effects: Vec<_> = effects.map(|(_, effect)| *effect).collect();
    effects.push(Effect::Read);
    let client = Account::of(matches)?.client(|client| client)?;
    let is_allowed = move |info: &OperationInfo| effects.contains(&info.effect);
    let server = Server::new(client, is_allowed, matches.get_flag("show-secrets"), lang);
    match matches.get_one::<SocketAddr>("http") {
        None => runtime()?.block_on(speak(server)),
        Some(address) if !address.ip().is_loopback() => Err(Failure::usage(format!(
            "`--http {address}`: whoever reaches it has this login; take an address of this machine, such as 127.0.0.1:8765"
        ))),
        Some(address) => runtime()?.block_on(serve(server, *address, lang)),
    }
}

/// Speaks on stdin and stdout, until stdin ends.
async fn speak(server: Server) -> Outcome {
    let failed = |error: String| Failure::Local(format!("stdio: {error}"));
    let running =
        server.serve(stdio()).await.map_err(|error| failed(error.to_string()))?;
    running.waiting().await.map_err(|error| failed(error.to_string()))?;
    Ok(())
}

async fn serve(server: Server, address: SocketAddr, lang: Lang) -> Outcome {
    let failed =
        |error: io::Error| Failure::Local(format!("`--http {address}`: {error}"));
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let own = listener.local_addr().map_err(failed)?;
    eprintln!("{} http://{own}/mcp", lang.pick("listening at", "监听于"));
    // A page that a browser has open must not reach it: neither under another host name, nor from another origin.
    let config = StreamableHttpServerConfig::default().enforce_origin_validation();
    let sessions = LocalSessionManager::default().into();
    let service =
        StreamableHttpService::new(move || Ok(server.clone()), sessions, config);
    let app = Router::new().nest_service("/mcp", service);
    axum::serve(listener, app).await.map_err(failed)
}

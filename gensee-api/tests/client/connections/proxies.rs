//! Connections through proxies: HTTP, HTTPS and SOCKS, those of the client and those of the environment.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{Server, builder, call, tls};

const LOGIN: &str = "Aladdin:Sesam%21";
const LOGIN_BASIC: &str = "Basic QWxhZGRpbjpTZXNhbSE=";

#[tokio::test]
async fn through_a_proxy() {
    let (acceptor, issuer) = tls();
    let secure = Server::start(Some(acceptor)).await;
    let (encrypted, proxy_issuer) = tls();
    let path = "/integration/site/webcast/setting/info HTTP/1.1";
    let port = secure.address.port();
    let cases = [
        ("http://site.example", "", format!("POST http://site.example{path}")),
        (
            "http://site.example",
            LOGIN,
            format!("POST http://site.example{path} {LOGIN_BASIC}"),
        ),
        (
            &format!("https://site.example:{port}"),
            "",
            format!("CONNECT site.example:{port} HTTP/1.1"),
        ),
        (
            &format!("https://site.example:{port}"),
            LOGIN,
            format!("CONNECT site.example:{port} HTTP/1.1 {LOGIN_BASIC}"),
        ),
    ];
    for (url, login, head) in &cases {
        for (scheme, tls) in [("http", None), ("https", Some(encrypted.clone()))] {
            let proxy = Server::start(tls).await;
            let at = if login.is_empty() { "" } else { "@" };
            let client = builder((*url).to_owned())
                .root_certificate(format!("{issuer}{proxy_issuer}"))
                .proxy(format!("{scheme}://{login}{at}{}", proxy.address));
            assert_eq!(call(client).await.unwrap(), "Rust 101", "{scheme} {url}");
            assert_eq!(proxy.heads(), std::slice::from_ref(head));
        }
    }
    // The login of the proxy is not for the server.
    assert_eq!(secure.heads(), vec![format!("POST {path}"); 4]);
}

/// A SOCKS proxy that notes the version, the login and the target of each connection, and connects to the port of the
/// target on this machine.
async fn socks() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let targets = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&targets);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let seen = Arc::clone(&seen);
            tokio::spawn(async move { relay(stream, &seen).await.ok() });
        }
    });
    (address, targets)
}

async fn relay(mut stream: TcpStream, seen: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (target, port, granted) = match stream.read_u8().await? {
        4 => socks4(&mut stream).await?,
        _ => socks5(&mut stream).await?,
    };
    seen.lock().unwrap().push(format!("{target}:{port}"));
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(&granted).await?;
    tokio::io::copy_bidirectional(&mut stream, &mut server).await?;
    Ok(())
}

/// Reads a request of version 4, behind the version: its target, its port, and the answer to it.
async fn socks4(stream: &mut TcpStream) -> std::io::Result<(String, u16, Vec<u8>)> {
    assert_eq!(stream.read_u8().await?, 1, "connect");
    let port = stream.read_u16().await?;
    let mut ip = [0; 4];
    stream.read_exact(&mut ip).await?;
    text_to_null(stream).await?;
    let target = match ip {
        [0, 0, 0, 1..=255] => format!("4a {}", text_to_null(stream).await?),
        _ => format!("4 {}", std::net::Ipv4Addr::from(ip)),
    };
    Ok((target, port, vec![0, 90, 0, 0, 0, 0, 0, 0]))
}

async fn text_to_null(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut text = Vec::new();
    loop {
        match stream.read_u8().await? {
            0 => return Ok(String::from_utf8(text).unwrap()),
            byte => text.push(byte),
        }
    }
}

/// The same for version 5, which may ask for a login.
async fn socks5(stream: &mut TcpStream) -> std::io::Result<(String, u16, Vec<u8>)> {
    let methods = text(stream).await?;
    let login = if methods.contains('\u{2}') {
        stream.write_all(&[5, 2]).await?;
        assert_eq!(stream.read_u8().await?, 1, "version of the login");
        let login = format!("{}:{}@", text(stream).await?, text(stream).await?);
        stream.write_all(&[1, 0]).await?;
        login
    } else {
        stream.write_all(&[5, 0]).await?;
        String::new()
    };
    let mut head = [0; 4];
    stream.read_exact(&mut head).await?;
    assert_eq!(head[..3], [5, 1, 0], "connect");
    let host = match head[3] {
        1 => std::net::Ipv4Addr::from(stream.read_u32().await?).to_string(),
        _ => text(stream).await?,
    };
    let port = stream.read_u16().await?;
    Ok((format!("5 {login}{host}"), port, vec![5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
}

/// A text behind its length.
async fn text(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut text = vec![0; usize::from(stream.read_u8().await?)];
    stream.read_exact(&mut text).await?;
    Ok(String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn through_socks() {
    let (acceptor, issuer) = tls();
    for (scheme, login, host, target) in [
        ("socks4", "", "127.0.0.1", "4 127.0.0.1"),
        ("socks4a", "", "site.example", "4a site.example"),
        ("socks5", "", "127.0.0.1", "5 127.0.0.1"),
        ("socks5h", "", "site.example", "5 site.example"),
        (
            "socks5h",
            "Aladdin:Sesam%21@",
            "site.example",
            "5 Aladdin:Sesam!@site.example",
        ),
    ] {
        for tls in [None, Some(acceptor.clone())] {
            let protocol = if tls.is_some() { "https" } else { "http" };
            let server = Server::start(tls).await;
            let (proxy, targets) = socks().await;
            let port = server.address.port();
            let client = builder(format!("{protocol}://{host}:{port}"))
                .root_certificate(issuer.clone())
                .proxy(format!("{scheme}://{login}{proxy}"));
            assert_eq!(call(client).await.unwrap(), "Rust 101", "{scheme} {protocol}");
            assert_eq!(
                *targets.lock().unwrap(),
                [format!("{target}:{port}")],
                "{scheme}"
            );
            // The login of the proxy is not for the server.
            let path = "/integration/site/webcast/setting/info";
            assert_eq!(server.heads(), [format!("POST {path} HTTP/1.1")]);
        }
    }
}

/// Run once more in a process of its own for each case, because the variables are those of the process.
#[tokio::test]
async fn proxies_of_the_environment() {
    const URL: &str = "GENSEE_TEST_URL";

    if let Ok(url) = std::env::var(URL) {
        let client = builder(url).danger_accept_invalid_certificates();
        assert_eq!(call(client).await.unwrap(), "Rust 101");
        return;
    }
    let secure = Server::start(Some(tls().0)).await;
    let clear = Server::start(None).await;
    let of = |scheme, server: &Server| format!("{scheme}://{}", server.address);
    for (url, variable, exception, connections) in [
        (of("https", &secure), "HTTPS_PROXY", "", 1),
        (of("http", &clear), "http_proxy", "", 1),
        (of("http", &clear), "ALL_PROXY", "", 1),
        (of("http", &clear), "HTTPS_PROXY", "", 0),
        (of("https", &secure), "HTTPS_PROXY", "127.0.0.1", 0),
    ] {
        let proxy = Server::start(None).await;
        let mut process = std::process::Command::new(std::env::current_exe().unwrap());
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
            process.env_remove(name).env_remove(name.to_lowercase());
        }
        process
            .args(["--exact", "connections::proxies::proxies_of_the_environment"])
            .env(URL, &url)
            .env(variable, of("http", &proxy))
            .env("NO_PROXY", exception);
        let output = tokio::task::spawn_blocking(move || process.output()).await;
        let output = output.unwrap().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
        assert_eq!(proxy.connections(), connections, "{variable} {url}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_away() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in ["http://site.example", "https://site.example"] {
        let client = builder(url.to_owned()).proxy(format!("http://{LOGIN}@{free}"));
        let error = call(client).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("no answer arrived: the proxy: "), "{shown}");
        assert!(!shown.contains("Sesam"), "{shown}");
    }
}

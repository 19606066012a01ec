//! How connections are made: TLS, addresses, and a pool that clients share.

mod proxies;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gensee_api::webcast::GetWebcast;
use gensee_api::{Client, ClientBuilder, Error, Password};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa,
    KeyPair,
};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// Names in the certificate of the server.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "site.example"];

/// A server, or a proxy, that counts its connections and notes the first line and the login of each request.
struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
            heads: Arc::default(),
        };
        let (connections, heads) =
            (Arc::clone(&server.connections), Arc::clone(&server.heads));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::Relaxed);
                let (tls, heads) = (tls.clone(), Arc::clone(&heads));
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, &heads).await,
                        Some(tls) => match tls.accept(stream).await {
                            Ok(stream) => serve(stream, &heads).await,
                            Err(_) => None,
                        },
                    }
                });
            }
        });
        server
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Answers requests until the connection ends; connects with what CONNECT asks for.
async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin + Send,
    heads: &Mutex<Vec<String>>,
) -> Option<()> {
    const BODY: &str = r#"{"code":"0","subject":"Rust 101"}"#;

    loop {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") {
                break end + 4;
            }
            if stream.read_buf(&mut bytes).await.ok()? == 0 || bytes.len() > 1 << 16 {
                return None;
            }
            if !bytes[0].is_ascii_alphabetic() {
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok()?;
                return None;
            }
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let header = |name: &str| {
            let lines = head.lines().filter_map(|line| line.split_once(": "));
            let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
            found.next().map(|(_, value)| value.to_owned())
        };
        let first = head.lines().next()?.to_owned();
        let login = header("proxy-authorization").unwrap_or_default();
        heads.lock().unwrap().push(format!("{first} {login}").trim_end().to_owned());
        if let Some(target) = first.strip_prefix("CONNECT ") {
            // All names are this machine.
            let port = target.split_once(' ')?.0.rsplit_once(':')?.1;
            let mut server =
                TcpStream::connect(format!("127.0.0.1:{port}")).await.ok()?;
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.ok()?;
            tokio::io::copy_bidirectional(&mut stream, &mut server).await.ok()?;
            return None;
        }
        let length: usize = header("content-length")?.parse().ok()?;
        while bytes.len() < end + length {
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
        let answer =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{BODY}", BODY.len());
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

/// What a TLS server needs, and the certificate of its issuer as PEM.
fn tls() -> (TlsAcceptor, String) {
    static ISSUERS: AtomicUsize = AtomicUsize::new(0);

    let mut issuer = CertificateParams::new([]).unwrap();
    issuer.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // OpenSSL tells issuers apart by their names, and takes a certificate that has its issuer's for one that signed itself.
    let name = format!("issuer {}", ISSUERS.fetch_add(1, Ordering::Relaxed));
    issuer.distinguished_name.push(DnType::CommonName, name);
    let issuer =
        CertifiedIssuer::self_signed(issuer, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(NAMES.map(str::to_owned)).unwrap();
    let certificate = certificate.signed_by(&key, &issuer).unwrap();
    (acceptor(&certificate, &key), issuer.pem())
}

/// What a TLS server needs whose certificate signed itself, and this certificate as PEM.
fn self_signed() -> (TlsAcceptor, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(NAMES.map(str::to_owned)).unwrap();
    let certificate = certificate.self_signed(&key).unwrap();
    (acceptor(&certificate, &key), certificate.pem())
}

fn acceptor(certificate: &Certificate, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

fn builder(url: String) -> ClientBuilder {
    Client::builder(url).login("admin@test.com", Password::plain("Geheim888")).retries(0)
}

async fn call(client: ClientBuilder) -> Result<String, Error> {
    let webcast = client.build()?.get_webcast(&GetWebcast::new("5f3c")).await?;
    Ok(webcast.subject.unwrap_or_default())
}

#[tokio::test]
async fn who_is_trusted() {
    let (acceptor, issuer) = tls();
    let server = Server::start(Some(acceptor)).await;
    let (_, another) = tls();
    let port = server.address.port();
    type Change = Box<dyn Fn(ClientBuilder) -> ClientBuilder>;
    let root = |pem: &str| -> Change {
        let pem = pem.to_owned();
        Box::new(move |client| client.root_certificate(pem.clone()))
    };
    let bundle = format!("# two issuers\n{another}\n{issuer}");
    let address = server.address;
    let cases: [(&str, Change, Result<(), &str>); 8] = [
        ("127.0.0.1", root(&issuer), Ok(())),
        ("localhost", root(&issuer), Ok(())),
        ("127.0.0.1", root(&bundle), Ok(())),
        ("127.0.0.1", Box::new(|client| client), Err("`root_certificate`")),
        ("127.0.0.1", root(&another), Err("certificate")),
        (
            "127.0.0.1",
            Box::new(ClientBuilder::danger_accept_invalid_certificates),
            Ok(()),
        ),
        (
            "site.example",
            Box::new(move |client| {
                client.root_certificate(issuer.clone()).resolve("Site.example", address)
            }),
            Ok(()),
        ),
        (
            "other.example",
            Box::new(move |client| {
                client.root_certificate(bundle.clone()).resolve("other.example", address)
            }),
            Err("certificate"),
        ),
    ];
    for (host, change, expected) in cases {
        let url = format!("https://{host}:{port}");
        let client = change(builder(url.clone()).no_proxy());
        match (call(client).await, expected) {
            (Ok(_), Ok(())) => {}
            (Err(error), Err(part)) => {
                assert!(matches!(error, Error::Transport { .. }), "{host}: {error:?}");
                let shown = error.to_string();
                let begins = format!("`get_webcast` at `{url}`: no answer arrived: ");
                assert!(shown.starts_with(&begins), "{shown}");
                assert!(shown.contains(part), "{host}: {shown}");
            }
            (result, expected) => panic!("{host}: {result:?}, not {expected:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_signed_itself() {
    let (acceptor, certificate) = self_signed();
    let server = Server::start(Some(acceptor)).await;
    let client = || builder(format!("https://{}", server.address)).no_proxy();
    let shown = call(client()).await.unwrap_err().to_string();
    assert!(shown.contains("with `root_certificate`"), "{shown}");
    let trusting = client().root_certificate(certificate);
    assert_eq!(call(trusting).await.unwrap(), "Rust 101");
}

/// Run once more in a process of its own, because the certificates are read once in a process.
#[tokio::test]
async fn a_system_without_certificates() {
    const NOWHERE: &str = "/nowhere/certificates";

    if std::env::var_os("SSL_CERT_FILE").is_none_or(|file| file != NOWHERE) {
        let this = std::env::current_exe().unwrap();
        let output = std::process::Command::new(this)
            .args(["--exact", "connections::a_system_without_certificates"])
            .envs([("SSL_CERT_FILE", NOWHERE), ("SSL_CERT_DIR", NOWHERE)])
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
        return;
    }
    let server = Server::start(Some(tls().0)).await;
    let error = call(builder(format!("https://{}", server.address)).no_proxy()).await;
    let shown = error.unwrap_err().to_string();
    assert!(shown.contains("package `ca-certificates`"), "{shown}");
}

#[tokio::test]
async fn the_port_of_a_given_address_counts_where_the_site_has_none() {
    let (acceptor, issuer) = tls();
    let server = Server::start(Some(acceptor)).await;
    let client = builder("https://site.example".to_owned())
        .no_proxy()
        .root_certificate(issuer)
        .resolve("site.example", server.address);
    assert_eq!(call(client).await.unwrap(), "Rust 101");
}

#[tokio::test]
async fn the_other_protocol() {
    let secure = Server::start(Some(tls().0)).await;
    let clear = Server::start(None).await;
    for (scheme, server, says) in
        [("http", &secure, "is it `https://`?"), ("https", &clear, "is it `http://`?")]
    {
        let client = builder(format!("{scheme}://{}", server.address)).no_proxy();
        let client = client.danger_accept_invalid_certificates();
        let shown = call(client).await.unwrap_err().to_string();
        assert!(shown.contains(says), "{shown}");
    }
}

#[test]
fn options_refused() {
    type Change = fn(ClientBuilder) -> ClientBuilder;
    let function: Change =
        |client| client.transport_fn(|_| async { http::Response::new("") });
    let cases: [(Change, &str); 6] = [
        (|client| client.proxy("ftp://Sesam@proxy.example"), "`proxy`: is not"),
        (|client| client.proxy("Sesam Sesam"), "`proxy`: is not"),
        (|client| client.root_certificate("Sesam"), "`root_certificate`: is not"),
        (
            |client| {
                client.root_certificate(
                    "-----BEGIN CERTIFICATE-----\nSesa\n-----END CERTIFICATE-----",
                )
            },
            "`root_certificate`: is not",
        ),
        (function, ""),
        (
            |client| {
                let client = client.transport_fn(|_| async { http::Response::new("") });
                client.connect_timeout(Duration::from_secs(1))
            },
            "`connect_timeout`: has no effect",
        ),
    ];
    for (change, begins) in cases {
        match change(builder("https://site.example".to_owned())).build() {
            Ok(_) => assert_eq!(begins, ""),
            Err(error) => {
                let shown = error.to_string();
                assert!(shown.starts_with(begins) && !begins.is_empty(), "{shown}");
                assert!(!shown.contains("Sesa"), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn clients_share_connections_only_when_asked() {
    for (shared, connections) in [(true, 1), (false, 3)] {
        let (acceptor, issuer) = tls();
        let server = Server::start(Some(acceptor)).await;
        let url = format!("https://{}", server.address);
        let first = builder(url.clone()).no_proxy().root_certificate(issuer.clone());
        let first = first.build().unwrap();
        let operation = GetWebcast::new("5f3c");
        first.get_webcast(&operation).await.unwrap();
        for _ in 0..2 {
            let client = builder(url.clone());
            let client = if shared {
                client.connections_of(&first)
            } else {
                client.no_proxy().root_certificate(issuer.clone())
            };
            client.build().unwrap().get_webcast(&operation).await.unwrap();
            // The connection comes back to the pool on a task of its own.
            tokio::task::yield_now().await;
        }
        assert_eq!(server.connections(), connections);
        assert_eq!(server.heads().len(), 3);
    }
}

#[tokio::test]
async fn a_server_that_never_ends_its_handshake() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = builder(format!("https://{}", silent.local_addr().unwrap()))
        .no_proxy()
        .danger_accept_invalid_certificates()
        .connect_timeout(Duration::from_millis(50));
    let error = call(client).await.unwrap_err();
    let Error::Timeout { which, limit, .. } = error else { panic!("{error:?}") };
    assert_eq!(which, gensee_api::error::TimeoutKind::Connect);
    assert_eq!(limit, Duration::from_millis(50));
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_client_of_the_users_own() {
    let server = Server::start(None).await;
    let http = reqwest::Client::builder().no_proxy().user_agent("mine").build().unwrap();
    let url = format!("http://{}", server.address);
    let client = builder(url).http_client(http);
    assert_eq!(call(client).await.unwrap(), "Rust 101");
    drop(server);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = builder("http://127.0.0.1:1".to_owned()).get().http_client(http);
    let error = call(client).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("Geheim"));
}

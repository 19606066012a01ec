//! A headless Chromium by chromedriver, from Debian's packages `chromium` and `chromium-driver`.

use std::env;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// What the window shows, in pixels.
pub(crate) const WIDTH: u32 = 1280;
pub(crate) const HEIGHT: u32 = 800;

/// A browser of its own, with nothing stored. It ends with this.
pub(crate) struct Browser {
    pub(crate) client: Client,
    _driver: Driver,
}

/// chromedriver on a port of its own choice.
struct Driver {
    child: Child,
    address: String,
    /// It must have somebody to talk to.
    _told: Lines<BufReader<ChildStdout>>,
}

/// A command of chromedriver's that WebDriver does not have.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl Browser {
    /// None where there is no chromedriver; then nothing can be tested.
    ///
    /// # Panics
    /// When there is none although the variable `CI` is set: there it must be.
    pub(crate) async fn start() -> Option<Self> {
        let program =
            env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let child = match child {
            Ok(child) => child,
            Err(error) => {
                let cure = "install Debian's `chromium` and `chromium-driver`, or set `CHROMEDRIVER`";
                assert!(env::var_os("CI").is_none(), "`{program}`: {error}; {cure}");
                eprintln!("not tested: `{program}`: {error}; {cure}");
                return None;
            }
        };
        let driver = Driver::listening(child);
        let capabilities = json!({
            "goog:chromeOptions": { "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--lang=en-US", format!("--window-size={WIDTH},{HEIGHT}"),
            ] },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object")
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://{}", driver.address))
            .await
            .expect("a browser");
        let browser = Self { client, _driver: driver };
        // The same picture whatever the window's frame takes away.
        browser
            .cdp(
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false }),
            )
            .await;
        Some(browser)
    }

    /// A command of the DevTools protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.vendor("goog/cdp/execute", body).await
    }

    /// What a log has had since it was last read: `browser` or `performance`.
    pub(crate) async fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.vendor("se/log", json!({ "type": kind })).await;
        entries.as_array().cloned().expect("entries")
    }

    async fn vendor(&self, path: &'static str, body: Value) -> Value {
        self.client.issue_cmd(Vendor { path, body }).await.expect(path)
    }
}

impl Driver {
    /// Reads on which port it listens.
    fn listening(mut child: Child) -> Self {
        let mut told = BufReader::new(child.stdout.take().expect("its stdout")).lines();
        let port = told.find_map(|line| {
            let line = line.expect("a line");
            let (_, port) = line.split_once("successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let address = format!("127.0.0.1:{}", port.expect("a port"));
        Self { child, address, _told: told }
    }
}

impl Drop for Driver {
    /// It takes its browser along.
    fn drop(&mut self) {
        let request =
            format!("GET /shutdown HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        let told = TcpStream::connect(&self.address).and_then(|mut stream| {
            stream.write_all(request.as_bytes())?;
            // It has ended its sessions when it answers or hangs up.
            stream.read(&mut [0])
        });
        if told.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

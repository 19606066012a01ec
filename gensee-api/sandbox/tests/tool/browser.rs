//! A headless Chromium by chromedriver, from Debian's packages `chromium` and `chromium-driver`; with
//! `chromium-headless-shell`, which has no window to draw, in half the time.

use std::env;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use url::{ParseError, Url};

/// Where Debian has it. What it has in `/usr/bin` is a script, which would not take the browser along when it ends.
const HEADLESS: &str = "/usr/lib/chromium/chromium-headless-shell";

/// What the window shows, in pixels.
pub(crate) const WIDTH: u32 = 1280;
pub(crate) const HEIGHT: u32 = 800;

/// The driver of the tests that run now. It ends with the last of them.
static DRIVER: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// Where the connections to browsers are served, because they outlive the runtime of a test.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// A window of its own, with nothing stored.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Arc<Driver>,
}

/// chromedriver on a port of its own choice.
struct Driver {
    child: Child,
    address: String,
    /// It must have somebody to talk to.
    _told: Lines<BufReader<ChildStdout>>,
    /// Browsers whose tests have ended well.
    idle: Mutex<Vec<Client>>,
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
    pub(crate) async fn open() -> Option<Self> {
        let driver = Driver::shared()?;
        let idle = lock(&driver.idle).pop();
        let client = match idle {
            Some(client) => client,
            None => driver.browser().await,
        };
        let browser = Self { client, driver };
        let window = browser.client.new_window(true).await.expect("a window").handle;
        browser.client.close_window().await.expect("the window of the test before");
        browser.client.switch_to_window(window).await.expect("the window");
        for kind in ["browser", "performance"] {
            browser.log(kind).await;
        }
        // The same picture whatever the window's frame takes away.
        browser
            .cdp(
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false }),
            )
            .await;
        Some(browser)
    }

    /// Leaves the browser to the next test.
    pub(crate) fn close(self) {
        lock(&self.driver.idle).push(self.client);
    }

    /// Forgets what was stored for an address, which may have been another sandbox's before.
    pub(crate) async fn forget(&self, url: &str) {
        let all = json!({ "origin": url, "storageTypes": "all" });
        self.cdp("Storage.clearDataForOrigin", all).await;
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
    /// That of the tests that run beside this one, or a new one.
    fn shared() -> Option<Arc<Self>> {
        let mut shared = lock(&DRIVER);
        if let Some(driver) = shared.upgrade() {
            return Some(driver);
        }
        let driver = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&driver);
        Some(driver)
    }

    fn start() -> Option<Self> {
        let program =
            env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        match child {
            Ok(child) => Some(Self::listening(child)),
            Err(error) => {
                let remedy = "install Debian's `chromium` and `chromium-driver`, or set `CHROMEDRIVER`";
                assert!(env::var_os("CI").is_none(), "`{program}`: {error}; {remedy}");
                eprintln!("not tested: `{program}`: {error}; {remedy}");
                None
            }
        }
    }

    /// Starts a browser.
    async fn browser(&self) -> Client {
        let mut options = json!({ "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--lang=en-US", format!("--window-size={WIDTH},{HEIGHT}"),
            // It would ignore a page that goes to 200 deep links in ten seconds.
            "--disable-ipc-flooding-protection",
        ] });
        if Path::new(HEADLESS).exists() {
            options["binary"] = json!(HEADLESS);
        }
        let capabilities = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object")
        };
        let url = format!("http://{}", self.address);
        let connected = RUNTIME.spawn(async move {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities).connect(&url).await
        });
        connected.await.expect("no panic").expect("a browser")
    }

    /// Reads on which port it listens.
    fn listening(mut child: Child) -> Self {
        let mut told = BufReader::new(child.stdout.take().expect("its stdout")).lines();
        let port = told.find_map(|line| {
            let line = line.expect("a line");
            let (_, port) = line.split_once("successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let address = format!("127.0.0.1:{}", port.expect("a port"));
        Self { child, address, _told: told, idle: Mutex::default() }
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

/// A test that fails while it holds a lock is no reason for others to fail.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

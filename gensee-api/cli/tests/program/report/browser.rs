//! A headless Chromium, from Debian's package `chromium`, or `chromium-headless-shell`, which starts in half the time.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where Debian has it, and what may be in the path.
const PROGRAMS: [&str; 3] =
    ["/usr/lib/chromium/chromium-headless-shell", "chromium-headless-shell", "chromium"];

/// Measures the page: how wide it is, what stands out of the window, and what it has loaded. Then it speaks, so that a test
/// knows that it would have heard the page.
const MEASURE: &str = r"<script>addEventListener('load', () => {
  const page = document.documentElement;
  const isOut = (element) => element.getBoundingClientRect().right > innerWidth + 1;
  const out = [...document.querySelectorAll('body *')].filter(isOut);
  page.dataset.measured = JSON.stringify({
    window: innerWidth, width: page.scrollWidth, out: out.map((element) => element.outerHTML.slice(0, 80)),
    loaded: performance.getEntriesByType('resource').map((entry) => entry.name),
  });
  console.error('measured');
});</script></head>";

pub(super) struct Browser {
    program: PathBuf,
}

/// What came of a page.
pub(super) struct Shown {
    pub(super) dom: String,
    /// What the page, or the browser because of it, has said.
    pub(super) console: Vec<String>,
}

impl Browser {
    /// None where there is no browser; then nothing can be tested.
    ///
    /// # Panics
    /// When there is none although the variable `CI` is set: there it must be.
    pub(super) fn find() -> Option<Self> {
        let runs = |program: &&&str| {
            let mut command = Command::new(program);
            command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        let found = PROGRAMS.iter().find(runs).map(|it| Self { program: it.into() });
        if found.is_none() {
            let remedy = "install Debian's `chromium`";
            assert!(env::var_os("CI").is_none(), "no browser; {remedy}");
            eprintln!("not tested: no browser; {remedy}");
        }
        found
    }

    /// Opens a page in a window of this width.
    pub(super) fn show(&self, page: &Path, width: u32) -> Shown {
        let folder = page.parent().unwrap();
        let output = Command::new(&self.program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .args(["--hide-scrollbars", "--enable-logging=stderr", "--timeout=30000"])
            .arg(format!("--user-data-dir={}", folder.join("browser").display()))
            .arg(format!("--window-size={width},844"))
            .arg("--dump-dom")
            .arg(format!("file://{}", page.display()))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let console = told.lines().filter(|line| line.contains("CONSOLE"));
        Shown {
            dom: String::from_utf8(output.stdout).unwrap(),
            console: console.map(str::to_owned).collect(),
        }
    }

    /// Measures a page in a window of this width. It is a copy that may load and run what it likes.
    pub(super) fn measure(&self, page: &Path, width: u32) -> serde_json::Value {
        let text = fs::read_to_string(page).unwrap();
        let policy = text.find("<meta http-equiv").expect("a policy");
        let end = policy + text[policy..].find('>').unwrap() + 1;
        let copy = format!("{}{}", &text[..policy], &text[end..]);
        let copy = copy.replacen("</head>", MEASURE, 1);
        let file = page.with_file_name("copy.html");
        fs::write(&file, copy).unwrap();
        let shown = self.show(&file, width);
        assert_eq!(shown.console.len(), 1, "{:?}", shown.console);
        let measured = shown.dom.split("data-measured=\"").nth(1).expect("it ran");
        let measured = measured.split('"').next().unwrap().replace("&quot;", "\"");
        serde_json::from_str(&measured).unwrap()
    }
}

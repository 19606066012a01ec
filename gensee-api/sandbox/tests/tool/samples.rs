//! The samples of a call, run as programs: each sends what the page sends.

use std::env;
use std::fs;
use std::process::{Command, Stdio};

use gensee_api::webcast::ReturnCode;
use gensee_sandbox::LoggedRequest;

use super::page::{self, Page};

/// A tab, the program that runs what it shows, how to see that the program is there, and what else it is called.
struct Language {
    tab: &'static str,
    program: &'static str,
    options: &'static [&'static str],
    file: &'static str,
    probe: &'static [&'static str],
    packages: &'static str,
}

const LANGUAGES: [Language; 5] = [
    Language {
        tab: "curl",
        program: "sh",
        options: &[],
        file: "sample.sh",
        probe: &["-c", "command -v curl"],
        packages: "curl",
    },
    Language {
        tab: "php",
        program: "php",
        options: &[],
        file: "sample.php",
        probe: &["-r", "exit(extension_loaded('curl') ? 0 : 1);"],
        packages: "php-cli php-curl",
    },
    Language {
        tab: "python",
        program: "python3",
        options: &[],
        file: "sample.py",
        probe: &["--version"],
        packages: "python3",
    },
    Language {
        tab: "java",
        program: "java",
        options: &["-Dfile.encoding=UTF-8"],
        file: "Sample.java",
        probe: &["-version"],
        packages: "default-jdk-headless",
    },
    Language {
        tab: "javascript",
        program: "node",
        options: &[],
        file: "sample.mjs",
        probe: &["--version"],
        packages: "nodejs",
    },
];

/// What the samples take from the environment.
const SECRETS: [(&str, &str); 5] = [
    ("GENSEE_PASSWORD", "sandbox"),
    ("GENSEE_PASSWORD_MD5", "93bc63e0b4f48fbbff568d9fc0dc3def"),
    ("GENSEE_PASSWORD_SHA1", "9ed037b84943c4caa3a520e48a5540181c46c98c"),
    ("ORGANIZER_TOKEN", "geheim1"),
    ("PANELIST_TOKEN", "geheim2"),
];

impl Language {
    /// Whether it can be run here. Where the variable `CI` is set, it must.
    fn is_here(&self) -> bool {
        let Self { program, probe, packages, tab, .. } = self;
        let mut command = Command::new(program);
        let probed =
            command.args(*probe).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let is_here = probed.is_ok_and(|status| status.success());
        let remedy = format!("`{tab}` cannot be run; install Debian's {packages}");
        assert!(is_here || env::var_os("CI").is_none(), "{remedy}");
        if !is_here {
            eprintln!("skipped: {remedy}");
        }
        is_here
    }

    /// Runs what the tab shows; what it prints.
    async fn run(&self, page: &Page) -> String {
        page.click(&format!("#request-tabs-{}", self.tab)).await;
        let text = page.text("#request").await;
        for (name, secret) in SECRETS {
            let leaks = name != "GENSEE_PASSWORD" && text.contains(secret);
            assert!(!leaks, "{}: {text}", self.tab);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(self.file);
        fs::write(&file, &text).expect("a file");
        let mut command = Command::new(self.program);
        for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env_remove(proxy);
        }
        let output = command.args(self.options).arg(&file).envs(SECRETS).output();
        let output = output.expect(self.program);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{}: {said}\n{text}", self.tab);
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// What the server sees of a call, apart from when it came and what became of it.
fn sent(call: &LoggedRequest) -> (String, String, Vec<(String, String, bool)>) {
    let own = call.parameters.iter().map(|one| {
        // Which browser and which language writes a secret is not to be seen.
        (one.name.clone(), one.value.clone(), one.in_query)
    });
    (call.method.clone(), call.path.clone(), own.collect())
}

#[tokio::test]
async fn each_sample_sends_what_the_page_sends() {
    let tricky = "attach_files?webcastId=5f3c&attachmentList[0].url=https://example.com/?a=1%26b=it's%2B1&attachmentList[0].name=\"讲义\"\\ $HOME \\u0041 %24{x} %25s `id`&attachmentList[0].description=a%0Ab%09c \\";
    let create = "create_webcast?subject=Rust 公开课 🦀&startTime=2030-05-19 10:00:00";
    let lists = "choose_records?webcastId=5f3c&recordId[0]=7&recordId[1]=9";
    let languages: Vec<_> = LANGUAGES.iter().filter(|it| it.is_here()).collect();
    page::at("", async |page| {
        for (link, method, sec, is_repeated, extra) in [
            (tricky, "POST", "md5", false, None),
            (create, "GET", "sha1", false, Some(("hide Chat&", "it's \"so\""))),
            (lists, "POST", "none", true, None),
        ] {
            page.go(&format!("#/{link}&lang=en")).await;
            page.log_in().await;
            page.fill("sec", sec).await;
            page.find("#method").await.select_by_label(method).await.expect(method);
            if link == create {
                page.fill("organizerToken", "geheim1").await;
                page.fill("panelistToken", "geheim2").await;
            }
            if is_repeated {
                page.click("#options-summary").await;
                let lists = page.find("#lists").await;
                lists.select_by_value("repeated").await.expect("a choice");
            }
            if let Some((name, value)) = extra {
                page.add_extra(name, value).await;
            }
            page.click("#send").await;
            page.find("#status .badge:nth-of-type(2)").await;
            let expected = page.sandbox.requests().pop().expect("a call");
            assert_ne!(expected.code, Some(ReturnCode::AuthenticationFailed));
            for language in &languages {
                let told = language.run(page).await;
                assert!(told.contains(r#""code":""#), "{}: {told}", language.tab);
                let call = page.sandbox.requests().pop().expect("a call");
                assert_eq!(sent(&call), sent(&expected), "{} {link}", language.tab);
                assert_ne!(
                    call.code,
                    Some(ReturnCode::AuthenticationFailed),
                    "{} {sec}",
                    language.tab
                );
            }
        }
        let calls = 3 * (1 + languages.len());
        assert_eq!(page.sandbox.requests().len(), calls, "each has sent once");
    })
    .await;
}

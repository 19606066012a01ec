//! A call to take along: as curl, as Rust, as an address.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect;
use gensee_api::operation::{Method, Operation as _, OperationInfo};
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{AttachFiles, OPERATIONS};
use serde_json::json;

use super::page::{self, Page};

const TRICKY: &str = "#/attach_files?webcastId=5f3c&attachmentList[0].url=https://example.com/?a=1%26b=it's&attachmentList[0].name=\"讲义\"\\ $HOME";

/// What a tab of the request shows, the sandbox's port aside.
async fn copied(page: &Page, tab: &str) -> String {
    page.click(&format!("#request-tabs-{tab}")).await;
    shown(page).await
}

/// What the chosen tab shows.
async fn shown(page: &Page) -> String {
    page.text("#request").await.replace(&page.sandbox.url(), "http://test.gensee.com")
}

#[tokio::test]
async fn as_an_address_without_secrets() {
    page::at("#/create_webcast?subject=Rust 101&startTime=2030-05-19 10:00:00", async |page| {
        page.log_in().await;
        page.fill("organizerToken", "geheim1").await;
        expect!["http://test.gensee.com/integration/site/webcast/created?sec=true&loginName=admin%40sandbox.example&subject=Rust+101&startTime=1905386400000"]
            .assert_eq(&copied(page, "url").await);
    })
    .await;
}

#[tokio::test]
async fn as_rust() {
    // A revision can allow POST alone.
    if !AttachFiles::METHODS.contains(&Method::Get) {
        return;
    }
    page::at(TRICKY, async |page| {
        page.log_in().await;
        page.click("#add-attachmentList").await;
        page.find("#method").await.select_by_label("GET").await.expect("GET");
        expect![[r##"
            use gensee_api::webcast::{AttachFiles, Attachment};
            use gensee_api::{Client, Password};

            #[tokio::main]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                let client = Client::builder("http://test.gensee.com")
                    .login("admin@sandbox.example", Password::md5(std::env::var("GENSEE_PASSWORD")?))
                    .build()?;
                let request = AttachFiles::new(
                    "5f3c",
                    vec![
                        Attachment::new("https://example.com/?a=1&b=it's").name("\"讲义\"\\ $HOME"),
                        Attachment::new("…"),
                    ],
                );
                let answer = client.call(&request).get().send().await?;
                println!("{answer:#?}");
                Ok(())
            }"##]]
        .assert_eq(&copied(page, "rust").await);
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn as_curl_which_a_shell_understands() {
    page::at(TRICKY, async |page| {
        page.log_in().await;
        let text = copied(page, "curl").await;
        expect![[r#"
            curl 'http://test.gensee.com/integration/site/webcast/file/attach' \
              --data-urlencode 'sec=true' \
              --data-urlencode 'loginName=admin@sandbox.example' \
              --data-urlencode "password=$GENSEE_PASSWORD_MD5" \
              --data-urlencode 'webcastId=5f3c' \
              --data-urlencode 'attachmentList%5B0%5D.url=https://example.com/?a=1&b=it'\''s' \
              --data-urlencode 'attachmentList%5B0%5D.name="讲义"\ $HOME'"#]]
        .assert_eq(&text);
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("curl() {{ printf '%s\\n' \"$@\"; }}\n{text}"))
            .env("GENSEE_PASSWORD_MD5", "93bc63e0b4f48fbbff568d9fc0dc3def")
            .output()
            .expect("a shell");
        let arguments = String::from_utf8(output.stdout).expect("text");
        for argument in [
            "password=93bc63e0b4f48fbbff568d9fc0dc3def",
            "attachmentList%5B0%5D.url=https://example.com/?a=1&b=it's",
            "attachmentList%5B0%5D.name=\"讲义\"\\ $HOME",
        ] {
            assert!(arguments.lines().any(|line| line == argument), "{arguments}");
        }
    })
    .await;
}

/// A value that the row's rules allow. `index` keeps those in order that must be.
fn sample(row: &FieldInfo, kind: Kind, index: usize) -> String {
    match kind {
        Kind::Integer => {
            let [least, most] = row.range.map_or([None; 2], |it| [it.min, it.max]);
            let number =
                least.unwrap_or_default() + i64::try_from(index).expect("few rows");
            most.map_or(number, |most| number.min(most)).to_string()
        }
        Kind::NumberId => "7".to_owned(),
        Kind::Decimal => "1.5".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Time => format!("2030-05-19 10:{index:02}:00"),
        Kind::Date => format!("2030-05-{:02}", 10 + index % 10),
        Kind::TextId => "5f3c".to_owned(),
        Kind::Code | Kind::NumberCode => row.values[0].code.to_owned(),
        _ => {
            let text = r#"例 "a\b"{}"#;
            let [least, most] =
                row.length.map_or([None, None], |length| [length.min, length.max]);
            let least = usize::try_from(least.unwrap_or_default()).expect("a length");
            let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(40);
            text.chars().chain("x".repeat(least).chars()).take(most.min(20)).collect()
        }
    }
}

/// A value each for all parameters, as names and values: those of secrets apart.
fn samples(rows: &[FieldInfo], prefix: &str) -> [Vec<(String, String)>; 2] {
    let mut all = [Vec::new(), Vec::new()];
    for (index, row) in rows.iter().enumerate() {
        let place = format!("{prefix}{}", row.name);
        let (kind, places) = match row.kind {
            Kind::List(inner) => {
                (*inner, vec![format!("{place}[0]"), format!("{place}[1]")])
            }
            kind => (kind, vec![place]),
        };
        for place in places {
            if kind == Kind::Object {
                let [open, secret] = samples(row.fields, &format!("{place}."));
                all[0].extend(open);
                all[1].extend(secret);
            } else {
                all[usize::from(row.secret)].push((place, sample(row, kind, index)));
            }
        }
    }
    all
}

/// Shows an operation, filled or not.
async fn show(page: &Page, operation: &OperationInfo, is_filled: bool) {
    let [open, secret] =
        if is_filled { samples(operation.request, "") } else { [vec![], vec![]] };
    let link = format!(
        "/{}?{}",
        operation.name,
        form_urlencoded::Serializer::new(String::new()).extend_pairs(open).finish()
    );
    page.browser
        .client
        .execute("location.hash = arguments[0]", vec![json!(link)])
        .await
        .expect("a link");
    page.shows("about", operation.name).await;
    // No link has secrets. Other tests type; here that would take most of the time.
    let script = "for (const [place, value] of arguments[0]) {
      const input = document.getElementById('input-' + place);
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }";
    page.browser.client.execute(script, vec![json!(secret)]).await.expect("inputs");
}

/// All programs as one library, each a module of its own.
fn library(programs: &[(String, String)]) -> String {
    let mut library = "#![deny(warnings)]\n".to_owned();
    for (name, program) in programs {
        let program = program.replace("async fn main", "pub async fn main");
        write!(library, "\npub mod {name} {{\n{program}\n}}\n").expect("a String");
    }
    library
}

/// Compiles a library in a package outside of the workspace, from the packages that the workspace has; what the compiler
/// says against it.
fn compile(library: &str) -> Result<(), String> {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    // Packages that were compiled once stay there.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs");
    let manifest = format!(
        r#"[package]
name = "programs"
edition = "2024"

[dependencies]
gensee-api = {{ path = '{workspace}/gensee-api', default-features = false, features = ["client"] }}
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

[workspace]
"#
    );
    fs::create_dir_all(folder.join("src")).expect("a folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(folder.join("src/lib.rs"), library).expect("a library");
    fs::copy(format!("{workspace}/Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the versions");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--target-dir", "target"])
        .current_dir(&folder)
        .output()
        .expect("cargo");
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test]
async fn all_programs_compile() {
    page::at("", async |page| {
        page.click("#request-tabs-rust").await;
        let mut programs = Vec::new();
        for operation in OPERATIONS {
            for (what, is_filled) in [("filled", true), ("bare", false)] {
                show(page, operation, is_filled).await;
                let name = format!("{}_{what}", operation.name);
                programs.push((name, shown(page).await));
            }
        }
        page.turn("#/create_webcast?subject=Rust 101").await;
        page.add_extra("hideChat", "a \"b\"\\{}").await;
        page.add_extra("中 文", "").await;
        let program = shown(page).await;
        assert!(program.contains(".param(\"hideChat\", "), "{program}");
        programs.push(("extra".to_owned(), program));
        compile(&library(&programs)).unwrap_or_else(|said| panic!("{said}"));
    })
    .await;
}

#[tokio::test]
async fn what_is_filled_in_is_what_the_server_reads() {
    page::at("", async |page| {
        page.log_in().await;
        for operation in OPERATIONS {
            show(page, operation, true).await;
            page.script("document.getElementById('send').click(); document.querySelector('#confirm[open] #confirm-yes')?.click()").await;
            page.find("#status .badge:nth-of-type(2)").await;
            let call = page.sandbox.requests().pop().expect("a call");
            assert_eq!(call.operation, Some(operation.name));
            let code = call.code.map(|code| format!("{code:?}")).unwrap_or_default();
            let rule = call.rule.unwrap_or_default();
            assert!(
                !["InvalidParameter", "ParameterConversion"].contains(&code.as_str()),
                "{code}: {rule}"
            );
            let [open, secret] = samples(operation.request, "");
            assert_eq!(
                call.parameters.len(),
                3 + open.len() + secret.len(),
                "{}",
                operation.name
            );
        }
    })
    .await;
}

//! A workspace of its own in a temporary folder: `gensee-api` with bindings of several specs, and for each a crate that
//! depends on it. One call of cargo checks them all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;
use xtask::generated::Generated;
use xtask::workspace;

/// Where the bindings stand.
pub const WEBCAST: &str = "gensee-api/src/webcast";

/// The parts of the manifest of `gensee-api` that its library is made of.
const SECTIONS: [&str; 4] = ["[package]", "[features]", "[dependencies]", "[lints]"];

const MEMBERS: &str = r#"members = ["gensee-api-*", "downstream-*"]"#;

pub struct Project {
    root: TempDir,
    /// The text of the downstream crates.
    downstream: String,
    crates: usize,
}

impl Project {
    /// A workspace without crates but the macros; those to come have the text `downstream`.
    pub fn new(downstream: String) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let home = workspace::find().expect("the workspace");
        fs::copy(home.join("Cargo.lock"), root.path().join("Cargo.lock"))
            .expect("the versions of the dependencies");
        let manifest = fs::read_to_string(home.join("Cargo.toml")).expect("a manifest");
        let (before, rest) =
            manifest.split_once("members = [").expect("a list of the members");
        let (_, after) = rest.split_once(']').expect("the end of the list");
        let manifest = format!("{before}{MEMBERS}{after}");
        write(&root.path().join("Cargo.toml"), &manifest);
        let macros = root.path().join("gensee-api-macros");
        copy(&home.join("gensee-api-macros"), &macros);
        Self { root, downstream, crates: 0 }
    }

    /// Adds `gensee-api` with other bindings, and a downstream crate of it, by whose name it is known.
    pub fn add(&mut self, bindings: &Generated) -> String {
        let (api, downstream) = (
            format!("gensee-api-{}", self.crates),
            format!("downstream-{}", self.crates),
        );
        self.crates += 1;
        let home = workspace::find().expect("the workspace").join("gensee-api");
        let folder = self.root.path().join(&api);
        copy(&home.join("src"), &folder.join("src"));
        for (path, text) in bindings {
            let path = path.strip_prefix("gensee-api").expect("a file of the bindings");
            write(&folder.join(path.trim_start_matches('/')), text);
        }
        let manifest = fs::read_to_string(home.join("Cargo.toml")).expect("a manifest");
        write(&folder.join("Cargo.toml"), &library(&manifest, &api));

        let folder = self.root.path().join(&downstream);
        write(&folder.join("src/lib.rs"), &self.downstream);
        let manifest = format!(
            r#"[package]
name = "{downstream}"
version = "0.0.0"
edition = "2024"

[dependencies]
{api} = {{ path = "../{api}", default-features = false }}
"#
        );
        write(&folder.join("Cargo.toml"), &manifest);
        downstream
    }

    /// What the compiler has against downstream crates, by their names.
    pub fn check(&self) -> BTreeMap<String, String> {
        let output = self.cargo();
        let told = String::from_utf8_lossy(&output.stdout);
        let messages: Vec<Value> =
            told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let of = |folder: &str| {
            let manifest = Path::new(folder).join("Cargo.toml");
            let own = messages.iter().filter(move |message| {
                let path = message["manifest_path"].as_str().unwrap_or_default();
                Path::new(path).ends_with(&manifest)
            });
            let compiled =
                own.clone().any(|message| message["reason"] == "compiler-artifact");
            let errors: String = own
                .filter_map(|message| message["message"]["rendered"].as_str())
                .collect();
            (compiled, errors)
        };
        let mut errors = BTreeMap::new();
        for index in 0..self.crates {
            // The bindings first: if they do not compile themselves, that is not a verdict.
            let (compiled, fault) = of(&format!("gensee-api-{index}"));
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(compiled, "the bindings do not compile:\n{fault}{said}");
            let name = format!("downstream-{index}");
            let (compiled, fault) = of(&name);
            if !compiled {
                assert!(!fault.is_empty(), "`{name}` was not compiled:\n{said}");
                errors.insert(name, fault);
            }
        }
        errors
    }

    fn cargo(&self) -> Output {
        let root = self.root.path();
        workspace::cargo(root)
            .args(["check", "--package", "downstream-*", "--lib"])
            .args(["--offline", "--keep-going", "--message-format=json"])
            .env("CARGO_TARGET_DIR", root.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs")
    }
}

/// The manifest of `gensee-api` as that of a package `name` with the same library.
fn library(manifest: &str, name: &str) -> String {
    let mut text = String::new();
    let mut kept = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            kept = SECTIONS.contains(&line);
        }
        if !kept {
            continue;
        }
        let named = line == r#"name = "gensee-api""#;
        text +=
            &if named { format!("name = \"{name}\"\n") } else { format!("{line}\n") };
    }
    text + "\n[lib]\nname = \"gensee_api\"\n"
}

/// Copies what a library is made of: no bindings, tests or programs.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder of the workspace") {
        let entry = entry.expect("an entry of a folder");
        let name = entry.file_name();
        let target = to.join(&name);
        if !entry.path().is_dir() {
            fs::create_dir_all(to).expect("a folder of the copy");
            fs::copy(entry.path(), target).expect("a file of the workspace");
        } else if !["tests", "webcast", "bin"].iter().any(|left_out| name == *left_out) {
            copy(&entry.path(), &target);
        }
    }
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file in a folder");
    fs::create_dir_all(folder).expect("a folder of the copy");
    fs::write(path, text).expect("a file of the copy");
}

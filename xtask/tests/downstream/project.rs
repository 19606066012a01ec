//! A workspace of its own: `gensee-api` with bindings of any spec, and a crate that depends on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::codegen::Generated;

/// Where the bindings stand, in this workspace as in the copy.
pub const WEBCAST: &str = "gensee-api/src/webcast";

pub struct Project {
    root: PathBuf,
}

impl Project {
    /// A copy of the crates at `home` without their bindings and tests, and a crate whose text is `downstream`.
    pub fn new(home: &Path, downstream: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
        for part in ["gensee-api", "gensee-api-macros"] {
            let _ = fs::remove_dir_all(root.join(part));
            copy(&home.join(part), &root.join(part));
        }
        for file in ["Cargo.lock", "README.md"] {
            fs::copy(home.join(file), root.join(file)).expect("a file of the workspace");
        }
        let manifest = fs::read_to_string(home.join("Cargo.toml"))
            .expect("the workspace's manifest");
        let members = manifest.lines().find(|line| line.starts_with("members = "));
        let members = members.expect("a line of the manifest that lists the members");
        let manifest = manifest.replace(members, MEMBERS);
        write(&root.join("Cargo.toml"), &manifest);
        write(&root.join("downstream/Cargo.toml"), MANIFEST);
        write(&root.join("downstream/src/lib.rs"), downstream);
        Self { root }
    }

    /// What the compiler has against the crate when the bindings are `generated`.
    pub fn check(&self, generated: &Generated) -> Result<(), String> {
        let _ = fs::remove_dir_all(self.root.join(WEBCAST));
        for (path, text) in
            generated.iter().filter(|(path, _)| path.starts_with(WEBCAST))
        {
            write(&self.root.join(path), text);
        }
        // The bindings first: if they do not compile themselves, that is no verdict.
        let (own, errors) = self.cargo("gensee-api");
        assert!(own, "the bindings do not compile:\n{errors}");
        let (downstream, errors) = self.cargo("downstream");
        if downstream { Ok(()) } else { Err(errors) }
    }

    fn cargo(&self, package: &str) -> (bool, String) {
        let output = Command::new(env!("CARGO"))
            .current_dir(&self.root)
            .args(["check", "--offline", "--quiet", "--package", package])
            .args(["--no-default-features", "--features", "client", "--lib"])
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

const MEMBERS: &str = r#"members = ["gensee-api", "gensee-api-macros", "downstream"]"#;

const MANIFEST: &str = r#"[package]
name = "downstream"
version = "0.0.0"
edition = "2024"

[features]
client = ["gensee-api/client"]

[dependencies]
gensee-api = { path = "../gensee-api", default-features = false }
"#;

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder of the workspace") {
        let entry = entry.expect("an entry of a folder");
        let name = entry.file_name();
        let target = to.join(&name);
        if entry.path().is_dir() {
            if name != "tests" && name != "webcast" {
                copy(&entry.path(), &target);
            }
        } else {
            fs::create_dir_all(to).expect("a folder of the copy");
            fs::copy(entry.path(), target).expect("a file of the workspace");
        }
    }
}

/// Writes a file whose text differs, so that cargo compiles no more than it must.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file in a folder"))
        .expect("a folder of the copy");
    fs::write(path, text).expect("a file of the copy");
}

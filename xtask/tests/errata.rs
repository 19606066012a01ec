//! `cargo xtask errata` as a shell sees it.

use std::path::Path;
use std::process::{Command, Output};

/// The small spec of the tests of `check`.
const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/tests/spec");

fn errata(spec: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("errata").args(arguments).arg("--spec").arg(spec).output().unwrap()
}

#[test]
fn a_language_is_half_of_the_sheet() {
    let sheets = [&[][..], &["--lang", "zh"], &["--lang", "en"], &["--lang", "both"]]
        .map(|arguments| {
            let output = errata(Path::new(SMALL), arguments);
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
            assert!(output.stderr.is_empty(), "{arguments:?}");
            String::from_utf8(output.stdout).unwrap()
        });
    let [default, zh, en, both] = &sheets;
    assert_eq!(default, both);
    assert!(zh.starts_with("# 接口文档勘误\n"), "{zh}");
    assert!(en.starts_with("# Errata of the interface document\n"), "{en}");
    assert!(!zh.contains("Contents"), "{zh}");
    assert!(!en.contains("目录"), "{en}");
    for line in zh.lines().chain(en.lines()).filter(|line| !line.starts_with('#')) {
        assert!(both.contains(line), "{line}");
    }
}

#[test]
fn what_cannot_run_ends_with_2() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nowhere");
    for (spec, arguments) in
        [(root.as_path(), &[][..]), (Path::new(SMALL), &["--lang", "fr"])]
    {
        let output = errata(spec, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

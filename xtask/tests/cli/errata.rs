//! `cargo xtask errata` as a shell sees it.

use std::path::Path;
use std::process::Output;

use crate::{copy, small_dir, xtask};

fn errata(spec_dir: &Path, arguments: &[&str]) -> Output {
    xtask(spec_dir, &[&["errata"], arguments].concat())
}

#[test]
fn a_language_is_half_of_the_sheet() {
    let sheets = [&[][..], &["--lang", "zh"], &["--lang", "en"], &["--lang", "both"]]
        .map(|arguments| {
            let output = errata(&small_dir(), arguments);
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
    let folder = copy();
    let nowhere = folder.path().join("nowhere");
    for (spec_dir, arguments) in [(nowhere, &[][..]), (small_dir(), &["--lang", "fr"])] {
        let output = errata(&spec_dir, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

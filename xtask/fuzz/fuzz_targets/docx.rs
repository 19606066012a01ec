//! Whatever is given as the vendor's document: it is read, or refused with an error.
//!
//! An input that begins as an archive is taken as it is. Any other is the text of the parts of a Word file, one after
//! another with NUL between them, so that not every change of a byte breaks the archive.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use xtask::spec::{self, Spec};
use xtask::transcribe;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PARTS: [&str; 3] = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];

static SPEC: LazyLock<Spec> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/samples/spec");
    let files = spec::read_folder(&folder).expect("the small spec");
    spec::load(&files).expect("the small spec is sound")
});

fn archive(input: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in PARTS.iter().zip(input.splitn(PARTS.len(), |byte| *byte == 0)) {
        archive.start_file(*name, stored).expect("a part");
        archive.write_all(text).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

fuzz_target!(|input: &[u8]| {
    let read = if input.starts_with(b"PK") {
        transcribe::read_through(input, &SPEC)
    } else {
        transcribe::read_through(&archive(input), &SPEC)
    };
    if let Err(words) = read {
        assert!(!words.is_empty());
    }
});

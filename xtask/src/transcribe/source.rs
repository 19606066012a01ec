//! From the bytes of a file to its text.
//!
//! A word processor offers many formats and encodings under the same menu; whoever picked the wrong one is told which.

use super::diagnostic::{Diagnostic, refuse};

const HELP: &str = "export the document from the word processor as plain text in UTF-8";
/// How the files begin that are most easily taken for the export.
const FORMATS: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "this is a Word file (.docx) or another archive, not its text"),
    (b"\xD0\xCF\x11\xE0", "this is a Word file (.doc), not its text"),
    (b"{\\rtf", "this is rich text (.rtf), not plain text"),
    (b"%PDF", "this is a PDF, not plain text"),
    (b"\xFF\xFE", "this text is UTF-16"),
    (b"\xFE\xFF", "this text is UTF-16"),
];

/// The text, without a byte order mark and with `\n` at the end of its lines.
pub(super) fn text(bytes: &[u8]) -> Result<String, Diagnostic> {
    if let Some((_, what)) = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return refuse(1, *what, HELP);
    }
    let line_of =
        |at: usize| 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let what = "a NUL byte: this is not plain text, or it is UTF-16";
        return refuse(line_of(at), what, HELP);
    }
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}'),
        Err(error) => {
            let at = error.valid_up_to();
            let what = format!("the byte {:#04X} is not UTF-8 (GBK?)", bytes[at]);
            return refuse(line_of(at), what, HELP);
        }
    };
    if text.trim().is_empty() {
        return refuse(1, "the file is empty", HELP);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

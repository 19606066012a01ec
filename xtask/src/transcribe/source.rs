//! From the bytes of a file to its text.
//!
//! A word processor offers many formats and encodings under the same menu; whoever picked the wrong one is told which.

use super::fault::Fault;

const CURE: &str = "export the document from the word processor as plain text in UTF-8";
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
pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    if let Some((_, what)) = FORMATS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Fault::new(1, *what, CURE));
    }
    let line_of =
        |at: usize| 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Fault::new(
            line_of(at),
            "a NUL byte: this is not plain text, or it is UTF-16",
            CURE,
        ));
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Fault::new(
            line_of(at),
            format!("the byte {:#04X} is not UTF-8 (GBK?)", bytes[at]),
            CURE,
        )
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Fault::new(1, "the file is empty", CURE));
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

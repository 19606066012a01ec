//! From the bytes of a file to the pieces of a document.
//!
//! A word processor offers many formats and encodings under the same menu; whoever picked one that has lost the cells of
//! the tables is told which it is and what to do.

mod docx;
mod text;

use super::diagnostic::{Diagnostics, refuse};
use super::items::Item;
use super::position::Position;
use crate::spec::SourceFormat;

/// What a file holds.
pub(super) struct Source {
    pub(super) format: SourceFormat,
    pub(super) items: Vec<Item>,
    /// What was passed over because it is no text of the document, and how much of it.
    pub(super) passed_over: Vec<String>,
}

const SAVE_AS_DOCX: &str =
    "open the vendor's document in a word processor and save it as .docx";
/// The most bytes of a file; the vendor's has less than 1 MB.
const SIZE: usize = 32 << 20;

/// How files begin that are neither a Word file nor text.
const FORMATS: [(&[u8], &str); 6] = [
    (b"\xD0\xCF\x11\xE0", "a Word file of before 2007 (.doc), or one with a password"),
    (b"{\\rtf", "rich text (.rtf)"),
    (b"%PDF", "a PDF"),
    (b"\xFF\xFE", "a text in UTF-16"),
    (b"\xFE\xFF", "a text in UTF-16"),
    (b"<", "a file of HTML or XML"),
];

pub(super) fn read(bytes: &[u8]) -> Result<Source, Diagnostics> {
    if bytes.len() > SIZE {
        let what = format!("the file has more than {} MiB", SIZE >> 20);
        let help = "name the vendor's interface document, which has less than 1 MiB";
        return refuse(Position::None, what, help);
    }
    if bytes.starts_with(b"PK") {
        return docx::read(bytes);
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if let Some((_, what)) = FORMATS.iter().find(|(begin, _)| start.starts_with(begin)) {
        return refuse(Position::None, format!("this is {what}"), SAVE_AS_DOCX);
    }
    text::read(bytes)
}

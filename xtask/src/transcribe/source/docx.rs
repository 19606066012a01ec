//! Reads a Word file (.docx).

mod body;
mod numbering;
mod package;
mod styles;

use super::Source;
use crate::spec::SourceFormat;
use crate::transcribe::diagnostic::{Diagnostics, refuse};
use crate::transcribe::position::Position;
use body::Body;
use numbering::Numbering;
use package::{Element, Package};
use styles::Styles;

const DOCUMENT: &str = "word/document.xml";

/// What archives hold that are taken for Word files: a part or the start of one, and what it is.
const OTHERS: [(&str, &str); 3] = [
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "slides (.pptx)"),
    ("content.xml", "an OpenDocument file (.odt)"),
];

pub(super) fn read(bytes: &[u8]) -> Result<Source, Diagnostics> {
    let mut package = Package::open(bytes)?;
    let styles = package.read("word/styles.xml", Styles::read)?.unwrap_or_default();
    let numbering = package.read("word/numbering.xml", Numbering::read)?;
    let numbering = numbering.unwrap_or_default();
    let read = |document: Element<'_>| Body::read(document, styles, numbering);
    let Some(body) = package.read(DOCUMENT, read)? else {
        let other = OTHERS.iter().find(|(part, _)| package.has(part));
        let what =
            other.map_or("an archive without a Word document in it", |(_, what)| what);
        return refuse(Position::None, format!("this is {what}"), super::SAVE_AS_DOCX);
    };
    let Body { items, passed_over, .. } = body?;
    let told = passed_over.iter().map(|(what, count)| format!("{what} ({count})"));
    Ok(Source { format: SourceFormat::Docx, items, passed_over: told.collect() })
}

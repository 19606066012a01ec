//! Reads a Word file (.docx).

mod body;
mod numbering;
mod package;
mod styles;

use super::Source;
use crate::spec::SourceFormat;
use crate::transcribe::diagnostic::{Diagnostic, refuse};
use crate::transcribe::position::Position;
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

const DOCUMENT: &str = "word/document.xml";

/// What archives hold that are taken for Word files: a part or the start of one, and what it is.
const OTHERS: [(&str, &str); 3] = [
    ("xl/workbook.xml", "a spreadsheet (.xlsx)"),
    ("ppt/presentation.xml", "slides (.pptx)"),
    ("content.xml", "an OpenDocument file (.odt)"),
];

pub(super) fn read(bytes: &[u8]) -> Result<Source, Diagnostic> {
    let mut package = Package::open(bytes)?;
    let styles = match package.part("word/styles.xml")? {
        Some(mut part) => Styles::read(&mut part)?,
        None => Styles::default(),
    };
    let numbering = match package.part("word/numbering.xml")? {
        Some(mut part) => Numbering::read(&mut part)?,
        None => Numbering::default(),
    };
    let Some(mut part) = package.part(DOCUMENT)? else {
        let other = OTHERS.iter().find(|(part, _)| package.has(part));
        let what =
            other.map_or("an archive without a Word document in it", |(_, what)| what);
        return refuse(Position::None, format!("this is {what}"), super::SAVE_AS_DOCX);
    };
    let mut body = Body::new(&mut part, styles, numbering);
    body.read()?;
    let passed_over = body
        .passed_over
        .iter()
        .map(|(what, count)| format!("{what} ({count})"))
        .collect();
    Ok(Source { format: SourceFormat::Docx, items: body.items, passed_over })
}

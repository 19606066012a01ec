//! Reads a text that still has the cells of its tables: each on a line of its own after a tab, or the cells of a row on
//! one line with tabs between them, as Word itself saves plain text.

mod rows;

use super::{SAVE_AS_DOCX, Source};
use crate::spec::SourceFormat;
use crate::transcribe::diagnostic::{Diagnostics, refuse};
use crate::transcribe::items::{Item, Line};
use crate::transcribe::position::Position;
use crate::transcribe::tables::HEAD;

pub(super) fn read(bytes: &[u8]) -> Result<Source, Diagnostics> {
    let text = decoded(bytes)?;
    if text.trim().is_empty() {
        return refuse(Position::None, "the file is empty", SAVE_AS_DOCX);
    }
    let lines: Vec<Line> = text
        .lines()
        .zip(1..)
        .map(|(raw, number)| Line {
            at: Position::Line(number),
            raw: raw.to_owned(),
            heading: None,
        })
        .collect();
    let row_a_line = HEAD[..2].join("\t");
    if lines.iter().any(|line| line.raw.contains(&row_a_line)) {
        let items = rows::items(lines)?;
        let format = SourceFormat::TextRows;
        return Ok(Source { format, items, passed_over: Vec::new() });
    }
    let has_lost_cells =
        |line: &&Line| !line.raw.contains('\t') && line.raw.contains(HEAD[0]);
    if let Some(line) = lines.iter().find(has_lost_cells) {
        let what = format!(
            "the tables have lost their cells: `{}` stands here without tabs",
            line.ink().chars().take(40).collect::<String>()
        );
        return refuse(line.at, what, SAVE_AS_DOCX);
    }
    let items = lines.into_iter().map(Item::Line).collect();
    Ok(Source { format: SourceFormat::Text, items, passed_over: Vec::new() })
}

/// The text, without a byte order mark and with `\n` at the end of its lines.
fn decoded(bytes: &[u8]) -> Result<String, Diagnostics> {
    let line_of = |at: usize| {
        Position::Line(1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count())
    };
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let what = "a NUL byte: this is not plain text, or it is UTF-16";
        return refuse(line_of(at), what, SAVE_AS_DOCX);
    }
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}'),
        Err(error) if error.error_len().is_none() => {
            let what = "the file ends inside a character: it is cut short";
            return refuse(line_of(error.valid_up_to()), what, "copy it again");
        }
        Err(error) => {
            let at = error.valid_up_to();
            let guess = match &bytes[at..] {
                [0x81..=0xFE, 0x30..=0x39 | 0x40..=0x7E | 0x80..=0xFE, ..] => {
                    ": the text seems to be in GB18030 (GBK)"
                }
                _ => "",
            };
            let what = format!("the byte {:#04X} is not UTF-8{guess}", bytes[at]);
            return refuse(line_of(at), what, SAVE_AS_DOCX);
        }
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

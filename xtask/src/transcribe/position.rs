//! Where a thing stands in the vendor's file.

use std::fmt;

/// A place in the file, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Position {
    /// Nowhere in particular, as what comes from the spec.
    #[default]
    None,
    /// A line of a text.
    Line(usize),
    /// A paragraph of a Word file that stands in no table.
    Paragraph(usize),
    /// A row of a table of a Word file.
    Row { table: usize, row: usize },
}

impl Position {
    /// The place in the file of this name: `file:12` for editors, `file: table 14, row 7` where nothing can jump to it.
    pub(super) fn in_file(self, name: &str) -> String {
        match self {
            Self::None => name.to_owned(),
            Self::Line(line) => format!("{name}:{line}"),
            Self::Paragraph(_) | Self::Row { .. } => format!("{name}: {self}"),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("an unknown place"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Paragraph(paragraph) => write!(f, "paragraph {paragraph}"),
            Self::Row { table, row } => write!(f, "table {table}, row {row}"),
        }
    }
}

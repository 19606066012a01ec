//! The spec as its reader finds it in the document: chapters with numbers, and rows with the chapter they stand in.

use crate::markdown;
use crate::spec::reading::{self, Reading};
use crate::spec::{
    Direction, Operation, RowAt, Spec, chapter_numbers, operation_number,
};

use super::report::{Position, code};

/// The spec with the numbers of its chapters.
pub struct SpecIndex<'a> {
    pub spec: &'a Spec,
    /// The numbers and titles of the general chapters.
    pub chapters: Vec<(String, &'a str)>,
    /// The chapters of the operations, in the document's order.
    pub parts: Vec<Part<'a>>,
    /// The rows of all tables, the shared ones first; a table's own ones include what it prints of those.
    pub rows: Vec<Entry<'a>>,
}

/// The chapter of an operation.
pub struct Part<'a> {
    pub key: &'a str,
    /// `5.17`.
    pub number: String,
    /// Number and title, as Markdown.
    pub chapter: String,
    pub operation: &'a Operation,
}

/// A row with its chapter; of a shared row the first and the last that have it.
pub struct Entry<'a> {
    pub chapter: String,
    pub at: RowAt<'a>,
}

impl<'a> SpecIndex<'a> {
    pub fn of(spec: &'a Spec) -> Self {
        let part = |(index, (key, operation)): (usize, (&'a String, &'a Operation))| {
            let number = operation_number(&spec.document, index);
            let chapter = format!("{number} {}", markdown::plain(&operation.title));
            Part { key, number, chapter, operation }
        };
        let parts: Vec<_> = spec.operations.iter().enumerate().map(part).collect();
        let mut index = Self {
            spec,
            chapters: chapter_numbers(&spec.document),
            parts,
            rows: Vec::new(),
        };
        let tables = spec.rows().into_iter();
        let tables = tables.filter(|at| Direction::TABLES.contains(&at.direction));
        let entry = |at: RowAt<'a>| {
            let part = index.parts.iter().find(|part| part.key == at.owner);
            let chapter =
                part.map_or_else(|| index.whole(), |part| part.chapter.clone());
            Entry { chapter, at }
        };
        index.rows = tables.map(entry).collect();
        index
    }

    /// The chapters of all operations together.
    pub fn whole(&self) -> String {
        let ends = self.parts.first().zip(self.parts.last());
        ends.map(|(first, last)| format!("{}–{}", first.number, last.number))
            .unwrap_or_default()
    }

    /// The rows of one operation's own tables.
    pub fn rows_of(&self, part: &Part) -> impl Iterator<Item = &Entry<'a>> {
        self.rows.iter().filter(move |entry| entry.at.owner == part.key)
    }

    /// What a key or a target of the changelog names, as Markdown for a reader of the print.
    pub fn target(&self, target: &str) -> String {
        let (key, path) = target.split_once('#').unwrap_or((target, ""));
        let path = path.split_once('.').map_or(path, |(_, path)| path);
        match self.parts.iter().find(|part| part.key == key) {
            Some(part) if path.is_empty() => part.chapter.clone(),
            Some(part) => format!("{} {}", part.number, code(path)),
            None => code(target),
        }
    }
}

impl Part<'_> {
    /// A place of the chapter outside of its tables.
    pub fn position(&self, column: &'static str) -> Position {
        Position { chapter: self.chapter.clone(), table: None, row: None, column }
    }

    /// A row that may not be printed.
    pub fn row(
        &self,
        table: Direction,
        row: Option<&str>,
        column: &'static str,
    ) -> Position {
        Position { table: Some(table), row: row.map(code), ..self.position(column) }
    }

    /// What is read differently under a key of its head.
    pub fn differing(&self, key: &str) -> Option<Reading> {
        differing(reading::of_operation(self.operation, None), key)
    }

    /// Whether the tables leave out the shared row `name`.
    pub fn lacks(&self, name: &str) -> bool {
        self.operation.without.iter().any(|row| row == name)
    }
}

impl Entry<'_> {
    pub fn position(&self, column: &'static str) -> Position {
        let row = Some(code(self.at.path()));
        let table = Some(self.at.direction);
        Position { chapter: self.chapter.clone(), table, row, column }
    }

    /// What is read differently under one of its keys.
    pub fn differing(&self, key: &str) -> Option<Reading> {
        differing(reading::of_row(self.at.name, self.at.row, self.at.direction), key)
    }

    pub fn note(&self) -> &str {
        self.at.row.note.as_deref().unwrap_or_default()
    }

    /// The printed type.
    pub fn ty(&self) -> &str {
        self.at.row.ty.as_deref().unwrap_or_default()
    }
}

fn differing(readings: Vec<Reading>, key: &str) -> Option<Reading> {
    let mut readings = readings.into_iter();
    readings.find(|reading| reading.key == key && !reading.is_idle())
}

//! The spec as a book: chapters with numbers, and the rows of all tables in the order of the print.

use crate::markdown;
use crate::spec::{Operation, Row, Rows, Spec, chapter_numbers, operation_number};

use super::sheet::{Column, Place, Table, Word};

/// The spec with the numbers of its chapters.
pub struct Book<'a> {
    pub spec: &'a Spec,
    /// The operations in the document's order.
    pub parts: Vec<Part<'a>>,
    /// The rows that every table repeats.
    pub shared: Vec<Entry<'a>>,
}

/// The chapter of an operation.
pub struct Part<'a> {
    pub key: &'a str,
    /// `5.17`.
    pub number: String,
    /// Number and title, as Markdown.
    pub chapter: String,
    pub operation: &'a Operation,
    /// The rows of both tables, parents before children, without the shared ones that look as everywhere.
    pub rows: Vec<Entry<'a>>,
}

/// A row with its place.
pub struct Entry<'a> {
    pub chapter: String,
    pub table: Table,
    pub name: &'a str,
    /// Its name below the names of the rows around it: `list.creator`.
    pub path: String,
    pub row: &'a Row,
}

impl<'a> Book<'a> {
    pub fn of(spec: &'a Spec) -> Self {
        let parts: Vec<_> = spec
            .operations
            .iter()
            .enumerate()
            .map(|(index, (key, operation))| {
                let number = operation_number(&spec.document, index);
                let chapter = format!("{number} {}", markdown::plain(&operation.title));
                let rows = tables(&chapter, &operation.request, &operation.response);
                Part { key, number, chapter, operation, rows }
            })
            .collect();
        let whole = match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => format!("{}–{}", first.number, last.number),
            _ => String::new(),
        };
        let shared = tables(&whole, &spec.shared.request, &spec.shared.response);
        Self { spec, parts, shared }
    }

    /// Every row that has readings of its own, the shared ones first.
    pub fn rows(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.shared.iter().chain(self.parts.iter().flat_map(|part| &part.rows))
    }

    /// The chapters of all operations together.
    pub fn whole(&self) -> String {
        self.shared.first().map(|entry| entry.chapter.clone()).unwrap_or_default()
    }

    /// The shared rows of a table.
    pub fn shared_rows(&self, table: Table) -> &'a Rows {
        match table {
            Table::Request => &self.spec.shared.request,
            Table::Answer => &self.spec.shared.response,
        }
    }

    /// The number of the chapter that is called `title`.
    pub fn number_of(&self, title: &str) -> Option<String> {
        let numbers = chapter_numbers(&self.spec.document);
        numbers.into_iter().find(|(_, known)| *known == title).map(|(number, _)| number)
    }

    /// The title of the chapter with a number.
    pub fn title_of(&self, number: &str) -> Option<&'a str> {
        let numbers = chapter_numbers(&self.spec.document);
        numbers.into_iter().find(|(known, _)| known == number).map(|(_, title)| title)
    }

    /// What a key or a target of the changelog names, as a reader of the print finds it.
    pub fn target(&self, target: &str) -> Word {
        let (key, path) = match target.split_once('#') {
            Some((key, path)) => (key, Some(path)),
            None => (target, None),
        };
        let part = self.parts.iter().find(|part| part.key == key);
        let path = path.map(|path| path.split_once('.').map_or(path, |(_, path)| path));
        match (part, path) {
            (Some(part), None) => Word::marked(&part.chapter),
            (Some(part), Some(path)) => {
                Word::marked(format!("{} {}", part.number, markdown::code(path)))
            }
            (None, _) => Word::verbatim(target),
        }
    }
}

impl Part<'_> {
    /// A place of the chapter outside of its tables.
    pub fn place(&self, column: Column) -> Place {
        Place { chapter: self.chapter.clone(), table: None, row: None, column }
    }

    /// A row that may not be printed.
    pub fn row_place(&self, table: Table, row: Option<&str>, column: Column) -> Place {
        Place { table: Some(table), row: row.map(markdown::code), ..self.place(column) }
    }

    /// The own rows of a table, and how it prints a shared one.
    pub fn own(&self, table: Table) -> &Rows {
        match table {
            Table::Request => &self.operation.request,
            Table::Answer => &self.operation.response,
        }
    }

    /// Whether the tables leave out the shared row `name`.
    pub fn lacks(&self, name: &str) -> bool {
        self.operation.without.iter().any(|row| row == name)
    }
}

impl Entry<'_> {
    pub fn place(&self, column: Column) -> Place {
        Place {
            chapter: self.chapter.clone(),
            table: Some(self.table),
            row: Some(markdown::code(&self.path)),
            column,
        }
    }

    /// The number of the chapter, or of the first and the last.
    pub fn number(&self) -> &str {
        self.chapter.split_once(' ').map_or(&self.chapter, |(number, _)| number)
    }

    pub fn note(&self) -> &str {
        self.row.note.as_deref().unwrap_or_default()
    }
}

fn tables<'a>(chapter: &str, request: &'a Rows, response: &'a Rows) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (table, rows) in [(Table::Request, request), (Table::Answer, response)] {
        list(chapter, table, "", rows, &mut entries);
    }
    entries
}

fn list<'a>(
    chapter: &str,
    table: Table,
    above: &str,
    rows: &'a Rows,
    entries: &mut Vec<Entry<'a>>,
) {
    for (name, row) in rows {
        let path = format!("{above}{name}");
        let below = format!("{path}.");
        entries.push(Entry { chapter: chapter.to_owned(), table, name, path, row });
        list(chapter, table, &below, &row.fields, entries);
    }
}

//! The rows of a spec, each with all that says where it stands. This is the only walk over tables.

use super::model::{Meaning, Operation, Row, Rows, Shared, Spec};
use super::place::Place;
use super::read::operation_path;

/// Which way the rows of a table travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    Request,
    Answer,
    /// What the server sends to an address of the caller's.
    Callback,
    /// What that address answers.
    Reply,
}

/// A row and where it stands.
#[derive(Clone, Debug)]
pub struct RowAt<'a> {
    /// `shared`, or the key of an operation.
    pub owner: &'a str,
    pub direction: Direction,
    /// The names of the rows around it, from the table inwards; of a callback's row the callback first.
    pub above: Vec<&'a str>,
    pub name: &'a str,
    pub row: &'a Row,
    /// The rows of the same table, this one included; of a reply the rows to which it replies.
    pub beside: &'a Rows,
    pub place: Place,
    /// Whether it stands in a page object, whose rows are known and have no readings.
    pub in_page: bool,
}

impl Direction {
    /// Those of an operation.
    pub const TABLES: [Self; 2] = [Self::Request, Self::Answer];

    /// The key of its rows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Answer => "response",
            Self::Callback | Self::Reply => "callbacks",
        }
    }
}

impl RowAt<'_> {
    /// What holds it and its siblings: `page#response.list`.
    pub fn table(&self) -> String {
        let parts = [self.direction.key()].into_iter().chain(self.above.iter().copied());
        format!("{}#{}", self.owner, parts.collect::<Vec<_>>().join("."))
    }

    /// Its name in the changelog's targets: `page#response.list.creator`.
    pub fn target(&self) -> String {
        format!("{}.{}", self.table(), self.name)
    }

    /// Its name below the names of the rows around it: `list.creator`.
    pub fn path(&self) -> String {
        let names = self.above.iter().copied().chain([self.name]);
        names.collect::<Vec<_>>().join(".")
    }
}

impl Operation {
    /// The rows of one of its tables.
    pub fn rows(&self, direction: Direction) -> &Rows {
        if direction == Direction::Request { &self.request } else { &self.response }
    }
}

impl Shared {
    /// The rows that every table of a direction repeats.
    pub fn rows(&self, direction: Direction) -> &Rows {
        if direction == Direction::Request { &self.request } else { &self.response }
    }
}

impl Spec {
    /// Every row in the document's order, parents before children, the shared ones first.
    pub fn rows(&self) -> Vec<RowAt<'_>> {
        let mut found = Vec::new();
        let place = Place::file("shared.yaml");
        for direction in Direction::TABLES {
            let table = Table::of("shared", direction, &place);
            table.walk(self.shared.rows(direction), &mut found);
        }
        for (name, callback) in &self.shared.callbacks {
            let place = place.to("callbacks").to(name);
            let mut table = Table::of("shared", Direction::Callback, &place);
            table.place = place.to("parameters");
            table.above.push(name);
            let rows = &callback.parameters;
            table.walk(rows, &mut found);
            if let Some(row) = &callback.answer {
                let table = Table { direction: Direction::Reply, place, ..table };
                found.push(table.row("answer", row, rows));
            }
        }
        for (key, operation) in &self.operations {
            let place = Place::file(operation_path(key));
            for direction in Direction::TABLES {
                let table = Table::of(key, direction, &place);
                table.walk(operation.rows(direction), &mut found);
            }
        }
        found
    }
}

/// Where the rows of a table, or those below a row, stand.
#[derive(Clone)]
struct Table<'a> {
    owner: &'a str,
    direction: Direction,
    above: Vec<&'a str>,
    place: Place,
    in_page: bool,
}

impl<'a> Table<'a> {
    fn of(owner: &'a str, direction: Direction, file: &Place) -> Self {
        let place = file.to(direction.key());
        Self { owner, direction, above: Vec::new(), place, in_page: false }
    }

    fn walk(&self, rows: &'a Rows, found: &mut Vec<RowAt<'a>>) {
        for (name, row) in rows {
            let at = self.row(name, row, rows);
            let mut below = Self { place: at.place.to("fields"), ..self.clone() };
            below.above.push(name);
            below.in_page |= row.meaning == Some(Meaning::Page);
            found.push(at);
            below.walk(&row.fields, found);
        }
    }

    fn row(&self, name: &'a str, row: &'a Row, beside: &'a Rows) -> RowAt<'a> {
        let Self { owner, direction, above, place, in_page } = self.clone();
        RowAt {
            owner,
            direction,
            above,
            name,
            row,
            beside,
            place: place.to(name),
            in_page,
        }
    }
}

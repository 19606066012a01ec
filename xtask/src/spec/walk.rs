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
        let mut walk = Walk::default();
        let place = Place::file("shared.yaml");
        walk.tables("shared", &place, |direction| self.shared.rows(direction));
        for (name, callback) in &self.shared.callbacks {
            let place = place.to("callbacks").to(name);
            walk.above.push(name);
            let table = ("shared", Direction::Callback);
            walk.table(table, &callback.parameters, &place.to("parameters"), false);
            if let Some(row) = &callback.answer {
                let table = ("shared", Direction::Reply, &callback.parameters);
                walk.add(table, ("answer", row), place.to("answer"), false);
            }
            walk.above.pop();
        }
        for (key, operation) in &self.operations {
            let place = Place::file(operation_path(key));
            walk.tables(key, &place, |direction| operation.rows(direction));
        }
        walk.found
    }
}

#[derive(Default)]
struct Walk<'a> {
    above: Vec<&'a str>,
    found: Vec<RowAt<'a>>,
}

impl<'a> Walk<'a> {
    fn tables(
        &mut self,
        owner: &'a str,
        place: &Place,
        rows: impl Fn(Direction) -> &'a Rows,
    ) {
        for direction in Direction::TABLES {
            let place = place.to(direction.key());
            self.table((owner, direction), rows(direction), &place, false);
        }
    }

    fn table(
        &mut self,
        (owner, direction): (&'a str, Direction),
        rows: &'a Rows,
        place: &Place,
        in_page: bool,
    ) {
        for (name, row) in rows {
            let place = place.to(name);
            let fields = place.to("fields");
            self.add((owner, direction, rows), (name, row), place, in_page);
            self.above.push(name);
            let in_page = in_page || row.meaning == Some(Meaning::Page);
            self.table((owner, direction), &row.fields, &fields, in_page);
            self.above.pop();
        }
    }

    fn add(
        &mut self,
        (owner, direction, beside): (&'a str, Direction, &'a Rows),
        (name, row): (&'a str, &'a Row),
        place: Place,
        in_page: bool,
    ) {
        self.found.push(RowAt {
            owner,
            direction,
            above: self.above.clone(),
            name,
            row,
            beside,
            place,
            in_page,
        });
    }
}

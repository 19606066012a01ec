//! Two documents side by side, cell by cell and both ways: what the text prints and what the spec says it prints.
//!
//! Each is a tree of things, a table of cells each, so that one function compares them all.

use std::collections::HashMap;

use super::position::Position;
use super::printed::{
    self, Chapter, Document, Operation, ReturnCode, Revision, Row, count,
};
use crate::align::align;
use crate::spec::{Place, operation_path};

/// Everything that differs, and how much does not.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub(super) differences: Vec<Difference>,
    /// How much of each of [`Level::ALL`] agrees, and how many cells.
    pub(super) levels: [Count; 5],
    pub(super) cells: Count,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// Its name in messages, as the changelog's readings write it: `export/vote#response.voteList.subject`.
    pub(super) target: String,
    pub(super) level: Level,
    /// Where the spec has it, or would.
    pub(super) place: Place,
    pub(super) kind: Kind,
    /// What the text has there.
    pub(super) printed: String,
    /// What the spec has there.
    pub(super) spec: String,
    /// Its place in the vendor's file, if it is there.
    pub(super) at: Option<Position>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The cell of this name differs.
    Cell(&'static str),
    /// The spec does not have it.
    OnlyPrinted,
    /// The text does not have it.
    OnlyInSpec,
    /// It stands elsewhere among its neighbours.
    Moved,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Row,
    Operation,
    Revision,
    ReturnCode,
    Chapter,
}

impl Level {
    /// All of them, as the report counts them.
    pub(super) const ALL: [(Self, &str); 5] = [
        (Self::Row, "rows"),
        (Self::Operation, "operations"),
        (Self::Revision, "changelog rows"),
        (Self::ReturnCode, "return codes"),
        (Self::Chapter, "chapters"),
    ];
}

/// How many agree, of all that either side has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) equal: usize,
    pub(super) all: usize,
}

impl Count {
    fn add(&mut self, equal: bool, all: usize) {
        self.all += all;
        self.equal += if equal { all } else { 0 };
    }
}

pub(super) fn compare(printed: &Document, spec: &Document) -> Comparison {
    let mut comparison = Comparison::default();
    let partners = printed::pair(&printed.revisions, &spec.revisions);
    let known: Vec<_> = (0..spec.revisions.len()).map(Some).collect();
    // A file that knows no colours says nothing of red rows.
    let red = |document: &Document| {
        document.operations.iter().all(|operation| operation.red.is_some())
    };
    let red = red(printed) && red(spec);
    comparison.groups(&things(printed, &partners, red), &things(spec, &known, red));
    comparison
}

/// A part of a document.
struct Thing {
    level: Level,
    /// Things of the same name are the same.
    target: String,
    place: Place,
    at: Position,
    cells: Vec<Cell>,
    /// It in one line.
    summary: String,
    /// It stands for a row of `shared.yaml`, so its place among the rows says nothing.
    shared: bool,
    /// What stands below it, as groups of neighbours.
    below: Vec<Vec<Thing>>,
}

/// The name of a cell, its text, and for how many printed cells it stands.
type Cell = (&'static str, String, usize);

fn cells<const N: usize>(cells: [(&'static str, &str); N]) -> Vec<Cell> {
    cells.map(|(name, text)| (name, text.to_owned(), 1)).into()
}

/// The parts of a document; `partners` are the places that its revisions have in the spec.
fn things(
    document: &Document,
    partners: &[Option<usize>],
    red: bool,
) -> Vec<Vec<Thing>> {
    let revisions = document.revisions.iter().zip(partners);
    vec![
        document.chapters.iter().map(chapter).collect(),
        revisions.map(|(row, partner)| revision(row, *partner)).collect(),
        document.return_codes.iter().map(return_code).collect(),
        document.operations.iter().map(|part| operation(part, red)).collect(),
    ]
}

fn chapter(chapter: &Chapter) -> Thing {
    let title = chapter.path.last().map_or("", String::as_str);
    let step = |place: Place, title: &String| {
        let list = if place.name() == "document.yaml" { "chapters" } else { "sections" };
        place.to(list).to(title)
    };
    let mut cells = cells([("title", title), ("text", &chapter.text)]);
    let lines: Vec<_> = chapter.table.iter().map(|row| row.join(" | ")).collect();
    cells.push(("table", lines.join("\n"), chapter.table.iter().map(Vec::len).sum()));
    Thing {
        level: Level::Chapter,
        target: format!("document#{}", chapter.path.join(".")),
        place: chapter.path.iter().fold(Place::file("document.yaml"), step),
        at: chapter.at,
        cells,
        summary: title.to_owned(),
        shared: false,
        below: Vec::new(),
    }
}

/// A row of 修订记录; `index` is its place in the spec, if it has one.
fn revision(row: &Revision, index: Option<usize>) -> Thing {
    let Revision { printed_date, date, version, author, text, at } = row;
    let file = Place::file("changelog.yaml");
    Thing {
        level: Level::Revision,
        target: format!("changelog {date} {author}"),
        place: index.map_or(file.clone(), |index| file.to(index)),
        at: *at,
        cells: cells([
            ("date", printed_date),
            ("version", version),
            ("author", author),
            ("text", text),
        ]),
        summary: text.clone(),
        shared: false,
        below: Vec::new(),
    }
}

fn return_code(ReturnCode { code, note, at }: &ReturnCode) -> Thing {
    Thing {
        level: Level::ReturnCode,
        target: format!("shared#return_codes.{code}"),
        place: Place::file("shared.yaml").to("return_codes").to(code),
        at: *at,
        cells: cells([("code", code), ("note", note)]),
        summary: note.clone(),
        shared: false,
        below: Vec::new(),
    }
}

fn operation(operation: &Operation, red: bool) -> Thing {
    let Operation { title, purpose, path, methods, description, .. } = operation;
    let key = operation.key();
    let place = Place::file(operation_path(&key));
    let tables = [("request", &operation.request), ("response", &operation.response)];
    let below = tables.map(|(table, rows)| {
        let place = place.to(table);
        rows.iter()
            .map(|row| self::row(row, &format!("{key}#{table}"), &place))
            .collect()
    });
    let rows = count(&operation.request) + count(&operation.response);
    let mut cells = cells([
        ("title", title),
        ("purpose", purpose),
        ("path", path),
        ("methods", methods),
        ("description", description),
    ]);
    if let Some(rows) = operation.red.as_ref().filter(|_| red) {
        cells.push(("red", rows.join("\n"), 0));
    }
    Thing {
        level: Level::Operation,
        target: key,
        place,
        at: operation.at,
        cells,
        summary: format!("{title} | {path} | {rows} rows"),
        shared: false,
        below: below.into(),
    }
}

/// A row of the table or the row `above`, whose rows stand at `place`.
fn row(row: &Row, above: &str, place: &Place) -> Thing {
    let Row { name, ty, note, optional, .. } = row;
    let target = format!("{above}.{}", row.key);
    let place = place.to(&row.key);
    let fields = place.to("fields");
    let below = row.fields.iter().map(|field| self::row(field, &target, &fields));
    let below = vec![below.collect()];
    let mut summary =
        vec![name.as_str(), ty, note.lines().next().unwrap_or_default(), optional];
    summary.retain(|cell| !cell.is_empty());
    Thing {
        level: Level::Row,
        target,
        place,
        at: row.at,
        cells: cells([
            ("name", name),
            ("type", ty),
            ("note", note),
            ("optional", optional),
        ]),
        summary: summary.join(" | "),
        shared: row.shared,
        below,
    }
}

impl Comparison {
    fn groups(&mut self, printed: &[Vec<Thing>], spec: &[Vec<Thing>]) {
        for (printed, spec) in printed.iter().zip(spec) {
            self.group(printed, spec);
        }
    }

    /// Neighbours: what both have, in the order of the text, then what the spec alone has.
    fn group(&mut self, printed: &[Thing], spec: &[Thing]) {
        let index: HashMap<_, _> = spec.iter().map(Thing::name).zip(0..).collect();
        let partner = |thing: &Thing| index.get(&thing.name()).copied();
        let partners: Vec<Option<usize>> = printed.iter().map(partner).collect();
        let moved = Moved::among(&partners, spec);
        for (thing, partner) in printed.iter().zip(&partners) {
            match partner {
                Some(at) => self.both(thing, &spec[*at], moved.positions(*at)),
                None => self.alone(thing, Kind::OnlyPrinted),
            }
        }
        let alone = |at: &usize| !partners.contains(&Some(*at));
        for at in (0..spec.len()).filter(alone) {
            self.alone(&spec[at], Kind::OnlyInSpec);
        }
    }

    /// A thing that both documents have.
    fn both(&mut self, printed: &Thing, spec: &Thing, moved: Option<[String; 2]>) {
        let before = self.differences.len();
        let mut place = spec.place.clone();
        if spec.shared {
            place.file = "shared.yaml".to_owned();
        }
        let mut differs = |kind, printed_text: &str, spec_text: &str| {
            self.differences.push(Difference {
                target: spec.target.clone(),
                level: spec.level,
                place: place.clone(),
                kind,
                printed: printed_text.to_owned(),
                spec: spec_text.to_owned(),
                at: Some(printed.at),
            });
        };
        for ((name, text, cells), (_, other, of_other)) in
            printed.cells.iter().zip(&spec.cells)
        {
            if text != other {
                differs(Kind::Cell(name), text, other);
            }
            self.cells.add(text == other, *cells.max(of_other));
        }
        if let Some([printed, spec]) = moved {
            differs(Kind::Moved, &printed, &spec);
        }
        let own = self.differences.len();
        self.groups(&printed.below, &spec.below);
        // A row counts without those below it, an operation with them.
        let after = if spec.level == Level::Row { own } else { self.differences.len() };
        self.levels[spec.level as usize].add(after == before, 1);
    }

    /// A thing that one of them has. Rows that are gone or new are told one by one, unless their operation is.
    fn alone(&mut self, thing: &Thing, kind: Kind) {
        let is_printed = kind == Kind::OnlyPrinted;
        let text =
            |there: bool| if there { thing.summary.clone() } else { String::new() };
        self.differences.push(Difference {
            target: thing.target.clone(),
            level: thing.level,
            place: thing.place.clone(),
            kind,
            printed: text(is_printed),
            spec: text(!is_printed),
            at: is_printed.then_some(thing.at),
        });
        self.count(thing);
        for below in thing.below.iter().flatten() {
            match thing.level {
                Level::Row => self.alone(below, kind),
                _ => self.count_all(below),
            }
        }
    }

    fn count(&mut self, thing: &Thing) {
        self.levels[thing.level as usize].add(false, 1);
        self.cells.add(false, thing.cells.iter().map(|(.., cells)| cells).sum());
    }

    fn count_all(&mut self, thing: &Thing) {
        self.count(thing);
        thing.below.iter().flatten().for_each(|below| self.count_all(below));
    }
}

impl Thing {
    /// What it has in common with its partner: of a revision only the place in the spec.
    fn name(&self) -> &str {
        if self.level == Level::Revision { self.place.name() } else { &self.target }
    }
}

/// Which of the things that both sides have stand elsewhere.
struct Moved {
    /// Their places in the spec in the order of the text, the same sorted, and those that kept the order.
    order: Vec<usize>,
    sorted: Vec<usize>,
    kept: Vec<usize>,
}

impl Moved {
    fn among(partners: &[Option<usize>], spec: &[Thing]) -> Self {
        let placed = |at: &usize| !spec[*at].shared;
        let order: Vec<usize> =
            partners.iter().flatten().copied().filter(placed).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let kept = align(&order, &sorted).into_iter().map(|(at, _)| order[at]).collect();
        Self { order, sorted, kept }
    }

    /// Where the thing at `at` of the spec stands on both sides, from 1, if it has moved.
    fn positions(&self, at: usize) -> Option<[String; 2]> {
        let moved = self.order.contains(&at) && !self.kept.contains(&at);
        let all = self.order.len();
        let position = |list: &Vec<usize>| {
            let position =
                list.iter().position(|other| *other == at).unwrap_or_default();
            format!("place {} of {all}", position + 1)
        };
        moved.then(|| [&self.order, &self.sorted].map(position))
    }
}

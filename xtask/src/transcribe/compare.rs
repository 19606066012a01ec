//! Two documents side by side, cell by cell and both ways: what the text prints and what the spec says it prints.
//!
//! Each is a tree of things, a table of cells each, so that one function compares them all.

use std::collections::HashMap;

use super::position::Position;
use super::printed::{self, Chapter, Document, Operation, ReturnCode, Revision, Row};
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
    comparison.groups(&things(printed, &partners), &things(spec, &known));
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
    /// It stands for a row of `shared.yaml`, so its place among the rows says nothing.
    shared: bool,
    /// What stands below it, as groups of neighbours.
    below: Vec<Vec<Thing>>,
}

/// The name of a cell, its text, and for how many printed cells it stands.
type Cell = (&'static str, String, usize);

/// The parts of a document; `partners` are the places that its revisions have in the spec.
fn things(document: &Document, partners: &[Option<usize>]) -> Vec<Vec<Thing>> {
    let revisions = document.revisions.iter().zip(partners);
    vec![
        document.chapters.iter().map(chapter).collect(),
        revisions.map(|(row, partner)| revision(row, *partner)).collect(),
        document.return_codes.iter().map(return_code).collect(),
        document.operations.iter().map(operation).collect(),
    ]
}

fn chapter(chapter: &Chapter) -> Thing {
    let title = chapter.path.last().map_or("", String::as_str);
    let step = |place: Place, title: &String| {
        let list = if place.name() == "document.yaml" { "chapters" } else { "sections" };
        place.to(list).to(title)
    };
    let place = chapter.path.iter().fold(Place::file("document.yaml"), step);
    let target = format!("document#{}", chapter.path.join("."));
    let cells = [("title", title), ("text", chapter.text.as_str())];
    let mut thing = Thing::new(Level::Chapter, target, place, chapter.at, cells);
    let lines: Vec<_> = chapter.table.iter().map(|row| row.join(" | ")).collect();
    let count = chapter.table.iter().map(Vec::len).sum();
    thing.cells.push(("table", lines.join("\n"), count));
    thing
}

/// A row of 修订记录; `index` is its place in the spec, if it has one.
fn revision(row: &Revision, index: Option<usize>) -> Thing {
    let Revision { printed_date, date, version, author, text, at } = row;
    let file = Place::file("changelog.yaml");
    let place = index.map_or(file.clone(), |index| file.to(index));
    let target = format!("changelog {date} {author}");
    let cells = [
        ("date", printed_date),
        ("version", version),
        ("author", author),
        ("text", text),
    ];
    Thing::new(Level::Revision, target, place, *at, cells)
}

fn return_code(ReturnCode { code, note, at }: &ReturnCode) -> Thing {
    let target = format!("shared#return_codes.{code}");
    let place = Place::file("shared.yaml").to("return_codes").to(code);
    let cells = [("code", code), ("note", note)];
    Thing::new(Level::ReturnCode, target, place, *at, cells)
}

fn operation(operation: &Operation) -> Thing {
    let Operation { title, purpose, path, methods, description, .. } = operation;
    let key = operation.key();
    let place = Place::file(operation_path(&key));
    let tables = [("request", &operation.request), ("response", &operation.response)];
    let below = tables.map(|(table, rows)| {
        let (above, place) = (format!("{key}#{table}"), place.to(table));
        rows.iter().map(|row| self::row(row, &above, &place)).collect()
    });
    let cells = [
        ("title", title),
        ("purpose", purpose),
        ("path", path),
        ("methods", methods),
        ("description", description),
    ];
    let mut thing = Thing::new(Level::Operation, key, place, operation.at, cells);
    // The last cell, because a file that knows no colours does not have it.
    let red = operation.red.iter();
    thing.cells.extend(red.map(|rows| ("red", rows.join("\n"), 0)));
    Thing { below: below.into(), ..thing }
}

/// A row of the table or the row `above`, whose rows stand at `place`.
fn row(row: &Row, above: &str, place: &Place) -> Thing {
    let Row { name, ty, note, optional, shared, .. } = row;
    let (target, place) = (format!("{above}.{}", row.key), place.to(&row.key));
    let fields = place.to("fields");
    let below = row.fields.iter().map(|field| self::row(field, &target, &fields));
    let below = vec![below.collect()];
    let cells = [("name", name), ("type", ty), ("note", note), ("optional", optional)];
    let thing = Thing::new(Level::Row, target, place, row.at, cells);
    Thing { shared: *shared, below, ..thing }
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
        let moved = moved(&partners, spec);
        for (thing, partner) in printed.iter().zip(&partners) {
            match partner {
                Some(at) => self.both(thing, &spec[*at], moved.get(at)),
                None => self.alone(thing, Kind::OnlyPrinted, true),
            }
        }
        for (at, thing) in spec.iter().enumerate() {
            if !partners.contains(&Some(at)) {
                self.alone(thing, Kind::OnlyInSpec, true);
            }
        }
    }

    /// A thing that both documents have.
    fn both(&mut self, printed: &Thing, spec: &Thing, moved: Option<&[String; 2]>) {
        let before = self.differences.len();
        let mut differs = |kind, texts: [&String; 2]| {
            let texts = texts.map(String::clone);
            let mut difference = spec.differs(kind, texts, Some(printed.at));
            if spec.shared {
                difference.place.file = "shared.yaml".to_owned();
            }
            self.differences.push(difference);
        };
        for ((name, text, cells), (_, other, of_other)) in
            printed.cells.iter().zip(&spec.cells)
        {
            if text != other {
                differs(Kind::Cell(name), [text, other]);
            }
            self.cells.add(text == other, *cells.max(of_other));
        }
        if let Some(positions) = moved {
            differs(Kind::Moved, positions.each_ref());
        }
        let own = self.differences.len();
        self.groups(&printed.below, &spec.below);
        // A row counts without those below it, an operation with them.
        let after = if spec.level == Level::Row { own } else { self.differences.len() };
        self.levels[spec.level as usize].add(after == before, 1);
    }

    /// A thing that one of them has. Rows that are gone or new are told one by one, unless their operation is.
    fn alone(&mut self, thing: &Thing, kind: Kind, is_told: bool) {
        if is_told {
            let is_printed = kind == Kind::OnlyPrinted;
            let mut texts = [thing.summary(), String::new()];
            if !is_printed {
                texts.reverse();
            }
            let at = is_printed.then_some(thing.at);
            self.differences.push(thing.differs(kind, texts, at));
        }
        self.levels[thing.level as usize].add(false, 1);
        self.cells.add(false, thing.cells.iter().map(|(.., cells)| cells).sum());
        for below in thing.below.iter().flatten() {
            self.alone(below, kind, is_told && thing.level == Level::Row);
        }
    }
}

impl Thing {
    fn new<const N: usize>(
        level: Level,
        target: String,
        place: Place,
        at: Position,
        cells: [(&'static str, &(impl AsRef<str> + ?Sized)); N],
    ) -> Self {
        let cells = cells.map(|(name, text)| (name, text.as_ref().to_owned(), 1));
        let (shared, below) = (false, Vec::new());
        Self { level, target, place, at, cells: cells.into(), shared, below }
    }

    /// What differs of it, as [printed, in the spec].
    fn differs(
        &self,
        kind: Kind,
        [printed, spec]: [String; 2],
        at: Option<Position>,
    ) -> Difference {
        let (target, level, place) =
            (self.target.clone(), self.level, self.place.clone());
        Difference { target, level, place, kind, printed, spec, at }
    }

    /// It in one line.
    fn summary(&self) -> String {
        let text = |cell: usize| self.cells[cell].1.as_str();
        match self.level {
            Level::Chapter => text(0).to_owned(),
            Level::Revision => text(3).to_owned(),
            Level::ReturnCode => text(1).to_owned(),
            Level::Operation => {
                format!("{} | {} | {} rows", text(0), text(2), self.rows())
            }
            Level::Row => {
                let cells =
                    self.cells.iter().filter_map(|(_, text, _)| text.lines().next());
                cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ")
            }
        }
    }

    /// How many stand below it.
    fn rows(&self) -> usize {
        self.below.iter().flatten().map(|row| 1 + row.rows()).sum()
    }

    /// What it has in common with its partner: of a revision only the place in the spec.
    fn name(&self) -> &str {
        if self.level == Level::Revision { self.place.name() } else { &self.target }
    }
}

/// Which of the things that both sides have stand elsewhere: by their places in the spec, where among them each stands in
/// the text and in the spec.
fn moved(partners: &[Option<usize>], spec: &[Thing]) -> HashMap<usize, [String; 2]> {
    let placed = |at: &usize| !spec[*at].shared;
    let order: Vec<usize> = partners.iter().flatten().copied().filter(placed).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    let mut moved: HashMap<_, _> = order
        .iter()
        .enumerate()
        .map(|(place, at)| (*at, [place, sorted.partition_point(|other| other < at)]))
        .map(|(at, places)| {
            (at, places.map(|place| format!("place {} of {}", place + 1, order.len())))
        })
        .collect();
    for (place, _) in align(&order, &sorted) {
        moved.remove(&order[place]);
    }
    moved
}

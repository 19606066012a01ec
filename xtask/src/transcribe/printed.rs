//! What the document prints, as plain data, whether it was read from the text or is what the spec says of it.

use std::collections::BTreeMap;

use super::items::{DeletedRow, Tracked};
use super::position::Position;
use crate::spec::kind::printed_optional;
use crate::spec::{self, ChapterAt, Spec};

/// The document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Document {
    pub(crate) chapters: Vec<Chapter>,
    /// The rows of 修订记录.
    pub(crate) revisions: Vec<Revision>,
    /// The rows of chapter 3.5.
    pub(crate) return_codes: Vec<ReturnCode>,
    pub(crate) operations: Vec<Operation>,
    /// What a Word file tracks as changed, by place.
    pub(crate) tracked: BTreeMap<Position, Tracked>,
    /// The rows whose deletion it tracks, each with the key of its operation.
    pub(crate) deleted: Vec<(String, DeletedRow)>,
}

impl Document {
    /// Who deleted the row `target` of a table, where that is tracked.
    pub(crate) fn deletion(&self, target: &str) -> Option<&Tracked> {
        let (owner, path) = target.split_once('#')?;
        let name = path.rsplit('.').next()?;
        let mut rows = self.deleted.iter().filter(|(key, _)| key == owner);
        let (_, row) =
            rows.find(|(_, row)| row.words.iter().any(|word| word == name))?;
        Some(&row.tracked)
    }
}

/// A general chapter or a section of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chapter {
    /// Titles from the outermost chapter down to this one.
    pub(crate) path: Vec<String>,
    pub(crate) text: String,
    /// A table that is neither 修订记录 nor the return codes.
    pub(crate) table: Vec<Vec<String>>,
    pub(crate) at: Position,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Revision {
    /// As printed.
    pub(crate) printed_date: String,
    /// As `yyyy-MM-dd`.
    pub(crate) date: String,
    pub(crate) version: String,
    pub(crate) author: String,
    pub(crate) text: String,
    pub(crate) at: Position,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReturnCode {
    pub(crate) code: String,
    pub(crate) note: String,
    pub(crate) at: Position,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Operation {
    pub(crate) title: String,
    pub(crate) purpose: String,
    /// As printed, stray blanks included.
    pub(crate) path: String,
    pub(crate) methods: String,
    pub(crate) description: String,
    pub(crate) request: Vec<Row>,
    pub(crate) response: Vec<Row>,
    /// The rows that a Word file prints in red, as targets below the operation; none where the file knows no colours.
    pub(crate) red: Option<Vec<String>>,
    pub(crate) at: Position,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    /// Its name in the spec.
    pub(crate) key: String,
    /// As printed.
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) note: String,
    /// 是否可为空 as printed.
    pub(crate) optional: String,
    pub(crate) fields: Vec<Row>,
    /// It stands for a row of `shared.yaml`, so its place among the rows says nothing.
    pub(crate) shared: bool,
    pub(crate) at: Position,
}

/// Where every operation's path begins.
pub(crate) const ROOT: &str = "/webcast/";

impl Operation {
    /// The path without stray blanks.
    pub(crate) fn clean_path(&self) -> String {
        without_blanks(&self.path)
    }

    /// Its name in the spec, which is also its place below `operations/`.
    pub(crate) fn key(&self) -> String {
        let path = self.clean_path();
        path.strip_prefix(ROOT).unwrap_or(path.trim_start_matches('/')).to_owned()
    }
}

impl Row {
    /// What is printed of it; nested rows are not.
    pub(crate) fn cells(&self) -> [&str; 4] {
        [&self.name, &self.ty, &self.note, &self.optional]
    }

    pub(crate) fn same_cells(&self, other: &Self) -> bool {
        self.cells() == other.cells()
    }
}

/// For every row of `new` its position in `old`, which a new revision of the document may have rewritten.
pub(crate) fn pair(new: &[Revision], old: &[Revision]) -> Vec<Option<usize>> {
    spec::pair_revisions(new, old, |row| (&row.date, &row.author, &row.text))
}

pub(super) fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

impl Document {
    /// What `spec` says the document prints.
    pub(crate) fn of(spec: &Spec) -> Self {
        let return_code = |(code, row): (&String, &spec::ReturnCode)| ReturnCode {
            code: code.clone(),
            note: row.note.clone(),
            at: Position::None,
        };
        Self {
            chapters: spec.document.all_chapters().into_iter().map(chapter).collect(),
            revisions: spec.changelog.iter().map(revision).collect(),
            return_codes: spec.shared.return_codes.iter().map(return_code).collect(),
            operations: spec
                .operations
                .values()
                .map(|part| operation(part, spec))
                .collect(),
            tracked: BTreeMap::new(),
            deleted: Vec::new(),
        }
    }
}

fn chapter(ChapterAt { path, chapter, .. }: ChapterAt<'_>) -> Chapter {
    Chapter {
        path: path.into_iter().map(str::to_owned).collect(),
        text: chapter.text.clone().unwrap_or_default(),
        table: chapter.table.clone(),
        at: Position::None,
    }
}

fn revision(from: &spec::Revision) -> Revision {
    Revision {
        printed_date: from.printed_date().to_owned(),
        date: from.date.clone(),
        version: from.version.clone().unwrap_or_default(),
        author: from.author.clone(),
        text: from.text.clone(),
        at: Position::None,
    }
}

fn operation(from: &spec::Operation, spec: &Spec) -> Operation {
    Operation {
        title: from.title.clone(),
        purpose: from.purpose.as_ref().unwrap_or(&from.title).clone(),
        path: from.printed_path.as_ref().unwrap_or(&from.path).clone(),
        methods: from.methods.as_ref().unwrap_or(&spec.document.methods).clone(),
        description: from.description.clone().unwrap_or_default(),
        request: table(&from.request, &spec.shared.request, &from.without),
        response: table(&from.response, &spec.shared.response, &from.without),
        red: Some(from.red.clone()),
        at: Position::None,
    }
}

/// A whole table: the operation's own rows and the shared ones it does not print otherwise or leave out.
fn table(own: &spec::Rows, shared: &spec::Rows, without: &[String]) -> Vec<Row> {
    let repeated = shared
        .iter()
        .filter(|(key, _)| !own.contains_key(*key) && !without.contains(key));
    own.iter()
        .map(|entry| row(entry, false))
        .chain(repeated.map(|entry| row(entry, true)))
        .collect()
}

/// A row of the spec as a row of the document.
pub(crate) fn row((key, row): (&String, &spec::Row), shared: bool) -> Row {
    Row {
        key: key.clone(),
        name: row.printed_name.as_ref().unwrap_or(key).clone(),
        ty: row.ty.clone().unwrap_or_default(),
        note: row.note.clone().unwrap_or_default(),
        optional: printed_optional(row).unwrap_or_default().to_owned(),
        fields: row.fields.iter().map(|entry| self::row(entry, shared)).collect(),
        shared,
        at: Position::None,
    }
}

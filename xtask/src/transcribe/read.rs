//! From the pieces of a file to what it prints.

use super::anchors::{ABOVE_TABLES, Part, parts};
use super::diagnostic::{Diagnostics, refuse};
use super::items::{Cell, Item, Line, Region, paragraphs};
use super::names::Names;
use super::position::Position;
use super::printed::{Chapter, Document, Operation, ROOT, ReturnCode, Revision};
use super::tables::{self, LABELS, TWICE};
use crate::spec::Spec;

/// The columns of 修订记录, in whatever order they stand.
const REVISION: [&str; 4] = ["修订日期", "版本号", "描述", "修订人"];
/// The columns of the return codes.
const RETURN_CODE: [&str; 2] = ["返回代码", "说明"];
const PATH: &str = LABELS[0];
const METHODS: &str = LABELS[1];
const PURPOSE: &str = LABELS[2];

/// What the pieces print; `spec` names the general chapters and the rows that are printed otherwise than they are called.
/// With it comes what people should know of the file.
pub(super) fn document(
    items: &[Item],
    spec: &Spec,
) -> Result<(Document, Vec<String>), Diagnostics> {
    let parts = parts(items, &spec.document)?;
    let names = Names::of(spec);
    let mut sink = Diagnostics::default();
    let mut document = Document::default();
    let mut tables = Vec::new();
    for part in &parts.chapters {
        let Some((chapter, table)) = sink.take(chapter(part)) else { continue };
        document.chapters.push(chapter);
        tables.push(table);
    }
    // A table that cannot be read is not missing.
    if tables.len() == parts.chapters.len() {
        let rows = only(&mut tables, REVISION).and_then(revisions);
        document.revisions = sink.take(rows).unwrap_or_default();
        let rows = only(&mut tables, RETURN_CODE).and_then(return_codes);
        document.return_codes = sink.take(rows).unwrap_or_default();
    }
    for (chapter, table) in document.chapters.iter_mut().zip(tables) {
        let texts =
            |row: &Vec<Cell>| row.iter().map(|cell| cell.text().to_owned()).collect();
        chapter.table = table.iter().map(texts).collect();
    }
    let count = parts.operations.len();
    for (index, part) in parts.operations.iter().enumerate() {
        let read = operation(part, &names, index + 1 == count, &mut document);
        let Some(operation) = sink.take(read) else { continue };
        let mut others = document.operations.iter();
        if let Some(twin) = others.find(|other| other.key() == operation.key()) {
            let what = format!(
                "the path `{}` was that of `{}` on {}",
                operation.path, twin.title, twin.at
            );
            let help = "ask the vendor for the right path; mend it in a copy";
            sink.refuse(operation.at, what, help);
        }
        document.operations.push(operation);
    }
    let cover = (parts.cover > 0).then(|| {
        let cover = parts.cover;
        format!("{cover} paragraphs or tables above the first title were passed over")
    });
    let notes = cover.into_iter().chain(misnumbered(&parts.operations)).collect();
    sink.finish((document, notes))
}

/// Operations whose automatic number is not their place, by which 修订记录 names them.
fn misnumbered(operations: &[Part<'_>]) -> impl Iterator<Item = String> {
    operations.iter().zip(1..).filter_map(|(part, place)| {
        let number = part.title.heading.as_ref()?.number.as_ref()?;
        let last = number.rsplit('.').next()?;
        let title = part.title.title();
        (last != place.to_string()).then(|| {
            format!("`{title}` has the number {number} and is operation {place}")
        })
    })
}

/// A chapter, and its table.
fn chapter(part: &Part<'_>) -> Result<(Chapter, Vec<Vec<Cell>>), Diagnostics> {
    let region = Region::new(part.body);
    let text = region.before.iter().chain(region.after).filter_map(Item::line);
    let chapter = Chapter {
        path: part.path.iter().map(|title| (*title).to_owned()).collect(),
        text: paragraphs(text.map(Line::ink)),
        table: Vec::new(),
        at: part.title.at,
    };
    Ok((chapter, tables::grid(&region)?))
}

/// The rows of the only table that has these columns and no other, in their order; they are taken out of `tables`.
fn only<const N: usize>(
    tables: &mut [Vec<Vec<Cell>>],
    columns: [&str; N],
) -> Result<Vec<[Cell; N]>, Diagnostics> {
    let places = |table: &Vec<Vec<Cell>>| {
        let head = table.first().filter(|head| head.len() == N)?;
        let place = |name: &&str| head.iter().position(|cell| cell.word() == **name);
        columns.iter().map(place).collect::<Option<Vec<_>>>()
    };
    let mut found = tables.iter_mut().filter_map(|table| Some((places(table)?, table)));
    let names = columns.join(", ");
    let Some((places, table)) = found.next() else {
        let what = format!(
            "no table with the columns {names} below the title of a general chapter"
        );
        let help = "list the title above it in `spec/document.yaml`, or name the vendor's interface document";
        return refuse(Position::None, what, help);
    };
    if let Some((_, second)) = found.next() {
        let what = format!("a second table with the columns {names}");
        let help = "the spec has a place for one; join the two in a copy";
        return refuse(second[0][0].at, what, help);
    }
    let rows = table.drain(..).skip(1);
    Ok(rows.map(|row| std::array::from_fn(|at| row[places[at]].clone())).collect())
}

/// The rows of 修订记录 in the order of the spec; the document may print the newest first.
fn revisions(rows: Vec<[Cell; 4]>) -> Result<Vec<Revision>, Diagnostics> {
    let mut sink = Diagnostics::default();
    let rows = rows.iter().filter_map(|row| sink.take(revision(row)));
    let mut rows: Vec<_> = rows.collect();
    let steps = || rows.windows(2).map(|pair| pair[0].date.cmp(&pair[1].date));
    let up = steps().filter(|step| step.is_lt()).count();
    let down = steps().filter(|step| step.is_gt()).count();
    if down > up {
        rows.reverse();
    }
    sink.finish(rows)
}

fn revision([date, version, text, author]: &[Cell; 4]) -> Result<Revision, Diagnostics> {
    let printed = date.word();
    let Some(day) = day(&printed) else {
        let column = REVISION[0];
        let what =
            format!("`{printed}` stands where a row of {column} should have its date");
        return refuse(date.at, what, "write the date as `2021-05-19` in a copy");
    };
    Ok(Revision {
        printed_date: printed,
        date: day,
        version: version.text().to_owned(),
        author: author.text().to_owned(),
        text: text.text().to_owned(),
        at: date.at,
    })
}

/// A date in any of the usual notations (`2014-6-3`, `2021.05.19`, `2021年5月19日`) as `yyyy-MM-dd`.
fn day(printed: &str) -> Option<String> {
    let numbers: Vec<&str> = printed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let real = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| format!("{year}-{month:02}-{day:02}"))
}

fn return_codes(rows: Vec<[Cell; 2]>) -> Result<Vec<ReturnCode>, Diagnostics> {
    let mut codes: Vec<ReturnCode> = Vec::new();
    let mut sink = Diagnostics::default();
    for [code, note] in rows {
        let (code, note, at) = (code.word(), note.text().to_owned(), code.at);
        if let Some(first) = codes.iter().find(|first| first.code == code) {
            let what =
                format!("the return code `{code}` stands twice, first on {}", first.at);
            sink.refuse(at, what, TWICE);
        }
        codes.push(ReturnCode { code, note, at });
    }
    sink.finish(codes)
}

/// An operation; `document` gets what is tracked in it.
fn operation(
    part: &Part<'_>,
    names: &Names,
    last: bool,
    document: &mut Document,
) -> Result<Operation, Diagnostics> {
    let region = Region::new(part.body);
    let (title, at) = (part.title.title(), part.title.at);
    let mut sink = Diagnostics::default();
    let mut after = region.after.iter().filter_map(Item::line);
    if let Some(line) = after.find(|line| !line.ink().is_empty()) {
        let what = format!("`{}` stands below the table of `{title}`", line.ink());
        let help = "the spec has no place for it: list it in `spec/document.yaml` if it is the title of a new chapter, or move it up into 描述, in a copy";
        sink.refuse(line.at, what, help);
    }
    let before = region.before.iter().filter_map(Item::line);
    let text = before.filter(|line| line.title() != ABOVE_TABLES);
    let Some(tables) = sink.take(tables::operation(&region, names, last)) else {
        return sink.finish(Default::default());
    };
    let value =
        |label: &str| tables.head.get(label).map_or("", |value| value.text()).to_owned();
    let operation = Operation {
        title: title.to_owned(),
        description: paragraphs(text.map(Line::ink)),
        path: value(PATH),
        methods: value(METHODS),
        purpose: value(PURPOSE),
        red: Some(tables.red),
        request: tables.request,
        response: tables.response,
        at,
    };
    document.tracked.extend(tables.tracked);
    let deleted = region.tables.iter().flat_map(|table| table.deleted.clone());
    document.deleted.extend(deleted.map(|row| (operation.key(), row)));
    let path_at = tables.head.get(PATH).map_or(at, |value| value.at);
    sink.take(check_path(&operation, path_at));
    sink.finish(operation)
}

/// The path becomes the name of a file.
fn check_path(operation: &Operation, at: Position) -> Result<(), Diagnostics> {
    let key = operation.key();
    let safe = |part: &str| {
        part.chars().all(|c| c.is_ascii_alphanumeric() || "_-.{}".contains(c))
            && !matches!(part, "" | "." | "..")
    };
    if operation.path.is_empty() {
        let what = format!("the operation `{}` has no {PATH}", operation.title);
        let help = "is the file cut short, or is this line not a title? Copy it again";
        return refuse(at, what, help);
    }
    let starts = operation.clean_path().starts_with(ROOT);
    if starts && key.split('/').all(safe) {
        return Ok(());
    }
    let what = format!("`{}` is not a path of an operation", operation.path);
    let help =
        format!("a path is `{ROOT}` and words with `/` between them; mend it in a copy");
    refuse(at, what, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_any_notation_is_a_day() {
        for (printed, expected) in [
            ("2014-6-3", Some("2014-06-03")),
            ("2021.05.19", Some("2021-05-19")),
            ("2021年12月31日", Some("2021-12-31")),
            ("14-6-3", None),
            ("2014-0-3", None),
            ("2014-13-3", None),
            ("2014-6-0", None),
            ("2014-6-32", None),
            ("2014-6", None),
            ("2014-6-3-1", None),
            ("去年", None),
        ] {
            assert_eq!(day(printed).as_deref(), expected, "{printed}");
        }
    }
}

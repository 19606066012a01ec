//! From the pieces of a file to what it prints.

use std::collections::BTreeMap;

use super::anchors::{ABOVE_TABLES, ChapterPart, OperationPart, parts};
use super::diagnostic::{Diagnostics, Sink, refuse};
use super::items::{Cell, Item, Region, paragraphs};
use super::names::Names;
use super::position::Position;
use super::printed::{Chapter, Document, Operation, ROOT, ReturnCode, Revision, Row};
use super::tables::{self, LABELS, TWICE};
use crate::spec::Spec;

/// The columns of 修订记录, in no particular order.
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
    let mut sink = Sink::default();
    let mut document = Document::default();
    let mut found = Tables::default();
    for part in &parts.chapters {
        document.chapters.extend(sink.take(chapter(part, &mut found)));
    }
    // A table that cannot be read is not missing.
    if document.chapters.len() == parts.chapters.len() {
        let tables = found;
        document.revisions = oldest_first(
            sink.take(required(tables.revisions, &REVISION)).unwrap_or_default(),
        );
        document.return_codes =
            sink.take(required(tables.return_codes, &RETURN_CODE)).unwrap_or_default();
    }
    let count = parts.operations.len();
    for (index, part) in parts.operations.iter().enumerate() {
        let read = operation(part, &names, index + 1 == count, &mut document);
        let Some(operation) = sink.take(read) else { continue };
        if let Some(twin) =
            document.operations.iter().find(|other| other.key() == operation.key())
        {
            let what = format!(
                "the path `{}` was that of `{}` on {}",
                operation.path, twin.title, twin.at
            );
            let help = "ask the vendor for the right path; mend it in a copy";
            sink.refuse(operation.at, what, help);
        }
        document.operations.push(operation);
    }
    let mut notes = Vec::new();
    if parts.cover > 0 {
        notes.push(format!(
            "{} paragraphs or tables above the first title were passed over",
            parts.cover
        ));
    }
    notes.extend(misnumbered(&parts.operations));
    sink.finish((document, notes))
}

/// Operations whose automatic number is not their place, by which 修订记录 names them.
fn misnumbered(operations: &[OperationPart<'_>]) -> impl Iterator<Item = String> {
    operations.iter().zip(1..).filter_map(|(part, place)| {
        let number = part.title.heading.as_ref()?.number.as_ref()?;
        let last = number.rsplit('.').next()?;
        let title = part.title.title();
        (last != place.to_string()).then(|| {
            format!("`{title}` has the number {number} and is operation {place}")
        })
    })
}

/// The tables of the general chapters that have a place of their own.
#[derive(Default)]
struct Tables {
    revisions: Option<Vec<Revision>>,
    return_codes: Option<Vec<ReturnCode>>,
}

fn required<T>(table: Option<T>, columns: &[&str]) -> Result<T, Diagnostics> {
    let Some(table) = table else {
        let what = format!(
            "no table with the columns {} below the title of a general chapter",
            columns.join(", ")
        );
        let help = "list the title above it in `spec/document.yaml`, or name the vendor's interface document";
        return refuse(Position::None, what, help);
    };
    Ok(table)
}

fn chapter(part: &ChapterPart<'_>, found: &mut Tables) -> Result<Chapter, Diagnostics> {
    let region = Region::new(part.body);
    let rows = tables::grid(&region.table)?;
    let mut chapter = Chapter {
        path: part.path.clone(),
        text: paragraphs(region.before.iter().chain(&region.after)),
        table: Vec::new(),
        at: part.at,
    };
    let Some((head, body)) = rows.split_first() else { return Ok(chapter) };
    let columns: Vec<String> = head.iter().map(Cell::word).collect();
    let once = |there: bool| {
        let what = || format!("a second table with the columns {}", columns.join(", "));
        let help = "the spec has a place for one; join the two in a copy";
        if there { refuse::<(), Diagnostics>(head[0].at, what(), help) } else { Ok(()) }
    };
    if let Some([date, version, text, author]) = positions(&columns, REVISION) {
        once(found.revisions.is_some())?;
        let mut sink = Sink::default();
        let rows = body.iter().filter_map(|row| {
            sink.take(revision(&row[date], &row[version], &row[text], &row[author]))
        });
        let rows = rows.collect();
        found.revisions = Some(sink.finish(rows)?);
    } else if let Some([code, note]) = positions(&columns, RETURN_CODE) {
        once(found.return_codes.is_some())?;
        found.return_codes = Some(return_codes(body, code, note)?);
    } else {
        chapter.table =
            rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    }
    Ok(chapter)
}

/// The rows in the order of the spec; the document may print the newest first.
fn oldest_first(mut rows: Vec<Revision>) -> Vec<Revision> {
    let steps = || rows.windows(2).map(|pair| pair[0].date.cmp(&pair[1].date));
    let up = steps().filter(|step| step.is_lt()).count();
    let down = steps().filter(|step| step.is_gt()).count();
    if down > up {
        rows.reverse();
    }
    rows
}

/// Where each of `wanted` stands in a table that has these columns and no other.
fn positions<const N: usize>(
    columns: &[String],
    wanted: [&str; N],
) -> Option<[usize; N]> {
    let places = wanted.map(|name| columns.iter().position(|column| column == name));
    (columns.len() == N && places.iter().all(Option::is_some))
        .then(|| places.map(Option::unwrap_or_default))
}

fn revision(
    date: &Cell,
    version: &Cell,
    text: &Cell,
    author: &Cell,
) -> Result<Revision, Diagnostics> {
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
        version: version.text(),
        author: author.text(),
        text: text.text(),
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

fn return_codes(
    rows: &[Vec<Cell>],
    code: usize,
    note: usize,
) -> Result<Vec<ReturnCode>, Diagnostics> {
    let mut codes: Vec<ReturnCode> = Vec::new();
    let mut sink = Sink::default();
    for row in rows {
        let (code, note, at) = (row[code].word(), row[note].text(), row[0].at);
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
    part: &OperationPart<'_>,
    names: &Names,
    last: bool,
    document: &mut Document,
) -> Result<Operation, Diagnostics> {
    let region = Region::new(part.body);
    let (title, at) = (part.title.title(), part.title.at);
    let mut sink = Sink::default();
    if let Some(line) = region.after.first() {
        let what = format!("`{}` stands below the table of `{title}`", line.ink());
        let help = "the spec has no place for it: list it in `spec/document.yaml` if it is the title of a new chapter, or move it up into 描述, in a copy";
        sink.refuse(line.at, what, help);
    }
    let text = region.before.iter().filter(|line| line.title() != ABOVE_TABLES);
    let description = paragraphs(text);
    let Some(tables) = sink.take(tables::operation(&region.table, names, last)) else {
        return sink.finish(Default::default());
    };
    let Some(mut values) = sink.take(head(&tables.head)) else {
        return sink.finish(Default::default());
    };
    let mut take = |label: &str| values.remove(label);
    let path = take(PATH);
    let (path, path_at) = path.unwrap_or_else(|| (String::new(), at));
    let operation = Operation {
        title: title.to_owned(),
        description,
        path,
        methods: take(METHODS).unwrap_or_default().0,
        purpose: take(PURPOSE).unwrap_or_default().0,
        red: Some(red(&tables)),
        request: tables.request,
        response: tables.response,
        at,
    };
    document.tracked.extend(tables.tracked);
    let deleted = region.table.deleted().into_iter();
    document.deleted.extend(deleted.map(|row| (operation.key(), row)));
    sink.take(check_path(&operation, path_at));
    sink.finish(operation)
}

/// The values of an operation's head by their labels, each with its place.
fn head(
    pairs: &[[Cell; 2]],
) -> Result<BTreeMap<&'static str, (String, Position)>, Diagnostics> {
    let mut values = BTreeMap::new();
    let mut sink = Sink::default();
    for [label, value] in pairs {
        let known = LABELS.into_iter().find(|known| label.is(known));
        let Some(known) = known else {
            let what = format!(
                "`{}` is not one of the labels {PATH}, {METHODS} and {PURPOSE}",
                label.text()
            );
            let help = "the spec has no place for others; bring it to one of these in a copy, or move the line into 描述";
            sink.refuse(label.at, what, help);
            continue;
        };
        values.insert(known, (value.text(), value.at));
    }
    sink.finish(values)
}

/// The rows that are printed in red, as `request.attachmentList.url`.
fn red(tables: &tables::Printed) -> Vec<String> {
    fn collect(above: &str, rows: &[Row], red: &[Position], found: &mut Vec<String>) {
        for row in rows {
            let target = format!("{above}.{}", row.key);
            if red.contains(&row.at) {
                found.push(target.clone());
            }
            collect(&target, &row.fields, red, found);
        }
    }
    let mut found = Vec::new();
    collect("request", &tables.request, &tables.red, &mut found);
    collect("response", &tables.response, &tables.red, &mut found);
    found
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

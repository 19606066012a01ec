//! From the text to what it prints.

use std::collections::BTreeMap;

use super::anchors::{ChapterPart, OperationPart, parts};
use super::cells::{Cell, Region, lines, paragraphs};
use super::diagnostic::{Diagnostic, refuse};
use super::printed::{Chapter, Document, Operation, ReturnCode, Revision};
use super::tables::{TWICE, grid, parameters};
use crate::spec;

/// The columns of 修订记录, in no particular order.
const REVISION: [&str; 4] = ["修订日期", "版本号", "描述", "修订人"];
/// The columns of the return codes.
const RETURN_CODE: [&str; 2] = ["返回代码", "说明"];
/// The last line above an operation's tables.
const ABOVE_TABLES: &str = "接口详情";
/// The labels in an operation's head, each left of its value.
const PATH: &str = "接口路径";
const METHODS: &str = "请求方式";
const PURPOSE: &str = "接口说明";
const NOT_SUCH: &str = "name the vendor's text export of the interface document";

/// What `text` prints; `outline` names the general chapters.
pub(super) fn document(
    text: &str,
    outline: &[spec::Chapter],
) -> Result<Document, Diagnostic> {
    let lines = lines(text);
    let parts = parts(&lines, outline)?;
    let mut document = Document::default();
    let mut found = Tables::default();
    for part in &parts.chapters {
        let chapter = chapter(part, &mut found)?;
        document.chapters.push(chapter);
    }
    document.revisions = found.revisions.map_or_else(|| missing(&REVISION), Ok)?;
    document.return_codes =
        found.return_codes.map_or_else(|| missing(&RETURN_CODE), Ok)?;
    let count = parts.operations.len();
    for (index, part) in parts.operations.iter().enumerate() {
        let operation = operation(part, index + 1 == count)?;
        if let Some(twin) =
            document.operations.iter().find(|other| other.key() == operation.key())
        {
            let what = format!(
                "the path `{}` was that of `{}` on line {}",
                operation.path, twin.title, twin.line
            );
            let help = "ask the vendor for the right path; mend it in a copy";
            return refuse(operation.line, what, help);
        }
        document.operations.push(operation);
    }
    Ok(document)
}

/// The tables of the general chapters that have a place of their own.
#[derive(Default)]
struct Tables {
    revisions: Option<Vec<Revision>>,
    return_codes: Option<Vec<ReturnCode>>,
}

fn missing<T>(columns: &[&str]) -> Result<T, Diagnostic> {
    let what = format!(
        "no table with the columns {} below the title of a general chapter",
        columns.join(", ")
    );
    let help = "list the title above it in `spec/document.yaml`, or name the vendor's text export";
    refuse(1, what, help)
}

fn chapter(
    part: &ChapterPart<'_, '_>,
    found: &mut Tables,
) -> Result<Chapter, Diagnostic> {
    let region = Region::new(part.body);
    let rows = grid(&region.cells)?;
    let mut chapter = Chapter {
        path: part.path.clone(),
        text: paragraphs(region.before.into_iter().chain(region.after)),
        table: Vec::new(),
        line: part.line,
    };
    let Some((head, body)) = rows.split_first() else { return Ok(chapter) };
    let columns: Vec<String> = head.iter().map(Cell::word).collect();
    let once = |there: bool| {
        let what = || format!("a second table with the columns {}", columns.join(", "));
        if there { refuse(head[0].line, what(), NOT_SUCH) } else { Ok(()) }
    };
    if let Some([date, version, text, author]) = positions(&columns, REVISION) {
        once(found.revisions.is_some())?;
        let rows = body
            .iter()
            .map(|row| revision(&row[date], &row[version], &row[text], &row[author]));
        found.revisions = Some(rows.collect::<Result<_, _>>()?);
    } else if let Some([code, note]) = positions(&columns, RETURN_CODE) {
        once(found.return_codes.is_some())?;
        found.return_codes = Some(return_codes(body, code, note)?);
    } else {
        chapter.table =
            rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    }
    Ok(chapter)
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
    date: &Cell<'_>,
    version: &Cell<'_>,
    text: &Cell<'_>,
    author: &Cell<'_>,
) -> Result<Revision, Diagnostic> {
    let printed = date.word();
    let Some(day) = day(&printed) else {
        let column = REVISION[0];
        let what =
            format!("`{printed}` stands where a row of {column} should have its date");
        return refuse(date.line, what, "write the date as `2021-05-19` in a copy");
    };
    Ok(Revision {
        printed_date: printed,
        date: day,
        version: version.text(),
        author: author.text(),
        text: text.text(),
        line: date.line,
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
    rows: &[&[Cell<'_>]],
    code: usize,
    note: usize,
) -> Result<Vec<ReturnCode>, Diagnostic> {
    let mut lines = BTreeMap::new();
    let mut codes = Vec::new();
    for row in rows {
        let found = ReturnCode {
            code: row[code].word(),
            note: row[note].text(),
            line: row[0].line,
        };
        if let Some(first) = lines.insert(found.code.clone(), found.line) {
            let what = format!(
                "the return code `{}` stands twice, first on line {first}",
                found.code
            );
            return refuse(found.line, what, TWICE);
        }
        codes.push(found);
    }
    Ok(codes)
}

fn operation(part: &OperationPart<'_, '_>, last: bool) -> Result<Operation, Diagnostic> {
    let region = Region::new(part.body);
    let title = part.title.ink();
    let text = region
        .before
        .iter()
        .chain(&region.after)
        .filter(|line| !line.says(ABOVE_TABLES));
    let mut operation = Operation {
        title: title.to_owned(),
        description: paragraphs(text.copied()),
        line: part.title.number,
        ..Operation::default()
    };
    // The head is pairs of label and value; the first empty cell where a label should be begins the tables.
    let labels = region.cells.chunks(2).take_while(|pair| !pair[0].is_empty()).count();
    let (head, tables) = region.cells.split_at((2 * labels).min(region.cells.len()));
    let mut values = head_of(head)?;
    let mut take = |label: &str| values.remove(label);
    let Some((path, line)) = take(PATH) else {
        let what = format!("the operation `{title}` has no {PATH}");
        let help = "is the file cut short, or is this line no title? Export it again";
        return refuse(part.title.number, what, help);
    };
    operation.path = path;
    operation.methods = take(METHODS).unwrap_or_default().0;
    operation.purpose = take(PURPOSE).unwrap_or_default().0;
    check_path(&operation, line)?;
    (operation.request, operation.response) = parameters(tables, last)?;
    Ok(operation)
}

/// The values of an operation's head by their labels, each with its line.
fn head_of(
    cells: &[Cell<'_>],
) -> Result<BTreeMap<&'static str, (String, usize)>, Diagnostic> {
    let mut values = BTreeMap::new();
    for pair in cells.chunks(2) {
        let label = pair[0].text();
        let [_, value] = pair else {
            let what = format!("the label `{label}` has no value");
            return refuse(pair[0].line, what, "is the file cut short? Export it again");
        };
        let known = [PATH, METHODS, PURPOSE].into_iter().find(|known| *known == label);
        let Some(known) = known else {
            let what =
                format!("`{label}` is none of the labels {PATH}, {METHODS}, {PURPOSE}");
            let help = "these are all the spec has a place for; teach it in `read.rs`";
            return refuse(pair[0].line, what, help);
        };
        values.insert(known, (value.text(), value.line));
    }
    Ok(values)
}

/// The path becomes the name of a file.
fn check_path(operation: &Operation, line: usize) -> Result<(), Diagnostic> {
    let key = operation.key();
    let safe = |part: &str| {
        part.chars().all(|c| c.is_ascii_alphanumeric() || "_-.{}".contains(c))
            && !matches!(part, "" | "." | "..")
    };
    if key.split('/').all(safe) {
        return Ok(());
    }
    let what = format!("`{}` is not a path of an operation", operation.path);
    refuse(line, what, "a path is words with `/` between them; mend it in a copy")
}

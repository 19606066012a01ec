//! Printed types: those that deny what the value is, and the ways to spell one.

use crate::errata::book::{Book, Entry};
use crate::errata::sheet::{Column, Ground, Item, Place, Said, Table, Text, Word, said};
use crate::markdown;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{Evidence, Meaning, TIMES};

/// Types that contradict what the row means.
pub fn contradictions(book: &Book) -> Vec<Item> {
    let item = |entry: &Entry| {
        let meant = contradicted(entry)?;
        Some(Item {
            place: entry.place(Column::Type),
            printed: vec![Text::verbatim(entry.row.ty.as_deref().unwrap_or_default())],
            read: Text { said: noun(meant), words: Vec::new() },
            ground: ground(book, entry, meant),
        })
    };
    book.rows().filter_map(item).collect()
}

/// What the row is, where its printed type says something else.
fn contradicted(entry: &Entry) -> Option<Kind> {
    let printed = kind::printed(entry.row)?.kind;
    let meant = kind::shape(entry.row)?.kind;
    let plain =
        |kind| matches!(kind, Kind::Text | Kind::Int | Kind::Decimal | Kind::Bool);
    let differs = if entry.row.meaning == Some(Meaning::Page) {
        false
    } else if meant == Kind::Time {
        // In requests a moment may be text, and chapter 3.3 tells so.
        entry.table == Table::Answer && matches!(printed, Kind::Text | Kind::Time)
    } else {
        kind::contradicts(entry.row) || plain(meant) && printed != meant
    };
    differs.then_some(meant)
}

fn ground(book: &Book, entry: &Entry, meant: Kind) -> Ground {
    if kind::contradicts(entry.row) {
        return Ground::Observed(entry.row.evidence.unwrap_or(Evidence::Unverified));
    }
    if let Some(number) = book.number_of(TIMES).filter(|_| meant == Kind::Time) {
        return Ground::Document(Text::new(
            "{0} 章规定了返回时间的格式",
            "chapter {0} lays down the form of times in answers",
            [Word::marked(number)],
        ));
    }
    let namesake = book.rows().find(|other| {
        other.table == entry.table
            && other.name.eq_ignore_ascii_case(entry.name)
            && kind::printed(other.row).is_some_and(|printed| printed.kind == meant)
    });
    Ground::Document(match namesake {
        Some(other) => Text::new(
            "{0} 的同名行印作 {1}",
            "the row of the same name in {0} is printed {1}",
            [
                Word::marked(other.number()),
                Word::verbatim(other.row.ty.as_deref().unwrap_or_default()),
            ],
        ),
        None => {
            Text::new("说明为 {0}", "the note reads {0}", [Word::verbatim(entry.note())])
        }
    })
}

/// All spellings as one item: a line for each meaning, with its spellings, their rows and an example.
pub fn spellings(book: &Book) -> Vec<Item> {
    let mut lines = Vec::new();
    let mut spelled = 0;
    for (spellings, kind, list) in kind::PRINTED {
        let words: Vec<_> =
            spellings.iter().filter_map(|spelling| counted(book, spelling)).collect();
        spelled += words.len();
        if !words.is_empty() {
            let said = line(Shape { kind, list });
            lines.push(Text { said, words });
        }
    }
    if spelled <= lines.len() {
        return Vec::new();
    }
    let count = lines.len();
    vec![Item {
        place: Place {
            chapter: book.whole(),
            table: None,
            row: None,
            column: Column::Type,
        },
        printed: lines,
        read: Text::new(
            "{0} 种写法，{1} 种类型：同一行的写法含义相同",
            "{0} spellings of {1} types: those in one line mean the same",
            [Word::marked(spelled), Word::marked(count)],
        ),
        ground: Ground::Document(Text::new(
            "没有一章区分这些写法",
            "no chapter tells these spellings apart",
            [],
        )),
    }]
}

/// A spelling with the number of its rows and the first of them; none where no row has it.
fn counted(book: &Book, spelling: &str) -> Option<Word> {
    let mut count = 0;
    let mut first = None;
    for part in &book.parts {
        let repeated = book.shared.iter().filter(|entry| {
            !part.lacks(entry.name) && !part.own(entry.table).contains_key(entry.name)
        });
        let entries = part.rows.iter().chain(repeated);
        for entry in entries.filter(|entry| entry.row.ty.as_deref() == Some(spelling)) {
            count += 1;
            first.get_or_insert((part.number.as_str(), entry.path.as_str()));
        }
    }
    let (number, path) = first?;
    let (spelling, path) = (markdown::code(spelling), markdown::code(path));
    Some(Word::marked(format!("{spelling} × {count} ({number} {path})")))
}

/// What a value is.
fn noun(kind: Kind) -> Said {
    match kind {
        Kind::Text | Kind::Url => said("文本", "text"),
        Kind::Int => said("整数", "a whole number"),
        Kind::Decimal => said("小数", "a number with a fraction"),
        Kind::Bool => said("布尔值", "a boolean"),
        Kind::Time => said("时间，毫秒数", "a moment, in milliseconds"),
        Kind::Date => said("日期", "a day"),
        Kind::TextId(_) => {
            said("ID，32 位十六进制文本", "an id: text of 32 hexadecimal digits")
        }
        Kind::NumberId(_) => said("ID，64 位整数", "an id: a whole number of 64 bits"),
        Kind::Page | Kind::Rows => said("对象", "an object"),
    }
}

/// The line of the spellings that mean `shape`.
fn line(shape: Shape) -> Said {
    match (shape.kind, shape.list) {
        (Kind::Text, false) => said("文本：{0..}", "text: {0..}"),
        (Kind::Int, false) => {
            said("64 位整数：{0..}", "a whole number of 64 bits: {0..}")
        }
        (Kind::Bool, _) => said("布尔值：{0..}", "a boolean: {0..}"),
        (Kind::Time, _) => said("时间：{0..}", "a moment: {0..}"),
        (Kind::Decimal, _) => said("小数：{0..}", "a number with a fraction: {0..}"),
        (Kind::Text, true) => said("文本的列表：{0..}", "a list of texts: {0..}"),
        (Kind::Int, true) => said("整数的列表：{0..}", "a list of whole numbers: {0..}"),
        (Kind::Rows, true) => said("对象的列表：{0..}", "a list of objects: {0..}"),
        (Kind::Rows, false) => said("一个对象：{0..}", "one object: {0..}"),
        _ => said("{0..}", "{0..}"),
    }
}

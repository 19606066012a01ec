//! The rows of 修订记录.

use crate::errata::book::Book;
use crate::errata::sheet::{Column, Ground, Item, Place, Text, Word};
use crate::markdown;
use crate::spec::{Disagreement, Matter, REVISIONS, Revision};

/// Rows whose words the tables contradict.
pub fn disagreements(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, revision) in book.spec.changelog.iter().enumerate() {
        items.extend(revision.disagrees.iter().filter_map(|disagreement| {
            let (read, ground) = verdict(book, revision, disagreement)?;
            Some(Item {
                place: place(revision, index, Column::RevisionText),
                printed: vec![Text::verbatim(&disagreement.words)],
                read,
                ground: Ground::Document(ground),
            })
        }));
    }
    items
}

/// How the words are read, and what speaks against them; none for a date, which `dates` finds by itself.
fn verdict(
    book: &Book,
    revision: &Revision,
    disagreement: &Disagreement,
) -> Option<(Text, Text)> {
    let tables = disagreement.tables.as_deref();
    let target = || tables.map(|target| book.target(target));
    Some(match disagreement.about {
        Matter::Spelling => (
            Text::new("{0}", "{0}", tables.map(Word::verbatim)),
            Text::new("接口表中的写法", "the tables spell it so", []),
        ),
        Matter::Section => (
            Text::new("{0}", "{0}", target()),
            Text::new("该接口现在的编号", "the number of the chapter today", []),
        ),
        Matter::Place => (
            Text::new("指的是 {0}", "{0} is meant", target()),
            Text::new("所述内容在该处", "what the words speak of stands there", []),
        ),
        Matter::Verb => {
            let lists = |list: &[String]| {
                tables.is_some_and(|target| list.iter().any(|other| other == target))
            };
            let read = if lists(&revision.adds) {
                Text::new("新增了 {0}", "{0} was added", target())
            } else if lists(&revision.removes) {
                Text::new("去掉了 {0}", "{0} was removed", target())
            } else {
                Text::new("修改了 {0}", "{0} was changed", target())
            };
            (read, Text::new("由接口表可知", "the tables show it", []))
        }
        Matter::Date => return None,
        Matter::Nothing => (
            Text::new("不涉及任何一行", "it touches no row", []),
            Text::new("接口表中没有所述内容", "the tables have nothing of the kind", []),
        ),
    })
}

/// Dates that `disagrees` finds out of order, and dates in another form than the others.
pub fn dates(book: &Book) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, revision) in book.spec.changelog.iter().enumerate() {
        let date = printed(revision);
        let late = revision.disagrees.iter().find(|own| own.about == Matter::Date);
        if let Some(above) = late.and_then(|late| late.tables.as_deref()) {
            items.push(Item {
                place: place(revision, index, Column::RevisionDate),
                printed: vec![Text::verbatim(date)],
                read: Text::new("仍按所印日期", "the date as it is printed", []),
                ground: Ground::Document(Text::new(
                    "上面的行是 {0}",
                    "a row above has {0}",
                    [Word::verbatim(above)],
                )),
            });
        }
        if revision.printed_date.is_some() {
            items.push(Item {
                place: place(revision, index, Column::RevisionDate),
                printed: vec![Text::verbatim(date)],
                read: Text::verbatim(&revision.date),
                ground: Ground::Document(Text::new(
                    "其他行的月、日都是两位数",
                    "the other rows write month and day with two digits",
                    [],
                )),
            });
        }
    }
    items
}

fn place(revision: &Revision, index: usize, column: Column) -> Place {
    let date = markdown::code(printed(revision));
    Place {
        chapter: REVISIONS.to_owned(),
        table: None,
        row: Some(format!("{}: {date}", index + 1)),
        column,
    }
}

fn printed(revision: &Revision) -> &str {
    revision.printed_date.as_deref().unwrap_or(&revision.date)
}

//! The sheet as Markdown, in one language or in both.

use crate::markdown;

use super::sheet::{
    Column, DOCUMENT, Ground, Group, Item, Language, MARKS, Said, Sheet, Table, mark,
    said,
};

const TITLE: Said = said("接口文档勘误", "Errata of the interface document");
const CONTENTS: Said = said("目录", "Contents");

/// A column of the groups' tables: its head, and what an item has there.
type Cell = (Said, fn(&Item, Language) -> String);

/// The columns after the number. One that no item of a group fills is left out.
const CELLS: [Cell; 7] = [
    (said("章节", "Chapter"), |item, _| item.place.chapter.clone()),
    (said("表", "Table"), |item, language| {
        let table = item.place.table.map(|table| table.said().in_language(language));
        table.unwrap_or_default().to_owned()
    }),
    (said("行", "Row"), |item, _| item.place.row.clone().unwrap_or_default()),
    (said("栏", "Column"), |item, language| {
        item.place.column.said().in_language(language).to_owned()
    }),
    (said("文档印作", "Printed"), |item, language| {
        let lines = item.printed.iter().map(|text| text.in_language(language));
        lines.collect::<Vec<_>>().join("\n")
    }),
    (said("我们读作", "Read as"), |item, language| item.read.in_language(language)),
    (said("依据", "Evidence"), |item, language| match &item.ground {
        Ground::Observed(evidence) => markdown::code(mark(*evidence)),
        Ground::Document(text) => {
            let colon = said("：", ": ").in_language(language);
            let mark = markdown::code(DOCUMENT);
            format!("{mark}{colon}{}", text.in_language(language))
        }
    }),
];

/// The sheet in `languages`, of which there is at least one.
pub fn render(sheet: &Sheet, languages: &[Language]) -> String {
    let mut out = format!("# {}\n", both(TITLE, languages));
    for &language in languages {
        out.push_str(&format!(
            "\n{}\n\n{}",
            introduction(sheet, language),
            marks(language)
        ));
        if language == Language::En {
            out.push_str(&format!("\n{}", terms()));
        }
    }
    for &language in languages {
        out.push_str(&format!("\n{}\n", contents(sheet, language)));
    }
    for (index, group) in sheet.groups.iter().enumerate() {
        let number = index + 1;
        let title = both(group.title, languages);
        out.push_str(&format!("\n## {number}. {title} ({})\n", group.items.len()));
        for &language in languages {
            let about = group.about.in_language(language);
            out.push_str(&format!("\n{about}\n\n{}", table(group, number, language)));
        }
    }
    out
}

fn introduction(sheet: &Sheet, language: Language) -> String {
    let items: usize = sheet.groups.iter().map(|group| group.items.len()).sum();
    let revised = &sheet.revised;
    match language {
        Language::Zh => format!(
            "本表列出接口文档（修订至 {revised}）中与实际服务或与文档自身不一致之处，共 {items} 条。每条写明位置、文档所印、我们的读法和依据。依据的标记如下："
        ),
        Language::En => format!(
            "This sheet lists where the interface document, as revised until {revised}, departs from the real service or contradicts itself: {items} items. Each names its place, what is printed, how we read it, and the evidence. The marks of evidence:"
        ),
    }
}

fn marks(language: Language) -> String {
    let heads = [said("标记", "Mark"), said("含义", "Meaning")];
    let rows = MARKS
        .iter()
        .map(|(mark, meaning)| {
            vec![markdown::code(mark), meaning.in_language(language).to_owned()]
        })
        .collect();
    grid(&heads.map(|head| head.in_language(language)), rows)
}

/// The English words for the vendor's own.
fn terms() -> String {
    let tables = [Table::Request, Table::Answer].map(Table::said);
    let columns = Column::ALL.map(Column::said);
    let rows = tables
        .into_iter()
        .chain(columns)
        .map(|term| vec![term.en.to_owned(), term.zh.to_owned()])
        .collect();
    grid(&["Here", "In the document"], rows)
}

fn contents(sheet: &Sheet, language: Language) -> String {
    let titles = sheet.groups.iter().enumerate().map(|(index, group)| {
        let title = group.title.in_language(language);
        let (number, count) = (index + 1, group.items.len());
        match language {
            Language::Zh => format!("{number}. {title}（{count}）"),
            Language::En => format!("{number}. {title} ({count})"),
        }
    });
    let colon = said("：", ": ").in_language(language);
    let titles: Vec<_> = titles.collect();
    format!("{}{colon}{}", CONTENTS.in_language(language), titles.join(" · "))
}

fn table(group: &Group, number: usize, language: Language) -> String {
    let filled = |(_, cell): &&Cell| {
        group.items.iter().any(|item| !cell(item, language).is_empty())
    };
    let cells: Vec<_> = CELLS.iter().filter(filled).collect();
    let mut heads = vec!["#"];
    heads.extend(cells.iter().map(|(head, _)| head.in_language(language)));
    let row = |(index, item): (usize, &Item)| {
        let mut row = vec![format!("{number}.{}", index + 1)];
        row.extend(cells.iter().map(|(_, cell)| cell(item, language)));
        row
    };
    let rows = group.items.iter().enumerate().map(row).collect();
    grid(&heads, rows)
}

/// A table whose cells are Markdown.
fn grid(heads: &[&str], rows: Vec<Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(heads.iter().map(|head| markdown::cell(head)).collect());
    out.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
    for row in rows {
        out.push_str(&line(row.iter().map(|cell| markdown::cell(cell)).collect()));
    }
    out
}

/// The same in every language of the sheet.
fn both(words: Said, languages: &[Language]) -> String {
    let words: Vec<_> =
        languages.iter().map(|language| words.in_language(*language)).collect();
    words.join(" · ")
}

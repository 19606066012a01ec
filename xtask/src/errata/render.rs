//! The report as Markdown, in one language or in both.

use crate::markdown;
use crate::spec::word;

use super::report::{Basis, DOCUMENT, Group, Item, Language, Report, keys, say, text};

/// A column of the groups' tables: its head, and what an item has there.
type Column = (&'static str, fn(&Item, Language) -> String);

/// The columns after the number. One that no item of a group fills is left out.
const CELLS: [Column; 7] = [
    ("head.chapter", |item, _| item.position.chapter.clone()),
    ("head.table", |item, language| {
        let key = item.position.table.map(|table| format!("table.{}", table.key()));
        key.map(|key| say(&key, language)).unwrap_or_default().to_owned()
    }),
    ("head.row", |item, _| item.position.row.clone().unwrap_or_default()),
    ("head.column", |item, language| say(item.position.column, language).to_owned()),
    ("head.printed", |item, language| {
        let lines = item.printed.iter().map(|text| text.to(language));
        lines.collect::<Vec<_>>().join("\n")
    }),
    ("head.read", |item, language| item.read.to(language)),
    ("head.basis", |item, language| match &item.basis {
        Basis::Observed(evidence) => markdown::code(&word(evidence)),
        Basis::Document(because) => {
            let words = [markdown::code(DOCUMENT), because.to(language)];
            text("head.because", words).to(language)
        }
    }),
];

/// The report in `languages`, of which there is at least one.
pub fn render(report: &Report, languages: &[Language]) -> String {
    let in_all = |key: &str| {
        let words = languages.iter().map(|language| say(key, *language));
        words.collect::<Vec<_>>().join(" · ")
    };
    let mut out = format!("# {}\n", in_all("letter.title"));
    for &language in languages {
        let items: usize = report.groups.iter().map(|group| group.items.len()).sum();
        let words = [report.revised.clone(), items.to_string()];
        let introduction = text("letter.introduction", words).to(language);
        out.push_str(&format!("\n{introduction}\n\n{}", marks(language)));
        if language == Language::En {
            out.push_str(&format!("\n{}", terms()));
        }
    }
    for &language in languages {
        out.push_str(&format!("\n{}\n", contents(report, language)));
    }
    for (group, number) in report.groups.iter().zip(1..) {
        let title = in_all(&format!("{}.title", group.kind));
        out.push_str(&format!("\n## {number}. {title} ({})\n", group.items.len()));
        for &language in languages {
            let about = say(&format!("{}.about", group.kind), language);
            out.push_str(&format!("\n{about}\n\n{}", items(group, number, language)));
        }
    }
    out
}

fn marks(language: Language) -> String {
    let heads = ["head.mark", "head.meaning"].map(|key| say(key, language));
    let row = |key: &'static str| {
        let mark = markdown::code(key.trim_start_matches("mark."));
        vec![mark, say(key, language).to_owned()]
    };
    grid(&heads, keys("mark.").map(row))
}

/// The English words for the vendor's own.
fn terms() -> String {
    let row =
        |key| [Language::En, Language::Zh].map(|to| say(key, to).to_owned()).to_vec();
    grid(&["Here", "In the document"], keys("table.").chain(keys("column.")).map(row))
}

fn contents(report: &Report, language: Language) -> String {
    let title = |(group, number): (&Group, usize)| {
        let title = say(&format!("{}.title", group.kind), language).to_owned();
        let words = [number.to_string(), title, group.items.len().to_string()];
        text("letter.group", words).to(language)
    };
    let titles: Vec<_> = report.groups.iter().zip(1..).map(title).collect();
    text("letter.contents", [titles.join(" · ")]).to(language)
}

/// The table of a group's items.
fn items(group: &Group, number: usize, language: Language) -> String {
    let mut columns = CELLS.to_vec();
    columns.retain(|(_, cell)| {
        group.items.iter().any(|item| !cell(item, language).is_empty())
    });
    let mut heads = vec!["#"];
    heads.extend(columns.iter().map(|(head, _)| say(head, language)));
    let row = |(item, index): (&Item, usize)| {
        let mut row = vec![format!("{number}.{index}")];
        row.extend(columns.iter().map(|(_, cell)| cell(item, language)));
        row
    };
    grid(&heads, group.items.iter().zip(1..).map(row))
}

/// A table whose cells are Markdown.
fn grid(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let cell = |cell: &str| markdown::cell(cell);
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(heads.iter().map(|head| cell(head)).collect());
    out.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
    for row in rows {
        out.push_str(&line(row.iter().map(|words| cell(words)).collect()));
    }
    out
}

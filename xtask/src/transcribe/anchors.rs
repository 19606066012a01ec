//! Where the chapters and the operations begin.
//!
//! A text has lost every mark of a heading. An operation is found by the line 描述 below its title. A chapter is found by
//! its title, which `spec/document.yaml` lists: a line that is not a title there is text of the chapter before it. A Word
//! file tells which lines are headings, so there one that is neither is refused.

use super::diagnostic::Diagnostics;
use super::items::{END_OF_TABLE, Item, Line};
use super::position::Position;
use crate::align::align;
use crate::spec::Document;

/// The word that stands below the title of every operation.
const BELOW_TITLE: &str = "描述";

/// The last line above an operation's tables.
pub(super) const ABOVE_TABLES: &str = "接口详情";

/// The document, cut at its headings.
pub(super) struct Parts<'d> {
    pub(super) chapters: Vec<Part<'d>>,
    pub(super) operations: Vec<Part<'d>>,
    /// Lines of a Word file above the first title: its cover.
    pub(super) cover: usize,
}

/// A chapter or an operation.
pub(super) struct Part<'d> {
    pub(super) title: &'d Line,
    /// The titles from the outermost chapter down to this one; none of an operation.
    pub(super) path: Vec<&'d str>,
    /// Everything below the title, or below the line 描述.
    pub(super) body: &'d [Item],
}

pub(super) fn parts<'d>(
    items: &'d [Item],
    outline: &'d Document,
) -> Result<Parts<'d>, Diagnostics> {
    let operations = operations(items)?;
    let chapters = chapters(items, &operations, outline);
    let titles = || chapters.iter().chain(&operations);
    let first = titles().map(|title| title.at).min().unwrap_or_default();

    let mut sink = Diagnostics::default();
    let is_word = lines(items).any(|(_, line)| line.heading.is_some());
    let has_ink = |item: &&Item| item.line().is_none_or(|line| !line.ink().is_empty());
    let above = items[..first].iter().filter(has_ink);
    let cover = above.clone().count();
    if let Some(stray) = above.filter_map(Item::line).find(|_| !is_word) {
        let what = format!(
            "`{}` stands above the first title that `spec/document.yaml` lists",
            stray.ink()
        );
        let help = "list it there as the title of a chapter, or delete it in a copy if it is a cover";
        sink.refuse(stray.at, what, help);
    }
    for (at, line) in lines(items) {
        let Some(heading) = &line.heading else { continue };
        // Before the first title, a heading without an automatic number is of the cover.
        let is_of_cover = at < first && heading.number.is_none();
        let is_known = titles().any(|title| title.at == at || title.below == at)
            || line.says(ABOVE_TABLES);
        if !is_of_cover && !is_known {
            let what = format!(
                "the heading `{}` is neither the title of an operation, with {BELOW_TITLE} below it, nor of a chapter that `spec/document.yaml` lists",
                line.ink()
            );
            let help = "list a new chapter there, under `chapters` or `sections`; give a new operation its 描述 in a copy";
            sink.refuse(line.at, what, help);
        }
    }
    let part = |title: &Title<'d>| {
        let next = titles().map(|next| next.at).filter(|next| *next > title.at).min();
        let (start, end) = (title.below + 1, next.unwrap_or(items.len()));
        let body = &items[start..end.max(start)];
        Part { title: title.line, path: title.path.clone(), body }
    };
    let [chapters, operations] =
        [&chapters, &operations].map(|titles| titles.iter().map(part).collect());
    sink.finish(Parts { chapters, operations, cover })
}

/// The lines of text, each with its place.
fn lines(items: &[Item]) -> impl Iterator<Item = (usize, &Line)> {
    items.iter().enumerate().filter_map(|(at, item)| Some((at, item.line()?)))
}

/// The title of a chapter or an operation.
struct Title<'d> {
    line: &'d Line,
    path: Vec<&'d str>,
    /// Where it stands, and where the word below it does; a chapter has none.
    at: usize,
    below: usize,
}

/// Every operation's title; at least one.
fn operations(items: &[Item]) -> Result<Vec<Title<'_>>, Diagnostics> {
    let mut titles = Vec::new();
    let mut sink = Diagnostics::default();
    for (below, word) in lines(items).filter(|(_, line)| line.says(BELOW_TITLE)) {
        let above = items[..below].iter().rposition(|item| !item.is_blank());
        let above = above.and_then(|at| Some((at, items[at].line()?)));
        let Some((at, line)) = above.filter(|(_, line)| !line.starts_cell()) else {
            let what = format!("`{BELOW_TITLE}` stands below no title");
            let help = "write the operation's title above it, on a line without a tab";
            sink.refuse(word.at, what, help);
            continue;
        };
        if !is_in_cell(items, at) {
            titles.push(Title { line, path: Vec::new(), at, below });
        }
    }
    if titles.is_empty() {
        let what = format!(
            "no operation in the whole file: no line that says `{BELOW_TITLE}` below a title"
        );
        let help = "name the vendor's interface document";
        sink.refuse(Position::None, what, help);
    }
    sink.finish(titles)
}

/// Whether the line belongs to the cell above it: a text sets its titles off from tables by blank lines.
fn is_in_cell(items: &[Item], at: usize) -> bool {
    let Some(above) = items[..at].iter().rposition(Item::is_of_table) else {
        return false;
    };
    let is_end = |items: &[Item]| items.iter().all(Item::is_blank);
    items[above].line().is_some() && !items[above..at].windows(END_OF_TABLE).any(is_end)
}

/// The titles of chapters that the file still has. They stand before the `operations` or after them: in what would else
/// belong to the last one.
fn chapters<'d>(
    items: &'d [Item],
    operations: &[Title<'_>],
    outline: &'d Document,
) -> Vec<Title<'d>> {
    let front = operations.first().map_or(items.len(), |title| title.at);
    let back = operations.last().map_or(items.len(), |title| title.below);
    let places: Vec<_> = lines(items)
        .filter(|(at, line)| (*at < front || *at > back) && !line.starts_cell())
        .collect();
    let inks: Vec<&str> = places.iter().map(|(_, line)| line.title()).collect();
    let paths: Vec<_> = outline.all_chapters().into_iter().map(|it| it.path).collect();
    let titles: Vec<&str> =
        paths.iter().filter_map(|path| path.last().copied()).collect();
    let title = |(place, path): (usize, usize)| {
        let (at, line) = places[place];
        Title { line, path: paths[path].clone(), at, below: at }
    };
    align(&inks, &titles).into_iter().map(title).collect()
}

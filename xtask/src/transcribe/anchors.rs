//! Where the chapters and the operations begin.
//!
//! A text has lost every mark of a heading. An operation is found by the line 描述 below its title. A chapter is found by
//! its title, which `spec/document.yaml` lists: a line that is not a title there is text of the chapter before it. A Word
//! file tells which lines are headings, so there one that is neither is refused.

use super::diagnostic::{Diagnostics, Sink};
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
    pub(super) chapters: Vec<ChapterPart<'d>>,
    pub(super) operations: Vec<OperationPart<'d>>,
    /// Lines of a Word file above the first title: its cover.
    pub(super) cover: usize,
}

pub(super) struct ChapterPart<'d> {
    /// Titles from the outermost chapter down to this one.
    pub(super) path: Vec<String>,
    pub(super) at: Position,
    pub(super) body: &'d [Item],
}

pub(super) struct OperationPart<'d> {
    pub(super) title: &'d Line,
    /// Everything below the line 描述.
    pub(super) body: &'d [Item],
}

pub(super) fn parts<'d>(
    items: &'d [Item],
    outline: &Document,
) -> Result<Parts<'d>, Diagnostics> {
    let titles = titles(items)?;
    let front = titles[0].at;
    let back = titles[titles.len() - 1].below + 1;
    let paths: Vec<_> =
        outline.all_chapters().into_iter().map(|chapter| chapter.path).collect();
    let anchors = anchors(items, front, back, &paths);
    let first = anchors.first().map_or(front, |(at, ..)| (*at).min(front));

    let mut sink = Sink::default();
    let is_word = items.iter().filter_map(Item::line).any(|line| line.heading.is_some());
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
    unknown_headings(items, first, &anchors, &titles, &mut sink);

    let end_of = |start: usize| {
        let next = anchors
            .iter()
            .map(|(at, ..)| *at)
            .chain(titles.iter().map(|title| title.at));
        next.filter(|at| *at > start).min().unwrap_or(items.len())
    };
    let chapters = anchors.iter().map(|(at, line, path)| ChapterPart {
        path: paths[*path].iter().map(|title| (*title).to_owned()).collect(),
        at: line.at,
        body: &items[at + 1..end_of(*at)],
    });
    let operations = titles.iter().map(|title| OperationPart {
        title: title.line,
        body: &items[title.below + 1..end_of(title.at).max(title.below + 1)],
    });
    let parts =
        Parts { chapters: chapters.collect(), operations: operations.collect(), cover };
    sink.finish(parts)
}

/// Refuses what a Word file calls a heading and nothing lists. Before the `first` title, one without an automatic number
/// is of the cover.
fn unknown_headings(
    items: &[Item],
    first: usize,
    anchors: &[Anchor<'_>],
    titles: &[Title<'_>],
    sink: &mut Sink,
) {
    for (at, item) in items.iter().enumerate() {
        let Some(line) = item.line() else { continue };
        let Some(heading) = &line.heading else { continue };
        if at < first && heading.number.is_none() {
            continue;
        }
        let known = anchors.iter().any(|(anchor, ..)| *anchor == at)
            || titles.iter().any(|title| title.at == at || title.below == at)
            || item.says(ABOVE_TABLES);
        if !known {
            let what = format!(
                "the heading `{}` is neither the title of an operation, with {BELOW_TITLE} below it, nor of a chapter that `spec/document.yaml` lists",
                line.ink()
            );
            let help = "list a new chapter there, under `chapters` or `sections`; give a new operation its 描述 in a copy";
            sink.refuse(line.at, what, help);
        }
    }
}

/// The title of a chapter: its place, its line, and its index in the outline.
type Anchor<'d> = (usize, &'d Line, usize);

/// An operation's title.
struct Title<'d> {
    line: &'d Line,
    /// Where it stands, and where the word below it does.
    at: usize,
    below: usize,
}

/// Every operation's title; at least one.
fn titles(items: &[Item]) -> Result<Vec<Title<'_>>, Diagnostics> {
    let mut titles = Vec::new();
    let mut sink = Sink::default();
    for (below, item) in
        items.iter().enumerate().filter(|(_, item)| item.says(BELOW_TITLE))
    {
        let above = items[..below].iter().rposition(|item| !item.is_blank());
        let line = above.and_then(|at| Some((at, items[at].line()?)));
        let Some((at, line)) = line.filter(|(_, line)| !line.starts_cell()) else {
            let place = item.line().map_or(Position::None, |line| line.at);
            let what = format!("`{BELOW_TITLE}` stands below no title");
            let help = "write the operation's title above it, on a line without a tab";
            sink.refuse(place, what, help);
            continue;
        };
        if !is_in_cell(items, at) {
            titles.push(Title { line, at, below });
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
    let mut blanks = 0;
    for item in items[..at].iter().rev() {
        blanks = if item.is_blank() { blanks + 1 } else { 0 };
        if blanks == END_OF_TABLE {
            return false;
        }
        if item.is_of_table() {
            return item.line().is_some();
        }
    }
    false
}

/// The titles of chapters that the file still has, each with its place and its index in `paths`. They stand before the
/// operations, up to `front`, or after them: in what would else belong to the last one, from `back`.
fn anchors<'d>(
    items: &'d [Item],
    front: usize,
    back: usize,
    paths: &[Vec<&str>],
) -> Vec<Anchor<'d>> {
    let places: Vec<(usize, &Line)> = (0..front)
        .chain(back..items.len())
        .filter_map(|at| Some((at, items[at].line()?)))
        .filter(|(_, line)| !line.starts_cell())
        .collect();
    let inks: Vec<&str> = places.iter().map(|(_, line)| line.title()).collect();
    let titles: Vec<&str> =
        paths.iter().filter_map(|path| path.last().copied()).collect();
    align(&inks, &titles)
        .into_iter()
        .map(|(place, path)| (places[place].0, places[place].1, path))
        .collect()
}

//! Where the chapters and the operations begin.
//!
//! The export has lost every mark of a heading, and the numbers with them. An operation is found by the line 描述 below
//! its title. A chapter is found by its title, which `spec/document.yaml` lists: a line that is not a title there is text of
//! the chapter before it.

use super::cells::Line;
use super::diagnostic::{Diagnostic, refuse};
use super::printed;
use crate::align::align;
use crate::spec::Chapter;

/// The word that stands below the title of every operation.
const BELOW_TITLE: &str = "描述";

/// The document, cut at its headings.
#[derive(Debug)]
pub(super) struct Parts<'d, 'a> {
    pub(super) chapters: Vec<ChapterPart<'d, 'a>>,
    pub(super) operations: Vec<OperationPart<'d, 'a>>,
}

#[derive(Debug)]
pub(super) struct ChapterPart<'d, 'a> {
    /// Titles from the outermost chapter down to this one.
    pub(super) path: Vec<String>,
    pub(super) line: usize,
    pub(super) body: &'d [Line<'a>],
}

#[derive(Debug)]
pub(super) struct OperationPart<'d, 'a> {
    pub(super) title: Line<'a>,
    /// Everything below the line 描述.
    pub(super) body: &'d [Line<'a>],
}

pub(super) fn parts<'d, 'a>(
    lines: &'d [Line<'a>],
    outline: &[Chapter],
) -> Result<Parts<'d, 'a>, Diagnostic> {
    let titles = titles(lines)?;
    let front = titles[0].0;
    let back = titles[titles.len() - 1].1 + 1;
    let paths: Vec<_> =
        printed::chapters(outline).into_iter().map(|chapter| chapter.path).collect();
    let anchors = anchors(lines, front, back, &paths);

    let first = anchors.first().map_or(front, |(at, _)| (*at).min(front));
    if let Some(stray) = lines[..first].iter().find(|line| !line.ink().is_empty()) {
        let what = format!(
            "`{}` stands above the first title that `spec/document.yaml` lists",
            stray.ink()
        );
        let help =
            "list it there as the title of a chapter, or name the vendor's text export";
        return refuse(stray.number, what, help);
    }

    let end_of = |start: usize| {
        let next =
            anchors.iter().map(|(at, _)| *at).chain(titles.iter().map(|(at, _)| *at));
        next.filter(|at| *at > start).min().unwrap_or(lines.len())
    };
    let chapters = anchors.iter().map(|(at, path)| ChapterPart {
        path: paths[*path].clone(),
        line: lines[*at].number,
        body: &lines[at + 1..end_of(*at)],
    });
    let operations = titles.iter().map(|(at, below)| OperationPart {
        title: lines[*at],
        body: &lines[below + 1..end_of(*at).max(below + 1)],
    });
    Ok(Parts { chapters: chapters.collect(), operations: operations.collect() })
}

/// Positions of every operation's title and of the word below it; at least one.
fn titles(lines: &[Line<'_>]) -> Result<Vec<(usize, usize)>, Diagnostic> {
    let mut titles = Vec::new();
    for (below, line) in
        lines.iter().enumerate().filter(|(_, line)| line.says(BELOW_TITLE))
    {
        let title = lines[..below].iter().rposition(|line| !line.is_blank());
        let Some(title) = title.filter(|at| !lines[*at].starts_cell()) else {
            let what = format!("`{BELOW_TITLE}` stands below no title");
            let help = "write the operation's title above it, on a line without a tab";
            return refuse(line.number, what, help);
        };
        titles.push((title, below));
    }
    if titles.is_empty() {
        let what = format!(
            "no operation in the whole file: no line that says `{BELOW_TITLE}` below a title"
        );
        return refuse(
            1,
            what,
            "name the vendor's text export of the interface document",
        );
    }
    Ok(titles)
}

/// Positions of the titles that the text still has, each with its index in `paths`. They stand before the operations, up
/// to `front`, or after them: in what would else belong to the last one, from `back`.
fn anchors(
    lines: &[Line<'_>],
    front: usize,
    back: usize,
    paths: &[Vec<String>],
) -> Vec<(usize, usize)> {
    let places: Vec<usize> = (0..front)
        .chain(back..lines.len())
        .filter(|at| !lines[*at].starts_cell())
        .collect();
    let inks: Vec<&str> = places.iter().map(|at| lines[*at].ink()).collect();
    let titles: Vec<&str> =
        paths.iter().map(|path| path.last().map_or("", String::as_str)).collect();
    align(&inks, &titles)
        .into_iter()
        .map(|(place, path)| (places[place], path))
        .collect()
}

//! The numbers of the chapters. The print has them, the text export has lost them, and the vendor moves them: they are
//! derived and stand in no file.

use super::model::{Chapter, Document};
use super::place::Place;

/// The table of revisions stands before the first chapter and has no number.
pub const REVISIONS: &str = "修订记录";
/// The chapter to which notes of times refer.
pub const TIMES: &str = "时间规则";
/// The chapter to which notes of return codes refer.
pub const RETURN_CODES: &str = "返回码定义";
/// The chapter of the operations.
const OPERATIONS: &str = "接口定义";

/// A chapter, or a section of one, and where it stands.
pub struct ChapterAt<'a> {
    /// The titles from the outermost chapter down to its own.
    pub path: Vec<&'a str>,
    /// `3.3`, if it has a number.
    pub number: Option<String>,
    pub place: Place,
    pub chapter: &'a Chapter,
}

impl Document {
    /// Every chapter in the document's order, sections behind their parents. This is the only walk over chapters.
    pub fn all_chapters(&self) -> Vec<ChapterAt<'_>> {
        let mut found = Vec::new();
        let place = Place::file("document.yaml").to("chapters");
        walk(&self.chapters, &[], Some(""), &place, &mut found);
        found
    }
}

/// The `chapters` below others, whose titles are `above` and whose number is the start of their own.
fn walk<'a>(
    chapters: &'a [Chapter],
    above: &[&'a str],
    start: Option<&str>,
    place: &Place,
    found: &mut Vec<ChapterAt<'a>>,
) {
    let mut count = 0;
    for (index, chapter) in chapters.iter().enumerate() {
        let start = start.filter(|_| chapter.title != REVISIONS);
        count += usize::from(start.is_some());
        let number = start.map(|start| format!("{start}{count}"));
        let below = number.as_ref().map(|number| format!("{number}."));
        let (path, place) = ([above, &[&chapter.title]].concat(), place.to(index));
        let sections = place.to("sections");
        found.push(ChapterAt { path: path.clone(), number, place, chapter });
        walk(&chapter.sections, &path, below.as_deref(), &sections, found);
    }
}

/// Every chapter and section that has a number, with it: `3.3` and 时间规则.
pub fn chapter_numbers(document: &Document) -> Vec<(String, &str)> {
    let chapters = document.all_chapters().into_iter();
    chapters.filter_map(|at| Some((at.number?, at.chapter.title.as_str()))).collect()
}

/// The number of the operation at `index` of `document.yaml`: `5.17`.
pub fn operation_number(document: &Document, index: usize) -> String {
    let mut titles: Vec<_> = document.chapters.iter().map(|it| &it.title).collect();
    titles.retain(|title| *title != REVISIONS);
    let chapter = titles.iter().position(|title| *title == OPERATIONS);
    format!("{}.{}", chapter.unwrap_or(titles.len()) + 1, index + 1)
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;

    use super::*;
    use crate::spec::kind::Types;

    #[test]
    fn numbers_come_from_places() {
        let chapter = |title: &str, sections: Vec<Chapter>| Chapter {
            title: title.to_owned(),
            text: None,
            table: Vec::new(),
            sections,
        };
        let document = Document {
            title: String::new(),
            source: None,
            base_path: String::new(),
            methods: String::new(),
            types: Types::new(),
            site: IndexMap::new(),
            chapters: vec![
                chapter(REVISIONS, Vec::new()),
                chapter("介绍", vec![chapter("目的和范围", Vec::new())]),
                chapter(
                    "访问说明",
                    vec![chapter("采用Http", Vec::new()), chapter(TIMES, Vec::new())],
                ),
                chapter(OPERATIONS, Vec::new()),
            ],
            operations: Vec::new(),
        };
        let numbers = chapter_numbers(&document);
        let told: Vec<_> =
            numbers.iter().map(|(number, title)| format!("{number} {title}")).collect();
        assert_eq!(
            told,
            [
                "1 介绍",
                "1.1 目的和范围",
                "2 访问说明",
                "2.1 采用Http",
                "2.2 时间规则",
                "3 接口定义"
            ]
        );
        assert_eq!(operation_number(&document, 16), "3.17");
    }
}

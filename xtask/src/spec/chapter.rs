//! The numbers of the chapters. The print has them, the text export has lost them, and the vendor moves them: they are
//! derived and stand in no file.

use super::model::{Chapter, Document};

/// The table of revisions stands before the first chapter and has no number.
pub const REVISIONS: &str = "修订记录";
/// The chapter to which notes of times refer.
pub const TIMES: &str = "时间规则";
/// The chapter to which notes of return codes refer.
pub const RETURN_CODES: &str = "返回码定义";
/// The chapter of the operations.
const OPERATIONS: &str = "接口定义";

/// Every chapter and section that has a number, with it: `3.3` and 时间规则.
pub fn chapter_numbers(document: &Document) -> Vec<(String, &str)> {
    let mut numbers = Vec::new();
    list(&document.chapters, "", &mut numbers);
    numbers
}

/// The number of the operation at `index` of `document.yaml`: `5.17`.
pub fn operation_number(document: &Document, index: usize) -> String {
    let numbered: Vec<_> = numbered(&document.chapters).collect();
    let chapter = numbered
        .iter()
        .position(|chapter| chapter.title == OPERATIONS)
        .unwrap_or(numbered.len());
    format!("{}.{}", chapter + 1, index + 1)
}

fn list<'a>(chapters: &'a [Chapter], above: &str, numbers: &mut Vec<(String, &'a str)>) {
    for (index, chapter) in numbered(chapters).enumerate() {
        let number = format!("{above}{}", index + 1);
        let below = format!("{number}.");
        numbers.push((number, chapter.title.as_str()));
        list(&chapter.sections, &below, numbers);
    }
}

fn numbered(chapters: &[Chapter]) -> impl Iterator<Item = &Chapter> {
    chapters.iter().filter(|chapter| chapter.title != REVISIONS)
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

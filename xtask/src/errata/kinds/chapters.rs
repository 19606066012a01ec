//! What stands at the head of an operation's chapter.

use crate::errata::book::{Book, Part};
use crate::errata::sheet::{Column, Ground, Item, Text, Word};

/// Paths that are printed with blanks.
pub fn blanks(book: &Book) -> Vec<Item> {
    let clean =
        book.parts.iter().filter(|part| part.operation.printed_path.is_none()).count();
    let item = |part: &Part| {
        let printed = part.operation.printed_path.as_deref()?;
        Some(Item {
            place: part.place(Column::Path),
            printed: vec![Text::verbatim(printed)],
            read: Text::verbatim(&part.operation.path),
            ground: Ground::Document(Text::new(
                "其余 {0} 个路径都没有空格",
                "the other {0} paths have no blanks",
                [Word::marked(clean)],
            )),
        })
    };
    book.parts.iter().filter_map(item).collect()
}

/// Titles that 接口说明 repeats in other words.
pub fn titles(book: &Book) -> Vec<Item> {
    let item = |part: &Part| {
        let purpose = part.operation.purpose.as_deref()?;
        let title = &part.operation.title;
        Some(Item {
            place: part.place(Column::Title),
            printed: vec![Text::new(
                "标题 {0}，接口说明 {1}",
                "title {0}, purpose {1}",
                [Word::verbatim(title), Word::verbatim(purpose)],
            )],
            read: Text::verbatim(title.trim_end_matches('。')),
            ground: Ground::Document(Text::new(
                "两处用词不同",
                "the two places differ",
                [],
            )),
        })
    };
    book.parts.iter().filter_map(item).collect()
}

//! The kinds of items: the name of each, and the function that finds its items in the readings.

mod pages;
mod revisions;
mod tables;
mod types;
mod words;

use super::index::{Entry, Part, SpecIndex};
use super::report::Item;

/// What finds the items of a kind: in a row of a table, in an operation, or in the whole spec.
pub enum Find {
    Row(fn(&SpecIndex, &Entry) -> Option<Item>),
    Part(fn(&SpecIndex, &Part) -> Option<Item>),
    Spec(fn(&SpecIndex) -> Vec<Item>),
}

/// Every way in which the print and its reading can differ, by its name in `wording.yaml`, in the order in which the
/// report shows them.
pub const KINDS: [(&str, Find); 14] = [
    ("blanks", Find::Part(words::blanks)),
    ("titles", Find::Part(words::titles)),
    ("remarks", Find::Row(words::remarks)),
    ("wire", Find::Row(words::wire)),
    ("pages", Find::Spec(pages::objects)),
    ("types", Find::Row(types::contradictions)),
    ("spellings", Find::Spec(types::spellings)),
    ("required", Find::Row(tables::required)),
    ("defaults", Find::Row(tables::defaults)),
    ("missing", Find::Spec(tables::missing)),
    ("differing", Find::Spec(tables::differing)),
    ("misprints", Find::Spec(words::misprints)),
    ("revisions", Find::Spec(revisions::disagreements)),
    ("dates", Find::Spec(revisions::dates)),
];

impl Find {
    pub fn items(&self, index: &SpecIndex) -> Vec<Item> {
        match self {
            Self::Row(find) => {
                index.rows.iter().filter_map(|row| find(index, row)).collect()
            }
            Self::Part(find) => {
                index.parts.iter().filter_map(|part| find(index, part)).collect()
            }
            Self::Spec(find) => find(index),
        }
    }
}

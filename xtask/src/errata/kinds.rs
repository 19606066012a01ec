//! The kinds of items: the name of each, and the function that finds its items in the readings.

mod pages;
mod revisions;
mod tables;
mod types;
mod words;

use super::index::SpecIndex;
use super::report::Item;

/// A way in which the print and its reading can differ: its name in `wording.yaml`, and what finds its items.
pub type Kind = (&'static str, fn(&SpecIndex) -> Vec<Item>);

/// Every kind, in the order in which the report shows them.
pub const KINDS: [Kind; 14] = [
    ("blanks", words::blanks),
    ("titles", words::titles),
    ("remarks", words::remarks),
    ("wire", words::wire),
    ("pages", pages::objects),
    ("types", types::contradictions),
    ("spellings", types::spellings),
    ("required", tables::required),
    ("defaults", tables::defaults),
    ("missing", tables::missing),
    ("differing", tables::differing),
    ("misprints", words::misprints),
    ("revisions", revisions::disagreements),
    ("dates", revisions::dates),
];

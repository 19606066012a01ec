//! The report as plain data: everything is said in both languages at once, about the same words of the vendor.

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::{Captures, Regex};

use crate::markdown;
use crate::spec::{Direction, Evidence, parse};

/// Everything that the spec reads differently from the print, by kind.
pub struct Report {
    /// The date of the youngest revision.
    pub revised: String,
    /// Kinds that have items, in the order in which the report shows them.
    pub groups: Vec<Group>,
}

/// The items of one kind.
pub struct Group {
    /// The kind's name in `wording.yaml`.
    pub kind: &'static str,
    pub items: Vec<Item>,
}

/// One place of the print that is read differently.
#[derive(Debug)]
pub struct Item {
    pub position: Position,
    /// What is printed; a line each.
    pub printed: Vec<Text>,
    /// How we read it.
    pub read: Text,
    pub basis: Basis,
}

/// Where an item stands in the printed document.
#[derive(Clone, Debug)]
pub struct Position {
    /// Number and title, as Markdown: `5.17 更改点播信息`.
    pub chapter: String,
    pub table: Option<Direction>,
    /// The row's name below the names of the rows around it, or a row of 修订记录; as Markdown.
    pub row: Option<String>,
    /// A cell, or a part of a chapter that has a label of its own: a key of `wording.yaml`.
    pub column: &'static str,
}

/// What a reading rests on.
#[derive(Clone, Debug)]
pub enum Basis {
    Observed(Evidence),
    /// Another place of the document contradicts this one.
    Document(Text),
}

/// The mark of a reading that only the document speaks for.
pub const DOCUMENT: &str = "document";

/// One half of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Zh,
    En,
}

/// A text of `wording.yaml` about what the document or the spec says.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its key there.
    pub key: &'static str,
    /// Markdown that is the same in both languages.
    pub words: Vec<String>,
}

/// Chinese and English, by key.
pub static WORDING: LazyLock<IndexMap<String, [String; 2]>> = LazyLock::new(|| {
    parse(include_str!("wording.yaml")).expect("`wording.yaml` is a map of pairs")
});

/// The keys that begin with `prefix`, in their order.
pub fn keys(prefix: &str) -> impl Iterator<Item = &'static str> {
    WORDING.keys().map(String::as_str).filter(move |key| key.starts_with(prefix))
}

/// The fixed words of a key.
pub fn say(key: &str, language: Language) -> &'static str {
    let pair = WORDING.get(key).unwrap_or_else(|| {
        unreachable!("`{key}` is not in `wording.yaml`; add it in both languages")
    });
    &pair[language as usize]
}

pub fn text<W: Into<String>>(
    key: &'static str,
    words: impl IntoIterator<Item = W>,
) -> Text {
    Text { key, words: words.into_iter().map(W::into).collect() }
}

/// Words of the document or the spec, and nothing else.
pub fn quoted(words: &str) -> Text {
    text("", [code(words)])
}

/// Words of the document or the spec as Markdown, a code span a line.
pub fn code(words: impl AsRef<str>) -> String {
    words.as_ref().lines().map(markdown::code).collect::<Vec<_>>().join("\n")
}

impl Position {
    pub fn item(
        self,
        printed: impl Into<Text>,
        read: impl Into<Text>,
        basis: impl Into<Basis>,
    ) -> Item {
        let (printed, read) = (vec![printed.into()], read.into());
        Item { position: self, printed, read, basis: basis.into() }
    }
}

/// A text without words of the vendor's.
impl From<&'static str> for Text {
    fn from(key: &'static str) -> Self {
        Self { key, words: Vec::new() }
    }
}

impl<T: Into<Text>> From<T> for Basis {
    fn from(text: T) -> Self {
        Self::Document(text.into())
    }
}

impl From<Option<Evidence>> for Basis {
    fn from(evidence: Option<Evidence>) -> Self {
        Self::Observed(evidence.unwrap_or(Evidence::Unverified))
    }
}

impl Text {
    /// The text as Markdown.
    pub fn to(&self, language: Language) -> String {
        static PLACE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\{(\d+)(\.\.)?\}").expect("the expression is valid")
        });
        let comma = if language == Language::Zh { "、" } else { ", " };
        let template = if self.key.is_empty() { "{0}" } else { say(self.key, language) };
        let words = |place: &Captures<'_>| {
            let first: usize = place[1].parse().unwrap_or_default();
            let rest = self.words.get(first..).unwrap_or_default();
            let count = if place.get(2).is_some() { rest.len() } else { 1 };
            rest.get(..count).unwrap_or_default().join(comma)
        };
        PLACE.replace_all(template, words).into_owned()
    }
}

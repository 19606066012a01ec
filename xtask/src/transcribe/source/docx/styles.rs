//! What the styles of a Word file say of its paragraphs: which are headings, which are numbered, what is red.

use std::collections::HashMap;

use super::package::Element;

#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// `heading 1`, `toc 2`: the name that all languages of Word have in common, in lower case.
    name: String,
    based_on: Option<String>,
    looks: Looks,
}

/// What a style, a paragraph or a run says of its looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    pub(super) style: Option<String>,
    /// The level of a heading, from 0; 9 is text.
    pub(super) outline: Option<usize>,
    /// The list that numbers it, and the level in it.
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    pub(super) red: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    /// The mark at the end of the paragraph is deleted: the next one goes on in it.
    pub(super) joined: bool,
}

#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// The outline level of plain text.
const TEXT: usize = 9;
/// How long a chain of styles may be that rest on each other.
const CHAIN: usize = 32;

impl Looks {
    /// Takes up the properties of a paragraph or a run. Of the mark at a paragraph's end only its deletion counts.
    pub(super) fn read_all(&mut self, properties: Option<Element<'_>>) {
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                "numPr" => self.read_all(Some(property)),
                "rPr" => self.joined |= property.child("del").is_some(),
                _ => self.read(property),
            }
        }
    }

    fn read(&mut self, property: Element<'_>) {
        match property.name() {
            "pStyle" | "rStyle" => self.style = property.value().map(str::to_owned),
            "outlineLvl" => self.outline = property.number(),
            "numId" => self.list = property.value().map(str::to_owned),
            "ilvl" => self.list_level = property.number(),
            "color" => self.red = property.value().map(is_red),
            "vanish" => self.hidden = Some(property.is_on()),
            "strike" | "dstrike" => {
                self.struck = Some(self.struck == Some(true) || property.is_on());
            }
            _ => {}
        }
    }

    /// What `self` does not say, as `below` says it.
    fn or(mut self, below: &Self) -> Self {
        self.outline = self.outline.or(below.outline);
        self.list = self.list.or_else(|| below.list.clone());
        self.list_level = self.list_level.or(below.list_level);
        self.red = self.red.or(below.red);
        self.hidden = self.hidden.or(below.hidden);
        self.struck = self.struck.or(below.struck);
        self
    }

    pub(super) fn is_heading(&self) -> bool {
        self.outline.is_some_and(|level| level < TEXT)
    }
}

/// Whether `rrggbb` is a red that nobody takes for another colour.
fn is_red(color: &str) -> bool {
    let part =
        |at| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    matches!((part(0), part(2), part(4)), (Some(180..), Some(0..=80), Some(0..=80)))
}

impl Styles {
    pub(super) fn read(part: Element<'_>) -> Self {
        let mut styles = HashMap::new();
        for element in part.elements().filter(|it| it.name() == "style") {
            let value = |name| Some(element.child(name)?.value()?.to_owned());
            let mut looks = Looks::default();
            for part in ["pPr", "rPr"] {
                looks.read_all(element.child(part));
            }
            let name = value("name").unwrap_or_default().to_lowercase();
            let style = Style { name, based_on: value("basedOn"), looks };
            styles.insert(element.get("styleId").unwrap_or_default().to_owned(), style);
        }
        Self(styles)
    }

    /// What `own` says, and where it is silent its style and the styles below that.
    pub(super) fn looks(&self, own: Looks) -> Looks {
        let mut looks = own;
        for style in self.chain(looks.style.as_deref()).collect::<Vec<_>>() {
            looks = looks.or(&style.looks);
            let level = style.name.strip_prefix("heading ").and_then(|n| n.parse().ok());
            looks.outline =
                looks.outline.or(level.map(|level: usize| level.saturating_sub(1)));
        }
        looks
    }

    /// Whether the style is one of a table of contents.
    pub(super) fn is_contents(&self, looks: &Looks) -> bool {
        self.chain(looks.style.as_deref()).any(|style| style.name.starts_with("toc "))
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let below = |style: &&Style| self.0.get(style.based_on.as_deref()?);
        std::iter::successors(id.and_then(|id| self.0.get(id)), below).take(CHAIN)
    }
}

//! What the styles of a Word file say of its paragraphs: which are headings, which are numbered, what is red.

use std::collections::{BTreeMap, HashMap};

use super::package::Element;

#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// `heading 1`, `toc 2`: the name that all languages of Word have in common, in lower case.
    name: String,
    based_on: Option<String>,
    looks: Looks,
}

/// What a style, a paragraph or a run says of its looks: the values of its properties, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks(BTreeMap<String, String>);

#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// The outline level of plain text.
const TEXT: usize = 9;
/// How long a chain of styles may be that rest on each other.
const CHAIN: usize = 32;
/// The level of a heading, from 0.
const OUTLINE: &str = "outlineLvl";
/// A property of ours: the mark at the end of the paragraph is deleted, so the next one goes on in it.
const JOINED: &str = "joined";

impl Looks {
    /// The properties of a paragraph, a run or a list. Of the mark at a paragraph's end only its deletion counts.
    pub(super) fn of(properties: Option<Element<'_>>) -> Self {
        let mut looks = Self::default();
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                "numPr" => looks.0.extend(Self::of(Some(property)).0),
                "rPr" if property.child("del").is_some() => looks.add(JOINED, ""),
                "rPr" => {}
                name => looks.add(name, property.value().unwrap_or_default()),
            }
        }
        looks
    }

    /// Says what it is silent of.
    fn add(&mut self, name: &str, value: &str) {
        self.0.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    }

    /// Takes on the style of the paragraph around a run, unless it has one of its own.
    pub(super) fn within(mut self, paragraph: &Self) -> Self {
        if let Some(style) = paragraph.style() {
            self.add("pStyle", style);
        }
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn style(&self) -> Option<&str> {
        self.get("rStyle").or(self.get("pStyle"))
    }

    /// Whether a property that is there without a value is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        !matches!(self.get(name), None | Some("0" | "false" | "off" | "none"))
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    pub(super) fn is_joined(&self) -> bool {
        self.is_on(JOINED)
    }

    pub(super) fn is_heading(&self) -> bool {
        self.number(OUTLINE).is_some_and(|level| level < TEXT)
    }

    /// Whether its colour, `rrggbb`, is red.
    pub(super) fn is_red(&self) -> bool {
        let color = self.get("color").unwrap_or_default();
        let part =
            |at| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        matches!((part(0), part(2), part(4)), (Some(180..), Some(0..=80), Some(0..=80)))
    }
}

impl Styles {
    pub(super) fn read(part: Element<'_>) -> Self {
        let mut styles = HashMap::new();
        for element in part.elements().filter(|it| it.name() == "style") {
            let value = |name| Some(element.child(name)?.value()?.to_owned());
            let mut looks = Looks::of(element.child("pPr"));
            looks.0.extend(Looks::of(element.child("rPr")).0);
            let name = value("name").unwrap_or_default().to_lowercase();
            let style = Style { name, based_on: value("basedOn"), looks };
            styles.insert(element.get("styleId").unwrap_or_default().to_owned(), style);
        }
        Self(styles)
    }

    /// What `own` says, and where it is silent its style and the styles below that.
    pub(super) fn looks(&self, own: Looks) -> Looks {
        let mut looks = own;
        for style in self.chain(&looks.clone()) {
            style.looks.0.iter().for_each(|(name, value)| looks.add(name, value));
            let level = style.name.strip_prefix("heading ").and_then(|n| n.parse().ok());
            if let Some(level) = level.map(|level: usize| level.saturating_sub(1)) {
                looks.add(OUTLINE, &level.to_string());
            }
        }
        looks
    }

    /// Whether the style is one of a table of contents.
    pub(super) fn is_contents(&self, looks: &Looks) -> bool {
        self.chain(looks).any(|style| style.name.starts_with("toc "))
    }

    fn chain(&self, looks: &Looks) -> impl Iterator<Item = &Style> + use<'_> {
        let first = looks.style().and_then(|id| self.0.get(id));
        let below = |style: &&Style| self.0.get(style.based_on.as_deref()?);
        std::iter::successors(first, below).take(CHAIN)
    }
}

//! The automatic numbers of headings: `5.12`.

use std::collections::HashMap;

use super::package::Element;
use super::styles::Looks;

/// Levels that a list has at most.
const LEVELS: usize = 9;

#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Which lists count together: the abstract list of each.
    lists: HashMap<String, String>,
    /// How each level of an abstract list is written and where it starts.
    levels: HashMap<(String, usize), Level>,
    /// Where each abstract list has got to.
    counters: HashMap<String, [Option<usize>; LEVELS]>,
}

#[derive(Debug)]
struct Level {
    start: usize,
    /// `%1.%2`, or a bullet.
    text: String,
}

impl Numbering {
    pub(super) fn read(part: Element<'_>) -> Self {
        let mut numbering = Self::default();
        for list in part.elements() {
            let id = |name| list.get(name).unwrap_or_default().to_owned();
            if let Some(kind) = list.child("abstractNumId") {
                let kind = kind.value().unwrap_or_default().to_owned();
                numbering.lists.insert(id("numId"), kind);
            }
            for level in list.elements().filter(|below| below.name() == "lvl") {
                let at = level.get("ilvl").and_then(|at| at.parse().ok());
                let Some(at) = at else { continue };
                let start = level.child("start").and_then(Element::number).unwrap_or(1);
                let text = level.child("lvlText").and_then(Element::value);
                let text = text.unwrap_or_default().to_owned();
                numbering
                    .levels
                    .insert((id("abstractNumId"), at), Level { start, text });
            }
        }
        numbering
    }

    /// The number of the next paragraph that looks like this; none if it has none.
    pub(super) fn next(&mut self, looks: &Looks) -> Option<String> {
        let list = self.lists.get(looks.get("numId")?)?;
        let at = looks.number("ilvl").unwrap_or_default().min(LEVELS - 1);
        let start =
            |at| self.levels.get(&(list.clone(), at)).map_or(1, |level| level.start);
        let counters = self.counters.entry(list.clone()).or_default();
        counters[at] = Some(counters[at].map_or(start(at), |count| count + 1));
        counters[at + 1..].fill(None);
        let text = &self.levels.get(&(list.clone(), at))?.text;
        let number = (0..=at).fold(text.clone(), |text, level| {
            let count = counters[level].unwrap_or_else(|| start(level));
            text.replace(&format!("%{}", level + 1), &count.to_string())
        });
        Some(number.trim_end_matches('.').to_owned()).filter(|number| !number.is_empty())
    }
}

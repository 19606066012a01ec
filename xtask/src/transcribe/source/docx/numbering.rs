//! The automatic numbers of headings: `5.12`.

use std::collections::HashMap;
use std::io::BufRead;

use super::package::{Event, Part};
use super::styles::Looks;
use crate::transcribe::diagnostic::Diagnostic;

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
    pub(super) fn read(part: &mut Part<impl BufRead>) -> Result<Self, Diagnostic> {
        let mut numbering = Self::default();
        let (mut list, mut level) = (String::new(), None);
        loop {
            let element = match part.next()? {
                Event::Open(element) => element,
                Event::End => return Ok(numbering),
                Event::Close(_) | Event::Text(_) => continue,
            };
            let id = |name| element.get(name).unwrap_or_default().to_owned();
            match element.name.as_str() {
                "abstractNum" => list = id("abstractNumId"),
                "num" => list = id("numId"),
                "abstractNumId" => {
                    let kind = element.value().unwrap_or_default().to_owned();
                    numbering.lists.insert(list.clone(), kind);
                }
                "lvlOverride" => level = None,
                "lvl" => {
                    level = element.get("ilvl").and_then(|level| level.parse().ok());
                }
                "start" | "lvlText" => {
                    let Some(at) = level.filter(|at| *at < LEVELS) else { continue };
                    let level = numbering
                        .levels
                        .entry((list.clone(), at))
                        .or_insert(Level { start: 1, text: String::new() });
                    match element.name.as_str() {
                        "start" => level.start = element.number().unwrap_or(1),
                        _ => level.text = element.value().unwrap_or_default().to_owned(),
                    }
                }
                _ => {}
            }
        }
    }

    /// The number of the next paragraph that looks like this; none if it has none.
    pub(super) fn next(&mut self, looks: &Looks) -> Option<String> {
        let list = self.lists.get(looks.list.as_deref()?)?;
        let at = looks.list_level.unwrap_or_default().min(LEVELS - 1);
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

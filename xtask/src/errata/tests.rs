//! Every kind has samples here, edits of the small spec of `check`; the sheet of the real spec is counted against its
//! files.

mod real;
mod samples;

use super::kinds::KINDS;
use super::sheet::{Ground, Item, Language, MARKS, Said};
use super::{Sheet, collect, render};

const BOTH: [Language; 2] = [Language::Zh, Language::En];

/// The lines of a group's tables, without their heads, in both languages.
fn lines(sheet: &Sheet, title: &str) -> String {
    let text = render(sheet, &BOTH);
    let section = text
        .split("\n## ")
        .find(|section| section.lines().next().is_some_and(|head| head.contains(title)))
        .unwrap_or_default();
    let lines = section.lines().filter(|line| {
        line.strip_prefix("| ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// How many items a kind has.
fn count(sheet: &Sheet, title: &str) -> usize {
    assert!(KINDS.iter().any(|kind| kind.title.en == title), "`{title}` is not a kind");
    let group = sheet.groups.iter().find(|group| group.title.en == title);
    group.map_or(0, |group| group.items.len())
}

/// Everything that is said of an item in words of ours.
fn said_of(item: &Item) -> Vec<Said> {
    let ground = match &item.ground {
        Ground::Document(text) => Some(text.said),
        Ground::Observed(_) => None,
    };
    let printed = item.printed.iter().map(|text| text.said);
    printed.chain([item.read.said]).chain(ground).collect()
}

/// The names in braces, in their order.
fn places(template: &str) -> Vec<&str> {
    let mut places: Vec<_> = template
        .split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or_default())
        .collect();
    places.sort_unstable();
    places
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
}

/// Both languages tell the same words, and neither is mixed into the other's sentences.
fn check_languages(sheet: &Sheet) {
    let fixed = sheet.groups.iter().flat_map(|group| [group.title, group.about]);
    let items = sheet.groups.iter().flat_map(|group| &group.items);
    let marks = MARKS.iter().map(|(_, meaning)| *meaning);
    for said in fixed.chain(items.flat_map(said_of)).chain(marks) {
        assert_eq!(places(said.zh), places(said.en), "{said:?}");
        assert!(!has_chinese(said.en), "{said:?}");
        let bare = said.zh.replace("ID", "").replace("document", "");
        assert!(!bare.contains(|c: char| c.is_ascii_alphabetic()), "{said:?}");
    }
}

/// Every line of a table has as many bars as its head, and every item a line in each language.
fn check_tables(sheet: &Sheet) {
    for languages in [&BOTH[..], &BOTH[..1], &BOTH[1..]] {
        let text = render(sheet, languages);
        let mut bars = 0;
        let mut rows = 0;
        for line in text.lines() {
            if !line.starts_with('|') {
                bars = 0;
                continue;
            }
            let own = line.replace("\\|", "").matches('|').count();
            assert!(bars == 0 || bars == own, "{line}");
            assert!(line.ends_with('|'), "{line}");
            bars = own;
            let numbered = |c: char| c.is_ascii_digit();
            rows += usize::from(line[1..].trim_start().starts_with(numbered));
        }
        let items: usize = sheet.groups.iter().map(|group| group.items.len()).sum();
        assert_eq!(rows, items * languages.len());
    }
}

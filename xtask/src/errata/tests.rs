//! Every kind has samples here, edits of the frozen spec; the report of the live spec is counted against its files.

mod live_spec;
mod samples;

use super::kinds::KINDS;
use super::report::{DOCUMENT, Language, WORDING, say};
use super::{Report, collect, render};

const BOTH: [Language; 2] = [Language::Zh, Language::En];

/// The lines of a group's tables, without their heads, in both languages.
fn lines(report: &Report, title: &str) -> String {
    let text = render(report, &BOTH);
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

/// The kinds with their English titles.
fn titles() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| say(&format!("{kind}.title"), Language::En))
}

/// How many items a kind has.
fn count(report: &Report, title: &str) -> usize {
    assert!(titles().any(|known| known == title), "`{title}` is not a kind");
    let named = |kind: &str| say(&format!("{kind}.title"), Language::En) == title;
    let group = report.groups.iter().find(|group| named(group.kind));
    group.map_or(0, |group| group.items.len())
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
#[test]
fn both_languages_say_the_same() {
    for (key, [zh, en]) in WORDING.iter() {
        assert_eq!(places(zh), places(en), "{key}");
        assert!(!has_chinese(en), "{key}");
        let bare = zh.replace("ID", "");
        assert!(!bare.contains(|c: char| c.is_ascii_alphabetic()), "{key}");
    }
}

/// Every line of a table has as many bars as its head, and every item a line in each language.
fn check_tables(report: &Report) {
    for languages in [&BOTH[..], &BOTH[..1], &BOTH[1..]] {
        let text = render(report, languages);
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
        let items: usize = report.groups.iter().map(|group| group.items.len()).sum();
        assert_eq!(rows, items * languages.len());
    }
}

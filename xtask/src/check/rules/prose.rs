//! Our English lines.

use std::collections::BTreeSet;

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::spec::Place;

pub fn english_form(context: &Context, out: &mut Diagnostics) {
    let glossary = Place::file("shared.yaml").to("glossary");
    for (place, text) in context.sources.texts() {
        if place.name() != "en" && place != glossary.to(place.name()) {
            continue;
        }
        if let Some((what, help)) = fault(text) {
            out.at(&place, format!("the English line {what}; {help}"));
        }
    }
}

/// What is wrong with an English line, and what helps.
pub(super) fn fault(text: &str) -> Option<(String, &'static str)> {
    Some(if let Some(strange) = text.chars().find(|c| is_chinese(*c)) {
        (format!("has `{strange}` in it"), "say it in English")
    } else if text.contains('\n') {
        ("is more than one line".to_owned(), "say it in one")
    } else if text.trim() != text || text.contains("  ") {
        ("has blanks too many".to_owned(), "remove the blanks")
    } else if !text.ends_with('.') || text.len() == 1 {
        ("does not end with a period".to_owned(), "add one")
    } else if text.starts_with(|c: char| c.is_lowercase()) {
        ("begins in lower case".to_owned(), "write a capital")
    } else {
        return None;
    })
}

pub fn glossary_unused(context: &Context, out: &mut Diagnostics) {
    if !context.is_whole() {
        return;
    }
    let rows = context.rows_outside_pages().filter(|at| at.row.en.is_none());
    let used: BTreeSet<_> = rows.map(|at| at.name).collect();
    for name in
        context.spec.shared.glossary.keys().filter(|name| !used.contains(name.as_str()))
    {
        let place = Place::file("shared.yaml").to("glossary").to(name).key();
        out.at(&place, format!("`{name}` gives no row its English line; remove it"));
    }
}

/// Whether a character belongs to Chinese text, punctuation of full width included.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

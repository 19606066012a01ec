//! Our English lines.

use std::collections::BTreeSet;

use crate::check::Faults;
use crate::check::context::Context;
use crate::spec::Place;

/// Every row has an English line: its own, the shared row's or the glossary's.
pub fn english_missing(context: &Context, faults: &mut Faults) {
    let Some(shared) = &context.shared else { return };
    for entry in context.rows_outside_pages() {
        let told = entry.row.en.is_some()
            || shared.glossary.contains_key(entry.name)
            || context.is_own_shared(&entry);
        if !told {
            let message = format!(
                "`{}` has no English line; add `en`, or the name to the glossary",
                entry.name
            );
            faults.at(&entry.place.key(), message);
        }
    }
}

/// An English line is one line of English that ends with a period.
pub fn english_form(context: &Context, faults: &mut Faults) {
    for (place, text) in lines(context) {
        let fault = if let Some(strange) = text.chars().find(|c| is_chinese(*c)) {
            format!("the English line has `{strange}` in it; say it in English")
        } else if text.contains('\n') {
            "the English line is more than one line; say it in one".to_owned()
        } else if text.trim() != text || text.contains("  ") {
            "the English line has blanks too many; remove them".to_owned()
        } else if !text.ends_with('.') || text.len() == 1 {
            "the English line does not end with a period; add one".to_owned()
        } else if text.starts_with(|c: char| c.is_lowercase()) {
            "the English line begins in lower case; write a capital".to_owned()
        } else {
            continue;
        };
        faults.at(&place, fault);
    }
}

/// A name of the glossary gives a row its English line.
pub fn glossary_unused(context: &Context, faults: &mut Faults) {
    let Some(shared) = context.shared.as_ref().filter(|_| context.is_whole()) else {
        return;
    };
    let rows = context.rows_outside_pages();
    let used: BTreeSet<_> =
        rows.filter(|entry| entry.row.en.is_none()).map(|entry| entry.name).collect();
    for name in shared.glossary.keys().filter(|name| !used.contains(name.as_str())) {
        let place = Place::file("shared.yaml").to("glossary").to(name).key();
        faults.at(&place, format!("`{name}` gives no row its English line; remove it"));
    }
}

/// A return code is a whole number with a name and an English line.
pub fn return_codes(context: &Context, faults: &mut Faults) {
    for (code, row) in context.shared.iter().flat_map(|shared| &shared.return_codes) {
        let place = Place::file("shared.yaml").to("return_codes").to(code).key();
        if code.parse::<i64>().ok().is_none_or(|number| number.to_string() != *code) {
            faults
                .at(&place, format!("`{code}` is not a whole number; correct the code"));
        }
        for (key, there) in [("name", row.name.is_some()), ("en", row.en.is_some())] {
            if !there {
                faults.at(
                    &place,
                    format!("the return code `{code}` has no `{key}`; add the reading"),
                );
            }
        }
    }
}

/// Every English line there is.
fn lines(context: &Context) -> Vec<(Place, String)> {
    let mut lines = Vec::new();
    for (_, operation, place) in context.operations() {
        lines.extend(operation.en.clone().map(|en| (place.to("en"), en)));
    }
    let rows = context.rows().into_iter();
    lines.extend(
        rows.filter_map(|entry| Some((entry.place.to("en"), entry.row.en.clone()?))),
    );
    for (_, fact, place) in context.facts() {
        lines.push((place.to("en"), fact.en.clone()));
    }
    if let Some(shared) = &context.shared {
        let place = Place::file("shared.yaml");
        let codes = shared.return_codes.iter();
        lines.extend(codes.filter_map(|(code, row)| {
            Some((place.to("return_codes").to(code).to("en"), row.en.clone()?))
        }));
        let callbacks = shared.callbacks.iter();
        lines.extend(callbacks.map(|(name, callback)| {
            (place.to("callbacks").to(name).to("en"), callback.en.clone())
        }));
        lines.extend(
            shared
                .glossary
                .iter()
                .map(|(name, en)| (place.to("glossary").to(name), en.clone())),
        );
    }
    lines
}

/// Whether a character belongs to Chinese text, punctuation of full width included.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

//! The text of a file: YAML, its keys, and what the JSON Schema says about both.

use crate::check::Diagnostics;
use crate::check::sources::{Sources, repeated};
use crate::spec::source::{message, offset};

pub fn broken_yaml(sources: &Sources, out: &mut Diagnostics) {
    for (file, broken) in sources.broken() {
        let message =
            format!("the file is not YAML from here on: {}; correct it", broken.message);
        out.span(file, broken.span.clone(), message);
    }
}

pub fn duplicate_key(sources: &Sources, out: &mut Diagnostics) {
    for (file, tree) in sources.trees() {
        for key in repeated(tree) {
            let message = format!("`{}` stands twice in the same map", key.text);
            out.span(file, key.span.clone(), format!("{message}; keep one of the two"));
        }
    }
}

/// What the schema found, for each of the rules that tell it.
pub fn violations(sources: &Sources, out: &mut Diagnostics) {
    let rule = out.rule;
    for violation in sources.violations().filter(|it| it.rule == rule) {
        out.at(&violation.place, &violation.message);
    }
}

pub fn unreadable(sources: &Sources, out: &mut Diagnostics) {
    for (file, error) in sources.unreadable() {
        let text = sources.files.get(file).map(String::as_str).unwrap_or_default();
        let at = error.location().map_or(0, |at| offset(text, at.line(), at.column()));
        out.span(file, at..at, message(error));
    }
}

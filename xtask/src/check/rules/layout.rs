//! How the files look.

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::spec::reading::PRINTED;

pub fn layout(context: &Context, out: &mut Diagnostics) {
    for (path, expected) in context.canonical() {
        let text = context.sources.files.get(&path).filter(|text| **text != expected);
        let Some(text) = text else { continue };
        let lines = text.split_inclusive('\n').zip(expected.split_inclusive('\n'));
        let common = lines.take_while(|(a, b)| a == b);
        let at: usize = common.map(|(line, _)| line.len()).sum();
        let line = text[at..].lines().next().unwrap_or_default();
        let wanted = match expected[at..].lines().next() {
            Some("") => "an empty line".to_owned(),
            Some(wanted) => format!("`{}`", wanted.trim()),
            None => "the end of the file".to_owned(),
        };
        let message =
            format!("{wanted} should stand here; run `cargo xtask check --fix`");
        out.span(&path, at..at + line.len(), message);
    }
}

pub fn white_space(context: &Context, out: &mut Diagnostics) {
    let is_ragged = |line: &str| line.trim() != line || line.is_empty();
    for (place, text) in context.sources.texts() {
        let key = place.name();
        if PRINTED.contains(&key) && text.split('\n').any(is_ragged) {
            let message =
                format!("`{key}` has white space around a line or an empty line");
            out.at(&place, format!("{message}; remove the white space"));
        }
    }
}

//! How the files look.

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::rules::files::chapters;
use crate::spec::Place;

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
    let mut see = |place: &Place, texts: &[(&str, Option<&String>)]| {
        for (key, text) in texts.iter().filter_map(|(key, text)| Some((key, (*text)?))) {
            let ragged = |line: &str| line.trim() != line || line.is_empty();
            if text.split('\n').any(ragged) {
                let message =
                    format!("`{key}` has white space around a line or an empty line");
                out.at(&place.to(key), format!("{message}; remove the white space"));
            }
        }
    };
    for (_, operation, place) in context.operations() {
        see(
            &place,
            &[
                ("title", Some(&operation.title)),
                ("purpose", operation.purpose.as_ref()),
                ("methods", operation.methods.as_ref()),
                ("description", operation.description.as_ref()),
            ],
        );
    }
    for at in context.rows() {
        let row = at.row;
        see(
            &at.place,
            &[
                ("printed_name", row.printed_name.as_ref()),
                ("type", row.ty.as_ref()),
                ("note", row.note.as_ref()),
            ],
        );
    }
    for (index, revision) in context.changelog.iter().flatten().enumerate() {
        let place = Place::file("changelog.yaml").to(index);
        see(
            &place,
            &[("author", Some(&revision.author)), ("text", Some(&revision.text))],
        );
    }
    for (_, place, chapter) in chapters(context) {
        see(&place, &[("title", Some(&chapter.title)), ("text", chapter.text.as_ref())]);
    }
}

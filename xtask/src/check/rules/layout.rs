//! How the files look.

use crate::check::Faults;
use crate::check::context::Context;
use crate::spec::Chapter;
use crate::spec::Place;

/// A file is laid out as the writer would lay it out.
pub fn layout(context: &Context, faults: &mut Faults) {
    for (path, expected) in context.canonical() {
        let Some(text) =
            context.sources.files.get(&path).filter(|text| **text != expected)
        else {
            continue;
        };
        let common = text
            .split_inclusive('\n')
            .zip(expected.split_inclusive('\n'))
            .take_while(|(a, b)| a == b);
        let at: usize = common.map(|(line, _)| line.len()).sum();
        let line = text[at..].lines().next().unwrap_or_default();
        let wanted = match expected[at..].lines().next() {
            Some("") => "an empty line".to_owned(),
            Some(wanted) => format!("`{}`", wanted.trim()),
            None => "the end of the file".to_owned(),
        };
        faults.span(
            &path,
            at..at + line.len(),
            format!("{wanted} should stand here; run `cargo xtask check --fix`"),
        );
    }
}

/// A printed text has no white space around its lines and no empty lines: white space is layout.
pub fn white_space(context: &Context, faults: &mut Faults) {
    let mut see = |place: Place, text: &str| {
        let ragged = |line: &str| line.trim() != line || line.is_empty();
        if text.split('\n').any(ragged) {
            let message = format!(
                "`{}` has white space around a line or an empty line; remove it",
                place.name()
            );
            faults.at(&place, message);
        }
    };
    for (_, operation, place) in context.operations() {
        see(place.to("title"), &operation.title);
        for (key, text) in [
            ("purpose", &operation.purpose),
            ("methods", &operation.methods),
            ("description", &operation.description),
        ] {
            text.iter().for_each(|text| see(place.to(key), text));
        }
    }
    for entry in context.rows() {
        let row = entry.row;
        for (key, text) in
            [("printed_name", &row.printed_name), ("type", &row.ty), ("note", &row.note)]
        {
            text.iter().for_each(|text| see(entry.place.to(key), text));
        }
    }
    for (index, revision) in context.changelog.iter().flatten().enumerate() {
        let place = Place::file("changelog.yaml").to(index);
        see(place.to("author"), &revision.author);
        see(place.to("text"), &revision.text);
    }
    if let Some(document) = &context.document {
        chapters(
            &document.chapters,
            &Place::file("document.yaml").to("chapters"),
            &mut see,
        );
    }
}

fn chapters(chapters: &[Chapter], place: &Place, see: &mut impl FnMut(Place, &str)) {
    for (index, chapter) in chapters.iter().enumerate() {
        let place = place.to(index);
        see(place.to("title"), &chapter.title);
        chapter.text.iter().for_each(|text| see(place.to("text"), text));
        self::chapters(&chapter.sections, &place.to("sections"), see);
    }
}

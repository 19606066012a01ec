//! Which files there are, and where they stand.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::{Faults, did_you_mean};
use crate::schema::Kind;
use crate::spec::{Chapter, Place, operation_path};

/// The files that every spec has beside its operations.
const REQUIRED: [&str; 3] = ["changelog.yaml", "document.yaml", "shared.yaml"];

/// Every file is one of the format's.
pub fn stray_file(context: &Context, faults: &mut Faults) {
    for path in context.sources.files.keys().filter(|path| Kind::of(path).is_none()) {
        let near = did_you_mean(path, REQUIRED.into_iter().chain(["amendments.yaml"]));
        let cure = if near.is_empty() {
            "; move it below `operations/` or away".to_owned()
        } else {
            near
        };
        faults.span(path, 0..0, format!("`{path}` is none of the spec's files{cure}"));
    }
}

/// An operation that `document.yaml` lists has a file, and the three other files are there.
pub fn missing_file(context: &Context, faults: &mut Faults) {
    for path in REQUIRED {
        if !context.sources.files.contains_key(path) {
            faults.span(
                path,
                0..0,
                format!(
                    "`{path}` is missing; restore it or run `cargo xtask transcribe`"
                ),
            );
        }
    }
    for (index, key) in
        context.document.iter().flat_map(|document| &document.operations).enumerate()
    {
        if !context.keys.contains(key) {
            let near = did_you_mean(key, context.keys.iter().map(String::as_str));
            let cure = if near.is_empty() {
                "; add the file or remove the line".to_owned()
            } else {
                near
            };
            let place = Place::file("document.yaml").to("operations").to(index);
            faults.at(
                &place,
                format!(
                    "`{key}` is listed without a file `{}`{cure}",
                    operation_path(key)
                ),
            );
        }
    }
}

/// An operation with a file is listed in `document.yaml`.
pub fn unlisted_file(context: &Context, faults: &mut Faults) {
    let Some(document) = &context.document else { return };
    for key in context.keys.iter().filter(|key| !document.operations.contains(key)) {
        let near = did_you_mean(key, document.operations.iter().map(String::as_str));
        let cure = if near.is_empty() {
            "; list it where the document has it".to_owned()
        } else {
            near
        };
        let place = Place::file(operation_path(key));
        faults.at(
            &place,
            format!("`{key}` has a file, but `document.yaml` does not list it{cure}"),
        );
    }
}

/// `document.yaml` lists an operation once.
pub fn listed_twice(context: &Context, faults: &mut Faults) {
    let Some(document) = &context.document else { return };
    for (index, key) in document.operations.iter().enumerate() {
        if document.operations[..index].contains(key) {
            let place = Place::file("document.yaml").to("operations").to(index);
            faults.at(&place, format!("`{key}` is listed twice; keep the line that stands where the document has it"));
        }
    }
}

/// The file tree is the HTTP path: `/webcast/export/vote` is written in `operations/export/vote.yaml`.
pub fn path_place(context: &Context, faults: &mut Faults) {
    for (key, operation, place) in context.operations() {
        let expected = format!("/webcast/{key}");
        if operation.path != expected {
            let home = operation.path.strip_prefix("/webcast/");
            let cure = home
                .map(|key| format!(", or move it to `{}`", operation_path(key)))
                .unwrap_or_default();
            let message = format!(
                "`path` is `{}`, but this is the file of `{expected}`; correct the path{cure}",
                operation.path
            );
            faults.at(&place.to("path"), message);
        }
    }
}

/// `printed_path` is `path` with stray blanks.
pub fn printed_path(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let Some(printed) = &operation.printed_path else { continue };
        let bare: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
        if bare != operation.path {
            let message = format!(
                "`printed_path` without its blanks is `{bare}`, but `path` is `{}`; correct one of the two",
                operation.path
            );
            faults.at(&place.to("printed_path"), message);
        }
    }
}

/// Chapters with the same parent have titles of their own, since `transcribe` finds them by title.
pub fn chapter_twice(context: &Context, faults: &mut Faults) {
    if let Some(document) = &context.document {
        siblings(
            &document.chapters,
            &Place::file("document.yaml").to("chapters"),
            faults,
        );
    }
}

fn siblings(chapters: &[Chapter], place: &Place, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let place = place.to(index);
        if seen.insert(&chapter.title, index).is_some() {
            faults.at(
                &place.to("title"),
                format!("`{}` is a chapter already; merge the two", chapter.title),
            );
        }
        siblings(&chapter.sections, &place.to("sections"), faults);
    }
}

//! Which files there are, and where they stand.

use std::collections::BTreeSet;

use crate::check::context::{Context, OperationAt};
use crate::check::{Diagnostics, did_you_mean};
use crate::schema::Kind;
use crate::spec::{Place, operation_path};

/// The files that every spec has beside its operations.
const REQUIRED: [&str; 3] = ["changelog.yaml", "document.yaml", "shared.yaml"];

pub fn stray_file(context: &Context, out: &mut Diagnostics) {
    for path in context.sources.files.keys().filter(|path| Kind::of(path).is_none()) {
        let known = REQUIRED.into_iter().chain(["amendments.yaml"]);
        let known = known.filter(|known| !context.sources.files.contains_key(*known));
        let help = did_you_mean(path, known, "move it below `operations/` or away");
        out.span(path, 0..0, format!("`{path}` is none of the spec's files{help}"));
    }
}

pub fn missing_file(context: &Context, out: &mut Diagnostics) {
    for path in
        REQUIRED.iter().filter(|path| !context.sources.files.contains_key(**path))
    {
        let help = "restore it or run `cargo xtask transcribe`";
        out.span(path, 0..0, format!("`{path}` is missing; {help}"));
    }
    let document = &context.spec.document;
    let listed = document.operations.iter();
    for (index, key) in listed.enumerate().filter(|(_, key)| !context.keys.contains(key))
    {
        let keys = context.keys.iter().map(String::as_str);
        let keys = keys.filter(|key| !document.operations.iter().any(|it| it == key));
        let help = did_you_mean(key, keys, "add the file or remove the line");
        let file = operation_path(key);
        let place = Place::file("document.yaml").to("operations").to(index);
        out.at(&place, format!("`{key}` is listed without a file `{file}`{help}"));
    }
}

pub fn unlisted_file(context: &Context, out: &mut Diagnostics) {
    let document = &context.spec.document;
    if !context.has("document.yaml") {
        return;
    }
    for key in context.keys.iter().filter(|key| !document.operations.contains(key)) {
        let listed = document.operations.iter().map(String::as_str);
        let listed =
            listed.filter(|listed| context.keys.iter().all(|key| key != listed));
        let help = did_you_mean(key, listed, "list it where the document has it");
        let message =
            format!("`{key}` has a file, but `document.yaml` does not list it{help}");
        out.at(&Place::file(operation_path(key)), message);
    }
}

pub fn listed_twice(context: &Context, out: &mut Diagnostics) {
    let mut see = |place: Place, names: &[String]| {
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                let message = format!("`{name}` is listed twice; keep one of the two");
                out.at(&place.to(index), message);
            }
        }
    };
    let listed = &context.spec.document.operations;
    see(Place::file("document.yaml").to("operations"), listed);
    for (_, operation, place) in context.operations() {
        see(place.to("without"), &operation.without);
    }
    for at in context.spec.rows() {
        see(at.place.to("wire"), &at.row.wire);
    }
}

pub fn path_place(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    let path = &operation.path;
    let key = place.file.trim_start_matches("operations/").trim_end_matches(".yaml");
    let expected = format!("/webcast/{key}");
    if *path != expected {
        let own = path.strip_prefix("/webcast/").map(operation_path);
        let help = own.map(|own| format!(", or move it to `{own}`")).unwrap_or_default();
        let message =
            format!("`path` is `{path}`, but this is the file of `{expected}`");
        out.at(&place.to("path"), format!("{message}; write `{expected}`{help}"));
    }
}

pub fn printed_path(at: &OperationAt, out: &mut Diagnostics) {
    let (operation, place) = (at.operation, &at.place);
    let (path, printed) = (&operation.path, operation.printed_path.as_ref());
    let bare: Option<String> = printed.map(|text| text.split_whitespace().collect());
    if let Some(bare) = bare.filter(|bare| bare != path) {
        let message =
            format!("`printed_path` without its blanks is `{bare}`, not `{path}`");
        out.at(&place.to("printed_path"), format!("{message}; correct one of the two"));
    }
}

pub fn chapter_twice(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for at in context.spec.document.all_chapters() {
        if !seen.insert(at.path) {
            let message = format!("`{}` is a chapter already", at.chapter.title);
            out.at(&at.place.to("title"), format!("{message}; merge the two"));
        }
    }
}

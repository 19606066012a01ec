//! Which files there are, and where they stand.

use std::collections::BTreeSet;

use crate::check::context::{Context, OperationAt};
use crate::check::{Diagnostics, did_you_mean};
use crate::schema::Kind;
use crate::spec::{Place, operation_path};

/// The files that every spec has beside its operations.
const REQUIRED: [&str; 3] = ["changelog.yaml", "document.yaml", "shared.yaml"];

pub fn stray_file(context: &Context, out: &mut Diagnostics) {
    let files = context.sources.files;
    for path in files.keys().filter(|path| Kind::of(path).is_none()) {
        let known = REQUIRED.into_iter().chain(["amendments.yaml"]);
        let known = known.filter(|known| !files.contains_key(*known));
        let help = did_you_mean(path, known, "move it below `operations/` or away");
        out.span(path, 0..0, format!("`{path}` is none of the spec's files"), help);
    }
}

pub fn missing_file(context: &Context, out: &mut Diagnostics) {
    let files = context.sources.files;
    for path in REQUIRED.into_iter().filter(|path| !files.contains_key(*path)) {
        let help = "restore it or run `cargo xtask transcribe`";
        out.span(path, 0..0, format!("`{path}` is missing"), help);
    }
    let listed = &context.spec.document.operations;
    for (place, key) in Place::file("document.yaml").to("operations").items(listed) {
        if !context.keys.contains(key) {
            let others = context.keys.iter().filter(|key| !listed.contains(key));
            let others = others.map(String::as_str);
            let help = did_you_mean(key, others, "add the file or remove the line");
            let file = operation_path(key);
            out.at(&place, format!("`{key}` is listed without a file `{file}`"), help);
        }
    }
}

pub fn unlisted_file(context: &Context, out: &mut Diagnostics) {
    let listed = &context.spec.document.operations;
    if !context.has("document.yaml") {
        return;
    }
    for key in context.keys.iter().filter(|key| !listed.contains(key)) {
        let others = listed.iter().filter(|key| !context.keys.contains(key));
        let others = others.map(String::as_str);
        let help = did_you_mean(key, others, "list it where the document has it");
        let what = format!("`{key}` has a file, but `document.yaml` does not list it");
        out.at(&Place::file(operation_path(key)), what, help);
    }
}

pub fn listed_twice(context: &Context, out: &mut Diagnostics) {
    let document = Place::file("document.yaml").to("operations");
    let mut lists = vec![(document, &context.spec.document.operations)];
    let operations = context.operations();
    lists.extend(operations.map(|at| (at.place.to("without"), &at.operation.without)));
    lists.extend(
        context.spec.rows().iter().map(|at| (at.place.to("wire"), &at.row.wire)),
    );
    for (place, names) in lists {
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                let what = format!("`{name}` is listed twice");
                out.at(&place.to(index), what, "keep one of the two");
            }
        }
    }
}

pub fn path_place(at: &OperationAt, out: &mut Diagnostics) {
    let path = &at.operation.path;
    let expected = format!("/webcast/{}", at.key);
    if *path != expected {
        let own = path.strip_prefix("/webcast/").map(operation_path);
        let help = own.map(|own| format!(", or move it to `{own}`")).unwrap_or_default();
        let what = format!("`path` is `{path}`, but this is the file of `{expected}`");
        out.at(&at.place.to("path"), what, format!("write `{expected}`{help}"));
    }
}

pub fn printed_path(at: &OperationAt, out: &mut Diagnostics) {
    let (path, printed) = (&at.operation.path, at.operation.printed_path.as_ref());
    let bare: Option<String> = printed.map(|text| text.split_whitespace().collect());
    if let Some(bare) = bare.filter(|bare| bare != path) {
        let what =
            format!("`printed_path` without its blanks is `{bare}`, not `{path}`");
        out.at(&at.place.to("printed_path"), what, "correct one of the two");
    }
}

pub fn chapter_twice(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for at in context.spec.document.all_chapters() {
        if !seen.insert(at.path) {
            let what = format!("`{}` is a chapter already", at.chapter.title);
            out.at(&at.place.to("title"), what, "merge the two");
        }
    }
}

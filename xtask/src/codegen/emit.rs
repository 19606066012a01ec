//! From the bindings to texts: one module an output, and nothing is decided here.

mod construction;
mod docs;
mod example;
mod front_page;
mod index;
mod modules;
mod openapi;
mod operation;
mod print;
mod shared;
mod structs;
mod surface;
mod tests;
mod vectors;

use std::collections::BTreeSet;

use index::Index;
use rayon::prelude::*;

use super::model::Bindings;
use crate::generated::Generated;

/// Every generated file by its path below the project's root.
pub fn files(bindings: &Bindings) -> Generated {
    let index = Index::of(bindings);
    type Whole = fn(&Index<'_>) -> String;
    let whole: [(&str, Whole); 5] = [
        ("gensee-api/surface.txt", surface::file),
        ("gensee-api/src/webcast.rs", modules::root),
        ("gensee-api/src/webcast/shared.rs", shared::file),
        ("gensee-api/src/webcast/operations.md", front_page::file),
        ("gensee-api/tests/webcast/main.rs", tests::root),
    ];
    let whole =
        whole.into_par_iter().map(|(path, file)| (path.to_owned(), file(&index)));
    let folders: Vec<_> = index.folders().collect();
    let folders = folders
        .into_par_iter()
        .map(|folder| (source(folder), modules::folder(folder, &index)));
    let operations = bindings.operations.par_iter().flat_map(|operation| {
        let name = operation.key.replace('/', "_");
        let test = format!("gensee-api/tests/webcast/{name}.rs");
        [
            (source(&operation.module), operation::file(operation, &index)),
            (test, tests::file(operation, &index)),
        ]
    });
    let files = || whole.chain(folders).chain(operations).collect::<Generated>();
    let (mut files, documents) = rayon::join(files, || openapi::files(&index));
    files.extend(documents);
    files
}

/// The file of a module below `webcast`.
fn source(module: &[String]) -> String {
    format!("gensee-api/src/webcast/{}.rs", module.join("/"))
}

/// The OpenAPI document.
pub fn openapi(bindings: &Bindings) -> serde_json::Value {
    openapi::document(&Index::of(bindings))
}

/// The lines of `gensee-api/surface.txt`.
pub fn surface(bindings: &Bindings) -> BTreeSet<String> {
    surface::lines(&Index::of(bindings))
}

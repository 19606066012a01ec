//! From the bindings to texts: one module an output, and nothing is decided here.

mod docs;
mod enums;
mod example;
mod front_page;
mod index;
mod modules;
mod operation;
mod print;
mod shared;
mod structs;
mod surface;
mod tests;
mod tool;
mod vectors;

use std::collections::BTreeSet;

use index::Index;

use super::model::Bindings;
use super::write::Generated;

/// Every generated file by its path below the project's root.
pub fn files(bindings: &Bindings) -> Generated {
    let index = Index::of(bindings);
    let mut files = Generated::from([
        ("gensee-api/tests/webcast/main.rs".to_owned(), tests::root(bindings)),
        ("gensee-api/src/webcast.rs".to_owned(), modules::root(&index)),
        ("gensee-api/src/webcast/shared.rs".to_owned(), shared::file(&index)),
        ("gensee-api/src/webcast/operations.md".to_owned(), front_page::file(bindings)),
        ("gensee-api/surface.txt".to_owned(), surface::file(&index)),
        ("gensee-api/sandbox/src/tool/operations.json".to_owned(), tool::file(&index)),
    ]);
    for operation in &bindings.operations {
        files.insert(source(&operation.module), operation::file(operation, &index));
        let test = operation.key.replace('/', "_");
        let test = format!("gensee-api/tests/webcast/{test}.rs");
        files.insert(test, tests::file(operation, &index));
    }
    for folder in index.folders() {
        files.insert(source(folder), modules::folder(folder, &index));
    }
    files
}

/// The file of a module below `webcast`.
fn source(module: &[String]) -> String {
    format!("gensee-api/src/webcast/{}.rs", module.join("/").replace("r#", ""))
}

/// The lines of `gensee-api/surface.txt`.
pub fn surface(bindings: &Bindings) -> BTreeSet<String> {
    surface::lines(&Index::of(bindings))
}

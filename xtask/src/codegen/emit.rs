//! From the bindings to texts: one module an output, and nothing is decided here.

mod docs;
mod enums;
mod example;
mod front_page;
mod inexact;
mod modules;
mod operation;
mod print;
mod shared;
mod structs;
mod tests;
mod tool;
mod vectors;

use inexact::Inexact;

use super::model::Bindings;
use super::write::Generated;

/// Every generated file by its path below the project's root.
pub fn files(bindings: &Bindings) -> Generated {
    let mut files = Generated::new();
    let inexact = Inexact::of(bindings);
    for operation in &bindings.operations {
        let path = source(&operation.module);
        files.insert(path, operation::file(operation, bindings, &inexact));
    }
    for operation in &bindings.operations {
        let path =
            format!("gensee-api/tests/webcast/{}.rs", operation.key.replace('/', "_"));
        files.insert(path, tests::file(operation, bindings));
    }
    files.insert("gensee-api/tests/webcast/main.rs".to_owned(), tests::root(bindings));
    for folder in modules::folders(bindings) {
        files.insert(source(&folder), modules::folder(bindings, &folder));
    }
    files.insert("gensee-api/src/webcast.rs".to_owned(), modules::root(bindings));
    files.insert(
        "gensee-api/src/webcast/shared.rs".to_owned(),
        shared::file(bindings, &inexact),
    );
    files.insert(
        "gensee-api/sandbox/src/tool/operations.json".to_owned(),
        tool::file(bindings),
    );
    files.insert(
        "gensee-api/src/webcast/operations.md".to_owned(),
        front_page::file(bindings),
    );
    files
}

/// The file of a module below `webcast`.
fn source(module: &[String]) -> String {
    format!("gensee-api/src/webcast/{}.rs", module.join("/").replace("r#", ""))
}

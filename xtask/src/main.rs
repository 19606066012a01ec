//! From the vendor's document to the bindings.

#![allow(dead_code)]

mod codegen;
mod spec;

fn main() {
    let files = spec::read_folder(std::path::Path::new(
        &std::env::var("SPEC").unwrap_or("spec".into()),
    ))
    .unwrap();
    let spec = spec::load(&files).unwrap();
    match std::env::args().nth(1).as_deref() {
        Some("codegen") => {
            let b = codegen::lower(&spec).unwrap();
            let g = codegen::files(&b, &std::fs::read_to_string("README.md").unwrap())
                .unwrap();
            println!("{}", codegen::write(std::path::Path::new("."), &g).unwrap());
        }
        _ => {
            for (path, text) in spec::files(&spec) {
                std::fs::write(format!("spec/{path}"), text).unwrap();
            }
        }
    }
}

//! From the vendor's document to the bindings.

#![allow(dead_code)]

mod spec;

fn main() {
    let files = spec::read_folder(std::path::Path::new("spec")).unwrap();
    let spec = spec::load(&files).unwrap();
    for (path, text) in spec::files(&spec) {
        let full = format!("spec/{path}");
        if std::env::args().nth(1).as_deref() == Some("--check") {
            if files[&path] != text {
                println!("differs: {full}");
            }
        } else {
            std::fs::write(full, text).unwrap();
        }
    }
}

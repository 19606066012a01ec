//! What the derives refuse: one mistake a file of `tests/ui`, and beside it the messages, each at the token that causes
//! it, as rustc prints them. (Of several tokens, such as `6..=15`, a stable rustc marks only one.) `UPDATE_EXPECT=1`
//! writes the messages.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{DeriveInput, Error, Result, Token};

#[test]
fn mistakes_are_refused_where_they_stand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the mistakes") {
        let path = entry.expect("a mistake").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().expect("a name").to_string_lossy();
            let source = fs::read_to_string(&path).expect("its source");
            let messages = messages(&format!("tests/ui/{name}"), &source);
            assert!(!messages.is_empty(), "`{name}` is accepted");
            expect_file![path.with_extension("stderr")].assert_eq(&messages);
            cases += 1;
        }
    }
    assert!(cases > 40, "{cases} mistakes; the folder was read elsewhere");
}

/// Everything that the derives say of a program.
fn messages(path: &str, source: &str) -> String {
    let items =
        items.parse_str(source).expect("structs and enums between `use` and `fn`");
    let refused = items.iter().filter_map(|item| derive(item).err()).flatten();
    refused.map(|error| render(path, source, &error)).collect::<Vec<_>>().join("\n")
}

/// The items of a program, without what it imports and without its `main`.
fn items(input: ParseStream<'_>) -> Result<Vec<DeriveInput>> {
    let mut items = Vec::new();
    while !input.peek(Token![fn]) {
        if input.peek(Token![use]) {
            while !input.peek(Token![;]) {
                input.parse::<TokenTree>()?;
            }
            input.parse::<Token![;]>()?;
        }
        items.push(input.parse()?);
    }
    input.parse::<TokenStream>()?;
    Ok(items)
}

fn derive(item: &DeriveInput) -> Result<TokenStream> {
    let attribute = item.attrs.iter().find(|attr| attr.path().is_ident("derive"));
    let name: syn::Ident = attribute.expect("a derive").parse_args()?;
    match name.to_string().as_str() {
        "Answer" => crate::answer::derive(item),
        "OpenEnum" => crate::open_enum::derive(item),
        "Parameters" => crate::parameters::derive(item),
        _ => panic!("no derive `{name}`"),
    }
}

/// An error as rustc prints it.
fn render(path: &str, source: &str, error: &Error) -> String {
    let (start, end) = (error.span().start(), error.span().end());
    assert_eq!(start.line, end.line, "{path}: {error}");
    let line = source.lines().nth(start.line - 1).expect("the line of the error");
    let (number, column) = (start.line, start.column + 1);
    let margin = " ".repeat(number.to_string().len());
    let before = " ".repeat(start.column);
    let marks = "^".repeat(end.column - start.column);
    format!(
        "error: {error}\n{margin}--> {path}:{number}:{column}\n{margin} |\n{number} | {line}\n{margin} | {before}{marks}\n"
    )
}

//! Words as doc comments. The vendor's text stands verbatim: every character that means something to Markdown is
//! escaped with a backslash, every line break kept with one at the line's end, so that taking both away gives the
//! text back.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::model::Docs;
use crate::markdown;

/// `docs` as attributes: our line, the vendor's text, our facts.
pub fn attributes(docs: &Docs) -> TokenStream {
    with_example(docs, None)
}

/// The same with an example at the end.
pub fn with_example(docs: &Docs, example: Option<String>) -> TokenStream {
    let mut paragraphs = vec![docs.summary.clone()];
    paragraphs.extend(docs.note.as_deref().map(verbatim));
    if !docs.facts.is_empty() {
        paragraphs.push(docs.facts.join(" "));
    }
    paragraphs.extend(example);
    lines(&paragraphs.join("\n\n"))
}

/// Each line of `text` as a doc attribute.
pub fn lines(text: &str) -> TokenStream {
    let lines = text
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// A text as Markdown that shows it as it is.
pub fn verbatim(text: &str) -> String {
    text.lines().map(markdown::plain).collect::<Vec<_>>().join("\\\n")
}

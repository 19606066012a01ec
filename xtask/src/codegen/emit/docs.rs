//! Words as doc comments. The vendor's text stands verbatim: every character that means something to Markdown is
//! escaped with a backslash, every line break kept with one at the line's end, so that taking both away gives the
//! text back.

use proc_macro2::TokenStream;
use quote::quote;

use crate::codegen::model::Docs;
use crate::markdown;

/// `docs` as attributes: our line, the vendor's text, our facts.
pub fn attributes(docs: &Docs) -> Option<TokenStream> {
    with_example(docs, None)
}

/// The same with an example at the end.
pub fn with_example(docs: &Docs, example: Option<String>) -> Option<TokenStream> {
    let mut paragraphs = vec![docs.summary.clone()];
    paragraphs.extend(docs.note.as_deref().map(verbatim));
    if !docs.facts.is_empty() {
        paragraphs.push(docs.facts.join(" "));
    }
    paragraphs.extend(example);
    lines(&paragraphs.join("\n\n"))
}

/// What stands for a line break in a doc attribute: a text is one attribute however many lines it has, because every
/// attribute is parsed and printed.
pub const BREAK: char = '\u{1}';

/// `text` as a doc attribute, whose lines [`unfold`] sets apart.
pub fn lines(text: &str) -> Option<TokenStream> {
    let lines = text.lines().map(|line| match line.trim_end_matches(' ') {
        "" => String::new(),
        line => format!(" {line}"),
    });
    let text = lines.collect::<Vec<_>>().join(&BREAK.to_string());
    (!text.is_empty()).then(|| quote! { #[doc = #text] })
}

/// Printed items with a line for each line of the docs.
pub fn unfold(printed: &str) -> String {
    let mut text = String::with_capacity(printed.len() + printed.len() / 8);
    for line in printed.split_inclusive('\n') {
        let indent = &line[..line.len() - line.trim_start().len()];
        for (index, part) in line.split(BREAK).enumerate() {
            if index > 0 {
                text.extend(["\n", indent, "///"]);
            }
            text.push_str(part);
        }
    }
    text
}

/// A text as Markdown that shows it as it is.
pub fn verbatim(text: &str) -> String {
    text.lines().map(markdown::plain).collect::<Vec<_>>().join("\\\n")
}

//! Splits a doc comment into the two texts of a field table: the English summary and the vendor's note.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The two texts of a doc comment.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Docs {
    /// The first paragraph, on one line.
    pub(crate) summary: String,
    /// Everything after it, up to the first English paragraph, without the escapes for rustdoc.
    pub(crate) note: String,
}

/// The beginnings of the English paragraphs that may follow the note.
const OURS: [&str; 4] = ["Since", "Bounds:", "Default", "Chapter"];

impl Docs {
    pub(crate) fn of(attrs: &[Attribute]) -> Self {
        let lines: Vec<String> = attrs.iter().filter_map(line).collect();
        Docs::parse(&lines.join("\n"))
    }

    fn parse(text: &str) -> Self {
        let text = text.trim_matches('\n');
        let (summary, rest) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut note = Vec::new();
        for paragraph in rest.split("\n\n") {
            if OURS.iter().any(|ours| paragraph.trim_start().starts_with(ours)) {
                break;
            }
            note.push(paragraph);
        }
        Docs {
            summary: summary.lines().map(str::trim).collect::<Vec<_>>().join(" "),
            note: unescape(note.join("\n\n").trim_matches('\n')),
        }
    }
}

/// One line of a doc comment, without the space after the slashes.
fn line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else {
        return None;
    };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &meta.value else {
        return None;
    };
    let text = text.value();
    attr.path()
        .is_ident("doc")
        .then(|| text.strip_prefix(' ').unwrap_or(&text).to_owned())
}

/// Removes the escapes: `\X` becomes X, and a backslash at the end of a line is dropped, because it stands for the line
/// break that follows.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        plain.extend(if char == '\\' { rest.next() } else { Some(char) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Docs;

    #[test]
    fn docs_are_split_into_summary_and_note() {
        let cases = [
            ("", "", ""),
            ("Subject.", "Subject.", ""),
            ("Two\nlines.", "Two lines.", ""),
            ("Id.\n\n直播ID", "Id.", "直播ID"),
            ("Id.\n\n一\\\n二\n\n三\n\nBounds: 1 to 2.\n\n四", "Id.", "一\n二\n\n三"),
            ("Id.\n\nSince 2014-05-07.", "Id.", ""),
            ("Id.\n\na\\[0\\] \\\\ \\*", "Id.", "a[0] \\ *"),
        ];
        for (text, summary, note) in cases {
            let docs = Docs::parse(text);
            assert_eq!(
                (docs.summary.as_str(), docs.note.as_str()),
                (summary, note),
                "{text:?}"
            );
        }
    }
}

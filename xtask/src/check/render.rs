//! Diagnostics as a person reads them.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::spec::{Files, line_and_column};

use super::{Diagnostic, rules::RULES};

/// All faults, each with its line, and the count of them.
pub fn report(files: &Files, found: &[Diagnostic]) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    for diagnostic in found {
        let text = files.get(&diagnostic.file).map(String::as_str).unwrap_or_default();
        let (line, column) = line_and_column(text, diagnostic.span.start);
        let title =
            format!("spec/{}:{line}:{column}: {}", diagnostic.file, diagnostic.message);
        let title = Level::ERROR.no_name().primary_title(title);
        let group = if text.is_empty() {
            title.element(Level::NOTE.message(diagnostic.rule))
        } else {
            let annotation = AnnotationKind::Primary
                .span(first_line(text, diagnostic))
                .label(diagnostic.rule);
            title.element(Snippet::source(text).annotation(annotation))
        };
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    let (total, what) = if found.is_empty() {
        let operations = files.keys().filter(|path| path.starts_with("operations/"));
        let operations = count(operations.count(), "operation");
        (operations, format!(", {}: no faults", count(RULES.len(), "rule")))
    } else {
        let mut names: Vec<_> =
            found.iter().map(|diagnostic| &diagnostic.file).collect();
        names.dedup();
        (count(found.len(), "fault"), format!(" in {}", count(names.len(), "file")))
    };
    out + &format!("{total}{what}\n")
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The part of the diagnostic's span in its first line: more of a long note helps nobody.
fn first_line(text: &str, diagnostic: &Diagnostic) -> std::ops::Range<usize> {
    let start = diagnostic.span.start.min(text.len());
    let rest = &text[start..diagnostic.span.end.clamp(start, text.len())];
    start..start + rest.lines().next().unwrap_or_default().len()
}

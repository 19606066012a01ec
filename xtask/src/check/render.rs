//! Diagnostics as a person reads them.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::spec::{Files, line_and_column};

use super::{Diagnostic, rules::RULES};

/// All faults, each with its line, and the count of them.
pub fn report(files: &Files, found: &[Diagnostic]) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    for fault in found {
        let text = files.get(&fault.file).map(String::as_str).unwrap_or_default();
        let (line, column) = line_and_column(text, fault.span.start);
        let title = format!("spec/{}:{line}:{column}: {}", fault.file, fault.message);
        let title = Level::ERROR.no_name().primary_title(title);
        let group = if text.is_empty() {
            title.element(Level::NOTE.message(fault.rule))
        } else {
            let annotation =
                AnnotationKind::Primary.span(first_line(text, fault)).label(fault.rule);
            title.element(Snippet::source(text).annotation(annotation))
        };
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    if found.is_empty() {
        let operations =
            files.keys().filter(|path| path.starts_with("operations/")).count();
        out.push_str(&format!(
            "{}, {}: no faults\n",
            count(operations, "operation", "operations"),
            count(RULES.len(), "rule", "rules")
        ));
    } else {
        let mut names: Vec<_> = found.iter().map(|fault| &fault.file).collect();
        names.dedup();
        out.push_str(&format!(
            "{} in {}\n",
            count(found.len(), "fault", "faults"),
            count(names.len(), "file", "files")
        ));
    }
    out
}

/// The part of the fault's span in its first line: more of a long note helps nobody.
fn first_line(text: &str, fault: &Diagnostic) -> std::ops::Range<usize> {
    let start = fault.span.start.min(text.len());
    let rest = &text[start..fault.span.end.clamp(start, text.len())];
    start..start + rest.lines().next().unwrap_or_default().len()
}

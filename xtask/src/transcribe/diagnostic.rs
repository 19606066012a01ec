//! Why a file cannot be read: the places, what is there, what helps.

use super::position::Position;

/// Everything at fault. What is good is taken in the meantime, so that one run tells all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Diagnostics(Vec<Diagnostic>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Diagnostic {
    at: Position,
    what: String,
    help: String,
}

/// Refuses a part of the file.
pub(super) fn refuse<T>(
    at: Position,
    what: impl Into<String>,
    help: impl Into<String>,
) -> Result<T, Diagnostics> {
    Err(Diagnostics(vec![Diagnostic { at, what: what.into(), help: help.into() }]))
}

impl Diagnostics {
    /// Keeps a fault.
    pub(super) fn refuse(
        &mut self,
        at: Position,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.take(refuse::<()>(at, what, help));
    }

    /// What is good, or keeps what is at fault.
    pub(super) fn take<T>(&mut self, result: Result<T, Self>) -> Option<T> {
        result.map_err(|faults| self.0.extend(faults.0)).ok()
    }

    /// `good`, unless something was at fault.
    pub(super) fn finish<T>(self, good: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(good) } else { Err(self) }
    }

    /// All messages, a line each: place, fault, help.
    pub(super) fn in_file(&self, name: &str) -> anyhow::Error {
        let line = |Diagnostic { at, what, help }: &Diagnostic| {
            format!("{}: {what}; {help}", at.in_file(name))
        };
        let mut lines: Vec<_> = self.0.iter().map(line).collect();
        if let faults @ 2.. = lines.len() {
            lines.push(format!("{faults} faults; nothing was written"));
        }
        anyhow::anyhow!(lines.join("\n"))
    }
}

//! Why a file cannot be read: the place, what is there, what helps.

use super::position::Position;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diagnostic {
    at: Position,
    what: String,
    help: String,
}

/// Everything at fault, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diagnostics(Vec<Diagnostic>);

/// Refuses a part of the file.
pub(super) fn refuse<T, E: From<Diagnostic>>(
    at: Position,
    what: impl Into<String>,
    help: impl Into<String>,
) -> Result<T, E> {
    Err(E::from(Diagnostic { at, what: what.into(), help: help.into() }))
}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        Self(vec![only])
    }
}

impl Diagnostics {
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

/// Takes the good and keeps what is at fault for the end, so that one run tells all of it.
#[derive(Default)]
pub(super) struct Sink(Vec<Diagnostic>);

impl Sink {
    pub(super) fn take<T, E: Into<Diagnostics>>(
        &mut self,
        result: Result<T, E>,
    ) -> Option<T> {
        match result {
            Ok(good) => Some(good),
            Err(faults) => {
                self.0.extend(faults.into().0);
                None
            }
        }
    }

    /// Keeps a fault.
    pub(super) fn refuse(
        &mut self,
        at: Position,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0.push(Diagnostic { at, what: what.into(), help: help.into() });
    }

    /// `good`, unless something was at fault.
    pub(super) fn finish<T>(self, good: T) -> Result<T, Diagnostics> {
        if self.0.is_empty() { Ok(good) } else { Err(Diagnostics(self.0)) }
    }
}

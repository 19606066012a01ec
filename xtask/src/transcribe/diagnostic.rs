//! Why a text cannot be read: the line, what is there, what helps.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diagnostic {
    line: usize,
    what: String,
    help: &'static str,
}

/// Refuses a text.
pub(super) fn refuse<T>(
    line: usize,
    what: impl Into<String>,
    help: &'static str,
) -> Result<T, Diagnostic> {
    Err(Diagnostic { line, what: what.into(), help })
}

impl Diagnostic {
    /// The whole message: place, fault, help.
    pub(super) fn in_file(&self, name: &str) -> anyhow::Error {
        anyhow::anyhow!("{name}:{}: {}; {}", self.line, self.what, self.help)
    }
}

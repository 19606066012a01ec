//! What is wrong with a text that is not such a document: the line, what is there, the cure.

/// A reason why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    line: usize,
    what: String,
    cure: String,
}

impl Fault {
    pub(super) fn new(
        line: usize,
        what: impl Into<String>,
        cure: impl Into<String>,
    ) -> Self {
        Self { line, what: what.into(), cure: cure.into() }
    }

    /// The whole message: place, fault, cure.
    pub(super) fn in_file(&self, name: &str) -> anyhow::Error {
        anyhow::anyhow!("{name}:{}: {}; {}", self.line, self.what, self.cure)
    }
}

//! Decides whether the sandbox follows the real server or the document where the two differ.

use gensee_api::params::Violation;
use gensee_api::webcast::ReturnCode;

/// Which of the two the sandbox follows. All code for such differences must ask it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fidelity {
    /// The real server, as far as it was observed.
    #[default]
    Server,
    /// The document, to the letter.
    Document,
}

impl Fidelity {
    /// The return code of an error. The real server has the same code for all business rules.
    pub(super) fn code(self, code: ReturnCode) -> ReturnCode {
        match (self, code) {
            (Self::Server, ReturnCode::NotFound | ReturnCode::Duplicate) => {
                ReturnCode::BusinessError
            }
            (_, code) => code,
        }
    }

    /// Whether a call that breaks the rule is answered nevertheless. A parameter that has no meaning together with
    /// another one is ignored, as the document says. A window that is too long is an error in the document, but the
    /// real server answers with an empty list.
    pub(super) fn forgives(self, rule: &Violation) -> bool {
        match rule {
            Violation::OnlyWhen { .. } | Violation::FixedWhen { .. } => true,
            Violation::Window { .. } => self == Self::Server,
            _ => false,
        }
    }
}

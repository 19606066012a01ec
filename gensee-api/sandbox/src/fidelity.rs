//! Whose word counts where the real server does otherwise than the document says.

use gensee_api::params::Violation;
use gensee_api::webcast::ReturnCode;

/// Who is followed. It is asked wherever the two differ, and nothing else decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fidelity {
    /// The real server, as far as it was seen.
    #[default]
    Server,
    /// The document, to the letter.
    Document,
}

impl Fidelity {
    /// The code of a refusal: the real server has one for all rules of the business.
    pub(super) fn code(self, code: ReturnCode) -> ReturnCode {
        match (self, code) {
            (Self::Server, ReturnCode::NotFound | ReturnCode::Duplicate) => {
                ReturnCode::BusinessError
            }
            (_, code) => code,
        }
    }

    /// Whether a call that breaks the rule is answered all the same. What means nothing beside another parameter is
    /// ignored, as the document says; a window that is too long it forbids, and the real server answers with silence.
    pub(super) fn forgives(self, rule: &Violation) -> bool {
        match rule {
            Violation::OnlyWhen { .. } | Violation::FixedWhen { .. } => true,
            Violation::Window { .. } => self == Self::Server,
            _ => false,
        }
    }
}

//! Whose word counts where the real server does otherwise than the document says.

use crate::params::Rule;
use crate::webcast::ReturnCode;

/// Who is followed. It is asked wherever the two differ, and nothing else decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Authority {
    /// The real server, as far as it was seen.
    #[default]
    Server,
    /// The document, to the letter.
    Document,
}

impl Authority {
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
    pub(super) fn forgives(self, rule: &Rule) -> bool {
        match rule {
            Rule::OnlyWhen { .. } | Rule::FixedWhen { .. } => true,
            Rule::Window { .. } => self == Self::Server,
            _ => false,
        }
    }
}

//! Why a call is refused: the return code and the words of the answer, and for the log the rule that refused it.

use crate::params::{Invalid, ParamError, ParamFault};
use crate::webcast::ReturnCode;

/// A call that ends with another return code than 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) code: ReturnCode,
    /// What the answer says, in English as the real server does.
    pub(super) message: String,
    /// Which rule of which row refused it.
    pub(super) rule: String,
}

impl Refusal {
    pub(super) fn new(
        code: ReturnCode,
        message: impl Into<String>,
        rule: impl Into<String>,
    ) -> Self {
        Self { code, message: message.into(), rule: rule.into() }
    }

    /// A rule of the business, for which the real server has one code: 500.
    pub(super) fn business(message: impl Into<String>, rule: impl Into<String>) -> Self {
        Self::new(ReturnCode::BusinessError, message, rule)
    }

    /// A value that the parameter `name` may not have: 101.
    pub(super) fn invalid(name: &str, rule: impl Into<String>) -> Self {
        Self::new(ReturnCode::InvalidParameter, format!("{name} is invalid"), rule)
    }

    /// A code that the note of `name` does not list.
    pub(super) fn unlisted(name: &str) -> Self {
        let rule = format!("`{name}` is none of the codes that the note lists");
        Self::invalid(name, rule)
    }
}

/// 101 for what must be there, 102 for what cannot be converted.
impl From<ParamError> for Refusal {
    fn from(error: ParamError) -> Self {
        let rule = error.to_string();
        match error.fault {
            ParamFault::Missing => {
                let message = format!("{} is required", error.name);
                Self::new(ReturnCode::InvalidParameter, message, rule)
            }
            ParamFault::Unreadable { .. } => {
                let message = format!("{} convert error", error.name);
                Self::new(ReturnCode::ParameterConversion, message, rule)
            }
        }
    }
}

/// A value that can be read and is not allowed: 101.
impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Self::invalid(&invalid.field, invalid.to_string())
    }
}

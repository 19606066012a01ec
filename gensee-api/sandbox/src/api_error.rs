//! The errors of calls: the return code and the message of the answer, and for the log the rule that the call broke.

use super::rule::Rule;
use gensee_api::OpenEnum;
use gensee_api::params::{ParamError, ParamErrorKind, ValidationError};
use gensee_api::webcast::ReturnCode;

/// A call that ends with another return code than 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ApiError {
    pub(super) code: ReturnCode,
    /// The message of the answer, in English like the real server's.
    pub(super) message: String,
    /// The rule that the call broke, for the log.
    pub(super) rule: Rule,
}

impl ApiError {
    pub(super) fn new(code: ReturnCode, message: impl Into<String>, rule: Rule) -> Self {
        Self { code, message: message.into(), rule }
    }

    /// The call breaks a business rule: 500.
    pub(super) fn business(message: impl Into<String>, rule: Rule) -> Self {
        Self::new(ReturnCode::BusinessError, message, rule)
    }

    /// The object of the call does not exist: 501 in the document.
    pub(super) fn not_found(message: impl Into<String>, rule: Rule) -> Self {
        Self::new(ReturnCode::NotFound, message, rule)
    }

    /// The object that the call would make exists already: 502 in the document.
    pub(super) fn duplicate(message: impl Into<String>, rule: Rule) -> Self {
        Self::new(ReturnCode::Duplicate, message, rule)
    }

    /// The caller may not see the object, because it does not exist or belongs to another user. The message is the same
    /// for both.
    pub(super) fn unseen(exists: bool, message: impl Into<String>, rule: Rule) -> Self {
        let refuse = if exists { Self::business } else { Self::not_found };
        refuse(message, rule)
    }

    /// A value that the parameter `name` may not have: 101.
    pub(super) fn invalid(name: &str, rule: Rule) -> Self {
        Self::new(ReturnCode::InvalidParameter, format!("{name} is invalid"), rule)
    }

    /// An injected fault: no rule was broken.
    pub(super) fn fault(code: &ReturnCode) -> Self {
        let mut listed = ReturnCode::VALUES.iter();
        let listed = listed.find(|value| value.code == code.code());
        let message = listed.map_or_else(|| format!("code {code}"), |it| words(it.name));
        Self::new(code.clone(), message, Rule::fault())
    }

    /// A code that the note of `name` does not list.
    pub(super) fn unlisted(name: &str) -> Self {
        Self::invalid(name, Rule::unlisted(name))
    }
}

/// `SystemError` as `system error`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// 101 for a parameter that is missing, 102 for one that cannot be converted.
impl From<ParamError> for ApiError {
    fn from(error: ParamError) -> Self {
        let rule = Rule::from(&error);
        if error.fault == ParamErrorKind::Missing {
            let message = format!("{} is required", error.name);
            return Self::new(ReturnCode::InvalidParameter, message, rule);
        }
        let message = format!("{} convert error", error.name);
        Self::new(ReturnCode::ParameterConversion, message, rule)
    }
}

/// A value that can be read and is not allowed: 101.
impl From<ValidationError> for ApiError {
    fn from(invalid: ValidationError) -> Self {
        Self::invalid(&invalid.field, Rule::from(&invalid))
    }
}

//! Enums that keep codes which the document does not list.

use serde::Serializer;

use super::is_json;
use crate::schema::CodeValue;

pub use gensee_api_macros::OpenEnum;

/// An enum of codes with a variant `Other(String)` for all the rest. Derived:
///
/// ```
/// use gensee_api::OpenEnum;
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
/// #[open_enum(number)] // JSON numbers in answers; text without it
/// enum Client {
///     /// 0：标准版
///     #[code("0")]
///     Standard,
///     /// 1：轻量版
///     #[code("1")]
///     Light,
///     /// A code the document does not list.
///     Other(String),
/// }
///
/// assert_eq!(Client::from("1"), Client::Light);
/// assert_eq!(Client::from("7").to_string(), "7");
/// ```
pub trait OpenEnum: Sized {
    /// The codes that the document lists.
    const VALUES: &'static [CodeValue];
    /// Whether answers hold the codes as JSON numbers.
    const NUMBER: bool;
    /// The code as wire text.
    fn code(&self) -> &str;
    /// The variant of a code; `Other` if the document does not list it.
    fn from_code(code: &str) -> Self;

    /// What the code means, in English; empty if the document does not list it.
    fn summary(&self) -> &'static str {
        let code = self.code();
        let value = Self::VALUES.iter().find(|value| value.code == code);
        value.map_or("", |value| value.summary)
    }
}

/// Whether a code is listed. An empty text counts as a code only if it is.
pub(crate) fn lists<E: OpenEnum>(code: &str) -> bool {
    E::VALUES.iter().any(|value| value.code == code)
}

/// Writes a code as answers hold it. In formats other than JSON a code is always written as text, so that a code such
/// as `007` stays the same. For the derive.
pub fn serialize_code<E: OpenEnum, S: Serializer>(
    code: &E,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let code = code.code();
    match code.parse::<i64>() {
        // A code such as `007` would become another code, `7`, as a number.
        Ok(number)
            if E::NUMBER && is_json::<S::Error>() && number.to_string() == code =>
        {
            serializer.serialize_i64(number)
        }
        _ => serializer.serialize_str(code),
    }
}

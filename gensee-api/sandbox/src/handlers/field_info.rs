//! Facts about a parameter from the field tables of the document.

use gensee_api::OpenEnum;
use gensee_api::params::Parameters;
use gensee_api::schema::FieldInfo;

fn row<P: Parameters>(name: &str) -> Option<&'static FieldInfo> {
    P::ROWS.iter().find(|row| row.name == name)
}

/// The value that the server uses when the parameter is absent.
pub(super) fn default_of<P: Parameters>(name: &str) -> Option<&'static str> {
    row::<P>(name)?.default
}

/// Does the same as [`default_of`], for a parameter that is a code.
pub(super) fn default_code<P: Parameters, E: OpenEnum>(name: &str) -> Option<E> {
    default_of::<P>(name).map(E::from_code)
}

/// The value that the server uses: one out of bounds becomes the nearest bound.
pub(super) fn clamped<P: Parameters>(name: &str, value: i64) -> i64 {
    let Some(bounds) = row::<P>(name).and_then(|row| row.clamp) else { return value };
    let value = bounds.min.map_or(value, |min| value.max(min));
    bounds.max.map_or(value, |max| value.min(max))
}

//! What the tables say about a parameter.

use gensee_api::OpenEnum;
use gensee_api::params::Parameters;
use gensee_api::schema::FieldInfo;

fn row<P: Parameters>(name: &str) -> Option<&'static FieldInfo> {
    P::ROWS.iter().find(|row| row.name == name)
}

/// What the server takes when the parameter is absent.
pub(super) fn default_of<P: Parameters>(name: &str) -> Option<&'static str> {
    row::<P>(name)?.default
}

/// The same for a parameter that is a code.
pub(super) fn default_code<P: Parameters, E: OpenEnum>(name: &str) -> Option<E> {
    default_of::<P>(name).map(E::from_code)
}

/// The value as the server takes it, pulled to the bounds.
pub(super) fn clamped<P: Parameters>(name: &str, value: i64) -> i64 {
    let Some(bounds) = row::<P>(name).and_then(|row| row.clamp) else { return value };
    let value = bounds.min.map_or(value, |min| value.max(min));
    bounds.max.map_or(value, |max| value.min(max))
}

//! How JSON is told from other formats.

use std::any::type_name;

/// Whether a serializer or deserializer with this error is one of `serde_json`. Serde has no other sign by which a format
/// can be told. Adapters such as `#[serde(flatten)]` keep the error of the format below.
#[inline]
pub(crate) fn is_json<E>() -> bool {
    type_name::<E>() == type_name::<serde_json::Error>()
}

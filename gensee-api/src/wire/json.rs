//! Tells JSON from other formats.

use std::any::type_name;

/// Whether a serializer or deserializer with this error type is one of `serde_json`. The error type is the only sign of
/// the format that serde gives. Adapters such as `#[serde(flatten)]` keep the error type of the format.
#[inline]
pub(crate) fn is_json<E>() -> bool {
    type_name::<E>() == type_name::<serde_json::Error>()
}

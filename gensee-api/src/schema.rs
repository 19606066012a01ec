//! What the document says of an operation, as data: the field tables, and what its revisions changed.

mod change;
mod field_info;
mod window;

pub use change::{Change, ChangeKind};
pub use field_info::{Bounds, CodeValue, FieldInfo, Kind};
pub use window::WindowInfo;

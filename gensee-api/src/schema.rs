//! What the document says about an operation, as data: the field tables, and the changes that its revisions made.

mod change;
mod field_info;
mod window;

pub use change::{Change, ChangeKind};
pub use field_info::{Bounds, CodeValue, FieldInfo, Kind};
pub use window::WindowInfo;

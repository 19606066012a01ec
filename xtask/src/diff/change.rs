//! What differs between two specs, as edits that turn the one into the other.
//!
//! Both are turned into one value each, in which every part has a name (`tree`), and walked along a small `grammar`
//! that says where parts stand.

mod apply;
pub(super) mod grammar;
mod target;
pub(super) mod tree;
mod walk;

use serde_json::Value;

pub use apply::apply;
pub use target::{key, place, target};
#[cfg(test)]
pub(super) use walk::between;
pub use walk::changes;

use super::model::Area;

/// One edit of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is an edit of.
    pub area: Area,
    /// The names from the spec's root down to the edited part: `operations`, `created`, `request`, `subject`. Entries
    /// of a list have names too: a revision's, a chapter's title.
    pub path: Vec<String>,
    /// The key of that part; none when the part comes, goes or moves as a whole, or has no keys.
    pub key: Option<String>,
    pub edit: Edit,
}

/// What is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The part comes, behind the neighbour `after` or before all of them.
    Added { value: Value, after: Option<String> },
    /// The part goes.
    Removed { value: Value },
    /// The key has another value, or begins or ends to be there; without a key, the part itself has another value.
    Changed { before: Option<Value>, after: Option<Value> },
    /// The part stands behind the neighbour `after` or before all of them.
    Moved { after: Option<String> },
}

//! What differs between two specs, as edits that turn the one into the other.

use serde_json::Value;

use super::model::Area;
use crate::spec::Spec;

/// One edit of a spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is an edit of.
    pub area: Area,
    /// The names from the spec's root down to the edited part: `operations`, `created`, `request`, `subject`.
    pub path: Vec<String>,
    /// The key of that part; none when the part comes, goes or moves as a whole.
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
    /// The key has another value, or begins or ends to be there.
    Changed { before: Option<Value>, after: Option<Value> },
    /// The part stands behind the neighbour `after` or before all of them.
    Moved { after: Option<String> },
}

/// The edits that turn `old` into `new`, in the document's order.
pub fn changes(_old: &Spec, _new: &Spec) -> Vec<Change> {
    Vec::new()
}

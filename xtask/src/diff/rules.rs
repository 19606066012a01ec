//! The table of the rules.

use super::model::Rule;

/// Every rule, in the order in which the catalogue shows them.
pub const RULES: &[Rule] = &[];

//! What the edits, the rules and their levels are held against.

mod catalogue;

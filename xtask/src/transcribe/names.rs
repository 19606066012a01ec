//! What a printed name is called in the spec and on the wire.

use std::collections::HashMap;

use super::diagnostic::{Diagnostics, refuse};
use super::position::Position;
use super::printed::without_blanks;
use crate::spec::Spec;

/// The names of the spec.
pub(super) struct Names {
    /// Those of rows that are printed otherwise, by what is printed.
    printed: HashMap<String, String>,
    /// Those that every answer has.
    answers: Vec<String>,
}

impl Names {
    pub(super) fn of(spec: &Spec) -> Self {
        let rows = spec.rows().into_iter();
        let named = rows
            .filter_map(|at| Some((at.row.printed_name.clone()?, at.name.to_owned())));
        let answers = spec.shared.response.keys().cloned().collect();
        Self { printed: named.collect(), answers }
    }

    /// Whether it is the name of a row that every answer has.
    pub(super) fn is_of_answers(&self, key: &str) -> bool {
        self.answers.iter().any(|name| name == key)
    }

    /// The name in the spec of a row that is printed so: without blanks and without remarks in brackets.
    pub(super) fn key(
        &self,
        printed: &str,
        at: Position,
    ) -> Result<String, Diagnostics> {
        if let Some(known) = self.printed.get(printed) {
            return Ok(known.clone());
        }
        let key = key(printed);
        let is_wire = |c: char| c.is_ascii_alphanumeric() || "[]._".contains(c);
        let Some(odd) = key.chars().find(|c| !is_wire(*c)) else { return Ok(key) };
        let what = format!(
            "the name `{printed}` has the character U+{:04X}, and a name on the wire is letters, digits, `[`, `]`, `.` and `_` of ASCII",
            u32::from(odd)
        );
        let help = "mend it in a copy, or write the row into the spec by hand, with this as its `printed_name`";
        refuse(at, what, help)
    }
}

/// A printed name without blanks and without remarks in brackets.
pub(super) fn key(printed: &str) -> String {
    let name = without_blanks(printed.split(['（', '(']).next().unwrap_or_default());
    if name.is_empty() { without_blanks(printed) } else { name }
}

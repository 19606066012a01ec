//! The table of the rules: what kinds of changes there are, and what each means.
//!
//! A rule is looked up by its id when the program is compiled, so that no change can be without one.

mod books;
mod code;
mod operation;
mod row;
mod row_apart;
mod shared;
mod table;

use super::model::{Rule, Step, Wire};
use crate::spec::target_owner;

/// Every rule, in the order in which the catalogue shows them.
pub const RULES: &[Rule] = &ALL;

/// The rules by what they are about.
const PARTS: [&[Rule]; 6] = [
    operation::RULES,
    row::RULES,
    row_apart::RULES,
    code::RULES,
    shared::RULES,
    books::RULES,
];

const COUNT: usize = {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
};

static ALL: [Rule; COUNT] = {
    let mut all = [PARTS[0][0]; COUNT];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut index = 0;
        while index < PARTS[part].len() {
            all[at] = PARTS[part][index];
            (at, index) = (at + 1, index + 1);
        }
        part += 1;
    }
    all
};

/// The rule `id`. To be called in a `const`, where an id that does not exist is an error of the compiler.
pub(super) const fn rule(id: &str) -> &'static Rule {
    let mut at = 0;
    while at < RULES.len() {
        if same(RULES[at].id.as_bytes(), id.as_bytes()) {
            return &RULES[at];
        }
        at += 1;
    }
    panic!("there is no rule of this id")
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The rule for `target` of which the changelog says only that it changed.
pub fn revised(target: &str) -> &'static Rule {
    let rest = target.split_once('#').map(|(_, rest)| rest).unwrap_or_default();
    let table = rest.split('.').next().unwrap_or_default();
    match (target_owner(target), table) {
        ("document", _) => const { rule("chapter-revised") },
        ("shared", "return_codes") => const { rule("return-code-revised") },
        ("shared", "callbacks") => const { rule("callback-row-revised") },
        (_, "request") => const { rule("request-row-revised") },
        (_, "response") => const { rule("answer-row-revised") },
        _ => const { rule("operation-revised") },
    }
}

/// The table that `--rules` prints.
pub fn catalogue() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let line = |id: &str, wire: &str, rust: &str, statement: &str| {
        format!("{id:width$}  {wire:8}  {rust:5}  {statement}\n")
    };
    let rules = RULES
        .iter()
        .map(|rule| line(rule.id, rule.wire.word(), rule.rust.word(), rule.statement));
    [line("rule", "wire", "rust", "what follows")].into_iter().chain(rules).collect()
}

impl Wire {
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl Step {
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

//! How rules are written down: a rule's id is made of its parts.

/// Rules as a slice. Each is an area, its directions (a rule each; `-` where there is none), a kind, an action, the half,
/// the two levels, the keys that it covers, and the statement.
macro_rules! rules {
    ($(
        $area:ident [$($direction:tt)*] $kind:tt $action:ident $half:ident $wire:ident $rust:ident
        $covers:tt $statement:literal
    )*) => {
        &[$($($crate::diff::model::Rule {
            id: concat!(
                $crate::diff::rules::table::word!(@direction $direction),
                $crate::diff::rules::table::word!($area),
                $crate::diff::rules::table::word!(@kind $kind),
                "-",
                $crate::diff::rules::table::word!($action),
            ),
            area: $crate::diff::model::Area::$area,
            kind: $kind,
            action: $crate::diff::model::Action::$action,
            direction: $crate::diff::rules::table::direction!($direction),
            half: $crate::diff::rules::table::half!($direction $half),
            wire: $crate::diff::model::Wire::$wire,
            rust: $crate::diff::model::Step::$rust,
            statement: $statement,
            covers: &$covers,
        }),*),*]
    };
}

macro_rules! word {
    (@direction -) => {
        ""
    };
    (@direction $direction:tt) => {
        concat!($crate::diff::rules::table::word!($direction), "-")
    };
    (@kind "") => {
        ""
    };
    (@kind $kind:tt) => {
        concat!("-", $kind)
    };
    (Request) => {
        "request"
    };
    (Answer) => {
        "answer"
    };
    (Callback) => {
        "callback"
    };
    (Document) => {
        "document"
    };
    (Fact) => {
        "fact"
    };
    (Chapter) => {
        "chapter"
    };
    (Revision) => {
        "revision"
    };
    (Amendment) => {
        "amendment"
    };
    (Accepted) => {
        "accepted"
    };
    (ReturnCode) => {
        "return-code"
    };
    (Glossary) => {
        "glossary"
    };
    (Operation) => {
        "operation"
    };
    (Window) => {
        "window"
    };
    (Paging) => {
        "paging"
    };
    (Condition) => {
        "condition"
    };
    (Example) => {
        "example"
    };
    (Row) => {
        "row"
    };
    (Code) => {
        "code"
    };
    (Added) => {
        "added"
    };
    (Removed) => {
        "removed"
    };
    (Changed) => {
        "changed"
    };
    (Narrowed) => {
        "narrowed"
    };
    (Widened) => {
        "widened"
    };
    (Moved) => {
        "moved"
    };
    (Revised) => {
        "revised"
    };
}

macro_rules! direction {
    (-) => {
        None
    };
    ($direction:ident) => {
        Some($crate::diff::model::Direction::$direction)
    };
}

/// No table prints what is posted to callers: its rows are ours, cut from notes.
macro_rules! half {
    (Callback Printed) => {
        $crate::diff::model::Half::Read
    };
    ($direction:tt $half:ident) => {
        $crate::diff::model::Half::$half
    };
}

pub(super) use {direction, half, rules, word};

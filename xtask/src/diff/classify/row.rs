//! Rows of tables.

use super::find::{self, direction};
use super::turn::Turn;
use super::{by, key, row_apart, rule};
use crate::codegen::model::Presence;
use crate::codegen::{self, Side, names};
use crate::diff::change::{Change, Edit};
use crate::diff::model::{Direction, Rule};
use crate::spec::kind::{self, Shape};
use crate::spec::{Bounds, Row, Rows, Spec};

/// The rule of a row that came, went, moved, or has another key.
pub(super) fn row(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    row_apart::row(change, old, new).unwrap_or_else(|| field(change, old, new))
}

/// A row that is a field.
fn field(change: &Change, old: &Spec, new: &Spec) -> &'static Rule {
    let direction = direction(&change.path);
    match &change.edit {
        Edit::Added { .. } => {
            added(direction, &find::row(new, &change.path).cloned().unwrap_or_default())
        }
        Edit::Removed { .. } => by!(direction, "row-removed"),
        Edit::Moved { .. } => match (direction, is_argument_moved(change, old, new)) {
            (Direction::Request, true) => rule!("request-row-needed-moved"),
            (Direction::Callback, true) => rule!("callback-row-needed-moved"),
            _ => by!(direction, "row-moved"),
        },
        Edit::Changed { .. } => Rewritten::of(change, old, new).rule(key(change)),
    }
}

fn added(direction: Direction, row: &Row) -> &'static Rule {
    let presence = codegen::presence(row, side(direction));
    match (direction, presence) {
        (Direction::Answer, Presence::Needed) => rule!("answer-row-always-added"),
        (Direction::Answer, _) => rule!("answer-row-added"),
        (Direction::Request, _) if kind::is_required(row) => {
            rule!("request-row-needed-added")
        }
        (Direction::Request, Presence::List) => rule!("request-row-list-added"),
        (Direction::Request, _) => rule!("request-row-optional-added"),
        (Direction::Callback, Presence::Needed) => rule!("callback-row-needed-added"),
        (Direction::Callback, Presence::List) => rule!("callback-row-list-added"),
        (Direction::Callback, Presence::Optional) => {
            rule!("callback-row-optional-added")
        }
    }
}

/// How the bindings treat rows of a direction: what is posted to the caller is lowered like what he sends.
fn side(direction: Direction) -> Side {
    match direction {
        Direction::Request | Direction::Callback => Side::Request,
        Direction::Answer => Side::Answer,
    }
}

/// Whether the arguments of `new` that were there before and are there still change their order around the row.
fn is_argument_moved(change: &Change, old: &Spec, new: &Spec) -> bool {
    let path = &change.path;
    let side = side(direction(path));
    let (Some(old), Some(new), Some(name)) =
        (find::table(old, path), find::table(new, path), path.last())
    else {
        return false;
    };
    let is_argument = |row: Option<&Row>| {
        row.is_some_and(|row| codegen::presence(row, side) != Presence::Optional)
    };
    let stays = |name: &String| is_argument(old.get(name)) && is_argument(new.get(name));
    let before = |rows: &Rows| -> Vec<String> {
        let mut names: Vec<_> = rows
            .keys()
            .take_while(|other| *other != name)
            .filter(|other| stays(other))
            .cloned()
            .collect();
        names.sort();
        names
    };
    stays(name) && before(old) != before(new)
}

/// A row of which a key changed: both of it as a whole.
pub(super) struct Rewritten {
    direction: Direction,
    name: String,
    pub was: Row,
    pub is: Row,
}

impl Rewritten {
    pub fn of(change: &Change, old: &Spec, new: &Spec) -> Self {
        let row = |spec| find::row(spec, &change.path).cloned().unwrap_or_default();
        Self {
            direction: direction(&change.path),
            name: change.path.last().cloned().unwrap_or_default(),
            was: row(old),
            is: row(new),
        }
    }

    /// The rule of `key`, whose value is another one.
    pub fn rule(&self, key: &str) -> &'static Rule {
        match key {
            "printed_name" => by!(self.direction, "row-printed-name-changed"),
            "type" => self.ty(),
            "optional" => self.optional(),
            "note" => by!(self.direction, "row-note-changed"),
            "misprints" => by!(self.direction, "row-misprints-changed"),
            "en" => by!(self.direction, "row-en-changed"),
            "as" if !self.keeps_type() => by!(self.direction, "row-as-changed"),
            "as" if kind::shape(&self.was) != kind::shape(&self.is) => {
                by!(self.direction, "row-as-kept-changed")
            }
            "rust_name" if self.field(&self.was) != self.field(&self.is) => {
                by!(self.direction, "row-rust-name-changed")
            }
            "rust_type" if !self.keeps_type() => {
                by!(self.direction, "row-rust-type-changed")
            }
            "values" if self.keeps_type() => self.idle(),
            "values" if self.is.values.is_empty() => {
                by!(self.direction, "row-values-removed")
            }
            "values" => by!(self.direction, "row-values-added"),
            "wire" => self.wire(),
            "evidence" => by!(self.direction, "row-evidence-changed"),
            "length" | "range" | "clamp" | "default" => self.bounds(key),
            "required" => self.required(),
            "secret" => by!(self.direction, "row-secret-changed"),
            "always" => self.always(),
            _ => self.idle(),
        }
    }

    fn idle(&self) -> &'static Rule {
        by!(self.direction, "row-idle-changed")
    }

    fn field(&self, row: &Row) -> String {
        names::field(&self.name, row)
    }

    /// Whether the field has the type that it had, but for `Option`.
    fn keeps_type(&self) -> bool {
        let of = |row: &Row| Some((codegen::value(row)?, kind::shape(row)?.list));
        of(&self.was).is_some_and(|was| Some(was) == of(&self.is))
    }

    fn ty(&self) -> &'static Rule {
        if self.is_spelling() {
            by!(self.direction, "row-spelling-changed")
        } else if self.keeps_type() {
            by!(self.direction, "row-printed-type-changed")
        } else {
            by!(self.direction, "row-type-changed")
        }
    }

    /// Whether the print means what it meant.
    pub fn is_spelling(&self) -> bool {
        kind::printed(&self.was).is_some_and(|was| Some(was) == kind::printed(&self.is))
    }

    /// Whether it must be sent now, or must not any more; none where that is as it was.
    pub fn need(&self) -> Option<bool> {
        let is = kind::is_required(&self.is);
        (is != kind::is_required(&self.was)).then_some(is)
    }

    fn is_list(&self) -> bool {
        let list = |row| kind::shape(row).is_some_and(|Shape { list, .. }| list);
        list(&self.was) && list(&self.is)
    }

    fn optional(&self) -> &'static Rule {
        if self.direction == Direction::Answer {
            let (was, is) =
                (kind::printed_required(&self.was), kind::printed_required(&self.is));
            return match (was, is) {
                (false, true) => rule!("answer-row-optional-narrowed"),
                (true, false) => rule!("answer-row-optional-widened"),
                _ => rule!("answer-row-optional-changed"),
            };
        }
        let is_request = self.direction == Direction::Request;
        match (self.need(), is_request, self.is_list()) {
            (None, ..) => by!(self.direction, "row-optional-changed"),
            (Some(true), true, true) => rule!("request-row-optional-list-narrowed"),
            (Some(false), true, true) => rule!("request-row-optional-list-widened"),
            (Some(_), false, true) => rule!("callback-row-optional-list-changed"),
            (Some(true), true, false) => rule!("request-row-optional-narrowed"),
            (Some(false), true, false) => rule!("request-row-optional-widened"),
            (Some(true), false, false) => rule!("callback-row-optional-narrowed"),
            (Some(false), false, false) => rule!("callback-row-optional-widened"),
        }
    }

    fn required(&self) -> &'static Rule {
        match (self.need(), self.direction, self.is_list()) {
            (None, ..) | (_, Direction::Answer, _) => self.idle(),
            (Some(true), Direction::Request, true) => {
                rule!("request-row-required-list-narrowed")
            }
            (Some(false), Direction::Request, true) => {
                rule!("request-row-required-list-widened")
            }
            (Some(_), Direction::Callback, true) => {
                rule!("callback-row-required-list-changed")
            }
            (Some(true), Direction::Request, false) => {
                rule!("request-row-required-narrowed")
            }
            (Some(false), Direction::Request, false) => {
                rule!("request-row-required-widened")
            }
            (Some(true), Direction::Callback, false) => {
                rule!("callback-row-required-narrowed")
            }
            (Some(false), Direction::Callback, false) => {
                rule!("callback-row-required-widened")
            }
        }
    }

    fn always(&self) -> &'static Rule {
        match self.direction {
            Direction::Answer if self.is_list() => self.idle(),
            Direction::Answer if self.is.always => rule!("answer-row-always-narrowed"),
            Direction::Answer => rule!("answer-row-always-widened"),
            Direction::Request | Direction::Callback => self.idle(),
        }
    }

    fn wire(&self) -> &'static Rule {
        let first = |row| kind::wire_name(&self.name, row).to_owned();
        let all = |row| -> Vec<_> {
            kind::wire_names(&self.name, row).map(str::to_owned).collect()
        };
        let turn = Turn::of_sets(&all(&self.was), &all(&self.is));
        match (self.direction, turn) {
            (Direction::Request, _) if first(&self.was) == first(&self.is) => {
                rule!("request-row-wire-others-changed")
            }
            (Direction::Request, _) => rule!("request-row-wire-changed"),
            (Direction::Answer, Turn::Less | Turn::Both) => {
                rule!("answer-row-wire-narrowed")
            }
            (Direction::Answer, Turn::More) => rule!("answer-row-wire-widened"),
            (Direction::Answer, Turn::Same) => rule!("answer-row-wire-changed"),
            (Direction::Callback, Turn::Less | Turn::Both) => {
                rule!("callback-row-wire-narrowed")
            }
            (Direction::Callback, Turn::More) => rule!("callback-row-wire-widened"),
            (Direction::Callback, Turn::Same) => rule!("callback-row-wire-changed"),
        }
    }

    fn bounds(&self, key: &str) -> &'static Rule {
        let turn = |of: fn(&Row) -> Option<Bounds>| {
            Turn::of_bounds(of(&self.was), of(&self.is))
        };
        match (self.direction, key) {
            (Direction::Answer, _) => rule!("answer-row-bounds-changed"),
            (Direction::Callback, _) => rule!("callback-row-bounds-changed"),
            (Direction::Request, "length") => match turn(|row| row.length) {
                Turn::Less => rule!("request-row-length-narrowed"),
                Turn::More => rule!("request-row-length-widened"),
                Turn::Both | Turn::Same => rule!("request-row-length-changed"),
            },
            (Direction::Request, "range") => match turn(|row| row.range) {
                Turn::Less => rule!("request-row-range-narrowed"),
                Turn::More => rule!("request-row-range-widened"),
                Turn::Both | Turn::Same => rule!("request-row-range-changed"),
            },
            (Direction::Request, "clamp") => rule!("request-row-clamp-changed"),
            (Direction::Request, _) => rule!("request-row-default-changed"),
        }
    }
}

//! From two specs to the edits between them.

use serde_json::{Map, Value};

use super::grammar::{Below, Part, SPEC};
use super::tree::{plain, same, shown, tree};
use super::{Change, Edit};
use crate::align::align;
use crate::diff::model::Area;
use crate::spec::Spec;

/// The edits that turn `old` into `new`, in the document's order: applied one after the other, each fits.
pub fn changes(old: &Spec, new: &Spec) -> Vec<Change> {
    between(&tree(old), &tree(new))
}

/// The same of two specs that are trees already.
pub(in crate::diff) fn between(old: &Value, new: &Value) -> Vec<Change> {
    let mut walk = Walk::default();
    walk.part(&SPEC, old, new);
    walk.found
}

#[derive(Default)]
struct Walk {
    path: Vec<String>,
    found: Vec<Change>,
}

type Entries = Map<String, Value>;

impl Walk {
    fn push(&mut self, area: Area, key: Option<&str>, edit: Edit) {
        let key = key.map(str::to_owned);
        self.found.push(Change { area, path: self.path.clone(), key, edit });
    }

    /// Goes on with the part below `step`.
    fn at(&mut self, step: &str, go: impl FnOnce(&mut Self)) {
        self.path.push(step.to_owned());
        go(self);
        self.path.pop();
    }

    fn part(&mut self, part: &'static Part, old: &Value, new: &Value) {
        let (Value::Object(before), Value::Object(after)) = (old, new) else {
            if !same(old, new) {
                let (before, after) = (Some(old.clone()), Some(new.clone()));
                self.push(part.area, None, Edit::Changed { before, after });
            }
            return;
        };
        for key in merged(before, after) {
            let (old, new) = (before.get(key), after.get(key));
            match part.below(key) {
                None => self.key(part, key, old, new),
                Some(Below::One(below)) => {
                    self.at(key, |walk| walk.one(below, old, new));
                }
                Some(Below::Listing(_)) if is_empty(old) != is_empty(new) => {
                    self.key(part, key, old, new);
                }
                Some(below) => {
                    let empty = Entries::new();
                    let old = old.and_then(Value::as_object).unwrap_or(&empty);
                    let new = new.and_then(Value::as_object).unwrap_or(&empty);
                    self.at(key, |walk| walk.table(below.part(), old, new));
                }
            }
        }
    }

    /// A key that is compared as a whole.
    fn key(&mut self, part: &Part, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let is_same = match (old, new) {
            (Some(old), Some(new)) => same(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !is_same {
            let edit = Edit::Changed { before: old.cloned(), after: new.cloned() };
            self.push(part.area, Some(key), edit);
        }
    }

    /// A part that may be absent.
    fn one(&mut self, part: &'static Part, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (Some(old), Some(new)) => self.part(part, old, new),
            (Some(old), None) => self.removed(part, old),
            (None, Some(new)) => self.added(part, new, None),
            (None, None) => {}
        }
    }

    fn added(&mut self, part: &Part, value: &Value, after: Option<String>) {
        let value = plain(value.clone(), part);
        self.push(part.area, None, Edit::Added { value, after });
    }

    fn removed(&mut self, part: &Part, value: &Value) {
        let value = plain(value.clone(), part);
        self.push(part.area, None, Edit::Removed { value });
    }

    /// Parts in order. As many as can keep their places; what stands between two of these has gone, come or moved.
    fn table(&mut self, part: &'static Part, old: &Entries, new: &Entries) {
        let before: Vec<_> = old.keys().collect();
        let after: Vec<_> = new.keys().collect();
        let kept = align(&before, &after);
        let (mut i, mut j) = (0, 0);
        for (next_i, next_j) in kept.into_iter().chain([(before.len(), after.len())]) {
            for name in &before[i..next_i] {
                if !new.contains_key(*name) {
                    let shown = shown(part, old, name);
                    self.at(&shown, |walk| walk.removed(part, &old[*name]));
                }
            }
            for at in j..next_j {
                let name = after[at];
                let neighbour = at.checked_sub(1).map(|at| shown(part, new, after[at]));
                self.at(&shown(part, new, name), |walk| match old.get(name) {
                    None => walk.added(part, &new[name], neighbour),
                    Some(old) => {
                        walk.push(part.area, None, Edit::Moved { after: neighbour });
                        walk.part(part, old, &new[name]);
                    }
                });
            }
            if let (Some(name), Some(_)) = (before.get(next_i), after.get(next_j)) {
                let (old, value) = (&old[*name], &new[*name]);
                self.at(&shown(part, new, name), |walk| walk.part(part, old, value));
            }
            (i, j) = (next_i + 1, next_j + 1);
        }
    }
}

/// The keys of both in the model's order, which each of them follows.
fn merged<'e>(old: &'e Entries, new: &'e Entries) -> Vec<&'e str> {
    let mut keys = Vec::new();
    let mut rest = new.keys().map(String::as_str).peekable();
    for key in old.keys() {
        if new.contains_key(key) {
            while let Some(only) = rest.next_if(|only| only != key) {
                keys.push(only);
            }
            rest.next();
        }
        keys.push(key.as_str());
    }
    keys.extend(rest);
    keys
}

fn is_empty(table: Option<&Value>) -> bool {
    table.and_then(Value::as_object).is_none_or(Map::is_empty)
}

//! Edits of a spec by chance, with what other specs hold.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value};

use crate::diff::Area;
use crate::diff::change::grammar::{Below, Part, SPEC};
use crate::diff::change::tree::{spec, tree};
use crate::spec::Spec;

/// An edit whose places are chosen once it is known what there is to choose from.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    part: Index,
    key: Index,
    value: Index,
    at: Index,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Set,
    Drop,
    Insert,
    Remove,
    Move,
}

/// Up to `most` edits.
pub(crate) fn mutations(most: usize) -> impl Strategy<Value = Vec<Mutation>> {
    let kind = prop_oneof![
        2 => Just(Kind::Set),
        1 => Just(Kind::Drop),
        2 => Just(Kind::Insert),
        1 => Just(Kind::Remove),
        1 => Just(Kind::Move),
    ];
    let mutation =
        (any::<Index>(), any::<Index>(), any::<Index>(), any::<Index>(), kind).prop_map(
            |(part, key, value, at, kind)| Mutation { part, key, value, at, kind },
        );
    vec(mutation, 1..=most)
}

/// Keys with all values, and whole parts, by area.
#[derive(Default)]
pub(crate) struct Pool {
    keys: BTreeMap<Area, BTreeMap<String, Vec<Value>>>,
    parts: BTreeMap<Area, Vec<(String, Value)>>,
}

impl Pool {
    pub fn of(specs: &[&Spec]) -> Self {
        let mut pool = Self::default();
        for spec in specs {
            pool.fill(&SPEC, &tree(spec));
        }
        pool
    }

    fn fill(&mut self, part: &'static Part, value: &Value) {
        for (key, value) in value.as_object().into_iter().flatten() {
            match part.below(key) {
                None => {
                    let keys = self.keys.entry(part.area).or_default();
                    keys.entry(key.clone()).or_default().push(value.clone());
                }
                Some(Below::One(below)) => {
                    let parts = self.parts.entry(below.area).or_default();
                    parts.push((key.clone(), value.clone()));
                    self.fill(below, value);
                }
                Some(below) => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        let parts = self.parts.entry(below.part().area).or_default();
                        parts.push((name.clone(), value.clone()));
                        self.fill(below.part(), value);
                    }
                }
            }
        }
    }
}

/// A spec and its tree.
#[derive(Clone)]
pub(crate) struct State {
    pub spec: Spec,
    pub tree: Value,
}

impl State {
    pub fn of(spec: Spec) -> Self {
        Self { tree: tree(&spec), spec }
    }

    /// The state after `mutations`. One that makes no spec is left out.
    pub fn mutated(&self, pool: &Pool, mutations: &[Mutation]) -> Self {
        let mut new = self.clone();
        for mutation in mutations {
            let mut tree = new.tree.clone();
            mutation.apply(&mut tree, pool);
            if let Ok(spec) = spec(tree) {
                new = Self::of(spec);
            }
        }
        new
    }
}

impl Mutation {
    fn apply(&self, tree: &mut Value, pool: &Pool) {
        let mut parts = Vec::new();
        collect(&SPEC, tree, &mut Vec::new(), &mut parts);
        let (path, part) = &parts[self.part.index(parts.len())];
        let Some(value) = path.iter().try_fold(tree, |value, step| value.get_mut(step))
        else {
            return;
        };
        let Some(keys) = value.as_object_mut() else {
            // A code or a line of the glossary: it has no keys.
            if let Some((_, other)) = chosen(pool.parts.get(&part.area), self.value) {
                value.clone_from(other);
            }
            return;
        };
        match self.kind {
            Kind::Set | Kind::Drop => self.key(keys, part, pool),
            Kind::Insert | Kind::Remove | Kind::Move => self.entry(keys, part, pool),
        }
    }

    fn key(&self, keys: &mut Map<String, Value>, part: &Part, pool: &Pool) {
        let all: Vec<_> = pool.keys.get(&part.area).into_iter().flatten().collect();
        if all.is_empty() {
            return;
        }
        let (key, values) = all[self.key.index(all.len())];
        match self.kind {
            Kind::Drop => keys.shift_remove(key),
            _ => {
                keys.insert(key.clone(), values[self.value.index(values.len())].clone())
            }
        };
    }

    fn entry(&self, keys: &mut Map<String, Value>, part: &Part, pool: &Pool) {
        let below: Vec<_> = part.keys().collect();
        if below.is_empty() {
            return;
        }
        let (key, below) = below[self.key.index(below.len())];
        let new = chosen(pool.parts.get(&below.part().area), self.value);
        if let Below::One(_) = below {
            match (self.kind, new) {
                (Kind::Insert, Some((_, value))) => {
                    keys.insert(key.to_owned(), value.clone())
                }
                _ => keys.shift_remove(key),
            };
            return;
        }
        let entries = keys.entry(key).or_insert_with(|| Value::Object(Map::new()));
        let Some(entries) = entries.as_object_mut() else { return };
        let at = self.at.index(entries.len() + 1);
        match (self.kind, new) {
            (Kind::Insert, Some((name, value))) => {
                if !entries.contains_key(name) {
                    entries.shift_insert(at, name.clone(), value.clone());
                }
            }
            _ if entries.is_empty() => {}
            (kind, _) => {
                let name = entries.keys().nth(self.value.index(entries.len())).cloned();
                let gone = name.and_then(|name| entries.shift_remove_entry(&name));
                if let (Kind::Move, Some((name, value))) = (kind, gone) {
                    entries.shift_insert(at.min(entries.len()), name, value);
                }
            }
        }
    }
}

fn chosen<T>(all: Option<&Vec<T>>, index: Index) -> Option<&T> {
    let all = all.filter(|all| !all.is_empty())?;
    Some(&all[index.index(all.len())])
}

/// Every part below `value` with the way to it.
fn collect(
    part: &'static Part,
    value: &Value,
    path: &mut Vec<String>,
    parts: &mut Vec<(Vec<String>, &'static Part)>,
) {
    parts.push((path.clone(), part));
    for (key, below) in part.keys() {
        let Some(child) = value.get(key) else { continue };
        path.push(key.to_owned());
        if let Below::One(below) = below {
            collect(below, child, path, parts);
        } else {
            for (name, child) in child.as_object().into_iter().flatten() {
                path.push(name.clone());
                collect(below.part(), child, path, parts);
                path.pop();
            }
        }
        path.pop();
    }
}

//! A spec as one flat table: every part that has a name, with its keys. What differs between two specs is what differs
//! between two such tables.

use indexmap::IndexMap;
use serde_json::Value;

use super::model::{Action, KeyChange};
use super::renamed::Renamed;
use crate::align::align;
use crate::spec::reading::PRINTED;
use crate::spec::{Place, Spec, json, operation_path, revision_names, target_name};

/// Keys that hold our words, our evidence and our tests, whatever they stand in.
const DOCS: [&str; 7] =
    ["disagrees", "en", "evidence", "examples", "misprints", "source", "unread"];

/// What differs of a row that is called otherwise, which is none of its keys.
const NAME: &str = "name";

/// Which keys hold parts of their own, and what these are.
const NESTED: [(PartKind, &str, PartKind); 13] = [
    (PartKind::Document, "site", PartKind::Fact),
    (PartKind::Document, "chapters", PartKind::Chapter),
    (PartKind::Chapter, "sections", PartKind::Chapter),
    (PartKind::Shared, "request", PartKind::Row),
    (PartKind::Shared, "response", PartKind::Row),
    (PartKind::Shared, "return_codes", PartKind::ReturnCode),
    (PartKind::Shared, "callbacks", PartKind::Callback),
    (PartKind::Shared, "glossary", PartKind::Glossary),
    (PartKind::Callback, "parameters", PartKind::CallbackRow),
    (PartKind::CallbackRow, "fields", PartKind::CallbackRow),
    (PartKind::Operation, "request", PartKind::Row),
    (PartKind::Operation, "response", PartKind::Row),
    (PartKind::Row, "fields", PartKind::Row),
];
/// Keys that a target leaves out, since what stands below them shows where it is.
const UNNAMED: [&str; 4] = ["chapters", "sections", "parameters", "fields"];

/// The parts of a spec by what they are known by, in the document's order.
pub type Parts = IndexMap<String, Part>;

/// A part of a spec.
#[derive(Debug)]
pub struct Part {
    /// `created#request.subject`, `changelog#2018-05-04.2`.
    pub target: String,
    pub place: Place,
    pub kind: PartKind,
    /// What the part that it belongs to is known by.
    parent: String,
    /// Its place and its neighbours' have an order among those of the same list.
    list: &'static str,
    value: Value,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Document,
    Fact,
    Chapter,
    Shared,
    Revision,
    Amendment,
    ReturnCode,
    Callback,
    CallbackRow,
    Glossary,
    Operation,
    Row,
}

/// Whose a key is, which decides what can cause a change of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Our words, evidence and tests.
    Docs,
    /// We read it so.
    Read,
    /// The vendor's document shows it.
    Printed,
}

/// A part that differs between two specs.
#[derive(Debug)]
pub struct Change<'a> {
    pub old: Option<&'a Part>,
    pub new: Option<&'a Part>,
    pub action: Action,
    pub keys: Vec<KeyChange>,
    /// The half that needs the best explanation.
    pub half: Half,
}

impl PartKind {
    /// Whether the vendor's document shows the key.
    fn prints(self, key: &str) -> bool {
        match self {
            // Its title is ours.
            Self::Document => key == "methods",
            Self::Row if key == NAME => true,
            // No table prints what the server posts: its rows are ours, cut from notes.
            Self::CallbackRow | Self::Callback => false,
            Self::Fact | Self::Shared | Self::Amendment | Self::Glossary => false,
            _ => PRINTED.contains(&key),
        }
    }

    /// Whose it is that such a part is there, and where.
    fn half(self) -> Half {
        match self {
            Self::Amendment | Self::Glossary => Half::Docs,
            Self::Fact | Self::Callback | Self::CallbackRow => Half::Read,
            _ => Half::Printed,
        }
    }
}

impl Change<'_> {
    /// As the newer spec has it, unless it is gone.
    pub fn part(&self) -> &Part {
        self.new.or(self.old).expect("a change is of a part")
    }
}

impl Part {
    /// The keys with their values; a part without keys is one value.
    fn keys(&self) -> impl Iterator<Item = (Option<&str>, &Value)> {
        let map = self.value.as_object();
        let whole = map.is_none().then_some((None, &self.value));
        let keys = map.into_iter().flatten().map(|(key, value)| (key.as_str(), value));
        let own =
            keys.filter(|(key, _)| nested(self.kind).all(|(name, _)| name != *key));
        whole.into_iter().chain(own.map(|(key, value)| (Some(key), value)))
    }

    fn get(&self, key: Option<&str>) -> Option<&Value> {
        key.map_or(Some(&self.value), |key| self.value.get(key))
    }

    pub fn half_of(&self, key: Option<&str>) -> Half {
        match key {
            None => self.kind.half(),
            Some(key) if self.kind.prints(key) => Half::Printed,
            Some(key) if DOCS.contains(&key) => Half::Docs,
            Some(_) if self.kind == PartKind::Amendment => Half::Docs,
            Some(_) => Half::Read,
        }
    }
}

/// The keys of `kind` that hold parts of their own, and what these are.
fn nested(kind: PartKind) -> impl Iterator<Item = (&'static str, PartKind)> {
    let nested = NESTED.iter().filter(move |(above, ..)| *above == kind);
    nested.map(|(_, key, below)| (*key, *below))
}

/// The parts of `spec`.
pub fn parts(spec: &Spec) -> Parts {
    let mut list = List::default();
    let mut document = json(&spec.document);
    // The order of the operations is that of their parts.
    document.as_object_mut().map(|document| document.shift_remove("operations"));
    let file = |name: &str| Place::file(format!("{name}.yaml"));
    list.add("", "", "document", file("document"), PartKind::Document, document);
    list.add("", "", "shared", file("shared"), PartKind::Shared, json(&spec.shared));
    let names = revision_names(&spec.changelog);
    for (index, (row, name)) in spec.changelog.iter().zip(names).enumerate() {
        let (target, place) = (format!("changelog#{name}"), file("changelog").to(index));
        list.add("", "changelog", &target, place, PartKind::Revision, json(row));
    }
    for (index, amendment) in spec.amendments.iter().enumerate() {
        let target = format!("amendments#{}", amendment.date);
        let place = file("amendments").to(index);
        list.add("", "amendments", &target, place, PartKind::Amendment, json(amendment));
    }
    for (key, operation) in &spec.operations {
        let place = Place::file(operation_path(key));
        list.add("", "operations", key, place, PartKind::Operation, json(operation));
    }
    list.0
}

#[derive(Default)]
struct List(Parts);

impl List {
    /// Adds a part, and those that its keys hold.
    fn add(
        &mut self,
        parent: &str,
        list: &'static str,
        target: &str,
        place: Place,
        kind: PartKind,
        value: Value,
    ) {
        let (mut known, mut ordinal) = (target.to_owned(), 1);
        while self.0.contains_key(&known) {
            ordinal += 1;
            known = format!("{target}.{ordinal}");
        }
        let part = Part {
            target: target.to_owned(),
            place: if kind == PartKind::Row { place.key() } else { place.clone() },
            kind,
            parent: parent.to_owned(),
            list,
            value: value.clone(),
        };
        self.0.insert(known.clone(), part);
        for (key, below) in nested(kind) {
            let above = if UNNAMED.contains(&key) { "" } else { &format!("{key}.") };
            let above =
                format!("{}{above}", if target.contains('#') { "." } else { "#" });
            for (step, name, value) in entries(&value[key]) {
                let (target, place) =
                    (format!("{target}{above}{name}"), place.to(key).to(step));
                self.add(&known, key, &target, place, below, value.clone());
            }
        }
    }
}

/// The entries of a map or a list: step, name, value. Those of a list are called by their titles.
fn entries(value: &Value) -> Vec<(String, &str, &Value)> {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| (name.clone(), name.as_str(), value))
            .collect(),
        Value::Array(list) => {
            let entries = list.iter().enumerate().map(|(at, value)| {
                let title = value["title"].as_str().unwrap_or_default();
                (at.to_string(), title, value)
            });
            entries.collect()
        }
        _ => Vec::new(),
    }
}

/// What differs, in the order of the newer spec; what is gone stands behind it.
pub fn changes<'a>(
    old: &'a Parts,
    new: &'a Parts,
    renamed: &Renamed,
) -> Vec<Change<'a>> {
    let old: Table = old.iter().map(|(known, part)| (renamed.of(known), part)).collect();
    let new: Table = new.iter().map(|(known, part)| (known.clone(), part)).collect();
    let moved = moved(&old, &new);
    let came = new.iter().filter_map(|(known, part)| match old.get(known) {
        Some(before) => changed(before, part, moved.contains(&known.as_str())),
        None => is_outermost(part, &old).then(|| whole(part, Action::Added)),
    });
    let is_gone =
        |known: &str, part| !new.contains_key(known) && is_outermost(part, &new);
    let gone = old.iter().filter(|(known, part)| is_gone(known, part));
    came.chain(gone.map(|(_, part)| whole(part, Action::Removed))).collect()
}

/// The change of a part that is there on one side alone.
fn whole(part: &Part, action: Action) -> Change<'_> {
    let is_new = action == Action::Added;
    let (old, new) = if is_new { (None, Some(part)) } else { (Some(part), None) };
    let value = |part: Option<&Part>| part.map(|part| part.value.clone());
    let keys = vec![KeyChange { key: None, before: value(old), after: value(new) }];
    Change { old, new, action, keys, half: part.kind.half() }
}

/// The parts by what the newer spec calls them.
type Table<'a> = IndexMap<String, &'a Part>;

/// Whether what a part belongs to is in the `other` table: if not, that says it all.
fn is_outermost(part: &Part, other: &Table) -> bool {
    part.parent.is_empty() || other.contains_key(&part.parent)
}

fn changed<'a>(old: &'a Part, new: &'a Part, moved: bool) -> Option<Change<'a>> {
    let gone = old.keys().map(|(key, _)| key).filter(|key| new.get(*key).is_none());
    let all = new.keys().map(|(key, _)| key).chain(gone);
    let differing = all.filter(|key| !same(old.get(*key), new.get(*key)));
    let mut keys: Vec<_> = differing
        .map(|key| KeyChange {
            key: key.map(str::to_owned),
            before: old.get(key).cloned(),
            after: new.get(key).cloned(),
        })
        .collect();
    let [before, after] = [old, new].map(|part| Value::from(target_name(&part.target)));
    if new.kind == PartKind::Row && before != after {
        let key = Some(NAME.to_owned());
        keys.insert(0, KeyChange { key, before: Some(before), after: Some(after) });
    }
    let action = match keys[..] {
        [] if !moved => return None,
        [] => Action::Moved,
        _ => Action::Changed,
    };
    let halves = keys.iter().map(|change| new.half_of(change.key.as_deref()));
    // A log that is printed the other way round says the same.
    let of_move =
        if new.kind == PartKind::Revision { Half::Docs } else { new.kind.half() };
    let half = halves.chain(moved.then_some(of_move)).max()?;
    Some(Change { old: Some(old), new: Some(new), action, keys, half })
}

/// Whether two values are the same text in a file: the order of a map counts.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    one == other && one.map(Value::to_string) == other.map(Value::to_string)
}

/// The parts that stand elsewhere among their neighbours: no fewer could be put elsewhere to the same effect.
fn moved<'t>(old: &'t Table, new: &'t Table) -> Vec<&'t str> {
    let above = |known: &str| new[known].parent.clone();
    let mut lists = IndexMap::<(String, &str), (Vec<&str>, Vec<&str>)>::new();
    for (known, part) in old.iter().filter(|(known, _)| new.contains_key(*known)) {
        lists.entry((above(known), part.list)).or_default().0.push(known);
    }
    for (known, part) in new.iter().filter(|(known, _)| old.contains_key(*known)) {
        lists.entry((above(known), part.list)).or_default().1.push(known);
    }
    let mut moved = Vec::new();
    for (before, after) in lists.values().filter(|(before, after)| before != after) {
        let kept = align(before, after);
        let stays = |at: &usize| kept.iter().any(|(_, place)| place == at);
        moved.extend((0..after.len()).filter(|at| !stays(at)).map(|at| after[at]));
    }
    moved
}

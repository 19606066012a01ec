//! The contract: what a caller of the server depends on, one line a fact. The wire verdict of a change follows from the
//! lines that came, went or say something else.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::Fact;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{
    self, Bounds, Direction, Operation, Paging, Row, Rows, Spec, one_line, word,
};

/// The lines by what they are about and the fact that they state.
pub type Contract = BTreeMap<(Subject, Fact), Line>;

/// What a line is about: as a caller knows it, by the name on the wire that is sent or served.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The operation, or the part of `shared.yaml` or of `document.yaml`.
    pub owner: String,
    /// The names from the table inwards, for a row.
    pub path: Vec<String>,
    /// The condition, for one.
    pub condition: String,
    pub direction: Option<Direction>,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part of the spec that says so.
    pub target: String,
    pub value: String,
}

/// The contract that `spec` describes.
pub fn contract(spec: &Spec) -> Contract {
    let mut lines = Lines::default();
    let (document, shared) = (&spec.document, &spec.shared);
    let about = subject("document", None);
    lines.add(&about, Fact::BasePath, "document", &document.base_path);
    for (name, fact) in &document.site {
        let target = format!("document#site.{name}");
        let text = fact.value().map(|value| value.to_string()).unwrap_or_default();
        lines.add(&subject(&target, None), Fact::SiteFact, &target, text);
    }
    for code in shared.return_codes.keys() {
        let target = format!("shared#return_codes.{code}");
        lines.add(&subject(&target, None), Fact::ReturnCode, &target, code);
    }
    for (name, callback) in &shared.callbacks {
        let target = format!("shared#callbacks.{name}");
        lines.add(&subject(&target, None), Fact::Callback, &target, "");
        let about = subject(&target, Some(Direction::Callback));
        lines.rows(&about, &target, &callback.parameters, &Rows::new());
        if let Some(row) = &callback.answer {
            // Callers send it, as they send a parameter.
            let mut about = subject(&target, Some(Direction::Request));
            about.path.push("answer".to_owned());
            lines.facts(&about, &target, row_facts("answer", row, about.direction));
        }
    }
    for direction in Direction::TABLES {
        let above = format!("shared#{}", direction.key());
        let about = subject("shared", Some(direction));
        lines.rows(&about, &above, shared.rows(direction), &Rows::new());
    }
    for (key, operation) in &spec.operations {
        lines.operation(key, operation, spec);
    }
    lines.0
}

fn subject(owner: &str, direction: Option<Direction>) -> Subject {
    Subject {
        owner: owner.to_owned(),
        path: Vec::new(),
        condition: String::new(),
        direction,
    }
}

#[derive(Default)]
struct Lines(Contract);

impl Lines {
    fn add(&mut self, about: &Subject, fact: Fact, target: &str, value: impl ToString) {
        let line = Line { target: target.to_owned(), value: value.to_string() };
        self.0.insert((about.clone(), fact), line);
    }

    fn operation(&mut self, key: &str, operation: &Operation, spec: &Spec) {
        let about = subject(key, None);
        let Operation { path, roles, window, paging, list_encoding, .. } = operation;
        let has_list = operation.request.values().any(kind::is_list);
        let window = window.as_ref();
        let facts = [
            (Fact::Operation, Some(String::new())),
            (Fact::Path, Some(path.clone())),
            (Fact::Roles, Some(set(roles.iter().map(one_line)))),
            (Fact::Effect, operation.effect.map(word)),
            (Fact::ListEncoding, list_encoding.filter(|_| has_list).map(word)),
            (Fact::Window, window.map(|it| format!("..{}", it.max.0))),
            (Fact::WindowRows, window.map(|it| format!("{}, {}", it.start, it.end))),
            (Fact::Paging, paging.as_ref().map(pages)),
        ];
        self.facts(&about, key, facts);
        let methods = operation.methods.as_ref().map(|methods| (key, methods));
        let (target, methods) = methods.unwrap_or(("document", &spec.document.methods));
        self.add(&about, Fact::Methods, target, set(spec::methods(methods)));
        for condition in &operation.conditions {
            let about = Subject { condition: one_line(condition), ..about.clone() };
            self.add(&about, Fact::Condition, key, &about.condition);
        }
        for direction in Direction::TABLES {
            let above = format!("{key}#{}", direction.key());
            let (rows, shared) =
                (operation.rows(direction), spec.shared.rows(direction));
            self.rows(&subject(key, Some(direction)), &above, rows, shared);
        }
    }

    fn facts(
        &mut self,
        about: &Subject,
        target: &str,
        facts: impl IntoIterator<Item = (Fact, Option<String>)>,
    ) {
        for (fact, value) in facts {
            if let Some(value) = value {
                self.add(about, fact, target, value);
            }
        }
    }

    /// The rows of a table below `about`. A row that every table `shared` stands in one for the sake of a cell alone.
    fn rows(&mut self, about: &Subject, above: &str, rows: &Rows, shared: &Rows) {
        for (name, row) in rows.iter().filter(|(name, _)| !shared.contains_key(*name)) {
            let mut about = about.clone();
            about.path.push(kind::wire_name(name, row).to_owned());
            let target = format!("{above}.{name}");
            self.facts(&about, &target, row_facts(name, row, about.direction));
            self.rows(&about, &target, &row.fields, &Rows::new());
        }
    }
}

fn row_facts(
    name: &str,
    row: &Row,
    direction: Option<Direction>,
) -> [(Fact, Option<String>); 10] {
    let shape = kind::shape(row);
    let is_answer = direction == Some(Direction::Answer);
    let is_read = is_answer || direction == Some(Direction::Callback);
    let is_needed =
        !is_answer && kind::is_required(row) && !(is_read && kind::is_list(row));
    let bounds =
        |bounds: Option<Bounds>| bounds.filter(|_| !is_read).map(|it| it.to_string());
    [
        (Fact::Row, Some(String::new())),
        (Fact::Kind, Some(shape.map(told).unwrap_or_default())),
        (Fact::Codes, (!row.values.is_empty()).then(|| set(row.values.keys()))),
        (Fact::Names, is_read.then(|| set(kind::wire_names(name, row)))),
        (Fact::Always, (is_answer && row.always).then(String::new)),
        (Fact::Needed, is_needed.then(String::new)),
        (Fact::Length, bounds(row.length)),
        (Fact::Range, bounds(row.range)),
        (Fact::Clamp, bounds(row.clamp)),
        (Fact::Default, row.default.clone().filter(|_| !is_read)),
    ]
}

/// `a list of rows of its own`.
fn told(Shape { kind, list }: Shape) -> String {
    match (kind, list) {
        (Kind::Rows, true) => "a list of rows".to_owned(),
        (_, true) => format!("a list, each {}", kind.noun()),
        (_, false) => kind.noun(),
    }
}

fn pages(paging: &Paging) -> String {
    let Paging { number, list, object, flat, size, sized_by, .. } = paging;
    let mut told = format!(
        "`{number}` chooses the page, `{list}` holds its rows, `{object}` tells of pages"
    );
    if !flat.is_empty() {
        told += &format!(" (flat: {})", flat.join(", "));
    }
    if let Some(size) = size {
        told += &format!(", {size} rows a page");
    }
    if let Some(row) = sized_by {
        told += &format!(", `{row}` sets how many");
    }
    told
}

/// Members of a set in one line.
fn set<S: ToString>(members: impl IntoIterator<Item = S>) -> String {
    let members = members.into_iter().map(|member| member.to_string());
    let members: BTreeSet<_> = members.filter(|member| !member.is_empty()).collect();
    Vec::from_iter(members).join(", ")
}

impl Subject {
    /// Whether it is `other` or below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.owner == other.owner
            && (other.direction.is_none() || self.direction == other.direction)
            && self.path.starts_with(&other.path)
    }

    fn is_beside(&self, other: &Self) -> bool {
        let above =
            |subject: &Self| subject.path.split_last().map(|(_, above)| above.to_vec());
        (&self.owner, self.direction, above(self))
            == (&other.owner, other.direction, above(other))
    }
}

/// Calls the properties of `old` as `new` does where only the name that is served first is another: while one of the
/// names is read in both, it is the same property.
pub fn align(mut old: Contract, new: &Contract) -> Contract {
    let is_in = |contract: &Contract, about: &Subject| {
        contract.contains_key(&(about.clone(), Fact::Row))
    };
    for (about, after) in names(new) {
        if is_in(&old, about) {
            continue;
        }
        let known = names(&old).find(|(other, before)| {
            other.is_beside(about) && !is_in(new, other) && !before.is_disjoint(&after)
        });
        let (Some((known, _)), Some(last)) = (known, about.path.len().checked_sub(1))
        else {
            continue;
        };
        let known = known.clone();
        let renamed = old.into_iter().map(|((mut subject, fact), line)| {
            if subject.is_within(&known) {
                subject.path[last].clone_from(&about.path[last]);
            }
            ((subject, fact), line)
        });
        old = renamed.collect();
    }
    old
}

/// Every property that is read, with its names.
fn names(contract: &Contract) -> impl Iterator<Item = (&Subject, BTreeSet<&str>)> {
    let lines = contract.iter().filter(|((_, fact), _)| *fact == Fact::Names);
    lines.map(|((about, _), line)| (about, line.value.split(", ").collect()))
}

//! What is told once: a change that many operations share, and a type that comes or goes with all its members.

use indexmap::IndexMap;
use serde_json::json;

use super::words;
use crate::diff::compare::GENERAL;
use crate::diff::model::{Finding, Report, Wire};

/// The same change in several operations, or one change.
pub struct Group<'r> {
    /// The first of the findings.
    pub first: &'r Finding,
    /// The operations, where there are several.
    pub owners: Vec<&'r str>,
}

impl Group<'_> {
    /// What differs: `created#request.subject`, or `request.sec` of several operations.
    pub fn target(&self) -> &str {
        let row = row(self.first).filter(|_| !self.owners.is_empty());
        row.map_or(&self.first.target, |(_, path)| path)
    }

    /// What has become of it, and in how many operations.
    pub fn action(&self) -> String {
        let action = words::action(self.first);
        match self.owners.len() {
            0 => action,
            count => format!("{action} in {count} operations"),
        }
    }
}

/// The operation and the path of a finding that is of a row of an operation.
fn row(finding: &Finding) -> Option<(&str, &str)> {
    finding.target.split_once('#').filter(|(owner, _)| !GENERAL.contains(owner))
}

/// The findings of `report`, those together that say the same of the same row in different operations.
pub fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut alike = IndexMap::<String, Vec<&Finding>>::new();
    for (at, finding) in report.findings.iter().enumerate() {
        let Finding { action, keys, wire, verdicts, cause, .. } = finding;
        let known = match row(finding) {
            Some((_, path)) => json!([path, action, keys, wire, verdicts, cause]),
            None => json!(at),
        };
        alike.entry(known.to_string()).or_default().push(finding);
    }
    let groups = alike.into_values().map(|findings| {
        let several = findings.iter().filter(|_| findings.len() > 1);
        let owners = several.filter_map(|finding| Some(row(finding)?.0)).collect();
        Group { first: findings[0], owners }
    });
    groups.collect()
}

/// Those of a level.
pub fn of_level(report: &Report, level: Wire) -> impl Iterator<Item = Group<'_>> {
    groups(report).into_iter().filter(move |group| group.first.wire == level)
}

/// Lines of the surface, those of a type that comes or goes as a whole told by its own line.
pub fn surface(lines: &[String]) -> Vec<String> {
    let mut types = IndexMap::<&str, usize>::new();
    let names = lines.iter().filter(|line| is_type(line)).map(|line| subject(line));
    types.extend(names.map(|name| (name, 0)));
    let mut told = Vec::new();
    for line in lines {
        match types.get_mut(subject(line)) {
            Some(members) if !is_type(line) => *members += 1,
            _ => told.push(line),
        }
    }
    let with_members = |line: &String| match types.get(subject(line)) {
        Some(members @ 1..) => format!("{line} (and {members} more of it)"),
        _ => line.clone(),
    };
    told.into_iter().map(with_members).collect()
}

/// Whether the line is that of a type itself.
fn is_type(line: &str) -> bool {
    let name = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum "));
    name.is_some_and(|name| !name.contains([' ', ':']))
}

/// The type that a line is of: `CreateWebcast` in `struct CreateWebcast { telconf: Option<i64> }`.
fn subject(line: &str) -> &str {
    let (kind, rest) = line.split_once(' ').unwrap_or(("", line));
    if kind == "impl" {
        return rest.rsplit(' ').next().unwrap_or(rest);
    }
    rest.split([' ', ':']).next().unwrap_or(rest)
}

//! The part of a spec that a path leads to.

use crate::diff::model::Direction;
use crate::spec::{Operation, Row, Rows, Spec};

/// Which way the rows at `path` travel.
pub(super) fn direction(path: &[String]) -> Direction {
    let table = match path {
        [root, table, ..] if root == "shared" => table,
        [_, _, table, ..] => table,
        _ => return Direction::Answer,
    };
    match table.as_str() {
        "request" => Direction::Request,
        "callbacks" => Direction::Callback,
        _ => Direction::Answer,
    }
}

/// The operation that `path` leads to or into.
pub(super) fn operation<'s>(spec: &'s Spec, path: &[String]) -> Option<&'s Operation> {
    match path {
        [root, key, ..] if root == "operations" => spec.operations.get(key),
        _ => None,
    }
}

/// The names of a row and of those around it, the outermost first.
pub(super) fn row_names(path: &[String]) -> impl DoubleEndedIterator<Item = &String> {
    let start = match path {
        [root, table, ..] if root == "shared" && table != "callbacks" => 2,
        [root, ..] if root == "shared" => 4,
        _ => 3,
    };
    path.get(start..).unwrap_or_default().iter().step_by(2)
}

/// The outermost table on the way of `path`.
fn top<'s>(spec: &'s Spec, path: &[String]) -> Option<&'s Rows> {
    let shared = &spec.shared;
    match path {
        [root, table, ..] if root == "shared" && table == "request" => {
            Some(&shared.request)
        }
        [root, table, ..] if root == "shared" && table == "response" => {
            Some(&shared.response)
        }
        [root, _, name, ..] if root == "shared" => {
            shared.callbacks.get(name).map(|callback| &callback.parameters)
        }
        [_, key, table, ..] => {
            let operation = spec.operations.get(key)?;
            Some(if table == "request" {
                &operation.request
            } else {
                &operation.response
            })
        }
        _ => None,
    }
}

/// The table in which the row at `path` stands, or would.
pub(super) fn table<'s>(spec: &'s Spec, path: &[String]) -> Option<&'s Rows> {
    let mut table = top(spec, path)?;
    let mut names: Vec<_> = row_names(path).collect();
    names.pop();
    for name in names {
        table = &table.get(name)?.fields;
    }
    Some(table)
}

/// The row at `path` and those around it, the outermost first.
pub(super) fn rows<'s>(spec: &'s Spec, path: &[String]) -> Vec<&'s Row> {
    let mut rows = Vec::new();
    let mut table = top(spec, path);
    for name in row_names(path) {
        let Some(row) = table.and_then(|table| table.get(name)) else { break };
        rows.push(row);
        table = Some(&row.fields);
    }
    rows
}

/// The row at `path`.
pub(super) fn row<'s>(spec: &'s Spec, path: &[String]) -> Option<&'s Row> {
    table(spec, path)?.get(row_names(path).next_back()?)
}

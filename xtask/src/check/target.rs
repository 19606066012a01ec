//! Where the targets of the changelog point: whether what they name is there, and how it is called.

use serde_json::Value;

use crate::check::did_you_mean;
use crate::spec::source::{Data, Node};
use crate::spec::{self, Direction, operation_path, target_owner};

use super::context::Context;

/// The names of a row from its table inwards: `list` and `creator` of `page#response.list.creator`.
pub fn names(target: &str) -> impl Iterator<Item = &str> {
    target.split_once('#').into_iter().flat_map(|(_, path)| path.split('.').skip(1))
}

/// The first row called `name` below `owner`, as a target.
pub fn row_called(context: &Context, owner: &str, name: &str) -> Option<String> {
    let shared = context.shared.as_ref().filter(|_| owner == "shared");
    let rows = spec::rows(shared, context.operations.get_key_value(owner));
    let mut rows = rows.iter().filter(|it| it.direction != Direction::Callback);
    Some(rows.find(|it| it.name == name)?.target())
}

/// Whether the file that a target names can be read.
pub fn is_readable(context: &Context, target: &str) -> bool {
    match target_owner(target) {
        "document" => context.document.is_some(),
        "shared" => context.shared.is_some(),
        key => {
            context.operations.contains_key(key)
                || !context.keys.iter().any(|it| it == key)
        }
    }
}

/// Why `target` is nowhere, if it is not. Targets in files that cannot be read are taken to be there.
pub fn missing(context: &Context, target: &str) -> Option<String> {
    let (owner, path) = target.split_once('#').unwrap_or((target, ""));
    let absent = |what: &str, known: Vec<&str>| {
        let help = did_you_mean(what, known, "correct the target");
        Some(format!("`{target}`: `{what}` is not there{help}"))
    };
    let file = match owner {
        "document" | "shared" | "changelog" if path.is_empty() => {
            return absent(owner, Vec::new());
        }
        "document" | "shared" => format!("{owner}.yaml"),
        key if context.keys.iter().any(|it| it == key) => operation_path(key),
        key => {
            let help = did_you_mean(
                key,
                context.keys.iter().map(String::as_str),
                "correct the target",
            );
            return Some(format!(
                "`{target}`: `{}` is not there{help}",
                operation_path(key)
            ));
        }
    };
    if !is_readable(context, target) || path.is_empty() {
        return None;
    }
    let tables: &[&str] = match owner {
        "document" => &["chapters"],
        "shared" => &["request", "response", "return_codes"],
        _ => &["request", "response"],
    };
    let node = context.sources.trees.get(file.as_str())?;
    let mut steps = path.split('.');
    let table = if owner == "document" { "chapters" } else { steps.next()? };
    if !tables.contains(&table) {
        return absent(table, tables.to_vec());
    }
    let mut below = node.child(table).map(|(_, node)| node);
    for step in steps {
        let known = below.map(children).unwrap_or_default();
        let Some((_, found)) = known.iter().find(|(name, _)| *name == step) else {
            return absent(step, known.iter().map(|(name, _)| *name).collect());
        };
        let nested = ["fields", "sections"].iter().find_map(|key| found.child(key));
        below = nested.map(|(_, node)| node);
    }
    None
}

/// The rows of a table, or the chapters of a list, by name.
fn children(node: &Node) -> Vec<(&str, &Node)> {
    match &node.data {
        Data::Scalar(_) => Vec::new(),
        Data::Map(entries) => {
            entries.iter().map(|(key, it)| (key.text.as_str(), it)).collect()
        }
        Data::List(nodes) => {
            let title = |it| match &Node::child(it, "title")?.1.data {
                Data::Scalar(Value::String(title)) => Some((title.as_str(), it)),
                _ => None,
            };
            nodes.iter().filter_map(title).collect()
        }
    }
}

//! Where the targets of the changelog point: whether what they name is there, and how it is called.

use indexmap::IndexSet;

use super::context::Context;
use super::{Violation, did_you_mean};
use crate::spec::{operation_path, target_owner};

/// What has targets besides operations, and is none by itself.
pub const PARTS: [&str; 2] = ["shared", "document"];

/// The names of a row from its table inwards: `list` and `creator` of `page#response.list.creator`.
pub fn names(target: &str) -> impl Iterator<Item = &str> {
    target.split_once('#').into_iter().flat_map(|(_, path)| path.split('.').skip(1))
}

/// The first row called `name` below `owner`, as a target.
pub fn row_called<'a>(context: &'a Context, owner: &str, name: &str) -> Option<&'a str> {
    let mut known = context.targets.iter().filter(|it| target_owner(it) == owner);
    known.find(|it| names(it).last() == Some(name)).map(String::as_str)
}

/// Whether the file that a target names can be read.
pub fn is_readable(context: &Context, target: &str) -> bool {
    match target_owner(target) {
        "document" => context.has("document.yaml"),
        "shared" => context.has("shared.yaml"),
        key => {
            context.spec.operations.contains_key(key)
                || !context.keys.iter().any(|it| it == key)
        }
    }
}

/// Why `target` is nowhere, if it is not. Targets in files that cannot be read are taken to be there.
pub fn missing(context: &Context, target: &str) -> Option<Violation> {
    if context.targets.contains(target) || !is_readable(context, target) {
        return None;
    }
    // The innermost part that is there, and the first step that is not.
    let (mut whole, mut step) = ("", target);
    for (end, _) in target.match_indices(['#', '.']) {
        let part = &target[..end];
        if !PARTS.contains(&part) && !context.targets.contains(part) {
            break;
        }
        (whole, step) = (part, target[end..].trim_start_matches(['#', '.']));
    }
    step = step.split(['#', '.']).next().unwrap_or_default();
    let is_operation = whole.is_empty() && !PARTS.contains(&step);
    let what = if is_operation { operation_path(step) } else { step.to_owned() };
    let help = did_you_mean(step, parts_of(context, whole), "correct the target");
    Some((format!("`{target}`: `{what}` is not there"), help))
}

/// The parts of `whole`, by name: rows of a table or a row, chapters of a chapter, keys of operations.
fn parts_of<'a>(context: &'a Context, whole: &str) -> IndexSet<&'a str> {
    let known = context.targets.iter().map(String::as_str);
    if whole.is_empty() {
        return known.filter(|it| !it.contains('#')).collect();
    }
    let below = known.filter_map(|it| it.strip_prefix(whole)?.strip_prefix(['#', '.']));
    below.filter_map(|rest| rest.split('.').next()).collect()
}

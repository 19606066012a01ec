//! What has changed since the last commit, or another state.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::check::context::History;
use crate::check::{Diagnostics, listed};
use crate::diff::{self, Action};
use crate::spec::{self, Place, Spec, revision_names, target_owner};

pub fn unexplained_change(history: &History, out: &mut Diagnostics) {
    let before = revision_names(&history.old.spec.changelog);
    let after = revision_names(&history.new.spec.changelog);
    // A log may be printed newest first.
    let rows = history.new.spec.changelog.iter().zip(&after);
    let new = rows.filter(|(_, name)| !before.contains(name));
    let newest = new.max_by_key(|(row, _)| &row.date).map(|(_, name)| name);
    let since = &history.old.info.label;
    for (place, change) in diff::unexplained(history.old, &history.new) {
        let target = &change.part().target;
        let (what, verb) = match change.action {
            Action::Added => (format!("`{target}` is new"), "adds"),
            Action::Removed => (format!("`{target}` has gone"), "removes"),
            Action::Moved => (format!("`{target}` stands elsewhere"), "changes"),
            Action::Changed | Action::Revised => {
                let keys = listed(change.keys.iter().filter_map(|it| it.key.as_ref()));
                (format!("{keys} of `{target}` has changed"), "changes")
            }
        };
        let amendment = format!(
            "`{}` in an entry of `amendments.yaml` because `transcription` or `unannounced`",
            line("targets", target)
        );
        // Rows that were there explain nothing new, and none speaks of the changelog or of the document as a whole.
        let is_told = target_owner(target) != "changelog" && target != "document";
        let help = match newest.filter(|_| is_told) {
            Some(name) => {
                let told = line(verb, target);
                format!("write `{told}` in the changelog's row `{name}`, or {amendment}")
            }
            None => format!("write {amendment}"),
        };
        let what = format!("{what} since `{since}`, and nothing says why");
        out.at(&place, what, help);
    }
}

pub fn idle_amendment(history: &History, out: &mut Diagnostics) {
    let since = &history.old.info.label;
    for (place, target) in diff::idle_amendments(history.old, &history.new) {
        let why = format!("nothing printed has changed there since `{since}`");
        let help = "remove it, or name a state before the change in `--since`";
        out.at(&place, format!("`{target}` explains nothing: {why}"), help);
    }
}

/// An unchanged English line has a number that the text beside it no longer has.
pub fn stale_english(history: &History, out: &mut Diagnostics) {
    let since = &history.old.info.label;
    let before = english(&history.old.spec);
    for (target, now) in english(&history.new.spec) {
        let Some(was) = before.get(&target).filter(|was| was.line == now.line) else {
            continue;
        };
        let [old, new] = [&was.print, &now.print].map(|print| numbers(print));
        let gone: Vec<_> = old.difference(&new).collect();
        if let Some(number) = numbers(now.line).iter().find(|it| gone.contains(it)) {
            let what = format!(
                "`en` says `{number}`, which is printed no more since `{since}`"
            );
            out.at(&now.place.to("en"), what, "reword it");
        }
    }
}

/// An English line of ours.
struct English<'a> {
    line: &'a str,
    /// What is printed of what it speaks of.
    print: String,
    place: Place,
}

/// The English lines of operations and rows, by their targets.
fn english(spec: &Spec) -> BTreeMap<String, English<'_>> {
    let description =
        |key: &str| spec.operations.get(key).and_then(|it| it.description.as_deref());
    let operations = spec.operations.iter().map(|(key, operation)| {
        let place = Place::file(spec::operation_path(key));
        let print = description(key).unwrap_or_default().to_owned();
        (key.clone(), operation.en.as_deref(), print, place)
    });
    let rows = spec.rows().into_iter().map(|at| {
        let note = at.row.note.as_deref();
        let print = [description(at.owner), note].map(Option::unwrap_or_default);
        (at.target(), at.row.en.as_deref(), print.join("\n"), at.place)
    });
    let all = operations.chain(rows);
    all.filter_map(|(target, line, print, place)| {
        Some((target, English { line: line?, print, place }))
    })
    .collect()
}

fn numbers(text: &str) -> BTreeSet<u64> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter_map(|word| word.parse().ok()).collect()
}

/// `key: [target]`, as the layout has it.
fn line(key: &str, target: &str) -> String {
    spec::excerpt(key, &json!([target])).trim_end().to_owned()
}

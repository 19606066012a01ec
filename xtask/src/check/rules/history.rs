//! What has changed since the last commit, or another state.

use serde_json::json;

use crate::check::Diagnostics;
use crate::check::context::History;
use crate::diff::{self, Action};
use crate::spec::{self, revision_names, target_owner};

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
        let keys: Vec<_> = change
            .keys
            .iter()
            .filter_map(|key| Some(format!("`{}`", key.key.as_ref()?)))
            .collect();
        let (what, verb) = match change.action {
            Action::Added => (format!("`{target}` is new"), "adds"),
            Action::Removed => (format!("`{target}` has gone"), "removes"),
            Action::Moved => (format!("`{target}` stands elsewhere"), "changes"),
            Action::Changed | Action::Revised => {
                (format!("{} of `{target}` has changed", keys.join(", ")), "changes")
            }
        };
        let amendment = format!(
            "`{}` in an entry of `amendments.yaml` because `transcription` or `unannounced`",
            line("targets", target)
        );
        // Rows that were there explain nothing new, and none speaks of the changelog or of the document as a whole.
        let by_revision = newest
            .filter(|_| target_owner(target) != "changelog" && target != "document");
        let help = match by_revision {
            Some(name) => format!(
                "`{}` in the changelog's row `{name}`, or {amendment}",
                line(verb, target)
            ),
            None => amendment,
        };
        out.at(
            &place,
            format!("{what} since `{since}`, and nothing says why; write {help}"),
        );
    }
}

pub fn idle_amendment(history: &History, out: &mut Diagnostics) {
    let since = &history.old.info.label;
    for (place, target) in diff::idle_amendments(history.old, &history.new) {
        out.at(&place, format!(
            "`{target}` explains nothing: nothing printed has changed there since `{since}`; remove it, or name a state before the change in `--since`"
        ));
    }
}

/// `key: [target]`, as the layout has it.
fn line(key: &str, target: &str) -> String {
    spec::excerpt(key, &json!([target])).trim_end().to_owned()
}

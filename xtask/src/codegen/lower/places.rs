//! From the changelog's targets, which are spelled as in the spec, to places in the bindings, where names are those on the
//! wire: `export/vote#response.voteList.questions.options.precentage` ends in `percentage`.

use std::collections::HashMap;

use super::since::History;
use crate::codegen::model::{Event, Removed};
use crate::spec::{ChangeKind, Operation, Spec, kind, target_owner};

/// What revisions did to the operation `key` and its rows since it came.
pub fn events(key: &str, operation: &Operation, history: &History) -> Vec<Event> {
    let coming = |target: &str, kind| target == key && kind != ChangeKind::Changes;
    let done = history.below(key).filter(|done| !coming(&done.target, done.kind));
    done.map(|done| Event {
        revision: history.revision(done).to_owned(),
        kind: done.kind,
        place: place(Some(operation), &done.target),
    })
    .collect()
}

/// The rows that came after their operation, by its key: place and revision.
pub fn later<'s>(
    spec: &'s Spec,
    history: &History,
) -> HashMap<&'s str, Vec<(String, String)>> {
    let mut later = HashMap::<_, Vec<_>>::new();
    for row in spec.rows() {
        let owner = row.owner;
        let Some(operation) = spec.operations.get(owner) else { continue };
        let outermost = row.above.first().copied().unwrap_or(row.name);
        let is_repeated = spec.shared.rows(row.direction).contains_key(outermost);
        let target = row.target();
        let since = history.since(&target);
        if let Some(revision) = since
            && since != history.since(owner)
            && !is_repeated
        {
            let row = (place(Some(operation), &target), revision.to_owned());
            later.entry(owner).or_default().push(row);
        }
    }
    later
}

/// Everything that revisions have removed.
pub fn removed(spec: &Spec, history: &History) -> Vec<Removed> {
    let removed = history.gone().map(|gone| {
        let owner = target_owner(&gone.target);
        Removed {
            owner: owner.to_owned(),
            place: place(spec.operations.get(owner), &gone.target),
            since: history.came(gone).map(str::to_owned),
            revision: history.revision(gone).to_owned(),
        }
    });
    removed.collect()
}

/// The place of `target`; what is not there any more keeps its printed name.
fn place(operation: Option<&Operation>, target: &str) -> String {
    let Some((_, path)) = target.split_once('#') else { return String::new() };
    let (side, names) = path.split_once('.').unwrap_or((path, ""));
    let mut rows = operation.map(|operation| match side {
        "request" => &operation.request,
        _ => &operation.response,
    });
    let mut place = side.to_owned();
    for name in names.split('.').filter(|name| !name.is_empty()) {
        let row = rows.and_then(|rows| rows.get(name));
        let wire = row.and_then(|row| kind::wire_names(name, row).next());
        place.push('.');
        place.push_str(wire.unwrap_or(name));
        rows = row.map(|row| &row.fields);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Row;

    #[test]
    fn places_have_the_names_on_the_wire() {
        let row = |wire: &[&str], fields: Vec<(&str, Row)>| Row {
            wire: wire.iter().map(|name| (*name).to_owned()).collect(),
            fields: fields.into_iter().map(|(key, row)| (key.to_owned(), row)).collect(),
            ..Row::default()
        };
        let share = row(&["percentage", "precentage"], Vec::new());
        let list = row(&["list"], vec![("precentage", share)]);
        let operation = Operation {
            request: [("Id".to_owned(), row(&["id"], Vec::new()))].into(),
            response: [("voteList".to_owned(), list)].into(),
            ..Operation::default()
        };
        for (target, expected) in [
            ("vote", ""),
            ("vote#request.Id", "request.id"),
            ("vote#response.voteList.precentage", "response.list.percentage"),
            ("vote#response.voteList.Gone", "response.list.Gone"),
            ("vote#request.precentage", "request.precentage"),
        ] {
            assert_eq!(place(Some(&operation), target), expected);
        }
        assert_eq!(place(None, "shared#return_codes.600"), "return_codes.600");
    }
}

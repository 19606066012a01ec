//! The numbers by which rows of 修订记录 name operations, when chapters come, go or move.
//!
//! A row keeps its words and what they mean; whether a number disagrees with the tables is a matter of today's order of
//! chapters. So these entries of `disagrees` come and go with the order.

use std::collections::BTreeSet;

use crate::spec::{
    Disagreement, DisagreementKind, Document, Revision, operation_number, target_owner,
};

/// The keys of the operations by their numbers: `5.17` and `vod/update`.
pub(super) fn numbers(document: &Document) -> Vec<(String, &str)> {
    let keys = document.operations.iter().enumerate();
    keys.map(|(index, key)| (operation_number(document, index), key.as_str())).collect()
}

/// Lets the numbers in `row` mean after a change of chapters what they meant before it.
pub(super) fn keep_meaning(
    row: &mut Revision,
    before: &[(String, &str)],
    after: &[(String, &str)],
) {
    let text = row.text.clone();
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    // A row may name an operation in several lines.
    let numbers: BTreeSet<_> = words.map(|word| word.trim_matches('.')).collect();
    for number in numbers {
        let Some(key) = meaning(row, number, before) else { continue };
        let entry = row.disagrees.iter().position(|entry| {
            entry.about == DisagreementKind::Section && entry.words == number
        });
        let holds = after.iter().any(|(today, known)| *known == key && today == number);
        match entry {
            Some(entry) if holds => {
                row.disagrees.remove(entry);
            }
            None if !holds => row.disagrees.push(Disagreement {
                words: number.to_owned(),
                about: DisagreementKind::Section,
                tables: Some(key),
            }),
            _ => {}
        }
    }
}

/// The operation that a number means: the one that the row says, or the one of its targets that had the number.
fn meaning(row: &Revision, number: &str, before: &[(String, &str)]) -> Option<String> {
    let told = row
        .disagrees
        .iter()
        .find(|entry| entry.about == DisagreementKind::Section && entry.words == number);
    if let Some(told) = told {
        return told.tables.clone();
    }
    let (_, key) = before.iter().find(|(known, _)| known == number)?;
    let mut owners = row.targets().map(target_owner);
    owners.any(|owner| owner == *key).then(|| (*key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_a_row_has_twice_comes_back() {
        let numbered = |keys: [&'static str; 2]| -> Vec<(String, &'static str)> {
            let keys = keys.into_iter().enumerate();
            keys.map(|(at, key)| (format!("5.{}", at + 4), key)).collect()
        };
        let long = numbered(["created", "update"]);
        let short = numbered(["update", "deleted"]);
        let before = Revision {
            text: "修改5.4的opened\n修改5.4的subject\n修改5.5".to_owned(),
            changes: vec!["created#request.opened".to_owned(), "update".to_owned()],
            ..Revision::default()
        };
        let mut row = before.clone();
        keep_meaning(&mut row, &long, &short);
        let said = row.disagrees.iter().map(|entry| {
            (entry.words.as_str(), entry.tables.as_deref().unwrap_or_default())
        });
        assert_eq!(said.collect::<Vec<_>>(), [("5.4", "created"), ("5.5", "update")]);
        keep_meaning(&mut row, &short, &long);
        assert_eq!(row, before);
    }
}

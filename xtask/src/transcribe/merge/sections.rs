//! The numbers by which rows of 修订记录 name operations, when chapters come, go or move.
//!
//! A row keeps its words and what they mean; whether a number disagrees with the tables is a matter of today's order of
//! chapters. So these entries of `disagrees` come and go with the order, and nobody writes them twice.

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
    for number in words.map(|word| word.trim_matches('.')) {
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

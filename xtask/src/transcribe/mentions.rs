//! The words by which rows of 修订记录 name operations: numbers, titles and paths, when chapters come, go, move or are renamed.
//!
//! A row keeps its words and what they mean; whether they disagree with the tables is a matter of today's chapters. So these
//! entries of `disagrees` come and go with them.

use std::collections::BTreeSet;
use std::mem;

use crate::spec::{
    Disagreement, DisagreementKind, Revision, Spec, operation_number, plain_title,
    target_owner,
};

/// The numbers, titles and paths of all operations with their keys: `5.17`, `修改点播` and `/webcast/vod/update` with
/// `vod/update`.
pub(super) fn names(spec: &Spec) -> Vec<(String, &str)> {
    let keys = spec.document.operations.iter().enumerate();
    let names = keys.flat_map(|(index, key)| {
        let number = operation_number(&spec.document, index);
        let operation = spec.operations.get(key);
        let title = operation.map(|it| plain_title(&it.title).to_owned());
        let path = operation.map(|it| it.path.clone());
        let names = [Some(number), title, path].into_iter().flatten();
        names.map(move |name| (name, key.as_str()))
    });
    names.filter(|(name, _)| !name.is_empty()).collect()
}

/// Lets the names in rows of 修订记录 mean after a change of chapters what they meant `before` it.
pub(super) fn keep_meaning(spec: &mut Spec, before: &[(String, &str)]) {
    let mut changelog = mem::take(&mut spec.changelog);
    let after = names(spec);
    changelog.iter_mut().for_each(|row| keep_meaning_of(row, before, &after));
    spec.changelog = changelog;
}

fn keep_meaning_of(
    row: &mut Revision,
    before: &[(String, &str)],
    after: &[(String, &str)],
) {
    let named = before.iter().filter(|(name, _)| has_name(&row.text, name));
    let is_section = |entry: &&Disagreement| entry.about == DisagreementKind::Section;
    let told = row.disagrees.iter().filter(is_section);
    let names = named.map(|(name, _)| name).chain(told.map(|entry| &entry.words));
    // Operations may share a title.
    let names: BTreeSet<_> = names.cloned().collect();
    for name in &names {
        let Some(key) = meaning(row, name, before) else { continue };
        let entry = row.disagrees.iter().position(|entry| {
            entry.about == DisagreementKind::Section && entry.words == *name
        });
        let holds = after.iter().any(|(today, known)| *known == key && today == name);
        match entry {
            Some(entry) if holds => {
                row.disagrees.remove(entry);
            }
            None if !holds => row.disagrees.push(Disagreement {
                words: name.clone(),
                about: DisagreementKind::Section,
                tables: Some(key),
            }),
            _ => {}
        }
    }
}

/// The operation that a name means: the one that the row says, or the one of its targets that was called so.
fn meaning(row: &Revision, name: &str, before: &[(String, &str)]) -> Option<String> {
    let told = row
        .disagrees
        .iter()
        .find(|entry| entry.about == DisagreementKind::Section && entry.words == name);
    if let Some(told) = told {
        return told.tables.clone();
    }
    let owners: Vec<_> = row.targets().map(target_owner).collect();
    let mut called = before.iter().filter(|(known, _)| known == name);
    let (_, key) = called.find(|(_, key)| owners.contains(key))?;
    Some((*key).to_owned())
}

/// Whether the text has the name, not as a part of a longer word, number or path.
pub(super) fn has_name(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_path = name.starts_with('/');
    let mut found = text.match_indices(name).filter(|_| !name.is_empty());
    found.any(|(start, _)| {
        let before = text[..start].trim_end_matches('.');
        let after = text[start + name.len()..].trim_start_matches('.');
        let begins_inside = name.starts_with(is_word) && before.ends_with(is_word);
        let ends_inside = name.ends_with(is_word) && after.starts_with(is_word);
        let goes_on = is_path && after.starts_with('/');
        !(begins_inside || ends_inside || goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_not_a_part_of_another() {
        for (text, name, expected) in [
            ("新增 5.48删除单个录制件", "删除单个录制件", true),
            ("修改5.4、5.41", "5.4", true),
            ("修改5.41、15.4和5.4.1", "5.4", false),
            ("见5.4.", "5.4", true),
            ("/webcast/export/history/page", "/webcast/export/history", false),
            ("5.4/webcast/finish接口", "/webcast/finish", true),
            ("去掉ptz接口", "ptz", true),
            ("增加webcastId", "Id", false),
        ] {
            assert_eq!(has_name(text, name), expected, "{text}");
        }
    }

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
            // Of the same words, and about something else.
            disagrees: vec![Disagreement {
                words: "5.5".to_owned(),
                about: DisagreementKind::Spelling,
                tables: Some("5.50".to_owned()),
            }],
            ..Revision::default()
        };
        let mut row = before.clone();
        keep_meaning_of(&mut row, &long, &long);
        assert_eq!(row, before);
        // A second change of chapters that does not concern it leaves what the row says.
        for chapters in [&long, &short] {
            keep_meaning_of(&mut row, chapters, &short);
            let said = row.disagrees.iter().map(|entry| {
                (entry.words.as_str(), entry.tables.as_deref().unwrap_or_default())
            });
            assert_eq!(
                said.collect::<Vec<_>>(),
                [("5.5", "5.50"), ("5.4", "created"), ("5.5", "update")]
            );
        }
        keep_meaning_of(&mut row, &short, &long);
        assert_eq!(row, before);
    }
}

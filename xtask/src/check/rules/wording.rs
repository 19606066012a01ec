//! What the words of a changelog row say is what its targets say, or the row says in `disagrees` that it is not.

use crate::check::context::Context;
use crate::check::said::{Said, each};
use crate::check::target::{names, row_called};
use crate::check::wording::{Mention, Sort};
use crate::check::{Faults, did_you_mean};
use crate::spec::{Deed, Disagreement, Matter, Place, one_line};

/// Every line of a row says what it did: it has a target, or a disagreement `about: nothing`.
pub fn revision_line(context: &Context, faults: &mut Faults) {
    tell(context, faults, lines);
}

/// A date earlier than that of a row above stands in `disagrees`.
pub fn revision_order(context: &Context, faults: &mut Faults) {
    tell(context, faults, order);
}

/// An operation that a row's text names by number, path or title has a target, or the words stand in `disagrees`.
pub fn revision_operation(context: &Context, faults: &mut Faults) {
    tell(context, faults, operations);
}

/// A name in a row's text is that of a target, letter by letter, or the words stand in `disagrees`.
pub fn revision_name(context: &Context, faults: &mut Faults) {
    tell(context, faults, rows);
}

/// What a row's text adds, removes or changes stands in the key of that name, or the verb stands in `disagrees`.
pub fn revision_verb(context: &Context, faults: &mut Faults) {
    tell(context, faults, verbs);
}

/// Something that the words say and the targets do not, or the other way round.
#[derive(Debug, PartialEq)]
pub struct Finding {
    place: Place,
    message: String,
}

/// Everything that the rules of this module find in a row.
pub fn findings(said: &Said) -> Vec<Finding> {
    [lines, order, operations, rows, verbs].iter().flat_map(|find| find(said)).collect()
}

fn tell(context: &Context, faults: &mut Faults, find: fn(&Said) -> Vec<Finding>) {
    each(context, |said, _| {
        for Finding { place, message } in find(said) {
            faults.at(&place, message);
        }
    });
}

fn lines(said: &Said) -> Vec<Finding> {
    let nothing: Vec<_> = said.about(Matter::Nothing).collect();
    if said.owners.is_empty() && nothing.is_empty() {
        return vec![of_text(said, "the row has no target; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that its words are `about: nothing`".to_owned())];
    }
    let silent = said.lines.iter().filter(|line| {
        said.spoken_of(line).is_empty()
            && !nothing.iter().any(|it| line.text.contains(&it.words))
    });
    let left = |line| said.targets_for(line).len();
    silent
        .enumerate()
        .filter(|(index, line)| left(line) <= *index)
        .map(|(_, line)| {
            of_text(said, format!(
                "no target is left for the line `{}`; say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing`",
                line.text
            ))
        })
        .collect()
}

fn order(said: &Said) -> Vec<Finding> {
    let (date, printed) = (&said.revision.date, said.printed_date());
    let meant = said.meant(printed, &[Matter::Date]);
    let above = said.above.filter(|above| meant != Some(*above));
    let finding = above.map(|above| Finding {
        place: said.place.to("date"),
        message: format!(
            "`{date}` is earlier than `{above}` above; correct it, or write {} into `disagrees`",
            entry(printed, Matter::Date, above)
        ),
    });
    finding.into_iter().collect()
}

fn operations(said: &Said) -> Vec<Finding> {
    if said.owners.is_empty() {
        return Vec::new();
    }
    let messages = said.mentions().filter_map(|mention| match said.operation(mention) {
        Some(key) => without_target(said, mention, key),
        None => unknown(said, mention),
    });
    messages.map(|message| of_text(said, message)).collect()
}

/// What is wrong with words that name no operation at all.
fn unknown(said: &Said, mention: &Mention) -> Option<String> {
    let words = mention.words;
    match mention.sort {
        Sort::Section(_) => Some(format!(
            "`{words}` is not an operation's section; {}",
            cure(said, mention, Matter::Section)
        )),
        Sort::Path => {
            let paths = || said.context.operations.values().map(|it| it.path.as_str());
            let letters = words.replace(' ', "");
            let cure = match paths().find(|path| *path == letters) {
                Some(path) => {
                    format!(
                        "write {} into `disagrees`",
                        entry(words, Matter::Spelling, path)
                    )
                }
                None => format!(
                    "say in `disagrees` which is meant, `about: spelling`{}",
                    did_you_mean(words, paths())
                ),
            };
            Some(format!("`{words}` is not an operation's path; {cure}"))
        }
        Sort::Title(_) | Sort::Verb(_) | Sort::Name => None,
    }
}

/// What is wrong with words that name the operation `key`, unless it has a target.
fn without_target(said: &Said, mention: &Mention, key: &str) -> Option<String> {
    let words = mention.words;
    let matters = [Matter::Section, Matter::Place, Matter::Spelling];
    // What stands in `disagrees` is the matter of other rules.
    if said.owners.contains(&key) || said.meant(words, &matters).is_some() {
        return None;
    }
    let matter = match mention.sort {
        Sort::Section(_) => Matter::Section,
        _ => Matter::Place,
    };
    Some(format!(
        "`{words}` is `{key}`, of which the row has no target; add one, or {}",
        cure(said, mention, matter)
    ))
}

/// How to say that words mean another operation; which one is plain if only one has targets and is not named.
fn cure(said: &Said, mention: &Mention, matter: Matter) -> String {
    let named: Vec<_> =
        said.mentions().filter_map(|other| said.operation(other)).collect();
    let meant: Vec<_> = said.owners.iter().filter(|it| !named.contains(it)).collect();
    match meant[..] {
        [only] => {
            format!("write {} into `disagrees`", entry(mention.words, matter, only))
        }
        _ => {
            format!("say in `disagrees` which is meant, `about: {}`", one_line(&matter))
        }
    }
}

fn rows(said: &Said) -> Vec<Finding> {
    let mut messages = Vec::new();
    for line in said.lines.iter().filter(|_| !said.owners.is_empty()) {
        let named = said.operations(line);
        let scope = if named.is_empty() { &said.owners } else { &named };
        for name in line.mentions.iter().filter_map(|mention| said.row(mention)) {
            let known = scope.iter().any(|owner| said.has(owner, name));
            let without = scope.iter().filter(|owner| !said.has(owner, name));
            // A line that names no operation speaks of any.
            let forgotten: Vec<_> = without
                .filter(|_| !(known && named.is_empty()))
                .filter_map(|owner| forgotten(said, owner, name))
                .collect();
            if !known && forgotten.is_empty() && is_camel_case(name) {
                let scope: Vec<_> =
                    scope.iter().map(|owner| format!("`{owner}`")).collect();
                messages.push(format!("`{name}` is not a row of {}, and no target removes it; correct the targets, or say in `disagrees` what is wrong with the name", scope.join(" or ")));
            }
            messages.extend(forgotten);
        }
    }
    messages.into_iter().map(|message| of_text(said, message)).collect()
}

/// Why the targets of `owner` should have `name`, if they should.
fn forgotten(said: &Said, owner: &str, name: &str) -> Option<String> {
    let letters = name.replace(' ', "");
    let near = said
        .targets_of(owner)
        .flat_map(names)
        .find(|part| part.eq_ignore_ascii_case(&letters));
    match (row_called(said.context, owner, name), near) {
        (Some(target), _) => Some(format!(
            "`{name}` is a row of `{owner}`, but no target names it; add `{target}`"
        )),
        (None, Some(near)) => Some(format!(
            "`{name}` is `{near}` in `{owner}`; write {} into `disagrees`",
            entry(name, Matter::Spelling, near)
        )),
        (None, None) => None,
    }
}

fn verbs(said: &Said) -> Vec<Finding> {
    let excuses: Vec<_> = said.about(Matter::Verb).collect();
    let mut findings = Vec::new();
    let mut contradicted = Vec::new();
    for deed in Deed::ALL {
        for (index, target) in deed.targets(said.revision).iter().enumerate() {
            let deeds = said.deeds(target);
            let agrees = deeds.iter().any(|(_, said)| *said == deed)
                || excuses.iter().any(|it| it.tables.as_ref() == Some(target));
            let Some((words, other)) = deeds.first().filter(|_| !agrees) else {
                continue;
            };
            contradicted.push(target.as_str());
            findings.push(Finding {
                place: said.place.to(deed.key()).to(index),
                message: format!(
                    "`{target}` stands in `{}`, but the words say `{words}`; move it to `{}`, or write {} into `disagrees`",
                    deed.key(),
                    other.key(),
                    entry(words, Matter::Verb, target)
                ),
            });
        }
    }
    for line in &said.lines {
        let targets = said.targets_for(line);
        for (words, deed) in line.mentions.iter().filter_map(Mention::deed) {
            let is_done = |target: &&str| {
                deed.targets(said.revision).iter().any(|done| done == target)
                    || contradicted.contains(target)
                    || excuses.iter().any(|it| {
                        it.words == words && it.tables.as_deref() == Some(*target)
                    })
            };
            if deed != Deed::Changes
                && !targets.is_empty()
                && !targets.iter().any(is_done)
            {
                findings.push(of_text(said, format!("the words say `{words}`, but `{}` has nothing that they speak of; add it, or say in `disagrees` what it was, `about: verb`", deed.key())));
            }
        }
    }
    findings
}

fn of_text(said: &Said, message: String) -> Finding {
    Finding { place: said.place.to("text"), message }
}

/// Two words in one: prose has no such names, tables are full of them.
fn is_camel_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.contains(|c: char| c.is_ascii_uppercase())
}

/// A disagreement as it stands in the file.
fn entry(words: &str, about: Matter, tables: &str) -> String {
    let entry =
        Disagreement { words: words.to_owned(), about, tables: Some(tables.to_owned()) };
    format!("`{}`", one_line(&entry))
}

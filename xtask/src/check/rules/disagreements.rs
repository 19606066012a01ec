//! Where the words of a changelog row and the tables disagree: each disagreement is well formed, and bites.

use crate::check::Faults;
use crate::check::context::Context;
use crate::check::said::{Said, each};
use crate::check::target::names;
use crate::check::wording::Sort;
use crate::spec::{Disagreement, Matter, Place, revision_names};

use super::wording::findings;

/// `words` stand in the row's text and are of the sort that the matter is about.
pub fn disagreement_words(context: &Context, faults: &mut Faults) {
    tell(context, faults, "words", wrong_words);
}

/// `tables` is what the matter asks for, and what the row's targets bear out.
pub fn disagreement_tables(context: &Context, faults: &mut Faults) {
    tell(context, faults, "tables", wrong_tables);
}

/// A disagreement bites: without it, the words and the targets of the row would not agree, or a number would mean another of its operations.
pub fn disagreement_idle(context: &Context, faults: &mut Faults) {
    let names = revision_names(context.changelog.as_deref().unwrap_or_default());
    for_all(context, |said, (row, index), disagreement, place| {
        let well_formed = wrong_words(said, disagreement)
            .or_else(|| wrong_tables(said, disagreement))
            .is_none();
        let mut revision = said.revision.clone();
        revision.disagrees.remove(index);
        let without = findings(&Said::new(context, &names, row, &revision));
        let idle = without == findings(said) && !has_moved(said, disagreement);
        if well_formed && idle {
            let message = format!(
                "the row does without: `{}` does not disagree with its targets; remove the entry",
                disagreement.words
            );
            faults.at(&place.to("words"), message);
        }
    });
}

/// Whether the number of a section is that of another operation today.
fn has_moved(said: &Said, disagreement: &Disagreement) -> bool {
    let today = said.mentions().find_map(|mention| match mention.sort {
        Sort::Section(number) if mention.words == disagreement.words => Some(number),
        _ => None,
    });
    let operations = said.context.document.as_ref().map(|document| &document.operations);
    let today = today.zip(operations).and_then(|(number, operations)| {
        operations.get(number.checked_sub(1)?).map(String::as_str)
    });
    disagreement.about == Matter::Section && today != disagreement.tables.as_deref()
}

fn wrong_words(said: &Said, disagreement: &Disagreement) -> Option<String> {
    let words = disagreement.words.as_str();
    if disagreement.about == Matter::Date {
        let printed = said.printed_date();
        return (words != printed)
            .then(|| format!("`{words}` is not the printed date; write `{printed}`"));
    }
    if words.is_empty() || !said.revision.text.lines().any(|line| line.contains(words)) {
        return Some(format!(
            "`{words}` does not stand in a line of the text; copy its words"
        ));
    }
    let fits = |sort| match disagreement.about {
        Matter::Spelling => matches!(sort, Sort::Name | Sort::Path),
        Matter::Section => matches!(sort, Sort::Section(_)),
        Matter::Place => {
            matches!(sort, Sort::Section(_) | Sort::Path | Sort::Title(_))
        }
        Matter::Verb => matches!(sort, Sort::Verb(_)),
        Matter::Date | Matter::Nothing => true,
    };
    let wanted = match disagreement.about {
        Matter::Spelling => "a name or a path",
        Matter::Section => "the number of a section, such as `5.24`",
        Matter::Place => "the number, path or title of an operation",
        Matter::Verb => "a verb, such as `新增`, `去掉` or `修改`",
        Matter::Date | Matter::Nothing => return None,
    };
    let found =
        said.mentions().any(|mention| mention.words == words && fits(mention.sort));
    (!found).then(|| format!("`{words}` is not {wanted}; write nothing but that"))
}

fn wrong_tables(said: &Said, disagreement: &Disagreement) -> Option<String> {
    let Some(tables) = disagreement.tables.as_deref() else {
        return (disagreement.about != Matter::Nothing).then(|| {
            "the tables have something instead; say it in `tables`, or write `about: nothing`".to_owned()
        });
    };
    match disagreement.about {
        Matter::Nothing => {
            Some(format!("`about: nothing` has nothing in the tables; remove `{tables}`"))
        }
        Matter::Date => (said.above != Some(tables)).then(|| match said.above {
            Some(above) => format!(
                "`{tables}` is not the nearest row above with a later date; write `{above}`"
            ),
            None => "no row above has a later date; remove the entry".to_owned(),
        }),
        Matter::Section | Matter::Place => (!said.owners.contains(&tables)).then(|| {
            format!("the row has no target of `{tables}`; write the key of an operation that it has targets of")
        }),
        Matter::Verb => (!said.targets().any(|target| target == tables)).then(|| {
            format!("`{tables}` is not a target of the row; write one that is")
        }),
        Matter::Spelling => {
            let operations = said.owners.iter().filter_map(|key| path_of(said, key));
            let known = said.targets().flat_map(names).chain(operations);
            (!known.into_iter().any(|name| name == tables)).then(|| {
                format!("`{tables}` is neither a name in the row's targets nor the path of one of their operations; write it as it stands there")
            })
        }
    }
}

fn path_of<'a>(said: &Said<'a>, key: &str) -> Option<&'a str> {
    said.context.operations.get(key).map(|operation| operation.path.as_str())
}

fn tell(
    context: &Context,
    faults: &mut Faults,
    key: &str,
    wrong: fn(&Said, &Disagreement) -> Option<String>,
) {
    for_all(context, |said, _, disagreement, place| {
        if let Some(message) = wrong(said, disagreement) {
            faults.at(&place.to(key), message);
        }
    });
}

/// Calls `see` with every disagreement, the positions of its row and in it, and its place.
fn for_all(
    context: &Context,
    mut see: impl FnMut(&Said, (usize, usize), &Disagreement, Place),
) {
    each(context, |said, row| {
        for (index, disagreement) in said.revision.disagrees.iter().enumerate() {
            let place = said.place.to("disagrees").to(index);
            see(said, (row, index), disagreement, place);
        }
    });
}

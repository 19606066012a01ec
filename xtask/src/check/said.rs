//! A row of the changelog: what its words speak of, beside what its targets are.

use crate::spec::{
    Deed, Disagreement, Matter, Place, Revision, revision_names, target_owner,
};

use super::context::Context;
use super::target::names;
use super::wording::{self, Line, Mention, Sort, Vocabulary};

/// A row of the changelog, its words beside its targets.
pub struct Said<'a> {
    pub context: &'a Context<'a>,
    pub revision: &'a Revision,
    pub place: Place,
    /// The nearest row above that is dated later.
    pub above: Option<&'a str>,
    /// The lines of the text, without the words that speak of nothing.
    pub lines: Vec<Line<'a>>,
    /// What has targets: keys of operations, `shared`, `document`.
    pub owners: Vec<&'a str>,
}

/// Calls `see` with every row of the changelog and its position. Only if every file can be read: what the targets leave
/// out may stand in the one that cannot.
pub fn each(context: &Context, mut see: impl FnMut(&Said, usize)) {
    let rows = context.changelog.as_deref().filter(|_| context.is_whole());
    for (index, revision) in rows.unwrap_or_default().iter().enumerate() {
        let names = revision_names(rows.unwrap_or_default());
        see(&Said::new(context, &names, index, revision), index);
    }
}

impl<'a> Said<'a> {
    /// The row at `index`, as `revision` has it; `rows` are the names of all.
    pub fn new(
        context: &'a Context<'a>,
        rows: &'a [String],
        index: usize,
        revision: &'a Revision,
    ) -> Self {
        let changelog = context.changelog.as_deref().unwrap_or_default();
        let above = changelog.iter().zip(rows).take(index);
        let above = above.rev().find(|(above, _)| above.date > revision.date);
        let operations = context.operations.iter();
        let vocabulary = Vocabulary {
            titles: operations
                .map(|(key, operation)| {
                    (operation.title.trim_end_matches('。'), key.as_str())
                })
                .collect(),
            names: targets(revision).flat_map(names).collect(),
        };
        let mut owners = Vec::new();
        for owner in targets(revision).map(target_owner) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        let mut said = Self {
            context,
            revision,
            place: Place::file("changelog.yaml").to(index),
            above: above.map(|(_, name)| name.as_str()),
            lines: wording::lines(&revision.text, &vocabulary),
            owners,
        };
        for line in &mut said.lines {
            for nothing in about(revision, Matter::Nothing) {
                line.leave_out(&nothing.words);
            }
        }
        said
    }

    /// The date as it is printed.
    pub fn printed_date(&self) -> &'a str {
        self.revision.printed_date.as_ref().unwrap_or(&self.revision.date)
    }

    /// Everything that the row adds, removes or changes.
    pub fn targets(&self) -> impl Iterator<Item = &'a str> {
        targets(self.revision)
    }

    /// The targets that are `owner` or lie below it.
    pub fn targets_of(&self, owner: &str) -> impl Iterator<Item = &'a str> {
        self.targets().filter(move |target| target_owner(target) == owner)
    }

    /// Whether a target of `owner` is a row called `name` or lies below one.
    pub fn has(&self, owner: &str, name: &str) -> bool {
        self.targets_of(owner).any(|target| names(target).any(|part| part == name))
    }

    /// The mentions of every line.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention<'a>> {
        self.lines.iter().flat_map(|line| &line.mentions)
    }

    /// The disagreements about a matter.
    pub fn about(&self, matter: Matter) -> impl Iterator<Item = &'a Disagreement> {
        about(self.revision, matter)
    }

    /// What the tables have instead of `words`, as a disagreement about one of `matters` says.
    pub fn meant(&self, words: &str, matters: &[Matter]) -> Option<&'a str> {
        let disagrees = &self.revision.disagrees;
        let said =
            |one: &&Disagreement| one.words == words && matters.contains(&one.about);
        disagrees.iter().find(said)?.tables.as_deref()
    }

    /// The operation that is meant by a number, a path or a title.
    pub fn operation(&self, mention: &Mention<'a>) -> Option<&'a str> {
        let words = mention.words;
        match mention.sort {
            Sort::Section(number) => {
                let meant = self.meant(words, &[Matter::Section, Matter::Place]);
                let keys = &self.context.document.as_ref()?.operations;
                meant.or_else(|| Some(keys.get(number.checked_sub(1)?)?.as_str()))
            }
            Sort::Title(key) => self.meant(words, &[Matter::Place]).or(Some(key)),
            Sort::Path => self.meant(words, &[Matter::Place]).or_else(|| {
                let path = self.meant(words, &[Matter::Spelling]).unwrap_or(words);
                let mut operations = self.context.operations.iter();
                let (key, _) =
                    operations.find(|(_, operation)| operation.path == path)?;
                Some(key.as_str())
            }),
            Sort::Verb(_) | Sort::Name => None,
        }
    }

    /// The row that is meant by a name.
    pub fn row(&self, mention: &Mention<'a>) -> Option<&'a str> {
        let name = (mention.sort == Sort::Name).then_some(mention.words)?;
        self.meant(name, &[Matter::Spelling]).or(Some(name))
    }

    /// The operations that a line names, those that have targets.
    pub fn operations(&self, line: &Line<'a>) -> Vec<&'a str> {
        let mentions = || line.mentions.iter();
        let named =
            |owner: &&str| mentions().any(|it| self.operation(it) == Some(*owner));
        self.owners.iter().copied().filter(named).collect()
    }

    /// What a line speaks of: the operations that it names, or those of whose rows it names one.
    pub fn spoken_of(&self, line: &Line<'a>) -> Vec<&'a str> {
        let named = self.operations(line);
        if !named.is_empty() {
            return named;
        }
        let has = |owner: &&str| {
            let mut rows = line.mentions.iter().filter_map(|mention| self.row(mention));
            rows.any(|row| self.has(owner, row))
        };
        self.owners.iter().copied().filter(has).collect()
    }

    /// The targets that a line can be about: those of what it speaks of, or else those of what no line speaks of.
    pub fn targets_for(&self, line: &Line<'a>) -> Vec<&'a str> {
        let spoken = self.spoken_of(line);
        let others: Vec<_> =
            self.lines.iter().flat_map(|line| self.spoken_of(line)).collect();
        let fits = |owner| match spoken.is_empty() {
            true => !others.contains(&owner),
            false => spoken.contains(&owner),
        };
        self.targets().filter(|target| fits(target_owner(target))).collect()
    }

    /// What the words say was done to `target`: the verbs before its name, or else those of the lines that name its
    /// operation, or else those of the lines that name none.
    pub fn deeds(&self, target: &str) -> Vec<(&'a str, Deed)> {
        let owner = target_owner(target);
        let last = names(target).last();
        let (named, general): (Vec<_>, Vec<_>) = self
            .lines
            .iter()
            .map(|line| (line, self.operations(line)))
            .filter(|(_, named)| named.is_empty() || named.contains(&owner))
            .partition(|(_, named)| !named.is_empty());
        let mut deeds = Vec::new();
        for (line, _) in named.iter().chain(&general) {
            let mut verb = None;
            for mention in &line.mentions {
                verb = mention.deed().or(verb);
                if last.is_some() && self.row(mention) == last {
                    deeds.extend(verb);
                }
            }
        }
        for lines in [named, general] {
            if deeds.is_empty() {
                let mentions = lines.iter().flat_map(|(line, _)| &line.mentions);
                deeds.extend(mentions.filter_map(Mention::deed));
            }
        }
        deeds
    }
}

fn targets(revision: &Revision) -> impl Iterator<Item = &str> {
    Deed::ALL.into_iter().flat_map(|deed| deed.targets(revision)).map(String::as_str)
}

fn about(revision: &Revision, matter: Matter) -> impl Iterator<Item = &Disagreement> {
    revision.disagrees.iter().filter(move |it| it.about == matter)
}

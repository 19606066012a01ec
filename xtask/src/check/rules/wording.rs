//! What the words of a changelog row say is what its targets say, or the row says in `disagrees` that it is not.

use crate::check::context::Context;
use crate::check::target::{names, row_called};
use crate::check::wording::{Mention, MentionKind, mentions};
use crate::check::{Diagnostics, is_near};
use crate::spec::DisagreementKind::{Date, Nothing, Place, Section, Spelling, Verb};
use crate::spec::{
    self, ChangeKind, Disagreement, DisagreementKind, Revision, one_line,
    revision_names, target_owner,
};

/// What has targets besides operations.
const PARTS: [&str; 2] = ["shared", "document"];

/// Something that the words say and the targets do not, or the other way round.
struct Finding {
    /// The key below the row, and the position in its list.
    at: (&'static str, Option<usize>),
    message: String,
    /// What may be written into the row, and the row with it; the likeliest first.
    remedies: Vec<(String, Revision)>,
    help: &'static str,
}

/// A row of the changelog, its words beside its targets.
struct RevisionText<'a> {
    context: &'a Context<'a>,
    revision: &'a Revision,
    /// A row whose date contradicts the date of this one.
    other: Option<&'a str>,
    /// The lines as `disagrees` corrects them, and what each speaks of.
    lines: Vec<(String, Vec<Mention<'a>>)>,
    /// What has targets: keys of operations, `shared`, `document`.
    owners: Vec<&'a str>,
}

/// Tells with every finding the first remedy that settles it and brings nothing new. Only if every file can be read: what
/// the targets leave out may stand in the one that cannot.
pub fn revision_words(context: &Context, out: &mut Diagnostics) {
    let rows = context.changelog.as_deref().filter(|_| context.is_whole());
    let rows = rows.unwrap_or_default();
    for (index, (row, other)) in rows.iter().zip(out_of_order(rows)).enumerate() {
        let text = RevisionText::new(context, row, other.as_deref());
        // Where the operation of a target is not there, that is said elsewhere.
        let is_there = |key: &&str| text.path(key).is_some() || PARTS.contains(key);
        if !text.owners.iter().all(is_there) {
            continue;
        }
        let found = text.audit();
        let settles = |finding: &Finding, revision: &Revision| {
            let after = RevisionText::new(context, revision, text.other).audit();
            after.iter().all(|it| {
                it.message != finding.message
                    && found.iter().any(|old| old.message == it.message)
            })
        };
        for finding in &found {
            let mut remedies = finding.remedies.iter();
            let remedy = remedies.find(|(_, revision)| settles(finding, revision));
            let remedy =
                remedy.map(|(told, _)| format!("{told}, or ")).unwrap_or_default();
            let place = spec::Place::file("changelog.yaml").to(index).to(finding.at.0);
            let place = finding.at.1.map_or(place.clone(), |at| place.to(at));
            out.at(&place, format!("{}; {remedy}{}", finding.message, finding.help));
        }
    }
}

impl<'a> RevisionText<'a> {
    fn new(
        context: &'a Context,
        revision: &'a Revision,
        other: Option<&'a str>,
    ) -> Self {
        let mut owners: Vec<_> = revision.targets().map(target_owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let mut text = Self { context, revision, other, lines: Vec::new(), owners };
        for line in revision.text.lines() {
            // Without targets, a line of which a part is about nothing is about nothing.
            let is_empty = |it: &Disagreement, line: &str| {
                it.about == Nothing && text.owners.is_empty() && line.contains(&it.words)
            };
            let correct = |line: String, entry: &Disagreement| match text.meant(entry) {
                Some(_) if is_empty(entry, &line) => String::new(),
                Some(meant) => line.replace(&entry.words, &meant),
                None => line,
            };
            let line = revision.disagrees.iter().fold(line.to_owned(), correct);
            let mentions = mentions(&line, context);
            text.lines.push((line, mentions));
        }
        text
    }

    /// What stands for the words of an entry, if the row's targets bear it out.
    fn meant(&self, entry: &Disagreement) -> Option<String> {
        let tables = entry.tables.as_deref().unwrap_or_default();
        let is_owner = self.owners.contains(&tables);
        let is_path = |owner: &&str| self.path(owner) == Some(tables);
        let is_spelled = || {
            self.owners.iter().any(is_path)
                || self.revision.targets().flat_map(names).any(|name| name == tables)
        };
        match entry.about {
            Nothing if entry.tables.is_none() => Some(String::new()),
            Section | Place if is_owner => Some(format!("、{}、", self.path(tables)?)),
            Spelling if is_spelled() => Some(tables.to_owned()),
            _ => None,
        }
    }

    fn path(&self, key: &str) -> Option<&'a str> {
        Some(self.context.operations.get(key)?.path.as_str())
    }

    /// An entry of `disagrees` as a remedy; none if the row has it already.
    fn entry(
        &self,
        words: &str,
        about: DisagreementKind,
        tables: Option<&str>,
    ) -> Option<(String, Revision)> {
        let (words, tables) = (words.to_owned(), tables.map(str::to_owned));
        let entry = Disagreement { words, about, tables };
        let told = format!("write `{}` into `disagrees`", one_line(&entry));
        let mut revision = self.revision.clone();
        let is_new = !revision.disagrees.contains(&entry);
        revision.disagrees.push(entry);
        is_new.then_some((told, revision))
    }

    fn audit(&self) -> Vec<Finding> {
        let mut found = self.findings();
        let told = |text: &RevisionText| -> Vec<_> {
            let messages = text.findings().into_iter().map(|it| it.message);
            let mentions = text.lines.iter().flat_map(|(_, line)| line);
            let named = mentions.filter_map(|it| it.operation).map(str::to_owned);
            messages.chain(named).collect()
        };
        for (index, entry) in self.revision.disagrees.iter().enumerate() {
            let mut without = self.revision.clone();
            without.disagrees.remove(index);
            // An entry bites if the words would name other operations without it, or more would be found.
            if told(&RevisionText::new(self.context, &without, self.other)) == told(self)
            {
                let message = format!("`{}` settles nothing", one_line(entry));
                let at = ("disagrees", Some(index));
                found.push(Finding {
                    at,
                    message,
                    remedies: Vec::new(),
                    help: "remove the entry",
                });
            }
        }
        found
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found = self.silent_lines();
        let (date, printed) = (&self.revision.date, &self.revision.printed_date);
        if let Some(other) = self.other
            && let Some(entry) =
                self.entry(printed.as_ref().unwrap_or(date), Date, Some(other))
        {
            let message = format!("`{date}` is out of the order that `{other}` is in");
            let at = ("date", None);
            found.push(Finding {
                at,
                message,
                remedies: vec![entry],
                help: "correct the date",
            });
        }
        for (_, line) in &self.lines {
            found.extend(line.iter().filter_map(|it| self.without_target(line, it)));
            found.extend(line.iter().filter_map(|it| self.without_row(line, it)));
        }
        for kind in ChangeKind::ALL {
            let targets = kind.targets(self.revision).iter().enumerate();
            found.extend(targets.filter_map(|it| self.contradiction(kind, it)));
        }
        found
    }

    /// Lines for which no target is left: each that speaks of none needs one of which no other speaks.
    fn silent_lines(&self) -> Vec<Finding> {
        let names_it = |target: &str, mention: &Mention| match mention.operation {
            None => names(target).any(|name| name == mention.words),
            operation => operation == Some(target_owner(target)),
        };
        let targets = || self.revision.targets();
        let mentions = || self.lines.iter().flat_map(|(_, line)| line);
        let left = targets().filter(|target| !mentions().any(|it| names_it(target, it)));
        let silent = self.lines.iter().filter(|(text, line)| {
            let speaks = |it: &Mention| {
                it.operation.is_some() || targets().any(|target| names_it(target, it))
            };
            text.contains(char::is_alphanumeric) && !line.iter().any(speaks)
        });
        let finding = |(text, _): &(String, _)| Finding {
            help: "say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing`",
            ..of_text(format!("no target is left for the line `{text}`"), Vec::new())
        };
        silent.skip(left.count()).map(finding).collect()
    }

    /// Words that name an operation of which the row has no target.
    fn without_target(&self, line: &[Mention], mention: &Mention) -> Option<Finding> {
        let words = &mention.words;
        let about = match mention.kind {
            MentionKind::Section => Section,
            MentionKind::Path | MentionKind::Title => Place,
            MentionKind::Verb(_) | MentionKind::Name => return None,
        };
        let message = match mention.operation {
            Some(key) if self.owners.contains(&key) => return None,
            Some(key) => format!("`{words}` is `{key}`, of which the row has no target"),
            None => format!("`{words}` is not an operation"),
        };
        let paths = self.owners.iter().filter_map(|owner| self.path(owner));
        let near =
            paths.filter(|path| mention.operation.is_none() && is_near(words, path));
        let mut remedies: Vec<_> =
            near.filter_map(|path| self.entry(words, Spelling, Some(path))).collect();
        // Which operation is meant is plain if nothing names it, or only words of another kind beside these.
        let names_it = |it: &Mention, owner: &str| it.operation == Some(owner);
        let is_open = |owner: &&str| {
            let mut all = self.lines.iter().flat_map(|(_, line)| line);
            !all.any(|it| names_it(it, owner))
        };
        let is_beside = |owner: &&str| {
            let here = || line.iter().filter(|it| names_it(it, owner));
            here().count() > 0 && here().all(|it| it.kind != mention.kind)
        };
        let owners = || self.owners.iter().copied().filter(|it| self.path(it).is_some());
        let mut open: Vec<_> = owners().filter(is_open).collect();
        if open.is_empty() {
            open = owners().filter(is_beside).collect();
        }
        if let [one] = open[..] {
            remedies.extend(self.entry(words, about, Some(one)));
        }
        let said = mention.operation.map(|key| self.targets_said(line, key));
        remedies.extend(said.into_iter().flatten());
        remedies.extend(self.entry(words, Nothing, None));
        Some(of_text(message, remedies))
    }

    /// A name that should stand in targets of the operations of which its line speaks, or of any if it names none.
    fn without_row(&self, line: &[Mention], mention: &Mention) -> Option<Finding> {
        let name = mention.words.as_str();
        let named: Vec<_> = line.iter().filter_map(|it| it.operation).collect();
        let scope =
            self.owners.iter().filter(|it| named.is_empty() || named.contains(it));
        let parts = |owner: &str| {
            let targets = self.revision.targets().filter(|it| target_owner(it) == owner);
            targets.flat_map(names).collect::<Vec<_>>()
        };
        let (known, without): (Vec<&str>, Vec<&str>) =
            scope.partition(|owner| parts(owner).contains(&name));
        if mention.kind != MentionKind::Name || named.is_empty() && !known.is_empty() {
            return None;
        }
        let is_row = |owner: &&&str| row_called(self.context, owner, name).is_some();
        if let Some(owner) = without.iter().find(is_row) {
            let message =
                format!("`{name}` is a row of `{owner}`, but no target names it");
            return Some(of_text(message, self.targets_said(line, owner)));
        }
        let owner = without.first().filter(|_| known.is_empty())?;
        let mut near: Vec<_> = without.iter().flat_map(|owner| parts(owner)).collect();
        near.retain(|part| is_near(name, part));
        // Two words in one: prose has no such names, tables are full of them.
        let is_camel_case = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.contains(|c: char| c.is_ascii_uppercase());
        let same = near.iter().any(|part| part.eq_ignore_ascii_case(name));
        let entries = near.iter().map(|part| self.entry(name, Spelling, Some(part)));
        let entries =
            entries.chain([self.entry(name, Nothing, None)]).flatten().collect();
        let message =
            format!("`{name}` is not a row of `{owner}`, and no target removes it");
        (same || is_camel_case).then(|| of_text(message, entries))
    }

    /// A target under a key that the words contradict: the verbs before its name, or else all of the lines about it.
    fn contradiction(
        &self,
        key: ChangeKind,
        (at, target): (usize, &String),
    ) -> Option<Finding> {
        let (owner, last) = (target_owner(target), names(target).last());
        let (mut before, mut all) = (Vec::new(), Vec::new());
        for (_, line) in &self.lines {
            let mut named = line.iter().filter_map(|it| it.operation).peekable();
            if named.peek().is_some() && named.all(|key| key != owner) {
                continue;
            }
            for Mention { words, kind, .. } in line {
                match kind {
                    MentionKind::Verb(kind) => all.push((words, *kind)),
                    _ if last == Some(words) => before.extend(all.last().copied()),
                    _ => {}
                }
            }
        }
        let said = if before.is_empty() { all } else { before };
        let agrees = |(words, kind): &(&String, _)| {
            *kind == key || self.entry(words, Verb, Some(target)).is_none()
        };
        let (words, _) = said.first().filter(|_| !said.iter().any(agrees))?;
        let (at, key) = ((key.key(), Some(at)), key.key());
        let message =
            format!("`{target}` stands in `{key}`, but the words say `{words}`");
        let remedies = self.entry(words, Verb, Some(target)).into_iter().collect();
        Some(Finding { at, message, remedies, help: "correct the key" })
    }

    /// The targets that a line asks for in the operation `key`: rows that it names, or else the operation itself.
    fn targets_said(&self, line: &[Mention], key: &str) -> Vec<(String, Revision)> {
        let (mut said, mut last) = (Vec::new(), ChangeKind::Changes);
        for Mention { words, kind, .. } in line {
            if let MentionKind::Verb(kind) = kind {
                last = *kind;
            }
            said.extend(row_called(self.context, key, words).map(|row| (last, row)));
        }
        if said.is_empty() {
            said.extend(
                [ChangeKind::Changes, ChangeKind::Adds].map(|it| (it, key.to_owned())),
            );
        }
        let rows = self.context.changelog.as_deref().unwrap_or_default();
        // What is there has not been removed, and is added once.
        let is_added =
            |target: &String| rows.iter().any(|row| row.adds.contains(target));
        let possible = said.into_iter().filter(|(kind, target)| {
            *kind != ChangeKind::Removes
                && !(*kind == ChangeKind::Adds && is_added(target))
        });
        let remedy = |(kind, target): (ChangeKind, String)| {
            let told = format!("add `{target}` to `{}`", kind.key());
            let mut revision = self.revision.clone();
            kind.targets_mut(&mut revision).push(target);
            (told, revision)
        };
        possible.map(remedy).collect()
    }
}

/// For every row the name of one whose date contradicts its own and fewer others: the oldest come first, or the newest.
fn out_of_order(rows: &[Revision]) -> Vec<Option<String>> {
    let names = revision_names(rows);
    let count = |fits: fn(&str, &str) -> bool| {
        rows.windows(2).filter(|pair| fits(&pair[0].date, &pair[1].date)).count()
    };
    let newest_first = count(|a, b| a > b) > count(|a, b| a < b);
    let contradicts = |a: usize, b: usize| {
        let (above, below) = (&rows[a.min(b)].date, &rows[a.max(b)].date);
        if newest_first { above < below } else { above > below }
    };
    let others = |row| (0..rows.len()).filter(move |other| contradicts(row, *other));
    let rank = |row| (others(row).count(), row);
    let name = |row| {
        let right = others(row).filter(|other| rank(*other) < rank(row));
        Some(
            names[right.min_by_key(|other| (*other > row, row.abs_diff(*other)))?]
                .clone(),
        )
    };
    (0..rows.len()).map(name).collect()
}

fn of_text(message: String, remedies: Vec<(String, Revision)>) -> Finding {
    Finding { at: ("text", None), message, remedies, help: "correct the targets" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_out_of_the_order_that_the_others_have() {
        for (dates, expected) in [
            (["2018-01-01", "2019-01-01", "2020-01-01", "2021-01-01"], ["", "", "", ""]),
            (["2021-01-01", "2020-01-01", "2019-01-01", "2018-01-01"], ["", "", "", ""]),
            (
                ["2018-01-01", "2020-01-01", "2019-01-01", "2021-01-01"],
                ["", "", "2020-01-01", ""],
            ),
            (
                ["2021-01-01", "2018-01-01", "2020-01-01", "2019-01-01"],
                ["", "2020-01-01", "", ""],
            ),
            (
                ["2022-01-01", "2018-01-01", "2019-01-01", "2020-01-01"],
                ["2018-01-01", "", "", ""],
            ),
        ] {
            let row =
                |date: &str| Revision { date: date.to_owned(), ..Revision::default() };
            let found = out_of_order(&dates.map(row));
            let found: Vec<_> =
                found.iter().map(|it| it.as_deref().unwrap_or("")).collect();
            assert_eq!(found, expected, "{dates:?}");
        }
    }
}

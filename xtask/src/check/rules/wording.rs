//! What the words of a changelog row say is what its targets say, or the row says in `disagrees` that it is not.
//!
//! A line speaks, as far as a program can tell, of what was done, to which operation, to which row.

mod words;

use crate::check::context::Context;
use crate::check::target::{PARTS, names, row_called};
use crate::check::{Diagnostics, is_near};
use crate::spec::{
    ChangeKind, Disagreement, DisagreementKind as Kind, Place, Revision, one_line,
    target_owner,
};

use words::{Mention, Words};

/// What may be written into a row, and the row with it.
type Remedy = (String, Revision);

/// Something that the words say and the targets do not, or the other way round.
struct Finding {
    place: Place,
    message: String,
    /// The likeliest first.
    remedies: Vec<Remedy>,
    help: &'static str,
}

/// A row of the changelog, its words beside its targets.
struct RevisionText<'a> {
    words: &'a Words<'a>,
    revision: &'a Revision,
    place: &'a Place,
    /// The lines as `disagrees` corrects them, and what each speaks of.
    lines: Vec<(String, Vec<Mention<'a>>)>,
    /// What has targets: keys of operations, `shared`, `document`.
    owners: Vec<&'a str>,
}

/// Tells with every finding the first remedy that settles it and brings nothing new. Only if every file can be read: what
/// the targets leave out may stand in the one that cannot.
pub fn revision_words(context: &Context, out: &mut Diagnostics) {
    if !context.is_whole() {
        return;
    }
    let words = Words::of(context);
    for (place, revision) in context.revisions() {
        let text = RevisionText::new(&words, revision, &place);
        // Where the operation of a target is not there, that is said elsewhere.
        let is_there = |key: &&str| text.path(key).is_some() || PARTS.contains(key);
        if !text.owners.iter().all(is_there) {
            continue;
        }
        let found = text.audit();
        let settles = |finding: &Finding, revision: &Revision| {
            let after = RevisionText::new(&words, revision, &place).audit();
            let is_old =
                |it: &Finding| found.iter().any(|old| old.message == it.message);
            after.iter().all(|it| it.message != finding.message && is_old(it))
        };
        for finding in &found {
            let mut remedies = finding.remedies.iter();
            let remedy = remedies.find(|(_, revision)| settles(finding, revision));
            let remedy = remedy.map(|(told, _)| format!("{told}, or "));
            let help = remedy.unwrap_or_default() + finding.help;
            out.at(&finding.place, &finding.message, help);
        }
    }
}

impl<'a> RevisionText<'a> {
    fn new(words: &'a Words, revision: &'a Revision, place: &'a Place) -> Self {
        let mut owners: Vec<_> = revision.targets().map(target_owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let known: Vec<_> = revision.targets().flat_map(names).collect();
        let mut text = Self { words, revision, place, lines: Vec::new(), owners };
        for line in revision.text.lines() {
            let corrected = |line: String, entry| text.corrected(line, entry);
            let line = revision.disagrees.iter().fold(line.to_owned(), corrected);
            let mentions = words.mentions(&line, &known);
            text.lines.push((line, mentions));
        }
        text
    }

    /// A line with what stands for the words of an entry, if the row's targets bear it out.
    fn corrected(&self, line: String, entry: &Disagreement) -> String {
        let (words, tables) =
            (&entry.words, entry.tables.as_deref().unwrap_or_default());
        let path = self.path(tables).filter(|_| self.owners.contains(&tables));
        let paths = self.owners.iter().filter_map(|owner| self.path(owner));
        let mut spelled = self.revision.targets().flat_map(names).chain(paths);
        let meant = match (entry.about, path) {
            (Kind::Nothing, _) if entry.tables.is_some() => return line,
            // Without targets, a line of which a part is about nothing is about nothing.
            (Kind::Nothing, _) if self.owners.is_empty() && line.contains(words) => {
                return String::new();
            }
            (Kind::Nothing, _) => String::new(),
            (Kind::Section | Kind::Place, Some(path)) => format!("、{path}、"),
            (Kind::Spelling, _) if spelled.any(|it| it == tables) => tables.to_owned(),
            _ => return line,
        };
        line.replace(words, &meant)
    }

    fn path(&self, key: &str) -> Option<&'a str> {
        Some(self.words.context.spec.operations.get(key)?.path.as_str())
    }

    /// Everything that the lines speak of.
    fn mentions(&self) -> impl Iterator<Item = &Mention<'a>> {
        self.lines.iter().flat_map(|(_, line)| line)
    }

    /// An entry of `disagrees` as a remedy; none if the row has it already.
    fn entry(&self, words: &str, about: Kind, tables: Option<&str>) -> Option<Remedy> {
        let (words, tables) = (words.to_owned(), tables.map(str::to_owned));
        let entry = Disagreement { words, about, tables };
        let told = format!("write `{}` into `disagrees`", one_line(&entry));
        let mut revision = self.revision.clone();
        let is_new = !revision.disagrees.contains(&entry);
        revision.disagrees.push(entry);
        is_new.then_some((told, revision))
    }

    /// A target as a remedy, for what `mention` says of it; none if it is said to be removed, since it is there.
    fn target(&self, mention: &Mention, target: &str) -> Option<Remedy> {
        let rows = &self.words.context.spec.changelog;
        let is_added = rows.iter().any(|row| row.adds.iter().any(|it| it == target));
        let kind = match mention.verb {
            Some((_, ChangeKind::Removes)) => return None,
            Some((_, ChangeKind::Adds)) if !is_added => ChangeKind::Adds,
            _ => ChangeKind::Changes,
        };
        let mut revision = self.revision.clone();
        kind.targets_mut(&mut revision).push(target.to_owned());
        Some((format!("add `{target}` to `{}`", kind.key()), revision))
    }

    fn audit(&self) -> Vec<Finding> {
        let mut found = self.findings();
        let told = |text: &RevisionText| -> Vec<_> {
            let messages = text.findings().into_iter().map(|it| it.message);
            let named = text.mentions().filter_map(|it| it.operation).map(str::to_owned);
            messages.chain(named).collect()
        };
        let entries = self.place.to("disagrees").items(&self.revision.disagrees);
        for (index, (place, entry)) in entries.enumerate() {
            let mut without = self.revision.clone();
            without.disagrees.remove(index);
            let without = RevisionText::new(self.words, &without, self.place);
            // An entry bites if the words would name other operations without it, or more would be found.
            if entry.about != Kind::Date && told(&without) == told(self) {
                let message = format!("`{}` settles nothing", one_line(entry));
                let help = "remove the entry";
                found.push(Finding { place, message, remedies: Vec::new(), help });
            }
        }
        found
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found = self.silent_lines();
        for (_, line) in &self.lines {
            found.extend(line.iter().filter_map(|it| self.without_target(line, it)));
            found.extend(line.iter().filter_map(|it| self.without_row(line, it)));
        }
        for kind in ChangeKind::ALL {
            let place = self.place.to(kind.key());
            let targets = place.items(kind.targets(self.revision));
            found.extend(targets.filter_map(|it| self.contradiction(kind, it)));
        }
        if found.is_empty() {
            found = self.idle_verbs();
        }
        found
    }

    fn told(&self, what: String, remedies: impl IntoIterator<Item = Remedy>) -> Finding {
        let (place, help) = (self.place.to("text"), "correct the targets");
        Finding { place, message: what, remedies: Vec::from_iter(remedies), help }
    }

    /// Lines for which no target is left: each that speaks of none needs one of which no other speaks.
    fn silent_lines(&self) -> Vec<Finding> {
        let speaks_of = |mention: &Mention, target: &str| match mention.operation {
            None => names(target).any(|name| name == mention.words),
            operation => operation == Some(target_owner(target)),
        };
        let mut left: Vec<_> = self.revision.targets().collect();
        left.retain(|target| !self.mentions().any(|it| speaks_of(it, target)));
        let silent = self.lines.iter().filter(|(text, line)| {
            let speaks = |it: &Mention| {
                let mut targets = self.revision.targets();
                it.operation.is_some() || targets.any(|target| speaks_of(it, target))
            };
            text.contains(char::is_alphanumeric) && !line.iter().any(speaks)
        });
        let help = "say in `adds`, `removes` or `changes` what it did, or in `disagrees` that it is `about: nothing`";
        let found = silent.skip(left.len()).map(|(text, _)| {
            let message = format!("no target is left for the line `{text}`");
            Finding { help, ..self.told(message, None) }
        });
        found.collect()
    }

    /// Words that name an operation of which the row has no target.
    fn without_target(
        &self,
        line: &[Mention<'a>],
        mention: &Mention,
    ) -> Option<Finding> {
        let words = &mention.words;
        if ![Kind::Section, Kind::Place].contains(&mention.kind) {
            return None;
        }
        let message = match mention.operation {
            Some(key) if self.owners.contains(&key) => return None,
            Some(key) => format!("`{words}` is `{key}`, of which the row has no target"),
            None => format!("`{words}` is not an operation"),
        };
        let paths = self.owners.iter().filter_map(|owner| self.path(owner));
        let near = |path: &&str| mention.operation.is_none() && is_near(words, path);
        let spelled = paths.filter(near).map(|path| (Kind::Spelling, path));
        let meant = self.meant(line, mention).map(|key| (mention.kind, key));
        let entries = spelled.chain(meant);
        let entries =
            entries.filter_map(|(about, it)| self.entry(words, about, Some(it)));
        let targets = mention.operation.into_iter().flat_map(|key| {
            let row = |it: &Mention| row_called(self.words.context, key, &it.words);
            let rows = line.iter().filter_map(move |it| self.target(it, row(it)?));
            rows.chain(self.target(mention, key))
        });
        Some(self.told(message, entries.chain(targets)))
    }

    /// The operation of the targets that `mention` means instead: the one of the path or title right after it, or the only
    /// one that nothing names, or only words of another kind beside it.
    fn meant(&self, line: &[Mention<'a>], mention: &Mention) -> Option<&'a str> {
        let mut after = line.iter().skip_while(|it| *it != mention).skip(1);
        let next = after.find(|it| it.kind != Kind::Verb);
        let next = next.filter(|it| it.kind == Kind::Place).and_then(|it| it.operation);
        let next = next.filter(|_| mention.kind == Kind::Section);
        if let Some(next) = next {
            let is_other =
                mention.operation != Some(next) && self.owners.contains(&next);
            return is_other.then_some(next);
        }
        let owners = self.owners.iter().filter(|owner| self.path(owner).is_some());
        let (mut named, unnamed): (Vec<&str>, Vec<&str>) = owners
            .partition(|owner| self.mentions().any(|it| it.operation == Some(**owner)));
        named.retain(|owner| {
            let here = line.iter().filter(|it| it.operation == Some(owner));
            let mut kinds = here.map(|it| it.kind).peekable();
            kinds.peek().is_some() && kinds.all(|kind| kind != mention.kind)
        });
        let meant = if unnamed.is_empty() { named } else { unnamed };
        if let [one] = meant[..] { Some(one) } else { None }
    }

    /// A name that should stand in targets of the operations of which its line speaks, or of any if it names none.
    fn without_row(&self, line: &[Mention], mention: &Mention) -> Option<Finding> {
        let name = mention.words.as_str();
        let named: Vec<_> = line.iter().filter_map(|it| it.operation).collect();
        let parts = |owner: &str| {
            let targets = self.revision.targets().filter(|it| target_owner(it) == owner);
            targets.flat_map(names).collect::<Vec<_>>()
        };
        let scope =
            self.owners.iter().filter(|it| named.is_empty() || named.contains(it));
        let (known, without): (Vec<&str>, Vec<&str>) =
            scope.partition(|owner| parts(owner).contains(&name));
        if mention.kind != Kind::Spelling || named.is_empty() && !known.is_empty() {
            return None;
        }
        let row = |owner: &&str| row_called(self.words.context, owner, name);
        if let Some((owner, row)) = without.iter().find_map(|it| Some((it, row(it)?))) {
            let message =
                format!("`{name}` is a row of `{owner}`, but no target names it");
            return Some(self.told(message, self.target(mention, row)));
        }
        let owner = without.first().filter(|_| known.is_empty())?;
        let mut near: Vec<_> = without.iter().flat_map(|owner| parts(owner)).collect();
        near.retain(|part| is_near(name, part));
        // Two words in one: prose has no such names, tables are full of them.
        let is_camel_case = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.contains(|c: char| c.is_ascii_uppercase());
        let plain = name.replace(' ', "");
        let same = near.iter().any(|part| part.eq_ignore_ascii_case(&plain));
        let entries =
            near.iter().map(|part| self.entry(name, Kind::Spelling, Some(part)));
        let entries = entries.chain([self.entry(name, Kind::Nothing, None)]).flatten();
        let message =
            format!("`{name}` is not a row of `{owner}`, and no target removes it");
        (same || is_camel_case).then(|| self.told(message, entries))
    }

    /// A target under a key that the words contradict: the verbs before its name, or else all of the lines about it.
    fn contradiction(&self, key: ChangeKind, at: (Place, &String)) -> Option<Finding> {
        let (place, target) = at;
        let (owner, last) = (target_owner(target), names(target).last());
        let about = self.lines.iter().filter(|(_, line)| {
            let mut named = line.iter().filter_map(|it| it.operation).peekable();
            named.peek().is_none() || named.any(|key| key == owner)
        });
        let about: Vec<_> = about.flat_map(|(_, line)| line).collect();
        let before = about.iter().filter(|it| last == Some(&it.words));
        let mut said: Vec<_> = before.filter_map(|it| it.verb).collect();
        if said.is_empty() {
            let verbs = about.iter().filter(|it| it.kind == Kind::Verb);
            said = verbs.filter_map(|it| it.verb).collect();
        }
        let entry = |words: &str| self.entry(words, Kind::Verb, Some(target));
        let agrees = |it: &(&str, _)| it.1 == key || entry(it.0).is_none();
        let (words, _) = said.first().filter(|_| !said.iter().any(agrees))?;
        let key = key.key();
        let message =
            format!("`{target}` stands in `{key}`, but the words say `{words}`");
        let remedies = Vec::from_iter(entry(words));
        Some(Finding { place, message, remedies, help: "correct the key" })
    }

    /// Verbs of what was added or removed in a row that adds or removes nothing.
    fn idle_verbs(&self) -> Vec<Finding> {
        let targets: Vec<_> = self.revision.targets().collect();
        let entry = |words, target| self.entry(words, Kind::Verb, Some(target));
        let mut verbs: Vec<_> = self.mentions().filter_map(|it| it.verb).collect();
        verbs.dedup();
        verbs.retain(|(words, kind)| {
            let is_settled = targets.iter().any(|it| entry(words, it).is_none());
            let is_empty = kind.targets(self.revision).is_empty();
            !targets.is_empty()
                && *kind != ChangeKind::Changes
                && is_empty
                && !is_settled
        });
        let told = verbs.into_iter().map(|(words, kind)| {
            let message =
                format!("the words say `{words}`, but `{}` is empty", kind.key());
            let only = if let [only] = targets[..] { entry(words, only) } else { None };
            self.told(message, only)
        });
        told.collect()
    }
}

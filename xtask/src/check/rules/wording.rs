//! What the words of a changelog row say is what its targets say, or the row says in `disagrees` that it is not.
//!
//! A line speaks, as far as a program can tell, of what was done, to which operation, to which row.

use std::cmp::Reverse;

use regex::Regex;

use crate::check::context::Context;
use crate::check::target::{PARTS, names, row_called};
use crate::check::{Diagnostics, is_near};
use crate::spec::{
    ChangeKind, Disagreement, DisagreementKind as Kind, Operation, Place, Revision,
    one_line, target_owner,
};

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

/// Words that speak of something.
#[derive(Clone, Debug, PartialEq)]
struct Mention<'a> {
    words: String,
    /// `Verb`; `Section` for the number of a section of chapter 5, `Place` for a path or a title of an operation; `Spelling`
    /// for a word in Latin letters, which may be a row.
    kind: Kind,
    /// The operation that has the number, the path or the title.
    operation: Option<&'a str>,
    /// The verb that it is, or the last one before it.
    verb: Option<(&'static str, ChangeKind)>,
}

const VERBS: [(ChangeKind, &[&str]); 3] = [
    (ChangeKind::Adds, &["新增", "增加", "添加"]),
    (ChangeKind::Removes, &["去掉", "删除", "移除"]),
    (
        ChangeKind::Changes,
        &["修改", "更改", "调整", "拆分", "合并", "更名", "改名", "改为"],
    ),
];
/// Who adds one of these to a row changes the row.
const REMARKS: [&str; 3] = ["说明", "描述", "备注"];

/// Finds what lines speak of.
struct Words<'a> {
    context: &'a Context<'a>,
    /// A path, a title, a number, a verb or a name. Blanks beside a slash belong to a path.
    forms: Regex,
}

impl<'a> Words<'a> {
    fn of(context: &'a Context<'a>) -> Self {
        let mut titles: Vec<_> = context.spec.operations.values().map(title).collect();
        titles.retain(|title| !title.is_empty());
        titles.sort_by_key(|title| Reverse(title.len()));
        let titles = titles.into_iter().map(regex::escape);
        // Without a title, none is found.
        let titles: Vec<_> = titles.chain(["[^\\s\\S]".to_owned()]).collect();
        let titles = titles.join("|");
        let verbs = VERBS.map(|(_, words)| words.join("|")).join("|");
        let forms = format!(
            r"(?<path>/ *webcast(?: */ *[A-Za-z0-9_]+)+)|(?<title>{titles})|(?<number>[0-9]+(?:\.[0-9]+)*)|(?<verb>{verbs})|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
        );
        Self { context, forms: Regex::new(&forms).expect("titles are escaped") }
    }

    /// What `line` speaks of, from left to right. The `known` names are found with blanks inside as well.
    fn mentions(&self, line: &str, known: &[&str]) -> Vec<Mention<'a>> {
        let operations = &self.context.spec.operations;
        let keys = &self.context.spec.document.operations;
        let (mut mentions, mut verb, mut at) = (Vec::new(), None, 0);
        while let Some(found) = self.forms.captures_at(line, at) {
            let words = found.get_match();
            let (start, text) = (words.start(), words.as_str());
            at = words.end();
            let is = |form| found.name(form).is_some();
            let (kind, operation) = if is("path") {
                (Kind::Place, operations.iter().find(|(_, it)| it.path == text))
            } else if is("title") {
                (Kind::Place, operations.iter().rfind(|(_, it)| title(it) == text))
            } else if is("number") {
                let section = text.strip_prefix("5.").and_then(|it| it.parse().ok());
                let Some(section) = section else { continue };
                let key = usize::checked_sub(section, 1).and_then(|at| keys.get(at));
                (Kind::Section, key.and_then(|key| operations.get_key_value(key)))
            } else if is("verb") {
                verb = self::verb(&line[start..]);
                (Kind::Verb, None)
            } else {
                at = start + name_end(&line[start..], text.len(), known);
                (Kind::Spelling, None)
            };
            let operation = operation.map(|(key, _)| key.as_str());
            let words = line[start..at].to_owned();
            mentions.push(Mention { words, kind, operation, verb });
        }
        mentions
    }
}

fn title(operation: &Operation) -> &str {
    operation.title.trim_end_matches('。')
}

fn verb(rest: &str) -> Option<(&'static str, ChangeKind)> {
    let words =
        VERBS.iter().flat_map(|(kind, words)| words.iter().map(|word| (*word, *kind)));
    let (word, kind) = words.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let mut parts = rest.split(['，', ',', '。', '；', ';', '（', '(']);
    let object = parts.next().unwrap_or_default().trim_end();
    let remark = REMARKS.iter().any(|remark| object.ends_with(remark));
    Some((word, if remark { ChangeKind::Changes } else { kind }))
}

/// The end of a name: of words that make a known one together, or else of the first, which ends at `word`.
fn name_end(rest: &str, word: usize, known: &[&str]) -> usize {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = rest.find(|c| !is_letter(c) && c != ' ').unwrap_or(rest.len());
    let is_known = |end: &usize| {
        let (name, after) = rest.split_at(*end);
        let plain = name.replace(' ', "");
        let is_cut = name.ends_with(' ') || after.starts_with(is_letter);
        !is_cut && known.iter().any(|it| it.eq_ignore_ascii_case(&plain))
    };
    (word + 1..=words).find(is_known).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sources::Reader;
    use crate::samples::small;

    #[test]
    fn a_line_is_taken_apart() {
        let files = small();
        let (sources, spec) = Reader::default().read(&files);
        let context = Context::of(&sources, spec);
        for (line, expected) in [
            (
                "*修改5.1创建直播接口增加endTime，同时去掉hasVideo, videoFps参数",
                "修改 changes; 5.1 section created; 创建直播 place created; 增加 adds; endTime spelling; \
                 去掉 removes; hasVideo spelling; videoFps spelling",
            ),
            ("5.2、5.26 和15.3、5.2.1", "5.2 section export/vote; 5.26 section"),
            (
                "/webcast/export/ vote导出直播投票结果新增参数loginName",
                "/webcast/export/ vote place; 导出直播投票结果 place export/vote; 新增 adds; \
                 loginName spelling",
            ),
            (" / webcast/x 说明", "/ webcast/x place"),
            (
                "/webcast/created、删除直播附件",
                "/webcast/created place created; 删除直播附件 place file/detach",
            ),
            (
                "增加maxvip的说明，新增MaxVips",
                "增加 changes; maxvip spelling; 新增 adds; MaxVips spelling",
            ),
            (
                "aac   realtime（/）3处 a/b",
                "aac spelling; realtime spelling; a spelling; b spelling",
            ),
            (
                "aac client  Type level client type",
                "aac spelling; client  Type spelling; level spelling; client type spelling",
            ),
        ] {
            let told = |it: Mention| {
                let kind = match it.kind {
                    Kind::Verb => it.verb.unwrap().1.key().to_owned(),
                    kind => crate::spec::word(kind),
                };
                let parts = [Some(it.words.as_str()), Some(&kind), it.operation];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            };
            let found = Words::of(&context).mentions(line, &["clientType"]).into_iter();
            let found: Vec<_> = found.map(told).collect();
            assert_eq!(found.join("; "), expected, "{line}");
        }
    }
}

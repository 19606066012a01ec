//! What a line of 修订记录 speaks of, as far as a program can tell: what was done, to which operation, to which row.

use std::cmp::Reverse;

use regex::Regex;

use super::context::Context;
use crate::spec::{ChangeKind, DisagreementKind as Kind, Operation};

/// Words that speak of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'a> {
    pub words: String,
    /// `Verb`; `Section` for the number of a section of chapter 5, `Place` for a path or a title of an operation; `Spelling`
    /// for a word in Latin letters, which may be a row.
    pub kind: Kind,
    /// The operation that has the number, the path or the title.
    pub operation: Option<&'a str>,
    /// The verb that it is, or the last one before it.
    pub verb: Option<(&'static str, ChangeKind)>,
}

const VERBS: [(ChangeKind, [&str; 3]); 3] = [
    (ChangeKind::Adds, ["新增", "增加", "添加"]),
    (ChangeKind::Removes, ["去掉", "删除", "移除"]),
    (ChangeKind::Changes, ["修改", "更改", "调整"]),
];
/// Who adds one of these to a row changes the row.
const REMARKS: [&str; 3] = ["说明", "描述", "备注"];

/// Finds what lines speak of.
pub struct Words<'a> {
    pub context: &'a Context<'a>,
    /// A path, a title, a number, a verb or a name. Blanks beside a slash belong to a path.
    forms: Regex,
}

impl<'a> Words<'a> {
    pub fn of(context: &'a Context<'a>) -> Self {
        let titles = context.spec.operations.values().map(title);
        let mut titles: Vec<_> = titles.filter(|title| !title.is_empty()).collect();
        titles.sort_by_key(|title| Reverse(title.len()));
        // Without a title, none is found.
        let titles =
            titles.into_iter().map(regex::escape).chain(["[^\\s\\S]".to_owned()]);
        let titles = titles.collect::<Vec<_>>().join("|");
        let verbs = VERBS.map(|(_, words)| words.join("|")).join("|");
        let forms = format!(
            r"(?<path>/ *webcast(?: */ *[A-Za-z0-9_]+)+)|(?<title>{titles})|(?<number>[0-9]+(?:\.[0-9]+)*)|(?<verb>{verbs})|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
        );
        Self { context, forms: Regex::new(&forms).expect("titles are escaped") }
    }

    /// What `line` speaks of, from left to right. The `known` names are found with blanks inside as well.
    pub fn mentions(&self, line: &str, known: &[&str]) -> Vec<Mention<'a>> {
        let operations = || self.context.spec.operations.iter();
        let (mut mentions, mut verb, mut at) = (Vec::new(), None, 0);
        while let Some(found) = self.forms.captures_at(line, at) {
            let mut forms = ["path", "title", "number", "verb", "name"].into_iter();
            let form = forms.find_map(|form| Some((form, found.name(form)?)));
            let Some((form, words)) = form else { break };
            let (start, text) = (words.start(), words.as_str());
            at = words.end();
            let (kind, operation) = match form {
                "path" => (Kind::Place, operations().find(|(_, it)| it.path == text)),
                "title" => {
                    (Kind::Place, operations().rfind(|(_, it)| title(it) == text))
                }
                "number" => match text.strip_prefix("5.").and_then(|at| at.parse().ok())
                {
                    Some(section) => (Kind::Section, self.operation(section)),
                    None => continue,
                },
                "verb" => {
                    verb = self::verb(&line[start..]);
                    (Kind::Verb, None)
                }
                _ => {
                    at = start + name_end(&line[start..], text.len(), known);
                    (Kind::Spelling, None)
                }
            };
            let operation = operation.map(|(key, _)| key.as_str());
            mentions.push(Mention {
                words: line[start..at].to_owned(),
                kind,
                operation,
                verb,
            });
        }
        mentions
    }

    /// The operation of a section of chapter 5.
    fn operation(&self, section: usize) -> Option<(&'a String, &'a Operation)> {
        let spec = &self.context.spec;
        let key = spec.document.operations.get(section.checked_sub(1)?)?;
        spec.operations.get_key_value(key)
    }
}

fn title(operation: &Operation) -> &str {
    operation.title.trim_end_matches('。')
}

fn verb(rest: &str) -> Option<(&'static str, ChangeKind)> {
    let words = VERBS.iter().flat_map(|(kind, words)| words.map(|word| (word, *kind)));
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

//! What a line of 修订记录 speaks of: verbs, operations, rows.

use std::cmp::Reverse;

use regex::Regex;

use crate::check::context::Context;
use crate::spec::{ChangeKind, DisagreementKind as Kind, plain_title};

/// Words that speak of something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention<'a> {
    pub(super) words: String,
    /// `Verb`; `Section` for the number of a section of chapter 5, `Place` for a path or a title of an operation; `Spelling`
    /// for a word in Latin letters, which may be a row.
    pub(super) kind: Kind,
    /// The operation that has the number, the path or the title.
    pub(super) operation: Option<&'a str>,
    /// The verb that it is, or the last one before it.
    pub(super) verb: Option<(&'static str, ChangeKind)>,
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
pub(super) struct Words<'a> {
    pub(super) context: &'a Context<'a>,
    /// A path, a title, a number, a verb or a name. Blanks beside a slash belong to a path.
    forms: Regex,
}

impl<'a> Words<'a> {
    pub(super) fn of(context: &'a Context<'a>) -> Self {
        let mut titles: Vec<_> =
            context.spec.operations.values().map(|it| plain_title(&it.title)).collect();
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
    pub(super) fn mentions(&self, line: &str, known: &[&str]) -> Vec<Mention<'a>> {
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
                (
                    Kind::Place,
                    operations.iter().rfind(|(_, it)| plain_title(&it.title) == text),
                )
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

//! What a line of 修订记录 speaks of, as far as a program can tell: what was done, to which operation, to which row.

use super::context::Context;
use crate::spec::{ChangeKind, DisagreementKind as Kind};

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

/// What `line` speaks of, from left to right. The `known` names are found with blanks inside as well.
pub fn mentions<'a>(
    line: &str,
    context: &'a Context,
    known: &[&str],
) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    let mut last_verb = None;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let found = operation(rest, context).or_else(|| {
            last_verb = verb(rest).or(last_verb);
            let verb = verb(rest).map(|(word, _)| (word.len(), Kind::Verb, None));
            verb.or_else(|| Some((name_end(rest, known)?, Kind::Spelling, None)))
        });
        let end = match found {
            Some((end, kind, operation)) => {
                let words = rest[..end].to_owned();
                mentions.push(Mention { words, kind, operation, verb: last_verb });
                end
            }
            None if first.is_ascii_digit() => number_end(rest),
            None => first.len_utf8(),
        };
        rest = &rest[end..];
    }
    mentions
}

/// Where words end, what they are, and the operation that they name.
type Found<'a> = Option<(usize, Kind, Option<&'a str>)>;

/// The path, the title or the section's number with which `rest` begins, and whose it is.
fn operation<'a>(rest: &str, context: &'a Context) -> Found<'a> {
    let operations = || context.operations.iter().map(|(key, it)| (key.as_str(), it));
    if let Some(end) = path_end(rest) {
        let key = operations().find(|(_, it)| it.path == rest[..end]);
        return Some((end, Kind::Place, key.map(|(key, _)| key)));
    }
    let titles = operations().map(|(key, it)| (it.title.trim_end_matches('。'), key));
    let titles = titles.filter(|(title, _)| rest.starts_with(title));
    if let Some((title, key)) = titles.max_by_key(|(title, _)| title.len()) {
        return Some((title.len(), Kind::Place, Some(key)));
    }
    let end = number_end(rest);
    let number: usize = rest[..end].strip_prefix("5.")?.parse().ok()?;
    let listed = context.document.as_ref().map(|document| &document.operations);
    let key = listed.and_then(|listed| listed.get(number.checked_sub(1)?));
    Some((end, Kind::Section, key.map(String::as_str)))
}

/// The end of `/webcast/user/ update`: blanks beside a slash belong to a path.
fn path_end(rest: &str) -> Option<usize> {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let after = rest[..at].ends_with('/');
        match c {
            '/' => {}
            ' ' if after || rest[at..].trim_start().starts_with('/') => {}
            c if is_letter(c) => end = at + 1,
            _ => break,
        }
    }
    let letters = rest[..end].replace(' ', "");
    (rest.starts_with('/') && letters.starts_with("/webcast/")).then_some(end)
}

fn verb(rest: &str) -> Option<(&'static str, ChangeKind)> {
    let words = VERBS.iter().flat_map(|(kind, words)| words.map(|word| (word, *kind)));
    let (word, kind) = words.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let mut parts = rest.split(['，', ',', '。', '；', ';', '（', '(']);
    let object = parts.next().unwrap_or_default().trim_end();
    let remark = REMARKS.iter().any(|remark| object.ends_with(remark));
    Some((word, if remark { ChangeKind::Changes } else { kind }))
}

/// The end of a name: of words that make a known one together, or else of the first.
fn name_end(rest: &str, known: &[&str]) -> Option<usize> {
    let end = |inside: fn(char) -> bool| rest.find(|c| !inside(c)).unwrap_or(rest.len());
    let (word, words) = (end(is_letter), end(|c| is_letter(c) || c == ' '));
    let is_known = |end: &usize| {
        let (name, after) = rest.split_at(*end);
        let plain = name.replace(' ', "");
        let is_cut = name.ends_with(' ') || after.starts_with(is_letter);
        !is_cut && known.iter().any(|it| it.eq_ignore_ascii_case(&plain))
    };
    let is_name = word > 0 && !rest.starts_with(|c: char| c.is_ascii_digit());
    is_name.then(|| (word + 1..=words).find(is_known).unwrap_or(word))
}

/// The end of `5.26`.
fn number_end(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    rest[..end].trim_end_matches('.').len()
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sources::Sources;
    use crate::samples::small;

    #[test]
    fn a_line_is_taken_apart() {
        let files = small();
        let (sources, models) = Sources::of(&files);
        let context = Context::of(&sources, models);
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
            let found = mentions(line, &context, &["clientType"]).into_iter();
            let found: Vec<_> = found.map(told).collect();
            assert_eq!(found.join("; "), expected, "{line}");
        }
    }
}

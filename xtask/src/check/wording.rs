//! What a line of 修订记录 speaks of, as far as a program can tell: what was done, to which operation, to which row.

use super::context::Context;
use crate::spec::ChangeKind;

/// What a mention is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    Verb(ChangeKind),
    /// The number of a section of chapter 5.
    Section,
    Path,
    Title,
    /// A word in Latin letters, which may be a row.
    Name,
}

/// Words that speak of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'a> {
    pub words: String,
    pub kind: MentionKind,
    /// The operation that has the number, the path or the title.
    pub operation: Option<&'a str>,
}

const VERBS: [(&str, ChangeKind); 7] = [
    ("新增", ChangeKind::Adds),
    ("增加", ChangeKind::Adds),
    ("添加", ChangeKind::Adds),
    ("去掉", ChangeKind::Removes),
    ("删除", ChangeKind::Removes),
    ("移除", ChangeKind::Removes),
    ("修改", ChangeKind::Changes),
];
/// Who adds one of these to a row changes the row.
const REMARKS: [&str; 3] = ["说明", "描述", "备注"];

/// What `line` speaks of, from left to right.
pub fn mentions<'a>(line: &str, context: &'a Context) -> Vec<Mention<'a>> {
    let keys = || context.operations.iter().map(|(key, it)| (key.as_str(), it));
    let listed = context.document.as_ref().map(|document| &document.operations[..]);
    let mut mentions = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let titles = keys().map(|(key, it)| (it.title.trim_end_matches('。'), key));
        let titles = titles.filter(|(title, _)| rest.starts_with(title));
        let title = titles.max_by_key(|(title, _)| title.len());
        let (end, kind, operation) = match (path_end(rest), title, verb(rest)) {
            (Some(end), ..) => {
                let mut found = keys().filter(|(_, it)| it.path == rest[..end]);
                (end, Some(MentionKind::Path), found.next().map(|(key, _)| key))
            }
            (_, Some((title, key)), _) => {
                (title.len(), Some(MentionKind::Title), Some(key))
            }
            (.., Some((verb, kind))) => {
                (verb.len(), Some(MentionKind::Verb(kind)), None)
            }
            _ if first.is_ascii_digit() => {
                let words = &rest[..end_of(rest, |c| c.is_ascii_digit() || c == '.')];
                let words = words.trim_end_matches('.');
                let number =
                    words.strip_prefix("5.").and_then(|it| it.parse::<usize>().ok());
                let key = number.and_then(|it| listed?.get(it.checked_sub(1)?));
                (
                    words.len(),
                    number.map(|_| MentionKind::Section),
                    key.map(String::as_str),
                )
            }
            _ if is_letter(first) => {
                (end_of(rest, is_letter), Some(MentionKind::Name), None)
            }
            _ => (first.len_utf8(), None, None),
        };
        let (words, after) = rest.split_at(end);
        let words = words.to_owned();
        mentions.extend(kind.map(|kind| Mention { words, kind, operation }));
        rest = after;
    }
    mentions
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
    let (word, kind) = *VERBS.iter().find(|(word, _)| rest.starts_with(word))?;
    let mut parts = rest.split(['，', ',', '。', '；', ';', '（', '(']);
    let object = parts.next().unwrap_or_default().trim_end();
    let remark = REMARKS.iter().any(|remark| object.ends_with(remark));
    Some((word, if remark { ChangeKind::Changes } else { kind }))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Where the first characters of `text` that are all `inside` end.
fn end_of(text: &str, inside: fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
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
                "修改 changes; 5.1 Section created; 创建直播 Title created; 增加 adds; endTime Name; \
                 去掉 removes; hasVideo Name; videoFps Name",
            ),
            ("5.2、5.26 和15.3、5.2.1", "5.2 Section export/vote; 5.26 Section"),
            (
                "/webcast/export/ vote导出直播投票结果新增参数loginName",
                "/webcast/export/ vote Path; 导出直播投票结果 Title export/vote; 新增 adds; \
                 loginName Name",
            ),
            (" / webcast/x 说明", "/ webcast/x Path"),
            (
                "/webcast/created、删除直播附件",
                "/webcast/created Path created; 删除直播附件 Title file/detach",
            ),
            (
                "增加maxvip的说明，新增MaxVips",
                "增加 changes; maxvip Name; 新增 adds; MaxVips Name",
            ),
            ("aac   realtime（/）3处 a/b", "aac Name; realtime Name; a Name; b Name"),
        ] {
            let told = |it: Mention| {
                let kind = match it.kind {
                    MentionKind::Verb(kind) => kind.key().to_owned(),
                    kind => format!("{kind:?}"),
                };
                let parts = [Some(it.words.as_str()), Some(&kind), it.operation];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            };
            let found: Vec<_> = mentions(line, &context).into_iter().map(told).collect();
            assert_eq!(found.join("; "), expected, "{line}");
        }
    }
}

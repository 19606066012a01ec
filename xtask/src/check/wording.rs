//! What the words of a row of 修订记录 speak of, as far as a program can tell: what was done, to which operation, to
//! which row.

use crate::spec::Deed;

/// What a mention is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort<'a> {
    Verb(Deed),
    /// The number N of a section 5.N.
    Section(usize),
    Path,
    /// The title of the operation with this key.
    Title(&'a str),
    /// A word in Latin letters, which may be a row.
    Name,
}

/// Words that speak of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    pub words: &'a str,
    /// Where they begin in the line.
    pub at: usize,
    pub sort: Sort<'a>,
}

/// A line of the text, and what it speaks of from left to right.
#[derive(Debug)]
pub struct Line<'a> {
    pub text: &'a str,
    pub mentions: Vec<Mention<'a>>,
}

/// What is known by name.
#[derive(Default)]
pub struct Vocabulary<'a> {
    /// Titles of operations with their keys.
    pub titles: Vec<(&'a str, &'a str)>,
    /// Names that are known however they are spelled: in other case, or with blanks inside.
    pub names: Vec<&'a str>,
}

const VERBS: [(&str, Deed); 7] = [
    ("新增", Deed::Adds),
    ("增加", Deed::Adds),
    ("添加", Deed::Adds),
    ("去掉", Deed::Removes),
    ("删除", Deed::Removes),
    ("移除", Deed::Removes),
    ("修改", Deed::Changes),
];
/// Who adds one of these to a row changes the row.
const REMARKS: [&str; 3] = ["说明", "描述", "备注"];

impl<'a> Mention<'a> {
    /// What a verb says was done.
    pub fn deed(&self) -> Option<(&'a str, Deed)> {
        match self.sort {
            Sort::Verb(deed) => Some((self.words, deed)),
            _ => None,
        }
    }
}

impl Line<'_> {
    /// Forgets what is mentioned within `words`.
    pub fn leave_out(&mut self, words: &str) {
        for (start, _) in self.text.match_indices(words) {
            let inside = start..start + words.len();
            self.mentions.retain(|mention| !inside.contains(&mention.at));
        }
    }
}

/// What each line of `text` speaks of.
pub fn lines<'a>(text: &'a str, vocabulary: &Vocabulary<'a>) -> Vec<Line<'a>> {
    text.lines()
        .map(|text| Line { text, mentions: mentions(text, vocabulary) })
        .collect()
}

fn mentions<'a>(line: &'a str, vocabulary: &Vocabulary<'a>) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let rest = &line[at..];
        let found = path(rest)
            .map(|words| (words, Some(Sort::Path)))
            .or_else(|| title(rest, vocabulary))
            .or_else(|| verb(rest).map(|(words, deed)| (words, Some(Sort::Verb(deed)))))
            .or_else(|| number(rest))
            .or_else(|| name(rest, vocabulary).map(|words| (words, Some(Sort::Name))));
        let (words, sort) = found.unwrap_or((&rest[..first.len_utf8()], None));
        mentions.extend(sort.map(|sort| Mention { words, at, sort }));
        at += words.len();
    }
    mentions
}

/// `/webcast/user/ update`: blanks beside a slash belong to a path.
fn path(rest: &str) -> Option<&str> {
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let beside =
            rest[..at].ends_with('/') || rest[at..].trim_start().starts_with('/');
        match c {
            '/' => {}
            c if c.is_ascii_alphanumeric() || c == '_' => end = at + 1,
            ' ' if beside => {}
            _ => break,
        }
    }
    let words = &rest[..end];
    let is_path =
        words.starts_with('/') && words.replace(' ', "").starts_with("/webcast/");
    is_path.then_some(words)
}

/// The longest title that `rest` begins with.
fn title<'a>(
    rest: &'a str,
    vocabulary: &Vocabulary<'a>,
) -> Option<(&'a str, Option<Sort<'a>>)> {
    let fits = vocabulary.titles.iter().filter(|(title, _)| rest.starts_with(title));
    fits.max_by_key(|(title, _)| title.len())
        .map(|(title, key)| (&rest[..title.len()], Some(Sort::Title(key))))
}

fn verb(rest: &str) -> Option<(&str, Deed)> {
    let (word, deed) = *VERBS.iter().find(|(word, _)| rest.starts_with(word))?;
    let object = &rest[word.len()..];
    let end =
        object.find(['，', ',', '。', '；', ';', '（', '(']).unwrap_or(object.len());
    let remark = REMARKS.iter().any(|remark| object[..end].trim_end().ends_with(remark));
    Some((word, if remark { Deed::Changes } else { deed }))
}

/// A whole number with its dots: a section of chapter 5, or nothing that matters here.
fn number(rest: &str) -> Option<(&str, Option<Sort<'_>>)> {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let words = rest[..end].trim_end_matches('.');
    let section = words.strip_prefix("5.").and_then(|number| number.parse().ok());
    (!words.is_empty()).then(|| (words, section.map(Sort::Section)))
}

/// A word, or a known name however it is spelled.
fn name<'a>(rest: &'a str, vocabulary: &Vocabulary<'a>) -> Option<&'a str> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
    let known = vocabulary.names.iter().filter_map(|name| {
        let known = spelled(rest, name)?;
        (!rest[known..].starts_with(part)).then_some(known)
    });
    let end = known.max().unwrap_or_default().max(end);
    rest.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| &rest[..end])
}

/// How many bytes of `rest` spell `name`, whatever their case and the blanks between them.
fn spelled(rest: &str, name: &str) -> Option<usize> {
    let mut wanted = name.chars().peekable();
    for (at, c) in rest.char_indices() {
        match wanted.peek() {
            None => return Some(at),
            Some(next) if next.eq_ignore_ascii_case(&c) => drop(wanted.next()),
            Some(_) if c == ' ' && at > 0 => {}
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let vocabulary = Vocabulary {
            titles: vec![
                ("创建直播", "created"),
                ("创建直播间", "room"),
                ("删除直播附件", "file/detach"),
                ("修改用户", "user/update"),
            ],
            names: vec!["maxVip", "aac", "loginName"],
        };
        let (adds, removes, changes) = (
            Sort::Verb(Deed::Adds),
            Sort::Verb(Deed::Removes),
            Sort::Verb(Deed::Changes),
        );
        let (name, created) = (Sort::Name, Sort::Title("created"));
        for (line, expected) in [
            (
                "*修改5.4创建直播接口增加endTime，同时去掉hasVideo, videoFps参数",
                vec![
                    ("修改", changes),
                    ("5.4", Sort::Section(4)),
                    ("创建直播", created),
                    ("增加", adds),
                    ("endTime", name),
                    ("去掉", removes),
                    ("hasVideo", name),
                    ("videoFps", name),
                ],
            ),
            (
                "5.11、5.26 和15.3、5.2.1",
                vec![("5.11", Sort::Section(11)), ("5.26", Sort::Section(26))],
            ),
            (
                "/webcast/user/ update修改用户新增参数login Name",
                vec![
                    ("/webcast/user/ update", Sort::Path),
                    ("修改用户", Sort::Title("user/update")),
                    ("新增", adds),
                    ("login Name", name),
                ],
            ),
            (" / webcast/x 说明", vec![("/ webcast/x", Sort::Path)]),
            ("创建直播间", vec![("创建直播间", Sort::Title("room"))]),
            ("删除直播附件", vec![("删除直播附件", Sort::Title("file/detach"))]),
            (
                "增加maxvip的说明，新增MaxVips",
                vec![
                    ("增加", changes),
                    ("maxvip", name),
                    ("新增", adds),
                    ("MaxVips", name),
                ],
            ),
            ("aac   realtime", vec![("aac", name), ("realtime", name)]),
            ("（/）3处 a/b", vec![("a", name), ("b", name)]),
        ] {
            let found: Vec<_> = mentions(line, &vocabulary)
                .iter()
                .map(|mention| (mention.words, mention.sort))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}

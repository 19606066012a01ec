//! The codes that a note lists: `0表示success,1表示fail`, 值为（0,1）中的一个, `gray – 灰色`.

use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;

use super::ENDS;

/// Words before and behind codes that are listed without a meaning.
const CHOICE_BEFORE: [&str; 3] = ["值为", "可选值", "取值"];
const CHOICE_BEHIND: [&str; 7] =
    ["中的一个", "中可选", "中选", "中之一", "之一", "三者", "两者"];
/// What makes a number a quantity or an ordinal where nothing separates the two, and what separates them from nothing.
const UNITS: [&str; 28] = [
    "条", "天", "个", "秒", "毫秒", "分钟", "小时", "位", "字", "次", "年", "月", "日",
    "时", "章", "人", "以", "和", "与", "或", "到", "至", "中", "之", "是", "为",
    "表示", "代表",
];

/// Remarks behind a list, which are not part of its last meaning.
const REMARKS: [&str; 5] = ["默认", "备注", "缺省", "不填", "不传"];
/// What stands between a meaning and the next code.
const BETWEEN: [char; 10] = [' ', ',', '，', ';', '；', '。', '.', '、', '|', '\u{a0}'];
const OPENING: [char; 4] = ['（', '(', '[', '【'];
const CLOSING: [char; 4] = ['）', ')', ']', '】'];

/// Codes of one kind.
struct Kind {
    /// One at the start of a part of a note.
    code: Regex,
    /// One with what separates it from its meaning, and the first letter of that.
    entry: Regex,
}

/// Numbers, decimal or in hex digits, and words.
static KINDS: LazyLock<[Kind; 2]> = LazyLock::new(|| {
    const NUMBER: &str = r"-?(?:0x[0-9A-Fa-f]{1,10}|\d{1,10})";
    const WORD: &str = "[A-Za-z][A-Za-z0-9_]*";
    let regex =
        |form: String| Regex::new(&form).expect("a wording is a regular expression");
    let kind = |code: &str, meaning: &str| Kind {
        code: regex(format!("^{code}")),
        entry: regex(format!(r"(?:^|[：:\s])(?<code>{code}){meaning}")),
    };
    [
        kind(
            NUMBER,
            r"(?:\s*(?:表示|代表|[：:–—=是为-])\s*(?<told>\p{Alphabetic})|\s+(?<free>\p{Alphabetic})|(?<glued>[\p{Alphabetic}--\p{ASCII}]))",
        ),
        kind(WORD, r"\s*(?:表示|代表|[：:–—=-])\s*(?<told>[\p{Alphabetic}--\p{ASCII}])"),
    ]
});

/// The codes that `note` lists, two or more of them, each with what it says of the code, if anything.
pub fn listed_codes(note: &str) -> IndexMap<String, String> {
    let mut lists = KINDS.iter().map(|kind| kind.listed(note));
    lists.find(|codes| codes.len() > 1).unwrap_or_default()
}

impl Kind {
    fn listed(&self, note: &str) -> IndexMap<String, String> {
        let found = self.find(note);
        let place = |part: &str| part.as_ptr().addr() - note.as_ptr().addr();
        let mut codes = IndexMap::<String, String>::new();
        for (code, meaning) in &found {
            let words = codes.entry((*code).to_owned()).or_default();
            if let Some(start) = meaning.map(place).filter(|_| words.is_empty()) {
                let others = found.iter().map(|(code, _)| place(code));
                let end = others.filter(|other| *other > start).min();
                said(&note[start..end.unwrap_or(note.len())]).clone_into(words);
            }
        }
        codes
    }

    /// The codes in their order, each with what begins with its meaning, if it has one.
    fn find<'n>(&self, note: &'n str) -> Vec<(&'n str, Option<&'n str>)> {
        let mut found = Vec::new();
        // Codes without a meaning of their own, and the part before them.
        let (mut bare, mut before) = (Vec::new(), "");
        let parts = note.split(ENDS).map(str::trim).filter(|part| !part.is_empty());
        for part in parts.chain(["。"]) {
            let first = self.code.find(part).map(|it| it.as_str());
            let first = first.filter(|code| !is_truth(code));
            if first == Some(part) {
                bare.push(part);
                continue;
            }
            let entries = self.entries(part);
            let behind = &part[first.map_or(0, str::len)..];
            let is_choice = CHOICE_BEHIND.iter().any(|it| behind.starts_with(it))
                || CHOICE_BEFORE.iter().any(|it| before.ends_with(it));
            if is_choice {
                bare.extend(first.filter(|_| entries.is_empty()));
                found.extend(bare.iter().map(|code| (*code, None)));
            } else if let (Some(_), Some((_, meaning))) = (first, entries.first()) {
                found.extend(bare.iter().map(|code| (*code, Some(*meaning))));
            }
            found.extend(entries.iter().map(|(code, meaning)| (*code, Some(*meaning))));
            bare.clear();
            before = part;
        }
        found
    }

    /// The codes of a part of a note, which begin at its start, behind a colon or behind a blank, each with the rest of the
    /// part from its meaning on.
    fn entries<'n>(&self, part: &'n str) -> Vec<(&'n str, &'n str)> {
        let found = self.entry.captures_iter(part).filter_map(|found| {
            let code = found.name("code")?.as_str();
            let meanings = ["told", "free", "glued"].into_iter();
            let start = meanings.filter_map(|name| found.name(name)).next()?.start();
            let is_quantity = found.name("told").is_none()
                && UNITS.iter().any(|unit| part[start..].starts_with(unit));
            (!is_truth(code) && !is_quantity).then_some((code, &part[start..]))
        });
        found.collect()
    }
}

/// What is said of a code, from `text` that begins with it and ends where the next code stands.
fn said(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let remarks = REMARKS.iter().filter_map(|remark| line.find(remark));
    let end = remarks.filter(|end| *end > 0).min().unwrap_or(line.len());
    let mut words = line[..end].trim_end_matches(BETWEEN);
    // The list may stand in brackets as a whole.
    while words.matches(CLOSING).count() > words.matches(OPENING).count()
        && let Some(inner) = words.strip_suffix(CLOSING)
    {
        words = inner.trim_end_matches(BETWEEN);
    }
    words
}

fn is_truth(word: &str) -> bool {
    ["true", "false"].iter().any(|truth| word.eq_ignore_ascii_case(truth))
}

//! What notes and descriptions say in wordings that recur.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::{Captures, Regex};

/// A title without the full stop that some have.
pub fn plain_title(title: &str) -> &str {
    title.trim_end_matches('。')
}

/// The methods that 请求方式 names, however it separates and spells them, in capitals.
pub fn methods(printed: &str) -> BTreeSet<String> {
    let words = printed.split(|letter: char| !letter.is_ascii_alphabetic());
    words.filter(|word| !word.is_empty()).map(str::to_uppercase).collect()
}

/// `text` as it was meant: every misprint in it replaced by what it means.
pub fn corrected(text: &str, misprints: &IndexMap<String, String>) -> String {
    let words = misprints.keys().filter(|words| !words.is_empty());
    let form = words.map(|words| regex::escape(words)).collect::<Vec<_>>().join("|");
    if form.is_empty() {
        return text.to_owned();
    }
    let form = Regex::new(&form).expect("the words are escaped");
    let meaning = |found: &Captures<'_>| misprints[&found[0]].clone();
    form.replace_all(text, meaning).into_owned()
}

/// The numbers of the chapters to which `text` refers: `3.3` in 详情见3.3.
pub fn chapter_references(text: &str) -> Vec<&str> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"见\s*(\d+(?:\.\d+)+)").expect("a regular expression")
    });
    let numbers = FORM.captures_iter(text).filter_map(|found| found.get(1));
    numbers.map(|number| number.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misprints_are_replaced_once_and_can_swap() {
        let misprints = [("甲=4", "乙=4"), ("乙=5", "甲=5")]
            .map(|(words, meaning)| (words.to_owned(), meaning.to_owned()));
        assert_eq!(corrected("甲=4和乙=5，甲=4", &misprints.into()), "乙=4和甲=5，乙=4");
    }

    #[test]
    fn references_are_numbers_with_a_section() {
        for (text, expected) in [
            ("加入时间（详情见3.3）", &["3.3"][..]),
            ("创建时间。格式见3.3章节", &["3.3"]),
            ("详见 3.5。另见5.28。", &["3.5", "5.28"]),
            ("见下文，3.3 不算；见3张图", &[]),
        ] {
            assert_eq!(chapter_references(text), expected, "{text}");
        }
    }
}

//! The sheet as plain data: everything is said in both languages at once, about the same words of the vendor.

use crate::markdown;
use crate::spec::Evidence;

/// Everything that the spec reads differently from the print, by kind.
pub struct Sheet {
    /// The date of the youngest revision.
    pub revised: String,
    /// Kinds that have items, in the order in which the sheet shows them.
    pub groups: Vec<Group>,
}

/// The items of one kind.
pub struct Group {
    /// The kind's title.
    pub title: Said,
    /// What its items have in common.
    pub about: Said,
    pub items: Vec<Item>,
}

/// One place of the print that is read differently.
#[derive(Debug)]
pub struct Item {
    pub place: Place,
    /// What is printed; a line each.
    pub printed: Vec<Text>,
    /// How we read it.
    pub read: Text,
    pub ground: Ground,
}

/// Where an item stands in the document.
#[derive(Clone, Debug)]
pub struct Place {
    /// Number and title, as Markdown: `5.17 更改点播信息`.
    pub chapter: String,
    pub table: Option<Table>,
    /// The row's name below the names of the rows around it, or a row of 修订记录.
    pub row: Option<String>,
    pub column: Column,
}

/// A table of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Request,
    Answer,
}

/// A cell, or a part of a chapter that has a label of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Title,
    Path,
    Description,
    Name,
    Type,
    Note,
    Optional,
    /// The row as a whole.
    Row,
    RevisionDate,
    RevisionText,
}

/// What a reading rests on.
#[derive(Debug)]
pub enum Ground {
    Observed(Evidence),
    /// Another place of the document contradicts this one.
    Document(Text),
}

/// One half of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    Zh,
    En,
}

/// Fixed words in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub zh: &'static str,
    pub en: &'static str,
}

/// Words in both languages about what the document or the spec says: `{0}` is the first of `words`, `{1..}` are the
/// second and those after it.
#[derive(Debug)]
pub struct Text {
    pub said: Said,
    pub words: Vec<Word>,
}

/// A part of a text that is the same in both languages.
#[derive(Clone, Debug)]
pub enum Word {
    /// Shown as it is, in a code span.
    Verbatim(String),
    /// Markdown: a number, a place.
    Marked(String),
}

pub const fn said(zh: &'static str, en: &'static str) -> Said {
    Said { zh, en }
}

impl Said {
    pub fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

impl Text {
    pub fn new(
        zh: &'static str,
        en: &'static str,
        words: impl IntoIterator<Item = Word>,
    ) -> Self {
        Self { said: said(zh, en), words: words.into_iter().collect() }
    }

    /// Nothing but words of the document or the spec.
    pub fn verbatim(words: &str) -> Self {
        Self::new("{0}", "{0}", [Word::verbatim(words)])
    }

    /// The text as Markdown.
    pub fn in_language(&self, language: Language) -> String {
        let comma = match language {
            Language::Zh => "、",
            Language::En => ", ",
        };
        let mut out = String::new();
        let mut rest = self.said.in_language(language);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            let words = match name.strip_suffix("..") {
                Some(first) => self.words.get(index(first)..).unwrap_or_default(),
                None => self.words.get(index(name)..=index(name)).unwrap_or_default(),
            };
            let words: Vec<_> = words.iter().map(Word::to_markdown).collect();
            out.push_str(&words.join(comma));
            rest = after;
        }
        out + rest
    }
}

fn index(name: &str) -> usize {
    name.parse().unwrap_or_default()
}

impl Word {
    pub fn verbatim(words: impl Into<String>) -> Self {
        Self::Verbatim(words.into())
    }

    pub fn marked(markdown: impl ToString) -> Self {
        Self::Marked(markdown.to_string())
    }

    fn to_markdown(&self) -> String {
        match self {
            Self::Verbatim(words) => {
                let lines = words.lines().map(markdown::code);
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Marked(markdown) => markdown.clone(),
        }
    }
}

impl Table {
    pub fn said(self) -> Said {
        match self {
            Self::Request => said("请求参数", "request"),
            Self::Answer => said("返回参数", "response"),
        }
    }
}

impl Column {
    /// Every column, as the legend lists them.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Path,
        Self::Description,
        Self::Name,
        Self::Type,
        Self::Note,
        Self::Optional,
        Self::Row,
        Self::RevisionDate,
        Self::RevisionText,
    ];

    pub fn said(self) -> Said {
        match self {
            Self::Title => said("标题", "title"),
            Self::Path => said("接口路径", "path"),
            Self::Description => said("描述", "description"),
            Self::Name => said("属性名称", "name"),
            Self::Type => said("类型", "type"),
            Self::Note => said("说明", "note"),
            Self::Optional => said("是否可为空", "optional"),
            Self::Row => said("整行", "whole row"),
            Self::RevisionDate => said("修订日期", "date of revision"),
            Self::RevisionText => said("修订描述", "text of revision"),
        }
    }
}

/// The mark of a reading that only the document speaks for.
pub const DOCUMENT: &str = "document";

/// Every mark with its meaning; the English words are those of `spec/README.md`.
pub const MARKS: [(&str, Said); 5] = [
    (
        mark(Evidence::Wire),
        said(
            "服务器的原始输出，或服务器接受过的原始输入",
            "literal output of a server, or literal input that it took",
        ),
    ),
    (
        mark(Evidence::Cast),
        said(
            "生产代码依赖于此，若非如此便会崩溃",
            "production code that would crash if it were otherwise",
        ),
    ),
    (
        mark(Evidence::Code),
        said(
            "有代码这样读取，但若非如此也不会崩溃",
            "code reads it so; nothing would crash otherwise",
        ),
    ),
    (
        mark(Evidence::Unverified),
        said(
            "尚无人见过，由相近之处推断",
            "nobody has seen it; it follows from its neighbours",
        ),
    ),
    (
        DOCUMENT,
        said(
            "文档自身：另一处与此矛盾，随标记写明",
            "the document itself: another place contradicts this one, and is named beside the mark",
        ),
    ),
];

/// The word of a mark.
pub const fn mark(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Wire => "wire",
        Evidence::Cast => "cast",
        Evidence::Code => "code",
        Evidence::Unverified => "unverified",
    }
}

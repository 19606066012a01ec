//! The kinds of items: what each is called, and the function that finds its items in the readings.

mod chapters;
mod misprints;
mod names;
mod pages;
mod revisions;
mod tables;
mod types;

use super::book::Book;
use super::sheet::{Item, Said, said};

/// A way in which the print and its reading can differ.
pub struct Kind {
    pub title: Said,
    /// What its items have in common.
    pub about: Said,
    pub find: fn(&Book) -> Vec<Item>,
}

/// Every kind, in the order in which the sheet shows them.
pub const KINDS: [Kind; 14] = [
    Kind {
        title: said("接口路径中的空格", "Blanks in paths"),
        about: said(
            "路径中印有空格，按没有空格读取。",
            "The path is printed with blanks and read without them.",
        ),
        find: chapters::blanks,
    },
    Kind {
        title: said(
            "标题与接口说明不一致",
            "Titles that differ from the line of purpose",
        ),
        about: said(
            "同一接口的标题与“接口说明”用词不同，以标题为准。",
            "The title of a chapter and its line of purpose differ; we go by the title.",
        ),
        find: chapters::titles,
    },
    Kind {
        title: said("属性名称中的附注", "Remarks in the column of names"),
        about: said(
            "属性名称一栏除名称外还印有附注。",
            "The column of names holds more than the name.",
        ),
        find: names::remarks,
    },
    Kind {
        title: said("名称与实际传输不一致", "Names that differ on the wire"),
        about: said(
            "实际传输的名称与所印不同，或另有其他名称。",
            "The name that is sent or served is another than the printed one, or there are several.",
        ),
        find: names::wire,
    },
    Kind {
        title: said("分页信息", "Page objects"),
        about: said(
            "分页信息实际是列表旁的一个对象，表中印作数组、平铺各行，或没有印出。",
            "Where a page stands is told by one object beside the list; the tables print an array, its rows without it, or nothing.",
        ),
        find: pages::objects,
    },
    Kind {
        title: said("类型与含义矛盾", "Types that contradict the meaning"),
        about: said(
            "所印类型不能表示该值的实际含义。",
            "The printed type is not what the value is.",
        ),
        find: types::contradictions,
    },
    Kind {
        title: said("类型的不同写法", "Spellings of types"),
        about: said(
            "同一类型有多种写法；每种写法后是行数和第一个例子。",
            "One type is spelled in several ways; each spelling comes with the number of its rows and the first of them.",
        ),
        find: types::spellings,
    },
    Kind {
        title: said("“是否可为空”与说明矛盾", "Optional or not, against the note"),
        about: said(
            "“是否可为空”一栏与同一行的说明矛盾，以说明为准。",
            "The column says one thing and the note of the same row another; we go by the note.",
        ),
        find: tables::required,
    },
    Kind {
        title: said("未采用的默认值", "Defaults that are not taken"),
        about: said(
            "说明中印有默认值，但在该接口中不应生效。",
            "The note prints a default that makes no sense in this operation.",
        ),
        find: tables::defaults,
    },
    Kind {
        title: said("缺少的行", "Missing rows"),
        about: said(
            "其他接口都有的行，此表没有。",
            "Rows that the tables of the other operations have.",
        ),
        find: tables::missing,
    },
    Kind {
        title: said("通用行的写法不一致", "Common rows that are printed differently"),
        about: said(
            "各表共有的行，在此表中某一格与他处不同，按他处读取。",
            "A cell of a row that all tables share differs from the others; we read it as there.",
        ),
        find: tables::differing,
    },
    Kind {
        title: said("说明与描述中的误印", "Misprints in notes and descriptions"),
        about: said(
            "说明或描述中的词语有误，或所指的章节、参数不对。",
            "Words of a note or a description are wrong, or name the wrong chapter or parameter.",
        ),
        find: misprints::all,
    },
    Kind {
        title: said("修订记录与正文不一致", "Revisions that the tables contradict"),
        about: said(
            "修订记录的描述与接口表不一致，以接口表为准；行号自表头下一行起数。",
            "The words of a revision and the tables disagree; we go by the tables. Rows are counted from the first below the head.",
        ),
        find: revisions::disagreements,
    },
    Kind {
        title: said("修订记录的日期", "Dates of revisions"),
        about: said(
            "日期早于上面的行，或写法与其他行不同。",
            "A date is earlier than one above it, or is written in another way than the others.",
        ),
        find: revisions::dates,
    },
];

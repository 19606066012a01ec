//! What commands are made of: the flags of an operation, options, the options of output.

mod operation;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, value_parser};

use crate::lang::Lang;
use crate::output::FORMATS;

pub use operation::{about, call, describe, flag, is_list, names, parameter, title};

/// The options of commands that print rows.
pub fn output(lang: Lang) -> [Arg; 4] {
    [
        option(
            "output",
            "FORMAT",
            lang.pick(
                "Format; without it a table on a terminal, else JSON",
                "输出格式；默认终端为表格，否则为 JSON",
            ),
        )
        .short('o')
        .env("GENSEE_OUTPUT")
        .value_parser(PossibleValuesParser::new(FORMATS.map(|(name, _)| name))),
        columns(lang),
        excel(lang),
        switch("no-pager", lang.pick("Does not page long tables", "长表格不分页")),
    ]
}

/// `--columns`
pub fn columns(lang: Lang) -> Arg {
    option(
        "columns",
        "NAMES",
        lang.pick(
            "Only these columns of a table or CSV, in this order",
            "表格或 CSV 只输出这些列，并按此顺序",
        ),
    )
    .value_delimiter(',')
    .action(ArgAction::Append)
}

/// `--excel`
pub fn excel(lang: Lang) -> Arg {
    switch(
        "excel",
        lang.pick(
            "Begins CSV with a byte order mark, so that Excel reads Chinese",
            "CSV 以 BOM 开头，使 Excel 正确显示中文",
        ),
    )
}

/// `--name VALUE`
pub fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// `--name`
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// How fast a site is asked.
pub fn pace(lang: Lang) -> [Arg; 2] {
    [
        option(
            "concurrency",
            "N",
            lang.pick("Answers that are asked for at one time", "同时请求的应答数"),
        )
        .default_value("4")
        .value_parser(value_parser!(u8).range(1..)),
        option("rate", "N", lang.pick("Requests a second at most", "每秒最多请求数"))
            .value_parser(value_parser!(u32).range(1..)),
    ]
}

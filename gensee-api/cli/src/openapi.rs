//! `gensee openapi`: the interface for every other language.

use std::io::{self, Write as _};

use clap::ArgMatches;
use clap::builder::PossibleValuesParser;
use clap::{Command, value_parser};

use crate::command::option;
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;

mod formats;

use formats::{FORMATS, LANGUAGES, LIST_LENGTH, Options, Output, STYLES};

pub fn command(lang: Lang) -> Command {
    let operation = option(
        "operation",
        "NAME",
        lang.pick(
            "Only this operation, such as create-webcast",
            "只输出一个接口，如 create-webcast",
        ),
    );
    let style = lang.pick(
        "Lists as arrays, for generators (natural), or as the names that are sent, for consoles (literal)",
        "列表写作数组，用于生成代码（natural），或写作实际参数名，用于调试控制台（literal）",
    );
    let length = lang.pick(
        "Entries of a list in the literal style; 3 if not given",
        "literal 风格中列表的长度，默认 3",
    );
    let format = lang.pick("What to print", "输出格式");
    Command::new("openapi")
        .about(lang.pick(
            "Prints the interface as an OpenAPI document, for other languages and tools",
            "输出 OpenAPI 文档，供其他语言和工具使用",
        ))
        .long_about(lang.pick(
            "Prints the interface as an OpenAPI document, for other languages and tools: as JSON, which is YAML too. \
             `--lang en` or `--lang zh` keeps one language of its descriptions.",
            "输出 OpenAPI 文档（JSON，也是合法的 YAML），供其他语言和工具使用。`--lang en` 或 `--lang zh` 只保留一种语言的说明。",
        ))
        .args([
            option("style", "STYLE", style)
                .value_parser(PossibleValuesParser::new(STYLES))
                .default_value(STYLES[0]),
            option("format", "FORMAT", format)
                .value_parser(PossibleValuesParser::new(FORMATS))
                .default_value(FORMATS[0]),
            option("list-length", "COUNT", length).value_parser(value_parser!(usize)),
            operation,
        ])
}

pub fn run(matches: &ArgMatches) -> Outcome {
    let word = |name| matches.get_one::<String>(name).map(String::as_str);
    let lang = word("lang").unwrap_or(LANGUAGES[0]);
    if !LANGUAGES.contains(&lang) {
        let known = LANGUAGES.join("`, `");
        return Err(Failure::usage(format!("`--lang {lang}`: give one of `{known}`")));
    }
    let options = Options {
        style: word("style").unwrap_or_default(),
        lang,
        format: word("format").unwrap_or_default(),
        list_length: matches.get_one("list-length").copied().unwrap_or(LIST_LENGTH),
        operation: word("operation"),
    };
    let document = serde_json::from_str(gensee_sandbox::OPENAPI).map_err(|fault| {
        Failure::Local(format!("the document that is built in: {fault}"))
    })?;
    let text = match formats::render(document, &options).map_err(Failure::usage)? {
        Output::Text(text) => text,
        Output::Json(value) => format!("{value:#}\n"),
    };
    Ok(io::stdout().write_all(text.as_bytes())?)
}

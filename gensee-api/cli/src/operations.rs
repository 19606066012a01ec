//! `gensee operations`: what can be called.

use clap::ArgMatches;
use gensee_api::OperationInfo;
use gensee_api::webcast::OPERATIONS;
use serde_json::json;

use crate::columns::Column;
use crate::command::title;
use crate::failure::Outcome;
use crate::lang::Lang;
use crate::output::Output;
use crate::value::kebab;

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let word = matches.get_one::<String>("word").map(|word| word.to_lowercase());
    let mut names = vec!["name", "title", "path", "effect"];
    if lang == Lang::En {
        names.push("summary");
    }
    let mut rows =
        Output::of(matches).rows(names.into_iter().map(Column::text).collect())?;
    for info in OPERATIONS {
        if word.as_ref().is_none_or(|word| has(info, word)) {
            rows.write(&json!({
                "name": kebab(info.name),
                "title": title(info),
                "path": info.path,
                "effect": format!("{:?}", info.effect).to_lowercase(),
                "summary": info.summary,
            }))?;
        }
    }
    rows.finish()
}

/// Whether an operation has a word anywhere.
fn has(info: &OperationInfo, word: &str) -> bool {
    let own = [info.name, info.title, info.path, info.summary];
    let rows = info.rows();
    let rows = rows.iter().flat_map(|(_, row)| [row.name, row.note]);
    own.into_iter().chain(rows).any(|text| text.to_lowercase().contains(word))
}

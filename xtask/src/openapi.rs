//! `cargo xtask openapi`: the document of `codegen`, or what other tools take instead. The program `gensee` prints the same of
//! the document that is built into it, so its module makes the formats; that module knows nothing but JSON.

#[path = "../../gensee-api/cli/src/openapi/formats/mod.rs"]
pub mod formats;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::{Error, Result};

use crate::{codegen, spec};
use formats::{FORMATS, LANGUAGES, Options, Output, STYLES};

/// What `cargo xtask openapi` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Lists as arrays, for generators, or as the names that are sent, for consoles.
    #[arg(long, value_parser = STYLES, default_value = STYLES[0])]
    style: String,
    /// The languages of descriptions.
    #[arg(long, value_parser = LANGUAGES, default_value = LANGUAGES[0])]
    lang: String,
    /// What to print.
    #[arg(long, value_parser = FORMATS, default_value = FORMATS[0])]
    format: String,
    /// Entries of a list in the literal style.
    #[arg(long, default_value_t = formats::LIST_LENGTH)]
    list_length: usize,
    /// Only this operation, by its name, such as `create_webcast`.
    #[arg(long)]
    operation: Option<String>,
}

/// Prints the document of the spec at `spec_dir`.
pub fn run(spec_dir: &Path, arguments: &Arguments) -> Result<bool> {
    let document = codegen::openapi(&spec::load(&spec::read_folder(spec_dir)?)?)?;
    let Arguments { style, lang, format, list_length, operation } = arguments;
    let operation = operation.as_deref();
    let options = Options { style, lang, format, list_length: *list_length, operation };
    match formats::render(document, &options).map_err(Error::msg)? {
        Output::Text(text) => print!("{text}"),
        Output::Json(value) if format == FORMATS[0] => {
            print!("{}", serde_yaml::to_string(&value)?);
        }
        Output::Json(value) => println!("{value:#}"),
    }
    Ok(true)
}

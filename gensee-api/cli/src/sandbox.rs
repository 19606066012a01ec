//! `gensee sandbox`: the documented server, for tests and for learning.

use clap::{ArgMatches, Args as _, Command, FromArgMatches as _};
use gensee_sandbox::program::{Options, run as serve};

use crate::failure::{Failure, Outcome};
use crate::lang::Lang;

pub fn command(lang: Lang) -> Command {
    // Its options bring a sentence of their own.
    Options::augment_args(Command::new("sandbox")).about(lang.pick(
        "Runs the documented server, with a made-up site",
        "运行文档所述的服务器，站点数据为虚构",
    ))
}

pub fn run(matches: &ArgMatches) -> Outcome {
    let options = Options::from_arg_matches(matches)
        .map_err(|error| Failure::usage(error.to_string()))?;
    serve(&options).map_err(|error| Failure::Local(format!("the sandbox: {error}")))
}

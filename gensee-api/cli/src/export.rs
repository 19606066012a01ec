//! `gensee export`: a list of any length in a file, over any range of time and any number of webcasts.
//!
//! The rows go to `FILE.part`. What is done is kept in `FILE.cursor` once a second, so that the same command goes on where
//! it was interrupted; in the end the part becomes the file.

mod command;
mod file;
mod plan;
mod progress;
mod state;
mod xlsx;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::from_form;
use gensee_api::webcast::visit;
use gensee_api::{Answer as _, Client, Error};
use tokio::runtime::Runtime;

use crate::columns::{Column, choose};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::value::kebab;

pub use command::command;
use command::{exports, names};
use file::{Format, Part};
use plan::Plan;
use progress::Progress;
use state::State;

/// How often what is done is kept.
const KEPT: Duration = Duration::from_secs(1);

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no list"));
    };
    let Some(info) = exports().find(|info| names(info)[0] == name) else {
        return Err(Failure::usage(format!("`{name}` cannot be exported")));
    };
    let Some(file) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::usage("`FILE` is missing"));
    };
    let format = Format::of(file)?;
    let account = Account::of(matches)?;
    let client = account.client(|client| match matches.get_one::<u32>("rate") {
        Some(&rate) => client.rate_limit(rate, Duration::from_secs(1)),
        None => client,
    })?;
    let runtime = runtime()?;
    let what = what(info.name, &account, matches);
    let kept =
        if matches.get_flag("restart") { None } else { State::load(file, &what)? };
    let state = match kept {
        Some(kept) => kept,
        None => State::new(what, runtime.block_on(Plan::make(info, matches, &client))?),
    };
    let export = Export {
        state,
        client,
        runtime,
        file: file.clone(),
        format,
        excel: matches.get_flag("excel"),
        chosen: matches.get_many("columns").into_iter().flatten().cloned().collect(),
        concurrency: matches.get_one::<usize>("concurrency").copied().unwrap_or(1),
        lang,
    };
    visit(info.name, export).unwrap_or(Ok(()))
}

/// What is exported, as it was typed: `-30d` is another moment in each run, and the same export nevertheless.
fn what(operation: &str, account: &Account, matches: &ArgMatches) -> String {
    let mut what = format!(
        "{operation} of {} at {} by {}",
        account.login,
        account.url,
        env!("CARGO_PKG_VERSION")
    );
    let how = ["file", "concurrency", "rate", "restart", "profile", "lang"];
    for id in matches.ids().filter(|id| !how.contains(&id.as_str())) {
        // Flags of groups have no value of their own.
        let values = matches.try_get_raw(id.as_str()).ok().flatten();
        let values = values.into_iter().flatten().map(|value| value.to_string_lossy());
        what += &format!("\n{id}={}", values.collect::<Vec<_>>().join(","));
    }
    what
}

struct Export {
    state: State,
    client: Client,
    runtime: Runtime,
    file: PathBuf,
    format: Format,
    excel: bool,
    chosen: Vec<String>,
    concurrency: usize,
    lang: Lang,
}

impl OperationVisitor for Export {
    type Output = Outcome;

    fn single<O: Operation>(self) -> Outcome {
        Err(Failure::usage(format!("`{}` is not a list", kebab(O::NAME))))
    }

    fn list<O: Paginated>(self) -> Outcome {
        let mut columns = Column::of(O::Item::ROWS);
        if self.state.plan.is_many()
            && columns.iter().all(|column| column.name != plan::WEBCAST)
        {
            columns.insert(0, Column::text(plan::WEBCAST));
        }
        let columns = choose(columns, &self.chosen)?;
        let mut progress = Progress::new(self.state.plan.requests.len(), self.lang);
        let part = if self.state.bytes > 0 {
            progress.goes_on(self.state.rows);
            Part::resume(&self.file, self.format, self.state.bytes)?
        } else {
            let mut part = Part::begin(&self.file, self.format, self.excel)?;
            part.head(&columns)?;
            part
        };
        let state = self.state.clone();
        let mut writer = Writer { part, state, kept: Instant::now(), columns };
        let missing = self.runtime.block_on(self.write::<O>(&mut writer, &mut progress));
        let missing = match missing {
            Ok(missing) => missing,
            Err(failure) => {
                progress.end();
                self.interrupted(&writer.state)?;
                return Err(failure);
            }
        };
        let Writer { part, columns, state, .. } = writer;
        part.finish(&columns, self.lang)?;
        State::forget(&self.file)?;
        progress.end();
        eprintln!(
            "{}: {} {}",
            self.file.display(),
            state.rows,
            self.lang.pick("rows", "行")
        );
        missing.map_or(Ok(()), |error| Err(error.into()))
    }
}

impl Export {
    /// Leaves what another run goes on with, if there is something.
    fn interrupted(&self, state: &State) -> Outcome {
        if state.bytes == 0 {
            return file::remove(&file::beside(&self.file, ".part"));
        }
        eprintln!(
            "{}",
            self.lang.pick(
                "note: the same command goes on where this one ended",
                "提示：再次运行同一命令即可从中断处继续",
            )
        );
        Ok(())
    }
}

/// What is written, and how far.
struct Writer {
    part: Part,
    state: State,
    /// When the state was kept last.
    kept: Instant,
    columns: Vec<Column>,
}

impl Export {
    /// Writes the rows that are not yet written. The last error of a row, if one could not be read.
    async fn write<O: Paginated>(
        &self,
        writer: &mut Writer,
        progress: &mut Progress,
    ) -> Outcome<Option<Error>> {
        let mut missing = None;
        let plan = &self.state.plan;
        let left = plan.requests.iter().enumerate().skip(self.state.done);
        for (index, (webcast, form)) in left {
            progress.task(index, webcast.as_deref());
            let request: O = from_form(form).map_err(|error| {
                Failure::usage(format!("`{}`: {error}", kebab(O::NAME)))
            })?;
            let mut items = self.client.items(request).concurrency(self.concurrency);
            if let Some(cursor) = writer.state.cursor.take() {
                items = items.resume(&cursor);
            }
            let beside = if plan.is_many() { webcast.as_deref() } else { None };
            let mut answers = 0;
            loop {
                let next = items.try_next().await;
                if items.answers() != answers && writer.kept.elapsed() >= KEPT {
                    writer.state.cursor = Some(items.cursor());
                    writer.keep(&self.file)?;
                }
                answers = items.answers();
                match next {
                    Ok(Some(item)) => {
                        writer.part.row(&item, &writer.columns, beside)?;
                        writer.state.rows += 1;
                        progress.row(writer.state.rows);
                    }
                    Ok(None) => break,
                    Err(
                        error @ (Error::Decode { .. }
                        | Error::TooLarge { .. }
                        | Error::Incomplete { .. }),
                    ) => {
                        progress.say(&format!("error: {error}"));
                        missing = Some(error);
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            writer.state.done = index + 1;
            writer.state.cursor = None;
            writer.keep(&self.file)?;
        }
        Ok(missing)
    }
}

impl Writer {
    /// Keeps what is done: first the rows, then the state that counts them.
    fn keep(&mut self, file: &std::path::Path) -> Outcome {
        self.state.bytes = self.part.sync()?;
        self.state.save(file)?;
        self.kept = Instant::now();
        Ok(())
    }
}

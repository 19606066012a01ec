//! `gensee export`: a list of any length in a file, over any range of time and any number of webcasts.
//!
//! The rows go to `FILE.part`. What is done is kept in `FILE.cursor` once a second, so that the same command goes on where
//! it was interrupted; in the end the part becomes the file.

mod attendance;
mod command;
mod file;
mod lines;
mod plan;
mod progress;
mod state;
mod xlsx;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ArgMatches;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::from_form;
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{ExportHistoryPage, OPERATIONS, visit};
use gensee_api::{Answer as _, Client, Time};
use serde::Serialize;
use tokio::runtime::Runtime;

use crate::attendance::People;
use crate::columns::{Column, Holds, choose};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome, leaves_out_rows};
use crate::lang::Lang;
use crate::value::kebab;

use command::exports;
pub use command::{command, names};
pub use file::Format;
use file::{Layout, Part};
use plan::Plan;
pub use plan::{WEBCAST, webcasts};
pub use progress::Progress;
use state::State;

/// How often what is done is kept.
const KEPT: Duration = Duration::from_secs(1);

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no list"));
    };
    // One row for each person, instead of one for each visit.
    let is_attendance = name == command::ATTENDANCE;
    let info = if is_attendance {
        OPERATIONS.iter().find(|info| info.name == ExportHistoryPage::NAME)
    } else {
        exports().find(|info| names(info)[0] == name)
    };
    let Some(info) = info else {
        return Err(Failure::usage(format!("`{name}` cannot be exported")));
    };
    let Some(file) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::usage("`FILE` is missing"));
    };
    let format = Format::of(file)?;
    format.check(file)?;
    let account = Account::of(matches)?;
    let (client, concurrency) = account.paced(matches)?;
    let runtime = runtime()?;
    let what = what(name, &account, matches);
    let kept =
        if matches.get_flag("restart") { None } else { State::load(file, &what)? };
    let state = match kept {
        Some(kept) => kept,
        None => State::new(what, runtime.block_on(Plan::make(info, matches, &client))?),
    };
    let export = Export {
        state,
        list: name.to_owned(),
        site: account.site(),
        client,
        runtime,
        file: file.clone(),
        format,
        excel: matches.get_flag("excel"),
        chosen: matches.get_many("columns").into_iter().flatten().cloned().collect(),
        concurrency,
        lang,
    };
    if is_attendance {
        let people = People::new(Time::now());
        let columns = attendance::columns();
        return export.file::<ExportHistoryPage, _>(&[], columns, people);
    }
    visit(info.name, export).unwrap_or(Ok(()))
}

/// What is exported, as it was typed: `-30d` is another moment in each run, and the same export nevertheless.
fn what(list: &str, account: &Account, matches: &ArgMatches) -> String {
    let mut what = format!(
        "{list} of {} at {} by {}",
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
    /// The name of the list.
    list: String,
    site: String,
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
        let fields = O::Item::ROWS;
        let columns = match self.format {
            Format::Jsonl => Column::of(fields),
            _ => Column::flat(fields),
        };
        self.file::<O, _>(fields, columns, Each)
    }
}

/// What becomes of the items of a list.
trait Gather<I> {
    /// Takes an item, of this webcast where there are several.
    fn row(&mut self, item: I, writer: &mut Writer, webcast: Option<&str>) -> Outcome;

    /// The items of a webcast have ended.
    fn end(&mut self, _: &mut Writer, _: Option<&str>) -> Outcome {
        Ok(())
    }

    /// Whether all items taken are written, so that an export can go on in the middle of a webcast.
    fn is_kept(&self) -> bool {
        true
    }
}

/// A row for each item.
struct Each;

impl<I: Serialize> Gather<I> for Each {
    fn row(&mut self, item: I, writer: &mut Writer, webcast: Option<&str>) -> Outcome {
        writer.row(&item, webcast)
    }
}

impl Export {
    /// Writes the file.
    fn file<O: Paginated, G: Gather<O::Item>>(
        self,
        fields: &'static [FieldInfo],
        mut columns: Vec<Column>,
        mut gather: G,
    ) -> Outcome {
        if self.state.plan.is_many()
            && columns.iter().all(|column| column.name != WEBCAST)
        {
            columns.insert(0, Column::text(WEBCAST));
        }
        let first = |holds| columns.iter().find(|column| column.holds() == holds);
        let layout = Layout {
            name: self.list.clone(),
            site: self.site.clone(),
            fields,
            moment: first(Holds::Time).or_else(|| first(Holds::Day)).cloned(),
            columns: choose(columns, &self.chosen)?,
        };
        let progress = Progress::new(self.lang);
        let part = if self.state.bytes > 0 {
            progress.goes_on(self.state.rows);
            Part::resume(&self.file, self.format, self.state.bytes)?
        } else {
            let mut part = Part::begin(&self.file, self.format, self.excel)?;
            part.head(&layout.columns)?;
            part
        };
        let state = self.state.clone();
        let marked = state.clone();
        let mut writer = Writer { part, state, marked, kept: Instant::now(), layout };
        let written = self.write::<O, _>(&mut writer, &mut gather, &progress);
        if let Err(failure) = self.runtime.block_on(written) {
            progress.end();
            self.interrupted(writer)?;
            return Err(failure);
        }
        let Writer { part, layout, state, .. } = writer;
        part.finish(&layout, self.lang)?;
        State::forget(&self.file)?;
        progress.end();
        eprintln!(
            "{}: {} {}",
            self.file.display(),
            state.rows,
            self.lang.pick("rows", "行")
        );
        match state.unreadable {
            0 => Ok(()),
            rows => Err(Failure::Incomplete(rows)),
        }
    }

    /// Leaves what another run goes on with, if there is something.
    fn interrupted(&self, mut writer: Writer) -> Outcome {
        if writer.marked.rows == 0 {
            State::forget(&self.file)?;
            return file::remove(&file::beside(&self.file, ".part"));
        }
        writer.keep(&self.file)?;
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
    /// The state at the last place at which an export can go on.
    marked: State,
    /// When it was kept last.
    kept: Instant,
    layout: Layout,
}

impl Export {
    /// Writes the rows that are not yet written. A row that cannot be read is reported, and the rows after it are written.
    async fn write<O: Paginated, G: Gather<O::Item>>(
        &self,
        writer: &mut Writer,
        gather: &mut G,
        progress: &Progress,
    ) -> Outcome {
        let plan = &self.state.plan;
        let left = plan.requests.iter().enumerate().skip(self.state.done);
        for (index, (webcast, form)) in left {
            let mut request: O = from_form(form).map_err(|error| {
                Failure::usage(format!("`{}`: {error}", kebab(O::NAME)))
            })?;
            // Each request has the same windows, at least one.
            let windows = request.window().and_then(|window| window.spans());
            let windows: Vec<_> = windows.into_iter().flatten().collect();
            let many = windows.len().max(1);
            progress.of(plan.requests.len() * many);
            let mut items = self.client.items(request).concurrency(self.concurrency);
            if let Some(cursor) = writer.state.cursor.take() {
                items = items.resume(&cursor);
            }
            let webcast = webcast.as_deref().filter(|_| plan.is_many());
            let mut answers = 0;
            loop {
                let next = items.try_next().await;
                // All rows of earlier answers are written, and none of this one.
                if items.answers() != answers {
                    let cursor = items.cursor();
                    let at = cursor.window().map_or(0, |at| {
                        windows.partition_point(|window| window.end() < at.start())
                    });
                    progress.window(index * many + at);
                    if gather.is_kept() {
                        writer.state.cursor = Some(cursor);
                        writer.mark(&self.file)?;
                    }
                }
                answers = items.answers();
                match next {
                    Ok(Some(item)) => gather.row(item, writer, webcast)?,
                    Ok(None) => break,
                    Err(error) if leaves_out_rows(&error) => {
                        progress.say(&format!("error: {error}"));
                        writer.state.unreadable += 1;
                    }
                    Err(error) => return Err(error.into()),
                }
                progress.rows(writer.state.rows);
            }
            gather.end(writer, webcast)?;
            writer.state.done = index + 1;
            writer.state.cursor = None;
            writer.mark(&self.file)?;
        }
        Ok(())
    }
}

impl Writer {
    fn row<T: Serialize>(&mut self, row: &T, webcast: Option<&str>) -> Outcome {
        self.state.rows += self.part.row(row, &self.layout, webcast)?;
        Ok(())
    }

    /// Marks a place at which an export can go on, and keeps it when the last one was kept long enough ago.
    fn mark(&mut self, file: &Path) -> Outcome {
        self.state.bytes = self.part.flush()?;
        self.marked = self.state.clone();
        if self.kept.elapsed() < KEPT {
            return Ok(());
        }
        self.keep(file)
    }

    /// Keeps the marked place: first the rows, then the state that counts them.
    fn keep(&mut self, file: &Path) -> Outcome {
        self.part.sync()?;
        self.marked.save(file)?;
        self.kept = Instant::now();
        Ok(())
    }
}

//! `gensee mirror`: a copy of a site that stays in step with it, in a SQLite database or a set of Parquet files.
//!
//! # What is copied
//!
//! Seven lists, each a table with the columns of its rows ([`mod@tables`]): webcasts, records, vods and documents, which the
//! site lists, and visits, votes and chat, which it lists for each webcast.
//!
//! # A database
//!
//! - The lists of the site are read whole in every run, because nothing else finds a changed subject, a vod that is
//!   published long after it was created, or a deletion. They have 50 rows an answer. A row that is not listed any more is
//!   marked, never dropped.
//! - Visits, votes and chat have no id. So they are kept by webcast and window, and a window is replaced as a whole. The
//!   windows are as long as the document allows (7 days) and begin on fixed days, so that each run asks for the same ones.
//!   The first run asks from the creation of a webcast, a later one from the last position less an overlap. What the site
//!   lists among the ended webcasts for longer than the overlap is not asked for again, unless it is restored.
//! - Each list, and each window, is a transaction, with the position in it. So a run can be killed at any moment, and the
//!   next one goes on; of two runs at one time each waits for the transactions of the other.
//!
//! # A set of Parquet files
//!
//! `DIR/TABLE/site=HOST/date=DAY/data.parquet` has what was created, or happened, on a day of China. A file follows from
//! the site and the day alone, and is replaced as a whole, so that tasks need no shared state: each site and each day can be
//! a task of a scheduler, in any order, on any machine, and again.

mod ahead;
mod command;
mod database;
mod folder;
mod holes;
mod schema;
mod tables;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gensee_api::{Client, Time};
use tokio::runtime::Runtime;

use crate::columns::{CHINA_MILLIS, DAY_MILLIS, china_day};
use crate::connect::{Account, runtime};
use crate::export::{Format, Progress};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::typed::sqlite::{day, moment};
use crate::value;

use ahead::Ahead;
pub use command::command;
use database::{Database, Known, Window};
use holes::Holes;
use tables::{Ask, Items, Table, tables};

/// Without `--since`: before all sites.
const BEGINNING: &str = "2010-01-01";
const OVERLAP: &str = "3d";

/// A run.
struct Mirror {
    client: Client,
    /// The host.
    site: String,
    tables: Vec<Table>,
    /// Those that have rows of a webcast.
    of_webcasts: Vec<Table>,
    concurrency: usize,
    now: Time,
    lang: Lang,
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(target) = matches.get_one::<PathBuf>("to") else {
        return Err(Failure::usage("`--to` is missing"));
    };
    let is_database = is_database(target)?;
    let now = Time::now();
    let asked = |name: &str| {
        let text = matches.get_one::<String>(name);
        let read = |text: &String| {
            value::moment(text)
                .map(Time::millis)
                .map_err(|error| Failure::usage(format!("`--{name} {text}`: {error}")))
        };
        text.map(read).transpose()
    };
    let other = if is_database { ["day", "until"] } else { ["overlap", "overlap"] };
    if let Some(name) = other.into_iter().find(|name| matches.contains_id(name)) {
        let of = if is_database { "a folder" } else { "a database" };
        return Err(Failure::usage(format!(
            "`--{name}` is of {of}, and `{}` is none; leave it out",
            target.display()
        )));
    }
    let account = Account::of(matches)?;
    let (client, concurrency) = account.paced(matches)?;
    let (tables, of_webcasts) = tables();
    let mirror = Mirror {
        client,
        site: account.site(),
        tables,
        of_webcasts,
        concurrency,
        now,
        lang,
    };
    let runtime = runtime()?;
    if is_database {
        let overlap = matches.get_one::<String>("overlap").map_or(OVERLAP, |it| it);
        let overlap = value::span(overlap).map_err(|error| {
            Failure::usage(format!("`--overlap {overlap}`: {error}"))
        })?;
        let of = format!("{} at {}", account.login, mirror.site);
        return mirror.database(&runtime, target, &of, asked("since")?, overlap);
    }
    let (first, last) = match (asked("day")?, asked("since")?) {
        (Some(day), _) => (day, day),
        (None, Some(since)) => (since, asked("until")?.unwrap_or(now.millis())),
        (None, None) => {
            return Err(Failure::usage(
                "a folder has a file for each day; give `--day DAY`, or `--since` and `--until`",
            ));
        }
    };
    mirror.folder(&runtime, target, first, last)
}

/// Whether a target is a database or a folder, by its ending.
fn is_database(target: &Path) -> Outcome<bool> {
    if target.is_dir() || target.extension().is_none() {
        return Ok(false);
    }
    match Format::of(target) {
        Ok(Format::Sqlite) => Ok(true),
        Ok(Format::Folder) => Ok(false),
        _ => Err(Failure::usage(format!(
            "`--to {0}`: neither a database (.db, .sqlite, .sqlite3) nor a folder; write `{0}/` for a folder",
            target.display()
        ))),
    }
}

/// What is asked of a list of a webcast.
struct Task<'a> {
    table: &'a Table,
    webcast: Known,
    /// From when on, in milliseconds.
    from: i64,
}

impl Mirror {
    /// Brings a database to what the site is.
    fn database(
        &self,
        runtime: &Runtime,
        file: &Path,
        of: &str,
        since: Option<i64>,
        overlap: i64,
    ) -> Outcome {
        let mut database = Database::open(file, of, &self.tables, &self.of_webcasts)?;
        let asked = since.map(moment);
        let kept = database.keep("since", asked.as_deref().unwrap_or(BEGINNING))?;
        if asked.as_ref().is_some_and(|asked| *asked < kept) {
            return Err(Failure::usage(format!(
                "`--since`: `{}` is a mirror since {kept}; give another file for what is earlier",
                file.display()
            )));
        }
        let since = value::moment(&kept).map_err(Failure::Local)?.millis();
        runtime.block_on(self.bring(&mut database, since, overlap))
    }

    async fn bring(&self, database: &mut Database, since: i64, overlap: i64) -> Outcome {
        let now = self.now.millis();
        let mut holes = Holes::new(Progress::new(self.lang));
        for table in &self.tables {
            let requests = table.of_site(since, now, false);
            let lists = requests.iter().enumerate().map(|(at, form)| {
                Ok((self.ask(table, form, self.concurrency)?, at > 0))
            });
            let lists = lists.collect::<Outcome<Vec<_>>>()?;
            let brought = database.list(table, lists, now, &mut holes).await?;
            holes.progress().say(&format!(
                "{}: {} rows, {} changed, {} deleted",
                table.name, brought.rows, brought.changed, brought.deleted
            ));
        }
        let mut tasks = Vec::new();
        for table in &self.of_webcasts {
            let known = database.webcasts(table)?;
            tasks.extend(known.into_iter().filter_map(|webcast| {
                let from = begin(&webcast, since, overlap)?;
                Some(Task { table, webcast, from })
            }));
        }
        self.windows(database, &tasks, since, holes).await
    }

    /// Brings the windows of webcasts.
    async fn windows(
        &self,
        database: &mut Database,
        tasks: &[Task<'_>],
        since: i64,
        mut holes: Holes,
    ) -> Outcome {
        let now = self.now.millis();
        let windows = |task: &Task<'_>| windows(task.table, task.from, since, now);
        holes.progress().of(tasks.iter().map(|task| windows(task).count()).sum());
        let jobs = tasks
            .iter()
            .enumerate()
            .flat_map(|(at, task)| windows(task).map(move |span| (at, span)));
        let mut jobs = Ahead::new(jobs, self.concurrency);
        let ask = |&(at, span): &(usize, Span)| {
            let Task { table, webcast, .. } = &tasks[at];
            self.ask(table, &table.of_webcast(&webcast.id, span.from, span.to), 1)
        };
        let mut rows: u64 = 0;
        // The task whose position stays where it is, because an earlier window is not known.
        let (mut held, mut refused) = (None, None);
        while let Some(((at, span), mut items)) = jobs.next(ask).await? {
            let Task { table, webcast, .. } = &tasks[at];
            holes.progress().step();
            if refused == Some(at) {
                continue;
            }
            let start = day(span.window);
            let until = (held != Some(at)).then_some(span.to);
            let window = Window { table, webcast: &webcast.id, start: &start, until };
            let had = holes.rows();
            match database.window(&window, &mut items, &mut holes).await {
                Ok(more) => rows += more as u64,
                Err(failure) => {
                    holes.pass_over(&webcast.id, failure)?;
                    refused = Some(at);
                }
            }
            if holes.rows() > had {
                held = Some(at);
            }
            holes.progress().rows(rows);
        }
        holes
            .progress()
            .say(&format!("visits, votes, chat: {rows} rows of {} lists", tasks.len()));
        holes.end()
    }

    fn ask(
        &self,
        table: &Table,
        form: &str,
        concurrency: usize,
    ) -> Outcome<Box<dyn Items>> {
        Ask { client: &self.client, form, concurrency }.items(table.info)
    }
}

/// From when on a list of a webcast is asked for; `None` where all of it is known.
fn begin(webcast: &Known, since: i64, overlap: i64) -> Option<i64> {
    let created = || {
        let created = webcast.created.as_ref()?.get(..19)?;
        Some(Time::china(created).ok()?.millis())
    };
    let Some(until) = webcast.until else {
        return Some(created().map_or(since, |created| created.max(since)));
    };
    let from = until.saturating_sub(overlap);
    let is_over = webcast.ended.as_ref().is_some_and(|ended| *ended < moment(from));
    (!is_over).then_some(from.max(since))
}

/// A part of the time of a list: it is known by the day on which its window begins, and reaches from one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    window: i64,
    from: i64,
    to: i64,
}

/// The windows of a list from a moment until now. They begin on fixed days, so that each run has the same; only the first
/// one of a mirror begins later, with it.
fn windows(
    table: &Table,
    from: i64,
    since: i64,
    now: i64,
) -> impl Iterator<Item = Span> + use<> {
    let days = table.info.window.map_or(1, |window| window.days.max(1));
    let length = i64::from(days) * DAY_MILLIS;
    let first = (from + CHINA_MILLIS).div_euclid(length);
    let starts = (first..).map(move |at| at * length - CHINA_MILLIS);
    starts.take_while(move |start| *start <= now).map(move |start| Span {
        window: china_day(start),
        from: start.max(since),
        to: (start + length - 1).min(now),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        Time::china(text).unwrap().millis()
    }

    #[test]
    fn windows_begin_on_fixed_days() {
        let (_, lists) = tables();
        let of = |from: &str, since: &str, now: &str| -> Vec<String> {
            let spans = windows(&lists[0], at(from), at(since), at(now));
            spans
                .map(|it| {
                    format!(
                        "{}: {} to {}",
                        day(it.window),
                        moment(it.from),
                        moment(it.to)
                    )
                })
                .collect()
        };
        let (old, now) = ("2020-01-01 00:00:00", "2026-03-14 12:00:00");
        let two = [
            "2026-03-05: 2026-03-05 00:00:00 to 2026-03-11 23:59:59.999",
            "2026-03-12: 2026-03-12 00:00:00 to 2026-03-14 12:00:00",
        ];
        assert_eq!(of("2026-03-11 23:59:59", old, now), two);
        assert_eq!(of("2026-03-05 00:00:00", old, now), two);
        assert_eq!(of("2026-03-12 00:00:00", old, now), two[1..]);
        let since = "2026-03-13 08:00:00";
        assert_eq!(
            of(since, since, now),
            ["2026-03-12: 2026-03-13 08:00:00 to 2026-03-14 12:00:00"]
        );
        assert_eq!(of("2026-03-19 00:00:00", old, now), [""; 0]);
    }

    #[test]
    fn a_list_begins_with_its_webcast_and_goes_on_with_an_overlap() {
        let (early, created, ended) =
            ("2026-01-01 00:00:00", "2026-03-01 10:00:00", "2026-03-05 00:00:00");
        let known = |until: Option<&str>, is_over: bool| Known {
            id: "5f3c".to_owned(),
            created: Some(created.to_owned()),
            ended: is_over.then(|| ended.to_owned()),
            until: until.map(at),
        };
        let table = [
            (known(None, true), early, Some(created)),
            (known(None, false), "2026-03-02 00:00:00", Some("2026-03-02 00:00:00")),
            (
                known(Some("2026-03-09 00:00:00"), false),
                early,
                Some("2026-03-08 00:00:00"),
            ),
            // What has ended is asked for until the overlap has passed.
            (
                known(Some("2026-03-05 23:00:00"), true),
                early,
                Some("2026-03-04 23:00:00"),
            ),
            (known(Some("2026-03-06 00:00:01"), true), early, None),
        ];
        for (webcast, since, expected) in table {
            let from = begin(&webcast, at(since), DAY_MILLIS);
            assert_eq!(from, expected.map(at), "{expected:?}");
        }
    }
}

//! `gensee report`: what happened in a webcast, or in the webcasts of a month, as one HTML file that needs no network.

mod axis;
mod chart;
mod load;
mod month;
mod page;
mod sums;
mod webcast;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use gensee_api::{Error, Time, WebcastId};
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::html;
use tokio::task::JoinSet;

use crate::command::{option, pace};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::value;

use load::{Range, Source};

pub fn command(lang: Lang) -> Command {
    Command::new("report")
        .about(lang.pick(
            "Writes what happened in a webcast, or in a month, as an HTML page",
            "将一场直播或一个月的情况写成 HTML 报告",
        ))
        .long_about(lang.pick(
            "Writes what happened in a webcast, or in the webcasts of a month, as one HTML file that needs no network and \
             can be printed. What the site refuses is told in its place; then the exit code is 1.",
            "将一场直播或一个月的情况写成一个 HTML 文件，无需网络，可打印。站点拒绝的部分会在相应位置说明，此时退出码为 1。",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("webcast")
                .about(lang.pick(
                    "One webcast: who was inside when, votes, questions, roll calls",
                    "一场直播：在场人数变化、投票、提问、点名",
                ))
                .arg(Arg::new("id").required(true).value_name("ID").help(lang.pick(
                    "Id of the webcast",
                    "直播 ID",
                )))
                .arg(to_option(lang))
.args(pace(lang))
                .args(range_options(lang)),
        )
        .subcommand(
            Command::new("month")
                .about(lang.pick(
                    "All webcasts of a month: people, visits, hours, peaks",
                    "一个月的所有直播：人数、人次、人时、峰值",
                ))
                .arg(
                    Arg::new("month")
                        .required(true)
                        .value_name("MONTH")
                        .allow_hyphen_values(true)
                        .value_parser(value::month)
                        .help(lang.pick(
                            "The month in China, such as 2026-03, or -1month for the last one",
                            "月份（中国时间），例如 2026-03；-1month 为上个月",
                        )),
                )
                .arg(to_option(lang))
.args(pace(lang)),
        )
}

/// Where the report goes.
fn to_option(lang: Lang) -> Arg {
    option(
        "to",
        "FILE",
        lang.pick("File to write; `-` is stdout", "输出文件；`-` 为标准输出"),
    )
    .required(true)
    .value_parser(value_parser!(PathBuf))
}

fn range_options(lang: Lang) -> [Arg; 2] {
    let from = option(
        "from",
        "TIME",
        lang.pick(
            "The first moment; without it a day before the webcast is to begin",
            "起始时间，默认为直播计划开始前一天",
        ),
    );
    let until = option(
        "until",
        "TIME",
        lang.pick(
            "The last moment; without it a day after the webcast is to end, or now",
            "结束时间，默认为直播计划结束后一天，最晚为现在",
        ),
    );
    [from.requires("until"), until.requires("from")]
        .map(|arg| arg.allow_hyphen_values(true).value_parser(value::moment))
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no report"));
    };
    let Some(file) = matches.get_one::<PathBuf>("to") else {
        return Err(Failure::usage("`--to` is missing"));
    };
    let account = Account::of(matches)?;
    let (client, concurrency) = account.paced(matches)?;
    let now = Time::now();
    let source = Source::new(client, concurrency, now);
    let (subject, content, refused) = match name {
        "webcast" => {
            let id = matches.get_one::<String>("id").map(String::as_str);
            let id = WebcastId::from(id.unwrap_or_default());
            let loaded = runtime()?.block_on(source.webcast(&id, range(matches)?))?;
            let content = webcast::content(lang, &id, &loaded);
            (webcast::subject(&id, &loaded), content, loaded.refused())
        }
        _ => {
            let Some(&month) = matches.get_one::<Date>("month") else {
                return Err(Failure::usage("`MONTH` is missing"));
            };
            let rows = runtime()?.block_on(rows(&source, month, concurrency))?;
            let content = month::content(lang, month, &rows);
            let refused = rows.into_iter().filter_map(|(_, asked)| asked.err());
            (month::subject(lang, month), content, refused.collect())
        }
    };
    let unreadable = source.unreadable();
    let site = format!("{} · {}", account.url, account.login);
    let content = html! { (content) (page::foot(lang, &site, now, unreadable)) };
    write(file, &page::page(lang, &subject, &content))?;
    finish(refused, unreadable)
}

fn range(matches: &ArgMatches) -> Outcome<Option<Range>> {
    let moment = |name| matches.get_one::<Time>(name).copied();
    match moment("from").zip(moment("until")) {
        Some((from, until)) if from > until => {
            Err(Failure::usage("`--from` is after `--until`; exchange them"))
        }
        range => Ok(range),
    }
}

/// The webcasts of a month with their attendance, several at one time.
async fn rows(
    source: &Source,
    month: Date,
    concurrency: usize,
) -> Outcome<Vec<month::Row>> {
    let webcasts = source.webcasts(bounds(month)?).await?;
    let mut tasks = JoinSet::new();
    let mut rows: Vec<_> = Vec::new();
    for (place, webcast) in webcasts.into_iter().enumerate() {
        if tasks.len() >= concurrency
            && let Some(done) = tasks.join_next().await
        {
            rows.push(joined(done)?);
        }
        let source = source.one_by_one();
        tasks.spawn(async move {
            let asked = source.attendance_of(&webcast.id).await?;
            Ok((place, (webcast, asked)))
        });
    }
    while let Some(done) = tasks.join_next().await {
        rows.push(joined(done)?);
    }
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn joined<T>(done: Result<Outcome<T>, tokio::task::JoinError>) -> Outcome<T> {
    done.map_err(|error| Failure::Local(format!("a task: {error}")))?
}

/// The first moment of a month in China, and that of the next month.
fn bounds(month: Date) -> Outcome<Range> {
    let midnight = |day: Date| Time::china(&format!("{day} 00:00:00")).ok();
    let next = month.checked_add(1.month()).ok();
    let range = midnight(month).zip(next.and_then(midnight));
    range.ok_or_else(|| Failure::usage(format!("`{month}`: outside the calendar")))
}

/// Writes the file as a whole, or not at all.
fn write(file: &Path, page: &str) -> Outcome {
    if file == Path::new("-") {
        return Ok(io::stdout().write_all(page.as_bytes())?);
    }
    let part = file.with_added_extension("part");
    let failed = |error: io::Error| Failure::file(file, &error);
    fs::write(&part, page).and_then(|()| fs::rename(&part, file)).map_err(|error| {
        // It need not be there.
        let _ = fs::remove_file(&part);
        failed(error)
    })?;
    eprintln!("{}", file.display());
    Ok(())
}

/// What is missing in the report decides the exit code.
fn finish(mut refused: Vec<Error>, unreadable: u64) -> Outcome {
    let last = refused.pop();
    for error in refused {
        eprintln!("error: {error}");
    }
    match (last, unreadable) {
        (Some(error), _) => Err(error.into()),
        (None, 0) => Ok(()),
        (None, rows) => Err(Failure::Incomplete(rows)),
    }
}

#[cfg(test)]
mod tests {
    use super::bounds;
    use gensee_api::Time;
    use jiff::civil::Date;

    #[test]
    fn a_month_is_one_of_china() {
        let table = [
            ("2026-03-01", "2026-03-01 00:00:00", "2026-04-01 00:00:00"),
            ("2024-02-01", "2024-02-01 00:00:00", "2024-03-01 00:00:00"),
            ("2025-12-01", "2025-12-01 00:00:00", "2026-01-01 00:00:00"),
        ];
        for (month, from, to) in table {
            let month: Date = month.parse().unwrap();
            let expected = [from, to].map(|text| Time::china(text).unwrap());
            assert_eq!(bounds(month).unwrap(), expected.into(), "{month}");
        }
        assert!(bounds(Date::MAX.first_of_month()).is_err());
    }
}

//! Who attended a webcast, and for how long.

use std::collections::BTreeMap;
use std::io::Write;

use gensee_api::webcast::{ExportHistoryPage, Visit};
use gensee_api::{Client, Time, UserId, WebcastId};
use thiserror::Error;

/// Why there is no report.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The visits could not be had.
    #[error("the visits of webcast `{webcast}` cannot be exported")]
    Export {
        /// Of which webcast.
        webcast: WebcastId,
        /// What the client says.
        source: Box<gensee_api::Error>,
    },
    /// The table could not be written.
    #[error("the report cannot be written: {0}")]
    Write(#[from] csv::Error),
}

/// What one person did in all.
#[derive(Default)]
struct Attendance {
    nickname: String,
    visits: u32,
    millis: i64,
}

/// Writes the attendance of a webcast between two moments, however far apart, as CSV: a row for each person, in the
/// order of their ids. A visit that was not over when the export was made has no length.
///
/// # Errors
/// When the visits cannot be exported, all of them: then nothing is written. When `out` refuses.
pub async fn write_attendance(
    client: &Client,
    webcast: &WebcastId,
    (from, to): (Time, Time),
    out: impl Write,
) -> Result<(), ReportError> {
    let failed = |error| ReportError::Export {
        webcast: webcast.clone(),
        source: Box::new(error),
    };
    let mut people: BTreeMap<Option<UserId>, Attendance> = BTreeMap::new();
    let mut visits = client.items(ExportHistoryPage::new(webcast).between(from, to));
    while let Some(visit) = visits.try_next().await.map_err(failed)? {
        let person = people.entry(visit.uid).or_default();
        person.visits += 1;
        person.millis += stay(&visit);
        // Of several names the latest counts.
        person.nickname = visit.nickname.unwrap_or_default();
    }
    write_table(people, out)
}

/// How long a visit was, in milliseconds.
fn stay(visit: &Visit) -> i64 {
    let stay = visit.leave_time.zip(visit.join_time);
    stay.map_or(0, |(left, joined)| left.millis() - joined.millis())
}

fn write_table(
    people: BTreeMap<Option<UserId>, Attendance>,
    out: impl Write,
) -> Result<(), ReportError> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["uid", "nickname", "visits", "minutes"])?;
    for (uid, Attendance { nickname, visits, millis }) in people {
        let uid = uid.map(|uid| uid.to_string()).unwrap_or_default();
        let minutes = millis / 60_000;
        table.write_record([uid, nickname, visits.to_string(), minutes.to_string()])?;
    }
    table.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// Compiles the examples of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
struct Readme;

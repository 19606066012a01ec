//! Tables of SQLite. Moments are texts in China time, as SQLite has no type for them: `2026-01-31 08:00:00`, and
//! `2026-01-31 08:00:00.250` where there are milliseconds, so that texts in order are moments in order.

use std::path::Path;
use std::time::Duration;

use gensee_api::Time;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, Statement};
use serde_json::Value;

use crate::columns::{CHINA_MILLIS, Cell, Column, DAY_MILLIS, Holds};
use crate::failure::{Failure, Outcome};

/// How long to wait for another program that has the file.
const BUSY: Duration = Duration::from_secs(30);

/// The application id of a mirror, by which it is told apart from other databases.
pub const MIRROR: i32 = i32::from_be_bytes(*b"gens");

/// The id of the application that made a database; 0 where it has none.
pub fn application(database: &Connection) -> rusqlite::Result<i32> {
    database.pragma_query_value(None, "application_id", |row| row.get(0))
}

/// Opens a database, and makes it where there is none.
pub fn open(file: &Path) -> Outcome<Connection> {
    let opened = Connection::open(file).and_then(|database| {
        database.busy_timeout(BUSY)?;
        // Whether it is a database is found out by the first look.
        database.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(database)
    });
    opened.map_err(|error| failed(file, &error))
}

pub fn failed(file: &Path, error: &rusqlite::Error) -> Failure {
    Failure::Local(format!("`{}`: {error}", file.display()))
}

/// A name as SQL.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A column as `CREATE TABLE` has it.
pub fn declared(column: &Column) -> String {
    let kind = match column.holds() {
        Holds::Text | Holds::Time | Holds::Day => "TEXT",
        Holds::Integer => "INTEGER",
        Holds::Decimal => "REAL",
        Holds::Boolean => "BOOLEAN",
    };
    format!("{} {kind}", quoted(&column.name))
}

/// The names of columns as SQL.
pub fn listed(columns: &[Column]) -> String {
    columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

/// Binds the cells of a row to the parameters of a statement, from the first one.
pub fn bind(
    statement: &mut Statement<'_>,
    columns: &[Column],
    row: &Value,
) -> rusqlite::Result<()> {
    for (at, column) in (1..).zip(columns) {
        statement.raw_bind_parameter(at, stored(column.typed(row)))?;
    }
    Ok(())
}

fn stored(cell: Cell) -> Stored {
    match cell {
        Cell::Empty => Stored::Null,
        Cell::Text(text) => Stored::Text(text),
        Cell::Integer(number) => Stored::Integer(number),
        Cell::Decimal(number) => Stored::Real(number),
        Cell::Boolean(is) => Stored::Integer(is.into()),
        Cell::Time(millis) => Stored::Text(moment(millis)),
        Cell::Day(days) => Stored::Text(day(days.into())),
    }
}

/// A moment in China time.
pub fn moment(millis: i64) -> String {
    let time = Time::from_millis(millis);
    match millis.rem_euclid(1000) {
        0 => time.to_string(),
        part => format!("{time}.{part:03}"),
    }
}

/// The day so many days after 1970-01-01.
pub fn day(days: i64) -> String {
    let midnight = days.saturating_mul(DAY_MILLIS).saturating_sub(CHINA_MILLIS);
    let date = Time::from_millis(midnight).china_date();
    date.map_or_else(|| days.to_string(), |date| date.to_string())
}

/// Replaces a table by these rows, in one transaction.
pub fn replace(
    file: &Path,
    table: &str,
    columns: &[Column],
    mut rows: impl Iterator<Item = Outcome<Value>>,
) -> Outcome {
    let mut database = open(file)?;
    let table = quoted(table);
    let declared: Vec<_> = columns.iter().map(declared).collect();
    let failed = |error: rusqlite::Error| failed(file, &error);
    let transaction = database.transaction().map_err(failed)?;
    transaction
        .execute_batch(&format!(
            "DROP TABLE IF EXISTS {table}; CREATE TABLE {table} ({})",
            declared.join(", ")
        ))
        .map_err(failed)?;
    {
        let places = vec!["?"; columns.len()].join(", ");
        let insert = format!("INSERT INTO {table} VALUES ({places})");
        let mut insert = transaction.prepare(&insert).map_err(failed)?;
        rows.try_for_each(|row| {
            bind(&mut insert, columns, &row?).map_err(failed)?;
            insert.raw_execute().map(|_| ()).map_err(failed)
        })?;
    }
    transaction.commit().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::{day, moment};

    #[test]
    fn moments_in_order_are_texts_in_order() {
        let millis =
            [1_621_389_600_000, 1_621_389_600_001, 1_621_389_600_250, 1_621_389_601_000];
        let texts = millis.map(moment);
        assert_eq!(texts[0], "2021-05-19 10:00:00");
        assert_eq!(texts[2], "2021-05-19 10:00:00.250");
        assert!(texts.is_sorted(), "{texts:?}");
        assert_eq!(day(18_766), "2021-05-19");
    }
}

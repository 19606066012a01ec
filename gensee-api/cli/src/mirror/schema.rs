//! The schema of a mirror: its own tables by migrations, the tables of the lists by the columns of the interface.
//!
//! | | |
//! |---|---|
//! | `webcasts`, `records`, `vods`, `documents` | a row for each `id`; `changedAt` is when the mirror last changed it, `deletedAt` when the site no longer listed it, `endedAt` of a webcast when the site first listed it among those that have ended |
//! | `visits`, `votes`, `chat` | rows of `webcastId`, in the window that begins on `windowStart`; a vote has a row for each answer |
//! | `webcasts_en`, …; `直播`, … | views without what was deleted: codes by their names, or the headings of the document |
//! | `_mirror`, `_position` | of what the mirror is, and up to which moment (in milliseconds) each list of each webcast is known |

use std::collections::HashSet;

use rusqlite::{Transaction, TransactionBehavior};

use super::tables::Table;
use crate::columns::Column;
use crate::export::WEBCAST;
use crate::lang::Lang;
use crate::typed::sqlite::{MIRROR, application, declared, quoted};
use crate::value::kebab;

/// What brings the tables of the mirror itself from one version of the schema to the next. The columns of the lists need
/// none: those that are missing are added.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE _mirror (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE _position (
        list TEXT NOT NULL, webcastId TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (list, webcastId)
    ) WITHOUT ROWID;
"];

const VERSION: u32 = MIGRATIONS.len() as u32;

/// The column with the first day of the window that a row of a webcast was asked for in.
pub const WINDOW: &str = "windowStart";
pub const DELETED: &str = "deletedAt";
pub const ENDED: &str = "endedAt";
pub const CHANGED: &str = "changedAt";

/// What a database is.
pub enum Is {
    Mirror,
    /// Of a later version of this program.
    Later,
    Other,
}

/// Whether a database is a mirror, or new and can be one.
pub fn look(database: &rusqlite::Connection) -> rusqlite::Result<Is> {
    let tables: i64 =
        database
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version: u32 =
        database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(match application(database)? {
        MIRROR if version > VERSION => Is::Later,
        MIRROR => Is::Mirror,
        0 if tables == 0 => Is::Mirror,
        _ => Is::Other,
    })
}

/// Brings the schema to what this program writes.
pub fn prepare(
    database: &mut rusqlite::Connection,
    site: &[Table],
    webcast: &[Table],
) -> rusqlite::Result<()> {
    // Who reads does not wait for who writes, nor the other way round.
    database.pragma_update(None, "journal_mode", "wal")?;
    database.pragma_update(None, "synchronous", "normal")?;
    database.execute_batch(
        "CREATE TEMP TABLE arrived (id TEXT PRIMARY KEY) WITHOUT ROWID",
    )?;
    let transaction =
        database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 =
        transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for migration in MIGRATIONS.iter().skip(version as usize) {
        transaction.execute_batch(migration)?;
    }
    if version < VERSION {
        transaction.pragma_update(None, "application_id", MIRROR)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    let all = site.iter().map(|table| (table, true));
    for (table, is_site) in all.chain(webcast.iter().map(|table| (table, false))) {
        let columns =
            if is_site { columns_of_site(table) } else { columns_of_webcast(table) };
        bring(&transaction, &table.name, &columns)?;
        if !is_site {
            transaction.execute_batch(&format!(
                "CREATE INDEX IF NOT EXISTS {0} ON {1} ({WEBCAST}, {WINDOW})",
                quoted(&format!("{}_window", table.name)),
                quoted(&table.name)
            ))?;
        }
        for lang in [Lang::En, Lang::Zh] {
            view(&transaction, table, is_site, lang)?;
        }
    }
    transaction.commit()
}

fn columns_of_site(table: &Table) -> Vec<String> {
    let column = |column: &Column| {
        let key = if table.key() == Some(&column.name) { " PRIMARY KEY" } else { "" };
        declared(column) + key
    };
    let mut columns: Vec<_> = table.columns.iter().map(column).collect();
    if table.has_ended() {
        columns.push(declared(&Column::text(ENDED)));
    }
    columns.extend([DELETED, CHANGED].map(|name| declared(&Column::text(name))));
    columns
}

fn columns_of_webcast(table: &Table) -> Vec<String> {
    let own = [WEBCAST, WINDOW].map(|name| declared(&Column::text(name)) + " NOT NULL");
    own.into_iter().chain(table.columns.iter().map(declared)).collect()
}

/// Makes a table, or adds the columns that it does not have.
fn bring(
    transaction: &Transaction<'_>,
    table: &str,
    columns: &[String],
) -> rusqlite::Result<()> {
    let mut there = transaction.prepare("SELECT name FROM pragma_table_info(?)")?;
    let there: HashSet<String> = there
        .query_map([table], |row| row.get::<_, String>(0))?
        .collect::<Result<_, _>>()?;
    let table = quoted(table);
    if there.is_empty() {
        return transaction
            .execute_batch(&format!("CREATE TABLE {table} ({})", columns.join(", ")));
    }
    let is_missing = |column: &&String| {
        !there.iter().any(|name| column.starts_with(&(quoted(name) + " ")))
    };
    columns.iter().filter(is_missing).try_for_each(|column| {
        transaction.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column}"))
    })
}

/// Makes the view of a table for people, unless it is there as it is to be.
fn view(
    transaction: &Transaction<'_>,
    table: &Table,
    is_site: bool,
    lang: Lang,
) -> rusqlite::Result<()> {
    let name = lang.pick(format!("{}_en", table.name), table.chinese.to_owned());
    let mut own = Vec::new();
    if !is_site {
        own.push((quoted(WEBCAST), lang.pick("webcast id", "直播ID").to_owned()));
    }
    let mut shown: Vec<_> =
        own.into_iter().chain(table.columns.iter().map(|it| shown(it, lang))).collect();
    if is_site && table.has_ended() {
        shown.push((quoted(ENDED), lang.pick("ended at", "终止时间").to_owned()));
    }
    let mut seen = HashSet::new();
    let columns = shown.iter().map(|(value, heading)| {
        // Two columns have the same note.
        let heading = match seen.insert(heading.clone()) {
            true => heading.clone(),
            false => format!("{heading} {}", value.trim_matches('"')),
        };
        format!("{value} AS {}", quoted(&heading))
    });
    let filter =
        if is_site { format!(" WHERE {DELETED} IS NULL") } else { String::new() };
    let sql = format!(
        "CREATE VIEW {} AS SELECT {} FROM {}{filter}",
        quoted(&name),
        columns.collect::<Vec<_>>().join(", "),
        quoted(&table.name)
    );
    let as_it_is: i64 = transaction.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name = ? AND sql = ?",
        [&name, &sql],
        |row| row.get(0),
    )?;
    if as_it_is == 1 {
        return Ok(());
    }
    transaction.execute_batch(&format!("DROP VIEW IF EXISTS {}; {sql}", quoted(&name)))
}

/// A column of a view: its value, and its heading.
fn shown(column: &Column, lang: Lang) -> (String, String) {
    let value = quoted(&column.name);
    if lang == Lang::Zh {
        return (value, column.heading(lang).to_owned());
    }
    let heading = kebab(&column.name).replace(['-', '.'], " ");
    if column.values.is_empty() {
        return (value, heading);
    }
    let names = column.values.iter().map(|code| {
        format!("WHEN '{}' THEN '{}'", code.code.replace('\'', "''"), kebab(code.name))
    });
    let names = names.collect::<Vec<_>>().join(" ");
    (format!("CASE {value} {names} ELSE {value} END"), heading)
}

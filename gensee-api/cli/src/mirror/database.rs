//! The tables of a mirror, and how they are brought to what a site lists. Each list is a transaction, and so is each window
//! of a webcast, with the position that it brings the mirror to.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};

use super::holes::Holes;
use super::schema::{self, CHANGED, DELETED, ENDED, Is, WINDOW};
use super::tables::{Items, Table};
use crate::columns::Column;
use crate::export::WEBCAST;
use crate::failure::{Failure, Outcome};
use crate::typed::sqlite::{bind, failed, listed, moment, open, quoted};

/// A mirror of a site.
pub struct Database {
    file: PathBuf,
    connection: Connection,
}

/// What a list of the site brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub rows: usize,
    pub changed: usize,
    pub deleted: usize,
}

/// A webcast of the mirror, and what is known of one of its lists.
pub struct Known {
    pub id: String,
    pub created: Option<String>,
    pub ended: Option<String>,
    /// In milliseconds.
    pub until: Option<i64>,
}

/// A window of a webcast.
pub struct Window<'a> {
    pub table: &'a Table,
    pub webcast: &'a str,
    /// Its first day.
    pub start: &'a str,
    /// Up to when the list is known afterwards; `None` where an earlier window is not known.
    pub until: Option<i64>,
}

impl Database {
    /// Opens the mirror of a site, and makes it where there is none.
    pub fn open(
        file: &Path,
        of: &str,
        site: &[Table],
        webcast: &[Table],
    ) -> Outcome<Self> {
        let mut connection = open(file)?;
        let refused =
            |why: &str| Err(Failure::usage(format!("`{}` {why}", file.display())));
        match schema::look(&connection).map_err(|error| failed(file, &error))? {
            Is::Mirror => {}
            Is::Later => {
                return refused(
                    "was written by a later version of `gensee`; install that one",
                );
            }
            Is::Other => {
                return refused("is a database, but not a mirror; give another file");
            }
        }
        schema::prepare(&mut connection, site, webcast)
            .map_err(|error| failed(file, &error))?;
        let mirror = Self { file: file.to_owned(), connection };
        let kept = mirror.keep("site", of)?;
        if kept != of {
            return refused(&format!(
                "is a mirror of {kept}, not of {of}; give another file"
            ));
        }
        Ok(mirror)
    }

    /// The value that is kept under a name; this one where none is.
    pub fn keep(&self, name: &str, value: &str) -> Outcome<String> {
        let database = &self.connection;
        let kept = database
            .execute("INSERT OR IGNORE INTO _mirror VALUES (?, ?)", [name, value])
            .and_then(|_| {
                let sql = "SELECT value FROM _mirror WHERE name = ?";
                database.query_row(sql, [name], |row| row.get(0))
            });
        kept.map_err(|error| failed(&self.file, &error))
    }

    /// Brings a table of the site to what it lists; each list with whether it is of what has ended. Where a row could not
    /// be read, none is deleted.
    pub async fn list(
        &mut self,
        table: &Table,
        lists: Vec<(Box<dyn Items>, bool)>,
        now: i64,
        holes: &mut Holes,
    ) -> Outcome<Brought> {
        let failed = |error: rusqlite::Error| failed(&self.file, &error);
        let (now, key) = (moment(now), table.key().unwrap_or_default());
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let mut brought = Brought::default();
        let before = holes.rows();
        {
            transaction.execute("DELETE FROM arrived", []).map_err(failed)?;
            let mut arrive = transaction
                .prepare("INSERT OR IGNORE INTO arrived VALUES (?)")
                .map_err(failed)?;
            let mut upsert = transaction.prepare(&upsert(table, key)).map_err(failed)?;
            let own = Column::text(key);
            for (mut items, is_ended) in lists {
                while let Some(item) = holes.next(&mut *items).await? {
                    for row in table.rows(item) {
                        bind(&mut upsert, &table.columns, &row).map_err(failed)?;
                        let ended = is_ended.then_some(&now);
                        for (at, value) in [(1, Some(&now)), (2, ended)] {
                            let at = table.columns.len() + at;
                            if at <= upsert.parameter_count() {
                                upsert.raw_bind_parameter(at, value).map_err(failed)?;
                            }
                        }
                        brought.changed += upsert.raw_execute().map_err(failed)?;
                        brought.rows +=
                            arrive.execute([own.cell(&row)]).map_err(failed)?;
                    }
                }
            }
        }
        if holes.rows() == before {
            let delete = format!(
                "UPDATE {} SET {DELETED} = ?1, {CHANGED} = ?1 WHERE {DELETED} IS NULL \
                 AND {} NOT IN (SELECT id FROM arrived)",
                quoted(&table.name),
                quoted(key)
            );
            brought.deleted = transaction.execute(&delete, [&now]).map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        Ok(brought)
    }

    /// The webcasts that the site lists, with what is known of a list of theirs.
    pub fn webcasts(&self, table: &Table) -> Outcome<Vec<Known>> {
        let sql = format!(
            "SELECT id, createdTime, {ENDED}, until FROM webcasts \
             LEFT JOIN _position ON list = ? AND webcastId = id \
             WHERE {DELETED} IS NULL ORDER BY createdTime, id"
        );
        let known = self.connection.prepare(&sql).and_then(|mut statement| {
            let rows = statement.query_map([&table.name], |row| {
                Ok(Known {
                    id: row.get(0)?,
                    created: row.get(1)?,
                    ended: row.get(2)?,
                    until: row.get(3)?,
                })
            })?;
            rows.collect()
        });
        known.map_err(|error| failed(&self.file, &error))
    }

    /// Replaces the rows of a window by those that arrive; how many there are. Where rows are missing in the answer, the
    /// window is left as it is if that has more, and the position is not moved.
    pub async fn window(
        &mut self,
        window: &Window<'_>,
        items: &mut dyn Items,
        holes: &mut Holes,
    ) -> Outcome<usize> {
        let failed = |error: rusqlite::Error| failed(&self.file, &error);
        let Window { table, webcast, start, until } = window;
        let name = quoted(&table.name);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let delete = format!("DELETE FROM {name} WHERE {WEBCAST} = ? AND {WINDOW} = ?");
        let before = transaction.execute(&delete, [webcast, start]).map_err(failed)?;
        let (mut rows, had) = (0, holes.rows());
        {
            let places = vec!["?"; table.columns.len() + 2].join(", ");
            let insert = format!(
                "INSERT INTO {name} ({}, {WEBCAST}, {WINDOW}) VALUES ({places})",
                listed(&table.columns)
            );
            let mut insert = transaction.prepare(&insert).map_err(failed)?;
            let at = table.columns.len();
            while let Some(item) = holes.next(items).await? {
                for row in table.rows(item) {
                    bind(&mut insert, &table.columns, &row).map_err(failed)?;
                    for (at, value) in [(at + 1, webcast), (at + 2, start)] {
                        insert.raw_bind_parameter(at, value).map_err(failed)?;
                    }
                    rows += insert.raw_execute().map_err(failed)?;
                }
            }
        }
        let is_whole = holes.rows() == had;
        if !is_whole && rows < before {
            return transaction.rollback().map(|()| before).map_err(failed);
        }
        if let Some(until) = until.filter(|_| is_whole) {
            let position = "INSERT INTO _position VALUES (?, ?, ?) \
                            ON CONFLICT DO UPDATE SET until = excluded.until";
            transaction
                .execute(position, params![table.name, webcast, until])
                .map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        Ok(rows)
    }
}

/// Adds a row, or changes it where it differs. The parameters behind those of the columns are now, and when it was seen
/// among what has ended.
fn upsert(table: &Table, key: &str) -> String {
    let (name, columns) = (quoted(&table.name), listed(&table.columns));
    let at = table.columns.len();
    let places = vec!["?"; at].join(", ");
    let new: Vec<_> = table
        .columns
        .iter()
        .map(|it| format!("excluded.{}", quoted(&it.name)))
        .collect();
    let set: Vec<_> = table
        .columns
        .iter()
        .zip(&new)
        .map(|(column, new)| format!("{} = {new}", quoted(&column.name)))
        .collect();
    let old: Vec<_> =
        table.columns.iter().map(|it| format!("{name}.{}", quoted(&it.name))).collect();
    let (now, ended) = (format!("?{}", at + 1), format!("?{}", at + 2));
    let (own, places_of_own, set_own, differs) = match table.has_ended() {
        true => (
            format!(", {ENDED}"),
            format!(", {ended}"),
            format!(
                ", {ENDED} = CASE WHEN excluded.{ENDED} IS NULL THEN NULL \
                 ELSE coalesce({name}.{ENDED}, excluded.{ENDED}) END"
            ),
            format!(" OR ({name}.{ENDED} IS NULL) <> (excluded.{ENDED} IS NULL)"),
        ),
        false => Default::default(),
    };
    format!(
        "INSERT INTO {name} ({columns}, {CHANGED}{own}) VALUES ({places}, {now}{places_of_own}) \
         ON CONFLICT ({}) DO UPDATE SET {}, {DELETED} = NULL, {CHANGED} = excluded.{CHANGED}{set_own} \
         WHERE ({}) IS NOT ({}) OR {name}.{DELETED} IS NOT NULL{differs}",
        quoted(key),
        set.join(", "),
        old.join(", "),
        new.join(", "),
    )
}

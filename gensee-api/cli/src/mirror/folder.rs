//! A set of Parquet files: for each table, site and day a file.

use std::path::Path;

use serde_json::Value;
use tokio::runtime::Runtime;

use super::holes::Holes;
use super::tables::Table;
use super::{Ahead, Mirror};
use crate::columns::{CHINA_MILLIS, Column, DAY_MILLIS, china_day};
use crate::export::{Progress, WEBCAST};
use crate::failure::Outcome;
use crate::typed::partition::{Partition, folder};

/// The name of each file.
const NAME: &str = "data";

/// A webcast, and when it was created, in milliseconds.
struct Webcast {
    id: String,
    created: Option<i64>,
}

impl Mirror {
    /// Writes the days from one moment to another.
    pub(super) fn folder(
        &self,
        runtime: &Runtime,
        root: &Path,
        first: i64,
        last: i64,
    ) -> Outcome {
        let mut holes = Holes::new(Progress::new(self.lang));
        runtime.block_on(async {
            let webcasts = self.webcasts(&mut holes).await?;
            let days = china_day(first)..=china_day(last);
            let lists = self.tables.len() + self.of_webcasts.len() * webcasts.len();
            holes.progress().of(days.clone().count() * lists);
            let mut rows = 0;
            for day in days {
                rows += self.day(root, day, &webcasts, &mut holes).await?;
            }
            holes.progress().say(&format!("{}: {rows} rows", root.display()));
            holes.end()
        })
    }

    /// Every webcast that the site lists.
    async fn webcasts(&self, holes: &mut Holes) -> Outcome<Vec<Webcast>> {
        let mut webcasts = Vec::new();
        let of_created: Vec<_> =
            self.tables.iter().filter(|table| table.has_ended()).collect();
        for table in of_created {
            for form in table.of_site(0, 0, false) {
                let mut items = self.ask(table, &form, self.concurrency)?;
                while let Some(item) = holes.next(&mut *items).await? {
                    let id = Column::text(table.key().unwrap_or_default()).cell(&item);
                    let created = item["createdTime"].as_i64();
                    webcasts.push(Webcast { id, created });
                }
            }
        }
        Ok(webcasts)
    }

    /// Writes the files of a day; how many rows they have.
    async fn day(
        &self,
        root: &Path,
        day: i64,
        webcasts: &[Webcast],
        holes: &mut Holes,
    ) -> Outcome<u64> {
        let from = day * DAY_MILLIS - CHINA_MILLIS;
        let to = from + DAY_MILLIS - 1;
        let mut rows = 0;
        for table in &self.tables {
            let mut file = self.file(root, table, day, &table.columns)?;
            for form in table.of_site(from, to, true) {
                let mut items = self.ask(table, &form, self.concurrency)?;
                while let Some(item) = holes.next(&mut *items).await? {
                    rows += write(&mut file, table.rows(item))?;
                }
            }
            file.finish()?;
            holes.progress().step();
        }
        for table in &self.of_webcasts {
            let own = [Column::text(WEBCAST)].into_iter();
            let columns: Vec<_> = own.chain(table.columns.iter().cloned()).collect();
            let mut file = self.file(root, table, day, &columns)?;
            let there =
                webcasts.iter().filter(|it| it.created.is_none_or(|at| at <= to));
            let mut jobs = Ahead::new(there, self.concurrency);
            let ask = |webcast: &&Webcast| {
                self.ask(table, &table.of_webcast(&webcast.id, from, to), 1)
            };
            let mut is_whole = true;
            while let Some((webcast, mut items)) = jobs.next(ask).await? {
                holes.progress().step();
                loop {
                    let item = match holes.next(&mut items).await {
                        Ok(Some(item)) => item,
                        Ok(None) => break,
                        Err(failure) => {
                            holes.pass_over(&webcast.id, failure)?;
                            is_whole = false;
                            break;
                        }
                    };
                    let mut more = table.rows(item);
                    for row in &mut more {
                        row[WEBCAST] = Value::from(webcast.id.as_str());
                    }
                    rows += write(&mut file, more)?;
                }
                holes.progress().rows(rows);
            }
            // A file without the rows of a webcast would hide that they are missing.
            if is_whole {
                file.finish()?;
            }
        }
        Ok(rows)
    }

    fn file(
        &self,
        root: &Path,
        table: &Table,
        day: i64,
        columns: &[Column],
    ) -> Outcome<Partition> {
        Partition::begin(
            &folder(&root.join(&table.name), &self.site, Some(day)),
            NAME,
            columns,
        )
    }
}

fn write(file: &mut Partition, rows: Vec<Value>) -> Outcome<u64> {
    rows.iter().try_for_each(|row| file.row(row))?;
    Ok(rows.len() as u64)
}

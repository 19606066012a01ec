//! Sets of Parquet files, as DuckDB and Spark read them: `FOLDER/site=HOST/date=2026-03-01/NAME.parquet`.
//!
//! Each file is written under another name and takes its own when it is whole. So who reads the set sees whole files, and
//! who writes it again replaces them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempPath;

use super::parquet::ParquetFile;
use super::sqlite;
use crate::columns::{Cell, Column, china_day};
use crate::failure::{Failure, Outcome};

/// How many files are written at one time.
const OPEN: usize = 64;
/// The most rows, and bytes of texts, that wait in memory for all of them.
const WAITING: (usize, usize) = (64 << 20, 250_000);
/// The day of rows without a moment, as Hive writes it.
const NO_DAY: &str = "__HIVE_DEFAULT_PARTITION__";

/// The folder of a site and a day, in days since 1970-01-01.
pub fn folder(root: &Path, site: &str, day: Option<i64>) -> PathBuf {
    // As Hive encodes what a file system may refuse.
    let site = site.replace('%', "%25").replace(':', "%3A");
    let day = day.map_or_else(|| NO_DAY.to_owned(), sqlite::day);
    root.join(format!("site={site}")).join(format!("date={day}"))
}

/// A file of a set.
pub struct Partition {
    rows: ParquetFile,
    fresh: TempPath,
    target: PathBuf,
}

impl Partition {
    /// Begins `NAME.parquet` in a folder.
    pub fn begin(folder: &Path, name: &str, columns: &[Column]) -> Outcome<Self> {
        let target = folder.join(format!("{name}.parquet"));
        let failed = |error: io::Error| Failure::file(&target, &error);
        fs::create_dir_all(folder).map_err(failed)?;
        // Made by hand, because only its owner can read a temporary file.
        let made = tempfile::Builder::new()
            .prefix(".part-")
            .make_in(folder, |path| File::create_new(path));
        let (file, fresh) = made.map_err(failed)?.into_parts();
        Ok(Self { rows: ParquetFile::begin(&target, file, columns)?, fresh, target })
    }

    pub fn row(&mut self, row: &Value) -> Outcome {
        self.rows.row(row)
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Outcome {
        self.rows.finish()?;
        let placed = self.fresh.persist(&self.target);
        placed.map_err(|error| Failure::file(&self.target, &error.error))
    }
}

/// Where the rows of an export go.
pub struct Set<'a> {
    pub root: &'a Path,
    pub site: &'a str,
    pub name: &'a str,
    pub columns: &'a [Column],
    /// The column whose day is that of a row, if the list has one.
    pub moment: Option<&'a Column>,
}

impl Set<'_> {
    /// Writes rows, each to the file of its day; `rows` reads them from the start. They are read once to find the days,
    /// and then once for every so many days, because not every number of files can be open.
    pub fn write<R: Iterator<Item = Outcome<Value>>>(
        &self,
        rows: impl Fn() -> Outcome<R>,
    ) -> Outcome {
        let days: BTreeSet<Option<i64>> =
            rows()?.map(|row| Ok(self.day(&row?))).collect::<Outcome<_>>()?;
        let days: Vec<_> = days.into_iter().collect();
        for days in days.chunks(OPEN) {
            let begin = |&day: &Option<i64>| {
                let folder = folder(self.root, self.site, day);
                Ok((day, Partition::begin(&folder, self.name, self.columns)?))
            };
            let mut files =
                days.iter().map(begin).collect::<Outcome<BTreeMap<_, _>>>()?;
            for row in rows()? {
                let row = row?;
                if let Some(file) = files.get_mut(&self.day(&row)) {
                    file.row(&row)?;
                    relieve(&mut files)?;
                }
            }
            files.into_values().try_for_each(Partition::finish)?;
        }
        Ok(())
    }

    fn day(&self, row: &Value) -> Option<i64> {
        match self.moment?.typed(row) {
            Cell::Time(millis) => Some(china_day(millis)),
            Cell::Day(day) => Some(day.into()),
            _ => None,
        }
    }
}

/// Writes the longest of the row groups that wait, where too much waits.
fn relieve(files: &mut BTreeMap<Option<i64>, Partition>) -> Outcome {
    let waiting = files.values().map(|file| file.rows.waiting());
    let (bytes, rows) =
        waiting.fold((0, 0), |(bytes, rows), more| (bytes + more.0, rows + more.1));
    if bytes < WAITING.0 && rows < WAITING.1 {
        return Ok(());
    }
    let longest = files.values_mut().max_by_key(|file| file.rows.waiting());
    longest.map_or(Ok(()), |file| file.rows.flush())
}

#[cfg(test)]
mod tests {
    use super::folder;
    use std::path::Path;

    #[test]
    fn folders_are_those_of_hive() {
        let named =
            |site, day| folder(Path::new("lake"), site, day).display().to_string();
        assert_eq!(
            named("a.gensee.com", Some(18_766)),
            "lake/site=a.gensee.com/date=2021-05-19"
        );
        assert_eq!(
            named("127.0.0.1:8080", None),
            "lake/site=127.0.0.1%3A8080/date=__HIVE_DEFAULT_PARTITION__"
        );
    }
}

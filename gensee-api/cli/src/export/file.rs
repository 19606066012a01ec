//! The file that is being written: `FILE.part`, which becomes `FILE` when it is whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use gensee_api::schema::FieldInfo;
use serde::Serialize;

use super::lines;
use super::plan::WEBCAST;
use super::xlsx;
use crate::columns::{Column, flattened};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::typed::parquet::ParquetFile;
use crate::typed::partition::Set;
use crate::typed::sqlite;

const BUFFER: usize = 1 << 16;
/// A byte order mark.
const BOM: &str = "\u{feff}";

/// What a file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Jsonl,
    /// Of this one and those below the rows are collected as JSON lines, because they can only be written as a whole.
    Xlsx,
    Parquet,
    /// A table in a database, whose other tables stay.
    Sqlite,
    /// Parquet files in a folder, one for each day.
    Folder,
}

/// The endings, with what each is.
const ENDINGS: [(&str, Format); 9] = [
    (".csv", Format::Csv),
    (".jsonl", Format::Jsonl),
    (".ndjson", Format::Jsonl),
    (".xlsx", Format::Xlsx),
    (".parquet", Format::Parquet),
    (".db", Format::Sqlite),
    (".sqlite", Format::Sqlite),
    (".sqlite3", Format::Sqlite),
    ("/", Format::Folder),
];

impl Format {
    pub fn of(file: &Path) -> Outcome<Self> {
        let name = file.as_os_str().to_string_lossy();
        let found = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
        found.map(|(_, format)| *format).ok_or_else(|| {
            Failure::usage(format!(
                "`{name}`: the ending says what it is to be; write {}",
                ENDINGS.map(|(ending, _)| ending).join(", ")
            ))
        })
    }

    /// Refuses what cannot be written, before anything is asked for.
    pub fn check(self, file: &Path) -> Outcome {
        if self != Format::Sqlite || !file.exists() {
            return Ok(());
        }
        match sqlite::application(&sqlite::open(file)?) {
            Ok(sqlite::MIRROR) => Err(Failure::usage(format!(
                "`{}` is a mirror, whose tables an export would replace; write another file",
                file.display()
            ))),
            Ok(_) => Ok(()),
            Err(error) => Err(sqlite::failed(file, &error)),
        }
    }
}

/// The rows so far.
pub struct Part {
    file: PathBuf,
    format: Format,
    out: Out,
}

/// What rows look like.
pub struct Layout {
    /// The name of the list.
    pub name: String,
    /// The site that it is of.
    pub site: String,
    pub fields: &'static [FieldInfo],
    pub columns: Vec<Column>,
    /// The first column with moments, or else with days, whether or not it is among the columns that are written.
    pub moment: Option<Column>,
}

enum Out {
    Csv(Box<csv::Writer<Counted>>),
    Lines(BufWriter<Counted>),
}

/// A file, and how long it is.
struct Counted {
    file: File,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The file with another ending after its own.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

/// Removes a file, which need not be there.
pub fn remove(file: &Path) -> Outcome {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Failure::file(file, &error))
        }
        _ => Ok(()),
    }
}

impl Part {
    /// Begins anew.
    pub fn begin(file: &Path, format: Format, excel: bool) -> Outcome<Self> {
        let start = if excel && format == Format::Csv { BOM } else { "" };
        Self::open(file, format, 0, start)
    }

    /// Goes on after so many bytes, which are the whole rows that are known to be written.
    pub fn resume(file: &Path, format: Format, bytes: u64) -> Outcome<Self> {
        Self::open(file, format, bytes, "")
    }

    /// Opens the part for this program alone, cut to so many bytes, and adds a text to them.
    fn open(file: &Path, format: Format, bytes: u64, start: &str) -> Outcome<Self> {
        let part = beside(file, ".part");
        let failed = |error: io::Error| Failure::file(&part, &error);
        if let (Format::Folder, Some(folder)) = (Format::of(file)?, part.parent()) {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut options = OpenOptions::new();
        let opened = options.append(true).create(true).open(&part).map_err(failed)?;
        match opened.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message =
                    format!("`{}` is being written by another export", part.display());
                return Err(Failure::Local(message));
            }
            // A file system without locks.
            Err(TryLockError::Error(_)) => {}
        }
        if opened.metadata().map_err(failed)?.len() < bytes {
            return Err(Failure::Local(format!(
                "`{}` is shorter than it was; begin anew with `--restart`",
                part.display()
            )));
        }
        opened.set_len(bytes).map_err(failed)?;
        let mut counted = Counted { file: opened, bytes };
        counted.write_all(start.as_bytes()).map_err(failed)?;
        Ok(Self::of(file, format, counted))
    }

    fn of(file: &Path, format: Format, out: Counted) -> Self {
        let out = match format {
            Format::Csv => {
                let mut writer = csv::WriterBuilder::new();
                Out::Csv(Box::new(writer.buffer_capacity(BUFFER).from_writer(out)))
            }
            _ => Out::Lines(BufWriter::with_capacity(BUFFER, out)),
        };
        Self { file: file.to_owned(), format, out }
    }

    /// Writes the headings of CSV.
    pub fn head(&mut self, columns: &[Column]) -> Outcome {
        let written = match &mut self.out {
            Out::Csv(out) => out.write_record(columns.iter().map(|column| &column.name)),
            Out::Lines(_) => Ok(()),
        };
        written.map_err(|error| self.failed(&error.into()))
    }

    /// Writes a row, of this webcast where there are several. The number of rows that it becomes: except in JSON lines,
    /// the lists in it are flattened.
    pub fn row<T: Serialize>(
        &mut self,
        row: &T,
        layout: &Layout,
        webcast: Option<&str>,
    ) -> Outcome<u64> {
        self.try_row(row, layout, webcast).map_err(|error| self.failed(&error))
    }

    fn try_row<T: Serialize>(
        &mut self,
        row: &T,
        layout: &Layout,
        webcast: Option<&str>,
    ) -> io::Result<u64> {
        if let (Out::Lines(out), None, Format::Jsonl) =
            (&mut self.out, webcast, self.format)
        {
            serde_json::to_writer(&mut *out, row)?;
            out.write_all(b"\n")?;
            return Ok(1);
        }
        let mut value = serde_json::to_value(row)?;
        if let (Some(webcast), Some(fields)) = (webcast, value.as_object_mut()) {
            fields.entry(WEBCAST).or_insert_with(|| webcast.into());
        }
        let rows = match self.format {
            Format::Jsonl => vec![value],
            _ => flattened(layout.fields, value),
        };
        for row in &rows {
            match &mut self.out {
                Out::Csv(out) => {
                    out.write_record(layout.columns.iter().map(|it| it.cell(row)))?;
                }
                Out::Lines(out) => {
                    serde_json::to_writer(&mut *out, row)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Ok(rows.len() as u64)
    }

    fn failed(&self, error: &io::Error) -> Failure {
        Failure::file(&beside(&self.file, ".part"), error)
    }

    /// Writes what is still in memory; the number of bytes of the part.
    pub fn flush(&mut self) -> Outcome<u64> {
        let flushed = match &mut self.out {
            Out::Csv(out) => out.flush(),
            Out::Lines(out) => out.flush(),
        };
        flushed.map_err(|error| self.failed(&error))?;
        Ok(self.counted().bytes)
    }

    /// Brings all rows to the disk.
    pub fn sync(&mut self) -> Outcome {
        self.flush()?;
        self.counted().file.sync_data().map_err(|error| self.failed(&error))
    }

    fn counted(&self) -> &Counted {
        match &self.out {
            Out::Csv(out) => out.get_ref(),
            Out::Lines(out) => out.get_ref(),
        }
    }

    /// Makes the file of the part.
    pub fn finish(mut self, layout: &Layout, lang: Lang) -> Outcome {
        self.sync()?;
        let (part, fresh) = (beside(&self.file, ".part"), beside(&self.file, ".made"));
        let failed = |error: io::Error| Failure::file(&self.file, &error);
        let rename = |file: &Path| fs::rename(file, &self.file).map_err(failed);
        let Layout { name, site, columns, .. } = layout;
        match self.format {
            Format::Csv | Format::Jsonl => return rename(&part),
            Format::Xlsx => {
                let cut = xlsx::write(&part, &fresh, columns, lang)?;
                if cut > 0 {
                    eprintln!(
                        "note: {cut} cells have more than 32,767 characters, which is the most that Excel takes, and are cut"
                    );
                }
                rename(&fresh)?;
            }
            Format::Parquet => {
                let file = File::create(&fresh).map_err(failed)?;
                let mut parquet = ParquetFile::begin(&self.file, file, columns)?;
                lines::rows(&part)?.try_for_each(|row| parquet.row(&row?))?;
                parquet.finish()?;
                rename(&fresh)?;
            }
            Format::Sqlite => {
                let table = name.replace('-', "_");
                sqlite::replace(&self.file, &table, columns, lines::rows(&part)?)?;
            }
            Format::Folder => {
                let moment = layout.moment.as_ref();
                Set { root: &self.file, site, name, columns, moment }
                    .write(|| lines::rows(&part))?;
            }
        }
        fs::remove_file(&part).map_err(failed)
    }
}

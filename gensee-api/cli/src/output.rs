//! Output: rows and answers as a table, JSON, JSON lines or CSV. Only they go to stdout.

mod page;

use std::io::{self, BufWriter, IsTerminal as _, Write};

use clap::ArgMatches;
use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, ContentArrangement, Table};
use gensee_api::schema::FieldInfo;
use serde::Serialize;
use serde_json::Value;

use crate::columns::{Column, choose, is_list_of_objects};
use crate::failure::{Failure, Outcome};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
}

/// The formats by name.
pub const FORMATS: [(&str, Format); 4] = [
    ("table", Format::Table),
    ("json", Format::Json),
    ("jsonl", Format::Jsonl),
    ("csv", Format::Csv),
];

/// What the output options say.
pub struct Output {
    format: Format,
    columns: Vec<String>,
    excel: bool,
    pager: bool,
}

impl Output {
    pub fn of(matches: &ArgMatches) -> Self {
        let named = matches.get_one::<String>("output");
        let format =
            named.and_then(|name| FORMATS.iter().find(|(known, _)| known == name));
        let terminal = io::stdout().is_terminal();
        let usual = if terminal { Format::Table } else { Format::Json };
        Self {
            format: format.map_or(usual, |(_, format)| *format),
            columns: matches
                .get_many("columns")
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            excel: matches.get_flag("excel"),
            pager: terminal && !matches.get_flag("no-pager"),
        }
    }

    /// Writes an answer: its list, where it has one and the format is one of rows, else all of it.
    pub fn answer<T: Serialize>(
        &self,
        answer: &T,
        fields: &'static [FieldInfo],
    ) -> Outcome {
        if self.format == Format::Json {
            let mut out = BufWriter::new(io::stdout().lock());
            serde_json::to_writer_pretty(&mut out, answer).map_err(io::Error::from)?;
            writeln!(out)?;
            return Ok(out.flush()?);
        }
        let value = serde_json::to_value(answer).map_err(io::Error::from)?;
        if let Some(list) = fields.iter().find(|field| is_list_of_objects(field)) {
            let mut rows = self.rows(Column::of(list.fields))?;
            let items = value[list.name].as_array().into_iter().flatten();
            items.into_iter().try_for_each(|item| rows.write(item))?;
            return rows.finish();
        }
        let columns = Column::of(fields);
        if self.format == Format::Table && self.columns.is_empty() {
            return self.sheet(&value, &columns);
        }
        let mut rows = self.rows(columns)?;
        rows.write(&value)?;
        rows.finish()
    }

    /// Writes one row as a table of names and values, without the empty ones.
    fn sheet(&self, row: &Value, columns: &[Column]) -> Outcome {
        let mut table = table();
        for column in columns {
            let cell = column.cell(row);
            if !cell.is_empty() {
                table.add_row([heading(&column.name), Cell::new(cell)]);
            }
        }
        if table.row_count() == 0 {
            return Ok(());
        }
        page::print(&format!("{table}\n"), self.pager)
    }

    /// Begins to write rows.
    ///
    /// # Errors
    /// When a column that was asked for is not there.
    pub fn rows(&self, columns: Vec<Column>) -> Outcome<Rows> {
        let columns = choose(columns, &self.columns)?;
        let headings = columns.iter().map(|column| column.name.as_str());
        let mut out = BufWriter::new(io::stdout());
        let sink = match self.format {
            Format::Json => Sink::Json { out, empty: true },
            Format::Jsonl => Sink::Jsonl(out),
            Format::Csv => {
                if self.excel {
                    out.write_all("\u{feff}".as_bytes())?;
                }
                let mut out = csv::Writer::from_writer(out);
                out.write_record(headings).map_err(written)?;
                Sink::Csv(Box::new(out))
            }
            Format::Table => {
                let mut table = table();
                table.set_header(headings.map(heading));
                Sink::Table(Box::new(table), self.pager)
            }
        };
        Ok(Rows { columns, sink })
    }
}

/// Rows that are being written.
pub struct Rows {
    columns: Vec<Column>,
    sink: Sink,
}

enum Sink {
    /// A list, which is written as the rows come.
    Json {
        out: BufWriter<io::Stdout>,
        empty: bool,
    },
    Jsonl(BufWriter<io::Stdout>),
    Csv(Box<csv::Writer<BufWriter<io::Stdout>>>),
    /// A table is as wide as its rows, so it is written at the end; with whether it is paged.
    Table(Box<Table>, bool),
}

impl Rows {
    /// Writes a row.
    pub fn write<T: Serialize>(&mut self, row: &T) -> Outcome {
        match &mut self.sink {
            Sink::Json { out, empty } => {
                out.write_all(if *empty { b"[\n" } else { b",\n" })?;
                *empty = false;
                serde_json::to_writer(out, row).map_err(io::Error::from)?;
            }
            Sink::Jsonl(out) => {
                serde_json::to_writer(&mut *out, row).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Sink::Csv(out) => {
                let row = serde_json::to_value(row).map_err(io::Error::from)?;
                let cells = self.columns.iter().map(|column| column.cell(&row));
                out.write_record(cells).map_err(written)?;
            }
            Sink::Table(table, _) => {
                let row = serde_json::to_value(row).map_err(io::Error::from)?;
                table.add_row(self.columns.iter().map(|column| column.cell(&row)));
            }
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(self) -> Outcome {
        match self.sink {
            Sink::Json { mut out, empty } => {
                out.write_all(if empty { b"[]\n" } else { b"\n]\n" })?;
                Ok(out.flush()?)
            }
            Sink::Jsonl(mut out) => Ok(out.flush()?),
            Sink::Csv(mut out) => Ok(out.flush()?),
            Sink::Table(table, pager) => page::print(&format!("{table}\n"), pager),
        }
    }
}

/// A table as wide as the terminal.
fn table() -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table
}

fn heading(name: &str) -> Cell {
    Cell::new(name).add_attribute(Attribute::Bold)
}

fn written(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => Failure::Local(format!("CSV: {other:?}")),
    }
}

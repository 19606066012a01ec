//! Excel workbooks: headings in the language of the program, times as dates in China time, ids as text.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::lines::rows as rows_of;
use crate::columns::{CHINA_MILLIS, Cell, Column, DAY_MILLIS};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;

/// The most rows of a sheet beside its headings; more go to further sheets.
const MOST: u32 = 1_048_575;
/// The most characters of a cell.
const LONGEST: usize = 32_767;
/// Days from 1899-12-30, the first day of workbooks, to 1970-01-01.
const EPOCH: f64 = 25_569.0;

/// Writes the rows of a file of JSON lines as a workbook. The number of cells that were too long and are cut.
pub fn write(rows: &Path, book: &Path, columns: &[Column], lang: Lang) -> Outcome<u64> {
    let failed =
        |error: XlsxError| Failure::Local(format!("`{}`: {error}", book.display()));
    let mut rows = rows_of(rows)?.peekable();
    let mut workbook = Workbook::new();
    let style = Styles {
        head: Format::new().set_bold(),
        time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        day: Format::new().set_num_format("yyyy-mm-dd"),
    };
    let (mut number, mut cut) = (0, 0);
    loop {
        number += 1;
        let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet
            .set_name(format!("{} {number}", lang.pick("rows", "数据")))
            .map_err(failed)?;
        style.head(sheet, columns, lang).map_err(failed)?;
        for index in 1..=MOST {
            let Some(row) = rows.next() else { break };
            cut += style.row(sheet, index, columns, &row?).map_err(failed)?;
        }
        if rows.peek().is_none() {
            workbook.save(book).map_err(failed)?;
            return Ok(cut);
        }
    }
}

struct Styles {
    head: Format,
    time: Format,
    day: Format,
}

impl Styles {
    fn head(
        &self,
        sheet: &mut Worksheet,
        columns: &[Column],
        lang: Lang,
    ) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(columns) {
            sheet.set_column_width(at, column.width())?;
            sheet.write_string_with_format(0, at, column.heading(lang), &self.head)?;
        }
        Ok(())
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        index: u32,
        columns: &[Column],
        row: &Value,
    ) -> Result<u64, XlsxError> {
        let mut cut = 0;
        for (at, column) in (0..).zip(columns) {
            match column.typed(row) {
                Cell::Empty => {}
                Cell::Text(text) if text.chars().count() > LONGEST => {
                    cut += 1;
                    sheet.write_string(
                        index,
                        at,
                        text.chars().take(LONGEST).collect::<String>(),
                    )?;
                }
                Cell::Text(text) => {
                    sheet.write_string(index, at, text)?;
                }
                Cell::Integer(number) => {
                    sheet.write_number(index, at, number as f64)?;
                }
                Cell::Decimal(number) => {
                    sheet.write_number(index, at, number)?;
                }
                Cell::Boolean(is) => {
                    sheet.write_boolean(index, at, is)?;
                }
                Cell::Time(millis) => {
                    let days =
                        (millis + CHINA_MILLIS) as f64 / DAY_MILLIS as f64 + EPOCH;
                    sheet.write_number_with_format(index, at, days, &self.time)?;
                }
                Cell::Day(days) => {
                    let days = f64::from(days) + EPOCH;
                    sheet.write_number_with_format(index, at, days, &self.day)?;
                }
            }
        }
        Ok(cut)
    }
}

//! Parquet files, column by column.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::columns::{Cell, Column, Holds};
use crate::failure::{Failure, Outcome};

/// The most rows of a row group, which are in memory until it is written: as many as in one of DuckDB.
const ROWS: usize = 122_880;
/// The most bytes of texts in them.
const BYTES: usize = 32 << 20;

/// A file that is being written.
pub struct ParquetFile {
    path: PathBuf,
    writer: SerializedFileWriter<File>,
    chunks: Vec<Chunk>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that are not yet written.
struct Chunk {
    column: Column,
    /// For each row 1 where it has a value, else 0.
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    /// Moments too, in milliseconds.
    Integer(Vec<i64>),
    Decimal(Vec<f64>),
    Boolean(Vec<bool>),
    Day(Vec<i32>),
}

impl ParquetFile {
    /// Begins the file `path`, which is written into `file`.
    pub fn begin(path: &Path, file: File, columns: &[Column]) -> Outcome<Self> {
        let properties =
            WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = schema(columns).and_then(|schema| {
            SerializedFileWriter::new(file, schema, Arc::new(properties))
        });
        Ok(Self {
            path: path.to_owned(),
            writer: writer.map_err(|error| failed(path, &error))?,
            chunks: columns.iter().map(Chunk::new).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    pub fn row(&mut self, row: &Value) -> Outcome {
        for chunk in &mut self.chunks {
            self.bytes += chunk.push(chunk.column.typed(row)).ok_or_else(|| {
                let (path, name) = (self.path.display(), &chunk.column.name);
                let value = chunk.column.cell(row);
                Failure::Local(format!(
                    "`{path}`: `{name}`: `{value}` is not of the type of the column; write JSON lines instead"
                ))
            })?;
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes what is in memory, as a row group.
    pub fn flush(&mut self) -> Outcome {
        if self.rows == 0 {
            return Ok(());
        }
        let chunks = &mut self.chunks;
        let written = self.writer.next_row_group().and_then(|mut group| {
            chunks.iter_mut().try_for_each(|chunk| chunk.write(&mut group))?;
            group.close()
        });
        written.map_err(|error| failed(&self.path, &error))?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// How many bytes of texts and rows wait in memory.
    pub fn waiting(&self) -> (usize, usize) {
        (self.bytes, self.rows)
    }

    /// Ends the file, and brings it to the disk.
    pub fn finish(mut self) -> Outcome {
        self.flush()?;
        let file =
            self.writer.into_inner().map_err(|error| failed(&self.path, &error))?;
        file.sync_all().map_err(|error| Failure::file(&self.path, &error))
    }
}

fn failed(path: &Path, error: &ParquetError) -> Failure {
    Failure::Local(format!("`{}`: {error}", path.display()))
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.holds() {
            Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Holds::Integer => (Physical::INT64, None),
            Holds::Decimal => (Physical::DOUBLE, None),
            Holds::Boolean => (Physical::BOOLEAN, None),
            Holds::Time => {
                (Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS)))
            }
            Holds::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(field))
    });
    let fields = fields.collect::<Result<_, ParquetError>>()?;
    Ok(Arc::new(Type::group_type_builder("rows").with_fields(fields).build()?))
}

impl Chunk {
    fn new(column: &Column) -> Self {
        let values = match column.holds() {
            Holds::Text => Values::Text(Vec::new()),
            Holds::Integer | Holds::Time => Values::Integer(Vec::new()),
            Holds::Decimal => Values::Decimal(Vec::new()),
            Holds::Boolean => Values::Boolean(Vec::new()),
            Holds::Day => Values::Day(Vec::new()),
        };
        Self { column: column.clone(), there: Vec::new(), values }
    }

    /// Takes a cell; how many bytes of text it has. `None` where it is not of the column's type.
    fn push(&mut self, cell: Cell) -> Option<usize> {
        let mut bytes = 0;
        match (&mut self.values, cell) {
            (_, Cell::Empty) => {
                self.there.push(0);
                return Some(0);
            }
            (Values::Text(values), Cell::Text(text)) => {
                bytes = text.len();
                values.push(text.into_bytes().into());
            }
            (Values::Integer(values), Cell::Integer(it) | Cell::Time(it)) => {
                values.push(it);
            }
            (Values::Decimal(values), Cell::Decimal(it)) => values.push(it),
            (Values::Boolean(values), Cell::Boolean(it)) => values.push(it),
            (Values::Day(values), Cell::Day(it)) => values.push(it),
            _ => return None,
        }
        self.there.push(1);
        Some(bytes)
    }

    fn write(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, File>,
    ) -> Result<(), ParquetError> {
        match &mut self.values {
            Values::Text(values) => write::<ByteArrayType>(group, values, &self.there),
            Values::Integer(values) => write::<Int64Type>(group, values, &self.there),
            Values::Decimal(values) => write::<DoubleType>(group, values, &self.there),
            Values::Boolean(values) => write::<BoolType>(group, values, &self.there),
            Values::Day(values) => write::<Int32Type>(group, values, &self.there),
        }?;
        self.there.clear();
        Ok(())
    }
}

/// Writes the next column of a row group.
fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    values: &mut Vec<T::T>,
    there: &[i16],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a column too many".to_owned()));
    };
    column.typed::<T>().write_batch(values, Some(there), None)?;
    values.clear();
    column.close()
}

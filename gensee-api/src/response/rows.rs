//! Reads the rows of an answer as its bytes arrive.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hasher as _};
use std::marker::PhantomData;

use super::decode::{Decoded, decode_rest, is_refusal};
use super::drift::kind::DriftKind;
use super::split::{Found, RowSplitter};
use super::walk::Walker;
use crate::answer::{Answer, AnswerValue, DecodeError, read_value};
use crate::operation::Paginated;
use crate::paging::{Fingerprint, Page, fingerprint};
use crate::schema::{FieldInfo, Kind};
use crate::webcast::shared::Envelope;

/// Reads an answer of `O`: each row by itself when it has arrived, and the rest at the end. Its memory does not grow
/// with the number of rows.
pub(crate) struct RowReader<O> {
    splitter: RowSplitter,
    /// The list of the rows; `None` when the answer has no list of objects, or several.
    list: Option<&'static FieldInfo>,
    walker: Walker,
    /// Every row is looked at for drift.
    watch: bool,
    /// The list has pages, which may repeat each other.
    paged: bool,
    /// The place of the next item.
    place: Place,
    /// The items of the list that has begun are dropped.
    skip: bool,
    /// A list has items.
    given: bool,
    /// The number of rows that have arrived: nulls do not count.
    rows: usize,
    hasher: DefaultHasher,
    fingerprint: Fingerprint,
    operation: PhantomData<fn() -> O>,
}

/// A row that cannot be given.
#[derive(Debug)]
pub(crate) enum RowError {
    /// It cannot be read. The bytes are those of the row.
    Unreadable(DecodeError, Vec<u8>),
    /// It is longer than a row may be; the place of it.
    TooLong(String),
}

/// What is known when an answer has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) page: Page,
    /// The number of rows, with those that cannot be read.
    pub(crate) rows: usize,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) drifts: Vec<(String, DriftKind)>,
}

/// The place of an item in the answer.
#[derive(Debug)]
struct Place {
    /// The name of the list.
    name: &'static str,
    index: usize,
}

impl Place {
    fn path(&self) -> String {
        format!("$.{}[{}]", self.name, self.index)
    }
}

type Rows<T> = VecDeque<Result<T, RowError>>;

impl<O: Paginated> RowReader<O> {
    /// Makes a reader that takes rows of at most `max_row` bytes, looks for drift if `watch` is set, and makes a
    /// fingerprint of the rows if `paged` is set.
    pub(crate) fn new(max_row: usize, watch: bool, paged: bool) -> Self {
        let mut lists =
            O::Response::ROWS.iter().filter(|row| row.kind == Kind::List(&Kind::Object));
        let list = match (lists.next(), lists.next()) {
            (Some(list), None) => Some(list),
            _ => None,
        };
        RowReader {
            splitter: RowSplitter::new(list.map_or(&[], |list| list.names), max_row),
            list,
            walker: Walker::default(),
            watch,
            paged,
            place: Place { name: "", index: 0 },
            skip: false,
            given: false,
            rows: 0,
            hasher: DefaultHasher::new(),
            fingerprint: Fingerprint::default(),
            operation: PhantomData,
        }
    }

    /// What has arrived that is not a row.
    pub(crate) fn rest(&self) -> &[u8] {
        self.splitter.rest()
    }

    /// The number of rows that have arrived.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The fingerprint of the first row that has arrived.
    pub(crate) fn opening(&self) -> u64 {
        self.fingerprint.opening
    }

    /// Takes the next bytes of the body, and adds the rows that end in them.
    pub(crate) fn push(&mut self, mut bytes: &[u8], rows: &mut Rows<O::Item>) {
        while let Some(found) = self.splitter.next(&mut bytes) {
            let json = match found {
                Found::List(name) => {
                    self.place.name = name;
                    self.place.index = 0;
                    // Of several lists with items the first one counts.
                    self.skip = self.given || is_refusal(self.splitter.rest());
                    continue;
                }
                _ if self.skip => continue,
                Found::Row(json) => Some(json),
                Found::LongRow => None,
            };
            let Some(list) = self.list else { continue };
            let row = match json {
                Some(json) => {
                    if self.paged {
                        self.hasher.write(json);
                        self.hasher.write_u8(b',');
                    }
                    read_row(&mut self.walker, self.watch, list, &self.place, json)
                        .map_err(|fault| RowError::Unreadable(fault, json.to_vec()))
                }
                None => Err(RowError::TooLong(self.place.path())),
            };
            self.given = true;
            self.place.index += 1;
            let faults = self.walker.faults.drain(..);
            let json = json.unwrap_or_default();
            rows.extend(
                faults.map(|fault| Err(RowError::Unreadable(fault, json.to_vec()))),
            );
            if let Some(row) = row.transpose() {
                rows.push_back(row);
                self.rows += 1;
                if self.rows == 1 {
                    self.fingerprint.opening = self.hasher.finish();
                }
            }
        }
        self.fingerprint.rows = self.hasher.finish();
    }

    /// Reads the rest of the answer, after its last byte. Adds the rows that lay in a list under another name.
    ///
    /// # Errors
    /// When the rest cannot be read.
    pub(crate) fn end(
        &mut self,
        rows: &mut Rows<O::Item>,
    ) -> Result<Decoded<Ended>, DecodeError> {
        let rest = self.splitter.rest();
        let tables = [Envelope::ROWS, O::Response::ROWS];
        let given = self.given;
        if self.watch {
            // What cannot be read at all has no drift.
            let _ = self.walker.body(&tables, rest, given);
        }
        let (answer, faults) = match decode_rest::<O>(rest, given)? {
            Decoded::Answer(answer) => (answer, Vec::new()),
            Decoded::Partial { answer, faults } => (answer, faults),
            Decoded::Refused { code, message } => {
                return Ok(Decoded::Refused { code, message });
            }
        };
        let page = O::page(&answer).copied().unwrap_or_default();
        if !given {
            self.late(O::items(answer), faults, rows);
        }
        Ok(Decoded::Answer(Ended {
            page,
            rows: self.rows,
            fingerprint: self.fingerprint,
            drifts: std::mem::take(&mut self.walker.drifts),
        }))
    }

    /// Adds rows that were read with the rest, each error in its place.
    fn late(
        &mut self,
        items: Vec<O::Item>,
        faults: Vec<DecodeError>,
        rows: &mut Rows<O::Item>,
    ) {
        self.rows = items.len() + faults.len();
        self.fingerprint = fingerprint(&items);
        let error =
            |fault| Err(RowError::Unreadable(fault, self.splitter.rest().to_vec()));
        let mut faults = faults.into_iter().peekable();
        for (given, item) in items.into_iter().enumerate() {
            while let Some(fault) = faults.next_if(|fault| fault.rows_before <= given) {
                rows.push_back(error(fault));
            }
            rows.push_back(Ok(item));
        }
        rows.extend(faults.map(error));
    }
}

/// Reads a row; `None` for a null.
fn read_row<T: AnswerValue>(
    walker: &mut Walker,
    watch: bool,
    list: &'static FieldInfo,
    place: &Place,
    json: &[u8],
) -> Result<Option<T>, DecodeError> {
    if !watch && let Some(row) = read_value(json) {
        return Ok(row);
    }
    let value = walker.item(list, place.name, place.index, json)?;
    read_value(value.to_string().as_bytes())
        .ok_or_else(|| DecodeError::new(place.path(), "has another shape"))
}

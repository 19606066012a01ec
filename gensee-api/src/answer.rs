//! Answers: read in one pass over the bytes. The reader tolerates the deviations that the server is known to have.

mod decimal;
mod error;
mod extra;
mod format;
mod json;
mod object;
mod scalar;

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess};

use crate::schema::{CodeValue, FieldInfo, Kind};

pub use error::{DecodeError, MissingField};
pub use extra::Extra;
#[doc(hidden)]
pub use format::{Fields, deserialize, deserialize_text, serialize_optional};
pub use gensee_api_macros::Answer;
#[doc(hidden)]
pub use json::{Json, fill_json};
pub(crate) use json::{read_property, read_value};
#[doc(hidden)]
pub use object::{deserialize_answer, fill, ignore};
pub(crate) use scalar::read_scalar;
#[doc(hidden)]
pub use scalar::{code_kind, read_code, read_json_code};

/// The properties of an answer, or of an object in an answer. Implemented by the derive.
///
/// The type of a field says whether the property may be absent: `Option<T>` is `None` when the property is absent or
/// null, `Vec<T>` is then empty, and every other field must be present and is marked `always`. Unknown properties are
/// ignored.
///
/// The derive also gives the struct `new`, which takes the `always` fields in order, one setter for each field, and
/// [`Default`] if no field is `always`. With these, tests can make answers, although the answers of this crate are
/// `#[non_exhaustive]`.
///
/// # Storing
///
/// The derive implements [`Serialize`] and [`Deserialize`](serde::Deserialize) with the wire names; `Deserialize` reads
/// back what `Serialize` writes. Secrets are written in clear text.
///
/// - In JSON, as `serde_json` writes it, absent properties are left out. JSON is read by the tolerant reader.
/// - In every other format all fields are written, because CSV needs the same columns in each row:
///   `csv::Writer::serialize` and `csv::Reader::deserialize` work on rows. CSV needs its headers and cannot hold lists
///   and objects. An empty cell is an absent property, so an empty text is read back as absent.
/// - The format must be self-describing and hold structs as maps, as CBOR does: `postcard` and the arrays of
///   MessagePack cannot be read.
///
/// # Attributes of a field: `#[answer(…)]`
///
/// | key | meaning |
/// |---|---|
/// | `name = "Id"` | the wire name, where it is not the camelCase of the field |
/// | `names("percentage", "precentage")` | several wire names: all are read, the first one with a value wins |
/// | `printed = "Id"` | the one of `names` that the document prints, where it is not the first |
/// | `printed_as = "text"` | what the document prints it as, where the wire contradicts it: `text`, `integer`, `list` |
/// | `unprinted` | the document does not print it |
/// | `always` | the property is never absent or null |
/// | `flat` | the fields of the object may also lie beside it: so the document prints them |
/// | `also_on = options` | the rows of the list in the field `options` may have the property instead |
/// | `extra` | the field is not a property: it is an [`Extra`], which collects unknown properties |
///
/// ```
/// use gensee_api::{Answer, Page, RecordId, Time, response};
///
/// #[derive(Clone, Debug, PartialEq, Answer)]
/// struct Recordings {
///     list: Vec<Recording>,
///     #[answer(flat)]
///     page: Option<Page>,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Answer)]
/// struct Recording {
///     #[answer(always)]
///     id: RecordId,
///     start_time: Option<Time>,
/// }
///
/// let body = br#"{"list":[{"id":"7","startTime":null,"new":1}],"pageNo":1}"#;
/// let recordings: Recordings = response::from_json(body)?;
/// assert_eq!(recordings, Recordings::new().list([Recording::new(7)]).page(Page::new().page_no(1)));
/// # Ok::<_, response::DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Answer`",
    note = "derive it: `#[derive(Answer)]`"
)]
pub trait Answer: Sized + Serialize + DeserializeOwned {
    /// The values of the fields while the answer is read; each is empty at first.
    type Slots: Default;
    /// The field table: one row for each field, in order.
    const ROWS: &'static [FieldInfo];
    /// One line of English: the first paragraph of the struct's documentation.
    const SUMMARY: &'static str = "";

    /// Index of the slot of a property; `None` when the property is unknown.
    fn slot(name: &str) -> Option<usize>;

    /// Reads the value of a property into its slot. A slot that has a value keeps it.
    ///
    /// # Errors
    /// When the value has the wrong shape.
    fn read_slot<'de, M: MapAccess<'de>>(
        slots: &mut Self::Slots,
        slot: usize,
        map: &mut M,
    ) -> Result<(), M::Error>;

    /// Reads the value of a property of plain JSON into its slot; `Some(false)` when the property is unknown, and `None`
    /// when the value cannot be read so.
    #[doc(hidden)]
    fn read_property(
        slots: &mut Self::Slots,
        name: &str,
        json: &mut Json<'_>,
    ) -> Option<bool>;

    /// Whether a field collects unknown properties.
    #[doc(hidden)]
    const EXTRA: bool = false;

    /// The number of rows that the page says there are, where the list is empty.
    #[doc(hidden)]
    fn claimed(&self) -> Option<i64> {
        None
    }

    /// Keeps an unknown property.
    #[doc(hidden)]
    fn keep(_slots: &mut Self::Slots, _name: String, _json: &str) {}

    /// Makes the answer from the slots.
    ///
    /// # Errors
    /// [`MissingField`] when a property marked `always` is missing.
    fn build(slots: Self::Slots) -> Result<Self, MissingField>;
}

/// A value of a property.
///
/// Implemented for text, `i64`, `f64`, `bool`, the types of this crate, derived enums, derived structs, and `Vec` of all
/// of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a property of an answer",
    note = "use `String`, `i64`, `f64`, `bool`, `Secret`, `Time`, `Date`, an id type, or a type that derives `OpenEnum` or `Answer`"
)]
pub trait AnswerValue: Sized + Serialize + DeserializeOwned {
    /// The kind of the value.
    const KIND: Kind;
    /// Whether `Debug` hides the value.
    const SECRET: bool = false;
    /// The field table, if the value is an object.
    const FIELDS: &'static [FieldInfo] = &[];
    /// The listed codes, if the value is an enum.
    const VALUES: &'static [CodeValue] = &[];

    /// Reads the value and tolerates known deviations; `None` for null.
    ///
    /// # Errors
    /// When the value has the wrong shape.
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error>;

    /// Reads the value of plain JSON; `None` when it cannot be read so, `Some(None)` for null.
    #[doc(hidden)]
    fn read_json(json: &mut Json<'_>) -> Option<Option<Self>> {
        Self::read(&mut serde_json::Deserializer::from_str(json.raw()?)).ok()
    }

    /// Whether the value is an empty list, which another name of the property may fill.
    #[doc(hidden)]
    fn is_vacant(&self) -> bool {
        false
    }
}

/// The row of a property in the field table. For the derive.
#[doc(hidden)]
pub const fn field_info<T: AnswerValue>(
    rust_name: &'static str,
    names: &'static [&'static str],
) -> FieldInfo {
    FieldInfo {
        secret: T::SECRET,
        values: T::VALUES,
        fields: T::FIELDS,
        ..FieldInfo::new(rust_name, names, T::KIND)
    }
}

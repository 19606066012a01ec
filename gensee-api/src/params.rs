//! Requests: plain structs that are written as forms and checked before they are sent.

mod callback;
mod copy;
mod reader;
mod rules;
mod values;
mod writer;

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde::Serialize;

use crate::answer::Answer;
use crate::schema::{CodeValue, FieldInfo, Kind, WindowInfo};
use crate::wire::TimeFormat;

pub use callback::Callback;
pub use gensee_api_macros::Parameters;
pub use reader::{Form, FormReader, ParamError, ParamErrorKind};
#[doc(hidden)]
pub use rules::{Moment, When, fix, only, order, require, tell, window};
pub use rules::{ValidationError, Violation, Violations};
#[doc(hidden)]
pub use values::{read_code, read_field};
pub use writer::{FormWriter, ListFormat};

/// The parameters of a request, or of an object in a list of a request. Implemented by the derive.
///
/// The derive also gives the struct `new(…)`, which takes the required parameters in order, one chainable setter for
/// each field, and [`Serialize`] with the wire names, which leaves out absent parameters.
///
/// The type of a field says whether the parameter is required: `Option<T>` may be absent, everything else is required
/// (and a required text or list may not be empty). `Option<Vec<T>>` is a list that may be absent; an empty one is not
/// sent either.
///
/// # Attributes of a field: `#[param(…)]`
///
/// | key | meaning |
/// |---|---|
/// | `name = "Id"` | the wire name, where it is not the camelCase of the field |
/// | `names("id", "Id")` | several wire names: the first is sent, all are read |
/// | `printed = "Id"` | the one of `names` that the document prints, where it is not the first |
/// | `length = 6..=15` | characters of a text, or of each text of a list (`..=160`, `6..`) |
/// | `range = 0..=23` | bounds of an integer |
/// | `clamp = ..=600000` | to what the server clamps; documented, not refused |
/// | `default = "false"` | what the server takes when the parameter is absent |
///
/// # Attributes of the struct
///
/// | attribute | meaning |
/// |---|---|
/// | `#[condition(require(a), when(b = "1"))]` | `a` must be there when `b` has that value, or one of `["1", "2"]` |
/// | `#[condition(fix(a = "false"), when(b = "2"))]` | `a`, if given, must have that value |
/// | `#[condition(only(a), when(b = ["0", "1"]))]` | `a` is refused unless `b` has one of the values |
/// | `#[condition(require(a), only(b), when(c = "1"))]` | several rules under one `when` |
/// | `#[condition(order(start, end))]` | `start` must lie before `end` when both are there |
/// | `#[window(start..end, days = 7)]` | at most so many days apart; also gives the struct `between(from, to)` |
///
/// ```
/// use gensee_api::{Parameters, Secret, params};
///
/// #[derive(Clone, Debug, PartialEq, Parameters)]
/// #[condition(require(token), when(opened = "false"))]
/// struct OpenDoor {
///     #[param(length = 1..=10)]
///     room_name: String,
///     #[param(default = "false")]
///     opened: Option<bool>,
///     token: Option<Secret>,
/// }
///
/// let request = OpenDoor::new("大厅 1").token("123456");
/// assert_eq!(request.check(), Ok(()));
/// assert_eq!(params::to_form(&request), "roomName=%E5%A4%A7%E5%8E%85+1&token=123456");
/// assert_eq!(params::from_form::<OpenDoor>("roomName=a&opened=true")?, OpenDoor::new("a").opened(true));
/// assert_eq!(OpenDoor::new("a").check().unwrap_err().to_string(), "`token` must be there when `opened` is `false`");
/// # Ok::<_, params::ParamError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Parameters`",
    note = "derive it: `#[derive(Parameters)]`"
)]
pub trait Parameters: Sized + Serialize {
    /// The field table: one row for each field, in order.
    const ROWS: &'static [FieldInfo];
    /// One line of English: the first paragraph of the struct's documentation.
    const SUMMARY: &'static str = "";
    /// The window whose length the document limits, if the request has one.
    const WINDOW: Option<WindowInfo> = None;

    /// Makes a request from an answer: every parameter that the answer has under the same name, as the same kind of
    /// value, is set. An update with the settings of a webcast keeps them; what is to change is set afterwards.
    ///
    /// ```
    /// use gensee_api::Parameters as _;
    /// use gensee_api::webcast::{GetWebcastResponse, UpdateWebcast};
    ///
    /// let settings: GetWebcastResponse = gensee_api::response::from_json(
    ///     br#"{"code":"0","id":"5f3c","subject":"Rust","startTime":1621389600000,"organizerToken":"123456",
    ///         "panelistToken":"654321","attendeeToken":"","opened":true}"#,
    /// )?;
    /// let update = UpdateWebcast::from_answer(&settings)?.subject("Rust 101");
    /// assert_eq!(update.opened, Some(true));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the answer lacks a required parameter; the error names it.
    fn from_answer<A: Answer>(answer: &A) -> Result<Self, ParamError> {
        copy::copy(answer)
    }

    /// Writes every parameter that is not absent.
    fn write_fields(&self, form: &mut FormWriter);

    /// Reads the parameters back.
    ///
    /// # Errors
    /// When one is missing or cannot be read; the error names it.
    fn read_fields(form: &FormReader<'_>) -> Result<Self, ParamError>;

    /// Calls `broken` with every violation, in the document's order: first those of single parameters, then of the
    /// conditions between parameters, then of the window. It stops when `broken` returns `Break`.
    fn visit_violations(&self, broken: &mut Violations<'_>) -> ControlFlow<()>;

    /// Checks everything that the server would refuse or silently misunderstand: an empty required parameter, a length
    /// or range out of bounds, the conditions between parameters, a window that is too long.
    ///
    /// # Errors
    /// The first violation, with the wire name of the parameter.
    fn check(&self) -> Result<(), ValidationError> {
        let mut first = Ok(());
        let _ = self.visit_violations(&mut |invalid| {
            first = Err(invalid);
            ControlFlow::Break(())
        });
        first
    }

    /// Every violation, in the document's order; empty when the request can be sent.
    ///
    /// ```
    /// use gensee_api::webcast::CreateWebcast;
    /// use gensee_api::{OrganizerToken, PanelistToken, Parameters, Time};
    ///
    /// let request = CreateWebcast::new("", Time::now(), OrganizerToken::new("1"), PanelistToken::new("654321"));
    /// let broken: Vec<_> = request.violations().iter().map(ToString::to_string).collect();
    /// assert_eq!(broken, [
    ///     "`subject` must be there and not be empty",
    ///     "`organizerToken` has 1 character; allowed are 6 to 15",
    /// ]);
    /// ```
    fn violations(&self) -> Vec<ValidationError> {
        let mut all = Vec::new();
        let _ = self.visit_violations(&mut |invalid| {
            all.push(invalid);
            ControlFlow::Continue(())
        });
        all
    }
}

/// A value of a parameter.
///
/// Implemented for text, `i64`, `f64`, `bool`, the types of this crate, derived enums, derived structs, and `Option` and
/// `Vec` of all of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter",
    note = "use `String`, `i64`, `f64`, `bool`, `Secret`, `Time`, `Date`, an id type, or a type that derives `OpenEnum` or `Parameters`"
)]
pub trait Param: Sized + Serialize {
    /// The kind of the value.
    const KIND: Kind;
    /// Whether the parameter is required.
    const REQUIRED: bool = true;
    /// Whether `Debug` hides the value.
    const SECRET: bool = false;
    /// The field table, if the value is an object.
    const FIELDS: &'static [FieldInfo] = &[];
    /// The listed codes, if the value is an enum.
    const VALUES: &'static [CodeValue] = &[];

    /// Writes the value under `name`; an absent value writes nothing.
    fn write(&self, form: &mut FormWriter, name: &str);

    /// Reads the value under `name`; `None` when it is absent.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError>;

    /// The value of a field whose parameter is absent; `None` when the parameter is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the value counts as absent: `None`, an empty text, an empty list.
    fn is_empty(&self) -> bool {
        false
    }

    /// The value as wire text, for conditions; `None` when it is absent or is an object or a list.
    fn as_text(&self) -> Option<Cow<'_, str>>;

    /// The value as a number, for `order` and `range`; `None` when it is absent or has no order.
    fn order_key(&self) -> Option<i64> {
        None
    }

    /// Calls `broken` with every violation of the value against its row in the field table, until `broken` returns
    /// `Break`.
    fn visit_violations(
        &self,
        row: &FieldInfo,
        broken: &mut Violations<'_>,
    ) -> ControlFlow<()> {
        tell(rules::check_value(row, self), broken)
    }
}

/// The request as a form, with times in milliseconds and indexed lists.
pub fn to_form(request: &impl Parameters) -> String {
    let mut form = FormWriter::new(TimeFormat::default(), ListFormat::default());
    request.write_fields(&mut form);
    form.finish()
}

/// Reads a request from a form or a query. Unknown parameters are ignored.
///
/// # Errors
/// When a parameter is missing or cannot be read.
pub fn from_form<P: Parameters>(form: &str) -> Result<P, ParamError> {
    P::read_fields(&Form::parse(form.as_bytes()).reader())
}

/// The row of a parameter in the field table. For the derive.
#[doc(hidden)]
pub const fn field_info<T: Param>(
    rust_name: &'static str,
    names: &'static [&'static str],
) -> FieldInfo {
    FieldInfo {
        required: T::REQUIRED,
        secret: T::SECRET,
        values: T::VALUES,
        fields: T::FIELDS,
        ..FieldInfo::new(rust_name, names, T::KIND)
    }
}

//! The checks of a request before it is sent.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use super::Param;
use crate::schema::{Bounds, FieldInfo, Kind, WindowInfo};
use crate::window::WindowBound;
use crate::wire::{DAY_MILLIS, Date, Time};

/// A request that breaks a rule of the document, and was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` {violation}")]
#[non_exhaustive]
pub struct ValidationError {
    /// The wire name of the parameter, such as `attachmentList[0].url`.
    pub field: String,
    /// How it breaks the rule.
    pub violation: Violation,
}

impl ValidationError {
    /// The error for the parameter with this wire name.
    pub fn new(field: impl Into<String>, violation: Violation) -> Self {
        ValidationError { field: field.into(), violation }
    }

    /// The same error, for a field of the object `name`.
    pub(super) fn within(mut self, name: &str) -> Self {
        self.field = format!("{name}.{}", self.field);
        self
    }

    /// The same error, for the item number `index` (from 0) of the list `name`.
    pub(super) fn of_item(mut self, name: &str, index: usize) -> Self {
        let rest = self.field.strip_prefix(name).unwrap_or_default();
        self.field = format!("{name}[{index}]{rest}");
        self
    }
}

/// How a parameter breaks a rule of the document. No variant holds the parameter's text, because it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Violation {
    /// It is required, and is absent or empty.
    Required,
    /// It has too few or too many characters.
    Length {
        /// Characters allowed.
        allowed: Bounds,
        /// Characters it has.
        found: usize,
    },
    /// It is too small or too great.
    Range {
        /// The bounds.
        allowed: Bounds,
        /// The number in the request.
        found: i64,
    },
    /// It is required, because another parameter has a certain value.
    RequiredWhen {
        /// Wire name of the other parameter.
        other: &'static str,
        /// The values of the other parameter that make this one required.
        values: &'static [&'static str],
    },
    /// It must have one value, because another parameter has a certain value.
    FixedWhen {
        /// The only value allowed.
        value: &'static str,
        /// Wire name of the other parameter.
        other: &'static str,
        /// The values of the other parameter that fix this one.
        values: &'static [&'static str],
    },
    /// It is allowed only when another parameter has a certain value.
    OnlyWhen {
        /// Wire name of the other parameter.
        other: &'static str,
        /// The values of the other parameter with which this one is allowed.
        values: &'static [&'static str],
    },
    /// It must lie after another parameter, and does not.
    Order {
        /// Wire name of the parameter that it must follow.
        start: &'static str,
    },
    /// It lies too far from the start of the window. The server would answer with an empty list.
    Window {
        /// Wire name of the parameter that starts the window.
        start: &'static str,
        /// Greatest length of the window in days.
        days: u32,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Violation::Required => f.write_str("must be there and not be empty"),
            Violation::Length { allowed, found } => {
                let characters = if *found == 1 { "character" } else { "characters" };
                write!(f, "has {found} {characters}; allowed are {allowed}")
            }
            Violation::Range { allowed, found } => {
                write!(f, "is {found}; allowed is {allowed}")
            }
            Violation::RequiredWhen { other, values } => {
                write!(f, "must be there when `{other}` is {}", OneOf(values))
            }
            Violation::FixedWhen { value, other, values } => write!(
                f,
                "must be `{value}` or absent when `{other}` is {}",
                OneOf(values)
            ),
            Violation::OnlyWhen { other, values } => {
                write!(f, "is allowed only when `{other}` is {}", OneOf(values))
            }
            Violation::Order { start } => write!(f, "must lie after `{start}`"),
            Violation::Window { start, days } => write!(
                f,
                "must lie at most {days} days after `{start}`; split the window"
            ),
        }
    }
}

struct OneOf<'a>(&'a [&'a str]);

impl fmt::Display for OneOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" or ")?;
            }
            write!(f, "`{value}`")?;
        }
        Ok(())
    }
}

/// Function that is called with each violation; when it returns `Break`, no further rule is checked.
pub type Violations<'a> = dyn FnMut(ValidationError) -> ControlFlow<()> + 'a;

/// Passes the violation to the function, if the check found one. For the derive.
pub fn tell(
    checked: Result<(), ValidationError>,
    violations: &mut Violations<'_>,
) -> ControlFlow<()> {
    match checked {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => violations(error),
    }
}

/// Checks a single value against its row in the field table.
pub(super) fn check_value(
    row: &FieldInfo,
    value: &impl Param,
) -> Result<(), ValidationError> {
    if row.required && value.is_empty() {
        return Err(ValidationError::new(row.name, Violation::Required));
    }
    if let Some(allowed) = row.length {
        check_length(row, allowed, value.as_text())?;
    }
    match (row.range, value.order_key()) {
        (Some(allowed), Some(found)) if !allowed.contain(found) => {
            Err(ValidationError::new(row.name, Violation::Range { allowed, found }))
        }
        _ => Ok(()),
    }
}

fn check_length(
    row: &FieldInfo,
    allowed: Bounds,
    text: Option<Cow<'_, str>>,
) -> Result<(), ValidationError> {
    let found = text.map_or(0, |text| text.chars().count());
    if row.kind.item() == Kind::Object
        || allowed.contain(i64::try_from(found).unwrap_or(i64::MAX))
    {
        return Ok(());
    }
    Err(ValidationError::new(row.name, Violation::Length { allowed, found }))
}

/// The parameter that a condition depends on. For the derive.
pub struct When<'a> {
    /// Its value; the server's default when it is absent.
    value: Option<Cow<'a, str>>,
    name: &'static str,
    values: &'static [&'static str],
}

/// Leaves out the value, because it may be a secret.
impl fmt::Debug for When<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("When")
            .field("name", &self.name)
            .field("values", &self.values)
            .finish_non_exhaustive()
    }
}

impl<'a> When<'a> {
    /// The parameter `name`, and the values with which the condition applies.
    pub fn new(
        value: Option<Cow<'a, str>>,
        default: Option<&'static str>,
        name: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        When { value: value.or(default.map(Cow::Borrowed)), name, values }
    }

    fn holds(&self) -> bool {
        self.value.as_deref().is_some_and(|value| self.values.contains(&value))
    }
}

/// Checks `condition(require(…), when(…))`. For the derive.
pub fn require(
    name: &'static str,
    is_empty: bool,
    when: &When<'_>,
) -> Result<(), ValidationError> {
    refuse(
        is_empty && when.holds(),
        name,
        Violation::RequiredWhen { other: when.name, values: when.values },
    )
}

/// Checks `condition(fix(…), when(…))`. For the derive.
pub fn fix(
    name: &'static str,
    value: Option<Cow<'_, str>>,
    fixed: &'static str,
    when: &When<'_>,
) -> Result<(), ValidationError> {
    refuse(
        value.is_some_and(|value| value != fixed) && when.holds(),
        name,
        Violation::FixedWhen { value: fixed, other: when.name, values: when.values },
    )
}

/// Checks `condition(only(…), when(…))`. For the derive.
pub fn only(
    name: &'static str,
    is_empty: bool,
    when: &When<'_>,
) -> Result<(), ValidationError> {
    refuse(
        !is_empty && when.value.is_some() && !when.holds(),
        name,
        Violation::OnlyWhen { other: when.name, values: when.values },
    )
}

/// Checks `condition(order(…))`. For the derive.
pub fn order(
    start_name: &'static str,
    start: Option<i64>,
    end_name: &'static str,
    end: Option<i64>,
) -> Result<(), ValidationError> {
    let reversed = matches!((start, end), (Some(start), Some(end)) if start >= end);
    refuse(reversed, end_name, Violation::Order { start: start_name })
}

fn refuse(
    broken: bool,
    name: &'static str,
    violation: Violation,
) -> Result<(), ValidationError> {
    if broken {
        return Err(ValidationError::new(name, violation));
    }
    Ok(())
}

/// Refuses a window that the server would answer with an empty list: one longer than `info.days`, or one that ends
/// before it starts. For the derive.
pub fn window<T: Into<Moment>>(
    info: &WindowInfo,
    start: &impl WindowBound<T>,
    end: &impl WindowBound<T>,
) -> Result<(), ValidationError> {
    let (Some(start), Some(end)) = (start.bound(), end.bound()) else {
        return Ok(());
    };
    let (start, end) = (start.into(), end.into());
    if start.at > end.at {
        return Err(ValidationError::new(
            info.end,
            Violation::Order { start: info.start },
        ));
    }
    let limit = start.day.saturating_mul(i64::from(info.days));
    if end.at.saturating_sub(start.at) > limit {
        return Err(ValidationError::new(
            info.end,
            Violation::Window { start: info.start, days: info.days },
        ));
    }
    Ok(())
}

/// A bound of a window as a number (ms for times, days for dates), and the length of a day in the same unit. For the
/// derive.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    at: i64,
    day: i64,
}

impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        Moment { at: time.millis(), day: DAY_MILLIS }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Moment { at: date.days(), day: 1 }
    }
}

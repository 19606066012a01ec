//! What is refused before it is sent.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use super::Param;
use crate::operation::{Bounds, Kind, Row};

/// A request that breaks a rule of the document, and was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` {rule}")]
#[non_exhaustive]
pub struct Invalid {
    /// The wire name of the parameter, such as `attachmentList[0].url`.
    pub field: String,
    /// The rule it breaks.
    pub rule: Rule,
}

impl Invalid {
    /// A parameter, by its wire name, and the rule it breaks.
    pub fn new(field: impl Into<String>, rule: Rule) -> Self {
        Invalid { field: field.into(), rule }
    }

    /// The same fault, of a field in the object `name`.
    pub(super) fn within(mut self, name: &str) -> Self {
        self.field = format!("{name}.{}", self.field);
        self
    }

    /// The same fault, of the n-th item of the list `name`.
    pub(super) fn of_item(mut self, name: &str, index: usize) -> Self {
        let rest = self.field.strip_prefix(name).unwrap_or_default();
        self.field = format!("{name}[{index}]{rest}");
        self
    }
}

/// A rule of the document that a request breaks. No rule holds the value itself: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// It must be there, and not be empty.
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
        /// Numbers allowed.
        allowed: Bounds,
        /// The number it is.
        found: i64,
    },
    /// It must be there, because another parameter has a certain value.
    RequiredWhen {
        /// Wire name of the other parameter.
        other: &'static str,
        /// One of these is its value.
        values: &'static [&'static str],
    },
    /// It must have one value, because another parameter has a certain value.
    FixedWhen {
        /// The only value allowed.
        value: &'static str,
        /// Wire name of the other parameter.
        other: &'static str,
        /// One of these is its value.
        values: &'static [&'static str],
    },
    /// It is allowed only when another parameter has a certain value.
    OnlyWhen {
        /// Wire name of the other parameter.
        other: &'static str,
        /// One of these must be its value.
        values: &'static [&'static str],
    },
    /// It must lie after another parameter.
    Order {
        /// Wire name of the other parameter.
        start: &'static str,
    },
    /// It lies too far from the start of the window; the server would answer with an empty list.
    Window {
        /// Wire name of the parameter that starts the window.
        start: &'static str,
        /// Days allowed.
        days: u32,
    },
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Required => f.write_str("must be there and not be empty"),
            Rule::Length { allowed, found } => {
                write!(f, "has {found} characters; allowed are {allowed}")
            }
            Rule::Range { allowed, found } => {
                write!(f, "is {found}; allowed is {allowed}")
            }
            Rule::RequiredWhen { other, values } => {
                write!(f, "must be there when `{other}` is {}", OneOf(values))
            }
            Rule::FixedWhen { value, other, values } => write!(
                f,
                "must be `{value}` or absent when `{other}` is {}",
                OneOf(values)
            ),
            Rule::OnlyWhen { other, values } => {
                write!(f, "is allowed only when `{other}` is {}", OneOf(values))
            }
            Rule::Order { start } => write!(f, "must lie after `{start}`"),
            Rule::Window { start, days } => write!(
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

/// What is told each broken rule; it breaks when it wants to hear no more.
pub type BrokenRules<'a> = dyn FnMut(Invalid) -> ControlFlow<()> + 'a;

/// Tells the outcome of one rule. For the derive.
pub fn tell(
    outcome: Result<(), Invalid>,
    broken: &mut BrokenRules<'_>,
) -> ControlFlow<()> {
    match outcome {
        Ok(()) => ControlFlow::Continue(()),
        Err(invalid) => broken(invalid),
    }
}

/// Checks a single value against its row.
pub(super) fn check_value(row: &Row, value: &impl Param) -> Result<(), Invalid> {
    if row.required && value.is_empty() {
        return Err(Invalid::new(row.name, Rule::Required));
    }
    if let Some(allowed) = row.length {
        check_length(row, allowed, value.as_text())?;
    }
    match (row.range, value.order_key()) {
        (Some(allowed), Some(found)) if !allowed.contain(found) => {
            Err(Invalid::new(row.name, Rule::Range { allowed, found }))
        }
        _ => Ok(()),
    }
}

fn check_length(
    row: &Row,
    allowed: Bounds,
    text: Option<Cow<'_, str>>,
) -> Result<(), Invalid> {
    let found = text.map_or(0, |text| text.chars().count());
    if row.kind.item() == Kind::Object
        || allowed.contain(i64::try_from(found).unwrap_or(i64::MAX))
    {
        return Ok(());
    }
    Err(Invalid::new(row.name, Rule::Length { allowed, found }))
}

/// The parameter a condition depends on. For the derive.
pub struct When<'a> {
    /// Its value; the server's default when it is absent.
    value: Option<Cow<'a, str>>,
    name: &'static str,
    values: &'static [&'static str],
}

impl<'a> When<'a> {
    /// The parameter `name`, and the values that make the condition hold.
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

/// `condition(require(…), when(…))`. For the derive.
pub fn require(
    name: &'static str,
    is_empty: bool,
    when: &When<'_>,
) -> Result<(), Invalid> {
    refuse(
        is_empty && when.holds(),
        name,
        Rule::RequiredWhen { other: when.name, values: when.values },
    )
}

/// `condition(fix(…), when(…))`. For the derive.
pub fn fix(
    name: &'static str,
    value: Option<Cow<'_, str>>,
    fixed: &'static str,
    when: &When<'_>,
) -> Result<(), Invalid> {
    refuse(
        value.is_some_and(|value| value != fixed) && when.holds(),
        name,
        Rule::FixedWhen { value: fixed, other: when.name, values: when.values },
    )
}

/// `condition(only(…), when(…))`. For the derive.
pub fn only(name: &'static str, is_empty: bool, when: &When<'_>) -> Result<(), Invalid> {
    refuse(
        !is_empty && when.value.is_some() && !when.holds(),
        name,
        Rule::OnlyWhen { other: when.name, values: when.values },
    )
}

/// `condition(order(…))`. For the derive.
pub fn order(
    start_name: &'static str,
    start: Option<i64>,
    end_name: &'static str,
    end: Option<i64>,
) -> Result<(), Invalid> {
    let reversed = matches!((start, end), (Some(start), Some(end)) if start >= end);
    refuse(reversed, end_name, Rule::Order { start: start_name })
}

fn refuse(broken: bool, name: &'static str, rule: Rule) -> Result<(), Invalid> {
    if broken {
        return Err(Invalid::new(name, rule));
    }
    Ok(())
}

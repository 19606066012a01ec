//! Reader of `application/x-www-form-urlencoded`.

use std::borrow::Cow;
use std::fmt;

/// The pairs of names and values of a form or a query.
#[derive(Clone, Default)]
pub struct Form<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    lenient: bool,
}

impl<'a> Form<'a> {
    /// Splits a form or a query into pairs. Invalid UTF-8 becomes the replacement character.
    pub fn parse(form: &'a [u8]) -> Self {
        Form { pairs: form_urlencoded::parse(form).collect(), lenient: false }
    }

    /// The pairs of several forms, the first one before the others. Blanks around names and values are taken away, empty
    /// values count as absent, and so does an optional value that cannot be read.
    pub(super) fn lenient<const N: usize>(forms: [&'a [u8]; N]) -> Self {
        let pairs = forms.into_iter().flat_map(form_urlencoded::parse);
        let pairs = pairs.map(|(name, value)| (trimmed(name), trimmed(value)));
        let pairs = pairs.filter(|(_, value)| !value.is_empty()).collect();
        Form { pairs, lenient: true }
    }

    /// The pairs of names and values, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// A reader of the whole form.
    pub fn reader(&self) -> FormReader<'_> {
        FormReader {
            pairs: &self.pairs,
            prefix: String::new(),
            occurrence: 0,
            lenient: self.lenient,
        }
    }
}

/// A text without the blanks around it, and without a byte order mark.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    fn trim(text: &str) -> &str {
        text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
    }
    match text {
        Cow::Borrowed(text) => trim(text).into(),
        Cow::Owned(text) => trim(&text).to_owned().into(),
    }
}

/// Shows the names only, because the values may be secrets.
impl fmt::Debug for Form<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.pairs.iter().map(|(name, _)| name)).finish()
    }
}

/// Reads parameters by name, of the whole form or of an object in it.
#[derive(Clone)]
pub struct FormReader<'f> {
    pairs: &'f [(Cow<'f, str>, Cow<'f, str>)],
    /// The prefix of every name, such as `list[0].`
    prefix: String,
    /// Index of the value to read when the form repeats a name.
    occurrence: usize,
    /// Whether an optional value that cannot be read counts as absent.
    pub(super) lenient: bool,
}

impl<'f> FormReader<'f> {
    /// The value of a parameter; `None` when it is absent.
    pub fn text(&self, name: &str) -> Option<&'f str> {
        self.matching(name)
            .filter(|(rest, _)| rest.is_empty())
            .map(|(_, value)| value)
            .nth(self.occurrence)
    }

    /// A reader of the object under a name; `None` when the form has no field of it.
    pub fn object(&self, name: &str) -> Option<FormReader<'f>> {
        self.matching(name).any(|(rest, _)| rest.starts_with('.')).then(|| FormReader {
            pairs: self.pairs,
            prefix: format!("{}.", self.place(name)),
            occurrence: 0,
            lenient: self.lenient,
        })
    }

    /// The whole name of a parameter, with the objects around it.
    pub fn place(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The indexes that a list has in the form (`name[0]`, `name[7].url`), sorted and without repetitions.
    pub(super) fn indexes(&self, name: &str) -> Vec<usize> {
        let mut indexes: Vec<usize> = self
            .matching(name)
            .filter_map(|(rest, _)| {
                rest.strip_prefix('[')?.split_once(']')?.0.parse().ok()
            })
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        indexes
    }

    /// How many values the form has under a name.
    pub(super) fn occurrences(&self, name: &str) -> usize {
        self.matching(name).filter(|(rest, _)| rest.is_empty()).count()
    }

    /// A reader of the value number `occurrence` (from 0) of a repeated name.
    pub(super) fn at(&self, occurrence: usize) -> FormReader<'f> {
        FormReader { occurrence, ..self.clone() }
    }

    /// The pairs whose name starts with `name`: the rest of the name, and the value.
    fn matching(&self, name: &str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.pairs.iter().filter_map(move |(key, value)| {
            let rest = key.strip_prefix(self.prefix.as_str())?.strip_prefix(name)?;
            Some((rest, value.as_ref()))
        })
    }
}

/// Shows the names only, because the values may be secrets.
impl fmt::Debug for FormReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.matching("").map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}

/// A parameter of a form that is missing or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` {fault}")]
#[non_exhaustive]
pub struct ParamError {
    /// The whole name of the parameter, such as `attachmentList[0].url`.
    pub name: String,
    /// What is wrong with it.
    pub fault: ParamErrorKind,
}

/// What is wrong with a parameter of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamErrorKind {
    /// It is required and absent.
    Missing,
    /// Its text cannot be read. The text itself is left out, because it may be a secret.
    Unreadable {
        /// What was expected.
        expected: crate::schema::Kind,
    },
}

impl ParamError {
    /// The error for a parameter that is required and absent.
    pub fn missing(form: &FormReader<'_>, name: &str) -> Self {
        ParamError { name: form.place(name), fault: ParamErrorKind::Missing }
    }

    /// The error for a parameter whose text cannot be read as `expected`.
    pub fn unreadable(
        form: &FormReader<'_>,
        name: &str,
        expected: crate::schema::Kind,
    ) -> Self {
        ParamError {
            name: form.place(name),
            fault: ParamErrorKind::Unreadable { expected },
        }
    }
}

impl fmt::Display for ParamErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParamErrorKind::Missing => f.write_str("is missing"),
            ParamErrorKind::Unreadable { expected } => {
                write!(f, "cannot be read as {expected}")
            }
        }
    }
}

//! Unknown properties.

use std::collections::BTreeMap;
use std::fmt;

/// The properties of an answer, or of an object in it, that the document does not have.
///
/// With the feature `extra`, every answer and every row has a field `extra`; without it, unknown properties are ignored
/// and cost nothing. An answer type of your own has one where a field is marked `#[answer(extra)]`.
///
/// The values are kept as JSON, as the server wrote them. `Serialize` writes them to JSON after the fields, and to no
/// other format, because CSV needs the same columns in every row. `Debug` shows their names only, because a value may be
/// a secret.
///
/// ```
/// use gensee_api::answer::Extra;
/// use gensee_api::{Answer, response};
///
/// #[derive(Clone, Debug, PartialEq, Answer)]
/// struct Viewer {
///     nickname: Option<String>,
///     #[answer(extra)]
///     extra: Extra,
/// }
///
/// let viewer: Viewer = response::from_json(r#"{"nickname":"张三","level":3}"#.as_bytes())?;
/// assert_eq!(viewer.extra.get("level"), Some("3"));
/// assert_eq!(serde_json::to_string(&viewer)?, r#"{"nickname":"张三","level":3}"#);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Extra(BTreeMap<String, String>);

impl Extra {
    /// The JSON of a property.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The names and the JSON of all properties, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, json)| (&**name, &**json))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps a property. The first of several values of one name stays, as with documented properties. For the derive.
    #[doc(hidden)]
    pub fn keep(&mut self, name: String, json: &str) {
        self.0.entry(name).or_insert_with(|| json.to_owned());
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

//! The list of the operation under a name that the document does not have.

use serde_json::{Map, Value};

use super::{Place, Walker};
use crate::answer::DecodeError;
use crate::response::drift::kind::DriftKind;
use crate::schema::{FieldInfo, Kind};

impl Walker {
    /// Reads the list below these names as that of the row.
    pub(super) fn adopt(
        &mut self,
        row: &'static FieldInfo,
        path: &[String],
        value: &mut Value,
    ) -> Result<(), DecodeError> {
        match path {
            [] => {
                self.note(DriftKind::OtherList);
                self.list(row, row.kind, value)
            }
            [name, deeper @ ..] => {
                self.at_name(name, |walker| walker.adopt(row, deeper, &mut value[name]))
            }
        }
    }

    /// The names down to the list that is read as the operation's, where none of its names has a row: the only other
    /// list of objects, or the list under its own name in an object that the document does not have.
    pub(super) fn other_list(
        &self,
        tables: &[&'static [FieldInfo]],
        object: &Map<String, Value>,
    ) -> Result<Option<(Vec<String>, &'static FieldInfo)>, DecodeError> {
        let rows = tables.iter().copied().flatten();
        let mut lists = rows.filter(|row| row.kind == Kind::List(&Kind::Object));
        let (Some(list), None) = (lists.next(), lists.next()) else { return Ok(None) };
        let filled = |name: &&str| match object.get(*name) {
            None | Some(Value::Null) => false,
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        };
        if list.names.iter().any(filled) {
            return Ok(None);
        }
        let has_rows = |value: &Value| {
            value
                .as_array()
                .and_then(|items| items.first())
                .is_some_and(Value::is_object)
        };
        let is_unknown =
            |name: &str| !tables.iter().any(|rows| Place::of(rows, name).is_some());
        let mut others = Vec::new();
        for (name, value) in object.iter().filter(|(name, _)| is_unknown(name)) {
            if has_rows(value) {
                others.push(vec![name.clone()]);
            }
            let inner =
                list.names.iter().filter(|inner| value.get(inner).is_some_and(has_rows));
            others.extend(inner.map(|inner| vec![name.clone(), (*inner).to_owned()]));
        }
        match &others[..] {
            [] => Ok(None),
            [path] => Ok(Some((path.clone(), list))),
            [one, other, ..] => Err(self.misfit(&format!(
                "has no rows in `{}`, but in `{}` and `{}`, which the document does not have",
                list.name,
                one.join("."),
                other.join("."),
            ))),
        }
    }
}

//! The page of a list where the document does not have it: in an object under another name, or beside the list.

use serde_json::{Map, Value};

use super::Place;
use crate::answer::Answer as _;
use crate::paging::Page;
use crate::schema::FieldInfo;

/// Properties that the document does not have and that are read as the page.
pub(super) struct OtherPage {
    row: &'static FieldInfo,
    names: Vec<String>,
    /// The properties are those of the page, not objects with them.
    flat: bool,
}

impl OtherPage {
    /// Finds the page where no property of its own names has one: the first other object with such properties, or the
    /// properties themselves.
    pub(super) fn of(
        tables: &[&'static [FieldInfo]],
        object: &Map<String, Value>,
    ) -> Option<Self> {
        let mut rows = tables.iter().copied().flatten();
        let row = rows.find(|row| row.fields == Page::ROWS)?;
        if row.names.iter().any(|name| object.get(*name).is_some_and(|it| !it.is_null()))
        {
            return None;
        }
        let is_unknown =
            |name: &str| !tables.iter().any(|rows| Place::of(rows, name).is_some());
        let unknown: Vec<_> =
            object.iter().filter(|(name, _)| is_unknown(name)).collect();
        let names = |is_page: fn(&str, &Value) -> bool| -> Vec<String> {
            let pages = unknown.iter().filter(|(name, value)| is_page(name, value));
            pages.map(|(name, _)| (*name).clone()).collect()
        };
        let mut objects = names(|_, value| {
            value
                .as_object()
                .is_some_and(|inner| inner.keys().any(|name| is_field(name)))
        });
        objects.truncate(1);
        let flat = objects.is_empty();
        let names = if flat { names(|name, _| is_field(name)) } else { objects };
        (!names.is_empty()).then_some(OtherPage { row, names, flat })
    }

    /// The row of the property `name`, if it belongs to the page.
    pub(super) fn place(&self, name: &str) -> Option<Place> {
        if !self.names.iter().any(|own| own == name) {
            return None;
        }
        match self.flat {
            true => {
                Place::of(Page::ROWS, name).map(|place| Place { flat: true, ..place })
            }
            false => Some(Place { row: self.row, flat: false }),
        }
    }

    /// Moves the page to where the document has it.
    pub(super) fn move_in(self, object: &mut Map<String, Value>) {
        let mut properties =
            self.names.into_iter().filter_map(|name| object.remove_entry(&name));
        let page = match self.flat {
            true => Some(Value::Object(properties.collect())),
            false => properties.next().map(|(_, value)| value),
        };
        object.insert(self.row.name.to_owned(), page.unwrap_or_default());
    }
}

fn is_field(name: &str) -> bool {
    Page::slot(name).is_some()
}

/// Whether an unknown property may be the page of a list, or a part of it.
pub(in crate::response) fn may_be_page(name: &str, json: &str) -> bool {
    let mut rows = Page::ROWS.iter();
    is_field(name) || (json.starts_with('{') && rows.any(|row| json.contains(row.name)))
}

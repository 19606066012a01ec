//! From the rows of a table to the fields of a struct.

use anyhow::{Context, Result, anyhow};
use indexmap::IndexMap;

use super::docs::{self, Side};
use super::is_page;
use super::since::Since;
use super::types::Types;
use crate::codegen::model::{
    Definition, Docs, Enum, Field, Presence, Struct, Value, Variant,
};
use crate::codegen::names;
use crate::spec::{Meaning, Row, Rows};

/// What the rows of every table share.
pub struct Tables<'a> {
    pub glossary: &'a IndexMap<String, String>,
    pub since: &'a Since,
}

impl Tables<'_> {
    /// The fields of the table at `place` (`export/vote#response.voteList`).
    pub fn fields(
        &self,
        place: &str,
        rows: &Rows,
        side: Side,
        types: &mut Types,
    ) -> Result<Vec<Field>> {
        rows.iter()
            .map(|(key, row)| {
                let place = format!("{place}.{key}");
                self.field(&place, key, row, side, types)
                    .with_context(|| format!("`{place}`"))
            })
            .collect()
    }

    fn field(
        &self,
        place: &str,
        key: &str,
        row: &Row,
        side: Side,
        types: &mut Types,
    ) -> Result<Field> {
        let (value, list) = self.value(place, key, row, side, types)?;
        let presence = match side {
            _ if list => Presence::List,
            Side::Request if row.required.unwrap_or(row.optional != Some(true)) => {
                Presence::Needed
            }
            Side::Answer if row.always => Presence::Needed,
            _ => Presence::Optional,
        };
        let mut wire =
            if row.wire.is_empty() { vec![key.to_owned()] } else { row.wire.clone() };
        if !wire.iter().any(|name| name == key) {
            wire.push(key.to_owned());
        }
        let since = self.since.of_target(place).map(str::to_owned);
        let docs = docs::row_docs(row, self.english(key, row), since.as_deref());
        Ok(Field {
            name: names::field(key, row),
            wire,
            value,
            presence,
            docs,
            length: row.length,
            range: row.range,
            clamp: row.clamp,
            default: row.default.clone(),
            since,
            flat: false,
        })
    }

    fn english(&self, key: &str, row: &Row) -> String {
        row.en.clone().or_else(|| self.glossary.get(key).cloned()).unwrap_or_default()
    }

    /// The type of a row's value, and whether the row holds a list of them.
    fn value(
        &self,
        place: &str,
        key: &str,
        row: &Row,
        side: Side,
        types: &mut Types,
    ) -> Result<(Value, bool)> {
        let ty = row.ty.as_deref().unwrap_or("String");
        let (printed, list) = printed_value(ty).ok_or_else(|| anyhow!("the type `{ty}` is not known; add it to the closed list in `lower/rows.rs`"))?;
        if is_page(row) {
            return Ok((Value::Page, false));
        }
        if row.secret {
            return Ok((Value::Secret, list));
        }
        if let Some(meaning) = row.meaning {
            return Ok((meant_value(meaning), list));
        }
        if !row.values.is_empty() {
            let name = type_name(row)?;
            types.meet(
                name,
                Definition::Enum(code_list(name, row, self.english(key, row), printed)),
            )?;
            return Ok((Value::Named(name.to_owned()), list));
        }
        if let Some(printed) = printed {
            return Ok((row.rust_type.clone().map_or(printed, Value::Named), list));
        }
        let name = type_name(row)?;
        let define = match side {
            Side::Request => Definition::Parameters,
            Side::Answer => Definition::Answer,
        };
        let docs = Docs {
            summary: docs::entry(key, list),
            note: row.note.clone(),
            facts: Vec::new(),
        };
        let mut item = Struct {
            name: name.to_owned(),
            docs,
            fields: Vec::new(),
            conditions: Vec::new(),
            window: None,
        };
        types.announce(name, define(item.clone()));
        item.fields = self.fields(place, &row.fields, side, types)?;
        types.meet(name, define(item))?;
        Ok((Value::Named(name.to_owned()), list))
    }
}

fn type_name(row: &Row) -> Result<&str> {
    row.rust_type.as_deref().ok_or_else(|| {
        anyhow!("the row has codes or rows of its own but no `rust_type`; name the type")
    })
}

fn code_list(name: &str, row: &Row, summary: String, printed: Option<Value>) -> Enum {
    let variants = row.values.iter().map(|(code, name)| Variant {
        name: names::variant(name),
        code: code.clone(),
        docs: Docs {
            summary: docs::code_line(name, code),
            note: None,
            facts: Vec::new(),
        },
    });
    let docs = Docs { summary, note: row.note.clone(), facts: Vec::new() };
    Enum {
        name: name.to_owned(),
        docs,
        number: printed == Some(Value::Int),
        variants: variants.collect(),
    }
}

/// What a printed type stands for (`None`: rows of its own), and whether it is a list. The closed list of types.
pub fn printed_value(ty: &str) -> Option<(Option<Value>, bool)> {
    Some(match ty {
        "String" | "string" => (Some(Value::Text), false),
        "Int" | "int" | "Integer" | "Long" | "long" => (Some(Value::Int), false),
        "Boolean" | "boolean" => (Some(Value::Bool), false),
        "Date" | "日期" => (Some(Value::Time), false),
        "BigDecimal" => (Some(Value::Decimal), false),
        "String[]" => (Some(Value::Text), true),
        "List<Long>" => (Some(Value::Int), true),
        "JSONArray" | "Array" => (None, true),
        "JSONOBJECT" => (None, false),
        _ => return None,
    })
}

fn meant_value(meaning: Meaning) -> Value {
    match meaning {
        Meaning::Bool => Value::Bool,
        Meaning::Int => Value::Int,
        Meaning::Text => Value::Text,
        Meaning::Time => Value::Time,
        Meaning::Date => Value::Date,
        Meaning::Url => Value::Url,
        Meaning::WebcastId => Value::WebcastId,
        Meaning::VodId => Value::VodId,
        Meaning::RecordId => Value::RecordId,
        Meaning::DocumentId => Value::DocumentId,
        Meaning::UserId => Value::UserId,
        Meaning::Page => Value::Page,
    }
}

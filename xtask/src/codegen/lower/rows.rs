//! From the rows of a table to the fields of a struct.

use std::borrow::Cow;

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;

use super::docs;
use super::since::History;
use super::types::Types;
use crate::codegen::model::{
    Definition, Docs, Enum, Field, Presence, Printed, PrintedKind, Struct, Value,
    Variant,
};
use crate::codegen::names;
use crate::spec::kind::{self, Kind, Shape};
use crate::spec::{Direction, Row, RowAt};

/// What the rows of every table share.
pub struct Tables<'a> {
    pub glossary: &'a IndexMap<String, String>,
    pub history: &'a History,
    pub types: Types,
}

impl<'a> Tables<'a> {
    pub fn new(glossary: &'a IndexMap<String, String>, history: &'a History) -> Self {
        Self { glossary, history, types: Types::default() }
    }

    /// The fields of the table at `place` (`export/vote#response.voteList`).
    pub fn fields<'r>(
        &mut self,
        place: &str,
        rows: impl IntoIterator<Item = (&'r String, &'r Row)>,
        direction: Direction,
    ) -> Result<Vec<Field>> {
        let rows = with_moved(rows)?;
        rows.iter()
            .map(|(key, row)| {
                let place = format!("{place}.{key}");
                let mut field = self
                    .field(&place, key, row, direction)
                    .with_context(|| format!("`{place}`"))?;
                field.also_on = row.also_on.as_ref().map(|list| {
                    let target = &rows[list];
                    let wire = kind::wire_name(list, target);
                    (names::field(list, target), wire.to_owned())
                });
                Ok(field)
            })
            .collect()
    }

    fn field(
        &mut self,
        place: &str,
        key: &str,
        row: &Row,
        direction: Direction,
    ) -> Result<Field> {
        let english = row.en.as_ref().or_else(|| self.glossary.get(key));
        let english = english.cloned().unwrap_or_default();
        Ok(Field {
            name: names::field(key, row),
            wire: kind::wire_names(key, row).map(str::to_owned).collect(),
            printed: printed(key, row, direction),
            value: self.value(place, key, row, direction, &english)?,
            presence: presence(row, direction),
            docs: docs::row_docs(row, english, self.history, place),
            length: row.length,
            range: row.range,
            clamp: row.clamp,
            default: row.default.clone(),
            also_on: None,
            flat: false,
        })
    }

    /// The type of a row's value, which is defined if it is one of its own.
    fn value(
        &mut self,
        place: &str,
        key: &str,
        row: &Row,
        direction: Direction,
        english: &str,
    ) -> Result<Value> {
        let Shape { kind, list } = kind::shape(row)
            .context("the type of the row is not known; say in `as` what a value is")?;
        // Some secrets have a type of their own, which hides them too.
        if row.secret && !matches!(kind, Kind::JoinUrl | Kind::Token(_)) {
            return Ok(Value::Secret);
        }
        let has_codes = !row.values.is_empty();
        let Some(name) = &row.rust_type else {
            if has_codes || kind == Kind::Rows {
                bail!(
                    "the row has codes or rows of its own but no `rust_type`; name the type"
                );
            }
            return Ok(Value::Plain(kind));
        };
        // With neither, the row names a type that is there anyhow.
        if has_codes {
            let docs = docs::type_docs(english.to_owned(), row);
            let codes = code_list(name, row, docs, kind == Kind::Int);
            self.types.meet(name, Definition::Enum(codes))?;
        } else if kind == Kind::Rows {
            let entry = if list { "An entry of" } else { "The object" };
            let docs = docs::type_docs(format!("{entry} `{key}`."), row);
            let mut item = Struct::new(name.clone(), direction, docs, Vec::new());
            self.types.announce(name, Definition::Struct(item.clone()));
            item.fields = self.fields(place, &row.fields, direction)?;
            self.types.meet(name, Definition::Struct(item))?;
        }
        Ok(Value::Named(name.clone()))
    }
}

/// The type that a row describes, by itself; none if it cannot be generated.
pub fn definition(at: &RowAt) -> Option<Definition> {
    let name = at.row.rust_type.as_ref()?;
    if !at.row.values.is_empty() {
        return Some(Definition::Enum(code_list(name, at.row, Docs::default(), false)));
    }
    let (glossary, history) = (IndexMap::new(), History::of(&[]));
    let mut tables = Tables::new(&glossary, &history);
    let fields = tables.fields("", &at.row.fields, at.direction).ok()?;
    let item = Struct::new(name.clone(), at.direction, Docs::default(), fields);
    Some(Definition::Struct(item))
}

/// The rows of a table, and in its lists those that the wire has there instead.
fn with_moved<'r>(
    rows: impl IntoIterator<Item = (&'r String, &'r Row)>,
) -> Result<IndexMap<String, Cow<'r, Row>>> {
    let rows = rows.into_iter();
    let mut rows: IndexMap<_, _> =
        rows.map(|(key, row)| (key.clone(), Cow::Borrowed(row))).collect();
    for (key, row) in rows.clone() {
        let Some(list) = &row.also_on else { continue };
        let Some(target) = rows.get_mut(list).filter(|row| kind::is_rows(row)) else {
            bail!(
                "`{key}`: `also_on: {list}` names no list of rows of the same table; name one"
            );
        };
        let moved = Row { also_on: None, unprinted: true, ..row.into_owned() };
        target.to_mut().fields.entry(key).or_insert(moved);
    }
    Ok(rows)
}

/// How the field of a row stands in its struct.
fn presence(row: &Row, direction: Direction) -> Presence {
    let list = kind::shape(row).is_some_and(|shape| shape.list);
    match direction {
        Direction::Answer if list => Presence::List,
        Direction::Answer if row.always => Presence::Needed,
        Direction::Answer => Presence::Optional,
        _ => match (kind::is_required(row), list) {
            (true, true) => Presence::List,
            (true, false) => Presence::Needed,
            (false, true) => Presence::OptionalList,
            (false, false) => Presence::Optional,
        },
    }
}

/// How the row `key` is printed.
fn printed(key: &str, row: &Row, direction: Direction) -> Printed {
    let name = kind::wire_names(key, row).position(|name| name == key);
    // Whatever its type, a parameter is text.
    let kind = printed_kind(row).filter(|_| direction == Direction::Answer);
    Printed { name: name.unwrap_or_default(), kind, nowhere: row.unprinted }
}

/// What the printed type of an answer says, where it is not what the row means. Moments are none of these: a chapter of
/// the document itself lays down their form.
fn printed_kind(row: &Row) -> Option<PrintedKind> {
    let (printed, meant) = (kind::printed(row)?, kind::shape(row)?.kind);
    let plain = matches!(meant, Kind::Text | Kind::Int | Kind::Decimal | Kind::Bool);
    let differs = kind::contradicts(row) || plain && printed.kind != meant;
    match printed {
        _ if !differs => None,
        Shape { kind: Kind::Rows, list: true } => Some(PrintedKind::List),
        Shape { kind: Kind::Int, list: false } => Some(PrintedKind::Integer),
        Shape { kind: Kind::Text, list: false } => Some(PrintedKind::Text),
        _ => None,
    }
}

fn code_list(name: &str, row: &Row, docs: Docs, number: bool) -> Enum {
    let variants = row.values.iter().map(|(code, name)| Variant {
        name: names::variant(name),
        code: code.clone(),
        docs: Docs::new(docs::code_line(name, code), Vec::new()),
    });
    Enum { name: name.to_owned(), docs, number, variants: variants.collect() }
}

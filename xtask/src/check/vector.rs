//! Wire vectors by the spec alone: how parameters are written, and what an answer reads as. Independent of the
//! bindings, so that the two check each other.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::check::{did_you_mean, value};
use crate::spec::kind::{self, Kind, PAGE_ROWS, Shape};
use crate::spec::{
    Example, ListEncoding, Meaning, Paging, Place, Row, Rows, TimeEncoding,
};

/// Rows of a table without the shared ones.
pub type Own<'a> = Vec<(&'a String, &'a Row)>;

/// The page object, where no table prints it.
static PAGE: LazyLock<Row> = LazyLock::new(|| Row {
    ty: Some("JSONOBJECT".to_owned()),
    meaning: Some(Meaning::Page),
    ..Row::default()
});

/// Reports what of `given` cannot be sent.
pub fn check_given(
    rows: &Own,
    given: &Map<String, Value>,
    place: &Place,
    report: &mut impl FnMut(Place, String),
) {
    for (name, value) in given {
        let place = place.to(name);
        let Some((_, row)) = rows.iter().find(|(known, _)| *known == name) else {
            let near = did_you_mean(name, rows.iter().map(|(name, _)| name.as_str()));
            let cure =
                if near.is_empty() { "; name one that is".to_owned() } else { near };
            report(place.key(), format!("`{name}` is not a row of the request{cure}"));
            continue;
        };
        let Some(shape) = kind::shape(row) else { continue };
        if !shape.list {
            check_one(name, row, shape, value, place, report);
            continue;
        }
        let Value::Array(values) = value else {
            report(place, format!("`{name}` is a list; give `[…]`"));
            continue;
        };
        for (index, value) in values.iter().enumerate() {
            check_one(name, row, shape, value, place.to(index), report);
        }
    }
}

fn check_one(
    name: &str,
    row: &Row,
    shape: Shape,
    value: &Value,
    place: Place,
    report: &mut impl FnMut(Place, String),
) {
    match (value, wire_text(value)) {
        (Value::Object(map), _) if shape.kind == Kind::Rows => {
            check_given(&row.fields.iter().collect(), map, &place, report);
        }
        (_, Some(text)) if shape.kind != Kind::Rows => {
            let fits = match shape.kind {
                _ if !row.values.is_empty() => value.is_string(),
                Kind::Bool => value.is_boolean(),
                Kind::Int | Kind::Decimal | Kind::NumberId(_) => value.is_number(),
                Kind::Time => value.is_string() || value.is_number(),
                _ => value.is_string(),
            };
            if !fits {
                let noun = if row.values.is_empty() {
                    shape.kind.noun()
                } else {
                    "a code, given as text".to_owned()
                };
                report(place, format!("`{name}` is {noun}, not `{value}`"));
            } else if let Some(fault) = value::fault(row, shape, &text) {
                report(place, format!("`{name}`: {fault}"));
            }
        }
        _ => report(place, format!("`{name}` is {}; give that", shape.kind.noun())),
    }
}

/// What the given parameters are written as; none where one of them cannot be.
pub fn form(
    rows: &Own,
    example: &Example,
    lists: Option<ListEncoding>,
) -> Option<String> {
    let mut writer = Writer {
        body: String::new(),
        lists: example.lists.or(lists).unwrap_or(ListEncoding::Indexed),
        times: example.times.unwrap_or(TimeEncoding::Millis),
    };
    writer.rows("", rows.iter().copied(), &example.given)?;
    Some(writer.body)
}

struct Writer {
    body: String,
    lists: ListEncoding,
    times: TimeEncoding,
}

impl Writer {
    fn rows<'a>(
        &mut self,
        prefix: &str,
        rows: impl Iterator<Item = (&'a String, &'a Row)>,
        given: &Map<String, Value>,
    ) -> Option<()> {
        for (name, row) in rows {
            let Some(value) = given.get(name) else { continue };
            let shape = kind::shape(row)?;
            let name = format!("{prefix}{}", kind::wire_name(name, row));
            if !shape.list {
                self.one(&name, row, shape, value)?;
                continue;
            }
            for (index, value) in value.as_array()?.iter().enumerate() {
                let name = match self.lists {
                    ListEncoding::Indexed => format!("{name}[{index}]"),
                    ListEncoding::Repeated => name.clone(),
                };
                self.one(&name, row, shape, value)?;
            }
        }
        Some(())
    }

    fn one(&mut self, name: &str, row: &Row, shape: Shape, value: &Value) -> Option<()> {
        if shape.kind == Kind::Rows {
            return self.rows(
                &format!("{name}."),
                row.fields.iter(),
                value.as_object()?,
            );
        }
        let mut text = wire_text(value)?;
        match shape.kind {
            Kind::Time => {
                let millis = value::millis(&text)?;
                text = match self.times {
                    TimeEncoding::Millis => millis.to_string(),
                    TimeEncoding::Text => value::china_text(millis)?,
                };
            }
            Kind::Url => text = escape(&text, |byte| byte.is_ascii()),
            _ => {}
        }
        if !self.body.is_empty() {
            self.body.push('&');
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"*-._ ".contains(&byte);
        let parameter = format!("{}={}", escape(name, plain), escape(&text, plain));
        self.body.push_str(&parameter.replace(' ', "+"));
        Some(())
    }
}

/// `%XX` for every byte that is not `plain`.
fn escape(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let bytes = text.bytes().map(|byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    bytes.collect()
}

/// A scalar as text on the wire.
fn wire_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The JSON of an answer, whose texts may hold raw control characters.
pub fn parse(body: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(body).or_else(|_| {
        let mut repaired = String::with_capacity(body.len());
        let (mut inside, mut escaped) = (false, false);
        for c in body.chars() {
            if inside && c.is_ascii_control() {
                repaired.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                repaired.push(c);
            }
            inside ^= c == '"' && !escaped;
            escaped = inside && c == '\\' && !escaped;
        }
        serde_json::from_str(&repaired)
    })
}

/// The row of a page object that the table does not print.
pub fn page_row<'a>(
    paging: &'a Paging,
    printed: &Rows,
) -> Option<(&'a String, &'static Row)> {
    (!printed.contains_key(&paging.object)).then(|| (&paging.object, &*PAGE))
}

/// The keys of an answer that no row has: the path of each, the key, and the names that are known there.
pub fn unknown_keys(
    rows: &Own,
    map: &Map<String, Value>,
) -> Vec<(String, String, Vec<String>)> {
    let mut unknown = Vec::new();
    walk("$", rows, map, &mut unknown);
    unknown
}

fn walk(
    path: &str,
    rows: &Own,
    map: &Map<String, Value>,
    unknown: &mut Vec<(String, String, Vec<String>)>,
) {
    for (key, value) in map {
        let path = format!("{path}.{key}");
        let row = rows
            .iter()
            .find(|(name, row)| kind::wire_names(name, row).any(|wire| wire == key));
        let Some((_, row)) = row else {
            let known = rows.iter().flat_map(|(name, row)| kind::wire_names(name, row));
            unknown.push((path, key.clone(), known.map(str::to_owned).collect()));
            continue;
        };
        let below = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let page = kind::shape(row).is_some_and(|shape| shape.kind == Kind::Page);
        for map in below.iter().filter_map(Value::as_object) {
            if page {
                let strange =
                    map.keys().filter(|key| !PAGE_ROWS.contains(&key.as_str()));
                let known = || PAGE_ROWS.map(str::to_owned).to_vec();
                unknown.extend(
                    strange.map(|key| (format!("{path}.{key}"), key.clone(), known())),
                );
            } else if !row.fields.is_empty() {
                walk(&path, &row.fields.iter().collect(), map, unknown);
            }
        }
    }
}

/// What an answer reads as.
pub fn read(
    rows: &Own,
    paging: Option<&Paging>,
    map: &Map<String, Value>,
) -> Result<Value, String> {
    let flat = |name: &str| {
        paging.is_some_and(|paging| paging.flat.iter().any(|flat| flat == name))
    };
    let printed: Own = rows.iter().copied().filter(|(name, _)| !flat(name)).collect();
    let mut out = read_rows("$", &printed, map)?;
    if let Some(paging) =
        paging.filter(|paging| !rows.iter().any(|(name, _)| **name == paging.object))
    {
        let beside = map
            .iter()
            .filter(|(key, _)| flat(key))
            .map(|(key, value)| (key.clone(), value.clone()));
        let beside: Map<_, _> = beside.collect();
        let nested = map
            .get(&paging.object)
            .map(|value| page("$", &paging.object, value))
            .transpose()?
            .flatten();
        let nested = match nested {
            None if !beside.is_empty() => {
                page("$", &paging.object, &Value::Object(beside))?
            }
            nested => nested,
        };
        out.extend(nested.map(|page| (paging.object.clone(), page)));
    }
    Ok(Value::Object(out))
}

fn read_rows(
    path: &str,
    rows: &Own,
    map: &Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    let mut out = Map::new();
    for (name, row) in rows {
        let Some(shape) = kind::shape(row) else { continue };
        let found = kind::wire_names(name, row)
            .find_map(|wire| map.get(wire).filter(|value| !value.is_null()));
        let name = kind::wire_name(name, row);
        let Some(found) = found else {
            if shape.list {
                out.insert(name.to_owned(), Value::Array(Vec::new()));
            }
            continue;
        };
        let path = format!("{path}.{name}");
        let value = match found {
            Value::Array(values) if shape.list => {
                let entries = values.iter().enumerate().map(|(index, value)| {
                    let path = format!("{path}[{index}]");
                    read_one(&path, row, shape, value)?
                        .ok_or_else(|| format!("`{path}` is empty; a list has no holes"))
                });
                Some(Value::Array(entries.collect::<Result<_, _>>()?))
            }
            _ if shape.list => {
                return Err(format!("`{path}` is not a list; correct the answer"));
            }
            value => read_one(&path, row, shape, value)?,
        };
        out.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(out)
}

/// One value; none for an empty text that stands for nothing.
fn read_one(
    path: &str,
    row: &Row,
    shape: Shape,
    value: &Value,
) -> Result<Option<Value>, String> {
    let fault = || {
        format!(
            "`{path}` is {}, but the answer has `{value}`; correct one of the two",
            shape.kind.noun()
        )
    };
    if shape.kind == Kind::Page {
        return page(path, "", value);
    }
    if shape.kind == Kind::Rows {
        let map = value.as_object().ok_or_else(fault)?;
        return Ok(Some(Value::Object(read_rows(
            path,
            &row.fields.iter().collect(),
            map,
        )?)));
    }
    let text = wire_text(value).ok_or_else(fault)?;
    if text.is_empty() && !shape.kind.is_text() {
        return Ok(None);
    }
    let number = || text.parse::<i64>().map(Value::from).map_err(|_| fault());
    let read = match shape.kind {
        Kind::Int if !row.values.is_empty() => {
            number().unwrap_or_else(|_| text.clone().into())
        }
        Kind::Int | Kind::NumberId(_) => number()?,
        Kind::Time => value::millis(&text).ok_or_else(fault)?.into(),
        Kind::Bool => match text.as_str() {
            "true" | "1" => true.into(),
            "false" | "0" => false.into(),
            _ => return Err(fault()),
        },
        Kind::Decimal => text.parse::<f64>().map(Value::from).map_err(|_| fault())?,
        Kind::Date => value::date(&text).ok_or_else(fault)?.to_string().into(),
        Kind::Text | Kind::Url | Kind::TextId(_) | Kind::Page | Kind::Rows => {
            text.into()
        }
    };
    Ok(Some(read))
}

/// The page object, which some answers put into a list.
fn page(path: &str, name: &str, value: &Value) -> Result<Option<Value>, String> {
    let value = match value {
        Value::Array(values) if values.len() <= 1 => {
            values.first().unwrap_or(&Value::Null)
        }
        value => value,
    };
    match value {
        Value::Null => Ok(None),
        Value::Object(map) => {
            let int = Row { ty: Some("int".to_owned()), ..Row::default() };
            let names = PAGE_ROWS.map(str::to_owned);
            let rows: Own = names.iter().map(|name| (name, &int)).collect();
            read_rows(path, &rows, map).map(|map| Some(Value::Object(map)))
        }
        _ => Err(format!(
            "`{path}{}{name}` is not a page object; correct the answer",
            if name.is_empty() { "" } else { "." }
        )),
    }
}

/// The first place where two readings differ.
pub fn first_difference(
    path: &str,
    expected: &Value,
    found: &Value,
) -> Option<(String, Option<Value>, Option<Value>)> {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            keys.into_iter().find_map(|key| {
                let path = format!("{path}.{key}");
                match (a.get(key), b.get(key)) {
                    (Some(a), Some(b)) => first_difference(&path, a, b),
                    (a, b) => Some((path, a.cloned(), b.cloned())),
                }
            })
        }
        (Value::Array(a), Value::Array(b)) => {
            (0..a.len().max(b.len())).find_map(|index| {
                let path = format!("{path}[{index}]");
                match (a.get(index), b.get(index)) {
                    (Some(a), Some(b)) => first_difference(&path, a, b),
                    (a, b) => Some((path, a.cloned(), b.cloned())),
                }
            })
        }
        (a, b) => (a != b).then(|| (path.to_owned(), Some(a.clone()), Some(b.clone()))),
    }
}

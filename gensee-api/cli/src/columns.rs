//! Rows of answers as cells: which columns there are, by the tables of the interface, and what stands in them.

use gensee_api::Time;
use gensee_api::schema::{CodeValue, FieldInfo, Kind};
use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::label;
use crate::lang::Lang;
use crate::value::{meant, simple};

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading: the wire name, with the names of the objects around it.
    pub name: String,
    kind: Kind,
    /// The vendor's note.
    note: &'static str,
    /// The codes that the document lists.
    pub values: &'static [CodeValue],
}

/// What stands in a cell of a file with typed columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Integer(i64),
    Decimal(f64),
    Boolean(bool),
    /// A moment, in milliseconds since 1970.
    Time(i64),
    /// A day, in days since 1970-01-01.
    Day(i32),
}

/// What the cells of a column hold, where they hold something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    Integer,
    Decimal,
    Boolean,
    Time,
    Day,
}

pub const DAY_MILLIS: i64 = 86_400_000;
pub const CHINA_MILLIS: i64 = 8 * 3_600_000;

impl Column {
    pub fn new(name: &str, kind: Kind, note: &'static str) -> Self {
        Self { name: name.to_owned(), kind, note, values: &[] }
    }

    /// A column of texts.
    pub fn text(name: &str) -> Self {
        Self::new(name, Kind::Text, "")
    }

    /// The columns of a table; an object has a column for each of its fields.
    pub fn of(fields: &'static [FieldInfo]) -> Vec<Self> {
        let mut columns = Vec::new();
        collect("", fields, false, &mut columns);
        columns
    }

    /// The same for rows that [`flattened`] made: a list of objects has a column for each field of its objects.
    pub fn flat(fields: &'static [FieldInfo]) -> Vec<Self> {
        let mut columns = Vec::new();
        collect("", fields, true, &mut columns);
        columns
    }

    /// What stands in the cell of a row: times in China time, lists with `; ` between their values, lists of objects as
    /// JSON, and nothing where the row has no value.
    pub fn cell(&self, row: &Value) -> String {
        text(self.kind, self.value(row))
    }

    fn value<'r>(&self, row: &'r Value) -> &'r Value {
        self.name.split('.').fold(row, |value, name| &value[name])
    }

    /// The same for a file with typed columns: ids and codes are texts there, because numbers would be rounded and summed.
    pub fn typed(&self, row: &Value) -> Cell {
        let value = self.value(row);
        let typed = match (self.holds(), value) {
            (Holds::Time, Value::Number(number)) => number.as_i64().map(Cell::Time),
            (Holds::Day, Value::String(text)) => day(text).map(Cell::Day),
            (Holds::Integer, Value::Number(number)) => {
                number.as_i64().map(Cell::Integer)
            }
            (Holds::Decimal, Value::Number(number)) => {
                number.as_f64().map(Cell::Decimal)
            }
            (Holds::Boolean, Value::Bool(is)) => Some(Cell::Boolean(*is)),
            _ => None,
        };
        typed.unwrap_or_else(|| match text(self.kind, value) {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        })
    }

    /// What its cells hold.
    pub fn holds(&self) -> Holds {
        match self.kind {
            Kind::Time => Holds::Time,
            Kind::Date => Holds::Day,
            Kind::Integer => Holds::Integer,
            Kind::Decimal => Holds::Decimal,
            Kind::Boolean => Holds::Boolean,
            _ => Holds::Text,
        }
    }

    /// The heading for people: in Chinese the vendor's note up to its first remark.
    pub fn heading(&self, lang: Lang) -> &str {
        match (lang, label::short(self.note)) {
            (Lang::Zh, short) if !short.is_empty() => short,
            _ => &self.name,
        }
    }

    /// A width that shows most values, in characters.
    pub fn width(&self) -> f64 {
        match self.kind {
            Kind::Time => 20.0,
            Kind::Date => 12.0,
            Kind::TextId => 34.0,
            Kind::Boolean
            | Kind::Integer
            | Kind::Decimal
            | Kind::Code
            | Kind::NumberCode => 12.0,
            _ => 24.0,
        }
    }
}

/// A day, `yyyy-MM-dd`, in days since 1970-01-01.
fn day(text: &str) -> Option<i32> {
    let midnight = Time::china(&format!("{text} 00:00:00")).ok()?;
    i32::try_from(china_day(midnight.millis())).ok()
}

/// The day of a moment in China, in days since 1970-01-01.
pub fn china_day(millis: i64) -> i64 {
    millis.saturating_add(CHINA_MILLIS).div_euclid(DAY_MILLIS)
}

fn collect(
    prefix: &str,
    fields: &'static [FieldInfo],
    is_flat: bool,
    columns: &mut Vec<Column>,
) {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        if field.kind == Kind::Object || (is_flat && is_list_of_objects(field)) {
            collect(&format!("{name}."), field.fields, is_flat, columns);
        } else {
            let FieldInfo { kind, note, values, .. } = *field;
            columns.push(Column { name, kind, note, values });
        }
    }
}

pub fn is_list_of_objects(field: &FieldInfo) -> bool {
    field.kind == Kind::List(&Kind::Object)
}

/// A row for each object of the lists in a row, at any depth, with the values around it: so a vote has a row for each
/// answer. A row whose lists are empty stays one row; several lists beside each other have rows one after the other.
pub fn flattened(fields: &[FieldInfo], mut row: Value) -> Vec<Value> {
    let lists = fields.iter().filter(|field| is_list_of_objects(field));
    let mut taken = Vec::new();
    for list in lists {
        if let Value::Array(items) = row[list.name].take()
            && !items.is_empty()
        {
            taken.push((list, items));
        }
    }
    if taken.is_empty() {
        return vec![row];
    }
    let mut rows = Vec::new();
    for (list, items) in taken {
        for item in items.into_iter().flat_map(|item| flattened(list.fields, item)) {
            let mut one = row.clone();
            one[list.name] = item;
            rows.push(one);
        }
    }
    rows
}

fn text(kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Time, Value::Number(number)) => number
            .as_i64()
            .map_or_else(|| number.to_string(), |it| Time::from_millis(it).to_string()),
        (_, Value::String(text)) => text.clone(),
        (Kind::List(item), Value::Array(items)) if *item != Kind::Object => {
            let items: Vec<_> = items.iter().map(|value| text(*item, value)).collect();
            items.join("; ")
        }
        (_, Value::Array(items)) if items.is_empty() => String::new(),
        (_, other) => other.to_string(),
    }
}

/// The columns that were asked for, in that order; all of them where none were.
///
/// # Errors
/// When one is not there.
pub fn choose(columns: Vec<Column>, names: &[String]) -> Outcome<Vec<Column>> {
    if names.is_empty() {
        return Ok(columns);
    }
    let find = |name: &String| {
        let found = columns.iter().find(|column| simple(&column.name) == simple(name));
        found.cloned().ok_or_else(|| {
            let known = columns.iter().map(|column| column.name.as_str());
            Failure::usage(format!(
                "`--columns`: `{name}` is not a column{}; give some of {}",
                meant(name, known.clone()),
                known.collect::<Vec<_>>().join(", ")
            ))
        })
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Column, choose, flattened};
    use crate::lang::Lang;
    use gensee_api::Answer as _;
    use gensee_api::webcast::{ListWebcastsResponse, Visit, Vote};
    use serde_json::json;

    fn cells(columns: &[Column], row: &serde_json::Value) -> Vec<(String, String)> {
        let cells = columns.iter().map(|column| (column.name.clone(), column.cell(row)));
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    }

    #[test]
    fn cells_follow_the_kinds() {
        let webcast = ListWebcastsResponse::ROWS[0].fields;
        let row = json!({"id": "5f3c", "startTime": 1_621_389_600_000_i64, "opened": true, "endTime": null});
        let cells = cells(&Column::of(webcast), &row);
        let find = |name: &str| {
            cells.iter().find(|(it, _)| it == name).map(|(_, cell)| cell.as_str())
        };
        assert_eq!(find("startTime"), Some("2021-05-19 10:00:00"));
        assert_eq!(find("id"), Some("5f3c"));
        assert_eq!(find("endTime"), None);
    }

    #[test]
    fn cells_are_typed() {
        let columns = Column::of(Visit::ROWS);
        let row = json!({
            "nickname": "张三", "joinTime": 1_621_396_800_000_i64, "uid": 1_000_000_042_i64, "leaveTime": null
        });
        let cell = |name: &str| {
            let column = columns.iter().find(|column| column.name == name).unwrap();
            (column.heading(Lang::Zh), column.typed(&row))
        };
        assert_eq!(cell("nickname"), ("昵称", Cell::Text("张三".to_owned())));
        assert_eq!(cell("joinTime"), ("加入时间", Cell::Time(1_621_396_800_000)));
        assert_eq!(cell("leaveTime"), ("离开时间", Cell::Empty));
        assert_eq!(cell("uid"), ("用户ID", Cell::Text("1000000042".to_owned())));
        assert_eq!(super::day("2021-05-19"), Some(18_766));
        assert_eq!(super::day("soon"), None);
    }

    #[test]
    fn lists_and_objects_have_cells() {
        let columns = Column::of(Vote::ROWS);
        let row = json!({"vote": [{"a": 1}], "list": []});
        assert!(columns.iter().all(|column| !column.cell(&row).contains("null")));
    }

    #[test]
    fn a_vote_has_a_row_for_each_answer() {
        let vote = json!({"subject": "s", "questions": [
            {"content": "q1", "options": [
                {"value": "a", "results": [{"nickName": "x"}, {"nickName": "y"}]},
                {"value": "b", "results": []},
            ]},
            {"content": "q2"},
        ]});
        let columns = Column::flat(Vote::ROWS);
        let find =
            |name: &str| columns.iter().find(|column| column.name == name).unwrap();
        let names = [
            "subject",
            "questions.content",
            "questions.options.value",
            "questions.options.results.nickName",
        ];
        let names = names.map(find);
        let rows = flattened(Vote::ROWS, vote);
        let rows: Vec<_> = rows
            .iter()
            .map(|row| names.map(|column| column.cell(row)).join(" "))
            .collect();
        assert_eq!(rows, ["s q1 a x", "s q1 a y", "s q1 b ", "s q2  "]);
        assert_eq!(
            flattened(Vote::ROWS, json!({"subject": "s"})),
            [json!({"subject": "s", "questions": null})]
        );
    }

    #[test]
    fn columns_are_chosen_by_any_spelling() {
        let columns = Column::of(ListWebcastsResponse::ROWS[0].fields);
        let chosen =
            choose(columns.clone(), &["start-time".into(), "ID".into()]).unwrap();
        let names: Vec<_> = chosen.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["startTime", "id"]);
        let error = choose(columns, &["subjekt".into()]).unwrap_err().to_string();
        assert!(error.contains("did you mean `subject`?"), "{error}");
    }
}

//! What a tool takes, as JSON Schema. What it answers is not described, because clients give all schemas to the model, and
//! those of the answers are the longest; they are resources.

use gensee_api::OperationInfo;
use gensee_api::schema::{FieldInfo, Kind};
use serde_json::{Map, Value, json};

use crate::command::describe;
use crate::lang::Lang;
use crate::value::kebab;

/// Where in a list to go on, and how many rows to bring.
pub const CURSOR: &str = "cursor";
pub const LIMIT: &str = "limit";
/// Rows of an answer, unless others are asked for, and at most.
pub const ROWS: usize = 50;
pub const MOST: usize = 500;
/// Some of the ways to write a time.
const TIMES: [&str; 3] = ["2026-01-31 08:00", "2026-01-31T08:00:00+09:00", "-7d"];

/// The schema of the arguments of an operation.
pub fn arguments(
    info: &'static OperationInfo,
    is_list: bool,
    lang: Lang,
) -> Map<String, Value> {
    // Pages are turned by the cursor.
    let fields = info.request.iter().filter(|field| !(is_list && is_page(field)));
    let mut schema = object(fields, lang);
    if let (true, Some(properties)) = (is_list, schema["properties"].as_object_mut()) {
        let cursor = lang.pick(
            "`nextCursor` of the answer before, with the same other arguments",
            "上一个应答的 `nextCursor`，其他参数须相同",
        );
        let limit = lang.pick("Rows to bring", "返回的行数");
        properties
            .insert(CURSOR.to_owned(), json!({"type": "string", "description": cursor}));
        properties.insert(
            LIMIT.to_owned(),
            json!({"type": "integer", "minimum": 1, "maximum": MOST, "default": ROWS, "description": limit}),
        );
    }
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

pub fn is_page(field: &FieldInfo) -> bool {
    field.rust_name == "page_no"
}

fn object<'f>(fields: impl Iterator<Item = &'f FieldInfo>, lang: Lang) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let mut schema = of_kind(field, field.kind, lang);
        schema["description"] = describe(field, lang).into();
        properties.insert(field.name.to_owned(), schema);
        if field.required {
            required.push(field.name);
        }
    }
    json!({
        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
    })
}

fn of_kind(field: &FieldInfo, kind: Kind, lang: Lang) -> Value {
    let mut schema = match kind {
        Kind::List(item) => {
            return json!({"type": "array", "items": of_kind(field, *item, lang)});
        }
        Kind::Object => return object(field.fields.iter(), lang),
        Kind::Integer => json!({"type": "integer"}),
        Kind::NumberId => json!({"anyOf": either(["integer", "string"])}),
        Kind::Decimal => json!({"type": "number"}),
        Kind::Boolean => json!({"type": "boolean"}),
        // A text, or milliseconds as answers have them.
        Kind::Time => json!({"anyOf": either(["string", "integer"]), "examples": TIMES}),
        Kind::Date => json!({"type": "string"}),
        Kind::Code | Kind::NumberCode => {
            let mut names: Vec<_> =
                field.values.iter().map(|value| kebab(value.name)).collect();
            // A variant with several codes is there several times.
            names.dedup();
            json!({"type": "string", "enum": names})
        }
        _ => json!({"type": "string"}),
    };
    let bounds =
        [("minLength", "maxLength", field.length), ("minimum", "maximum", field.range)];
    for (least, most, bounds) in bounds {
        for (name, bound) in
            [(least, bounds.and_then(|it| it.min)), (most, bounds.and_then(|it| it.max))]
        {
            if let Some(bound) = bound {
                schema[name] = bound.into();
            }
        }
    }
    schema
}

/// One of two types; a list under `type` is not read by every assistant.
fn either(types: [&str; 2]) -> [Value; 2] {
    types.map(|ty| json!({"type": ty}))
}

#[cfg(test)]
mod tests {
    use super::{CURSOR, LIMIT, arguments};
    use crate::lang::Lang;
    use gensee_api::OperationInfo;
    use gensee_api::webcast::OPERATIONS;
    use serde_json::json;

    fn info(name: &str) -> &'static OperationInfo {
        OPERATIONS.iter().find(|info| info.name == name).unwrap()
    }

    #[test]
    fn arguments_follow_the_tables() {
        let schema = arguments(info("create_webcast"), false, Lang::En);
        assert_eq!(
            schema["required"],
            json!(["subject", "startTime", "organizerToken", "panelistToken"])
        );
        let properties = &schema["properties"];
        let either = json!([{"type": "string"}, {"type": "integer"}]);
        assert_eq!(properties["startTime"]["anyOf"], either);
        assert_eq!(properties["clientType"]["enum"][0], "standard");
        assert!(properties.get(CURSOR).is_none());
        let files = arguments(info("attach_files"), false, Lang::Zh);
        let items = &files["properties"]["attachmentList"]["items"];
        assert_eq!(items["properties"]["url"]["type"], "string");
        let list = arguments(info("list_webcasts"), true, Lang::En);
        assert!(list["properties"].get("pageNo").is_none());
        assert_eq!(list["properties"][LIMIT]["maximum"], 500);
    }

    #[test]
    fn no_parameter_has_the_name_of_a_paging_one() {
        let rows = OPERATIONS.iter().flat_map(|info| info.request);
        assert!(rows.into_iter().all(|row| row.name != CURSOR && row.name != LIMIT));
    }
}

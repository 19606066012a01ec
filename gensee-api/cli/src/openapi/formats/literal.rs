//! Lists as the names that are sent (`recordId[0]`, `attachmentList[0].url`), to a chosen length. OpenAPI cannot say that they
//! go on, so this is for consoles.

use serde_json::{Map, Value};

use super::{FORM, entries, referred};

pub fn lists(document: &mut Value, length: usize) {
    let schemas = document["components"]["schemas"].clone();
    let mut requests = Vec::new();
    for path in entries(&mut document["paths"]).values_mut() {
        let operation = &mut path["post"];
        if operation["x-gensee-list-encoding"] != "indexed" {
            continue;
        }
        let form = &mut operation["requestBody"]["content"][FORM];
        entries(form).shift_remove("encoding");
        requests.extend(referred(&form["schema"]).map(str::to_owned));
        for example in
            form["examples"].as_object_mut().into_iter().flat_map(Map::values_mut)
        {
            let value = std::mem::take(&mut example["value"]);
            let mut flat = Map::new();
            flatten("", &value, &mut flat);
            example["value"] = flat.into();
        }
    }
    for name in requests {
        let own = &mut document["components"]["schemas"][name]["allOf"][1];
        let (mut properties, mut required) = (Map::new(), Vec::new());
        let is_in = |list: &Value, name: &str| {
            list.as_array().is_some_and(|list| list.iter().any(|it| it == name))
        };
        for (name, schema) in entries(&mut own["properties"]) {
            let names = parameters(name, schema, &schemas, length);
            properties.extend(names.into_iter().map(|(name, schema, _)| (name, schema)));
        }
        for (name, schema) in own["properties"].as_object().into_iter().flatten() {
            if is_in(&own["required"], name) {
                let names =
                    parameters(name, schema, &schemas, length.min(1)).into_iter();
                let names = names.filter(|(_, _, required)| *required);
                required.extend(names.map(|(name, ..)| Value::from(name)));
            }
        }
        own["required"] = required.into();
        own["properties"] = properties.into();
    }
}

/// The names of a parameter with their schemas, and whether an entry needs them.
fn parameters(
    name: &str,
    schema: &Value,
    schemas: &Value,
    length: usize,
) -> Vec<(String, Value, bool)> {
    if schema["type"] != "array" {
        return vec![(name.to_owned(), schema.clone(), true)];
    }
    let items = &schema["items"];
    let entry = |index: usize| match referred(items).map(|name| &schemas[name]) {
        None => {
            let mut value = items.clone();
            value["description"] = schema["description"].clone();
            vec![(format!("{name}[{index}]"), value, true)]
        }
        Some(row) => {
            let rows = row["properties"].as_object().into_iter().flatten();
            let required = row["required"].as_array();
            rows.map(|(key, value)| {
                let is_required =
                    required.is_some_and(|it| it.iter().any(|it| it == key));
                (format!("{name}[{index}].{key}"), value.clone(), is_required)
            })
            .collect()
        }
    };
    (0..length).flat_map(entry).collect()
}

fn flatten(name: &str, value: &Value, flat: &mut Map<String, Value>) {
    match value {
        Value::Object(map) => {
            let dot = if name.is_empty() { "" } else { "." };
            for (key, value) in map {
                flatten(&format!("{name}{dot}{key}"), value, flat);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&format!("{name}[{index}]"), item, flat);
            }
        }
        scalar => {
            flat.insert(name.to_owned(), scalar.clone());
        }
    }
}

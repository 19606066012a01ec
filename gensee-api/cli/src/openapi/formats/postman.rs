//! A Postman collection: a folder for each tag, the login as variables, what can be left out switched off.

use serde_json::{Value, json};

use super::{Call, LOGIN, base, calls, text};

pub fn collection(document: &Value) -> Value {
    let folder = |tag: &Value| {
        let calls =
            calls(document).filter(|call| call.operation["tags"][0] == tag["name"]);
        json!({ "name": tag["name"], "item": calls.map(|call| request(&call)).collect::<Value>() })
    };
    let info = &document["info"];
    json!({
        "info": {
            "name": info["title"],
            "version": info["version"],
            "description": info["description"],
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "variable": [
            { "key": "baseUrl", "value": base(document) },
            { "key": LOGIN[0], "value": "" },
            { "key": LOGIN[1], "value": "" },
        ],
        "item": document["tags"].as_array().into_iter().flatten().map(folder).collect::<Value>(),
    })
}

fn request(call: &Call<'_>) -> Value {
    let parameters = call.parameters.iter().map(|(name, schema, required)| {
        let value = match (*name, &call.example["value"][name]) {
            (name, _) if LOGIN.contains(&name) => format!("{{{{{name}}}}}"),
            (_, Value::Null) => String::new(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        json!({
            "key": name,
            "disabled": !required && value.is_empty(),
            "value": value,
            "description": schema["description"],
        })
    });
    json!({
        "name": call.operation["summary"],
        "request": {
            "method": "POST",
            "url": format!("{{{{baseUrl}}}}{}", call.path),
            "description": text(&call.operation["description"]),
            "body": { "mode": "urlencoded", "urlencoded": parameters.collect::<Value>() },
        },
    })
}

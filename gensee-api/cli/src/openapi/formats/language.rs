//! One language of descriptions: the document has the English first, and the Chinese behind an empty line, or a dot in a line.

use serde_json::Value;

/// Leaves one language, wherever there are two.
pub fn keep(value: &mut Value, lang: &str) {
    match value {
        _ if lang == "both" => {}
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("description", Value::String(text)) => pick(text, "\n\n", lang),
                    ("summary", Value::String(text)) => pick(text, " · ", lang),
                    // Values of the interface, which are what they are.
                    ("examples", _) => {}
                    (_, below) => keep(below, lang),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| keep(item, lang)),
        _ => {}
    }
}

fn pick(text: &mut String, between: &str, lang: &str) {
    if let Some((english, chinese)) = text.split_once(between) {
        *text = if lang == "zh" { chinese } else { english }.to_owned();
    }
}

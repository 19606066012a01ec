//! A `.http` file, for the HTTP clients of editors.

use serde_json::Value;

use super::{FORM, LOGIN, base, calls, text};

pub fn file(document: &Value) -> String {
    let mut file = format!(
        "# {}\n@base = {}\n@loginName = \n@password = \n",
        text(&document["info"]["title"]),
        base(document)
    );
    for call in calls(document) {
        let operation = call.operation;
        file += &format!("\n### {}\n", text(&operation["summary"]));
        for line in
            text(&operation["description"]).lines().filter(|line| !line.is_empty())
        {
            file += &format!("# {line}\n");
        }
        let own = match call.example["x-gensee-form"].as_str() {
            Some(form) => format!("&{form}"),
            None => {
                let needed = call
                    .parameters
                    .iter()
                    .filter(|(name, _, required)| *required && !LOGIN.contains(name));
                needed.map(|(name, ..)| format!("&{name}=")).collect()
            }
        };
        file += &format!(
            "# @name {}\nPOST {{{{base}}}}{}\nContent-Type: {FORM}\n\nloginName={{{{loginName}}}}&password={{{{password}}}}{}\n",
            text(&operation["operationId"]),
            call.path,
            own,
        );
    }
    file
}

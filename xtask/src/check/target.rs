//! Where the targets of the changelog point: whether what they name is there, and how it is called.

use crate::check::did_you_mean;
use crate::spec::{Chapter, Rows, operation_path, target_owner};

use super::context::Context;

/// The names of a row from its table inwards: `list` and `creator` of `page#response.list.creator`.
pub fn names(target: &str) -> impl Iterator<Item = &str> {
    target.split_once('#').into_iter().flat_map(|(_, path)| path.split('.').skip(1))
}

/// The first row called `name` below `owner`, as a target.
pub fn row_called(context: &Context, owner: &str, name: &str) -> Option<String> {
    let tables = match (owner, &context.shared, context.operations.get(owner)) {
        ("shared", Some(shared), _) => [&shared.request, &shared.response],
        (_, _, Some(operation)) => [&operation.request, &operation.response],
        _ => return None,
    };
    let path = [("request", tables[0]), ("response", tables[1])]
        .into_iter()
        .find_map(|(side, rows)| Some(format!("{side}.{}", path_to(rows, name)?)));
    path.map(|path| format!("{owner}#{path}"))
}

fn path_to(rows: &Rows, name: &str) -> Option<String> {
    rows.iter().find_map(|(key, row)| {
        if key == name {
            return Some(key.clone());
        }
        Some(format!("{key}.{}", path_to(&row.fields, name)?))
    })
}

/// Whether the file that a target names can be read.
pub fn is_readable(context: &Context, target: &str) -> bool {
    match target_owner(target) {
        "document" => context.document.is_some(),
        "shared" => context.shared.is_some(),
        key => {
            context.operations.contains_key(key)
                || !context.keys.iter().any(|known| known == key)
        }
    }
}

/// Why `target` is nowhere, if it is not. Targets in files that cannot be read are taken to be there.
pub fn missing(context: &Context, target: &str) -> Option<String> {
    let (owner, path) = target
        .split_once('#')
        .map_or((target, None), |(owner, path)| (owner, Some(path)));
    let path = path.map(|path| path.split('.').collect::<Vec<_>>());
    let absent = |what: &str, near: String| {
        let cure =
            if near.is_empty() { "; correct the target".to_owned() } else { near };
        Some(format!("`{target}`: `{what}` is not there{cure}"))
    };
    match (owner, path.as_deref()) {
        ("shared" | "document" | "changelog", None) => absent(owner, String::new()),
        ("document", Some(titles)) => {
            let mut chapters = &context.document.as_ref()?.chapters;
            for title in titles {
                match chapters.iter().find(|chapter| chapter.title == *title) {
                    Some(chapter) => chapters = &chapter.sections,
                    None => {
                        return absent(
                            title,
                            did_you_mean(title, chapters.iter().map(title_of)),
                        );
                    }
                }
            }
            None
        }
        ("shared", Some([table, rest @ ..])) => {
            let shared = context.shared.as_ref()?;
            match *table {
                "request" => missing_row(&shared.request, rest, &absent),
                "response" => missing_row(&shared.response, rest, &absent),
                "return_codes" => match rest {
                    [] => None,
                    [code] if shared.return_codes.contains_key(*code) => None,
                    [code, ..] => absent(
                        code,
                        did_you_mean(
                            code,
                            shared.return_codes.keys().map(String::as_str),
                        ),
                    ),
                },
                other => absent(
                    other,
                    did_you_mean(other, ["request", "response", "return_codes"]),
                ),
            }
        }
        (key, path) => {
            if !context.keys.iter().any(|known| known == key) {
                return absent(
                    &operation_path(key),
                    did_you_mean(key, context.keys.iter().map(String::as_str)),
                );
            }
            let operation = context.operations.get(key)?;
            match path? {
                ["request", rest @ ..] => missing_row(&operation.request, rest, &absent),
                ["response", rest @ ..] => {
                    missing_row(&operation.response, rest, &absent)
                }
                [other, ..] => {
                    absent(other, did_you_mean(other, ["request", "response"]))
                }
                [] => None,
            }
        }
    }
}

fn missing_row(
    rows: &Rows,
    path: &[&str],
    absent: &impl Fn(&str, String) -> Option<String>,
) -> Option<String> {
    let [name, rest @ ..] = path else { return None };
    match rows.get(*name) {
        None => absent(name, did_you_mean(name, rows.keys().map(String::as_str))),
        Some(row) => missing_row(&row.fields, rest, absent),
    }
}

fn title_of(chapter: &Chapter) -> &str {
    &chapter.title
}

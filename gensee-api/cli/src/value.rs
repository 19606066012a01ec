//! One argument of a parameter: what is typed at a terminal becomes the text that the wire has.

mod time;

pub use time::span;

use std::fs;
use std::io::{self, Read as _};

use gensee_api::Time;
use gensee_api::schema::{CodeValue, FieldInfo, Kind};
use jiff::civil::Date;
use serde_json::Value;

/// The pairs of one element: one without a name for a single value, one for each field of an object.
pub type Element = Vec<(String, String)>;

/// Reads an argument of `field`: one element, or several where it is a list in a file.
///
/// `@FILE` stands for what a file holds and `-` for stdin; `@@` begins a text with `@`.
///
/// # Errors
/// What is wrong with it, for a message that names the argument.
pub fn read(field: &FieldInfo, argument: &str) -> Result<Vec<Element>, String> {
    let (text, is_file) = expand(argument)?;
    let Kind::List(_) = field.kind else { return Ok(vec![element(field, &text)?]) };
    if text.trim_start().starts_with('[') {
        let items: Vec<Value> = serde_json::from_str(&text)
            .map_err(|error| format!("not a JSON list: {error}"))?;
        return items.iter().map(|item| element(field, &plain(item))).collect();
    }
    if !is_file {
        return Ok(vec![element(field, &text)?]);
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| element(field, line)).collect()
}

/// Reads a JSON value of `field`: one element, or several where it is a list. Neither files nor stdin are read.
///
/// # Errors
/// What is wrong with it.
pub fn given(field: &FieldInfo, value: &Value) -> Result<Vec<Element>, String> {
    match (field.kind, value) {
        (_, Value::Null) => Ok(Vec::new()),
        (Kind::List(_), Value::Array(items)) => {
            items.iter().map(|item| element(field, &plain(item))).collect()
        }
        _ => Ok(vec![element(field, &plain(value))?]),
    }
}

/// The text of an argument, and whether it comes from a file.
fn expand(argument: &str) -> Result<(String, bool), String> {
    let text = match (argument, argument.strip_prefix('@')) {
        ("-", _) => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| format!("stdin: {error}"))?;
            text
        }
        (_, None) => return Ok((argument.to_owned(), false)),
        (_, Some(text)) if text.starts_with('@') => return Ok((text.to_owned(), false)),
        (_, Some(file)) => {
            fs::read_to_string(file).map_err(|error| format!("`{file}`: {error}"))?
        }
    };
    // An editor ends the last line, and the value does not.
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok((text.strip_suffix('\r').unwrap_or(text).to_owned(), true))
}

fn element(field: &FieldInfo, text: &str) -> Result<Element, String> {
    if field.kind.item() == Kind::Object {
        return object(field.fields, text);
    }
    Ok(vec![(String::new(), scalar(field, text)?)])
}

/// An object, as JSON or as `name=value,name=value`. A comma belongs to the value unless a name and `=` follow.
fn object(fields: &[FieldInfo], text: &str) -> Result<Element, String> {
    let named = |name: &str| {
        fields.iter().find(|field| field.name == name).ok_or_else(|| {
            let names = fields.iter().map(|field| field.name);
            format!("`{name}` is not one of its fields{}", meant(name, names))
        })
    };
    let pairs: Vec<(String, String)> = if text.trim_start().starts_with('{') {
        let object: serde_json::Map<String, Value> = serde_json::from_str(text)
            .map_err(|error| format!("not a JSON object: {error}"))?;
        object.iter().map(|(name, value)| (name.clone(), plain(value))).collect()
    } else {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in text.split(',') {
            match (part.split_once('='), pairs.last_mut()) {
                (Some((name, value)), None) => {
                    pairs.push((name.to_owned(), value.to_owned()));
                }
                (Some((name, value)), Some(_)) if named(name).is_ok() => {
                    pairs.push((name.to_owned(), value.to_owned()));
                }
                (_, Some((_, value))) => *value = format!("{value},{part}"),
                (None, None) => {
                    return Err(format!("`{part}` has no `=`; write {}", shape(fields)));
                }
            }
        }
        pairs
    };
    let read = |(name, value): (String, String)| {
        let value = scalar(named(&name)?, &value)
            .map_err(|error| format!("`{name}`: {error}"))?;
        Ok((name, value))
    };
    pairs.into_iter().map(read).collect()
}

/// How an object is written, such as `name=…,url=…`.
pub fn shape(fields: &[FieldInfo]) -> String {
    let fields: Vec<_> =
        fields.iter().map(|field| format!("{}=…", field.name)).collect();
    format!("`{}`", fields.join(","))
}

/// A single value as wire text.
///
/// # Errors
/// What is wrong with it.
pub fn scalar(field: &FieldInfo, text: &str) -> Result<String, String> {
    let is_number = || text.parse::<i64>().is_ok();
    match field.kind.item() {
        Kind::Integer | Kind::NumberId if !is_number() => {
            Err("not a whole number".to_owned())
        }
        Kind::Decimal if text.parse::<f64>().is_err() => Err("not a number".to_owned()),
        Kind::Boolean => match text.to_lowercase().as_str() {
            "true" | "yes" | "1" => Ok("true".to_owned()),
            "false" | "no" | "0" => Ok("false".to_owned()),
            _ => Err("write `true` or `false`".to_owned()),
        },
        Kind::Time => Ok(time::moment(text, Time::now())?.to_string()),
        Kind::Date => time::day(text, Time::now()),
        Kind::Code | Kind::NumberCode => code(field.values, text),
        _ => Ok(text.to_owned()),
    }
}

/// A moment, as a time parameter takes it.
pub fn moment(text: &str) -> Result<Time, String> {
    time::moment(text, Time::now()).map(Time::from_millis)
}

/// The first day of a month: `yyyy-MM`, or any moment in it.
pub fn month(text: &str) -> Result<Date, String> {
    time::month(text, Time::now())
}

/// A code, by itself or by its name.
fn code(values: &[CodeValue], text: &str) -> Result<String, String> {
    let same =
        |value: &&CodeValue| value.code == text || simple(value.name) == simple(text);
    if let Some(value) = values.iter().find(same) {
        return Ok(value.code.to_owned());
    }
    let known: Vec<_> = values
        .iter()
        .map(|value| format!("{} ({})", value.code, kebab(value.name)))
        .collect();
    let names =
        values.iter().flat_map(|value| [value.code.to_owned(), kebab(value.name)]);
    Err(format!("not one of {}{}", known.join(", "), meant(text, names)))
}

/// A name without what differs between ways to write it.
pub fn simple(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `NotStarted` as `not-started`.
pub fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(if c == '_' { '-' } else { c }.to_lowercase());
    }
    kebab
}

/// `; did you mean …?`, where a known word is near enough.
pub fn meant(word: &str, known: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let near = known.into_iter().map(|known| {
        let known = known.as_ref();
        (strsim::jaro_winkler(&simple(word), &simple(known)), known.to_owned())
    });
    let nearest =
        near.filter(|(near, _)| *near > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, known)| format!("; did you mean `{known}`?")).unwrap_or_default()
}

/// A JSON value as it stands in a form.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{kebab, meant, read};
    use gensee_api::params::Parameters;
    use gensee_api::schema::FieldInfo;
    use gensee_api::webcast::{AttachFiles, ChooseRecords, CreateWebcast};

    fn field<O: Parameters>(name: &str) -> &'static FieldInfo {
        O::ROWS.iter().find(|row| row.name == name).expect("a parameter")
    }

    fn one(field: &FieldInfo, text: &str) -> Result<String, String> {
        let elements = read(field, text)?;
        let pairs: Vec<_> = elements
            .iter()
            .map(|pairs| {
                let pairs = pairs.iter().map(|(name, value)| match name.as_str() {
                    "" => value.clone(),
                    name => format!("{name}={value}"),
                });
                pairs.collect::<Vec<_>>().join(" ")
            })
            .collect();
        Ok(pairs.join(" | "))
    }

    #[test]
    fn single_values() {
        let table = [
            ("subject", "@@home", Ok("@home")),
            ("subject", "公开课", Ok("公开课")),
            ("opened", "Yes", Ok("true")),
            ("opened", "maybe", Err("write `true` or `false`")),
            ("startTime", "2021-05-19 10:00:00", Ok("1621389600000")),
            ("startTime", "2021-05-19T03:00:00+01:00", Ok("1621389600000")),
            ("maxAttendees", "many", Err("not a whole number")),
            ("clientType", "1", Ok("1")),
            ("clientType", "standard", Ok("0")),
            ("clientType", "standart", Err("did you mean `standard`?")),
            ("subject", "@/no/such/file", Err("No such file")),
        ];
        for (name, text, expected) in table {
            match (one(field::<CreateWebcast>(name), text), expected) {
                (Ok(read), Ok(expected)) => assert_eq!(read, expected, "{name} {text}"),
                (Err(error), Err(expected)) => {
                    assert!(error.contains(expected), "{name} {text}: {error}");
                }
                (read, _) => panic!("{name} {text}: {read:?}"),
            }
        }
    }

    #[test]
    fn lists_and_objects() {
        let records = field::<ChooseRecords>("recordId");
        assert_eq!(one(records, "7").as_deref(), Ok("7"));
        assert_eq!(one(records, "[7, 8]").as_deref(), Ok("7 | 8"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ids");
        fs::write(&file, "7\r\n\n8\n").unwrap();
        assert_eq!(
            one(records, &format!("@{}", file.display())).as_deref(),
            Ok("7 | 8")
        );

        let files = field::<AttachFiles>("attachmentList");
        let table = [
            (
                "url=http://x.cn/a,b?c=d,name=讲义",
                Ok("url=http://x.cn/a,b?c=d name=讲义"),
            ),
            (r#"{"name":"a","url":"http://x.cn"}"#, Ok("name=a url=http://x.cn")),
            ("nam=a", Err("`nam` is not one of its fields; did you mean `name`?")),
            ("讲义", Err("`讲义` has no `=`; write `")),
        ];
        for (text, expected) in table {
            match (one(files, text), expected) {
                (Ok(read), Ok(expected)) => assert_eq!(read, expected),
                (Err(error), Err(expected)) => {
                    assert!(error.starts_with(expected), "{error}");
                }
                (read, _) => panic!("{text}: {read:?}"),
            }
        }
    }

    #[test]
    fn names() {
        assert_eq!(kebab("NotStarted"), "not-started");
        assert_eq!(kebab("created_time"), "created-time");
        assert_eq!(meant("craete", ["create", "delete"]), "; did you mean `create`?");
        assert_eq!(meant("x", ["create", "delete"]), "");
    }
}

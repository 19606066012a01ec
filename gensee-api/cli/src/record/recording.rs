//! The files of a recording: one for each call, and one about all of them.

use std::fs;
use std::path::{Path, PathBuf};

use form_urlencoded::Serializer;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{BASE_PATH, OPERATIONS, REVISIONS, visit};
use gensee_api::{Answer as _, Decoded, OperationInfo, Time, drift, response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::mask;
use super::pseudonym::Pseudonyms;
use crate::failure::{Failure, Outcome};
use crate::value::kebab;

/// The file about all calls.
const HEAD: &str = "recording.json";
/// The form of the files. A program that knows a later one only refuses them.
const FORMAT: u32 = 1;

/// What is said of all calls.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    format: u32,
    program: String,
    /// The revision of the document that the program knew.
    revision: String,
    /// When it began, in milliseconds.
    pub recorded: i64,
    /// Whether the server was one on the same machine, such as a sandbox.
    local: bool,
}

/// A call without its secrets and names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The operation; `None` for a path that the document does not have.
    pub operation: Option<String>,
    pub method: String,
    /// The path below the base path.
    pub path: String,
    /// The parameters in their order, without those of the login; a list where a name was sent several times.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub parameters: Map<String, Value>,
    pub status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The answer, where it is strict JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The answer, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the client of this program reads in the answer, where that is all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<Value>,
    /// Where the answer differs from the document, and in what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drift: Vec<String>,
}

/// A call as it was.
pub struct Exchange<'a> {
    pub method: &'a str,
    /// The path below the base path.
    pub path: &'a str,
    /// The parameters of query and body.
    pub form: &'a [u8],
    pub status: u16,
    pub content_type: Option<&'a str>,
    pub body: &'a [u8],
}

/// Writes a recording.
pub struct Recorder {
    folder: PathBuf,
    names: Pseudonyms,
    calls: usize,
}

impl Recorder {
    /// Begins a recording in a new folder, or in an empty one: a pseudonym holds within one recording.
    ///
    /// # Errors
    /// When the folder holds something, or cannot be written to.
    pub fn begin(folder: &Path, site: &str) -> Outcome<Self> {
        let failed = |error| Failure::file(folder, &error);
        fs::create_dir_all(folder).map_err(failed)?;
        if fs::read_dir(folder).map_err(failed)?.next().is_some() {
            return Err(Failure::usage(format!(
                "`--to {}`: the folder is not empty; name a new one, because each recording has its own pseudonyms",
                folder.display()
            )));
        }
        let host = site.split(':').next().unwrap_or_default();
        let head = Head {
            format: FORMAT,
            program: format!("gensee {}", env!("CARGO_PKG_VERSION")),
            revision: REVISIONS.last().copied().unwrap_or_default().to_owned(),
            recorded: Time::now().millis(),
            local: matches!(host, "localhost" | "127.0.0.1" | "[")
                || site.starts_with("[::1]"),
        };
        write(&folder.join(HEAD), &head)?;
        Ok(Self { folder: folder.to_owned(), names: Pseudonyms::new(site), calls: 0 })
    }

    /// Writes a call. Its file, and what is in it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&mut self, exchange: &Exchange<'_>) -> Outcome<(String, Record)> {
        let record = record(&mut self.names, exchange);
        self.calls += 1;
        let name = match &record.operation {
            Some(name) => kebab(name),
            None => "unknown".to_owned(),
        };
        let file = format!("{:04}-{name}.json", self.calls);
        write(&self.folder.join(&file), &record)?;
        Ok((file, record))
    }
}

fn record(names: &mut Pseudonyms, exchange: &Exchange<'_>) -> Record {
    let info = OPERATIONS.iter().find(|info| info.path == exchange.path);
    let mut parameters: Map<String, Value> = Map::new();
    for (name, value) in mask::parameters(names, info, exchange.form) {
        match parameters.get_mut(&name) {
            None => {
                parameters.insert(name, value.into());
            }
            Some(Value::Array(values)) => values.push(value.into()),
            Some(first) => *first = Value::Array(vec![first.take(), value.into()]),
        }
    }
    let text = mask::answer(names, info, &String::from_utf8_lossy(exchange.body));
    let body = serde_json::from_str::<Value>(&text).ok();
    // What is read is what stands in the file.
    let text = body.as_ref().map_or(text, Value::to_string);
    let reading = info.and_then(|info| visit(info.name, Reader(text.as_bytes())));
    let (reads, drift) = reading.unwrap_or_default();
    let path: Vec<_> = exchange.path.split('/').map(|part| names.name(part)).collect();
    // The rest of the header is the server's choice of words.
    let content_type = exchange.content_type.map(|kind| kind.chars().take(80).collect());
    Record {
        operation: info.map(|info| info.name.to_owned()),
        method: exchange.method.to_owned(),
        path: path.join("/"),
        parameters,
        status: exchange.status,
        content_type,
        text: body.is_none().then_some(text),
        body,
        reads,
        drift,
    }
}

/// Reads an answer whose type is not known yet: what it is, and its drifts.
struct Reader<'a>(&'a [u8]);

impl OperationVisitor for Reader<'_> {
    type Output = (Option<Value>, Vec<String>);

    fn single<O: Operation>(self) -> Self::Output {
        let found = drift::report::<O>(self.0).into_iter();
        let drifts =
            found.map(|drift| format!("{}: {}", drift.path, drift.kind)).collect();
        let Ok(Decoded::Answer(answer)) = response::decode::<O>(self.0) else {
            return (None, drifts);
        };
        let mut reads = serde_json::to_value(&answer).unwrap_or_default();
        keep_known(&mut reads, O::Response::ROWS);
        (Some(reads), drifts)
    }

    fn list<O: Paginated + 'static>(self) -> Self::Output {
        self.single::<O>()
    }
}

/// Takes out what the tables do not have.
fn keep_known(value: &mut Value, rows: &[FieldInfo]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| keep_known(item, rows)),
        Value::Object(object) => {
            let row = |name: &str| rows.iter().find(|row| row.name == name);
            object.retain(|name, _| row(name).is_some());
            for (name, value) in object {
                keep_known(value, row(name).map_or(&[], |row| row.fields));
            }
        }
        _ => {}
    }
}

impl Record {
    /// The operation, if this program knows it.
    pub fn info(&self) -> Option<&'static OperationInfo> {
        let name = self.operation.as_deref()?;
        OPERATIONS.iter().find(|info| info.name == name)
    }

    /// The parameters as they were sent.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let text = |value: &Value| {
            value.as_str().map_or_else(|| value.to_string(), str::to_owned)
        };
        let mut pairs = Vec::new();
        for (name, value) in &self.parameters {
            match value {
                Value::Array(values) => {
                    pairs.extend(values.iter().map(|it| (name.clone(), text(it))));
                }
                value => pairs.push((name.clone(), text(value))),
            }
        }
        pairs
    }

    /// The return code of the answer.
    pub fn code(&self) -> Option<String> {
        code(self.body.as_ref()?)
    }
}

/// The return code of an answer.
pub fn code(body: &Value) -> Option<String> {
    match body.get("code")? {
        Value::String(code) => Some(code.clone()),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// Pairs as a form.
pub fn form(pairs: &[(String, String)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The part of a path below the base path.
pub fn below_base(path: &str) -> Option<&str> {
    path.strip_prefix(BASE_PATH).filter(|path| path.starts_with('/'))
}

/// Reads a recording: what is said of all calls, and the calls in their order with their files.
///
/// # Errors
/// When a file cannot be read, or is not one of a recording.
pub fn load(folder: &Path) -> Outcome<(Head, Vec<(String, Record)>)> {
    let head: Head = read(&folder.join(HEAD))?;
    if head.format != FORMAT {
        return Err(Failure::usage(format!(
            "`{}`: a recording of {}, which this program does not know; update it",
            folder.display(),
            head.program
        )));
    }
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".json") && name != HEAD)
        .collect();
    // More than 9999 calls have longer numbers.
    names.sort_by_key(|name| {
        (name.split('-').next().and_then(|it| it.parse::<u64>().ok()), name.clone())
    });
    let records = names.into_iter().map(|name| {
        let record = read(&folder.join(&name))?;
        Ok((name, record))
    });
    Ok((head, records.collect::<Outcome<_>>()?))
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Outcome<T> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!("`{}`: not of a recording: {error}", path.display()))
    })
}

fn write(path: &Path, part: &impl Serialize) -> Outcome {
    let mut text = serde_json::to_string_pretty(part).unwrap_or_default();
    text.push('\n');
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}

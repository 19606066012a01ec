//! The files of a recording, as far as vectors need them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::spec::files_below;

/// The file about all calls.
const HEAD: &str = "recording.json";
/// The form of the files that is known here.
const FORMAT: u32 = 1;

#[derive(Deserialize)]
struct Head {
    format: u32,
    recorded: i64,
    local: bool,
}

/// A call without its secrets and names.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    pub path: String,
    /// Texts, or lists of texts where a name was sent several times.
    #[serde(default)]
    pub parameters: Map<String, Value>,
    pub body: Option<Value>,
    pub text: Option<String>,
    pub reads: Option<Value>,
}

pub struct Recording {
    /// The day on which it was made.
    day: String,
    /// Whether the server was one on the same machine, such as a sandbox.
    local: bool,
    /// The calls by their files.
    pub records: Vec<(String, Record)>,
}

impl Recording {
    pub fn read(folder: &Path) -> Result<Self> {
        let head: Head = read(&folder.join(HEAD))?;
        if head.format != FORMAT {
            bail!(
                "`{}` is a recording of format {}, and this is known: {FORMAT}; record it with the program of this revision",
                folder.display(),
                head.format
            );
        }
        let time = Timestamp::from_millisecond(head.recorded)
            .with_context(|| format!("`recorded` of `{HEAD}` is not a moment"))?;
        let mut names = files_below(folder)?;
        names.retain(|name| name.ends_with(".json") && name != HEAD);
        names.sort();
        let records = names.into_iter().map(|name| {
            let record = read(&folder.join(&name))?;
            Ok((name, record))
        });
        Ok(Self {
            // The day in Greenwich is enough, because it only tells revisions apart.
            day: time.to_string().chars().take(10).collect(),
            local: head.local,
            records: records.collect::<Result<_>>()?,
        })
    }

    /// Where its vectors come from. Only another machine's server is the wire.
    pub fn from(&self) -> String {
        let day = &self.day;
        match self.local {
            true => format!(
                "recorded {day} from a server on the same machine; names and secrets replaced"
            ),
            false => format!("wire: recorded {day}; names and secrets replaced"),
        }
    }
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("`{}` is not of a recording", path.display()))
}

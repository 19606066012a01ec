//! Where in `spec/` a thing is written, for messages that editors can follow.

use crate::spec::{Files, operation_path};

/// How an entry of `changelog.yaml` begins.
const LIST_ENTRY: &str = "- date:";

/// A place in `spec/`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Its name in messages, as the changelog's readings write it: `export/vote#response.voteList.subject`.
    pub(super) target: String,
    /// Its file below `spec/`.
    file: String,
    /// The YAML keys from the outermost one down to it. A key that starts with `- ` is an entry of a list.
    keys: Vec<String>,
}

impl Place {
    pub(super) fn chapter(path: &[String]) -> Self {
        let keys = path.iter().map(|title| format!("- title: {title}")).collect();
        Self {
            target: format!("document#{}", path.join(".")),
            file: "document.yaml".to_owned(),
            keys,
        }
    }

    /// A row of 修订记录; `index` is its place in the spec, if it has one.
    pub(super) fn revision(date: &str, author: &str, index: Option<usize>) -> Self {
        let keys = vec![LIST_ENTRY.to_owned(); index.map_or(0, |index| index + 1)];
        Self {
            target: format!("changelog {date} {author}"),
            file: "changelog.yaml".to_owned(),
            keys,
        }
    }

    pub(super) fn return_code(code: &str) -> Self {
        let keys = vec!["return_codes".to_owned(), code.to_owned()];
        Self {
            target: format!("shared#return_codes.{code}"),
            file: "shared.yaml".to_owned(),
            keys,
        }
    }

    pub(super) fn operation(key: &str) -> Self {
        Self { target: key.to_owned(), file: operation_path(key), keys: Vec::new() }
    }

    /// The table `request` or `response` of an operation.
    pub(super) fn table(&self, name: &str) -> Self {
        Self {
            target: format!("{}#{name}", self.target),
            file: self.file.clone(),
            keys: vec![name.to_owned()],
        }
    }

    /// The row `key` of a table or below another row.
    pub(super) fn row(&self, key: &str) -> Self {
        let mut keys = self.keys.clone();
        if keys.len() > 1 {
            keys.push("fields".to_owned());
        }
        keys.push(key.to_owned());
        Self { target: format!("{}.{key}", self.target), file: self.file.clone(), keys }
    }

    /// The same row in `shared.yaml`.
    pub(super) fn in_shared(&self) -> Self {
        Self { file: "shared.yaml".to_owned(), ..self.clone() }
    }

    /// Whether both are the same row of `shared.yaml`, seen in two operations.
    pub(super) fn same_shared_row(&self, other: &Self) -> bool {
        self.file == "shared.yaml"
            && (&self.file, &self.keys) == (&other.file, &other.keys)
    }

    pub(super) fn is_chapter(&self) -> bool {
        self.file == "document.yaml"
    }

    pub(super) fn is_revision(&self) -> bool {
        self.file == "changelog.yaml"
    }

    /// `spec/FILE`.
    pub(super) fn file(&self) -> String {
        format!("spec/{}", self.file)
    }

    /// `spec/FILE:LINE`, as far as it is there.
    pub(super) fn link(&self, files: &Files) -> String {
        let line = files.get(&self.file).and_then(|text| line_of(text, &self.keys));
        line.map_or_else(|| self.file(), |line| format!("{}:{line}", self.file()))
    }
}

/// The line of the innermost of `keys`. The canonical layout gives each of them a line of its own, a row's two columns
/// further in than the table's.
fn line_of(text: &str, keys: &[String]) -> Option<usize> {
    let mut lines = text.lines().zip(1..);
    let (mut found, mut above) = (None, None);
    for key in keys {
        let entry = key.starts_with("- ");
        let indent = |line: &str| line.len() - line.trim_start().len();
        let block = |line: &str| {
            line.is_empty() || entry || above.is_none_or(|above| indent(line) > above)
        };
        let is_key = |line: &str| {
            let level = entry || above.is_none_or(|above| indent(line) == above + 2);
            let quoted = format!("'{key}'");
            let rest = line
                .trim_start()
                .strip_prefix(key.as_str())
                .or_else(|| line.trim_start().strip_prefix(&quoted));
            level
                && rest.is_some_and(|rest| {
                    key == LIST_ENTRY || rest.is_empty() || rest.starts_with(':')
                })
        };
        let (line, number) = lines
            .by_ref()
            .take_while(|(line, _)| block(line))
            .find(|(line, _)| is_key(line))?;
        above = Some(indent(line));
        found = Some(number);
    }
    found
}

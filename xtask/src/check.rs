//! `cargo xtask check`: all faults of all files of `spec/` in one run.
//!
//! One function a rule; `rules::RULES` is their table. What rules of the text say of a file is found when it is read; rules
//! of the model look at the files that have no such fault, so that one slip does not pull others behind it. Rules of the
//! history look at the whole spec beside the state it came from, where there is one. They are pure; it is `run` that asks
//! git.

mod context;
mod render;
mod rules;
mod schema;
mod sources;
mod target;
#[cfg(test)]
pub(crate) mod tests;
mod value;

use std::fmt::Display;
use std::ops::Range;
use std::path::Path;

use anyhow::{Result, bail};

use crate::diff::Side;
use crate::spec::{self, Files, Place};
pub use render::report;
pub use sources::Reader;
pub use value::unfit;

use context::{Context, History, OperationAt};
use rules::{Check, RULES};
use sources::Sources;

/// What `cargo xtask check` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Prints every rule with its statement and checks nothing.
    #[arg(long)]
    rules: bool,
    /// Writes what follows from the print: readings, the order of forms, the layout.
    #[arg(long)]
    fix: bool,
    /// Compares with this git revision; with the last commit (HEAD) without it, if there is one that can be read.
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
}

/// Something in `spec/` that breaks a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's id.
    pub rule: &'static str,
    /// The file below `spec/`.
    pub file: String,
    /// The bytes of the file's text.
    pub span: Range<usize>,
    /// A sentence: the thing first, what helps last.
    pub message: String,
}

/// Checks the files below `spec_dir`: whether they are clean.
pub fn run(spec_dir: &Path, arguments: &Arguments) -> Result<bool> {
    if arguments.rules {
        print!("{}", rules::catalogue());
        return Ok(true);
    }
    let mut files = spec::read_folder(spec_dir)?;
    if files.is_empty() {
        bail!(
            "`{}` holds no YAML file; name the folder of the spec",
            spec_dir.display()
        );
    }
    let mut reader = Reader::default();
    if arguments.fix {
        reader.fix(spec_dir, &mut files, &mut |text| print!("{text}"))?;
    }
    let since = since(spec_dir, arguments.since.as_deref())?;
    let found = reader.diagnostics(&files, since.as_ref());
    anstream::print!("{}", report(&files, &found));
    Ok(found.is_empty())
}

/// The state that the files are compared with. That there is none is a fault only where one was named.
fn since(spec_dir: &Path, revision: Option<&str>) -> Result<Option<Side>> {
    match (Side::since(spec_dir, revision.unwrap_or("HEAD")), revision) {
        (Ok(side), _) => Ok(Some(side)),
        (Err(error), Some(_)) => Err(error),
        (Err(error), None) => {
            eprintln!("note: not compared with the last commit: {error:#}");
            Ok(None)
        }
    }
}

/// Every fault of `files` that shows without their history, by file and place.
pub fn diagnostics(files: &Files) -> Vec<Diagnostic> {
    Reader::default().diagnostics(files, None)
}

impl Reader {
    /// Every fault of `files`, which came from the state `since` if there is one, by file and place.
    pub fn diagnostics(
        &mut self,
        files: &Files,
        since: Option<&Side>,
    ) -> Vec<Diagnostic> {
        let (sources, spec) = self.read(files);
        let context = Context::of(&sources, spec);
        let history = since.and_then(|old| History::of(old, &context));
        let rows: Vec<_> = context.rows_outside_pages().collect();
        let operations = context.operations().filter(|_| context.has_types);
        let operations: Vec<_> = operations.collect();
        let list = sources.faults().cloned().collect();
        let mut out = Diagnostics { sources: &sources, rule: "", list };
        for rule in RULES {
            out.rule = rule.id;
            match rule.check {
                Check::Text => {}
                Check::Model(check) => check(&context, &mut out),
                Check::Row(check) => rows.iter().for_each(|at| check(at, &mut out)),
                Check::Operation(check) => {
                    operations.iter().for_each(|at| check(at, &mut out));
                }
                Check::Example(check) => {
                    let examples = operations.iter().flat_map(OperationAt::examples);
                    examples.for_each(|at| check(&at, &mut out));
                }
                Check::History(check) => {
                    history.iter().for_each(|history| check(history, &mut out));
                }
            }
        }
        let mut list = out.list;
        list.sort_by(|a, b| a.key().cmp(&b.key()));
        list.dedup();
        list
    }

    /// Writes what follows from the print into `files` below `spec_dir`, in the layout of the writer; `print` gets their
    /// names.
    pub fn fix(
        &mut self,
        spec_dir: &Path,
        files: &mut Files,
        print: &mut dyn FnMut(&str),
    ) -> Result<()> {
        for (path, text) in self.fixed(files) {
            if files.get(&path).is_some_and(|old| *old != text) {
                spec::write_file(spec_dir, &path, &text)?;
                print(&format!("rewrote `spec/{path}`\n"));
                files.insert(path, text);
            }
        }
        Ok(())
    }

    /// The files that have no fault of the text, with what follows from their notes, in the layout of the writer.
    fn fixed(&mut self, files: &Files) -> Files {
        let (sources, spec) = self.read(files);
        let mut context = Context::of(&sources, spec);
        rules::read_notes(&mut context);
        context.canonical()
    }
}

/// Where rules leave what they find.
pub struct Diagnostics<'a> {
    sources: &'a Sources<'a>,
    rule: &'static str,
    list: Vec<Diagnostic>,
}

impl Diagnostic {
    fn key(&self) -> (&str, usize, &str, &str) {
        (&self.file, self.span.start, self.rule, &self.message)
    }
}

impl Diagnostics<'_> {
    /// A fault at `place`: what is wrong, and what helps.
    pub fn at(&mut self, place: &Place, what: impl Display, help: impl Display) {
        self.span(&place.file, self.sources.span(place), what, help);
    }

    /// The fault at `place`, if there is one.
    pub fn add(&mut self, place: &Place, fault: Option<Violation>) {
        if let Some((what, help)) = fault {
            self.at(place, what, help);
        }
    }

    /// A fault at the bytes `span` of `file`.
    pub fn span(
        &mut self,
        file: &str,
        span: Range<usize>,
        what: impl Display,
        help: impl Display,
    ) {
        let (file, message) = (file.to_owned(), format!("{what}; {help}"));
        self.list.push(Diagnostic { rule: self.rule, file, span, message });
    }
}

/// What is wrong, and what helps.
type Violation = (String, String);

/// `did you mean …?` with the candidate next to `word`, or `otherwise` where none is near.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    let near = candidates.into_iter().filter(|candidate| is_near(word, candidate));
    let nearest = near.min_by_key(|candidate| distance(word, candidate));
    nearest.map_or(otherwise.to_owned(), |it| format!("did you mean `{it}`?"))
}

/// Words of the spec, one after the other.
pub fn listed(words: impl IntoIterator<Item = impl Display>) -> String {
    let words = words.into_iter().map(|word| format!("`{word}`"));
    words.collect::<Vec<_>>().join(", ")
}

/// Whether two words are so near that one may be a slip of the other.
pub fn is_near(word: &str, other: &str) -> bool {
    let (distance, a, b) =
        (distance(word, other), word.chars().count(), other.chars().count());
    word != other && distance <= a.max(b).div_ceil(3) && distance < a.min(b)
}

/// How far two words are apart; a difference of case alone is the smallest.
fn distance(a: &str, b: &str) -> usize {
    strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

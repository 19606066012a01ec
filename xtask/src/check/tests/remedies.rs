//! What a message tells to do is done to the files, and the fault is gone.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::decisions::{DECISIONS, UNTRIED};
use super::{diagnostics_since, examples, small};
use crate::check::Diagnostic;
use crate::check::context::Context;
use crate::check::sources::Reader;
use crate::diff::Side;
use crate::spec::source::{Data, Node, tree};
use crate::spec::{Files, operation_path};

#[test]
fn every_remedy_settles_its_fault() {
    let committed = Side::of("HEAD", "HEAD:spec/", small()).unwrap();
    let (mut tried, mut decisions) = (BTreeSet::new(), BTreeSet::new());
    let mut useless = String::new();
    for (module, example) in examples() {
        let since = (module == "history").then_some(&committed);
        let mut files = small();
        example.edits.iter().for_each(|edit| edit.apply(&mut files));
        // What the audit of the words proposes is tried every time; an example of all else is enough.
        let mut is_new = |message: &str, rule: &str| {
            let help = remedies(message).into_iter().map(template).collect::<Vec<_>>();
            tried.insert((rule.to_owned(), help)) || rule == "revision-words"
        };
        let told = example.found.data().trim().lines();
        let told = told.filter_map(|line| line.strip_suffix(']')?.rsplit_once(" ["));
        if told.filter(|(message, rule)| is_new(message, rule)).count() == 0 {
            continue;
        }
        let before = diagnostics_since(&files, since);
        for diagnostic in &before {
            for remedy in remedies(&diagnostic.message) {
                let Some(done) = done(&files, diagnostic, remedy) else {
                    decisions.insert(template(remedy));
                    continue;
                };
                // The same fault may have another remedy afterwards.
                let head = |it: &Diagnostic| {
                    it.message.rsplit_once("; ").map(|it| it.0.to_owned())
                };
                let is_new =
                    |it: &Diagnostic| before.iter().all(|old| head(old) != head(it));
                let audit = diagnostic.rule == "revision-words";
                let after = diagnostics_since(&done, since);
                let count = |all: &[Diagnostic]| {
                    all.iter().filter(|it| it.message == diagnostic.message).count()
                };
                let is_left = count(&after) >= count(&before);
                if is_left || audit && after.iter().any(is_new) {
                    useless += &format!("{remedy}: {}\n", diagnostic.message);
                }
            }
        }
    }
    assert!(useless.is_empty(), "these remedies do not help:\n{useless}");
    let known = DECISIONS.iter().map(|(remedy, ..)| *remedy);
    let known = known.chain(UNTRIED.iter().map(|(remedy, _)| *remedy));
    let known: BTreeSet<_> = known.map(str::to_owned).collect();
    assert_eq!(decisions, known, "what is told and is neither tried nor a decision");
}

/// A decision is taken in its example: the fault is gone, and nothing new has come.
#[test]
fn every_decision_settles_its_fault() {
    let committed = Side::of("HEAD", "HEAD:spec/", small()).unwrap();
    let examples = examples();
    let mut useless = String::new();
    for (remedy, message, edits) in DECISIONS {
        let tells = |told: &str| {
            let told = told.split_once(": ").map_or("", |(_, told)| told);
            let told = told.rsplit_once(" [").map_or("", |(told, _)| told);
            let is_meant = told.starts_with(message);
            is_meant && remedies(told).into_iter().any(|it| template(it) == *remedy)
        };
        let mut all = examples.iter();
        let example = all.find(|(_, it)| it.found.data().lines().any(tells));
        let Some((module, example)) = example else {
            useless += &format!("{remedy}: no example is told `{message}…`\n");
            continue;
        };
        let since = (*module == "history").then_some(&committed);
        let mut files = small();
        example.edits.iter().for_each(|edit| edit.apply(&mut files));
        let before = diagnostics_since(&files, since);
        let settled = before.iter().find(|it| it.message.starts_with(message)).unwrap();
        edits.iter().for_each(|edit| edit.apply(&mut files));
        for (path, text) in files.clone() {
            if small().get(&path) != Some(&text)
                && let Ok(tree) = tree(&text)
            {
                files = laid_out(files, &path, &tree.to_json());
            }
        }
        for it in diagnostics_since(&files, since) {
            let is_new = before.iter().all(|old| old.message != it.message);
            if is_new || it.message == settled.message {
                useless += &format!("{remedy}: {message}…: {}\n", it.message);
            }
        }
    }
    assert!(useless.is_empty(), "these remedies do not help:\n{useless}");
}

/// The alternatives at the end of a message.
fn remedies(message: &str) -> Vec<&str> {
    let (_, help) =
        message.rsplit_once("; ").unwrap_or_else(|| panic!("no help: {message}"));
    help.split(", or ").collect()
}

/// A remedy without the words that it is about.
fn template(remedy: &str) -> String {
    remedy.split('`').step_by(2).collect::<Vec<_>>().join("`…`")
}

/// The files after a remedy, if it can be done by a program.
fn done(files: &Files, diagnostic: &Diagnostic, remedy: &str) -> Option<Files> {
    let words: Vec<_> = remedy.split('`').skip(1).step_by(2).collect();
    let mut files = files.clone();
    if let ("stray-file" | "unlisted-file", [word]) = (diagnostic.rule, &words[..]) {
        let text = files.remove(&diagnostic.file)?;
        let is_file = word.ends_with(".yaml");
        files.insert(
            if is_file { (*word).to_owned() } else { operation_path(word) },
            text,
        );
        return Some(files);
    }
    let text = files.get(&diagnostic.file)?;
    if template(remedy) == "run `…`" {
        let value = tree(text).ok()?.to_json();
        return Some(laid_out(files.clone(), &diagnostic.file, &value));
    }
    if let ("write `…` in an entry of `…` because `…` or `…`", [targets, ..]) =
        (template(remedy).as_str(), &words[..])
    {
        let mut amendments = yaml(&files["amendments.yaml"]);
        let targets = &yaml(targets)["targets"];
        amendments.as_array_mut()?.push(json!({
            "date": "2026-11-29", "because": "transcription", "why": "A slip.", "targets": targets,
        }));
        return Some(laid_out(files, "amendments.yaml", &amendments));
    }
    if let ("move it to `…`", [own]) = (template(remedy).as_str(), &words[..])
        && own.contains('/')
    {
        let text = files.remove(&diagnostic.file)?;
        files.insert((*own).to_owned(), text);
        return Some(files);
    }
    let tree = tree(text).ok()?;
    let mut path = Vec::new();
    let is_key = find(&tree, diagnostic.span.start, &mut path)?;
    let mut file = tree.to_json();
    match (template(remedy).as_str(), &words[..]) {
        ("remove it" | "keep one of the two" | "remove the misprint", _) => {
            remove(&mut file, &path)?;
        }
        ("remove the entry", _) => remove(&mut file, &path[..path.len() - 1])?,
        ("remove `…`", [key]) => {
            if path.last().is_some_and(|last| last != key) {
                path.push((*key).to_owned());
            }
            remove(&mut file, &path)?;
        }
        ("write `…` into `…`", [entry, list]) => {
            push(&mut file, &path[..1], list, yaml(entry))?;
        }
        ("add `…` to `…`", [target, list]) => {
            push(&mut file, &path[..1], list, json!(target))?;
        }
        ("move it to `…`", [list]) => {
            let target = file.pointer(&pointer(&path))?.clone();
            remove(&mut file, &path)?;
            push(&mut file, &path[..1], list, target)?;
        }
        ("write `…`" | "add `…`" | "add `…`, as its name asks for", [entry])
            if entry.contains(": ") =>
        {
            let (key, value) = yaml(entry)
                .as_object()?
                .iter()
                .next()
                .map(|(k, v)| (k.clone(), v.clone()))?;
            let holds = file.pointer(&pointer(&path))?.is_object();
            if !holds {
                path.pop();
            }
            file.pointer_mut(&pointer(&path))?.as_object_mut()?.insert(key, value);
        }
        ("did you mean `…`?", [word]) if is_key => {
            let name = path.pop()?;
            let map = file.pointer_mut(&pointer(&path))?.as_object_mut()?;
            *map = map
                .iter()
                .map(|(key, value)| {
                    (
                        if *key == name { (*word).to_owned() } else { key.clone() },
                        value.clone(),
                    )
                })
                .collect();
        }
        ("did you mean `…`?", [word]) => {
            // A part of a target stands before the remedy.
            let wrong = diagnostic.message.split('`').rev().nth(3)?;
            let wrong =
                wrong.trim_start_matches("operations/").trim_end_matches(".yaml");
            let value = file.pointer_mut(&pointer(&path))?;
            let old = value.as_str()?;
            let at = old.rfind(wrong).unwrap_or_default();
            let new = format!(
                "{}{word}{}",
                &old[..at],
                old.get(at + wrong.len()..).unwrap_or_default()
            );
            *value = if old.contains(wrong) { new.into() } else { (*word).into() };
        }
        (
            "write it as `…`, `…` or `…`" | "write it as `…`" | "write `…`",
            [word, ..],
        ) if !is_key => {
            *file.pointer_mut(&pointer(&path))? = (*word).into();
        }
        (told, [word, ..]) if told.starts_with("write one of ") && !is_key => {
            *file.pointer_mut(&pointer(&path))? = word.trim_matches('\'').into();
        }
        ("put it into quotes: `…`", [word]) => {
            *file.pointer_mut(&pointer(&path))? = word.trim_matches('\'').into();
        }
        ("put `…` around it", _) => {
            let value = file.pointer_mut(&pointer(&path))?;
            *value = json!([value.clone()]);
        }
        (told, []) if told.ends_with(" or more") => {
            let number: i64 =
                told.strip_prefix("write ")?.split(' ').next()?.parse().ok()?;
            *file.pointer_mut(&pointer(&path))? = number.into();
        }
        _ => return None,
    }
    Some(laid_out(files, &diagnostic.file, &file))
}

/// `files` with another content of one of them, in the layout of the writer.
fn laid_out(mut files: Files, path: &str, content: &Value) -> Files {
    let changed = Files::from([(path.to_owned(), content.to_string())]);
    let (sources, spec) = Reader::default().read(&changed);
    let canonical = Context::of(&sources, spec).canonical();
    files.extend(changed.clone());
    files.extend(canonical);
    files
}

/// Leaves in `path` where `start` stands, and tells whether a key stands there.
fn find(node: &Node, start: usize, path: &mut Vec<String>) -> Option<bool> {
    match &node.data {
        Data::Scalar(_) => {
            (node.span.start == start && !node.span.is_empty()).then_some(false)
        }
        Data::List(nodes) => {
            if node.span.start == start && !node.span.is_empty() {
                return Some(false);
            }
            nodes.iter().enumerate().find_map(|(index, node)| {
                path.push(index.to_string());
                let found = find(node, start, path);
                if found.is_none() {
                    path.pop();
                }
                found
            })
        }
        Data::Map(entries) => entries.iter().find_map(|(key, node)| {
            path.push(key.text.clone());
            let found = (key.span.start == start)
                .then_some(true)
                .or_else(|| find(node, start, path));
            if found.is_none() {
                path.pop();
            }
            found
        }),
    }
}

fn pointer(path: &[String]) -> String {
    path.iter()
        .map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")))
        .collect()
}

fn yaml(text: &str) -> Value {
    tree(text).unwrap().to_json()
}

fn remove(file: &mut Value, path: &[String]) -> Option<()> {
    let (last, above) = path.split_last()?;
    match file.pointer_mut(&pointer(above))? {
        Value::Array(items) => drop(items.remove(last.parse().ok()?)),
        Value::Object(map) => drop(map.shift_remove(last)),
        _ => return None,
    }
    Some(())
}

fn push(file: &mut Value, path: &[String], list: &str, item: Value) -> Option<()> {
    let map = file.pointer_mut(&pointer(path))?.as_object_mut()?;
    map.entry(list).or_insert_with(|| json!([])).as_array_mut()?.push(item);
    Some(())
}

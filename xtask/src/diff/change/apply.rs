//! From a spec and edits to another spec.

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value};

use super::grammar::{Below, Part, SPEC};
use super::tree::{identity, named, plain, same, spec, tree};
use super::{Change, Edit, target};
use crate::spec::Spec;

/// `old` with `changes`, one after the other. An edit of something that is not there, or is not what the edit says, is
/// an error.
pub fn apply(old: &Spec, changes: &[Change]) -> Result<Spec> {
    let mut tree = tree(old);
    for change in changes {
        edit(&mut tree, change).with_context(|| {
            format!("the change of `{}` does not fit", target(change))
        })?;
    }
    spec(tree)
}

fn edit(tree: &mut Value, change: &Change) -> Result<()> {
    let (mut value, mut part) = (tree, &SPEC);
    let mut steps = change.path.iter();
    while let Some(step) = steps.next() {
        let below =
            part.below(step).ok_or_else(|| anyhow!("nothing stands below `{step}`"))?;
        let around =
            value.as_object_mut().ok_or_else(|| anyhow!("nothing holds `{step}`"))?;
        part = below.part();
        let (entries, name) = match below {
            Below::One(_) => (around, step.as_str()),
            Below::Table(_) | Below::Listing(_) | Below::List(..) => {
                let name = steps
                    .next()
                    .ok_or_else(|| anyhow!("the path ends with `{step}`"))?;
                let entries =
                    around.entry(step).or_insert_with(|| Value::Object(Map::new()));
                let entries = entries
                    .as_object_mut()
                    .ok_or_else(|| anyhow!("`{step}` holds no parts"))?;
                (entries, identity(part, name))
            }
        };
        if steps.len() == 0 && change.key.is_none() {
            return entry(entries, name, part, &change.edit);
        }
        value = entries.get_mut(name).ok_or_else(|| anyhow!("there is no `{name}`"))?;
    }
    let (Some(key), Edit::Changed { before, after }, Value::Object(keys)) =
        (&change.key, &change.edit, value)
    else {
        bail!("a part without a key can only come, go or move");
    };
    let is = keys.get(key);
    if !is_same(is, before.as_ref()) {
        bail!("`{key}` is {}, not {}", words(is), words(before.as_ref()));
    }
    match after {
        Some(after) => keys.insert(key.clone(), after.clone()),
        None => keys.shift_remove(key),
    };
    Ok(())
}

/// An edit of a whole part, which is an entry of `entries`.
fn entry(
    entries: &mut Map<String, Value>,
    name: &str,
    part: &Part,
    edit: &Edit,
) -> Result<()> {
    match edit {
        Edit::Added { value, after } => {
            if entries.contains_key(name) {
                bail!("there is a `{name}` already");
            }
            let at = behind(entries, part, after.as_deref())?;
            entries.shift_insert(at, name.to_owned(), named(value.clone(), part));
        }
        Edit::Removed { value } => {
            let is = entries.get(name).map(|value| plain(value.clone(), part));
            if !is_same(is.as_ref(), Some(value)) {
                bail!("`{name}` is {}, not {value}", words(is.as_ref()));
            }
            entries.shift_remove(name);
        }
        Edit::Changed { before, after: Some(after) } => {
            let is = entries
                .get_mut(name)
                .filter(|is| before.as_ref().is_some_and(|before| same(is, before)));
            let is =
                is.ok_or_else(|| anyhow!("`{name}` is not {}", words(before.as_ref())))?;
            is.clone_from(after);
        }
        Edit::Changed { after: None, .. } => {
            bail!("`{name}` can only go as a whole");
        }
        Edit::Moved { after } => {
            let value = entries
                .shift_remove(name)
                .ok_or_else(|| anyhow!("there is no `{name}`"))?;
            let at = behind(entries, part, after.as_deref())?;
            entries.shift_insert(at, name.to_owned(), value);
        }
    }
    Ok(())
}

/// The position behind the entry `after`, or before all of them.
fn behind(
    entries: &Map<String, Value>,
    part: &Part,
    after: Option<&str>,
) -> Result<usize> {
    let Some(after) = after else { return Ok(0) };
    entries
        .keys()
        .position(|name| name == identity(part, after))
        .map(|at| at + 1)
        .ok_or_else(|| anyhow!("there is no `{after}` to stand behind"))
}

fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn words(value: Option<&Value>) -> String {
    value.map_or("absent".to_owned(), |value| format!("`{value}`"))
}

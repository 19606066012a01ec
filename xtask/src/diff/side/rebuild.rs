//! The state after a row of 修订记录, rebuilt from a later one: what later rows added is taken out, what they removed
//! comes back as a bare name, and what they changed stays as it is today, since nobody knows what it was.

use anyhow::{Result, bail};
use indexmap::IndexMap;

use crate::diff::parts::{Parts, parts};
use crate::spec::{
    Chapter, Effect, Operation, Place, ReturnCode, Revision, Rows, Spec, Target,
    revision_names,
};

/// What is only known of a state by the rows of the changelog after it.
pub struct Rebuilt {
    /// The spec that it was rebuilt from.
    pub base: Spec,
    /// Its parts.
    pub parts: Parts,
    /// What came back, and the place in the changelog that says that it had gone.
    pub restored: IndexMap<String, Place>,
}

/// Whether `name` has the form of a revision's name: a date, or a date and an ordinal.
pub fn is_revision_name(name: &str) -> bool {
    let (date, ordinal) = name.split_once('.').unwrap_or((name, "1"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<_> = date.split('-').map(str::len).collect();
    lengths == [4, 2, 2]
        && date.split('-').all(digits)
        && !ordinal.is_empty()
        && digits(ordinal)
}

/// The row of the changelog called `name`.
pub fn position(changelog: &[Revision], name: &str) -> Result<usize> {
    let names = revision_names(changelog);
    if let Some(at) = names.iter().position(|known| known == name) {
        return Ok(at);
    }
    let date = name.split('.').next().unwrap_or(name);
    let near = [date, &date[..4], ""].into_iter().find_map(|start| {
        let near = names.iter().filter(|known| known.starts_with(start));
        let near: Vec<_> = near.map(|name| format!("`{name}`")).collect();
        (!near.is_empty()).then(|| near.join(", "))
    });
    match near {
        Some(near) => {
            bail!("`{name}` is not a row of the changelog; name one of {near}")
        }
        None => bail!(
            "`{name}` is not a row of the changelog, which is empty; name a git revision"
        ),
    }
}

/// `base` as it was after its changelog's row at `row`.
pub fn rebuild(base: &Spec, row: usize) -> (Spec, Rebuilt) {
    let mut spec = base.clone();
    let mut restored = IndexMap::new();
    for (at, revision) in base.changelog.iter().enumerate().skip(row + 1).rev() {
        for target in &revision.adds {
            take_out(&mut spec, target);
            restored.shift_remove(target);
        }
        for (index, target) in revision.removes.iter().enumerate() {
            if put_back(&mut spec, target) {
                let place = Place::file("changelog.yaml").to(at).to("removes").to(index);
                restored.insert(target.clone(), place);
            }
        }
    }
    spec.changelog.truncate(row + 1);
    let rebuilt = Rebuilt { base: base.clone(), parts: parts(base), restored };
    (spec, rebuilt)
}

/// Removes what `target` names, with all below it.
fn take_out(spec: &mut Spec, target: &str) {
    match Target::of(target) {
        Some(Target::Operation(key)) => {
            spec.operations.shift_remove(key);
            spec.document.operations.retain(|known| known != key);
        }
        Some(Target::Row { owner, table, path }) => {
            if let [above @ .., name] = &path[..]
                && let Some(rows) = spec.rows_mut(owner, table, above)
            {
                rows.shift_remove(*name);
            }
        }
        Some(Target::ReturnCode(code)) => {
            spec.shared.return_codes.shift_remove(code);
        }
        Some(Target::Chapter(titles)) => {
            if let [parents @ .., title] = &titles[..] {
                let chapters = parents
                    .iter()
                    .try_fold(&mut spec.document.chapters, |chapters, title| {
                        sections(chapters, title)
                    });
                if let Some(chapters) = chapters {
                    chapters.retain(|chapter| chapter.title != *title);
                }
            }
        }
        Some(Target::Document | Target::Revision(_)) | None => {}
    }
}

/// Brings back what `target` names, of which only the name is known, behind all others; whether it was missing.
fn put_back(spec: &mut Spec, target: &str) -> bool {
    match Target::of(target) {
        Some(Target::Operation(key)) => restore_operation(spec, key),
        Some(Target::Row { owner, table, path }) => {
            if owner != "shared" {
                restore_operation(spec, owner);
            }
            let Some(mut rows) = spec.rows_mut(owner, table, &[]) else { return false };
            let mut missing = false;
            for name in path {
                missing = !rows.contains_key(name);
                rows = &mut rows.entry(name.to_owned()).or_default().fields;
            }
            missing
        }
        Some(Target::ReturnCode(code)) => {
            let codes = &mut spec.shared.return_codes;
            codes.insert(code.to_owned(), ReturnCode::default()).is_none()
        }
        Some(Target::Chapter(titles)) => {
            let mut chapters = &mut spec.document.chapters;
            let mut missing = false;
            for title in titles {
                let at = chapters.iter().position(|chapter| chapter.title == title);
                missing = at.is_none();
                let at = at.unwrap_or(chapters.len());
                if missing {
                    let title = title.to_owned();
                    chapters.push(Chapter { title, ..Chapter::default() });
                }
                chapters = &mut chapters[at].sections;
            }
            missing
        }
        Some(Target::Document | Target::Revision(_)) | None => false,
    }
}

fn restore_operation(spec: &mut Spec, key: &str) -> bool {
    let missing = !spec.operations.contains_key(key);
    if missing {
        let path = format!("/webcast/{key}");
        let bare = Operation { path, ..Operation::default() };
        spec.operations.insert(key.to_owned(), bare);
        spec.document.operations.push(key.to_owned());
    }
    missing
}

fn sections<'a>(
    chapters: &'a mut [Chapter],
    title: &str,
) -> Option<&'a mut Vec<Chapter>> {
    let chapter = chapters.iter_mut().find(|chapter| chapter.title == title)?;
    Some(&mut chapter.sections)
}

/// `spec` so that it has bindings: what came back as a bare name is a text, and readings of rows that were not there
/// yet go.
pub fn lowerable(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    for (key, operation) in &mut spec.operations {
        operation.name.get_or_insert_with(|| key.replace('/', "_"));
        operation.effect.get_or_insert(Effect::Read);
        let (request, response) = (&mut operation.request, &mut operation.response);
        name_types(request);
        name_types(response);
        operation.window.take_if(|window| {
            ![&window.start, &window.end].iter().all(|row| request.contains_key(*row))
        });
        operation.paging.take_if(|paging| {
            let sized_by = paging.sized_by.iter().all(|row| request.contains_key(row));
            !(sized_by
                && request.contains_key(&paging.number)
                && response.contains_key(&paging.list))
        });
        operation.conditions.clear();
        operation.examples.clear();
    }
    name_types(&mut spec.shared.request);
    name_types(&mut spec.shared.response);
    spec.resolve();
    spec
}

fn name_types(rows: &mut Rows) {
    for row in rows.values_mut() {
        if row.ty.is_none() {
            row.ty = Some("String".to_owned());
            row.fields.clear();
        }
        name_types(&mut row.fields);
    }
}

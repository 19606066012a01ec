//! What the wire has instead of the print, and how sure we are of it.

use std::collections::BTreeMap;

use super::rows::each;
use super::tables::page_row;
use crate::check::Faults;
use crate::check::context::Context;
use crate::spec::{self, kind};

/// `evidence` stands where a reading contradicts the print and nowhere else: with `wire`, and with an `as` that the
/// type denies.
pub fn wire_evidence(context: &Context, faults: &mut Faults) {
    each(context, |entry| {
        let row = entry.row;
        let needed = if !row.wire.is_empty() {
            Some(("wire", "`wire`".to_owned()))
        } else if let Some(meaning) =
            row.meaning.filter(|_| kind::contradicts(entry.row))
        {
            let ty = kind::with_article(row);
            Some(("as", format!("`as: {}` on {ty}", spec::word(meaning))))
        } else {
            None
        };
        match (needed, row.evidence) {
            (Some((key, what)), None) => {
                faults.at(
                    &entry.place.to(key).key(),
                    format!("{what} has no `evidence`; say how sure we are of it"),
                );
            }
            (None, Some(_)) => {
                faults.at(
                    &entry.place.to("evidence"),
                    "`evidence` is about nothing: there is no `wire`, and no `as` that contradicts the type; remove it",
                );
            }
            _ => {}
        }
        for (index, name) in row.wire.iter().enumerate() {
            if row.wire[..index].contains(name) {
                let message =
                    format!("`wire` lists `{name}` twice; keep one of the two");
                faults.at(&entry.place.to("wire").to(index), message);
            }
        }
    });
}

/// `paging` has `evidence` if and only if its page object is not printed.
pub fn paging_evidence(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let Some(paging) = &operation.paging else { continue };
        let place = place.to("paging");
        let printed = operation.response.contains_key(&paging.object);
        match (printed, paging.evidence) {
            (false, None) if page_row(operation).is_none() => {
                let message = format!(
                    "the page object `{}` is not printed, and `paging` has no `evidence`; say how sure we are of it",
                    paging.object
                );
                faults.at(&place.to("object"), message);
            }
            (true, Some(_)) => {
                let message = format!(
                    "`evidence` is about nothing: `{}` is printed; remove it",
                    paging.object
                );
                faults.at(&place.to("evidence"), message);
            }
            _ => {}
        }
    }
}

/// A name on the wire belongs to one row of its table.
pub fn wire_clash(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for entry in context.rows() {
        for name in kind::wire_names(entry.name, entry.row) {
            let other = seen.insert((entry.table(), name), entry.name);
            if let Some(other) = other.filter(|other| *other != entry.name) {
                let message = format!(
                    "`{}` is read from `{name}`, as `{other}` is; correct one `wire`",
                    entry.name
                );
                faults.at(&entry.place.key(), message);
            }
        }
    }
}

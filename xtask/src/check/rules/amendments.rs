//! Changes that no row of the changelog explains.

use crate::check::context::Context;
use crate::check::target::missing;
use crate::check::{Faults, value};
use crate::spec::{Place, Target, is_below};

/// An amendment's date is a day of the calendar.
pub fn amendment_date(context: &Context, faults: &mut Faults) {
    for (at, amendment) in context.amendments.iter().flatten().enumerate() {
        if value::date(&amendment.date).is_none() {
            faults.at(
                &Place::file("amendments.yaml").to(at).to("date"),
                format!("`{}` is not a day of the calendar; correct it", amendment.date),
            );
        }
    }
}

/// What an amendment names is there, or has gone from something that is.
pub fn amendment_target(context: &Context, faults: &mut Faults) {
    for (at, amendment) in context.amendments.iter().flatten().enumerate() {
        for (index, target) in amendment.targets.iter().enumerate() {
            if let Some(fault) = nowhere(context, target) {
                let place = Place::file("amendments.yaml").to(at).to("targets");
                faults.at(&place.to(index), fault);
            }
        }
    }
}

/// Why `target` can never have been anywhere, if so.
fn nowhere(context: &Context, target: &str) -> Option<String> {
    match Target::of(target) {
        None => Some(format!(
            "`{target}` names no part of the document; name an operation, a row, a return code, a chapter or a row of the changelog"
        )),
        Some(Target::Document | Target::Operation(_) | Target::Revision(_)) => None,
        Some(Target::Chapter(_) | Target::ReturnCode(_) | Target::Row { .. }) => {
            let whole = &target[..target.rfind(['.', '#'])?];
            if whole == "document" || has_gone(context, whole) {
                return None;
            }
            missing(context, whole)
        }
    }
}

/// Whether the changelog or an amendment tells what has become of `target`.
fn has_gone(context: &Context, target: &str) -> bool {
    let removed = context.changelog.iter().flatten().flat_map(|row| &row.removes);
    let amended = context.amendments.iter().flatten().flat_map(|entry| &entry.targets);
    removed.chain(amended).any(|told| is_below(target, told))
}

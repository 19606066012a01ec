//! Readings for new rows, from rows of other tables that are printed alike: an operation that was split, merged or copied
//! has many of them. They are shown, and people take what holds.

use std::collections::BTreeSet;

use crate::spec::{RowAt, Spec};
use crate::transcribe::readings;

/// A new row, and the readings of another that is printed like it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::transcribe) struct Offer {
    pub(in crate::transcribe) target: String,
    /// The other row.
    pub(in crate::transcribe) from: String,
    pub(in crate::transcribe) readings: String,
}

/// What `old` offers for the rows that `new` alone has.
pub(in crate::transcribe) fn offers(old: &Spec, new: &Spec) -> Vec<Offer> {
    let known = old.rows();
    let targets: BTreeSet<String> = known.iter().map(RowAt::target).collect();
    let mut offers: Vec<Offer> = Vec::new();
    for fresh in new.rows() {
        let target = fresh.target();
        let is_below = |offer: &Offer| crate::spec::is_below(&target, &offer.target);
        if targets.contains(&target) || offers.iter().any(is_below) {
            continue;
        }
        let twins = known.iter().filter(|row| is_alike(row, &fresh));
        let read =
            |row: &RowAt<'_>| Some((row.target(), readings::of(row.name, row.row)?));
        if let Some((from, readings)) = twins.filter_map(read).next() {
            offers.push(Offer { target, from, readings });
        }
    }
    offers
}

/// Whether two rows have the same name and print the same.
fn is_alike(one: &RowAt<'_>, other: &RowAt<'_>) -> bool {
    let cells = |at: &RowAt<'_>| (at.row.ty.clone(), at.row.note.clone());
    (one.name, one.direction) == (other.name, other.direction)
        && cells(one) == cells(other)
}

//! Which members of two sequences belong together: those that kept their order, or those that have no other choice.

use std::collections::HashSet;
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Pairs of positions at which `a` and `b` agree, as many as can be had in order.
pub(crate) fn align<T: Hash + Ord>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let ops = capture_diff_slices(Algorithm::Myers, a, b).into_iter().filter(equal);
    ops.flat_map(|op| op.old_range().zip(op.new_range())).collect()
}

/// Pairs of positions whose members are alike, and alike to no other member of the other sequence.
pub(crate) fn only_partners<A, B>(
    these: &[A],
    those: &[B],
    alike: impl Fn(&A, &B) -> bool,
) -> Vec<(usize, usize)> {
    fn only(mut all: impl Iterator<Item = usize>) -> Option<usize> {
        all.next().filter(|_| all.next().is_none())
    }
    let pair = |one: usize| {
        let partners =
            (0..those.len()).filter(|other| alike(&these[one], &those[*other]));
        let other = only(partners)?;
        only((0..these.len()).filter(|rival| alike(&these[*rival], &those[other])))?;
        Some((one, other))
    };
    (0..these.len()).filter_map(pair).collect()
}

/// The old and the new names of what `old` and `new` call differently: alike, and nothing else is.
pub(crate) fn renamed<T>(
    old: &[(String, T)],
    new: &[(String, T)],
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<(String, String)> {
    let missing = |from: &'_ [(String, T)], other: &[(String, T)]| -> Vec<usize> {
        let known: HashSet<_> = other.iter().map(|(name, _)| name).collect();
        (0..from.len()).filter(|at| !known.contains(&from[*at].0)).collect()
    };
    let (gone, fresh) = (missing(old, new), missing(new, old));
    let pairs = only_partners(&fresh, &gone, |at, was| alike(&old[*was].1, &new[*at].1));
    let names = |(at, was): (usize, usize)| (&old[gone[was]].0, &new[fresh[at]].0);
    pairs.into_iter().map(names).map(|(was, is)| (was.clone(), is.clone())).collect()
}

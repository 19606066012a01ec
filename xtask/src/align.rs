//! Which members of two sequences belong together: those that kept their order, or those that have no other choice.

/// Pairs of positions at which `a` and `b` agree, as many as can be had in order; the earliest where there is a choice.
pub(crate) fn align<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    // longest[i][j]: how many pairs a[i..] and b[j..] have.
    let mut longest = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i][j + 1] >= longest[i + 1][j] {
            j += 1;
        } else {
            i += 1;
        }
    }
    pairs
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

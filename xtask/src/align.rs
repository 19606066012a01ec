//! The longest common part of two sequences: what kept its place.

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

//! Which row of 修订记录 is which, when a new revision of the document has rewritten some.
//!
//! A row has no name: its date, author and text are all it is. Two rows that agree in these are the same. Of what is left,
//! a row whose date or author was mended is still known by its text, and one whose text was edited by date and author, as
//! long as only one row on either side comes into question; a guess among several would hang readings on a wrong row.

use super::printed::Revision;

/// For every row of `new` its position in `old`.
pub(super) fn pair(new: &[Revision], old: &[Revision]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut free = vec![true; old.len()];
    for (row, pair) in new.iter().zip(&mut pairs) {
        *pair =
            old.iter().zip(&free).position(|(other, free)| *free && same(row, other));
        if let Some(taken) = *pair {
            free[taken] = false;
        }
    }
    for alike in [same_text, same_day_and_author] {
        let open: Vec<usize> =
            (0..new.len()).filter(|at| pairs[*at].is_none()).collect();
        for &at in &open {
            let rivals =
                open.iter().filter(|other| alike(&new[at], &new[**other])).count();
            let mut candidates = (0..old.len())
                .filter(|other| free[*other] && alike(&new[at], &old[*other]));
            if let (1, Some(only), None) = (rivals, candidates.next(), candidates.next())
            {
                pairs[at] = Some(only);
                free[only] = false;
            }
        }
    }
    pairs
}

fn same(a: &Revision, b: &Revision) -> bool {
    same_day_and_author(a, b) && same_text(a, b)
}

fn same_day_and_author(a: &Revision, b: &Revision) -> bool {
    (&a.date, &a.author) == (&b.date, &b.author)
}

fn same_text(a: &Revision, b: &Revision) -> bool {
    a.text == b.text
}

//! Whether less or more is allowed than before.

use crate::spec::Bounds;

/// What has become of what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Some of it is not allowed any more.
    Less,
    /// All of it is allowed still, and something besides.
    More,
    /// Some of it is not allowed any more, and something else is.
    Both,
    Same,
}

impl Turn {
    fn of(loses: bool, gains: bool) -> Self {
        match (loses, gains) {
            (true, true) => Self::Both,
            (true, false) => Self::Less,
            (false, true) => Self::More,
            (false, false) => Self::Same,
        }
    }

    /// Of lists whose order does not count.
    pub fn of_sets<T: PartialEq>(old: &[T], new: &[T]) -> Self {
        let lacks =
            |one: &[T], other: &[T]| one.iter().any(|entry| !other.contains(entry));
        Self::of(lacks(old, new), lacks(new, old))
    }

    /// Of bounds, where none allow everything.
    pub fn of_bounds(old: Option<Bounds>, new: Option<Bounds>) -> Self {
        let ends = |bounds: Option<Bounds>| {
            let Bounds { min, max } = bounds.unwrap_or(Bounds { min: None, max: None });
            (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
        };
        let ((old_min, old_max), (new_min, new_max)) = (ends(old), ends(new));
        Self::of(
            new_min > old_min || new_max < old_max,
            new_min < old_min || new_max > old_max,
        )
    }
}

/// The methods that 请求方式 names: `POST/GET`.
pub(super) fn words(methods: &str) -> Vec<String> {
    methods
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
        .collect()
}

/// The rule of an area's methods.
macro_rules! methods {
    ($area:literal, $old:expr, $new:expr) => {{
        use $crate::diff::classify::turn::{Turn, words};
        match Turn::of_sets(&words($old), &words($new)) {
            Turn::Less | Turn::Both => {
                $crate::diff::classify::rule!($area, "-methods-narrowed")
            }
            Turn::More => $crate::diff::classify::rule!($area, "-methods-widened"),
            Turn::Same => $crate::diff::classify::rule!($area, "-methods-changed"),
        }
    }};
}
pub(super) use methods;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_turn() {
        for (old, new, expected) in [
            ("1..250", "1..200", Turn::Less),
            ("1..250", "0..", Turn::More),
            ("1..250", "2..300", Turn::Both),
            ("1..250", "1..250", Turn::Same),
            ("", "1..", Turn::Less),
            ("..9", "", Turn::More),
        ] {
            let bounds = |text: &str| text.parse::<Bounds>().ok();
            assert_eq!(
                Turn::of_bounds(bounds(old), bounds(new)),
                expected,
                "{old} to {new}"
            );
        }
    }
}

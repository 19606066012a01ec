//! The next version by Cargo's rules: the leftmost number that is not zero stands for what may break.

use semver::Version;

use super::model::Step;
use crate::spec;

/// The step and what it does to a version, in a line: `major (0.1.0 → 0.2.0)`.
pub fn told(step: Step, version: &Version) -> String {
    let word = spec::word(step);
    if step == Step::None {
        return word;
    }
    format!("{word} ({version} → {})", next(step, version))
}

/// The version after a step.
fn next(step: Step, version: &Version) -> Version {
    let Version { major, minor, patch, .. } = *version;
    let (next, raised) = match (step, major, minor) {
        (Step::Major, 0, 1..) | (Step::Minor, 1.., _) => {
            (Version::new(major, minor + 1, 0), patch == 0)
        }
        (Step::Major, 1.., _) => {
            (Version::new(major + 1, 0, 0), (minor, patch) == (0, 0))
        }
        _ => (Version::new(major, minor, patch + 1), true),
    };
    // A version before a release that raises the number is followed by that release.
    if !version.pre.is_empty() && raised {
        return Version::new(major, minor, patch);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leftmost_number_that_is_not_zero_stands_for_breaks() {
        let mut seen = String::new();
        for version in ["0.0.3", "0.1.0", "1.2.3", "0.2.0-rc.1"] {
            for step in [Step::None, Step::Patch, Step::Minor, Step::Major] {
                let told = told(step, &Version::parse(version).unwrap());
                seen.push_str(&format!("{step:?} of {version}: {told}\n"));
            }
        }
        expect_test::expect![[r#"
            None of 0.0.3: none
            Patch of 0.0.3: patch (0.0.3 → 0.0.4)
            Minor of 0.0.3: minor (0.0.3 → 0.0.4)
            Major of 0.0.3: major (0.0.3 → 0.0.4)
            None of 0.1.0: none
            Patch of 0.1.0: patch (0.1.0 → 0.1.1)
            Minor of 0.1.0: minor (0.1.0 → 0.1.1)
            Major of 0.1.0: major (0.1.0 → 0.2.0)
            None of 1.2.3: none
            Patch of 1.2.3: patch (1.2.3 → 1.2.4)
            Minor of 1.2.3: minor (1.2.3 → 1.3.0)
            Major of 1.2.3: major (1.2.3 → 2.0.0)
            None of 0.2.0-rc.1: none
            Patch of 0.2.0-rc.1: patch (0.2.0-rc.1 → 0.2.0)
            Minor of 0.2.0-rc.1: minor (0.2.0-rc.1 → 0.2.0)
            Major of 0.2.0-rc.1: major (0.2.0-rc.1 → 0.2.0)
        "#]]
        .assert_eq(&seen);
    }
}

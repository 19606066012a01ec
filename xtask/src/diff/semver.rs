//! The next version by Cargo's rules: the leftmost number that is not zero stands for what may break.

use semver::{BuildMetadata, Prerelease, Version};

use super::model::Step;

/// A number of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Number {
    Patch,
    Minor,
    Major,
}

/// What a step does to a version, as a line of words: `minor (0.1.0 → 0.2.0; …)`.
pub fn told(step: Step, version: &Version) -> String {
    let Some((number, next)) = next(step, version) else { return "none".to_owned() };
    let asked = match step {
        Step::Major => Number::Major,
        Step::Minor => Number::Minor,
        Step::Patch | Step::None => Number::Patch,
    };
    let (word, asked_word) = (word(number), word(asked));
    let why = if number == asked {
        String::new()
    } else {
        format!("; a {asked_word} change, which raises the {word} number below 1.0")
    };
    format!("{word} ({version} → {next}{why})")
}

/// The number that rises, and the version then; none when nothing changes.
fn next(step: Step, version: &Version) -> Option<(Number, Version)> {
    let number = match (step, version.major, version.minor) {
        (Step::None, ..) => return None,
        (Step::Major, 0, 0) => Number::Patch,
        (Step::Major, 0, _) => Number::Minor,
        (Step::Major, ..) => Number::Major,
        (Step::Minor, 1.., _) => Number::Minor,
        (Step::Minor | Step::Patch, ..) => Number::Patch,
    };
    let mut next = version.clone();
    next.pre = Prerelease::EMPTY;
    next.build = BuildMetadata::EMPTY;
    // A version before a release that raises the number is followed by that release.
    let raised = match number {
        Number::Patch => true,
        Number::Minor => version.patch == 0,
        Number::Major => (version.minor, version.patch) == (0, 0),
    };
    if version.pre.is_empty() || !raised {
        let Version { major, minor, patch, .. } = *version;
        (next.major, next.minor, next.patch) = match number {
            Number::Patch => (major, minor, patch + 1),
            Number::Minor => (major, minor + 1, 0),
            Number::Major => (major + 1, 0, 0),
        };
    }
    Some((number, next))
}

fn word(number: Number) -> &'static str {
    match number {
        Number::Patch => "patch",
        Number::Minor => "minor",
        Number::Major => "major",
    }
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
            Minor of 0.0.3: patch (0.0.3 → 0.0.4; a minor change, which raises the patch number below 1.0)
            Major of 0.0.3: patch (0.0.3 → 0.0.4; a major change, which raises the patch number below 1.0)
            None of 0.1.0: none
            Patch of 0.1.0: patch (0.1.0 → 0.1.1)
            Minor of 0.1.0: patch (0.1.0 → 0.1.1; a minor change, which raises the patch number below 1.0)
            Major of 0.1.0: minor (0.1.0 → 0.2.0; a major change, which raises the minor number below 1.0)
            None of 1.2.3: none
            Patch of 1.2.3: patch (1.2.3 → 1.2.4)
            Minor of 1.2.3: minor (1.2.3 → 1.3.0)
            Major of 1.2.3: major (1.2.3 → 2.0.0)
            None of 0.2.0-rc.1: none
            Patch of 0.2.0-rc.1: patch (0.2.0-rc.1 → 0.2.0)
            Minor of 0.2.0-rc.1: patch (0.2.0-rc.1 → 0.2.0; a minor change, which raises the patch number below 1.0)
            Major of 0.2.0-rc.1: minor (0.2.0-rc.1 → 0.2.0; a major change, which raises the minor number below 1.0)
        "#]].assert_eq(&seen);
    }
}

use super::{Arguments, go};

/// What cargo was asked for, and how that ended, when build and tour end with these codes.
fn gone(json: bool, ends: [Option<i32>; 2]) -> (Vec<String>, String) {
    let (mut asked, mut ends) = (Vec::new(), ends.into_iter());
    let end = go(&Arguments { json }, &mut |arguments| {
        asked.push(arguments.join(" "));
        Ok(ends.next().flatten())
    });
    let end = match end {
        Ok(well) => well.to_string(),
        Err(error) => error.to_string(),
    };
    (asked, end)
}

#[test]
fn it_ends_as_the_tour_does() {
    for (ends, calls, expected) in [
        ([Some(0), Some(0)], 2, "true"),
        ([Some(0), Some(1)], 2, "false"),
        ([Some(0), Some(2)], 2, "the tour broke off; what it says above tells why"),
        ([Some(0), None], 2, "the tour broke off; what it says above tells why"),
        (
            [Some(101), None],
            1,
            "the tour cannot be built; correct what cargo says above",
        ),
        ([None, None], 1, "the tour cannot be built; correct what cargo says above"),
    ] {
        let (asked, end) = gone(false, ends);
        assert_eq!((asked.len(), end.as_str()), (calls, expected), "{ends:?}");
    }
}

#[test]
fn cargo_builds_and_runs_the_same() {
    let example = "--package gensee-api --example tour";
    for (json, options) in [(false, ""), (true, " -- --json")] {
        let (asked, _) = gone(json, [Some(0), Some(0)]);
        let (build, run) =
            (format!("build {example}"), format!("run --quiet {example}{options}"));
        assert_eq!(asked, [build, run]);
    }
}

//! Random sequences of calls and of what people do: the sandbox, through the real client, and a small model of the
//! document agree after each step on the return code and on what the answer decides.
//!
//! 44 of the 52 operations take part. The other 8 change nothing that another call shows, and are no more than a row
//! that goes in and comes out: votes, questions, roll calls, rewards and the two kinds of praise (see
//! `../sandbox/people.rs`), and what is told to clients, `capture_screen` and `control_camera`
//! (see `../sandbox/belongings.rs`). Wrong parameters are not among the steps: the client would not send them.

mod command;
mod names;
mod play;
mod reference;
mod rows;

use proptest::prelude::*;
use proptest::test_runner::Config;

use command::Step;
use play::{Play, Verdict};

const CASES: u32 = 64;
const STEPS: usize = 40;

async fn play(steps: &[Step]) -> Verdict {
    let mut play = Play::begin().await?;
    for (number, step) in steps.iter().enumerate() {
        play.step(step).await.map_err(|why| format!("step {}: {why}", number + 1))?;
    }
    play.end().await.map_err(|why| format!("at the end: {why}"))
}

proptest! {
    #![proptest_config(Config {
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..Config::with_cases(CASES)
    })]

    #[test]
    fn the_sandbox_does_what_the_model_does(
        steps in prop::collection::vec(command::step(), 1..=STEPS)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let verdict = runtime.block_on(play(&steps));
        prop_assert!(verdict.is_ok(), "{}", verdict.unwrap_err());
    }
}

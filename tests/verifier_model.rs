//! `verifier` against a list that is searched from end to end: operations and times at random.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

#[path = "properties/verifier_model.rs"]
mod verifier_model;

use proptest::prelude::*;
use verifier_model::{DESTINATIONS, Operation, Pair, Start};
use verify_core::time::Timestamp;

const START: u64 = 1_766_037_294_090;
const END: u64 = 253_402_300_799_999;

fn start() -> impl Strategy<Value = Operation> {
    let seconds = |shortest: i64| prop_oneof![6 => shortest..60, 1 => shortest..=7200];
    let destination = 0..DESTINATIONS.len();
    (destination, seconds(30), seconds(10), any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(destination, validity, interval, reset, sma)| {
            // Now and then one that is not valid.
            let validity = if validity == 59 { 29 } else { validity };
            Operation::Start(Start { destination, validity, interval, reset, sma })
        },
    )
}

fn operation() -> impl Strategy<Value = Operation> {
    let session = || prop_oneof![4 => 0..4_usize, 1 => any::<usize>()];
    prop_oneof![
        8 => start(),
        6 => session().prop_map(|session| Operation::Check { session, right: false }),
        1 => session().prop_map(|session| Operation::Check { session, right: true }),
        1 => session().prop_map(|session| Operation::Confirm { session }),
        2 => session().prop_map(|session| Operation::Status { session }),
        1 => Just(Operation::CheckStranger),
        1 => Just(Operation::Restart),
        1 => (0..DESTINATIONS.len()).prop_map(|destination| Operation::ClearFailures { destination }),
    ]
}

/// By how much the clock moves, in milliseconds: so little that sessions wait side by side, so much that they expire.
fn tick() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => 0..4_000_i64,
        2 => Just(0),
        2 => 5_000..40_000_i64,
        1 => -30_000..0_i64,
        1 => 60_000..7_300_000_i64,
    ]
}

fn run<const N: usize>(start: u64, steps: &[(Operation, i64)]) {
    let mut pair = Pair::<N>::new();
    let mut now = start;
    for &(operation, tick) in steps {
        now = now.saturating_add_signed(tick).min(END);
        pair.step(operation, Timestamp::from_unix_millis(now).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn sequences_at_random(
        start in prop_oneof![9 => Just(START), 1 => END - 200_000..=END],
        steps in prop::collection::vec((operation(), tick()), 1..150),
    ) {
        run::<0>(start, &steps);
        run::<1>(start, &steps);
        run::<2>(start, &steps);
        run::<3>(start, &steps);
        run::<5>(start, &steps);
        run::<8>(start, &steps);
    }
}

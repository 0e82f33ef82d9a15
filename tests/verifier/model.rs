//! `verifier` against a list that is searched from end to end: all sequences of a few operations.
//! Long ones at random are in `tests/properties`, which runs these as well.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

use crate::verifier_limits::ADDRESSES;
use crate::verifier_model::{Operation, Pair, Start, Typed};
use verify_core::time::Timestamp;

const START: u64 = 1_766_037_294_090;
const END: u64 = 253_402_300_799_999;

const fn start(destination: usize) -> Start {
    let address = destination % ADDRESSES.len();
    Start { destination, validity: 30, interval: 10, reset: false, sma: false, address }
}

const fn wrong(session: usize) -> Operation {
    Operation::Check { session, typed: Typed::Wrong }
}

/// What is worth five in a row, four, and all there is. Sessions are counted from the latest one.
const FEW: &[Operation] = &[
    Operation::Start(start(0)),
    Operation::Start(start(1)),
    Operation::Start(Start { validity: 60, ..start(2) }),
    Operation::Check { session: 0, typed: Typed::Right },
    wrong(0),
    wrong(1),
];
const MORE: &[Operation] = &[
    Operation::Start(start(0)),
    Operation::Start(Start { reset: true, interval: 20, ..start(0) }),
    Operation::Start(start(1)),
    Operation::Start(Start { sma: true, ..start(2) }),
    Operation::Check { session: 0, typed: Typed::Right },
    wrong(0),
    wrong(1),
    Operation::Confirm { session: 1 },
    Operation::Restart,
];
const ALL: &[Operation] = &[
    Operation::Start(start(0)),
    Operation::Start(Start { reset: true, interval: 20, ..start(0) }),
    Operation::Start(start(1)),
    Operation::Start(start(3)),
    Operation::Start(Start { validity: 29, ..start(0) }),
    Operation::Start(Start { sma: true, ..start(2) }),
    Operation::Start(Start { sma: true, reset: true, ..start(0) }),
    Operation::Check { session: 0, typed: Typed::Right },
    Operation::Check { session: 0, typed: Typed::Foreign(1) },
    Operation::Check { session: 0, typed: Typed::Nonsense },
    Operation::Check { session: 1, typed: Typed::Empty },
    wrong(0),
    wrong(1),
    Operation::CheckStranger,
    Operation::Confirm { session: 0 },
    Operation::Confirm { session: 1 },
    Operation::Status { session: 0 },
    Operation::Restart,
    Operation::Restore { session: 1, first: true },
    Operation::Restore { session: 1, first: false },
    Operation::Seed,
    Operation::Limits([1, 1, 1, 1]),
    Operation::Limits([0, 2, 0, 2]),
    Operation::ClearFailures { destination: 0 },
];

/// When an operation happens, seen from the one before.
#[derive(Clone, Copy, Debug)]
enum Moment {
    After(i64),
    /// When the latest session expires.
    AtExpiry,
}

const FEW_MOMENTS: &[Moment] = &[Moment::After(10_000), Moment::AtExpiry];
const MORE_MOMENTS: &[Moment] =
    &[Moment::After(0), Moment::After(10_000), Moment::AtExpiry, Moment::After(-30_000)];

/// Goes every sequence of exactly `length` operations, each at each of the moments: those that are
/// shorter begin one of them.
fn go_every_way<const N: usize>(
    first: (u64, &[Operation]),
    length: u32,
    operations: &[Operation],
    moments: &[Moment],
) {
    let (begin, before) = first;
    let letters = operations.len() * moments.len();
    for sequence in 0..letters.pow(length) {
        let (mut pair, mut now) = (Pair::<N>::new(), begin);
        for &operation in before {
            pair.step(operation, Timestamp::from_unix_millis(now).unwrap());
        }
        let mut rest = sequence;
        for _ in 0..length {
            let letter = rest % letters;
            rest /= letters;
            now = match moments[letter / operations.len()] {
                Moment::After(millis) => now.saturating_add_signed(millis).min(END),
                Moment::AtExpiry => pair.expires_at(0).map_or(now, Timestamp::as_unix_millis),
            };
            let operation = operations[letter % operations.len()];
            pair.step(operation, Timestamp::from_unix_millis(now).unwrap());
        }
    }
}

/// 12⁵ sequences in a room of two sessions, 12⁴ in a room of one.
#[test]
fn every_sequence_of_up_to_five_operations() {
    go_every_way::<1>((START, &[]), 4, FEW, FEW_MOMENTS);
    go_every_way::<2>((START, &[]), 5, FEW, FEW_MOMENTS);
}

/// 18⁴ sequences from a room that is full of sessions that wait.
#[test]
fn every_sequence_of_up_to_four_operations_in_a_full_room() {
    let full = [Operation::Start(Start { validity: 60, ..start(0) }), Operation::Start(start(1))];
    go_every_way::<2>((START, &full), 4, MORE, FEW_MOMENTS);
}

/// 96² sequences in rooms of no session, one, two and three, without limits and with; 48² at the
/// end of time.
#[test]
fn every_sequence_of_up_to_two_operations_of_all_kinds() {
    let limited = [Operation::Limits([1, 2, 1, 2]), Operation::Start(start(1))];
    for before in [&limited[..0], &limited[..1], &limited] {
        go_every_way::<0>((START, before), 2, ALL, MORE_MOMENTS);
        go_every_way::<1>((START, before), 2, ALL, MORE_MOMENTS);
        go_every_way::<2>((START, before), 2, ALL, MORE_MOMENTS);
        go_every_way::<3>((START, before), 2, ALL, MORE_MOMENTS);
    }
    go_every_way::<2>((END - 30_000, &[]), 2, ALL, FEW_MOMENTS);
}

//! Compares a verifier with a list that is searched from end to end, over all sequences of a few
//! operations. Long random ones are in `tests/properties`, which runs these as well.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
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

/// The operations for sequences of five, then those for four, then all operations. Sessions are
/// counted from the latest one.
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
    Operation::Cancel { session: 0 },
    Operation::Forget { session: 1 },
    Operation::Expire,
];

/// When an operation happens, relative to the one before.
#[derive(Clone, Copy, Debug)]
enum Moment {
    After(i64),
    /// When the latest session expires.
    AtExpiry,
}

const FEW_MOMENTS: &[Moment] = &[Moment::After(10_000), Moment::AtExpiry];
const MORE_MOMENTS: &[Moment] =
    &[Moment::After(0), Moment::After(10_000), Moment::AtExpiry, Moment::After(-30_000)];

/// Runs every sequence of exactly `length` operations, each operation at each of the moments.
/// Shorter sequences are the beginnings of these.
///
/// What a verifier holds is compared once behind each beginning: for the first of the sequences
/// that share it.
fn run_every_sequence<const N: usize>(
    first: (u64, &[Operation]),
    length: u32,
    operations: &[Operation],
    moments: &[Moment],
) {
    let letters = operations.len() * moments.len();
    // Two threads, so that both cores are used.
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || {
                for sequence in (half..letters.pow(length)).step_by(2) {
                    run_sequence::<N>(first, sequence, length, operations, moments);
                }
            });
        }
    });
}

/// Runs the sequence with this number: each of its digits is an operation at a moment.
fn run_sequence<const N: usize>(
    (begin, before): (u64, &[Operation]),
    sequence: usize,
    length: u32,
    operations: &[Operation],
    moments: &[Moment],
) {
    let letters = operations.len() * moments.len();
    let (mut pair, mut now) = (Pair::<N>::new(), begin);
    for &operation in before {
        pair.apply(operation, Timestamp::from_unix_millis(now).unwrap());
        if sequence == 0 {
            pair.look();
        }
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
        pair.apply(operation, Timestamp::from_unix_millis(now).unwrap());
        if rest == 0 {
            pair.look();
        }
    }
}

/// These are 12⁵ sequences with room for two sessions and 12⁴ with room for one.
#[test]
fn every_sequence_of_up_to_five_operations() {
    run_every_sequence::<1>((START, &[]), 4, FEW, FEW_MOMENTS);
    run_every_sequence::<2>((START, &[]), 5, FEW, FEW_MOMENTS);
}

/// These are 18⁴ sequences that start with a room full of waiting sessions.
#[test]
fn every_sequence_of_up_to_four_operations_in_a_full_room() {
    let full = [Operation::Start(Start { validity: 60, ..start(0) }), Operation::Start(start(1))];
    run_every_sequence::<2>((START, &full), 4, MORE, FEW_MOMENTS);
}

/// These are 108² sequences with room for no session, one, two and three, with and without limits,
/// and 54² at the end of time.
#[test]
fn every_sequence_of_up_to_two_operations_of_all_kinds() {
    let limited = [Operation::Limits([1, 2, 1, 2]), Operation::Start(start(1))];
    for before in [&limited[..0], &limited[..1], &limited] {
        run_every_sequence::<0>((START, before), 2, ALL, MORE_MOMENTS);
        run_every_sequence::<1>((START, before), 2, ALL, MORE_MOMENTS);
        run_every_sequence::<2>((START, before), 2, ALL, MORE_MOMENTS);
        run_every_sequence::<3>((START, before), 2, ALL, MORE_MOMENTS);
    }
    run_every_sequence::<2>((END - 30_000, &[]), 2, ALL, FEW_MOMENTS);
}

//! Compares sessions with the contract's table over all sequences of up to six events. Long random
//! ones are in `tests/properties`, which runs these as well.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::collections::HashSet;

use crate::session_model::{END, Entry, Event, Model, Pair, Request, State};
use verify_core::channel::Channel;
use verify_core::code::Format;
use verify_core::phone::PhoneNumber;
use verify_core::session::Session;

const START: u64 = 1_766_037_294_090;

const PLAIN: Request = Request {
    code_type: Format::Numeric,
    code_length: 4,
    code_validity: 30,
    resending_interval: 10,
    reset_session: false,
    channel: Channel::Sms,
};
const RESET: Request = Request { reset_session: true, ..PLAIN };
const SMA: Request = Request { channel: Channel::Sma, ..PLAIN };
const SMA_RESET: Request = Request { channel: Channel::Sma, reset_session: true, ..PLAIN };
/// A request that differs from the others in every member but `reset_session`.
const OTHER: Request = Request {
    code_type: Format::AlphanumericEasy,
    code_length: 6,
    code_validity: 60,
    resending_interval: 20,
    reset_session: false,
    channel: Channel::Viber,
};
const OTHER_RESET: Request = Request { reset_session: true, ..OTHER };

/// All events. The first ones are those of the sequences of six.
const EVENTS: [Event; 15] = [
    Event::Resend(PLAIN),
    Event::Resend(SMA),
    Event::Resend(SMA_RESET),
    Event::Resend(OTHER),
    Event::Resend(OTHER_RESET),
    Event::Check(Entry::Right),
    Event::Check(Entry::Wrong),
    Event::Check(Entry::Old),
    Event::Status,
    Event::Resend(RESET),
    Event::Check(Entry::TooLong),
    Event::Check(Entry::Nonsense),
    Event::Check(Entry::Empty),
    Event::Confirm,
    Event::Cancel,
];
const FEW_EVENTS: &[Event] = EVENTS.split_at(9).0;

/// When an event happens, relative to what happened before.
#[derive(Clone, Copy, Debug)]
enum Moment {
    AtOnce,
    /// That many milliseconds after the last sending.
    AfterSending(u64),
    JustBeforeExpiry,
    AtExpiry,
    /// The clock has stepped back by a millisecond.
    JustBefore,
    /// The clock has stepped back by two hours, which may still be its mistake.
    TwoHoursBefore,
    /// The clock has stepped back by more than two hours: it was ahead.
    LongBefore,
}

/// All moments. The first ones are those of the sequences of six.
const MOMENTS: [Moment; 10] = [
    Moment::AtOnce,
    Moment::AfterSending(9_999),
    Moment::AfterSending(10_000),
    Moment::AfterSending(20_000),
    Moment::JustBeforeExpiry,
    Moment::AtExpiry,
    Moment::TwoHoursBefore,
    Moment::LongBefore,
    Moment::AfterSending(19_999),
    Moment::JustBefore,
];
const FEW_MOMENTS: &[Moment] = MOMENTS.split_at(8).0;

impl Moment {
    fn of(self, model: &Model) -> u64 {
        let now = match self {
            Moment::AtOnce => model.latest_seen,
            Moment::AfterSending(millis) => model.last_sent + millis,
            Moment::JustBeforeExpiry => model.expires_at - 1,
            Moment::AtExpiry => model.expires_at,
            Moment::JustBefore => model.latest_seen - 1,
            Moment::TwoHoursBefore => model.latest_seen - 7_200_000,
            Moment::LongBefore => model.latest_seen - 7_200_001,
        };
        now.min(END)
    }
}

fn destination() -> PhoneNumber {
    "+1 (987) 654-3210".parse().unwrap()
}

/// Everything that the future depends on: a step takes no other input.
type Situation = ([u8; Session::BYTES], Model);

fn pair((bytes, model): &Situation) -> Pair {
    Pair { session: Session::from_bytes(bytes).unwrap(), model: model.clone() }
}

/// Runs every sequence of up to `length` events, each event at each of the moments.
///
/// Two sequences that lead to the same situation, byte for byte, continue alike, so that only one
/// of them is followed.
fn run_every_sequence(start: Pair, length: usize, events: &[Event], moments: &[Moment]) {
    let start = (start.session.to_bytes(), start.model);
    let mut seen = HashSet::from([start.clone()]);
    let mut latest = vec![start];
    for _ in 0..length {
        let mut next = Vec::new();
        for before in &latest {
            for (&event, moment) in events.iter().flat_map(|e| moments.iter().map(move |m| (e, m)))
            {
                let mut pair = pair(before);
                let now = moment.of(&pair.model);
                let after = (pair.step(event, now, 2), pair.model);
                if !seen.contains(&after) {
                    seen.insert(after.clone());
                    next.push(after);
                }
            }
        }
        latest = next;
    }
    for state in [State::Waiting, State::Verified, State::Failed, State::Expired] {
        let reached = seen.iter().any(|(_, model)| model.state == state);
        assert!(reached || length < 5, "{state:?} was not reached");
    }
}

/// These are 72⁶ sequences, which pass through some 20,000 situations.
#[test]
fn every_sequence_of_up_to_six_events() {
    run_every_sequence(Pair::start(START, destination(), &PLAIN, 1), 6, FEW_EVENTS, FEW_MOMENTS);
}

/// These are 150³ sequences from each start. One start has no code, another is at the end of time.
#[test]
fn every_sequence_of_up_to_three_events_of_all_kinds() {
    for (now, request) in [(START, PLAIN), (START, SMA), (START, OTHER), (END - 30_000, PLAIN)] {
        run_every_sequence(Pair::start(now, destination(), &request, 1), 3, &EVENTS, &MOMENTS);
    }
}

//! All short sequences of calls, and long ones at random. Each is made in a sub-account of its own.

use std::time::Duration;

use rand_core::Rng;
use verify_core::code::Generator;
use verify_core::engine::{Engine, Limits};
use verify_core::limit::Quota;
use verify_service::outbox::Kind;

use crate::engine_model::{Operation, Start};
use crate::in_redis::InRedis;
use crate::pair::{Event, Pair, world};
use crate::stores::{Folder, Hands, Tested, memory};
use crate::tasks::Tasks;

const A: usize = 0;
const SECOND: u64 = 1000;
const DAY: u64 = 24 * 3600 * SECOND;
const RESET: Start = Start { reset: true, ..Start::plain(A) };

const EVENTS: [Event; 16] = [
    Event::Call(Operation::Start(Start::plain(A))),
    Event::Call(Operation::Start(Start::plain(2))),
    Event::Call(Operation::Start(RESET)),
    Event::Call(Operation::Check { session: 0, right: true }),
    Event::Call(Operation::Check { session: 0, right: false }),
    Event::Call(Operation::Check { session: 1, right: true }),
    Event::Call(Operation::Confirm(0)),
    Event::Call(Operation::Status(0)),
    Event::Call(Operation::Cancel(0)),
    Event::Call(Operation::Expire(0)),
    Event::Call(Operation::Find(A)),
    Event::Call(Operation::Clear(A)),
    Event::Later(10 * SECOND),
    Event::Later(DAY),
    Event::ToExpiry,
    Event::Earlier(3 * 3600 * SECOND),
];

fn quota(count: u16, seconds: u64, burst: u16) -> Option<Quota> {
    Quota::new(count, Duration::from_secs(seconds), burst).ok()
}

/// Two at once for each destination, three for each range.
fn limits() -> Limits {
    Limits { destination: quota(1, 60, 2), range: quota(2, 45, 3), ..Limits::NONE }
}

fn engine(limits: Limits) -> Engine {
    world(limits).engine
}

/// Makes every sequence of that many calls that begins with a start: without one, nothing happens.
/// Some share a store, in which each has a sub-account of its own.
fn every_sequence<S: Tested>(
    length: u32,
    limits: Limits,
    together: usize,
    open: impl Fn(Engine, &Hands) -> S,
) {
    let all = (0..EVENTS.len().pow(length - 1)).collect::<Vec<_>>();
    for some in all.chunks(together) {
        let hands = Hands::default();
        let store = open(engine(limits), &hands);
        for number in some {
            let mut pair = Pair::new(world(limits), &store, &hands, &format!("sequence-{number}"));
            pair.step(Event::Call(Operation::Start(Start::plain(A))));
            let mut rest = *number;
            for _ in 1..length {
                pair.step(EVENTS[rest % EVENTS.len()]);
                rest /= EVENTS.len();
            }
        }
    }
}

#[test]
fn every_sequence_of_four_calls_in_memory() {
    for limits in [Limits::NONE, limits()] {
        every_sequence(4, limits, 8, memory);
    }
}

#[test]
fn every_sequence_of_three_calls_in_a_file() {
    for limits in [Limits::NONE, limits()] {
        let folder = Folder::new();
        every_sequence(3, limits, 64, |engine, hands| folder.open(engine, hands));
    }
}

#[test]
fn every_sequence_of_three_calls_in_redis() {
    for limits in [Limits::NONE, limits()] {
        every_sequence(3, limits, 64, InRedis::new);
    }
}

/// Draws what happens next. `Earlier` is left out where the clock must not step back.
fn event(rng: &mut Generator, steps_back: bool) -> Event {
    let mut below = |bound: u32| rng.next_u32() % bound;
    let session = |drawn: u32| usize::try_from(drawn).unwrap();
    match below(42) {
        0..8 => Event::Call(Operation::Start(Start::plain(session(below(4))))),
        8..10 => Event::Call(Operation::Start(Start {
            to: session(below(4)),
            reset: below(2) == 0,
            sma: below(4) == 0,
            validity: 30 + below(7171),
            interval: 10 + below(600),
        })),
        10..22 => {
            let right = below(5) == 0;
            Event::Call(Operation::Check { session: session(below(4)), right })
        }
        22 => Event::Call(Operation::Confirm(session(below(4)))),
        23 => Event::Call(Operation::Cancel(session(below(4)))),
        24 => Event::Call(Operation::Status(session(below(4)))),
        25 => Event::Call(Operation::Find(session(below(4)))),
        26 => Event::Call(Operation::Clear(session(below(4)))),
        27 => Event::Call(Operation::Expire(session(below(4)))),
        28..34 => Event::Later(u64::from(below(60_000))),
        34 => Event::Later(u64::from(below(4_000_000))),
        35 => Event::Later(DAY + u64::from(below(1000))),
        36 => Event::ToExpiry,
        37 if steps_back => Event::Earlier(u64::from(below(50_000_000))),
        38 => Event::Turns,
        40 => Event::Work(Kind::Send),
        41 => Event::Work(Kind::Callback),
        _ => EVENTS[session(below(12))],
    }
}

/// All four limits but that of clients, and none at all.
fn some_limits(seed: u8) -> Limits {
    let country = quota(6, 60, 7);
    if seed.is_multiple_of(2) { Limits { country, ..limits() } } else { Limits::NONE }
}

#[test]
fn long_sequences_in_memory() {
    for seed in 0..100 {
        let (mut rng, hands) = (Generator::from_seed([seed; 32]), Hands::default());
        let limits = some_limits(seed);
        let store = memory(engine(limits), &hands);
        let mut pair = Pair::new(world(limits), &store, &hands, "long");
        for _ in 0..200 {
            pair.step(event(&mut rng, true));
        }
        pair.step(Event::Turns);
    }
}

/// Now and then the file is closed, and opened again.
#[test]
fn long_sequences_in_a_file() {
    for seed in 0..10 {
        let (mut rng, hands) = (Generator::from_seed([seed; 32]), Hands::default());
        let limits = some_limits(seed);
        let folder = Folder::new();
        let mut suspended = (world(limits), Vec::new(), Tasks::new());
        for _ in 0..5 {
            hands.set(suspended.0.now);
            let store = folder.open(engine(limits), &hands);
            let mut pair = Pair::resume(suspended, &store, &hands, "long");
            // What was forgotten before may have come back, until it has its turn.
            pair.step(Event::Turns);
            for _ in 0..50 {
                pair.step(event(&mut rng, false));
            }
            suspended = pair.suspend();
        }
    }
}

/// Where the clock steps back, sessions have no turns: they have them once it is there again.
#[test]
fn long_sequences_in_redis() {
    for seed in 0..20 {
        let (mut rng, hands) = (Generator::from_seed([seed; 32]), Hands::default());
        let (limits, steps_back) = (some_limits(seed), seed < 10);
        let store = InRedis::new(engine(limits), &hands);
        let mut pair = Pair::new(world(limits), &store, &hands, "long");
        for _ in 0..200 {
            match event(&mut rng, steps_back) {
                Event::Turns if steps_back => {}
                // Tasks go to a process before it asks for them: tests/redis has that.
                Event::Work(_) => {}
                event => pair.step(event),
            }
        }
    }
}

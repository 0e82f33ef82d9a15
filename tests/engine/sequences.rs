//! All short sequences of calls, compared with lists that are searched from end to end, and at each
//! commit everything that can go wrong there.
//!
//! A sequence goes on from a copy of the state that its beginning has led to. A state that was seen
//! before, with as many calls to go, is not gone on from again. What goes wrong at a commit leads
//! to a state that a sequence without it reaches too, so that nothing has to go on from there.

use std::collections::HashSet;
use std::time::Duration;

use verify_core::engine::Limits;
use verify_core::limit::{ConversionLimit, Quota};

use crate::engine_model::{Operation, Start, Trouble, World};
use crate::store::hash;

pub(crate) const A: usize = 0;
pub(crate) const B: usize = 1;
const SECOND: u64 = 1000;
const DAY: u64 = 24 * 3600 * SECOND;

/// A call, or time that passes between two.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Call(Operation),
    Later(u64),
    Earlier(u64),
    ToExpiry,
}

pub(crate) const RESET: Start = Start { reset: true, ..Start::plain(A) };

pub(crate) const EVENTS: [Event; 18] = [
    Event::Call(Operation::Start(Start::plain(A))),
    Event::Call(Operation::Start(Start::plain(B))),
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
    Event::Earlier(20 * SECOND),
    Event::Earlier(3 * 3600 * SECOND),
    Event::Earlier(20 * 365 * DAY),
];

/// A few calls to three destinations, two of them in one range, and days that pass.
pub(crate) const OF_A_RANGE: [Event; 10] = [
    Event::Call(Operation::Start(Start::plain(A))),
    Event::Call(Operation::Start(Start::plain(B))),
    Event::Call(Operation::Start(Start::plain(2))),
    Event::Call(Operation::Check { session: 0, right: true }),
    Event::Call(Operation::Check { session: 0, right: false }),
    Event::Call(Operation::Confirm(1)),
    Event::Call(Operation::Cancel(0)),
    Event::Later(10 * SECOND),
    Event::Later(DAY),
    Event::Earlier(20 * 365 * DAY),
];

/// What somebody else does between reading and committing.
const OTHERS: [Operation; 5] = [
    Operation::Start(Start::plain(A)),
    Operation::Check { session: 0, right: false },
    Operation::Check { session: 0, right: true },
    Operation::Cancel(0),
    Operation::Clear(A),
];

struct Search {
    events: Vec<Event>,
    sweeps: bool,
    seen: HashSet<(u64, usize)>,
    /// The calls so far.
    path: Vec<Event>,
    steps: u64,
    troubles: u64,
}

impl Search {
    fn all(world: &World, events: &[Event], depth: usize, sweeps: bool) -> Self {
        let mut search = Self {
            events: events.to_vec(),
            sweeps,
            seen: HashSet::new(),
            path: Vec::new(),
            steps: 0,
            troubles: 0,
        };
        search.go_on(world, depth);
        search
    }

    fn go_on(&mut self, world: &World, depth: usize) {
        let Some(left) = depth.checked_sub(1) else { return };
        let records = world.store.records.iter().map(|record| hash(&record));
        let counters = world.store.counters.iter().map(|counter| hash(&counter));
        let store = records.chain(counters).fold(0, u64::wrapping_add);
        if !self.seen.insert((hash(&(store, &world.model, world.now)), depth)) {
            return;
        }
        for event in self.events.clone() {
            self.path.push(event);
            let shown = Shown(&self.path);
            self.steps += 1;
            let mut next = world.clone();
            if let Event::Call(operation) = event {
                self.troubles += troubles(world, operation);
                next.step(operation, Trouble::Nothing);
            } else {
                pass(&mut next, event, self.sweeps);
            }
            std::mem::forget(shown);
            self.go_on(&next, left);
            self.path.pop();
        }
    }
}

/// Says which sequence it was if a comparison panics.
struct Shown<'a>(&'a [Event]);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        eprintln!("after {:?}", self.0);
    }
}

pub(crate) fn pass(world: &mut World, event: Event, sweeps: bool) {
    let now = match event {
        Event::Call(_) => return,
        Event::Later(millis) => world.now + millis,
        Event::Earlier(millis) => world.now.saturating_sub(millis),
        Event::ToExpiry => world.next_expiry().unwrap_or(world.now).max(world.now),
    };
    world.set_clock(now, sweeps);
}

/// Has everything go wrong at the commit of an operation. Returns how much did.
fn troubles(world: &World, operation: Operation) -> u64 {
    let mut times = 0;
    let others = OTHERS.map(Trouble::Other);
    let all = [Trouble::LostBefore, Trouble::LostAfter, Trouble::Full];
    for trouble in others.into_iter().chain(all) {
        let mut world = world.clone();
        let before = world.troubles;
        world.step(operation, trouble);
        times += world.troubles - before;
    }
    times
}

pub(crate) fn world(limits: Limits) -> World {
    World::new(limits, crate::start().as_unix_millis())
}

pub(crate) fn quota(count: u16, seconds: u64, burst: u16) -> Option<Quota> {
    Quota::new(count, Duration::from_secs(seconds), burst).ok()
}

#[test]
fn every_sequence_of_five_calls() {
    let search = Search::all(&world(Limits::NONE), &EVENTS, 5, false);
    // Of 18^5 sequences, these lead to another state than those before them.
    assert!(search.steps > 50_000 && search.troubles > 100_000);
}

#[test]
fn every_sequence_of_four_calls_over_a_store_that_is_swept() {
    let search = Search::all(&world(Limits::NONE), &EVENTS, 4, true);
    assert!(search.steps > 2_000 && search.troubles > 4_000);
}

/// A session of `sma` has no code until another channel gives it one.
#[test]
fn every_sequence_of_four_calls_without_a_code() {
    let mut events = EVENTS.to_vec();
    events[0] = Event::Call(Operation::Start(Start { sma: true, ..Start::plain(A) }));
    events[1] = Event::Call(Operation::Start(Start::plain(A)));
    events.push(Event::Call(Operation::Start(Start { sma: true, ..RESET })));
    let search = Search::all(&world(Limits::NONE), &events, 4, false);
    assert!(search.steps > 2_000 && search.troubles > 4_000);
}

/// The next wrong code blocks the destination, for half a minute, an hour or until an operator
/// comes.
#[test]
fn every_sequence_of_four_calls_after_wrong_codes() {
    for failures in [4, 5, 12, 98, 99, 100] {
        let mut world = world(Limits::NONE);
        world.fail_before(A, failures, world.now - 2 * 3600 * SECOND);
        let search = Search::all(&world, &EVENTS, 4, failures % 2 == 1);
        assert!(search.steps > 2_000, "{failures}");
    }
}

/// The last wrong code was counted while the clock was 20 years ahead.
#[test]
fn every_sequence_of_four_calls_after_a_wrong_code_from_the_future() {
    for failures in [4, 5, 12, 99] {
        let mut world = world(Limits::NONE);
        world.fail_before(A, failures, world.now + 20 * 365 * DAY);
        let search = Search::all(&world, &EVENTS, 4, false);
        assert!(search.steps > 2_000, "{failures}");
    }
}

/// Two at once for each destination, three for each range.
#[test]
fn every_sequence_of_four_calls_under_limits() {
    let mut events = EVENTS.to_vec();
    events[1] = Event::Call(Operation::Start(Start::plain(2)));
    for sweeps in [false, true] {
        let limits =
            Limits { destination: quota(1, 60, 2), range: quota(2, 45, 3), ..Limits::NONE };
        let search = Search::all(&world(limits), &events, 4, sweeps);
        assert!(search.steps > 2_000 && search.troubles > 4_000);
    }
}

/// Returns limits under which, once two were started in a day, half must be verified.
pub(crate) fn half_of_two() -> Limits {
    let conversion = ConversionLimit::new(50, 2, Duration::from_millis(DAY)).ok();
    Limits { conversion, ..Limits::NONE }
}

#[test]
fn every_sequence_of_five_calls_where_few_are_verified() {
    for (depth, sweeps) in [(5, false), (4, true)] {
        let search = Search::all(&world(half_of_two()), &OF_A_RANGE, depth, sweeps);
        assert!(search.steps > 500 && search.troubles > 1_000);
    }
}

/// The limits are asked first, and what they refuse counts nowhere.
#[test]
fn every_sequence_of_four_calls_where_few_are_verified_under_limits() {
    let limits = Limits { destination: quota(1, 60, 2), range: quota(2, 45, 3), ..half_of_two() };
    let search = Search::all(&world(limits), &OF_A_RANGE, 4, false);
    assert!(search.steps > 500 && search.troubles > 1_000);
}

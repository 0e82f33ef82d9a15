//! A verifier with room enough answers like an engine over a store, call by call. Ids and codes are
//! drawn by each for itself.

use proptest::prelude::*;
use proptest::sample::select;
use verify_core::engine::{Limits, Sending};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{Slot, Verifier};

use crate::engine_model::{Answer, Operation, Start, Trouble, World, number, time, wrong};
use crate::sequences::{A, B, EVENTS, Event, OF_A_RANGE, RESET, half_of_two, pass, quota, world};

/// An engine over a store, and a verifier.
struct Pair {
    world: World,
    verifier: Verifier<Vec<Slot>>,
    /// The sessions of the verifier, in the order in which they were started.
    ids: Vec<SessionId>,
}

impl Pair {
    fn new(slots: usize, limits: Limits) -> Self {
        let slots = (0..slots).map(|_| Slot::EMPTY).collect();
        let verifier = Verifier::new(slots, [5; 32], limits);
        let mut world = world(limits);
        // Before its base, time stands still for the counters of a store. A verifier has none.
        world.engine.base = Timestamp::UNIX_EPOCH;
        Self { world, verifier, ids: Vec::new() }
    }

    fn step(&mut self, event: Event) {
        let Event::Call(operation) = event else {
            return pass(&mut self.world, event, false);
        };
        let Some(expected) = self.world.step(operation, Trouble::Nothing) else { return };
        let answer = self.verifier(operation, expected);
        assert_eq!(answer, expected, "{operation:?}");
        let own = self.ids.iter().map(|id| self.verifier.session(*id).unwrap());
        let shared = self.world.sessions();
        let mut count = 0;
        for (own, shared) in own.zip(shared) {
            assert_eq!(shown(own), shown(&shared));
            count += 1;
        }
        assert_eq!(count, self.ids.len());
    }

    /// Makes the same call to the verifier. What an id is expected of answers with that of the same
    /// session.
    fn verifier(&mut self, operation: Operation, expected: Answer) -> Answer {
        let (verifier, now) = (&mut self.verifier, time(self.world.now));
        let id = |back: usize| self.ids[self.ids.len() - 1 - back];
        match operation {
            Operation::Start(start) => {
                let request = start.request();
                let started = verifier.start(now, &request);
                let (answer, id) = match started {
                    Ok(started) if started.is_new() => {
                        (Ok(Sending::New), Some(started.session().id()))
                    }
                    Ok(_) => (Ok(Sending::Again), None),
                    Err(refused) => (Err(refused), None),
                };
                self.ids.extend(id);
                Answer::of_start(answer)
            }
            Operation::Check { session, right } => {
                let code = verifier.session(id(session)).unwrap().code().expose();
                let entered = if right { code.to_owned() } else { wrong(code) };
                Answer::of_check(verifier.check(now, id(session), &entered))
            }
            Operation::Confirm(session) => {
                let answer: Result<Verdict, _> = verifier.confirm(now, id(session));
                answer.map_or(Answer::NotFound, Answer::Verdict)
            }
            Operation::Status(session) | Operation::Expire(session) => {
                verifier.status(now, id(session)).map_or(Answer::NotFound, Answer::Status)
            }
            Operation::Cancel(session) => {
                verifier.cancel(now, id(session)).map_or(Answer::NotFound, Answer::Status)
            }
            Operation::Find(to) => {
                // It finds what was last seen waiting, and ends nothing.
                let found = verifier.find(number(to)).map(Session::id);
                let waits = found.filter(|id| verifier.status(now, *id) == Ok(Status::Waiting));
                match (waits, expected) {
                    (Some(_), Answer::Found(Some(_))) | (None, Answer::Found(None)) => expected,
                    (waits, _) => Answer::Found(waits),
                }
            }
            Operation::Clear(to) => {
                verifier.clear_failures(number(to));
                Answer::Cleared
            }
        }
    }
}

/// What a session shows, apart from what is drawn.
fn shown(session: &Session) -> impl PartialEq + core::fmt::Debug + use<> {
    (
        (session.destination(), session.latest_status(), session.attempts()),
        (session.sent_at(), session.expires_at(), session.retry_after()),
        session.code().expose().len(),
    )
}

/// Without those that a verifier does not have, or that change nothing.
fn events() -> Vec<Event> {
    let expire = |event: &Event| matches!(event, Event::Call(Operation::Expire(_)));
    EVENTS.into_iter().filter(|event| !expire(event)).collect()
}

fn all(prefix: &mut Vec<Event>, depth: usize, events: &[Event], pair: &dyn Fn() -> Pair) {
    if depth == 0 {
        let mut pair = pair();
        for event in prefix.iter() {
            pair.step(*event);
        }
        return;
    }
    for event in events {
        prefix.push(*event);
        all(prefix, depth - 1, events, pair);
        prefix.pop();
    }
}

#[test]
fn every_sequence_of_three_calls() {
    all(&mut Vec::new(), 3, &events(), &|| Pair::new(16, Limits::NONE));
}

/// Those that begin with a start: without one, nothing happens.
#[test]
fn every_sequence_of_four_calls_from_a_start() {
    for start in [Start::plain(A), Start { sma: true, ..Start::plain(A) }] {
        let first = Event::Call(Operation::Start(start));
        all(&mut vec![first], 3, &events(), &|| Pair::new(16, Limits::NONE));
    }
}

#[test]
fn every_sequence_of_four_calls_from_a_start_under_limits() {
    let limits = Limits { destination: quota(1, 60, 2), range: quota(2, 45, 3), ..Limits::NONE };
    let first = Event::Call(Operation::Start(Start::plain(A)));
    all(&mut vec![first], 3, &events(), &|| Pair::new(16, limits));
}

/// With this many slots, the destinations of the sequences share no place.
#[test]
fn every_sequence_of_five_calls_from_a_start_where_few_are_verified() {
    let first = Event::Call(Operation::Start(Start::plain(A)));
    all(&mut vec![first], 4, &OF_A_RANGE, &|| Pair::new(64, half_of_two()));
}

fn event() -> impl Strategy<Value = Event> {
    let starts = prop_oneof![
        4 => (0..4_usize).prop_map(Start::plain),
        1 => Just(RESET),
        1 => (0..4_usize, any::<bool>(), any::<bool>(), 30..=7200_u32, 10..=7200_u32).prop_map(
            |(to, reset, sma, validity, interval)| Start { to, reset, sma, validity, interval }
        ),
    ];
    let check = (0..4_usize, prop::bool::weighted(0.2));
    prop_oneof![
        4 => starts.prop_map(|start| Event::Call(Operation::Start(start))),
        8 => check.prop_map(|(session, right)| Event::Call(Operation::Check { session, right })),
        1 => (0..4_usize).prop_map(|session| Event::Call(Operation::Confirm(session))),
        1 => (0..4_usize).prop_map(|session| Event::Call(Operation::Cancel(session))),
        1 => (0..4_usize).prop_map(|session| Event::Call(Operation::Status(session))),
        1 => (0..4_usize).prop_map(|to| Event::Call(Operation::Find(to))),
        1 => (0..4_usize).prop_map(|to| Event::Call(Operation::Clear(to))),
        2 => (0..4_000_000_u64).prop_map(Event::Later),
        6 => (0..60_000_u64).prop_map(Event::Later),
        1 => (0..60_000_u64).prop_map(Event::Earlier),
        1 => (0..50_000_000_u64).prop_map(Event::Earlier),
        2 => Just(Event::ToExpiry),
        1 => select(&EVENTS[..]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn long_sequences(events in prop::collection::vec(event(), 1..200), limited: bool) {
        let limits = Limits {
            destination: quota(10, 86_400, 5),
            range: quota(60, 3600, 30),
            country: quota(6, 60, 7),
            client_ip: None,
            conversion: None,
        };
        let mut pair = Pair::new(300, if limited { limits } else { Limits::NONE });
        for event in events {
            if !matches!(event, Event::Call(Operation::Expire(_))) {
                pair.step(event);
            }
        }
    }
}

/// So that both destinations of the sequences differ in range and country.
#[test]
fn the_destinations_share_no_limit() {
    let [a, b] = [A, B].map(number);
    assert_ne!(a.calling_code(), b.calling_code());
}

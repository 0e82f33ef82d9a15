//! What a plan says beside its records: the session, what is to be sent, whether anything changes.

use std::time::Duration;

use verify_core::code::Generator;
use verify_core::engine::{Engine, Key, Limits, Refused, Sending};
use verify_core::request::Request;
use verify_core::session::{SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::verifier::{Slot, Verifier};

use crate::store::Store;
use crate::{start, sub_account};

const NUMBER: &str = "+6587654321";
const HOUR: u64 = 3600;

fn after(seconds: u64) -> Timestamp {
    start().saturating_add(Duration::from_secs(seconds))
}

fn engine() -> Engine {
    Engine { limits: Limits::NONE, ..Engine::default() }
}

fn to_number() -> Request<&'static str> {
    Request { destination: Some(NUMBER), ..Request::default() }
}

fn started(store: &mut Store, rng: &mut Generator) -> SessionId {
    let request = to_number();
    let verification = request.validate().unwrap();
    let call = engine();
    let plan = store.call(call.start(sub_account(), &verification, None), start(), rng).unwrap();
    plan.session().unwrap().id()
}

#[test]
fn the_defaults() {
    let engine = Engine::default();
    assert_eq!(engine.base.to_string(), "2026-01-01T00:00:00.000Z");
    assert_eq!(engine.remember, Duration::from_secs(24 * HOUR));
    assert_eq!(engine.retention, Duration::from_secs(30 * 24 * HOUR));
    assert_eq!(engine.limits, Limits::default());
}

#[test]
fn a_plan_has_the_session_as_it_is_after_the_commit() {
    let (engine, mut store, mut rng) = (engine(), Store::default(), Generator::from_seed([7; 32]));
    let request = to_number();
    let verification = request.validate().unwrap();
    let start = || engine.start(sub_account(), &verification, None);
    let mut ids = Vec::new();
    for (now, sending) in [(0, Sending::New), (10, Sending::Again)] {
        let plan = store.call(start(), after(now), &mut rng).unwrap();
        assert_eq!(*plan.answer(), Ok(sending));
        let started = plan.started(&verification).expect("it is to be sent");
        assert_eq!(started.is_new(), sending == Sending::New);
        ids.push(started.session().id());
        assert!(!plan.changes_nothing());
    }
    let [id, again] = ids[..] else { panic!("two starts") };
    assert_eq!(id, again);
    let early = store.call(start(), after(11), &mut rng).unwrap();
    assert!(matches!(early.answer(), Err(Refused::TooEarly(_))));
    assert!(early.started(&verification).is_none() && early.changes_nothing());

    let wrong = store.call(engine.check(sub_account(), id, "?"), after(12), &mut rng).unwrap();
    assert_eq!(wrong.session().unwrap().attempts(), 1);
    assert!(!wrong.changes_nothing());
    let look = store.call(engine.status(sub_account(), id), after(12), &mut rng).unwrap();
    assert_eq!(look.session().unwrap().attempts(), 1);
    assert!(look.changes_nothing());
    // A record is removed, no counter is raised, and nothing happens.
    let number = verification.destination();
    let clear = engine.clear_failures(sub_account(), number);
    assert!(!store.call(clear, after(12), &mut rng).unwrap().changes_nothing());
    let confirmed = store.call(engine.confirm(sub_account(), id), after(13), &mut rng).unwrap();
    assert_eq!(confirmed.session().unwrap().latest_status(), Status::Verified);
}

/// A code that is kept takes the room that it has, whatever length the request wants.
#[test]
fn a_message_is_measured_with_the_code_that_it_will_have() {
    let long = "{code}".to_owned() + &"a".repeat(1526);
    let (engine, mut store, mut rng) = (engine(), Store::default(), Generator::from_seed([7; 32]));
    let mut verifier = Verifier::new([const { Slot::EMPTY }; 4], [8; 32], Limits::NONE);
    let ten = Request { template: Some(&*long), code_length: Some(10), ..to_number() };
    let reset = Request { reset_session: Some(true), ..ten };
    let sma = Request { channel: Some("sma"), reset_session: Some(true), ..to_number() };
    let mut fits = |request: &Request<&str>, now| {
        let verification = request.validate().unwrap();
        let call = engine.start(sub_account(), &verification, None);
        let plan = store.call(call, after(now), &mut rng).unwrap();
        let by_memory = verifier.start(after(now), request);
        assert_eq!(plan.answer().err(), by_memory.err());
        match plan.answer() {
            Ok(_) => true,
            Err(Refused::Message(_)) => false,
            Err(refused) => panic!("{refused}"),
        }
    };
    assert!(!fits(&ten, 0), "a new code has ten digits");
    assert!(fits(&to_number(), 0));
    assert!(fits(&ten, 10), "the code of four digits is kept");
    assert!(!fits(&reset, 20), "it is replaced");
    assert!(fits(&sma, 20));
    assert!(!fits(&ten, 30), "a session without a code gets one");
    assert!(!fits(&ten, 2 * HOUR), "the session is over");
}

/// A clock that has stepped back by two hours does not shorten what is remembered; one that has
/// stepped back further was ahead before.
#[test]
fn a_session_is_remembered_from_when_it_was_sent() {
    const LONGEST: u64 = 2 * HOUR * 1000;
    for (back, kept_from) in [(LONGEST, 0), (LONGEST + 1, LONGEST + 1)] {
        let (mut store, mut rng) = (Store::default(), Generator::from_seed([7; 32]));
        let id = started(&mut store, &mut rng);
        let ago = |millis| start().saturating_sub(Duration::from_millis(millis));
        let engine = engine();
        let plan = store.call(engine.confirm(sub_account(), id), ago(back), &mut rng).unwrap();
        assert_eq!(*plan.answer() == Ok(Verdict::Verified), back == LONGEST);
        let record = &store.records[&*Key::session(sub_account(), id).to_bytes()];
        assert_eq!(record.keep_until, Some(ago(kept_from).saturating_add(engine.remember)));
    }
}

#[test]
fn what_debug_shows() {
    let (engine, mut store, mut rng) = (engine(), Store::default(), Generator::from_seed([7; 32]));
    let id = started(&mut store, &mut rng);
    let check = engine.check(sub_account(), id, "0000");
    assert_eq!(format!("{check:?}"), format!("Call {{ action: Check {{ id: {id:?}, .. }}, .. }}"));
    let number = NUMBER.parse().unwrap();
    let key = Key::waiting(sub_account(), number);
    let shown = format!("Key(\"demo-account-123\", Waiting({number:?}))");
    assert_eq!(format!("{key:?}"), shown);
    assert_eq!(format!("{:?}", key.to_bytes()), "KeyBytes(29 bytes)");
    let plan = store.call(engine.status(sub_account(), id), start(), &mut rng).unwrap();
    let nothing = "Plan { expectations: 1, writes: 0, raises: 0, events: [], .. }";
    assert_eq!(format!("{plan:?}"), nothing);
    let plan = store.call(engine.clear_failures(sub_account(), number), start(), &mut rng).unwrap();
    let key = Key::failures(sub_account(), number);
    let writes: Vec<_> = plan.writes().map(|write| format!("{write:?}")).collect();
    assert_eq!(writes, [format!("Write {{ key: {key:?}, keep_until: None, .. }}")]);
}

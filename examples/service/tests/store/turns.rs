//! When records have their turn: in time, and not only some time.

use std::time::Duration;

use verify_core::engine::{Engine, Limits};
use verify_core::request::{Request, SubAccountId};
use verify_core::session::Session;

use crate::pair::world;
use crate::stores::{Hands, Tested, drive, memory};

/// Returns an engine that remembers what is over for a minute, a clock, and its time.
fn remembering_for_a_minute() -> (Hands, Engine, u64) {
    let (hands, world) = (Hands::default(), world(Limits::NONE));
    hands.set(world.now);
    (hands, Engine { remember: Duration::from_secs(60), ..world.engine }, world.now)
}

/// Lets time pass, with eight turns a second.
fn pass(store: &impl Tested, hands: &Hands, from: &mut u64, seconds: u64) {
    *from += seconds * 1000;
    hands.set(*from);
    (0..seconds * 8).for_each(|_| store.turn());
}

/// Starts a session, and returns how it is stored.
fn start(store: &impl Tested, engine: &Engine, validity: i64) -> Session {
    let request = Request {
        destination: Some("+447400123456"),
        code_validity: Some(validity),
        ..Request::default()
    };
    let (demo, verification) = (SubAccountId::parse("demo").unwrap(), request.validate().unwrap());
    let plan = drive(store, engine.start(demo, &verification, None)).unwrap();
    Session::from_bytes(&plan.session().unwrap().to_bytes()).unwrap()
}

#[test]
fn a_session_expires_in_time_and_is_forgotten_in_time() {
    let (hands, engine, mut now) = remembering_for_a_minute();
    let store = memory(engine, &hands);
    start(&store, &engine, 30);
    // The session, and that it waits.
    assert_eq!(store.records().len(), 2);
    pass(&store, &hands, &mut now, 29);
    assert_eq!(store.records().len(), 2);
    pass(&store, &hands, &mut now, 2);
    assert_eq!(store.records().len(), 1);
    pass(&store, &hands, &mut now, 58);
    assert_eq!(store.records().len(), 1);
    pass(&store, &hands, &mut now, 2);
    assert_eq!(store.records().len(), 0);
}

/// It would have been kept for more than two hours.
#[test]
fn what_is_over_early_is_forgotten_early() {
    let (hands, engine, mut now) = remembering_for_a_minute();
    let store = memory(engine, &hands);
    let session = start(&store, &engine, 7200);
    let demo = SubAccountId::parse("demo").unwrap();
    drive(&store, engine.check(demo, session.id(), session.code().expose())).unwrap();
    assert_eq!(store.records().len(), 1);
    pass(&store, &hands, &mut now, 62);
    assert_eq!(store.records().len(), 0);
}

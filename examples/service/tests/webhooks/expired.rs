//! From a session that nobody verifies to its callback.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use verify_core::engine::Engine;
use verify_core::request::{Request, SubAccountId};
use verify_service::outbox::{Outgoing, Workers};
use verify_service::store::{Memory, Nobody, Setup, Store};

use crate::receiver::{Receiver, status};
use crate::signatures::{SECRET, signed_by};
use crate::support::{Hands, LONG, callbacks, wait};

#[test]
fn a_session_that_expires_is_posted() {
    let receiver = Receiver::always(status(200));
    let (hands, url) = (Hands::new(), receiver.url("/changed"));
    let requests = wait(async {
        let setup = Setup { clock: hands.clock(), ..Setup::new(Engine::default()) };
        let engine = setup.engine;
        let store = Memory::without_turns(setup).unwrap();
        let mut workers = Workers::new(Arc::new(store), Arc::new(Nobody));
        workers.post(callbacks(Some(&format!("demo:{SECRET}")), &hands));
        let request = Request {
            destination: Some("+6587654321"),
            callback_url: Some(&url),
            ..Request::default()
        };
        let verification = request.validate().unwrap();
        let demo = SubAccountId::parse("demo").unwrap();
        let outgoing = |_: &_| Outgoing { message: None, callback_url: Some(url.clone()) };
        let plan = workers.store().drive(engine.start(demo, &verification, None), outgoing).await;
        let id = plan.unwrap().session().unwrap().id();
        hands.forward(Duration::from_secs(3600));
        // A ring has 8192 turns.
        (0..8193).for_each(|_| workers.store().turn());
        let since = Instant::now();
        while receiver.received().is_empty() {
            assert!(since.elapsed() < LONG, "nothing is posted");
            sleep(Duration::from_millis(10)).await;
        }
        workers.end(Instant::now() + LONG).await;
        let requests = receiver.received();
        assert_eq!(requests[0].header("webhook-id"), format!("{id}-EXPIRED"));
        requests
    });
    let [request] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!(request.json()["status"], "EXPIRED");
    assert_eq!(signed_by(SECRET, request), [true]);
}

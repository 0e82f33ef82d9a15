//! 200 calls at once, on several threads.

use std::sync::Arc;

use tokio::sync::Barrier;
use verify_core::engine::{Engine, Limits};
use verify_core::request::{Request, SubAccountId};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_service::outbox::Outgoing;

use crate::pair::world;
use crate::stores::{Folder, Hands, Tested, drive, memory};

const CALLS: usize = 200;

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo").unwrap()
}

/// Starts a session, and returns its id and code.
fn started(store: &impl Tested, engine: Engine) -> (SessionId, String) {
    let request = Request { destination: Some("+447400123456"), ..Request::default() };
    let verification = request.validate().unwrap();
    let plan = drive(store, engine.start(sub_account(), &verification, None)).unwrap();
    let session: &Session = plan.session().unwrap();
    (session.id(), session.code().expose().to_owned())
}

/// Enters the code in all calls at once, and returns their verdicts.
fn verdicts(store: impl Tested, engine: Engine) -> Vec<Verdict> {
    let (id, code) = started(&store, engine);
    let (store, barrier) = (Arc::new(store), Arc::new(Barrier::new(CALLS)));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    let tasks = (0..CALLS).map(|_| {
        let (store, barrier, code) = (Arc::clone(&store), Arc::clone(&barrier), code.clone());
        runtime.spawn(async move {
            barrier.wait().await;
            let plan =
                store.drive(engine.check(sub_account(), id, &code), |_| Outgoing::default()).await;
            plan.unwrap().answer().unwrap()
        })
    });
    let tasks = tasks.collect::<Vec<_>>();
    runtime.block_on(async {
        let mut verdicts = Vec::new();
        for task in tasks {
            verdicts.push(task.await.unwrap());
        }
        verdicts
    })
}

#[test]
fn of_200_right_codes_one_verifies() {
    let (hands, folder) = (Hands::default(), Folder::new());
    let world = world(Limits::NONE);
    hands.set(world.now);
    let memory = verdicts(memory(world.engine, &hands), world.engine);
    let file = verdicts(folder.open(world.engine, &hands), world.engine);
    for verdicts in [memory, file] {
        let count = |verdict| verdicts.iter().filter(|it| **it == verdict).count();
        assert_eq!(count(Verdict::Verified), 1);
        assert_eq!(count(Verdict::Over(Status::Verified)), CALLS - 1);
    }
}

//! How many round trips a call takes: two at most, where nobody else is faster.

use std::future::Future;

use verify_core::engine::{Limits, Refused};
use verify_core::limit::Quota;
use verify_core::request::Request;
use verify_core::session::Verdict;

use crate::direct::{Direct, drive, sub_account, unknown};

/// Counts the round trips of a call.
async fn trips<T>(direct: &Direct, call: impl Future<Output = T>) -> (usize, T) {
    let before = direct.trips();
    let result = call.await;
    (direct.trips() - before, result)
}

fn quota(count: u16, burst: u16) -> Option<Quota> {
    Quota::new(count, std::time::Duration::from_secs(3600), burst).ok()
}

#[tokio::test]
async fn of_each_call() {
    let limits = Limits { destination: quota(10, 3), country: quota(1000, 1000), ..Limits::NONE };
    let direct = Direct::new(limits);
    let store = direct.store();
    let engine = &direct.engine;
    // The server does not know the scripts yet.
    let session = direct.start(&store, "text", 1).await;
    drive(&store, engine.status(sub_account(), session.id())).await.unwrap();
    drive(&store, engine.clear_failures(sub_account(), session.destination())).await.unwrap();

    let request = Request { destination: Some("+447400123457"), ..Request::default() };
    let verification = request.validate().unwrap();
    let start = || async { direct.start_with(&store, &verification, "text", 1).await };
    let (taken, plan) = trips(&direct, start()).await;
    assert_eq!(taken, 1, "a start");
    let session = crate::direct::copy(plan.unwrap().session().unwrap());
    let (taken, plan) = trips(&direct, start()).await;
    assert!(matches!(*plan.unwrap().answer(), Err(Refused::TooEarly(_))));
    assert_eq!(taken, 2, "a start that is too early");
    direct.pass(10_000);
    let (taken, plan) = trips(&direct, start()).await;
    assert!(plan.unwrap().answer().is_ok());
    assert_eq!(taken, 2, "a start that sends again");
    direct.pass(1_000);
    let (taken, plan) =
        trips(&direct, drive(&store, engine.status(sub_account(), session.id()))).await;
    assert!(plan.unwrap().answer().is_ok());
    assert_eq!(taken, 1, "a status");
    let wrong = engine.check(sub_account(), session.id(), "?");
    let (taken, plan) = trips(&direct, drive(&store, wrong)).await;
    assert_eq!(*plan.unwrap().answer(), Ok(Verdict::Wrong { attempts_left: 4 }));
    assert_eq!(taken, 2, "a wrong code");
    let code = engine.check(sub_account(), session.id(), session.code().expose());
    let (taken, plan) = trips(&direct, drive(&store, code)).await;
    assert_eq!(*plan.unwrap().answer(), Ok(Verdict::Verified));
    assert_eq!(taken, 2, "a right code");
    let (taken, _) =
        trips(&direct, drive(&store, engine.cancel(sub_account(), session.id()))).await;
    assert_eq!(taken, 1, "what changes nothing");
    let (taken, _) = trips(&direct, drive(&store, engine.status(sub_account(), unknown()))).await;
    assert_eq!(taken, 1, "a session that is not there");
    assert_eq!(direct.conflicts.count(), 0);
}

#[tokio::test]
async fn of_a_start_that_looks_at_the_share_of_verified_sessions() {
    let limits = Limits { conversion: Limits::default().conversion, ..Limits::NONE };
    let direct = Direct::new(limits);
    let store = direct.store();
    direct.start(&store, "text", 1).await;
    let request = Request { destination: Some("+447400123457"), ..Request::default() };
    let verification = request.validate().unwrap();
    let start = direct.start_with(&store, &verification, "text", 1);
    let (taken, plan) = trips(&direct, start).await;
    assert!(plan.unwrap().answer().is_ok());
    assert_eq!(taken, 2);
}

/// 400 starts at once from four processes raise the counter of one country.
#[tokio::test(flavor = "multi_thread")]
async fn a_hot_country_costs_no_conflict() {
    const STARTS: usize = 400;

    let limits = Limits { country: quota(60_000, 60_000), ..Limits::NONE };
    let direct = std::sync::Arc::new(Direct::new(limits));
    let stores = std::sync::Arc::new([(); 4].map(|()| direct.store()));
    let start = |index: usize| {
        let (direct, stores) = (direct.clone(), stores.clone());
        tokio::spawn(async move {
            let number = format!("+4474{index:08}");
            let request = Request { destination: Some(number.as_str()), ..Request::default() };
            let verification = request.validate().unwrap();
            let store = &stores[index % 4];
            let plan = direct.start_with(store, &verification, "text", 1).await.unwrap();
            assert!(plan.answer().is_ok());
        })
    };
    start(0).await.unwrap();
    let before = direct.trips();
    let starts = (1..=STARTS).map(start).collect::<Vec<_>>();
    for start in starts {
        start.await.unwrap();
    }
    // A conflict would take another round trip.
    assert_eq!((direct.trips() - before, direct.conflicts.count()), (STARTS, 0));
}

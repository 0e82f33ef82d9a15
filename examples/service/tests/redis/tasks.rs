//! Tasks: leased by one process at a time, superseded, tried again, and gone with their session.

use std::time::Duration;

use verify_core::engine::Limits;
use verify_core::session::Status;
use verify_service::outbox::{Claimed, Kind, LEASE, Outcome, Task};
use verify_service::store::{Redis, Store};

use crate::direct::{Direct, drive, sub_account};

/// Takes what is due, as a worker does while its process has a turn.
async fn claim(store: &Redis, kind: Kind) -> Vec<Claimed> {
    let turn = async {
        store.turn().await.unwrap();
        // Nothing has come: nothing was due.
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    tokio::select! {
        biased;
        claimed = store.claim(kind, 10) => claimed,
        () = turn => Vec::new(),
    }
}

fn text(claimed: &Claimed) -> &str {
    match &claimed.task {
        Task::Send(message) => message.text(),
        Task::Callback(_) => panic!("a callback"),
    }
}

fn reference(claimed: &Claimed) -> u8 {
    match &claimed.task {
        Task::Send(message) => message.reference,
        Task::Callback(_) => panic!("a callback"),
    }
}

fn lease() -> u64 {
    LEASE.as_millis().try_into().unwrap()
}

#[tokio::test]
async fn a_task_is_leased_and_tried_again() {
    let direct = Direct::new(Limits::NONE);
    let (one, other) = (direct.store(), direct.store());
    direct.start(&one, "first", 1).await;
    assert_eq!(one.waiting(Kind::Send).await, Ok(1));
    assert_eq!(one.waiting(Kind::Callback).await, Ok(0));

    let claimed = claim(&one, Kind::Send).await;
    assert_eq!((claimed.len(), text(&claimed[0]), claimed[0].tries), (1, "first", 0));
    assert!(&*claimed[0].sub_account == "demo" && claimed[0].task.kind() == Kind::Send);
    // The other process learns of the sub-account.
    drive(&other, direct.engine.status(sub_account(), crate::direct::unknown())).await.unwrap();
    assert!(claim(&other, Kind::Send).await.is_empty());

    // The first process has died.
    direct.pass(lease());
    let late = claimed;
    let mut claimed = claim(&other, Kind::Send).await;
    assert_eq!((claimed.len(), claimed[0].tries), (1, 1));
    other.finish(claimed.remove(0), Outcome::Again(Duration::from_secs(5))).await;
    assert_eq!(one.waiting(Kind::Send).await, Ok(1));
    // What the first one says now does not count: the other has tried since.
    for late in late {
        one.finish(late, Outcome::Again(Duration::ZERO)).await;
    }
    direct.pass(4_999);
    assert!(claim(&other, Kind::Send).await.is_empty());
    direct.pass(1);
    let mut claimed = claim(&other, Kind::Send).await;
    assert_eq!((claimed.len(), text(&claimed[0]), claimed[0].tries), (1, "first", 2));
    other.finish(claimed.remove(0), Outcome::Done).await;
    assert_eq!(other.waiting(Kind::Send).await, Ok(0));
}

#[tokio::test]
async fn a_later_message_takes_the_place_of_one_that_is_worked_on() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    direct.start(&store, "first", 1).await;
    let mut first = claim(&store, Kind::Send).await;
    direct.pass(10_000);
    let session = direct.start(&store, "second", 1).await;
    assert_eq!(store.waiting(Kind::Send).await, Ok(1));
    // They keep their order.
    assert!(claim(&store, Kind::Send).await.is_empty());
    store.finish(first.remove(0), Outcome::Done).await;
    assert_eq!(store.waiting(Kind::Send).await, Ok(1));
    let second = claim(&store, Kind::Send).await;
    assert_eq!((second.len(), text(&second[0])), (1, "second"));

    // The end of its session takes it away.
    let code = session.code().expose().to_owned();
    drive(&store, direct.engine.check(sub_account(), session.id(), &code)).await.unwrap();
    assert_eq!(store.waiting(Kind::Send).await, Ok(0));
    direct.pass(lease());
    assert!(claim(&store, Kind::Send).await.is_empty());
}

/// Whoever works on a message has died: the later one is due after its lease.
#[tokio::test]
async fn a_later_message_waits_for_a_lease() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    direct.start(&store, "first", 1).await;
    assert_eq!(claim(&store, Kind::Send).await.len(), 1);
    direct.pass(10_000);
    direct.start(&store, "second", 1).await;
    direct.pass(10_000);
    direct.start(&store, "third", 1).await;
    direct.pass(lease() - 20_001);
    assert!(claim(&store, Kind::Send).await.is_empty());
    direct.pass(1);
    let third = claim(&store, Kind::Send).await;
    assert_eq!((third.len(), text(&third[0]), third[0].tries), (1, "third", 0));
}

/// Has a store give a new task to its own workers, none of which takes it yet.
async fn leave_with_workers(direct: &Direct, store: &Redis, other: &Redis) {
    assert!(claim(store, Kind::Send).await.is_empty());
    direct.start(store, "text", 1).await;
    drive(other, direct.engine.status(sub_account(), crate::direct::unknown())).await.unwrap();
    assert!(claim(other, Kind::Send).await.is_empty());
}

#[tokio::test]
async fn a_new_task_goes_straight_to_the_workers_of_its_process() {
    let direct = Direct::new(Limits::NONE);
    let (store, other) = (direct.store(), direct.store());
    leave_with_workers(&direct, &store, &other).await;
    let mut claimed = store.claim(Kind::Send, 10).await;
    assert_eq!((claimed.len(), text(&claimed[0]), claimed[0].tries), (1, "text", 0));
    store.finish(claimed.remove(0), Outcome::Again(Duration::ZERO)).await;
    let claimed = claim(&other, Kind::Send).await;
    assert_eq!((claimed.len(), claimed[0].tries), (1, 1));
}

/// It was claimed and has waited for the gateway, which was stuck.
#[tokio::test]
async fn a_message_that_has_waited_is_sent_only_if_it_still_counts() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    direct.start(&store, "first", 1).await;
    let mut first = claim(&store, Kind::Send).await;
    assert!(store.is_current(&first[0]).await);
    direct.pass(10_000);
    let session = direct.start(&store, "second", 1).await;
    assert!(!store.is_current(&first[0]).await);
    // The later one need not wait any more.
    let second = claim(&store, Kind::Send).await;
    assert_eq!((second.len(), text(&second[0])), (1, "second"));
    assert!(store.is_current(&second[0]).await);
    let code = session.code().expose().to_owned();
    drive(&store, direct.engine.check(sub_account(), session.id(), &code)).await.unwrap();
    assert!(!store.is_current(&second[0]).await);
    // What the first worker says does not count any more.
    store.finish(first.remove(0), Outcome::Done).await;
    assert_eq!(store.waiting(Kind::Send).await, Ok(0));
}

/// Its process ends before a worker got it.
#[tokio::test]
async fn what_no_worker_has_got_is_given_back() {
    let direct = Direct::new(Limits::NONE);
    let (store, other) = (direct.store(), direct.store());
    leave_with_workers(&direct, &store, &other).await;
    store.release(Kind::Send).await;
    // It takes no other one either.
    store.turn().await.unwrap();
    let claimed = claim(&other, Kind::Send).await;
    assert_eq!((claimed.len(), text(&claimed[0])), (1, "text"));
}

/// Nobody works on callbacks, or for too long.
#[tokio::test]
async fn what_comes_too_late_is_forgotten() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    let session = direct.start(&store, "text", 1).await;
    direct.pass(300_000);
    // The session is over, though nobody has looked at it yet.
    assert!(claim(&store, Kind::Send).await.is_empty());
    assert_eq!(store.waiting(Kind::Send).await, Ok(0));
    drive(&store, direct.engine.status(sub_account(), session.id())).await.unwrap();
    assert_eq!(store.waiting(Kind::Callback).await, Ok(1));
    direct.pass(24 * 3_600_000);
    store.turn().await.unwrap();
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));
}

#[tokio::test]
async fn the_end_of_a_session_is_posted() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    let session = direct.start(&store, "text", 1).await;
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));
    let code = session.code().expose().to_owned();
    drive(&store, direct.engine.check(sub_account(), session.id(), &code)).await.unwrap();
    let mut claimed = claim(&store, Kind::Callback).await;
    let Task::Callback(callback) = &claimed[0].task else { panic!("a message") };
    assert_eq!(callback.url, "https://example.com/hook");
    assert_eq!((callback.status(), callback.session.id()), (Status::Verified, session.id()));
    store.finish(claimed.remove(0), Outcome::Done).await;
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));
}

#[tokio::test]
async fn what_expires_is_posted_and_what_is_cancelled_is_not() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    let session = direct.start(&store, "text", 1).await;
    drive(&store, direct.engine.cancel(sub_account(), session.id())).await.unwrap();
    assert_eq!(store.waiting(Kind::Send).await, Ok(0));
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));

    direct.start(&store, "text", 1).await;
    direct.pass(200_000);
    let session = direct.start(&store, "again", 1).await;
    // The first time at which it would have expired.
    direct.pass(100_000);
    store.turn().await.unwrap();
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));
    direct.pass(199_999);
    store.turn().await.unwrap();
    assert_eq!(store.waiting(Kind::Callback).await, Ok(0));
    direct.pass(1);
    store.turn().await.unwrap();
    let claimed = claim(&store, Kind::Callback).await;
    let Task::Callback(callback) = &claimed[0].task else { panic!("a message") };
    assert_eq!((callback.status(), callback.session.id()), (Status::Expired, session.id()));
    assert_eq!(store.waiting(Kind::Send).await, Ok(0));
}

/// A start that finds an expired session ends it, before the process has had a turn.
#[tokio::test]
async fn a_start_posts_the_end_of_the_one_before_it() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    let first = direct.start(&store, "first", 1).await;
    direct.pass(300_000);
    let second = direct.start(&store, "second", 1).await;
    assert!(first.id() != second.id());
    let claimed = claim(&store, Kind::Callback).await;
    let Task::Callback(callback) = &claimed[0].task else { panic!("a message") };
    assert_eq!((callback.status(), callback.session.id()), (Status::Expired, first.id()));
    let claimed = claim(&store, Kind::Send).await;
    assert_eq!((claimed.len(), text(&claimed[0])), (1, "second"));
}

#[tokio::test]
async fn long_messages_to_a_number_have_references_in_turn() {
    let direct = Direct::new(Limits::NONE);
    let store = direct.store();
    for expected in 0..3 {
        direct.start(&store, "long", 2).await;
        let mut claimed = claim(&store, Kind::Send).await;
        assert_eq!(reference(&claimed[0]), expected);
        if expected == 1 {
            // It is stored, too.
            direct.pass(lease());
            let again = claim(&store, Kind::Send).await;
            assert_eq!(reference(&again[0]), expected);
        }
        store.finish(claimed.remove(0), Outcome::Done).await;
        direct.pass(10_000);
    }
    // A short one needs none.
    direct.start(&store, "short", 1).await;
    assert_eq!(reference(&claim(&store, Kind::Send).await[0]), 0);
}

//! Tasks: who gets them, when, and what becomes of them. Each test here is for every store.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use verify_core::session::Status;
use verify_service::outbox::{Callback, Kind, LEASE, Outcome, Outgoing, Task};
use verify_service::store::Store;

use crate::place::{Place, URL, code, paused, sessions};
use crate::stores::{Folder, Tested, memory};

const SECOND: Duration = Duration::from_secs(1);

pub(crate) async fn whoever_waits_is_woken_at_once<S: Tested>(place: Place<S>) {
    for (kind, number) in Kind::ALL.into_iter().zip(1..) {
        let store = Arc::clone(&place.store);
        let waiting = tokio::spawn(async move { store.claim(kind, 1).await });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        let id = place.start(number).await;
        if kind == Kind::Callback {
            let code = code(&place.message().await);
            place.check(id, &code).await;
        }
        let claimed = timeout(Duration::from_secs(3600), waiting).await.unwrap().unwrap();
        assert_eq!(sessions(&claimed), [id]);
        assert_eq!((&*claimed[0].sub_account, claimed[0].tries), ("demo", 0));
        place.store.finish(claimed.into_iter().next().unwrap(), Outcome::Done).await;
    }
}

pub(crate) async fn tasks_come_in_their_order_and_only_once<S: Tested>(place: Place<S>) {
    let mut ids = Vec::new();
    for number in 0..10 {
        ids.push(place.start(number).await);
    }
    let first = place.store.claim(Kind::Send, 4).await;
    let rest = place.store.claim(Kind::Send, 100).await;
    assert_eq!(sessions(&first), ids[..4]);
    assert_eq!(sessions(&rest), ids[4..]);
    assert!(place.due(Kind::Send).await.is_empty() && place.due(Kind::Callback).await.is_empty());
    assert_eq!(place.waiting().await, [10, 0]);
    for claimed in first.into_iter().chain(rest) {
        place.store.finish(claimed, Outcome::Done).await;
    }
    assert_eq!(place.waiting().await, [0, 0]);
}

pub(crate) async fn after_its_lease_a_task_is_somebody_elses<S: Tested>(place: Place<S>) {
    place.start(7).await;
    let late = place.message().await;
    place.store.pass(LEASE.saturating_sub(SECOND)).await;
    assert!(place.due(Kind::Send).await.is_empty());
    // Whoever waits is woken by the end of the lease.
    let claimed = timeout(2 * SECOND, place.store.claim(Kind::Send, 1)).await.unwrap();
    let [second] = claimed.try_into().unwrap();
    assert_eq!(second.tries, 1);
    // What the first one says does not take it from the second one.
    place.store.finish(late, Outcome::Again(Duration::ZERO)).await;
    assert!(place.due(Kind::Send).await.is_empty());
    place.store.pass(LEASE).await;
    let third = place.message().await;
    // It was done, though too late.
    place.store.finish(second, Outcome::Done).await;
    assert_eq!(place.waiting().await, [0, 0]);
    place.store.finish(third, Outcome::Again(Duration::ZERO)).await;
    assert!(place.due(Kind::Send).await.is_empty());
}

pub(crate) async fn what_is_to_be_tried_again_waits_behind_the_others<S: Tested>(place: Place<S>) {
    let again = place.start(1).await;
    place.store.finish(place.message().await, Outcome::Again(5 * SECOND)).await;
    let other = place.start(2).await;
    place.store.pass(4 * SECOND).await;
    let first = place.message().await;
    assert_eq!(first.task.session(), other);
    place.store.finish(first, Outcome::Again(SECOND)).await;
    let claimed = timeout(2 * SECOND, place.store.claim(Kind::Send, 1)).await.unwrap();
    assert_eq!((claimed[0].task.session(), claimed[0].tries), (again, 1));
    // Nobody overflows a time.
    for claimed in claimed {
        place.store.finish(claimed, Outcome::Again(Duration::MAX)).await;
    }
    assert_eq!(place.waiting().await, [2, 0]);
}

pub(crate) async fn a_later_message_takes_the_place_of_one_that_waits<S: Tested>(
    mut place: Place<S>,
) {
    let id = place.start(7).await;
    place.store.finish(place.message().await, Outcome::Again(1000 * SECOND)).await;
    for _ in 0..3 {
        place.pass(10);
        assert_eq!(place.start(7).await, id);
    }
    let latest = place.message().await;
    assert_eq!((latest.tries, latest.task.made_at().as_unix_millis()), (0, place.now));
    assert_eq!(place.waiting().await, [1, 0]);
    place.store.finish(latest, Outcome::Done).await;
    assert_eq!(place.waiting().await, [0, 0]);
}

pub(crate) async fn a_later_message_waits_for_the_one_that_is_being_sent<S: Tested>(
    mut place: Place<S>,
) {
    for outcome in [Some(Outcome::Done), Some(Outcome::Again(1000 * SECOND)), None] {
        place.start(7).await;
        let first = place.message().await;
        place.pass(10);
        place.start(7).await;
        // Not two at a time: they could arrive in the other order.
        assert!(place.due(Kind::Send).await.is_empty());
        match outcome {
            Some(outcome) => place.store.finish(first, outcome).await,
            None => place.store.pass(LEASE).await,
        }
        let second = place.message().await;
        assert_eq!((second.tries, second.task.made_at().as_unix_millis()), (0, place.now));
        place.store.finish(second, Outcome::Done).await;
        place.pass(10);
    }
    assert_eq!(place.waiting().await, [0, 0]);
}

pub(crate) async fn a_message_whose_session_is_over_is_not_sent<S: Tested>(mut place: Place<S>) {
    let [verified, failed, cancelled, expired] =
        [place.start(1).await, place.start(2).await, place.start(3).await, place.start(4).await];
    let codes: Vec<_> = place.due(Kind::Send).await.iter().map(code).collect();
    assert_eq!(place.waiting().await, [4, 0]);
    place.check(verified, &codes[0]).await;
    for _ in 0..5 {
        place.check(failed, "?").await;
    }
    place.cancel(cancelled).await;
    assert_eq!(place.waiting().await, [1, 2]);
    place.pass(400);
    place.store.all_turns();
    assert_eq!(place.waiting().await, [0, 3]);
    place.store.pass(LEASE).await;
    assert!(place.due(Kind::Send).await.is_empty());

    let mut posted = Vec::new();
    while posted.len() < 3 {
        for claimed in place.store.claim(Kind::Callback, 3).await {
            let Task::Callback(callback) = &claimed.task else { panic!("{claimed:?}") };
            assert_eq!(callback.url, URL);
            posted.push((callback.session.id(), callback.status()));
            place.store.finish(claimed, Outcome::Done).await;
        }
    }
    let ends = [(verified, Status::Verified), (failed, Status::Failed)];
    assert_eq!(posted, [ends[0], ends[1], (expired, Status::Expired)]);
}

pub(crate) async fn nothing_is_claimed_after_its_deadline<S: Tested>(mut place: Place<S>) {
    let id = place.start(1).await;
    place.start(2).await;
    let codes: Vec<_> = place.due(Kind::Send).await.iter().map(code).collect();
    place.check(id, &codes[0]).await;
    place.store.pass(LEASE).await;
    place.pass(300);
    assert!(place.due(Kind::Send).await.is_empty());
    place.pass(Callback::MAX_AGE.as_secs() - 301);
    let posted = place.due(Kind::Callback).await;
    assert_eq!(sessions(&posted), [id]);
    place.store.pass(LEASE).await;
    place.pass(1);
    assert!(place.due(Kind::Callback).await.is_empty());
    assert_eq!(place.waiting().await, [0, 0]);
}

pub(crate) async fn nobody_to_send_and_no_url_leave_nothing<S: Tested>(place: Place<S>) {
    let id = place.start_with(7, |_, _| Outgoing::default()).await;
    place.check(id, "?").await;
    for _ in 0..4 {
        place.check(id, "?").await;
    }
    assert_eq!(place.waiting().await, [0, 0]);
    assert!(place.store.tasks().is_empty());
}

pub(crate) async fn long_messages_to_a_number_have_references_of_their_own<S: Tested>(
    mut place: Place<S>,
) {
    let first = place.reference(1, 3).await;
    assert_eq!(place.reference(2, 2).await, first);
    for next in 1..=256_u16 {
        place.pass(10);
        let [next, ..] = next.to_le_bytes();
        assert_eq!(place.reference(1, 2).await, first.wrapping_add(next));
        // A message that needs none leaves it as it is.
        place.pass(10);
        place.reference(1, 1).await;
    }
}
#[test]
fn tasks_outlive_a_restart() {
    let folder = Folder::new();
    let mut posted = None;
    let mut now = 0;
    paused(async {
        let mut place = Place::new(|engine, hands| folder.open(engine, hands));
        // One is done, one is to be tried again, on one somebody works, one is due.
        for (number, outcome) in [Outcome::Done, Outcome::Again(LEASE)].into_iter().enumerate() {
            place.start(u32::try_from(number).unwrap()).await;
            place.store.finish(place.message().await, outcome).await;
        }
        let id = place.start(2).await;
        let code = code(&place.message().await);
        place.start(3).await;
        place.check(id, &code).await;
        posted = Some(id);
        place.pass(5);
        now = place.now;
    });
    paused(async {
        let mut place = Place::new(|engine, hands| folder.open(engine, hands));
        place.pass(5);
        assert_eq!(place.now, now);
        let claimed = place.due(Kind::Send).await;
        assert_eq!(claimed.len(), 2);
        assert!(claimed.iter().all(|claimed| claimed.tries == 0));
        assert_eq!(sessions(&place.due(Kind::Callback).await), [posted.unwrap()]);
        // The URL is known, and so is the reference.
        place.check(claimed[0].task.session(), &code(&claimed[0])).await;
        assert_eq!(place.waiting().await, [1, 2]);
    });
}

/// In memory and in a file. Time is paused, and passes at once.
macro_rules! tests {
    ($($name:ident)*) => {
        mod in_memory_and_in_a_file {
            use super::*;

            $(
                #[test]
                fn $name() {
                    let folder = Folder::new();
                    paused(super::$name(Place::new(memory)));
                    paused(super::$name(Place::new(|engine, hands| folder.open(engine, hands))));
                }
            )*
        }
    };
}

tests! {
    whoever_waits_is_woken_at_once
    tasks_come_in_their_order_and_only_once
    after_its_lease_a_task_is_somebody_elses
    what_is_to_be_tried_again_waits_behind_the_others
    a_later_message_takes_the_place_of_one_that_waits
    a_later_message_waits_for_the_one_that_is_being_sent
    a_message_whose_session_is_over_is_not_sent
    nothing_is_claimed_after_its_deadline
    nobody_to_send_and_no_url_leave_nothing
    long_messages_to_a_number_have_references_of_their_own
}

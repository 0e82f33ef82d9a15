//! A worker that learns too late of what it has claimed.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use verify_core::engine::{Action, Call, Plan};
use verify_service::outbox::{Claimed, Kind, LEASE, Outcome, Outgoing, TIME, Workers};
use verify_service::store::{Committed, Memory, Nobody, NotCommitted, Store};

use crate::place::{Place, paused};
use crate::stores::memory;
use crate::workers::Fake;

/// A store whose replies to first claims are long on their way.
struct Late(Arc<Memory>);

/// How long they are: what is left of the lease is less than a gateway may take.
fn way() -> Duration {
    LEASE.saturating_sub(TIME) + Duration::from_secs(1)
}

impl Store for Late {
    async fn drive<'a, A>(
        &self,
        call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        self.0.drive(call, outgoing).await
    }

    async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        let claimed = self.0.claim(kind, most).await;
        if claimed.iter().any(|claimed| claimed.tries == 0) {
            sleep(way()).await;
        }
        claimed
    }

    async fn finish(&self, claimed: Claimed, outcome: Outcome) {
        self.0.finish(claimed, outcome).await;
    }

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        self.0.waiting(kind).await
    }
}

#[test]
fn who_comes_too_late_leaves_a_task_alone() {
    paused(async {
        let place = Place::new(memory);
        let fake = Fake::answering(Ok(()));
        let mut workers = Workers::new(Arc::new(Late(Arc::clone(&place.store))), Arc::new(Nobody));
        workers.send(fake.clone(), None);
        place.start(1).await;
        sleep(2 * LEASE).await;
        // Another might have begun to send it while this one still did.
        assert_eq!(fake.times(), [LEASE.as_secs()]);
        assert_eq!(place.waiting().await, [0, 0]);
    });
}

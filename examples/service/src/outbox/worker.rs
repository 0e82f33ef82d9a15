//! A worker: it takes tasks of a kind out of a store, and does several at a time.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::{Claimed, Kind, Outcome, TIME};
use crate::store::Store;

/// What a worker does.
pub(super) trait Work: Send + Sync + 'static {
    /// The kind of tasks that it does.
    const KIND: Kind;

    /// Returns how many it does at the same time.
    fn window(&self) -> usize;

    /// Does a task, and returns what has become of it. It ends within [`TIME`].
    fn work(&self, claimed: &Claimed) -> impl Future<Output = Outcome> + Send;
}

/// What the workers of a process are to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Take no task yet.
    Waiting,
    /// Work off the tasks.
    Working,
    /// Take no more of them, and end with what is under way. Where tasks do not outlive this
    /// process, do all of them first.
    Ending,
}

/// Works off the tasks of a store.
pub(super) async fn run<S: Store, W: Work>(
    store: Arc<S>,
    work: W,
    mut stage: watch::Receiver<Stage>,
) {
    // An error says that the workers are gone.
    let _ = stage.wait_for(|stage| *stage != Stage::Waiting).await;
    let (work, mut under_way) = (Arc::new(work), JoinSet::new());
    let mut is_stopping = false;
    loop {
        while under_way.try_join_next().is_some() {}
        let room = work.window().max(1).saturating_sub(under_way.len());
        tokio::select! {
            claimed = store.claim(W::KIND, room), if room > 0 => {
                for claimed in claimed {
                    under_way.spawn(work_on(Arc::clone(&store), Arc::clone(&work), claimed));
                }
            }
            Some(_) = under_way.join_next(), if room == 0 || is_stopping => {}
            _ = stage.wait_for(|stage| *stage == Stage::Ending), if !is_stopping => {
                is_stopping = true;
            }
        }
        if is_stopping && (store.is_durable() || store.waiting(W::KIND).await.unwrap_or(0) == 0) {
            break;
        }
    }
    store.release(W::KIND).await;
    while under_way.join_next().await.is_some() {}
}

/// Does a task, unless it comes too late: then the task is soon due for others, or it is over.
async fn work_on<S: Store, W: Work>(store: Arc<S>, work: Arc<W>, claimed: Claimed) {
    let is_in_time = Instant::now() + TIME < Instant::from_std(claimed.lease_until);
    if is_in_time && store.is_current(&claimed).await {
        let outcome = work.work(&claimed).await;
        store.finish(claimed, outcome).await;
    }
}

//! [`Poster`]: who posts the callbacks of the outbox.

use std::future::Future;
use std::sync::Arc;

use tokio::time::{Instant, timeout};

use super::worker::Work;
use super::{Callback, Claimed, Kind, LEASE, Outcome, TIME, Task};
use crate::store::Observer;

/// Who posts callbacks.
pub trait Poster: Send + Sync + 'static {
    /// Posts a callback once, and returns what becomes of it. `tries` is how often it was tried
    /// before. Several are posted at the same time. It ends within [`TIME`], whatever the other
    /// side does; what it logs has neither URL nor number.
    fn post(
        &self,
        sub_account: &str,
        callback: &Callback,
        tries: u32,
    ) -> impl Future<Output = Outcome> + Send;

    /// Returns how many callbacks are posted at the same time.
    fn window(&self) -> usize {
        64
    }
}

/// Posts callbacks.
pub(super) struct Posting<P> {
    pub(super) poster: P,
    pub(super) observer: Arc<dyn Observer>,
}

impl<P: Poster> Work for Posting<P> {
    const KIND: Kind = Kind::Callback;

    fn window(&self) -> usize {
        self.poster.window()
    }

    async fn work(&self, claimed: &Claimed) -> Outcome {
        let Task::Callback(callback) = &claimed.task else { return Outcome::Done };
        let began = Instant::now();
        let posting = self.poster.post(&claimed.sub_account, callback, claimed.tries);
        let outcome = timeout(TIME, posting).await.unwrap_or(Outcome::Again(LEASE));
        self.observer.posted(outcome, began.elapsed());
        outcome
    }
}

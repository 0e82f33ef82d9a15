//! [`Poster`]: who posts the callbacks of the outbox.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

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
    ) -> impl Future<Output = Posted> + Send;

    /// Returns how many callbacks are posted at the same time.
    fn window(&self) -> usize {
        64
    }
}

/// What becomes of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The receiver has taken it.
    Delivered,
    /// It was not taken, and is tried again after a while.
    Later(Duration),
    /// It was not tried, and is after a while.
    Busy(Duration),
    /// It was not taken, and is not tried again.
    GivenUp,
}

impl From<Posted> for Outcome {
    fn from(posted: Posted) -> Self {
        match posted {
            Posted::Later(wait) | Posted::Busy(wait) => Self::Again(wait),
            Posted::Delivered | Posted::GivenUp => Self::Done,
        }
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
        let posted = timeout(TIME, posting).await.unwrap_or(Posted::Later(LEASE));
        self.observer.posted(posted, began.elapsed());
        posted.into()
    }
}

//! [`Memory`]: records in the memory of this process.

use std::io;
use std::sync::Arc;

use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Plan};

use super::dump::Record;
use super::records::Records;
use super::shared::Shared;
use super::{NotCommitted, Setup, Store};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing};

/// Records in the memory of this process: gone when it ends.
pub struct Memory {
    shared: Arc<Shared>,
}

impl Memory {
    /// Starts without any record.
    ///
    /// # Errors
    ///
    /// The operating system has neither entropy nor a thread left.
    pub fn new(setup: Setup) -> io::Result<Self> {
        let store = Self::without_turns(setup)?;
        Shared::keep_turning(&store.shared)?;
        Ok(store)
    }

    /// Starts as [`new`](Self::new) does, but forgets and expires nothing by itself: only when it
    /// has a [turn](Self::turn).
    ///
    /// # Errors
    ///
    /// The operating system has no entropy.
    pub fn without_turns(setup: Setup) -> io::Result<Self> {
        let rng = Generator::try_from_rng(&mut getrandom::SysRng).map_err(io::Error::other)?;
        Ok(Self { shared: Arc::new(Shared::new(Records::new(rng), setup)) })
    }

    /// Returns every record, in no order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.shared.lock().records()
    }

    /// Has a turn, as happens by itself eight times a second: forgets what need not be kept, and
    /// expires sessions.
    pub fn turn(&self) {
        self.shared.turn();
    }
}

impl Store for Memory {
    async fn drive<'a, A>(
        &self,
        mut call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Plan<'a, A::Answer>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        let _ = outgoing;
        self.shared.drive_at_once(&mut call)
    }

    async fn claim(&self, _kind: Kind, _most: usize) -> Vec<Claimed> {
        std::future::pending().await
    }

    async fn finish(&self, _claimed: Claimed, _outcome: Outcome) {}

    async fn waiting(&self, _kind: Kind) -> Result<usize, NotCommitted> {
        Ok(0)
    }

    fn is_durable(&self) -> bool {
        false
    }
}

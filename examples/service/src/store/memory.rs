//! [`Memory`]: records in the memory of this process.

use std::io;
use std::sync::Arc;

use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Plan};

use super::dump::Record;
use super::records::Records;
use super::shared::Shared;
use super::{Committed, NotCommitted, Setup, Store};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing, Task};

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

    /// Returns every record that the engine has written, in no order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.shared.lock().records()
    }

    /// Returns every task with its sub-account, in no order.
    #[must_use]
    pub fn tasks(&self) -> Vec<(Arc<str>, Task)> {
        self.shared.lock().all_tasks()
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
    ) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        let plan = self.shared.drive_at_once(&mut call, outgoing);
        self.shared.observe(&plan);
        plan
    }

    async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        self.shared.claim(kind, most).await
    }

    async fn finish(&self, claimed: Claimed, outcome: Outcome) {
        self.shared.finish(&claimed, outcome);
    }

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        Ok(self.shared.waiting(kind))
    }

    fn is_durable(&self) -> bool {
        false
    }
}

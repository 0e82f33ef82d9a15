//! [`Redis`]: records in Redis, which any number of processes share.
//!
//! Laws:
//!
//! 1. **A plan is committed by one script**, and so is what it sets in motion. A script reads what
//!    a call wants, all of it at one instant.
//! 2. **The time is that of the server.** No clock of a machine that the service runs on counts.
//! 3. **What may have been committed is not committed again**: a lost reply is
//!    [`NotCommitted::Down`].
//!
//! | key, behind `v1{sub-account}` | value |
//! |---|---|
//! | those of [`Key`](verify_core::engine::Key) | [records](#records), counters in decimal |
//! | `w`, the destination | [which session waits](#records), and the counter of messages |
//! | `qs`, `qc` | when each message and callback is due: a sorted set of ids |
//! | `ts`, `tc` | the messages and callbacks by id |
//! | `r`, the destination | the [reference](crate::gateway::Message) of its latest long message |
//! | `e` | the times at which sessions expire: a sorted set of the keys that follow |
//! | `x`, 8 bytes | the destinations whose sessions expire at a time: a list |
//!
//! # Records
//!
//! They are the bytes of the engine, but a session is followed by its callback URL, so that both
//! are read as one. What is kept for a destination as long as one of its sessions is one record,
//! which takes less memory than two: 8 bytes until when the session that waits is kept, 16 of its
//! id, 8 of the counter of messages, 8 when that is idle. They are little-endian, and zeros where
//! there is nothing.
//!
//! A counter that many calls raise is kept up to a minute longer than it counts, so that most of
//! them only add to it.

mod account;
mod commit;
mod link;
mod queue;
mod script;
mod shared;
mod snapshot;
mod tasks;
mod turn;
mod url;

use std::io;
use std::sync::Arc;

use verify_core::engine::{Action, Call, Plan};
use verify_core::request::SubAccountId;

use super::{Committed, NotCommitted, Setup, Store};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing};
use shared::Shared;

pub use url::RedisUrl;

/// Records in Redis, which any number of processes share.
pub struct Redis {
    shared: Arc<Shared>,
}

impl Redis {
    /// Uses the server at a URL, or the cluster that it belongs to. Connects as soon as the first
    /// call is made, and again whenever the connection is lost: meanwhile, calls are answered with
    /// [`NotCommitted::Down`].
    ///
    /// The time is that of the server, and not the one of the setup. Tasks and sessions that are to
    /// expire are looked for in the sub-accounts, and in all others that calls are made for.
    ///
    /// # Errors
    /// The operating system has no entropy.
    pub fn new<'a>(
        url: RedisUrl,
        sub_accounts: impl IntoIterator<Item = SubAccountId<'a>>,
        setup: Setup,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::new(url, setup, false)?);
        for sub_account in sub_accounts {
            shared.account(format!("v1{{{sub_account}}}").as_bytes());
        }
        Ok(Self { shared })
    }

    /// Goes by the clock of the setup, and keeps everything a hundred years longer: for tests. Does
    /// nothing by itself: only when it has a [turn](Self::turn).
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn without_turns(url: RedisUrl, setup: Setup) -> io::Result<Self> {
        Ok(Self { shared: Arc::new(Shared::new(url, setup, true)?) })
    }

    /// Has a turn, as happens by itself four times a second: takes tasks that are due, and expires
    /// sessions.
    ///
    /// # Errors
    /// [`NotCommitted::Down`]: Redis does not answer.
    pub async fn turn(&self) -> Result<(), NotCommitted> {
        self.shared.turn().await
    }
}

impl Store for Redis {
    async fn drive<'a, A>(
        &self,
        mut call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        self.shared.start();
        self.shared.drive(&mut call, outgoing).await
    }

    async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        self.shared.start();
        self.shared.queue(kind).take(most).await
    }

    async fn is_current(&self, claimed: &Claimed) -> bool {
        self.shared.is_current(claimed).await
    }

    async fn finish(&self, claimed: Claimed, outcome: Outcome) {
        self.shared.start();
        self.shared.finish(&claimed, outcome).await;
    }

    async fn release(&self, kind: Kind) {
        self.shared.release(kind).await;
    }

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        self.shared.start();
        self.shared.waiting(kind).await
    }
}

//! [`Shared`]: records, who waits for their tasks, and the thread that forgets and expires them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Instant;

use tokio::time::timeout_at;
use verify_core::engine::{Action, Call, Plan};

use super::records::Records;
use super::tasks::Taken;
use super::wheel::STEP;
use super::{Committed, NotCommitted, Setup};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing};

/// Records under one lock.
pub(super) struct Shared {
    records: Mutex<Records>,
    setup: Setup,
}

impl Shared {
    /// How many records a turn looks at before others get the lock.
    const AT_ONCE: usize = 256;

    pub(super) fn new(records: Records, setup: Setup) -> Self {
        Self { records: Mutex::new(records), setup }
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Drives a call over records that are only in memory.
    pub(super) fn drive_at_once<'a, A: Action>(
        &self,
        call: &mut Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing,
    ) -> Result<Committed<'a, A>, NotCommitted> {
        self.lock().drive(call, (self.setup.clock)(), outgoing)
    }

    /// Drives a call. Returns, too, the number of the latest group of changes that its answer may
    /// rest on.
    pub(super) fn drive<'a, A: Action>(
        &self,
        call: &mut Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing,
    ) -> (Result<Committed<'a, A>, NotCommitted>, u64) {
        let mut records = self.lock();
        let plan = records.drive(call, (self.setup.clock)(), outgoing);
        (plan, records.changes.latest_group())
    }

    /// Tells the observer what a plan has changed if it is committed.
    pub(super) fn observe<T>(&self, plan: &Result<Box<Plan<'_, T>>, NotCommitted>) {
        if let Ok(plan) = plan {
            self.setup.observe(plan);
        }
    }

    /// Takes tasks that are due, and waits until there is one.
    pub(super) async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        let news = self.lock().tasks(kind).queue.news();
        loop {
            // From here on, it hears of every task.
            let heard = news.notified();
            let (claimed, next) = self.claim_now(kind, most);
            if !claimed.is_empty() {
                return claimed;
            }
            match next {
                Some(at) => drop(timeout_at(at.into(), heard).await),
                None => heard.await,
            }
        }
    }

    /// Takes tasks that are due. Returns, too, when the next one will be.
    fn claim_now(&self, kind: Kind, most: usize) -> (Vec<Claimed>, Option<Instant>) {
        let instant = tokio::time::Instant::now().into_std();
        let mut records = self.lock();
        let taken = records.tasks(kind).claim(most, (self.setup.clock)(), instant);
        let claimed = taken.into_iter().filter_map(|Taken { name, task, tries, lease_until }| {
            Some(Claimed { sub_account: records.accounts.of(&name)?, task, tries, lease_until })
        });
        let claimed = claimed.collect();
        (claimed, records.tasks(kind).queue.next())
    }

    /// Takes over what has become of a task.
    pub(super) fn finish(&self, claimed: &Claimed, outcome: Outcome) {
        let Claimed { sub_account, task, lease_until, .. } = claimed;
        let instant = tokio::time::Instant::now().into_std();
        let mut records = self.lock();
        let name = records.accounts.task(sub_account, task.kind(), task.session());
        let Some(name) = name else { return };
        let tasks = records.tasks(task.kind());
        if tasks.finish(name, task.made_at(), *lease_until, outcome, instant) {
            records.changes.add(name);
        }
    }

    /// Returns how many tasks of a kind there are.
    pub(super) fn waiting(&self, kind: Kind) -> usize {
        self.lock().tasks(kind).len()
    }

    /// Has a turn: forgets and expires what is due.
    pub(super) fn turn(&self) {
        loop {
            let began = Instant::now();
            {
                let mut records = self.lock();
                let looked_at = records.turn(&self.setup, (self.setup.clock)(), Self::AT_ONCE);
                if looked_at < Self::AT_ONCE {
                    return records.advance();
                }
            }
            // The others have the lock four times as long.
            thread::sleep(began.elapsed() * 4);
        }
    }

    /// Starts the thread whose turns go on until nobody else has the records.
    pub(super) fn keep_turning(this: &Arc<Self>) -> std::io::Result<()> {
        let this = Arc::downgrade(this);
        let turns = move || {
            let mut next = Instant::now();
            while let Some(shared) = Weak::upgrade(&this) {
                shared.turn();
                drop(shared);
                next += STEP;
                thread::sleep(next.saturating_duration_since(Instant::now()));
            }
        };
        thread::Builder::new().name("turns".to_owned()).spawn(turns).map(drop)
    }
}

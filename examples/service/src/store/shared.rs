//! [`Shared`]: records, and the thread that forgets and expires them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Instant;

use verify_core::engine::{Action, Call, Plan};

use super::records::Records;
use super::wheel::Wheel;
use super::{NotCommitted, Setup};

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
    ) -> Result<Plan<'a, A::Answer>, NotCommitted> {
        self.lock().drive(call, (self.setup.clock)())
    }

    /// Drives a call. Returns, too, the number of the latest group of changes that its answer may
    /// rest on.
    pub(super) fn drive<'a, A: Action>(
        &self,
        call: &mut Call<'a, A>,
    ) -> (Result<Plan<'a, A::Answer>, NotCommitted>, u64) {
        let mut records = self.lock();
        let plan = records.drive(call, (self.setup.clock)());
        (plan, records.changes.latest_group())
    }

    /// Has a turn: forgets and expires what is due.
    pub(super) fn turn(&self) {
        loop {
            let began = Instant::now();
            {
                let mut records = self.lock();
                let looked_at =
                    records.turn(&self.setup.engine, (self.setup.clock)(), Self::AT_ONCE);
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
                next += Wheel::STEP;
                thread::sleep(next.saturating_duration_since(Instant::now()));
            }
        };
        thread::Builder::new().name("turns".to_owned()).spawn(turns).map(drop)
    }
}

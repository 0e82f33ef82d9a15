//! [`Tasks`]: what is to be sent, or what is to be posted, until that is done.

use std::time::{Duration, Instant};

use verify_core::time::Timestamp;
use zeroize::Zeroizing;

use super::dump::Bytes;
use super::name::Name;
use super::queue::{Place, Queue};
use super::table::Table;
use crate::outbox::{LEASE, Outcome, Task};

/// The tasks of a kind. A session has at most one of them.
pub(super) struct Tasks {
    stored: Table<Stored>,
    pub(super) queue: Queue,
    /// The latest group of changes that is on disk: only its tasks, and those of earlier ones, may
    /// be due.
    written: u64,
}

/// A task.
struct Stored {
    /// A code may be among them.
    bytes: Zeroizing<Box<[u8]>>,
    /// When it was made: tells it apart from the one whose place it has taken.
    made_at: Timestamp,
    /// The group of changes that it belongs to.
    group: u64,
    place: Place,
    /// Until when somebody works on it, or on the one whose place it has taken.
    lease: Option<Instant>,
    tries: u32,
}

/// A task that was just claimed.
pub(super) struct Taken {
    pub(super) name: Name,
    pub(super) task: Task,
    pub(super) tries: u32,
    pub(super) lease_until: Instant,
}

impl Tasks {
    /// Starts without any task.
    pub(super) fn new() -> Self {
        Self { stored: Table::new(), queue: Queue::default(), written: 0 }
    }

    /// Stores a task, in place of the one of that name. It is due once its group is written, and
    /// nobody works on the other one any more.
    pub(super) fn put(&mut self, now: Timestamp, name: Name, task: &Task, group: u64) {
        let bytes = Zeroizing::new(task.to_bytes().as_slice().into());
        let mut stored = Stored {
            bytes,
            made_at: task.made_at(),
            group,
            place: Place::Nowhere,
            lease: None,
            tries: 0,
        };
        match self.stored.get(&name).map(|kept| &kept.value) {
            Some(old) if old.lease.is_some() => {
                (stored.place, stored.lease) = (old.place, old.lease);
            }
            old => {
                self.queue.remove(old.map_or(Place::Nowhere, |old| old.place));
                stored.make_due(name, &mut self.queue, self.written);
            }
        }
        self.stored.put(now, name, stored, Some(task.deadline()));
    }

    /// Takes over a task that is on disk. Returns `None` for bytes of something else.
    pub(super) fn restore(&mut self, now: Timestamp, name: Name, bytes: &[u8]) -> Option<()> {
        let task = Task::from_bytes(bytes).ok()?;
        self.put(now, name, &task, 0);
        Some(())
    }

    /// Says up to which group the changes are on disk.
    pub(super) fn set_written(&mut self, group: u64) {
        self.written = group;
    }

    /// Makes a task due that was waiting to be on disk.
    pub(super) fn look_at(&mut self, name: Name) {
        let Some(kept) = self.stored.get_mut(&name) else { return };
        if kept.value.place == Place::Nowhere {
            kept.value.make_due(name, &mut self.queue, self.written);
        }
    }

    /// Removes a task. Returns whether there was one.
    pub(super) fn remove(&mut self, name: &Name) -> bool {
        let stored = self.stored.remove(name);
        self.queue.remove(stored.as_ref().map_or(Place::Nowhere, |stored| stored.place));
        stored.is_some()
    }

    /// Takes tasks that are due, `most` at most. Those whose time is over are forgotten.
    pub(super) fn claim(&mut self, most: usize, now: Timestamp, instant: Instant) -> Vec<Taken> {
        while let Some(name) = self.queue.take_later(instant) {
            if let Some(kept) = self.stored.get_mut(&name) {
                (kept.value.place, kept.value.lease) = (Place::Nowhere, None);
                kept.value.make_due(name, &mut self.queue, self.written);
            }
        }
        let mut taken = Vec::new();
        while taken.len() < most {
            let Some(name) = self.queue.take() else { break };
            match self.lease(name, now, instant + LEASE) {
                Some(task) => taken.push(task),
                None => drop(self.stored.remove(&name)),
            }
        }
        taken
    }

    /// Gives a lease on a task; `None` if its time is over.
    fn lease(&mut self, name: Name, now: Timestamp, lease_until: Instant) -> Option<Taken> {
        let kept = self.stored.get_mut(&name)?;
        if kept.keep_until().is_some_and(|until| until <= now) {
            return None;
        }
        let stored = &mut kept.value;
        let task = Task::from_bytes(&stored.bytes).ok()?;
        stored.place = self.queue.put_later(lease_until, name);
        stored.lease = Some(lease_until);
        let tries = stored.tries;
        stored.tries = tries.saturating_add(1);
        Some(Taken { name, task, tries, lease_until })
    }

    /// Takes over what has become of a task. Returns whether that removes it.
    pub(super) fn finish(
        &mut self,
        name: Name,
        made_at: Timestamp,
        lease_until: Instant,
        outcome: Outcome,
        instant: Instant,
    ) -> bool {
        let Some(kept) = self.stored.get_mut(&name) else { return false };
        let stored = &mut kept.value;
        let is_it = stored.made_at == made_at;
        if is_it && outcome == Outcome::Done {
            return self.remove(&name);
        }
        // Somebody else may work on it by now.
        if stored.lease == Some(lease_until) {
            self.queue.remove(stored.place);
            (stored.place, stored.lease) = (Place::Nowhere, None);
            match outcome {
                Outcome::Again(wait) if is_it => {
                    stored.place = self.queue.put_later(after(instant, wait), name);
                }
                _ => stored.make_due(name, &mut self.queue, self.written),
            }
        }
        false
    }

    /// Looks at one task whose turn it is, and forgets it if its time has come. Returns whether
    /// there was one.
    pub(super) fn forget_one(&mut self, now: Timestamp) -> bool {
        let queue = &mut self.queue;
        self.stored.forget_one(now, |_, stored| queue.remove(stored.place))
    }

    pub(super) fn advance(&mut self) {
        self.stored.advance();
    }

    pub(super) fn get(&self, name: &Name) -> Option<Bytes<'_>> {
        self.stored.get(name).map(|kept| (&**kept.value.bytes, kept.keep_until()))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.stored.names()
    }

    pub(super) fn len(&self) -> usize {
        self.stored.len()
    }
}

impl Stored {
    /// Puts it into the queue, unless its commit is not on disk yet.
    fn make_due(&mut self, name: Name, queue: &mut Queue, written: u64) {
        if self.group <= written {
            self.place = queue.put(name);
        }
    }
}

/// Returns the instant after a wait, which is cut to a day.
fn after(instant: Instant, wait: Duration) -> Instant {
    instant + wait.min(Duration::from_secs(24 * 3600))
}

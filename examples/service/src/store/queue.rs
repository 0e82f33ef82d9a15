//! [`Queue`]: the tasks of a kind, in the order in which they are due.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Notify;

use super::name::Name;

/// The tasks of a kind, in the order in which they are due.
#[derive(Default)]
pub(super) struct Queue {
    /// Those that are due, in the order in which they became so.
    due: BTreeMap<u64, Name>,
    /// Those that will be: after a while, or when a lease is over.
    later: BTreeMap<(Instant, u64), Name>,
    /// The number of the next one that is put in.
    next: u64,
    /// Wakes those who wait for one.
    news: Arc<Notify>,
}

/// The place of a task in its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is in none: its commit is not made yet.
    Nowhere,
    Due(u64),
    Later(Instant, u64),
}

impl Queue {
    /// Puts a task behind those that are due.
    pub(super) fn put(&mut self, name: Name) -> Place {
        let number = self.number();
        self.due.insert(number, name);
        self.news.notify_waiters();
        Place::Due(number)
    }

    /// Puts a task where it is not due before an instant.
    pub(super) fn put_later(&mut self, at: Instant, name: Name) -> Place {
        let number = self.number();
        self.later.insert((at, number), name);
        self.news.notify_waiters();
        Place::Later(at, number)
    }

    /// Takes a task out of its place.
    pub(super) fn remove(&mut self, place: Place) {
        match place {
            Place::Nowhere => None,
            Place::Due(number) => self.due.remove(&number),
            Place::Later(at, number) => self.later.remove(&(at, number)),
        };
    }

    /// Takes out the first task that is due.
    pub(super) fn take(&mut self) -> Option<Name> {
        self.due.pop_first().map(|(_, name)| name)
    }

    /// Takes out the first task that was to wait until now.
    pub(super) fn take_later(&mut self, now: Instant) -> Option<Name> {
        let entry = self.later.first_entry().filter(|entry| entry.key().0 <= now)?;
        Some(entry.remove())
    }

    /// Returns when the next task will be due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.later.first_key_value().map(|((at, _), _)| *at)
    }

    /// Returns what wakes those who wait for a task.
    pub(super) fn news(&self) -> Arc<Notify> {
        Arc::clone(&self.news)
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }
}

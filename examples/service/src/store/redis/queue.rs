//! [`Queue`]: tasks of one kind that this process has leased, until its workers take them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tokio::sync::{Mutex, mpsc};

use crate::outbox::Claimed;

/// How many tasks wait here. They are leased, so there are no more than workers take in time.
const ROOM: usize = 256;

/// Tasks of one kind that this process has leased, until its workers take them.
pub(super) struct Queue {
    sender: mpsc::Sender<Claimed>,
    receiver: Mutex<mpsc::Receiver<Claimed>>,
    /// Whether there are workers.
    is_served: AtomicBool,
}

/// A place in a queue.
pub(super) type Place = mpsc::OwnedPermit<Claimed>;

impl Queue {
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel(ROOM);
        Self { sender, receiver: Mutex::new(receiver), is_served: AtomicBool::new(false) }
    }

    /// Takes a place for a task that is about to be leased, if there is one and anybody to work on
    /// it.
    pub(super) fn place(&self) -> Option<Place> {
        let is_served = self.is_served.load(Ordering::Relaxed);
        is_served.then(|| self.sender.clone().try_reserve_owned().ok()).flatten()
    }

    /// Takes some places, `most` at most.
    pub(super) fn places(&self, most: usize) -> Vec<Place> {
        (0..most).map_while(|_| self.place()).collect()
    }

    /// Takes out all tasks, and takes no more in.
    pub(super) async fn close(&self) -> Vec<Claimed> {
        self.is_served.store(false, Ordering::Relaxed);
        let mut receiver = self.receiver.lock().await;
        let mut taken = Vec::new();
        while let Ok(claimed) = receiver.try_recv() {
            taken.push(claimed);
        }
        taken
    }

    /// Takes tasks out, `most` at most, and waits until there is one.
    pub(super) async fn take(&self, most: usize) -> Vec<Claimed> {
        self.is_served.store(true, Ordering::Relaxed);
        let mut receiver = self.receiver.lock().await;
        let mut taken = Vec::new();
        while taken.is_empty() && receiver.recv_many(&mut taken, most).await > 0 {
            // The others are due again.
            taken.retain(|claimed| Instant::now() < claimed.lease_until);
        }
        taken
    }
}

//! [`Account`]: a sub-account, and the time of the server that has its records.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use verify_core::time::Timestamp;

/// A sub-account, and the time of the server that has its records.
pub(super) struct Account {
    pub(super) name: Arc<str>,
    /// What all of its keys begin with.
    pub(super) prefix: Vec<u8>,
    /// When the server's time was asked first.
    began: Instant,
    /// The time of the server then, in milliseconds since 1970; 0 while it is unknown.
    at_begin: AtomicU64,
}

impl Account {
    /// Takes what the keys of a sub-account begin with.
    pub(super) fn new(prefix: &[u8]) -> Self {
        let name = prefix.strip_prefix(b"v1{").and_then(|rest| rest.strip_suffix(b"}"));
        let name = str::from_utf8(name.unwrap_or_default()).unwrap_or_default().into();
        let (began, at_begin) = (Instant::now(), AtomicU64::new(0));
        Self { name, prefix: prefix.to_vec(), began, at_begin }
    }

    /// Learns the time from a reply.
    pub(super) fn learn(&self, now: Timestamp) {
        self.at_begin.store(now.as_unix_millis().saturating_sub(self.elapsed()), Ordering::Relaxed);
    }

    /// Estimates the time of the server. A clock of this machine that jumps changes nothing.
    pub(super) fn now(&self) -> Option<Timestamp> {
        match self.at_begin.load(Ordering::Relaxed) {
            0 => None,
            at_begin => Timestamp::from_unix_millis(at_begin.saturating_add(self.elapsed())).ok(),
        }
    }

    fn elapsed(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

//! [`Engine`]: what a service decides by.

use core::time::Duration;

use super::limits::Limits;
use crate::time::Timestamp;

/// What a service decides by: plain configuration, the same for all of its processes.
///
/// Every call is for one sub-account, whose records no other one reads.
///
/// ```
/// use core::time::Duration;
/// use verify_core::engine::{Engine, Limits};
///
/// let engine = Engine { remember: Duration::from_secs(3600), ..Engine::default() };
/// assert_eq!(engine.limits, Limits::default());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// How often messages may be sent.
    pub limits: Limits,
    /// How long a session is kept after it is over; by default 24 hours.
    pub remember: Duration,
    /// How long 1 to 99 wrong codes in a row are kept after the last one; by default 30 days. The
    /// hundredth is kept until an operator comes.
    pub retention: Duration,
    /// The instant from which the counters of a store count: choose it once for each store, before
    /// its first call, and keep it; by default 2026-01-01. See
    /// [`Quota::raise`](crate::limit::Quota::raise).
    pub base: Timestamp,
}

impl Default for Engine {
    fn default() -> Self {
        const DAY: u64 = 24 * 3600;
        Self {
            limits: Limits::default(),
            remember: Duration::from_secs(DAY),
            retention: Duration::from_secs(30 * DAY),
            base: Timestamp::UNIX_EPOCH.saturating_add(Duration::from_secs(20_454 * DAY)),
        }
    }
}

//! What stands between a service and a guesser or a pumping fraud: [`RateLimit`] for how often
//! something may be asked, [`FailureCount`] for how often somebody may be wrong.
//!
//! Law: a refused call costs nothing, and a clock that steps back frees nothing. Whoever is refused
//! at the end of time ([`Timestamp::MAX`](crate::time::Timestamp::MAX)) stays refused.
//!
//! One value belongs to one key, and the keys are the caller's: client IP (of IPv6 the first 64
//! bits, which are one customer), destination, destination without its last four digits (pumping
//! walks through ranges of numbers), country. Several limits at once are tried on clones, so that
//! none pays for a refusal by another:
//!
//! ```
//! use core::time::Duration;
//! use std::collections::HashMap;
//! use verify_core::limit::{Quota, RateLimit};
//! use verify_core::time::Timestamp;
//!
//! const HOUR: Duration = Duration::from_secs(3600);
//! let per_client = Quota::new(60, HOUR, 10)?; // 60 an hour, 10 at once
//! let per_range = Quota::new(100, HOUR, 20)?;
//!
//! let (client, destination) = ("203.0.113.7", "+14155550123");
//! let range = &destination[..destination.len() - 4];
//!
//! let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
//! let mut limits = HashMap::<&str, RateLimit>::new();
//! let mut by_client = limits.get(client).cloned().unwrap_or(RateLimit::new(per_client));
//! let mut by_range = limits.get(range).cloned().unwrap_or(RateLimit::new(per_range));
//! if let Err(refused) = by_client.check(now).and_then(|()| by_range.check(now)) {
//!     println!("429, Retry-After: {}", refused.seconds());
//! } else {
//!     limits.insert(client, by_client);
//!     limits.insert(range, by_range);
//! }
//! # assert_eq!(limits.len(), 2);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! What is persisted must be a compare-and-swap, or two calls at once count as one.

mod failures;
mod quota;
mod rate;

use core::fmt;
use core::time::Duration;

pub use failures::{Blocked, FailureCount};
pub use quota::{Quota, QuotaError};
pub use rate::RateLimit;

/// Too many requests, and how long to wait: never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RetryAfter {
    millis: u64,
}

impl RetryAfter {
    /// The wait, to the millisecond.
    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_millis(self.millis)
    }

    /// The wait in whole seconds, rounded up: the value of HTTP's `Retry-After` (RFC 9110, 10.2.3).
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.millis.div_ceil(1000)
    }
}

impl fmt::Display for RetryAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "too many requests: retry in {} s", self.seconds())
    }
}

impl core::error::Error for RetryAfter {}

/// Why bytes could not be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The first byte is not the version that this release writes.
    Version,
    /// A value that is never written.
    Damaged,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "stored limit: expected version 1 in the first byte",
            Self::Damaged => {
                "stored limit: expected what `to_bytes` writes, found a value out of range"
            }
        })
    }
}

impl core::error::Error for RestoreError {}

/// The first byte of what is stored.
const VERSION: u8 = 1;

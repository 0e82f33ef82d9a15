//! [`RetryAfter`]: how long to wait.

use core::fmt;
use core::time::Duration;

/// There have been too many requests: how long to wait, which is never zero.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::{Quota, RateLimit};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let mut limit = RateLimit::new(Quota::new(1, Duration::from_millis(2500), 1)?);
/// limit.try_acquire(now)?;
/// let refused = limit.try_acquire(now).unwrap_err();
/// assert_eq!((refused.duration(), refused.seconds()), (Duration::from_millis(2500), 3));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "cooldown")]
#[doc(alias = "429")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RetryAfter {
    pub(super) millis: u64,
}

impl RetryAfter {
    /// Returns the wait, to the millisecond.
    #[must_use]
    pub const fn duration(self) -> Duration {
        Duration::from_millis(self.millis)
    }

    /// Returns the wait in whole seconds, rounded up: the value of HTTP's `Retry-After` (RFC 9110,
    /// 10.2.3).
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

//! [`Quota`]: a count per period, with a burst.

use core::fmt;
use core::num::{NonZeroU16, NonZeroU32};
use core::time::Duration;

use crate::time::whole_millis;

/// How much is allowed: a count per period on average, and a burst at once after idling.
///
/// Quotas are exact: a third of a second or a seventh of an hour is not rounded.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::Quota;
///
/// let quota = Quota::new(60, Duration::from_secs(3600), 10)?; // 60 an hour, 10 at once
/// assert_eq!((quota.count(), quota.burst()), (60, 10));
/// # Ok::<(), verify_core::limit::QuotaError>(())
/// ```
#[doc(alias = "rate limit")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub(super) period_millis: NonZeroU32,
    pub(super) count: NonZeroU16,
    pub(super) burst: NonZeroU16,
}

impl Quota {
    /// Allows `count` calls per `period` on average, and `burst` at once after idling.
    ///
    /// # Errors
    ///
    /// [`QuotaError`] for a count or burst of 0, which would refuse everything, and unless the
    /// period is a whole number of milliseconds from 1 to 4294967295 (49.7 days). A count that does
    /// not fit can be given over a shorter period: 1000 per minute instead of 1440000 per day.
    pub const fn new(count: u16, period: Duration, burst: u16) -> Result<Self, QuotaError> {
        let Some(count) = NonZeroU16::new(count) else {
            return Err(QuotaError::Count);
        };
        let Some(period_millis) = exact_millis(period) else {
            return Err(QuotaError::Period { found: period });
        };
        let Some(burst) = NonZeroU16::new(burst) else {
            return Err(QuotaError::Burst);
        };
        Ok(Self { period_millis, count, burst })
    }

    /// Returns how many calls are allowed per period on average.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.count.get()
    }

    /// Returns the period.
    #[must_use]
    pub const fn period(self) -> Duration {
        Duration::from_millis(self.period_millis.get() as u64)
    }

    /// Returns how many calls are allowed at once.
    #[must_use]
    pub const fn burst(self) -> u16 {
        self.burst.get()
    }
}

/// Why three values are not a [`Quota`].
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::{Quota, QuotaError};
///
/// assert_eq!(Quota::new(0, Duration::from_secs(60), 1), Err(QuotaError::Count));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaError {
    /// The count is 0.
    Count,
    /// The period is zero, too long, or not a whole number of milliseconds.
    Period {
        /// The period.
        found: Duration,
    },
    /// The burst is 0.
    Burst,
}

impl fmt::Display for QuotaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => f.write_str("quota: expected a count from 1 to 65535, found 0"),
            Self::Period { found } => write!(
                f,
                "quota: expected a period of 1 to 4294967295 whole milliseconds (49.7 days), \
                 found {found:?}"
            ),
            Self::Burst => f.write_str("quota: expected a burst from 1 to 65535, found 0"),
        }
    }
}

impl core::error::Error for QuotaError {}

/// Returns the milliseconds of a period that is a whole number of them.
const fn exact_millis(period: Duration) -> Option<NonZeroU32> {
    let millis = whole_millis(period);
    if millis > u32::MAX as u64 || !period.subsec_nanos().is_multiple_of(1_000_000) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "compared with u32::MAX above")]
    NonZeroU32::new(millis as u32)
}

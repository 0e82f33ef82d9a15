//! [`FailureCount`]: wrong codes in a row.

use core::fmt;
use core::time::Duration;

use super::retry_after::RetryAfter;
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

/// Wrong codes in a row for one destination, over all of its sessions (NIST SP 800-63B-4, 3.2.2).
///
/// Only a right code clears the count; a new session, a new code or the passing of time does not.
/// The first four failures are free, so that the five attempts of a session are not interrupted.
/// From the fifth on, each is followed by a wait, twice as long as the one before: 30 s, 1 min,
/// 2 min, 4 min, 8 min, 16 min, 32 min, and 1 h from the twelfth on. The hundredth, which takes at
/// least 3.7 days to reach, blocks the destination until an operator [clears](Self::clear) the
/// count.
///
/// Ask [`allows`](Self::allows) before a session starts and before a code is compared. Record a
/// failure, and store it, before anybody learns the verdict.
///
/// A clock that steps back shortens no wait, and lengthens none beyond an hour from `now`: a later
/// time was stored by a clock that was ahead, and is replaced.
///
/// # What it does not protect from
///
/// A count is only as good as its store. Whoever can make the store forget a count, such as by
/// filling it with counts of other destinations, guesses anew. Failures say nothing about messages
/// that are sent: see [`RateLimit`](super::RateLimit). And since anybody can enter wrong codes for
/// a session that he has started, he can keep its destination waiting.
///
/// ```
/// use verify_core::limit::{Blocked, FailureCount};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let mut failures = FailureCount::new();
/// for _ in 0..5 {
///     failures.allows(now)?;
///     failures.record_failure(now);
/// }
/// assert!(matches!(failures.allows(now), Err(Blocked::Wait(wait)) if wait.seconds() == 30));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// Not `Copy`, since a failure counted on a copy would be forgotten.
#[doc(alias = "lockout")]
#[doc(alias = "brute force")]
#[doc(alias = "throttle")]
#[doc(alias = "backoff")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureCount {
    /// When the latest failure was; the epoch without failures.
    latest: Timestamp,
    failures: u8,
}

impl FailureCount {
    /// The most failures in a row.
    pub const MAX: u8 = 100;

    /// Length of [`FailureCount::to_bytes`]: 10.
    pub const BYTES: usize = 10;

    /// The first byte of what is stored. Version 1 was big-endian.
    pub(crate) const VERSION: u8 = 2;

    /// Creates the count of a destination without failures.
    #[must_use]
    pub const fn new() -> Self {
        Self { latest: Timestamp::UNIX_EPOCH, failures: 0 }
    }

    /// Whether another code may be compared.
    ///
    /// Changes the count only if a clock that was ahead has left it with a time that would hold
    /// anybody for more than an hour. Then store it, so that it heals once and for all.
    ///
    /// # Errors
    ///
    /// [`Blocked`]: only after a wait, or only after an operator has cleared the count.
    #[doc(alias = "check")]
    pub fn allows(&mut self, now: Timestamp) -> Result<(), Blocked> {
        self.heal(now);
        if self.failures >= Self::MAX {
            return Err(Blocked::UntilCleared);
        }
        let Some(wait) = wait_millis(self.failures) else {
            return Ok(());
        };
        let until = self.latest.as_unix_millis().saturating_add(wait);
        match until.saturating_sub(now.as_unix_millis()) {
            0 => Ok(()),
            millis => Err(Blocked::Wait(RetryAfter { millis })),
        }
    }

    /// Counts a wrong code. The wait runs from the latest `now` of a failure.
    pub fn record_failure(&mut self, now: Timestamp) {
        self.latest = self.latest.max(now);
        self.failures = self.failures.saturating_add(1).min(Self::MAX);
        self.heal(now);
    }

    /// Replaces a time of the latest failure after which the wait would end more than an hour after
    /// `now`.
    fn heal(&mut self, now: Timestamp) {
        let wait = wait_millis(self.failures).unwrap_or_default();
        let rest = LONGEST_WAIT_MILLIS.saturating_sub(wait);
        self.latest = self.latest.min(now.saturating_add(Duration::from_millis(rest)));
    }

    /// Clears the count after a right code, unless it is blocked until an operator clears it.
    pub fn record_success(&mut self) {
        if self.failures < Self::MAX {
            self.clear();
        }
    }

    /// Clears the count on behalf of an operator, even if it is blocked.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Returns the number of failures in a row so far, 0 to 100.
    #[must_use]
    pub const fn failures(&self) -> u8 {
        self.failures
    }

    /// Returns when the count may be forgotten that is kept for `retention` after its latest
    /// failure; `None` for never, once only an operator can clear it.
    #[must_use]
    pub fn keep_until(&self, retention: Duration) -> Option<Timestamp> {
        (self.failures < Self::MAX).then(|| self.latest.saturating_add(retention))
    }

    /// Counts a wrong code, but not as the last one, which only an operator could clear.
    pub(crate) fn record_failure_unless_last(&mut self, now: Timestamp) {
        self.failures = self.failures.min(Self::MAX.saturating_sub(2));
        self.record_failure(now);
    }

    /// Returns the latest `now` of a failure; the epoch without failures.
    pub(crate) const fn latest(&self) -> Timestamp {
        self.latest
    }

    /// Returns the count as bytes, for a store: a restart must not clear it.
    ///
    /// | byte | what | as |
    /// |---|---|---|
    /// | 0 | version | 2 |
    /// | 1 | failures | `u8`, 0 to 100 |
    /// | 2 | time of the latest failure | `u64`, milliseconds since the Unix epoch, or 0 |
    ///
    /// Integers are little-endian. Without failures, the time is 0.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [t1, t2, t3, t4, t5, t6, t7, t8] = self.latest.as_unix_millis().to_le_bytes();
        [Self::VERSION, self.failures, t1, t2, t3, t4, t5, t6, t7, t8]
    }

    /// Restores what [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for another version or length, and for values that no count has.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FromBytesError> {
        let [_version, failures, latest @ ..] =
            *stored::whole::<{ Self::BYTES }>(bytes, Self::VERSION)?;
        let latest = Timestamp::from_unix_millis(u64::from_le_bytes(latest))
            .map_err(|_| FromBytesError::Value)?;
        match failures {
            0 if latest > Timestamp::UNIX_EPOCH => Err(FromBytesError::Value),
            0..=Self::MAX => Ok(Self { latest, failures }),
            _ => Err(FromBytesError::Value),
        }
    }
}

impl Default for FailureCount {
    fn default() -> Self {
        Self::new()
    }
}

/// Too many wrong codes in a row: the code is not compared.
///
/// ```
/// use verify_core::limit::{Blocked, FailureCount};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let mut failures = FailureCount::new();
/// for _ in 0..FailureCount::MAX {
///     failures.record_failure(now);
/// }
/// assert_eq!(failures.allows(now), Err(Blocked::UntilCleared));
/// # Ok::<(), verify_core::time::TimestampError>(())
/// ```
#[doc(alias = "lockout")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Blocked {
    /// Blocked for some time.
    Wait(RetryAfter),
    /// Blocked until an operator clears the count.
    UntilCleared,
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wait(wait) => {
                write!(f, "too many wrong codes in a row: retry in {} s", wait.seconds())
            }
            Self::UntilCleared => {
                f.write_str("100 wrong codes in a row: an operator has to clear the count")
            }
        }
    }
}

impl core::error::Error for Blocked {}

const LONGEST_WAIT_MILLIS: u64 = 3_600_000;

/// Returns the wait after the last of `failures` in a row, if there is one.
fn wait_millis(failures: u8) -> Option<u64> {
    const FREE: u8 = 4;
    const SECONDS: [u64; 7] = [30, 60, 120, 240, 480, 960, 1920];
    let nth = failures.checked_sub(FREE + 1)?;
    let seconds = SECONDS.get(usize::from(nth));
    Some(seconds.map_or(LONGEST_WAIT_MILLIS, |seconds| seconds.saturating_mul(1000)))
}

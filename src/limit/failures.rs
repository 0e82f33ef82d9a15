//! Wrong codes in a row.

use core::fmt;

use super::{RestoreError, RetryAfter, VERSION};
use crate::time::Timestamp;

/// Wrong codes in a row for one destination, over all of its sessions (NIST SP 800-63B-4, 3.2.2).
///
/// Only a right code clears the count: no new session, no new code and no time passed does.
/// The first four are free, a session's five attempts are not interrupted. From the fifth on, each
/// is followed by a wait, twice as long as the one before: 30 s, 1 min, 2 min, 4 min, 8 min,
/// 16 min, 32 min, and 1 h from the twelfth on. After the hundredth, which takes 3.7 days to get
/// to, nothing is allowed until an operator [clears](FailureCount::clear) it.
///
/// Check before a session starts and before a code is compared; count a failure, and have it
/// stored, before anybody is told the verdict.
///
/// ```
/// use verify_core::limit::{Blocked, FailureCount};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let mut failures = FailureCount::new();
/// for _ in 0..5 {
///     failures.check(now)?;
///     failures.failed(now);
/// }
/// assert!(matches!(failures.check(now), Err(Blocked::Wait(wait)) if wait.seconds() == 30));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// Not `Copy`: a failure counted on a copy would be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureCount {
    /// Of the latest failure; the epoch if there is none.
    latest: Timestamp,
    failures: u8,
}

impl FailureCount {
    /// The most failures in a row.
    pub const MAX: u8 = 100;

    /// Length of [`FailureCount::to_bytes`].
    pub const BYTES: usize = 10;

    /// A destination that has not failed since it last succeeded.
    #[must_use]
    pub const fn new() -> Self {
        Self { latest: Timestamp::UNIX_EPOCH, failures: 0 }
    }

    /// Whether another code may be compared.
    ///
    /// # Errors
    ///
    /// [`Blocked`]: after a wait, or not before an operator says so.
    pub fn check(&self, now: Timestamp) -> Result<(), Blocked> {
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
    pub fn failed(&mut self, now: Timestamp) {
        self.latest = self.latest.max(now);
        self.failures = self.failures.saturating_add(1).min(Self::MAX);
    }

    /// Forgets the failures, because of a right code. A blocked count stays blocked.
    pub fn succeeded(&mut self) {
        if self.failures < Self::MAX {
            self.clear();
        }
    }

    /// Forgets the failures, because an operator says so.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Failures in a row so far, 0 to 100.
    #[must_use]
    pub const fn failures(&self) -> u8 {
        self.failures
    }

    /// The latest `now` of a failure; the epoch if there is none.
    pub(crate) const fn latest(&self) -> Timestamp {
        self.latest
    }

    /// For a shared store or over a restart, which must not clear the count; versioned.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [t1, t2, t3, t4, t5, t6, t7, t8] = self.latest.as_unix_millis().to_be_bytes();
        [VERSION, self.failures, t1, t2, t3, t4, t5, t6, t7, t8]
    }

    /// What [`FailureCount::to_bytes`] gave.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for another version, and for bytes that no count gives.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Result<Self, RestoreError> {
        let [VERSION, failures, latest @ ..] = *bytes else {
            return Err(RestoreError::Version);
        };
        let latest = Timestamp::from_unix_millis(u64::from_be_bytes(latest))
            .map_err(|_| RestoreError::Damaged)?;
        match failures {
            0 if latest > Timestamp::UNIX_EPOCH => Err(RestoreError::Damaged),
            0..=Self::MAX => Ok(Self { latest, failures }),
            _ => Err(RestoreError::Damaged),
        }
    }
}

impl Default for FailureCount {
    fn default() -> Self {
        Self::new()
    }
}

/// Too many wrong codes in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Blocked {
    /// For some time.
    Wait(RetryAfter),
    /// For good, unless an operator clears the count.
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

/// The wait after the last of so many failures in a row.
fn wait_millis(failures: u8) -> Option<u64> {
    const FREE: u8 = 4;
    const SECONDS: [u64; 7] = [30, 60, 120, 240, 480, 960, 1920];
    let nth = failures.checked_sub(FREE + 1)?;
    let seconds = SECONDS.get(usize::from(nth)).copied().unwrap_or(3600);
    Some(seconds.saturating_mul(1000))
}

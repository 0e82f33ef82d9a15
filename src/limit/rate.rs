//! [`RateLimit`]: GCRA in 16 bytes.

use core::num::{NonZeroU8, NonZeroU16, NonZeroU32};
use core::time::Duration;

use super::quota::Quota;
use super::retry_after::RetryAfter;
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

/// The limit on one key, with its [`Quota`]: GCRA, the generic cell rate algorithm (ITU-T I.371).
///
/// A call is allowed exactly if no stretch of time that ends with it, however long, then holds more
/// than `burst + count × length / period` allowed calls (the quotient rounded down). A sender that
/// keeps within the quota is therefore never refused, and no sender gets more. One whole period may
/// hold `burst + count`: for at most 5 in any 24 hours, use 3 per day with a burst of 2.
///
/// An earlier `now` counts as the latest one at which a call was allowed.
///
/// Not `Copy`, since a call counted on a copy would leave the original unchanged.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::{Quota, RateLimit};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let mut limit = RateLimit::new(Quota::new(1, Duration::from_secs(60), 2)?);
/// limit.try_acquire(now)?;
/// limit.try_acquire(now)?;
/// assert_eq!(limit.try_acquire(now).unwrap_err().seconds(), 60);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "rate limit")]
#[doc(alias = "throttle")]
#[doc(alias = "GCRA")]
#[doc(alias = "leaky bucket")]
#[doc(alias = "token bucket")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// When the whole burst is free again: GCRA's theoretical arrival time.
    ///
    /// The unit is 1/`count` of a millisecond since 1970, in which a call takes exactly
    /// `period_millis`. The value is at most 253402300799999 × 65535 + 255 × (2^32 - 1), which is
    /// below 2^64: nothing here saturates.
    due: u64,
    period_millis: NonZeroU32,
    count: NonZeroU16,
    burst: NonZeroU8,
    /// How much of the burst was in use after the latest allowed call, rounded up.
    ///
    /// Together with `due` it stands for the instant of that call, for which 16 bytes have no room:
    /// see [`RateLimit::used_at`].
    used: u8,
}

impl RateLimit {
    /// Length of [`RateLimit::to_bytes`]: 17.
    pub const BYTES: usize = 17;

    /// Creates a limit that has counted nothing yet.
    #[must_use]
    pub const fn new(quota: Quota) -> Self {
        let Quota { period_millis, count, burst } = quota;
        Self { due: 0, period_millis, count, burst, used: 0 }
    }

    /// Allows one call and counts it, or refuses it and changes nothing.
    ///
    /// # Errors
    ///
    /// [`RetryAfter`]: the shortest wait, by the clock of `now`, until a call is allowed.
    #[doc(alias = "check")]
    #[doc(alias = "allow")]
    pub fn try_acquire(&mut self, now: Timestamp) -> Result<(), RetryAfter> {
        let now = self.scaled(now);
        let used = self.used_at(now);
        if used >= self.burst.get() {
            return Err(self.retry_after(now));
        }
        self.due = self.due.max(now).saturating_add(self.period());
        self.used = used.saturating_add(1);
        Ok(())
    }

    /// Whether this limit behaves like a new one from `now` on and need not be kept.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.due <= self.scaled(now)
    }

    /// Returns the quota that this limit was created with.
    #[must_use]
    pub const fn quota(&self) -> Quota {
        let Self { period_millis, count, burst, .. } = *self;
        Quota { period_millis, count, burst }
    }

    /// Returns the limit and its quota as bytes, for a store.
    ///
    /// | byte | what | as |
    /// |---|---|---|
    /// | 0 | version | 2 |
    /// | 1 | period | `u32`, milliseconds |
    /// | 5 | count | `u16` |
    /// | 7 | burst | `u8` |
    /// | 8 | burst in use after the latest allowed call | `u8` |
    /// | 9 | when the whole burst is free again | `u64`, milliseconds since 1970 × count |
    ///
    /// Integers are little-endian.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [p1, p2, p3, p4] = self.period_millis.get().to_le_bytes();
        let [c1, c2] = self.count.get().to_le_bytes();
        let (b, u) = (self.burst.get(), self.used);
        let [d1, d2, d3, d4, d5, d6, d7, d8] = self.due.to_le_bytes();
        [VERSION, p1, p2, p3, p4, c1, c2, b, u, d1, d2, d3, d4, d5, d6, d7, d8]
    }

    /// Restores what [`to_bytes`](Self::to_bytes) gave, with the quota of that time.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for another version or length, and for values that no limit has.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FromBytesError> {
        let [_version, p1, p2, p3, p4, c1, c2, burst, used, due @ ..] =
            *stored::whole::<{ Self::BYTES }>(bytes, VERSION)?;
        let count = u16::from_le_bytes([c1, c2]);
        let period = Duration::from_millis(u32::from_le_bytes([p1, p2, p3, p4]).into());
        let quota = Quota::new(count, period, burst).map_err(|_| FromBytesError::Value)?;

        let mut limit = Self::new(quota);
        limit.due = u64::from_le_bytes(due);
        limit.used = used;
        if limit.is_reachable() { Ok(limit) } else { Err(FromBytesError::Value) }
    }

    /// Whether there is an instant at which `used` of the burst is in use.
    fn is_reachable(&self) -> bool {
        let used = self.period().saturating_mul(self.used.into());
        self.used <= self.burst.get()
            && self.due <= self.scaled(Timestamp::MAX).saturating_add(used)
            && self.due.saturating_add(self.period()) > used
            && (self.due > 0) == (self.used > 0)
    }

    /// Returns how much of the burst is in use, rounded up, at `now` or at the latest allowed call,
    /// whichever is later. Use only shrinks with time, so the smaller figure is that of the later
    /// instant.
    fn used_at(&self, now: u64) -> u8 {
        match self.due.saturating_sub(now) {
            0 => 0,
            ahead => {
                let used = ahead.div_ceil(self.period());
                u8::try_from(used).unwrap_or(u8::MAX).min(self.used)
            }
        }
    }

    /// Returns the wait from `now` until one call of the burst is free.
    fn retry_after(&self, now: u64) -> RetryAfter {
        let others = u64::from(self.burst.get()).saturating_sub(1);
        let free = self.due.saturating_sub(self.period().saturating_mul(others));
        RetryAfter { millis: free.saturating_sub(now).div_ceil(self.count.get().into()) }
    }

    /// Returns `now` in the unit of `due`.
    fn scaled(&self, now: Timestamp) -> u64 {
        now.as_unix_millis().saturating_mul(self.count.get().into())
    }

    /// Returns how far a call moves `due`.
    fn period(&self) -> u64 {
        self.period_millis.get().into()
    }
}

/// The first byte of what is stored. Version 1 was big-endian.
const VERSION: u8 = 2;

//! [`RateLimit`]: GCRA in 16 bytes.

use core::num::{NonZeroU16, NonZeroU32};
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
/// All of this goes by a clock that does not step back. When it does, nothing is freed. A stored
/// time that is further ahead of `now` than a whole burst was written by a clock that has been set
/// right since: it is replaced by the time of a whole burst, so that no wait is longer than `period
/// / count`. Each jump of the clock ahead and back, or back and ahead, therefore costs at most one
/// more burst. These are the laws of [`Raise`](super::Raise), which counts alike on a bare integer.
///
/// # What it does not protect from
///
/// A limit sees only the calls of its own key. Somebody with many addresses has a limit for each,
/// so that limits on addresses alone stop neither a botnet nor traffic pumping. A limit says
/// nothing about guessing either: see [`FailureCount`](super::FailureCount).
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
    /// When the whole burst is free again: GCRA's theoretical arrival time. 0 before the first
    /// call.
    ///
    /// The unit is 1/`count` of a millisecond since 1970, in which a call takes exactly
    /// `period_millis`. The value is at most 253402300799999 × 65535 + 65535 × (2^32 - 1), which is
    /// below 2^64: nothing here saturates.
    due: u64,
    period_millis: NonZeroU32,
    count: NonZeroU16,
    burst: NonZeroU16,
}

impl RateLimit {
    /// Length of [`RateLimit::to_bytes`]: 17.
    pub const BYTES: usize = 17;

    /// Creates a limit that has counted nothing yet.
    #[must_use]
    pub const fn new(quota: Quota) -> Self {
        let Quota { period_millis, count, burst } = quota;
        Self { due: 0, period_millis, count, burst }
    }

    /// Allows one call and counts it, or refuses it.
    ///
    /// A refusal changes the limit only if a clock that was ahead has left it with a time further
    /// ahead than a whole burst. Then store it, so that it heals once and for all.
    ///
    /// # Errors
    ///
    /// [`RetryAfter`]: the shortest wait, by the clock of `now`, until a call is allowed.
    #[doc(alias = "check")]
    #[doc(alias = "allow")]
    pub fn try_acquire(&mut self, now: Timestamp) -> Result<(), RetryAfter> {
        let raise = self.quota().raise_in_memory(now);
        match raise.apply(self.due) {
            Ok(due) => {
                self.due = due;
                Ok(())
            }
            Err((healed, wait)) => {
                self.due = healed;
                Err(wait)
            }
        }
    }

    /// Whether this limit behaves like a new one from `now` on and need not be kept.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.due <= self.scaled(now)
    }

    /// Returns the first instant at which the limit [is idle](Self::is_idle) and may be forgotten,
    /// at most [`Timestamp::MAX`].
    #[doc(alias = "expiry")]
    #[doc(alias = "TTL")]
    #[must_use]
    pub fn idle_at(&self) -> Timestamp {
        let millis = self.due.div_ceil(self.count.get().into());
        Timestamp::UNIX_EPOCH.saturating_add(Duration::from_millis(millis))
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
    /// | 0 | version | 3 |
    /// | 1 | period | `u32`, milliseconds |
    /// | 5 | count | `u16` |
    /// | 7 | burst | `u16` |
    /// | 9 | when the whole burst is free again | `u64`, milliseconds since 1970 × count |
    ///
    /// Integers are little-endian.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [p1, p2, p3, p4] = self.period_millis.get().to_le_bytes();
        let [c1, c2] = self.count.get().to_le_bytes();
        let [b1, b2] = self.burst.get().to_le_bytes();
        let [d1, d2, d3, d4, d5, d6, d7, d8] = self.due.to_le_bytes();
        [VERSION, p1, p2, p3, p4, c1, c2, b1, b2, d1, d2, d3, d4, d5, d6, d7, d8]
    }

    /// Restores what [`to_bytes`](Self::to_bytes) gave, with the quota of that time.
    ///
    /// Reads version 2 as well. It had one byte for the burst, and in byte 8 how much of it was in
    /// use, which is dropped.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for another version or length, and for values that no limit has.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FromBytesError> {
        let version = if let [VERSION_2, ..] = bytes { VERSION_2 } else { VERSION };
        let [_version, p1, p2, p3, p4, c1, c2, b1, b2, due @ ..] =
            *stored::whole::<{ Self::BYTES }>(bytes, version)?;
        let count = u16::from_le_bytes([c1, c2]);
        let period = Duration::from_millis(u32::from_le_bytes([p1, p2, p3, p4]).into());
        let (burst, used) = match version {
            VERSION_2 => (b1.into(), Some(b2)),
            _ => (u16::from_le_bytes([b1, b2]), None),
        };
        let quota = Quota::new(count, period, burst).map_err(|_| FromBytesError::Value)?;

        let mut limit = Self::new(quota);
        limit.due = u64::from_le_bytes(due);
        let is_reachable = match used {
            Some(used) => limit.is_reachable_with(used),
            None => limit.is_reachable(),
        };
        if is_reachable { Ok(limit) } else { Err(FromBytesError::Value) }
    }

    /// Whether there is an instant at which a call leaves the limit like this.
    fn is_reachable(&self) -> bool {
        let burst = self.period().saturating_mul(self.burst.get().into());
        self.due == 0
            || self.due >= self.period()
                && self.due <= self.scaled(Timestamp::MAX).saturating_add(burst)
    }

    /// Whether, in version 2, there was an instant at which `used` of the burst was in use.
    fn is_reachable_with(&self, used: u8) -> bool {
        let ahead = self.period().saturating_mul(used.into());
        self.is_reachable()
            && u16::from(used) <= self.burst.get()
            && self.due <= self.scaled(Timestamp::MAX).saturating_add(ahead)
            && self.due.saturating_add(self.period()) > ahead
            && (self.due > 0) == (used > 0)
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

/// The first byte of what is stored.
const VERSION: u8 = 3;

/// What it was in an earlier layout that is still read.
const VERSION_2: u8 = 2;

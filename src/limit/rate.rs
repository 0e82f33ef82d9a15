//! GCRA in 16 bytes.

use core::num::{NonZeroU8, NonZeroU16, NonZeroU32};
use core::time::Duration;

use super::{Quota, RestoreError, RetryAfter, VERSION};
use crate::time::Timestamp;

/// The limit on one key, with its [`Quota`]: GCRA, the generic cell rate algorithm (ITU-T I.371).
///
/// A call is allowed exactly if no stretch of time that ends with it, however long, then holds
/// more than `burst + count × length / period` allowed calls (the quotient rounded down). So a
/// sender that keeps within the quota is never refused, and none gets more. One whole period may
/// hold `burst + count`: where 5 in any 24 hours is the most, say 3 per day with a burst of 2.
///
/// An earlier `now` counts as the latest one that was checked.
///
/// Not `Copy`: a check of a copy would leave the original as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// When the whole burst is free again: GCRA's theoretical arrival time. In 1/`count` of a
    /// millisecond since 1970, so that a call takes exactly `period_millis` of it. At most
    /// 253402300799999 × 65535 + 255 × (2^32 - 1), which is below 2^64: nothing here saturates.
    due: u64,
    period_millis: NonZeroU32,
    count: NonZeroU16,
    burst: NonZeroU8,
    /// How much of the burst was in use at the latest instant checked, rounded up. With `due` it
    /// stands for that instant, for which 16 bytes have no room: see [`RateLimit::used_at`].
    used: u8,
}

impl RateLimit {
    /// Length of [`RateLimit::to_bytes`].
    pub const BYTES: usize = 17;

    /// A limit that nothing has been counted on.
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
    pub fn check(&mut self, now: Timestamp) -> Result<(), RetryAfter> {
        let now = self.scaled(now);
        let used = self.used_at(now);
        if used >= self.burst.get() {
            return Err(self.retry_after(now));
        }
        self.due = self.due.max(now).saturating_add(self.period());
        self.used = used.saturating_add(1);
        Ok(())
    }

    /// Whether this limit behaves as a new one from `now` on, so that it need not be kept.
    #[must_use]
    pub fn is_idle(&self, now: Timestamp) -> bool {
        self.due <= self.scaled(now)
    }

    /// The quota that this limit was made with.
    #[must_use]
    pub const fn quota(&self) -> Quota {
        let Self { period_millis, count, burst, .. } = *self;
        Quota { period_millis, count, burst }
    }

    /// For a shared store or over a restart: the limit and its quota, versioned.
    #[must_use]
    pub const fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [p1, p2, p3, p4] = self.period_millis.get().to_be_bytes();
        let [c1, c2] = self.count.get().to_be_bytes();
        let (b, u) = (self.burst.get(), self.used);
        let [d1, d2, d3, d4, d5, d6, d7, d8] = self.due.to_be_bytes();
        [VERSION, p1, p2, p3, p4, c1, c2, b, u, d1, d2, d3, d4, d5, d6, d7, d8]
    }

    /// What [`RateLimit::to_bytes`] gave, with the quota of that time.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for another version, and for bytes that no limit gives.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Result<Self, RestoreError> {
        let [VERSION, p1, p2, p3, p4, c1, c2, burst, used, due @ ..] = *bytes else {
            return Err(RestoreError::Version);
        };
        let count = u16::from_be_bytes([c1, c2]);
        let period = Duration::from_millis(u32::from_be_bytes([p1, p2, p3, p4]).into());
        let quota = Quota::new(count, period, burst).map_err(|_| RestoreError::Damaged)?;

        let mut limit = Self::new(quota);
        limit.due = u64::from_be_bytes(due);
        limit.used = used;
        if limit.is_reachable() { Ok(limit) } else { Err(RestoreError::Damaged) }
    }

    /// Whether there is an instant at which as much is used as `used` says.
    fn is_reachable(&self) -> bool {
        let used = self.period().saturating_mul(self.used.into());
        self.used <= self.burst.get()
            && self.due <= self.scaled(Timestamp::MAX).saturating_add(used)
            && self.due.saturating_add(self.period()) > used
            && (self.due > 0) == (self.used > 0)
    }

    /// How much of the burst is in use, rounded up, at `now` or at the latest instant checked,
    /// whichever is later: with time it only gets less, so that the later one is the lesser one.
    fn used_at(&self, now: u64) -> u8 {
        match self.due.saturating_sub(now) {
            0 => 0,
            ahead => {
                let used = ahead.div_ceil(self.period());
                u8::try_from(used).unwrap_or(u8::MAX).min(self.used)
            }
        }
    }

    /// The wait from `now` until one of the burst is free.
    fn retry_after(&self, now: u64) -> RetryAfter {
        let others = u64::from(self.burst.get()).saturating_sub(1);
        let free = self.due.saturating_sub(self.period().saturating_mul(others));
        RetryAfter { millis: free.saturating_sub(now).div_ceil(self.count.get().into()) }
    }

    /// In the unit of `due`.
    fn scaled(&self, now: Timestamp) -> u64 {
        now.as_unix_millis().saturating_mul(self.count.get().into())
    }

    fn period(&self) -> u64 {
        self.period_millis.get().into()
    }
}

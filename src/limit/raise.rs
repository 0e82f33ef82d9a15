//! [`Raise`]: one call counted on a bare integer, whatever store holds it.

use core::num::{NonZeroU16, NonZeroU32};
use core::time::Duration;

use super::quota::Quota;
use super::retry_after::RetryAfter;
use crate::time::Timestamp;

/// How a counter in a store is raised by one call: a step of GCRA on a bare integer.
///
/// A [`RateLimit`](super::RateLimit) has to be read, changed and swapped. A counter is raised where
/// it is stored, in one operation, so that calls for the same key never conflict:
///
/// ```text
/// new = clamp(old, floor, cap) + cost
/// if new <= ceiling, store new: the call is allowed
/// otherwise store min(old, cap): the call is refused
/// ```
///
/// A key that the store does not hold counts as 0. It may be forgotten at
/// [`idle_at`](Self::idle_at). All values are below 2⁵³, so that Lua and JSON hold them exactly.
///
/// A value beyond the cap is one that a clock has written while it was ahead. It is replaced by the
/// cap, **even when the call is refused**: otherwise nobody could call until the time at which the
/// clock once stood.
///
/// # Laws
///
/// Take any stretch of calls, and add up by how much the clock moved forward between them, leaving
/// out every step back. Within the stretch at most `burst + count × sum / period` calls are
/// allowed. So a clock that steps back frees nothing, and each jump ahead and back, or back and
/// ahead, costs at most one more burst. As long as the clock does not step back, exactly those
/// calls are allowed that keep to this bound. No wait is longer than `period / count`, rounded up.
///
/// ```
/// use core::time::Duration;
/// use std::collections::HashMap;
/// use verify_core::limit::Quota;
/// use verify_core::time::Timestamp;
///
/// let base = Timestamp::from_unix_millis(1_764_547_200_000)?; // kept as long as the store
/// let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
/// let quota = Quota::new(60, Duration::from_secs(3600), 2)?; // 60 an hour, 2 at once
///
/// let mut store = HashMap::<&str, u64>::new();
/// let mut call = |key| {
///     let counter = store.entry(key).or_default();
///     match quota.raise(now, base).apply(*counter) {
///         Ok(new) => {
///             *counter = new;
///             Ok(())
///         }
///         Err((healed, retry_after)) => {
///             *counter = healed;
///             Err(retry_after)
///         }
///     }
/// };
/// assert!(call("203.0.113.7").is_ok() && call("203.0.113.7").is_ok());
/// assert_eq!(call("203.0.113.7").unwrap_err().seconds(), 60);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "INCR")]
#[doc(alias = "counter")]
#[doc(alias = "GCRA")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise {
    floor: u64,
    cap: u64,
    cost: u64,
    ceiling: u64,
    base: Timestamp,
    /// How many units of a value make a step of time.
    units: NonZeroU32,
    /// How long a step of time is.
    millis: NonZeroU32,
}

/// Values are below this.
const END: u64 = 1 << 53;

impl Raise {
    /// Returns the least value that is raised: a lesser one counts as this. For a quota it is
    /// `now`.
    #[must_use]
    pub const fn floor(&self) -> u64 {
        self.floor
    }

    /// Returns the greatest value that is raised: a greater one counts as this, and is replaced by
    /// it even when the call is refused. For a quota it is the value after a whole burst at `now`.
    #[must_use]
    pub const fn cap(&self) -> u64 {
        self.cap
    }

    /// Returns what a call adds.
    #[must_use]
    pub const fn cost(&self) -> u64 {
        self.cost
    }

    /// Returns the greatest value after an allowed call.
    #[must_use]
    pub const fn ceiling(&self) -> u64 {
        self.ceiling
    }

    /// Returns the instant that values are counted from.
    #[must_use]
    pub const fn base(&self) -> Timestamp {
        self.base
    }

    /// Returns how many units of a value make a [step](Self::step) of time.
    #[must_use]
    pub const fn units(&self) -> NonZeroU32 {
        self.units
    }

    /// Returns how long a step of time is, in whole milliseconds.
    #[must_use]
    pub const fn step(&self) -> Duration {
        Duration::from_millis(self.millis.get() as u64)
    }

    /// Counts a call on a counter that stands at `old`, and returns the value to be stored.
    ///
    /// # Errors
    ///
    /// When the call is refused: the value to be stored nevertheless, and the shortest wait, by the
    /// clock of `now`, until a call is allowed.
    pub const fn apply(&self, old: u64) -> Result<u64, (u64, RetryAfter)> {
        let capped = if old < self.cap { old } else { self.cap };
        let raised = if capped > self.floor { capped } else { self.floor };
        let new = raised.saturating_add(self.cost);
        match new.saturating_sub(self.ceiling) {
            0 => Ok(new),
            excess => Err((capped, RetryAfter { millis: self.millis(excess) })),
        }
    }

    /// Returns when a counter that stands at `value` no longer matters and may be forgotten:
    /// [`base`](Self::base) + ⌈value / [`units`](Self::units)⌉ × [`step`](Self::step), at most
    /// [`Timestamp::MAX`].
    #[must_use]
    pub const fn idle_at(&self, value: u64) -> Timestamp {
        self.base.saturating_add(Duration::from_millis(self.millis(value)))
    }

    /// Returns how long `value` units take to pass, rounded up.
    const fn millis(&self, value: u64) -> u64 {
        divided(value, self.units).saturating_mul(self.millis.get() as u64)
    }

    /// Returns a step of GCRA. The unit is 1/`count` of a millisecond, in which a call takes
    /// exactly `period_millis`.
    const fn gcra(quota: Quota, floor: u64, base: Timestamp) -> Self {
        let cap = floor.saturating_add(quota.burst_units());
        Self {
            floor,
            cap,
            cost: quota.period_millis.get() as u64,
            ceiling: cap,
            base,
            units: widened(quota.count),
            millis: NonZeroU32::MIN,
        }
    }
}

impl Raise {
    /// Returns a step that adds one and is never refused: a count that begins anew with each window
    /// of `millis`, and stops at `most`. A window takes `units`.
    pub(super) const fn window(
        floor: u64,
        most: u64,
        units: NonZeroU32,
        millis: NonZeroU32,
    ) -> Self {
        let ceiling = floor.saturating_add(most);
        let cap = ceiling.saturating_sub(1);
        Self { floor, cap, cost: 1, ceiling, base: Timestamp::UNIX_EPOCH, units, millis }
    }
}

impl Quota {
    /// Returns how a counter of this quota is raised at `now`.
    ///
    /// Values are counted from `base`, an instant that belongs to the store: choose it once, such
    /// as when the service was first set up, and keep it. A `now` before it counts as `base`.
    ///
    /// Values are in units of 1/`count` of a millisecond and have to stay below 2⁵³, so a quota can
    /// be counted until its [`horizon`](Self::horizon). From then on time stands still for its
    /// counters, and calls are refused when the burst is used up.
    #[must_use]
    pub const fn raise(self, now: Timestamp, base: Timestamp) -> Raise {
        let since = now.as_unix_millis().saturating_sub(base.as_unix_millis());
        let floor = since.saturating_mul(self.count.get() as u64);
        let most = self.greatest_floor();
        Raise::gcra(self, if floor < most { floor } else { most }, base)
    }

    /// Returns how a counter in memory is raised, which has all 64 bits and counts from 1970.
    pub(crate) const fn raise_in_memory(self, now: Timestamp) -> Raise {
        let floor = now.as_unix_millis().saturating_mul(self.count.get() as u64);
        Raise::gcra(self, floor, Timestamp::UNIX_EPOCH)
    }

    /// Returns how long it takes until a whole burst is free again.
    pub(crate) const fn whole_burst(self) -> Duration {
        Duration::from_millis(divided(self.burst_units(), widened(self.count)))
    }

    /// Returns the last instant at which counters of this quota that are counted from `base` can be
    /// [raised](Self::raise), at most [`Timestamp::MAX`].
    ///
    /// With a count of 60 it is more than 4,600 years after `base`, with 1,000 more than 270 years,
    /// with 65,535 more than 4 years. A quota with a smaller count over a shorter period lasts
    /// longer: 1 per second rather than 3,600 per hour.
    #[must_use]
    pub const fn horizon(self, base: Timestamp) -> Timestamp {
        match self.greatest_floor().checked_div(self.count.get() as u64) {
            Some(millis) => base.saturating_add(Duration::from_millis(millis)),
            None => base, // never: the count is not zero
        }
    }

    /// Returns the greatest floor above which there is room for a whole burst.
    const fn greatest_floor(self) -> u64 {
        (END - 1).saturating_sub(self.burst_units())
    }

    /// Returns by how much a whole burst raises a counter.
    const fn burst_units(self) -> u64 {
        (self.period_millis.get() as u64).saturating_mul(self.burst.get() as u64)
    }
}

const fn widened(count: NonZeroU16) -> NonZeroU32 {
    match NonZeroU32::new(count.get() as u32) {
        Some(count) => count,
        None => NonZeroU32::MIN, // never: the count is not zero
    }
}

/// Divides and rounds up.
const fn divided(value: u64, by: NonZeroU32) -> u64 {
    let by = by.get() as u64;
    // Never `None`, which the optimizer forgets.
    let Some(whole) = value.checked_div(by) else { return 0 };
    if whole.saturating_mul(by) == value { whole } else { whole.saturating_add(1) }
}

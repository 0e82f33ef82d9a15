//! [`Conversion`]: how many of the started sessions were verified, a guard against traffic pumping.

use core::fmt;
use core::num::NonZeroU32;
use core::time::Duration;

use super::raise::Raise;
use super::retry_after::RetryAfter;
use crate::time::{Timestamp, whole_millis};

/// How many sessions of one key were started in the present period, and how many verified: 16
/// bytes.
///
/// Who pumps traffic has messages sent to numbers that earn him money, and seldom enters a code.
/// People do: of what they start, most is verified. Keep a value for each range of numbers (the
/// destination without its last four digits) and for each country, and ask
/// [`allows`](Self::allows) before a session starts.
///
/// Both counts begin anew with each period, in UTC. They are bare integers, below 2⁵³, which a
/// shared store raises in one operation each: see [`ConversionLimit::raise`].
///
/// # What it does not see
///
/// - The first starts of each period, up to the least number, and those whose codes are still on
///   their way: a burst is let through.
/// - Pumping that is spread thinly over many ranges and countries, or that enters its codes.
/// - Why nothing is verified: while a gateway loses messages, people wait as pumpers do, until the
///   period ends or enough of the sessions that wait are verified.
/// - Who starts: whoever starts sessions and leaves them alone makes others of the same range or
///   country wait. Limits on [clients](super::RateLimit) have to come first.
///
/// ```
/// use verify_core::limit::{Conversion, ConversionLimit};
/// use verify_core::time::Timestamp;
///
/// let limit = ConversionLimit::default(); // a tenth, once 50 were started within a day
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
/// let mut range = Conversion::new();
/// for _ in 0..50 {
///     range.allows(now, limit)?;
///     range.record_start(now, limit);
/// }
/// assert_eq!(range.allows(now, limit).unwrap_err().seconds(), 65_106); // the rest of the day
///
/// for _ in 0..5 {
///     range.record_verified(now, limit);
/// }
/// assert_eq!(range.allows(now, limit), Ok(()));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// Not `Copy`, since a start counted on a copy would leave the original unchanged.
#[doc(alias = "traffic pumping")]
#[doc(alias = "toll fraud")]
#[doc(alias = "AIT")]
#[doc(alias = "conversion rate")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    started: u64,
    verified: u64,
}

impl Conversion {
    /// Creates the value of a key for which nothing was started.
    #[must_use]
    pub const fn new() -> Self {
        Self { started: 0, verified: 0 }
    }

    /// Takes the two counters as a store holds them; 0 for one that it does not hold.
    #[must_use]
    pub const fn from_counters(started: u64, verified: u64) -> Self {
        Self { started, verified }
    }

    /// Returns the counters of started and of verified sessions, for a store.
    #[must_use]
    pub const fn counters(&self) -> (u64, u64) {
        (self.started, self.verified)
    }

    /// Whether another session may start. Nothing changes.
    ///
    /// # Errors
    ///
    /// [`RetryAfter`]: the wait until the period ends. A session may start sooner if enough of
    /// those that wait are verified.
    #[doc(alias = "check")]
    pub fn allows(&self, now: Timestamp, limit: ConversionLimit) -> Result<(), RetryAfter> {
        let started = limit.count(now, self.started);
        let verified = limit.count(now, self.verified);
        let enough = u64::from(limit.percent).saturating_mul(started);
        // The greatest count may stem from a clock that was ahead: it tells nothing.
        let is_known = u64::from(limit.starts()) <= started && started < GREATEST_COUNT;
        if !is_known || verified.saturating_mul(100) >= enough {
            return Ok(());
        }
        let next = limit.period_of(now).saturating_add(1).saturating_mul(limit.millis());
        Err(RetryAfter { millis: next.saturating_sub(now.as_unix_millis()).max(1) })
    }

    /// Counts a session that has started.
    pub fn record_start(&mut self, now: Timestamp, limit: ConversionLimit) {
        self.started = limit.raised(now, self.started);
    }

    /// Counts a session that was verified, once.
    pub fn record_verified(&mut self, now: Timestamp, limit: ConversionLimit) {
        self.verified = limit.raised(now, self.verified);
    }
}

/// When a [`Conversion`] makes new sessions wait: a share, from how many starts on it counts, and
/// the period.
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::ConversionLimit;
///
/// // Once 20 were started within an hour, a quarter must be verified.
/// let limit = ConversionLimit::new(25, 20, Duration::from_secs(3600))?;
/// assert_eq!((limit.percent(), limit.starts()), (25, 20));
/// # Ok::<(), verify_core::limit::ConversionLimitError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConversionLimit {
    starts: NonZeroU32,
    period_millis: NonZeroU32,
    percent: u8,
}

/// A counter holds the number of its period above this bit, and below it a count.
const COUNT_BITS: u32 = 26;

/// Where a count stops.
const GREATEST_COUNT: u64 = (1 << COUNT_BITS) - 1;

const FIFTY: NonZeroU32 = NonZeroU32::MIN.saturating_add(49);
const DAY: NonZeroU32 = NonZeroU32::MIN.saturating_add(86_400_000 - 1);

/// How many units a period takes in a counter.
const UNITS: NonZeroU32 = NonZeroU32::MIN.saturating_add((1 << COUNT_BITS) - 1);

/// Periods of an hour and more keep the counters below 2⁵³ until the end of time.
const SHORTEST_PERIOD: u32 = 3_600_000;
const _: () =
    assert!(Timestamp::MAX.as_unix_millis() / SHORTEST_PERIOD as u64 + 1 < 1 << (53 - COUNT_BITS),);

impl ConversionLimit {
    /// A tenth within 24 hours, once 50 were started.
    const DEFAULT: Self = Self { starts: FIFTY, period_millis: DAY, percent: 10 };

    /// Makes sessions wait while fewer than `percent` of those that were started in a `period` were
    /// verified, once there are `starts` of them.
    ///
    /// # Errors
    ///
    /// [`ConversionLimitError`] unless there are 1 to 100 percent of 1 to 1000000 starts, and the
    /// period is a whole number of milliseconds from 3600000 (an hour) to 4294967295 (49.7 days).
    pub const fn new(
        percent: u8,
        starts: u32,
        period: Duration,
    ) -> Result<Self, ConversionLimitError> {
        if percent == 0 || percent > 100 {
            return Err(ConversionLimitError::Percent { found: percent });
        }
        let starts = match NonZeroU32::new(starts) {
            Some(least) if starts <= 1_000_000 => least,
            _ => return Err(ConversionLimitError::Starts { found: starts }),
        };
        let millis = whole_millis(period);
        let is_whole = period.subsec_nanos().is_multiple_of(1_000_000);
        if !is_whole || millis < SHORTEST_PERIOD as u64 || millis > u32::MAX as u64 {
            return Err(ConversionLimitError::Period { found: period });
        }
        #[expect(clippy::cast_possible_truncation, reason = "compared with u32::MAX above")]
        let Some(period_millis) = NonZeroU32::new(millis as u32) else {
            return Err(ConversionLimitError::Period { found: period });
        };
        Ok(Self { starts, period_millis, percent })
    }

    /// Returns the share that must be verified, in percent: 1 to 100.
    #[must_use]
    pub const fn percent(self) -> u8 {
        self.percent
    }

    /// Returns how many starts of a period are let through whatever becomes of them.
    #[must_use]
    pub const fn starts(self) -> u32 {
        self.starts.get()
    }

    /// Returns the period with which both counts begin anew.
    #[must_use]
    pub const fn period(self) -> Duration {
        Duration::from_millis(self.period_millis.get() as u64)
    }

    /// Returns how either counter is raised at `now`: a step that is never refused.
    ///
    /// The store needs no expectation about a counter. Raise the one when a session starts, the
    /// other when it is verified; read both for [`Conversion::from_counters`].
    #[must_use]
    pub const fn raise(self, now: Timestamp) -> Raise {
        let floor = self.period_of(now) << COUNT_BITS;
        Raise::window(floor, GREATEST_COUNT, UNITS, self.period_millis)
    }

    /// Returns the value of a counter after one more.
    fn raised(self, now: Timestamp, counter: u64) -> u64 {
        match self.raise(now).apply(counter) {
            Ok(value) | Err((value, _)) => value,
        }
    }

    /// Returns what a counter has counted in the period of `now`; one of another period has counted
    /// nothing.
    const fn count(self, now: Timestamp, counter: u64) -> u64 {
        if counter >> COUNT_BITS == self.period_of(now) { counter & GREATEST_COUNT } else { 0 }
    }

    /// Returns the number of the period that `now` is in.
    const fn period_of(self, now: Timestamp) -> u64 {
        match now.as_unix_millis().checked_div(self.millis()) {
            Some(number) => number,
            None => 0, // never: the period is not zero
        }
    }

    const fn millis(self) -> u64 {
        self.period_millis.get() as u64
    }
}

/// A tenth within 24 hours, once 50 were started.
impl Default for ConversionLimit {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Why three values are not a [`ConversionLimit`].
///
/// ```
/// use core::time::Duration;
/// use verify_core::limit::{ConversionLimit, ConversionLimitError};
///
/// let error = ConversionLimit::new(0, 50, Duration::from_secs(86_400)).unwrap_err();
/// assert_eq!(error, ConversionLimitError::Percent { found: 0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConversionLimitError {
    /// The share is 0, or more than 100 percent.
    Percent {
        /// The share.
        found: u8,
    },
    /// The number of starts is 0, or too large.
    Starts {
        /// The number.
        found: u32,
    },
    /// The period is too short, too long, or not a whole number of milliseconds.
    Period {
        /// The period.
        found: Duration,
    },
}

impl fmt::Display for ConversionLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("conversion limit: expected ")?;
        match self {
            Self::Percent { found } => write!(f, "a share of 1 to 100 percent, found {found}"),
            Self::Starts { found } => write!(f, "1 to 1000000 starts, found {found}"),
            Self::Period { found } => write!(
                f,
                "a period of 3600000 (an hour) to 4294967295 whole milliseconds (49.7 days), \
                 found {found:?}"
            ),
        }
    }
}

impl core::error::Error for ConversionLimitError {}

//! Instants as the caller's clock gives them, and as a response writes them.
//!
//! Law: a [`Timestamp`] is a whole millisecond from 1970 to the end of 9999 (UTC), so that each has
//! an RFC 3339 text of 24 characters. Arithmetic stops at either end instead of wrapping or
//! panicking. Nothing here reads a clock.
//!
//! ```
//! use core::time::Duration;
//! use std::time::SystemTime;
//! use verify_core::time::Timestamp;
//!
//! let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?; // from the system's clock
//! assert!(now < Timestamp::MAX);
//!
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // from any other clock
//! let expires_at = now.saturating_add(Duration::from_secs(300));
//! assert_eq!(expires_at.to_string(), "2025-12-18T05:59:54.090Z");
//! assert_eq!(expires_at.saturating_duration_since(now), Duration::from_secs(300));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

use core::fmt;
use core::time::Duration;

const MILLIS_PER_DAY: u64 = 86_400_000;

/// A whole millisecond of UTC (without leap seconds), from 1970-01-01T00:00:00.000Z to
/// 9999-12-31T23:59:59.999Z.
///
/// `Display` and `Debug` write RFC 3339 with three decimals, always 24 characters:
/// `2025-12-18T05:59:54.090Z`.
///
/// This crate reads no clock: with `std`, the present time comes from `SystemTime`, without it from
/// a real-time clock or from the network.
///
/// ```
/// use std::time::SystemTime;
/// use verify_core::time::Timestamp;
///
/// fn now() -> Result<Timestamp, Box<dyn core::error::Error>> {
///     Ok(SystemTime::UNIX_EPOCH.elapsed()?.try_into()?)
/// }
/// # assert!(now()? > Timestamp::from_unix_millis(1_766_037_294_090)?);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "now")]
#[doc(alias = "clock")]
#[doc(alias = "SystemTime")]
#[doc(alias = "Instant")]
#[doc(alias = "RFC 3339")]
#[doc(alias = "ISO 8601")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// 1970-01-01T00:00:00.000Z, the earliest instant.
    pub const UNIX_EPOCH: Self = Self(0);

    /// 9999-12-31T23:59:59.999Z, the latest instant: RFC 3339 has four digits for the year.
    pub const MAX: Self = Self(253_402_300_799_999);

    /// Takes the number of milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`TimestampError`] past [`Timestamp::MAX`], where a present time in microseconds or
    /// nanoseconds would be.
    pub const fn from_unix_millis(millis: u64) -> Result<Self, TimestampError> {
        if millis > Self::MAX.0 {
            return Err(TimestampError { found: millis });
        }
        Ok(Self(millis))
    }

    /// Returns the number of milliseconds since 1970-01-01T00:00:00Z, at most 253402300799999.
    #[must_use]
    pub const fn as_unix_millis(self) -> u64 {
        self.0
    }

    /// Returns the instant that is later by `duration`, at most [`Timestamp::MAX`]. A fraction of a
    /// millisecond is dropped.
    #[must_use]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub const fn saturating_add(self, duration: Duration) -> Self {
        self.saturating_add_millis(whole_millis(duration))
    }

    /// Returns the instant that is later by that many milliseconds, at most [`Timestamp::MAX`].
    pub(crate) const fn saturating_add_millis(self, millis: u64) -> Self {
        let millis = self.0.saturating_add(millis);
        if millis > Self::MAX.0 { Self::MAX } else { Self(millis) }
    }

    /// Returns the instant that is earlier by `duration`, at least [`Timestamp::UNIX_EPOCH`]. A
    /// fraction of a millisecond is dropped.
    #[must_use]
    pub const fn saturating_sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(whole_millis(duration)))
    }

    /// Returns the time from `earlier` to this instant, or zero if `earlier` is not earlier.
    #[must_use]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub const fn saturating_duration_since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// Returns the text of RFC 3339, section 5.6: `2025-12-18T05:59:54.090Z`.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the day is at most 2_932_896, the milliseconds in it are below 86_400_000"
    )]
    pub(crate) const fn rfc3339(self) -> [u8; 24] {
        let (year, month, day) = civil((self.0 / MILLIS_PER_DAY) as u32);
        let millis = (self.0 % MILLIS_PER_DAY) as u32;
        let seconds = millis / 1000;

        let [c1, c2] = two_digits(year / 100);
        let [y1, y2] = two_digits(year);
        let [mo1, mo2] = two_digits(month);
        let [d1, d2] = two_digits(day);
        let [h1, h2] = two_digits(seconds / 3600);
        let [mi1, mi2] = two_digits(seconds / 60 % 60);
        let [s1, s2] = two_digits(seconds % 60);
        let [f1, f2] = two_digits(millis % 1000 / 10);
        let [_, f3] = two_digits(millis);
        [
            c1, c2, y1, y2, b'-', mo1, mo2, b'-', d1, d2, b'T', // date
            h1, h2, b':', mi1, mi2, b':', s1, s2, b'.', f1, f2, f3, b'Z', // time
        ]
    }
}

/// Takes the time since the Unix epoch, such as `SystemTime::UNIX_EPOCH.elapsed()?`. A fraction of
/// a millisecond is dropped.
impl TryFrom<Duration> for Timestamp {
    type Error = TimestampError;

    fn try_from(since_unix_epoch: Duration) -> Result<Self, TimestampError> {
        Self::from_unix_millis(whole_millis(since_unix_epoch))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(core::str::from_utf8(&self.rfc3339()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An instant is later than [`Timestamp::MAX`].
///
/// ```
/// use verify_core::time::Timestamp;
///
/// let in_microseconds = 1_766_037_294_090_000;
/// let error = Timestamp::from_unix_millis(in_microseconds).unwrap_err();
/// assert_eq!(error.found(), in_microseconds);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError {
    found: u64,
}

impl TimestampError {
    /// Returns what was refused, as milliseconds since 1970: `u64::MAX` if there were more.
    #[must_use]
    pub const fn found(self) -> u64 {
        self.found
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (max, found) = (Timestamp::MAX.0, self.found);
        write!(f, "time out of range: expected milliseconds since 1970, ")?;
        write!(f, "at most {max} (year 9999), found {found}")
    }
}

impl core::error::Error for TimestampError {}

/// Returns `Duration::as_millis` in 64 bits instead of 128, at most `u64::MAX`.
pub(crate) const fn whole_millis(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1000).saturating_add(duration.subsec_millis() as u64)
}

/// Returns the last two decimal digits.
const fn two_digits(n: u32) -> [u8; 2] {
    let n = (n % 100) as u8;
    [b'0' | (n / 10), b'0' | (n % 10)]
}

/// Returns the year, the month and the day of the month of a day, counted since 1970-01-01.
///
/// Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms"
/// (2023): years begin in March, so that the leap day comes last, and every division is by a
/// constant.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "day <= 2_932_896 by Timestamp::MAX: the u32 values stay below 2^24, the u64 values \
              below 2^39, and tests/time goes through every day with overflow checks on"
)]
#[expect(clippy::cast_possible_truncation, reason = "only the low half of the product is wanted")]
const fn civil(day: u32) -> (u32, u32, u32) {
    // Days since 0000-03-01, four to each: the century, then the year in it, then the month.
    let n = 4 * (day + 719_468) + 3;
    let century = n / 146_097;

    let product = 2_939_745 * ((n % 146_097) | 3) as u64;
    let year = 100 * century + (product >> 32) as u32;
    let day_of_year = product as u32 / 2_939_745 / 4;

    let n = 2_141 * day_of_year + 197_913;
    let (month, day) = (n >> 16, n % 65_536 / 2_141 + 1);
    if day_of_year < 306 { (year, month, day) } else { (year + 1, month - 12, day) }
}

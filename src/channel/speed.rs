//! [`Speed`]: how fast a voice speaks.

use core::fmt;
use core::str::FromStr;

/// How fast a voice speaks: 0.5 to 2 times its usual speed, in steps of a tenth; by default 0.8.
///
/// It is made of what a caller has: tenths, an `f64`, an `f32`, or a text.
///
/// ```
/// use verify_core::channel::Speed;
///
/// let speed = Speed::from_tenths(12)?;
/// assert_eq!(Speed::try_from(1.2), Ok(speed));
/// assert_eq!(Speed::try_from(1.2_f32), Ok(speed));
/// assert_eq!(Speed::parse("1.2"), Ok(speed));
/// assert_eq!((speed.to_string(), speed.tenths()), ("1.2".to_string(), 12));
/// # Ok::<(), verify_core::channel::SpeedError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speed(u8);

impl Speed {
    /// The slowest: 0.5.
    pub const MIN: Self = Self(5);
    /// The fastest: 2.
    pub const MAX: Self = Self(20);

    /// Makes a speed of tenths: of 8 for 0.8.
    ///
    /// # Errors
    /// [`SpeedError`] below 5 and above 20.
    pub const fn from_tenths(tenths: u8) -> Result<Self, SpeedError> {
        match tenths {
            0..5 => Err(SpeedError::TooSlow),
            5..=20 => Ok(Self(tenths)),
            21.. => Err(SpeedError::TooFast),
        }
    }

    /// Reads a decimal number without sign and exponent: `0.8`, `1`, `2.00`.
    ///
    /// # Errors
    /// The text is not such a number, or the number is not a speed.
    pub fn parse(text: &str) -> Result<Self, SpeedError> {
        let (whole, fraction) = match text.bytes().position(|byte| byte == b'.') {
            Some(point) => text.split_at_checked(point).unwrap_or_default(),
            None => (text, ".0"),
        };
        let fraction = fraction.strip_prefix('.').unwrap_or_default();
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(SpeedError::NotANumber);
        }
        let Some((tenths, finer)) = fraction.as_bytes().split_first() else {
            return Err(SpeedError::NotANumber);
        };
        let tenths = match whole.trim_start_matches('0') {
            "" => tenths & 0xF,
            "1" => (tenths & 0xF).saturating_add(10),
            "2" => (tenths & 0xF).saturating_add(20),
            _ => return Err(SpeedError::TooFast),
        };
        let speed = Self::from_tenths(tenths)?;
        if finer.iter().all(|digit| *digit == b'0') {
            Ok(speed)
        } else if speed == Self::MAX {
            Err(SpeedError::TooFast)
        } else {
            Err(SpeedError::NotTenths)
        }
    }

    /// Returns the speed in tenths: 5 to 20.
    #[must_use]
    pub const fn tenths(self) -> u8 {
        self.0
    }

    /// Returns the speed as a number: 0.5 to 2.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// Reads a whole number of tenths: 0.8, 1 and 2.0 are speeds; 0.75 and NaN are not.
///
/// Most tenths have no exact binary fraction. So the `f64` nearest to a tenth stands for it, and so
/// does the nearest `f32`, which a client that calculates in single precision sends:
/// 0.800000011920929 is read as 0.8.
impl TryFrom<f64> for Speed {
    type Error = SpeedError;

    fn try_from(speed: f64) -> Result<Self, SpeedError> {
        if speed < Self::MIN.as_f64() {
            return Err(SpeedError::TooSlow);
        }
        if speed > Self::MAX.as_f64() {
            return Err(SpeedError::TooFast);
        }
        let is_speed = |tenths: &u8| {
            let double = Self(*tenths).as_f64();
            let single = f64::from(f32::from(*tenths) / 10.0);
            speed.to_bits() == double.to_bits() || speed.to_bits() == single.to_bits()
        };
        (Self::MIN.0..=Self::MAX.0).find(is_speed).map(Self).ok_or(SpeedError::NotTenths)
    }
}

/// Reads the `f32` nearest to a tenth.
impl TryFrom<f32> for Speed {
    type Error = SpeedError;

    fn try_from(speed: f32) -> Result<Self, SpeedError> {
        f64::from(speed).try_into()
    }
}

/// As [`Speed::parse`].
impl FromStr for Speed {
    type Err = SpeedError;

    fn from_str(text: &str) -> Result<Self, SpeedError> {
        Self::parse(text)
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self(8)
    }
}

/// Writes the speed as JSON writes a number: `0.8`, `1`, `1.2`.
impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_f64(), f)
    }
}

/// Why a number or a text is not a [`Speed`].
///
/// ```
/// use verify_core::channel::{Speed, SpeedError};
///
/// assert_eq!(Speed::try_from(0.75), Err(SpeedError::NotTenths));
/// assert_eq!(
///     Speed::try_from(3.0_f64).unwrap_err().to_string(),
///     "expected a speed from 0.5 to 2 in tenths, found more",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpeedError {
    /// It is less than 0.5.
    TooSlow,
    /// It is more than 2.
    TooFast,
    /// It is within the bounds, but not a whole number of tenths; or it is NaN.
    NotTenths,
    /// The text is not a number.
    NotANumber,
}

impl fmt::Display for SpeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a speed from 0.5 to 2 in tenths, found ")?;
        f.write_str(match self {
            Self::TooSlow => "less",
            Self::TooFast => "more",
            Self::NotTenths => "a finer one",
            Self::NotANumber => "text that is not a number",
        })
    }
}

impl core::error::Error for SpeedError {}

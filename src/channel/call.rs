//! [`Call`]: how a voice reads the code out.

use core::fmt;

use super::{Language, Line};
use crate::bounded::bounded;
use crate::phone::PhoneNumber;

/// What a voice call needs: `call` of a request, and its `language`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Call<'a> {
    /// The number that the phone shows as the caller; by default the voice provider's.
    pub source: Option<PhoneNumber>,
    /// The language of the voice; by default `en-US`.
    pub language: Language,
    /// The voice; by default one of the language.
    pub voice_profile: Option<VoiceProfile<'a>>,
    /// How fast it speaks; by default 0.8.
    pub speed: Speed,
    /// How often it reads the text; by default twice.
    pub repetition: Repetition,
}

/// The name of a voice, out of the voice provider's list: at most 50 characters.
pub type VoiceProfile<'a> = Line<'a, 50>;

/// How fast a voice speaks: 0.5 to 2 times its usual speed, in steps of a tenth; by default 0.8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speed(u8);

impl Speed {
    /// The slowest: 0.5.
    pub const MIN: Self = Self(5);
    /// The fastest: 2.
    pub const MAX: Self = Self(20);

    /// A speed of so many tenths: 8 for 0.8.
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

    /// The speed in tenths: 5 to 20.
    #[must_use]
    pub const fn tenths(self) -> u8 {
        self.0
    }

    /// The speed as a number: 0.5 to 2.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// Reads the number that a tenth is written as, exactly: 0.8, 1 and 2.0 are speeds, 0.75 and NaN
/// are none.
///
/// A tenth is no binary fraction, so the nearest `f64` to it is taken, and the nearest `f32`, as of
/// a client that reckons in single precision: 0.800000011920929 is 0.8 too.
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

impl Default for Speed {
    fn default() -> Self {
        Self(8)
    }
}

/// `0.8`, `1`, `1.2`: as a JSON number is written.
impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_f64(), f)
    }
}

/// Why a number is no [`Speed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpeedError {
    /// It is less than 0.5.
    TooSlow,
    /// It is more than 2.
    TooFast,
    /// It is no whole number of tenths.
    NotTenths,
}

impl fmt::Display for SpeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match self {
            Self::TooSlow => "less",
            Self::TooFast => "more",
            Self::NotTenths => "a finer one",
        };
        write!(f, "expected a speed from 0.5 to 2 in tenths, found {found}")
    }
}

impl core::error::Error for SpeedError {}

bounded! {
    /// How often a voice reads the text: 1 to 3 times, by default twice.
    ///
    /// ```
    /// use verify_core::channel::Repetition;
    ///
    /// assert_eq!(Repetition::try_from(3), Ok(Repetition::MAX));
    /// assert_eq!(Repetition::default().get(), 2);
    /// ```
    pub struct Repetition(u8);

    /// A number of times is not a [`Repetition`].
    ///
    /// ```
    /// use verify_core::channel::Repetition;
    ///
    /// let error = Repetition::new(4).unwrap_err();
    /// assert_eq!(error.to_string(), "expected a text to be read 1 to 3 times, found 4");
    /// ```
    pub struct RepetitionError { found: u8 }

    new(times: u8) keeps times, refuses times;
    get() -> u8, a number of "times";
    1 to 3, by default 2;
    expected "a text to be read 1 to 3 times";
}

//! What digits are read as: a number, or the reason why they are refused.

use core::num::NonZeroU64;

use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;

/// An E.164 number or the reason of a refusal, in one integer, which is passed in registers.
///
/// A number is packed as [`Digits::packed`] does it: its first digit stands on top and is not 0.
/// Where the top is 0, the low bytes hold the reason: which one, the row of a country, and a length
/// or a calling code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading(u64);

impl Reading {
    /// Nothing was read.
    pub(super) const NONE: Self = Self(0);
    /// The digits begin with no calling code.
    pub(super) const UNKNOWN_CODE: Self = Self(1);
    /// The number is national, and no country was given.
    pub(super) const MISSING_COUNTRY: Self = Self(2);
    /// More than one number is possible.
    pub(super) const AMBIGUOUS: Self = Self(3);
    const NO_COUNTRY: u8 = 4;
    const SECOND_PREFIX: u8 = 5;
    const CARRIER_PREFIX: u8 = 6;
    const LENGTH: u8 = 7;

    /// Makes a number.
    #[inline]
    pub(super) const fn number(e164: NonZeroU64) -> Self {
        Self(e164.get())
    }

    /// Makes the number of at most fifteen digits.
    #[cfg(any(test, target_pointer_width = "64"))]
    #[inline]
    pub(super) const fn of(digits: Digits) -> Self {
        Self(digits.bits())
    }

    /// Refuses digits behind the calling code of a service or of satellites, in BCD.
    pub(super) const fn no_country(code: u16) -> Self {
        Self::refused(Self::NO_COUNTRY, Country::row(0), code)
    }

    /// Refuses a number with one more prefix in front.
    pub(super) const fn second_prefix(country: Country) -> Self {
        Self::refused(Self::SECOND_PREFIX, country, 0)
    }

    /// Refuses a number with a carrier's digits in front.
    pub(super) const fn carrier_prefix(country: Country) -> Self {
        Self::refused(Self::CARRIER_PREFIX, country, 0)
    }

    /// Refuses a number of a length that the country does not have. At most 64 digits were found.
    pub(super) fn length(country: Country, found: u32) -> Self {
        Self::refused(Self::LENGTH, country, u16::try_from(found).unwrap_or(u16::MAX))
    }

    const fn refused(why: u8, country: Country, value: u16) -> Self {
        let [low, high] = value.to_le_bytes();
        Self(u32::from_le_bytes([why, country.index(), low, high]) as u64)
    }

    /// Whether a number was read.
    #[inline]
    pub(super) const fn is_number(self) -> bool {
        self.0 >> 60 != 0
    }

    /// Returns the digits of the number.
    #[inline]
    pub(super) fn e164(self) -> Digits {
        Digits::unpacked(self.0)
    }

    /// Returns the number, or why it is refused: the number's first digit stood at `position`.
    #[inline]
    pub(super) fn result(self, position: impl FnOnce() -> usize) -> Result<NonZeroU64, ParseError> {
        match NonZeroU64::new(self.0) {
            Some(e164) if self.is_number() => Ok(e164),
            _ => Err(self.error(position())),
        }
    }

    #[cold]
    #[inline(never)]
    fn error(self, position: usize) -> ParseError {
        let [why, row, low, high, ..] = self.0.to_le_bytes();
        let country = Country::row(row);
        let value = u16::from_le_bytes([low, high]);
        match why {
            0 => ParseError::NoDigits,
            1 => ParseError::UnknownCallingCode { position },
            2 => ParseError::MissingCountry,
            3 => ParseError::Ambiguous,
            Self::NO_COUNTRY => {
                ParseError::NoCountry { code: Digits::value_of_short(value), position }
            }
            Self::SECOND_PREFIX => ParseError::SecondPrefix { country },
            Self::CARRIER_PREFIX => ParseError::CarrierPrefix { country },
            _ => ParseError::Length { country, found: low },
        }
    }
}

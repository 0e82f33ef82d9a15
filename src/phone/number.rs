//! A phone number, and how it shows.

use core::fmt;
use core::num::NonZeroU64;
use core::str::FromStr;

#[cfg(feature = "kinds")]
use super::assigned::read_assigned;
use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;
#[cfg(feature = "kinds")]
use super::kind::Kind;
#[cfg(not(target_pointer_width = "64"))]
use super::plain::read;
#[cfg(target_pointer_width = "64")]
use super::quick::read;
use super::shared::country_of;

/// An international phone number (ITU-T E.164): 7 to 15 digits that begin with a calling code.
///
/// Eight bytes. Numbers are in the order of their texts. `Debug` shows them masked.
///
/// ```
/// use verify_core::phone::{Country, PhoneNumber};
///
/// let number = PhoneNumber::parse("08765 4321", Some(Country::SG))?;
/// assert_eq!(number.to_string(), "+6587654321");
/// assert_eq!(format!("{number:#}"), "6587654321");
/// assert_eq!(number, "tel:+65-8765-4321".parse()?);
/// assert_eq!(number.masked().to_string(), "+65******21");
/// # Ok::<(), verify_core::phone::ParseError>(())
/// ```
#[doc(alias = "MSISDN")]
#[doc(alias = "E.164")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber {
    /// Up to 15 digits of four bits each, the first one on top, zeros behind the last. The last
    /// four bits say how many there are.
    digits: [u8; 8],
}

impl PhoneNumber {
    /// Parses what a person typed within `country`, or anywhere if that is `None`.
    ///
    /// Spaces, brackets, dashes, dots and slashes are skipped, digits of any script are read, and a
    /// label may stand in front of a `+` (`Tel. +49 …`). A number is read
    ///
    /// - behind a `+`, as an international one;
    /// - in a country, behind one of its international prefixes or `00`, as an international one;
    /// - in a country, as a national one, or as an international one without its `+` that begins
    ///   with the country's own calling code: where both are possible, the one that has the length
    ///   of a mobile number;
    /// - without a country, as an international one behind `00`, or without its `+`, if it then has
    ///   the length of a mobile number.
    ///
    /// Give a country wherever you know one: `11 95555 1234` is a mobile number of São Paulo in
    /// Brazil, and without a country +1 195 555 1234.
    ///
    /// # Errors
    /// The first character that phone numbers do not have, or why the digits make no number or more
    /// than one: see [`ParseError`]. No error holds a digit of the number.
    pub fn parse(text: &str, country: Option<Country>) -> Result<Self, ParseError> {
        read(text, country).map(Self::of_packed)
    }

    /// Parses as [`parse`](Self::parse) does, but only to a number in use.
    ///
    /// Where a text may be read in more than one way, the readings that are in no range of their
    /// country take no part. Those that may receive an SMS go before others. This finds most
    /// numbers in which a digit is missing, but refuses those of a range that was put in use after
    /// the metadata ([`METADATA`](super::METADATA)).
    ///
    /// ```
    /// use verify_core::phone::{Country, ParseError, PhoneNumber};
    ///
    /// let number = PhoneNumber::parse_assigned("07400 123456", Some(Country::GB))?;
    /// assert_eq!(number.to_string(), "+447400123456");
    /// let refused = PhoneNumber::parse_assigned("+1 (987) 654-3210", None);
    /// assert_eq!(refused, Err(ParseError::Unassigned));
    /// # Ok::<(), ParseError>(())
    /// ```
    ///
    /// # Errors
    /// As `parse`, and [`ParseError::Unassigned`] if no reading is a number in use.
    #[cfg(feature = "kinds")]
    pub fn parse_assigned(text: &str, country: Option<Country>) -> Result<Self, ParseError> {
        read_assigned(text, country).map(Self::of_packed)
    }

    /// Returns the country that the number is in: of those that share its calling code, the one
    /// whose ranges it is in (libphonenumber's metadata), or the main one if it is in no range.
    ///
    /// ```
    /// use verify_core::phone::{Country, PhoneNumber};
    ///
    /// let number = PhoneNumber::parse("+1 876 210 1234", Some(Country::GB))?;
    /// assert_eq!(number.country(), Country::JM);
    /// # Ok::<(), verify_core::phone::ParseError>(())
    /// ```
    #[must_use]
    pub fn country(self) -> Country {
        // A number begins with a calling code.
        country_of(self.e164()).unwrap_or(Country::US)
    }

    /// Returns the country's calling code: `44` for `+447400123456`.
    #[must_use]
    pub fn calling_code(self) -> u16 {
        self.main_country().calling_code()
    }

    /// Returns what kind of line the number is.
    #[cfg(feature = "kinds")]
    #[must_use]
    pub fn kind(self) -> Kind {
        Kind::of(self.e164())
    }

    /// Returns the digits as one integer: `447400123456` for `+447400123456`. No E.164 number
    /// begins with 0, so none is lost.
    #[must_use]
    pub fn to_u64(self) -> u64 {
        self.e164().value()
    }

    /// Returns the number as a log may show it, with all digits hidden but the calling code and the
    /// last two: `+44********56`.
    #[doc(alias = "mask")]
    #[doc(alias = "redact")]
    #[must_use]
    pub const fn masked(self) -> Masked {
        Masked(self)
    }

    /// Returns the digits, four bits each from the top; the last four bits say how many there are.
    /// Each number has a value of its own.
    pub(crate) const fn packed(self) -> u64 {
        u64::from_be_bytes(self.digits)
    }

    /// Restores a number from [`to_u64`](Self::to_u64): 7 to 15 digits that begin with a calling
    /// code. Nothing is stripped or judged again, since the plan may have changed in the meantime.
    pub(crate) fn from_stored(e164: u64) -> Option<Self> {
        let digits = Digits::of_number(e164)?;
        Country::of_leading_digits(digits)?;
        digits.packed().filter(|_| digits.len >= 7).map(Self::of_packed)
    }

    /// Makes a number of 7 to 15 packed digits, which begin with a calling code.
    #[inline]
    const fn of_packed(e164: NonZeroU64) -> Self {
        Self { digits: e164.get().to_be_bytes() }
    }

    fn e164(self) -> Digits {
        Digits::unpacked(self.packed())
    }

    /// Returns the main country of the calling code.
    pub(crate) fn main_country(self) -> Country {
        // A number begins with a calling code.
        Country::of_leading_digits(self.e164()).unwrap_or(Country::US)
    }

    /// Returns the digits in ASCII, without `+`.
    pub(crate) fn decimal(self) -> heapless::Vec<u8, 15> {
        let Digits { mut high, len } = self.e164();
        let mut text = heapless::Vec::new();
        for _ in 0..len {
            let [first, ..] = high.to_be_bytes();
            _ = text.push(first >> 4 | b'0');
            high <<= 4;
        }
        text
    }

    /// Returns `+` and the digits, as a log may show them or in full.
    fn text(self, is_masked: bool) -> heapless::Vec<u8, 16> {
        let mut text = heapless::Vec::new();
        // A `+` and 15 digits fit. `collect` would link in a panic for when they do not.
        _ = text.push(b'+');
        let hidden = self.main_country().code_digits().len..self.e164().len.saturating_sub(2);
        for (place, digit) in (0..).zip(&self.decimal()) {
            let is_hidden = is_masked && hidden.contains(&place);
            _ = text.push(if is_hidden { b'*' } else { *digit });
        }
        text
    }
}

/// As [`PhoneNumber::parse`], without a country.
impl FromStr for PhoneNumber {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text, None)
    }
}

/// Shows `+19876543210`, or with `{:#}` the digits alone: `19876543210`.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text(false);
        let text = if f.alternate() { text.get(1..) } else { Some(&*text) };
        f.pad(shown(text))
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

/// A number as a log may show it, made by [`PhoneNumber::masked`].
///
/// ```
/// let number: verify_core::phone::PhoneNumber = "+1 (987) 654-3210".parse()?;
/// assert_eq!(format!("code sent to {}", number.masked()), "code sent to +1********10");
/// # Ok::<(), verify_core::phone::ParseError>(())
/// ```
#[doc(alias = "redacted")]
#[derive(Clone, Copy)]
pub struct Masked(PhoneNumber);

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(shown(Some(&self.0.text(true))))
    }
}

/// Returns what [`PhoneNumber::text`] holds, which is ASCII.
fn shown(text: Option<&[u8]>) -> &str {
    text.and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
}

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

//! A phone number, and how it shows.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;
use super::read::read;

/// An international phone number (ITU-T E.164): 7 to 15 digits that begin with a calling code.
///
/// Nine bytes. Equality, order and hash look at the digits alone: the same digits are the same
/// destination, whatever country was given with them. Numbers are in the order of their texts.
/// `Debug` shows them masked.
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
#[derive(Clone, Copy)]
pub struct PhoneNumber {
    /// Up to 15 digits of four bits each, the first one on top, zeros behind the last. The last
    /// four bits say how many there are.
    digits: [u8; 8],
    country: Country,
}

impl PhoneNumber {
    /// Parses what a person typed within `country`, or anywhere if that is `None`.
    ///
    /// Spaces, brackets, dashes, dots and slashes are skipped, and digits of any script are read.
    /// A number that leads with `+` or `00` (in North America also `011`) is international. Any
    /// other is national, or international without its `+`, if a country is given. Without a
    /// country it is international.
    ///
    /// # Errors
    /// The first character that phone numbers do not have, or why the digits make no number: see
    /// [`ParseError`]. No error holds a digit of the number.
    pub fn parse(text: &str, country: Option<Country>) -> Result<Self, ParseError> {
        let (e164, country) = read(text, country)?;
        Ok(Self::new(e164, country))
    }

    /// Returns the country that was given to [`parse`](Self::parse), if it has the number's calling
    /// code, or else the main country of the calling code: `+1` alone does not tell Canada from the
    /// United States.
    ///
    /// As this depends on what was given, key a rate limit with
    /// [`calling_code`](Self::calling_code) instead.
    #[must_use]
    pub const fn country(self) -> Country {
        self.country
    }

    /// Returns the country's calling code: `44` for `+447400123456`.
    #[must_use]
    pub fn calling_code(self) -> u16 {
        self.country().calling_code()
    }

    /// Returns the digits as one integer: `447400123456` for `+447400123456`. No E.164 number
    /// begins with 0, so none is lost.
    #[must_use]
    pub fn to_u64(self) -> u64 {
        self.digits().fold(0, |value, digit| value.wrapping_mul(10).wrapping_add(digit.into()))
    }

    /// Returns the number as a log may show it, with all digits hidden but the calling code and the
    /// last two: `+44********56`.
    #[doc(alias = "mask")]
    #[doc(alias = "redact")]
    #[must_use]
    pub const fn masked(self) -> Masked {
        Masked(self)
    }

    /// The digits, four bits each from the top; the last four bits say how many there are. Each
    /// number has a value of its own.
    pub(crate) const fn packed(self) -> u64 {
        u64::from_be_bytes(self.digits)
    }

    /// Restores a number from [`to_u64`](Self::to_u64) and [`country`](Self::country): 7 to 15
    /// digits that begin with the country's calling code. Nothing is stripped or judged again,
    /// since the plan may have changed in the meantime.
    pub(crate) fn from_stored(e164: u64, country: Country) -> Option<Self> {
        let digits = Digits::of_number(e164)?;
        digits.after(country.code_digits())?;
        (digits.len >= 7).then(|| Self::new(digits, country))
    }

    /// `e164` has 7 to 15 digits, which begin with the calling code of `country`.
    fn new(e164: Digits, country: Country) -> Self {
        Self { digits: (e164.high | u64::from(e164.len)).to_be_bytes(), country }
    }

    /// The values of the digits.
    fn digits(self) -> impl Iterator<Item = u8> {
        let [.., last] = self.digits;
        let pairs = self.digits.into_iter().flat_map(|pair| [pair >> 4, pair & 0xF]);
        pairs.take(usize::from(last & 0xF))
    }

    /// `+` and the digits.
    fn text(self) -> heapless::String<16> {
        let mut text = heapless::String::new();
        // A `+` and 15 digits fit. `collect` would link in a panic for when they do not.
        _ = text.push('+');
        self.digits().for_each(|digit| _ = text.push(char::from(digit | b'0')));
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
        let text = self.text();
        f.pad(if f.alternate() { text.trim_start_matches('+') } else { &text })
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

impl PartialEq for PhoneNumber {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for PhoneNumber {}

impl Hash for PhoneNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digits.hash(state);
    }
}

impl PartialOrd for PhoneNumber {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PhoneNumber {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.digits.cmp(&other.digits)
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
        let number = self.0.text();
        let calling_code = usize::try_from(self.0.country.code_digits().len).unwrap_or_default();
        let shown_from = number.len().saturating_sub(2);
        let mut text = heapless::String::<16>::new();
        for (index, character) in number.char_indices() {
            let shown = index <= calling_code || index >= shown_from;
            // The text is as long as the number, which fits.
            let _ = text.push(if shown { character } else { '*' });
        }
        f.pad(&text)
    }
}

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

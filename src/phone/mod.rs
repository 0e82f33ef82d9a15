//! Phone numbers: from what people type to E.164.
//!
//! The law: strip what the country's numbering plan strips, and nothing else. A national `0` that
//! belongs to the number (Italy, Côte d'Ivoire, Congo, …) stays; a trunk prefix that is not `0`
//! (`8`, `1`, `06`) goes; and a prefix goes only when the length that remains is one the country
//! has. Ranges within a plan are not judged, since plans change faster than firmware.
//!
//! ```
//! use verify_core::phone::{Country, PhoneNumber};
//!
//! let number = PhoneNumber::parse("(0)7400 123456", Some(Country::GB))?;
//! assert_eq!(number.to_string(), "+447400123456");
//! assert_eq!(number, PhoneNumber::parse("00 44 7400-123456", None)?);
//! assert_eq!(number.country(), Country::GB);
//! assert_eq!(format!("{number:?}"), "PhoneNumber(+44********56)");
//! # Ok::<(), verify_core::phone::ParseError>(())
//! ```
//!
//! A number stays digits all the way, four bits each in one integer: to drop a prefix and to put a
//! calling code in front are shifts.

mod country;
mod error;
mod plan;
mod scan;
#[rustfmt::skip]
mod table;

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

pub use country::{Country, CountryError};
pub use error::ParseError;
use scan::Digits;

/// An international phone number as of ITU-T E.164: 7 to 15 digits, the first ones a calling code.
///
/// Nine bytes. Equality, order and hash look at the digits alone, in the order of text: the same
/// digits are the same destination, whatever country was given with them. `Debug` shows them
/// masked.
#[derive(Clone, Copy)]
pub struct PhoneNumber {
    /// Up to 15 digits of four bits, the first one on top and zeros behind the last; in the last
    /// four bits, how many there are.
    digits: [u8; 8],
    country: Country,
}

impl PhoneNumber {
    /// Reads what a person typed, as they would within `country` or, without one, from anywhere.
    ///
    /// Spaces, brackets, dashes, dots and slashes are skipped, and digits of any script are read.
    /// A number is international with a leading `+` or `00` (in North America also `011`);
    /// otherwise it is national, or international without its `+`, if a country is given, and
    /// international if none is.
    ///
    /// # Errors
    /// The first character that no number has, or why the digits are no number: see [`ParseError`].
    /// No error carries a digit of the number.
    pub fn parse(text: &str, country: Option<Country>) -> Result<Self, ParseError> {
        plan::read(text, country)
    }

    /// The country the number was read for, if the calling code is that country's, else the main
    /// one of the calling code: `+1` alone does not tell Canada from the United States.
    ///
    /// As it depends on what was given to [`parse`](Self::parse), key a rate limit with
    /// [`calling_code`](Self::calling_code) instead.
    #[must_use]
    pub const fn country(self) -> Country {
        self.country
    }

    /// The country's calling code, as `44` in `+447400123456`.
    #[must_use]
    pub fn calling_code(self) -> u16 {
        self.country().calling_code()
    }

    /// The digits as one integer, `447400123456` for `+447400123456`: no E.164 number begins with
    /// 0.
    #[must_use]
    pub fn to_u64(self) -> u64 {
        self.digits().fold(0, |value, digit| value.wrapping_mul(10).wrapping_add(digit.into()))
    }

    /// Shows only the calling code and the last two digits: `+44********56`.
    #[must_use]
    pub const fn masked(self) -> Masked {
        Masked(self)
    }

    /// The digits, four bits each, from the top; in the last four bits, how many there are. No
    /// number has another's.
    pub(crate) const fn packed(self) -> u64 {
        u64::from_be_bytes(self.digits)
    }

    /// The number that was stored as [`to_u64`](Self::to_u64) and [`country`](Self::country): 7 to
    /// 15 digits that begin with the country's calling code. Nothing is stripped or judged anew,
    /// since the plan may have changed in between.
    pub(crate) fn from_stored(e164: u64, country: Country) -> Option<Self> {
        let digits = Digits::of_number(e164)?;
        digits.after(country.region().calling_code())?;
        (digits.len >= 7).then(|| Self::new(digits, country))
    }

    /// `e164` has 7 to 15 digits, the first ones being the calling code of `country`.
    fn new(e164: Digits, country: Country) -> Self {
        Self { digits: (e164.high | u64::from(e164.len)).to_be_bytes(), country }
    }

    /// The digits' values.
    fn digits(self) -> impl Iterator<Item = u8> {
        let [.., last] = self.digits;
        let pairs = self.digits.into_iter().flat_map(|pair| [pair >> 4, pair & 0xF]);
        pairs.take(usize::from(last & 0xF))
    }

    /// `+` and the digits.
    fn text(self) -> heapless::String<16> {
        let mut text = heapless::String::new();
        // A `+` and 15 digits fit. `collect` would bring a panic along for when they do not.
        _ = text.push('+');
        self.digits().for_each(|digit| _ = text.push(char::from(digit | b'0')));
        text
    }
}

/// As [`PhoneNumber::parse`] without a country.
impl FromStr for PhoneNumber {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text, None)
    }
}

/// `+19876543210`, and with `{:#}` the digits alone: `19876543210`.
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

/// A number as a log may show it: made by [`PhoneNumber::masked`].
#[derive(Clone, Copy)]
pub struct Masked(PhoneNumber);

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.text();
        let calling_code =
            usize::try_from(self.0.country.region().calling_code().len).unwrap_or_default();
        let shown_from = number.len().saturating_sub(2);
        let mut text = heapless::String::<16>::new();
        for (index, character) in number.char_indices() {
            let shown = index <= calling_code || index >= shown_from;
            // As long as the number, which fits.
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

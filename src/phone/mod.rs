//! Phone numbers: from what people type to E.164.
//!
//! The law: strip what the country's numbering plan strips, and nothing else. A national `0` that
//! belongs to the number (Italy, Côte d'Ivoire, Congo, …) stays; a trunk prefix that is not `0`
//! (`8`, `1`, `06`) goes; and a prefix goes only when the length that remains is one the country has.
//! Ranges within a plan are not judged, since plans change faster than firmware.
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
//! A number is one integer all the way: the scanner adds digits to it, dropping a leading zero only
//! changes its length, and adding a calling code is one multiplication. Digits are divided only to
//! find a calling code or a trunk prefix other than `0`.

mod country;
mod error;
mod plan;
mod scan;
#[rustfmt::skip]
mod table;

use core::fmt::{self, Write as _};
use core::hash::{Hash, Hasher};
use core::num::NonZeroU64;
use core::str::FromStr;

pub use country::{Country, CountryError};
pub use error::ParseError;

/// An international phone number as of ITU-T E.164: 7 to 15 digits, the first ones a calling code.
///
/// Eight bytes. Equality, order and hash look at the digits alone: the same digits are the same
/// destination, whatever country was given with them. `Debug` shows them masked.
#[derive(Clone, Copy)]
pub struct PhoneNumber(NonZeroU64);

/// The digits stand in the low 50 bits (10¹⁵ < 2⁵⁰), the country above them.
const DIGIT_BITS: u32 = 50;
const DIGIT_MASK: u64 = (1 << DIGIT_BITS) - 1;

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
        plan::read(scan::scan(text)?, country)
    }

    /// The country the number was read for, if the calling code is that country's, else the main
    /// one of the calling code: `+1` alone does not tell Canada from the United States.
    ///
    /// As it depends on what was given to [`parse`](Self::parse), key a rate limit with
    /// [`calling_code`](Self::calling_code) instead.
    #[must_use]
    pub fn country(self) -> Country {
        Country::from_index(self.0.get() >> DIGIT_BITS)
    }

    /// The country's calling code, as `44` in `+447400123456`.
    #[must_use]
    pub fn calling_code(self) -> u16 {
        self.country().calling_code()
    }

    /// The digits as one integer, `447400123456` for `+447400123456`: no E.164 number begins with 0.
    #[must_use]
    pub const fn to_u64(self) -> u64 {
        self.0.get() & DIGIT_MASK
    }

    /// Shows only the calling code and the last two digits: `+44********56`.
    #[must_use]
    pub const fn masked(self) -> Masked {
        Masked(self)
    }

    /// The number that was stored as [`to_u64`](Self::to_u64) and [`country`](Self::country): 7 to 15
    /// digits that begin with the country's calling code. Nothing is stripped or judged anew, since
    /// the plan may have changed in between.
    pub(crate) fn from_stored(e164: u64, country: Country) -> Option<Self> {
        let len = usize::try_from(e164.checked_ilog10()?).ok()?.saturating_add(1);
        let digits = scan::Digits { value: e164, len };
        digits.after(country.calling_code().into())?;
        if (7..=15).contains(&len) { Self::new(e164, country) } else { None }
    }

    /// `e164` has 7 to 15 digits, the first ones being the calling code of `country`.
    fn new(e164: u64, country: Country) -> Option<Self> {
        NonZeroU64::new(e164 & DIGIT_MASK | country.index() << DIGIT_BITS).map(Self)
    }

    /// `+` and the digits.
    fn text(self) -> heapless::String<16> {
        let mut text = heapless::String::new();
        // A `+` and 15 digits fit.
        let _ = write!(text, "+{}", self.to_u64());
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
        self.to_u64() == other.to_u64()
    }
}

impl Eq for PhoneNumber {}

impl Hash for PhoneNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_u64().hash(state);
    }
}

impl PartialOrd for PhoneNumber {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PhoneNumber {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.to_u64().cmp(&other.to_u64())
    }
}

/// A number as a log may show it: made by [`PhoneNumber::masked`].
#[derive(Clone, Copy)]
pub struct Masked(PhoneNumber);

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0.text();
        let calling_code = scan::Digits::from(self.0.calling_code()).len;
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

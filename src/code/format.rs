//! [`Format`]: which characters a code is made of.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

use super::length::Length;

/// The characters that a code is made of: `codeType` of a request.
///
/// ```
/// use verify_core::code::{Format, Length};
///
/// let format: Format = "ALPHANUMERIC_EASY".parse()?;
/// assert_eq!(format, Format::AlphanumericEasy);
/// assert_eq!(format.combinations(Length::MIN), 31 * 31 * 31);
/// # Ok::<(), verify_core::code::FormatError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// Digits: `^[0-9]{3,10}$`, such as `123456`.
    #[default]
    Numeric,
    /// Digits and one dash in the middle, which counts towards the length: `^[0-9-]{3,10}$`, such
    /// as `234-3294`.
    ///
    /// The dash stands at index (length − 1) / 2, rounded down; a code of length 3 has none. Some
    /// programs that read a code out of a message, and some input boxes, take what is before or
    /// after the dash for the code: where codes are filled in automatically, prefer
    /// [`Numeric`](Self::Numeric).
    NumericWithDash,
    /// Letters of both cases and digits: `^[a-zA-Z0-9]{3,10}$`, such as `fiQdAsr315`.
    Alphanumeric,
    /// Capital letters and digits: `^[A-Z0-9]{3,10}$`, such as `FIQDASR315`.
    AlphanumericCapitals,
    /// Capital letters and digits without `I`, `O`, `Q`, `S` and `Z`, which are easily misread:
    /// `^((?![IOQSZ])[A-Z0-9]){3,10}$`, such as `FDAR315`.
    AlphanumericEasy,
}

impl Format {
    /// Every format, in the order of the reference page.
    pub const ALL: [Format; 5] = [
        Format::Numeric,
        Format::NumericWithDash,
        Format::Alphanumeric,
        Format::AlphanumericCapitals,
        Format::AlphanumericEasy,
    ];

    /// Parses the name in a request, such as `NUMERIC_WITH_DASH`. Names are case-sensitive.
    ///
    /// # Errors
    ///
    /// [`FormatError`] for any other name.
    pub fn parse(name: &str) -> Result<Self, FormatError> {
        Format::ALL.into_iter().find(|format| format.as_str() == name).ok_or(FormatError(()))
    }

    /// Returns the name in a request: `NUMERIC`, `NUMERIC_WITH_DASH`, `ALPHANUMERIC`,
    /// `ALPHANUMERIC_CAPITALS` or `ALPHANUMERIC_EASY`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Numeric => "NUMERIC",
            Format::NumericWithDash => "NUMERIC_WITH_DASH",
            Format::Alphanumeric => "ALPHANUMERIC",
            Format::AlphanumericCapitals => "ALPHANUMERIC_CAPITALS",
            Format::AlphanumericEasy => "ALPHANUMERIC_EASY",
        }
    }

    /// Returns the characters that are drawn, in ASCII order. A dash is added, not drawn, and
    /// therefore not among them.
    #[must_use]
    pub const fn alphabet(self) -> &'static str {
        match self {
            Format::Numeric | Format::NumericWithDash => "0123456789",
            Format::Alphanumeric => {
                "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            }
            Format::AlphanumericCapitals => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Format::AlphanumericEasy => "0123456789ABCDEFGHJKLMNPRTUVWXY",
        }
    }

    /// Counts the codes of this format and length, all of which are equally likely: 10⁶ for six
    /// digits.
    #[must_use]
    #[doc(alias = "entropy")]
    pub const fn combinations(self, length: Length) -> u64 {
        let mut combinations = 1_u64;
        let mut left = self.symbols(length);
        while let Some(fewer) = left.checked_sub(1) {
            // 62¹⁰ < 2⁶⁴: nothing saturates.
            combinations = combinations.saturating_mul(self.alphabet().len() as u64);
            left = fewer;
        }
        combinations
    }

    /// Counts the characters of a code that are drawn: all but the dash.
    pub(crate) const fn symbols(self, length: Length) -> u8 {
        match self.dash(length) {
            Some(_) => length.get().saturating_sub(1),
            None => length.get(),
        }
    }

    /// Returns the number of characters in the [`alphabet`](Self::alphabet).
    pub(super) const fn base(self) -> u8 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 62 symbols")]
        let base = self.alphabet().len() as u8;
        base
    }

    /// Returns a stand-in for a code that is not drawn yet: zeros, and the dash in its place.
    pub(crate) fn zeros(self, length: Length) -> &'static str {
        const ZEROS: &str = "0000000000";
        const DASHED: &str = "00000-00000";
        let length_of_code = usize::from(length.get());
        let zeros = match self.dash(length) {
            Some(dash) => {
                let start = 5_usize.saturating_sub(dash.into());
                DASHED.get(start..start.saturating_add(length_of_code))
            }
            None => ZEROS.get(..length_of_code),
        };
        zeros.unwrap_or(ZEROS)
    }

    /// Returns the index of the dash in a code of this length.
    pub(super) const fn dash(self, length: Length) -> Option<u8> {
        match self {
            Format::NumericWithDash if length.get() > 3 => Some(length.get().saturating_sub(1) / 2),
            _ => None,
        }
    }

    /// Whether `symbol` is in the [`alphabet`](Self::alphabet).
    pub(super) fn has(self, symbol: u8) -> bool {
        self.alphabet().as_bytes().contains(&symbol)
    }

    /// Describes a character of the [`alphabet`](Self::alphabet), for an error.
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Format::Numeric | Format::NumericWithDash => "a digit (0-9)",
            Format::Alphanumeric => "a letter or digit (A-Z, a-z, 0-9)",
            Format::AlphanumericCapitals => "a capital letter or digit (A-Z, 0-9)",
            Format::AlphanumericEasy => {
                "a capital letter or digit (A-Z, 0-9, without I, O, Q, S and Z)"
            }
        }
    }
}

impl FromStr for Format {
    type Err = FormatError;

    fn from_str(name: &str) -> Result<Self, FormatError> {
        Self::parse(name)
    }
}

impl AsRef<str> for Format {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is not the name of a [`Format`].
///
/// ```
/// use verify_core::code::Format;
///
/// let error = Format::parse("numeric").unwrap_err();
/// assert!(error.to_string().starts_with("expected NUMERIC, NUMERIC_WITH_DASH, "));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FormatError(());

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected NUMERIC, NUMERIC_WITH_DASH, ALPHANUMERIC, ALPHANUMERIC_CAPITALS or \
             ALPHANUMERIC_EASY",
        )
    }
}

impl Error for FormatError {}

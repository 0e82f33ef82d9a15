//! One-time codes: drawn uniformly, shown only when asked, compared in constant time.
//!
//! A [`Code`] is a secret. It never shows in `Debug`, has no `Display`, `Clone` or `==`, is wiped
//! when dropped, and leaves only through [`expose`](Code::expose). All codes of a [`Format`] and
//! [`Length`] are equally likely, exactly.
//!
//! ```
//! use verify_core::code::{Code, Format, Generator, Length};
//!
//! let mut rng = Generator::from_seed([7; 32]); // from a true source of entropy, not a constant
//! let code = Code::generate(Format::Numeric, Length::new(6)?, &mut rng);
//! assert_eq!(code.expose(), "128109");
//! assert!(code.matches(" 128-109 ") && code.matches("１２８１０９"));
//! assert_eq!(format!("{code:?}"), "Code { format: Numeric, length: 6, .. }");
//! # Ok::<(), verify_core::code::LengthError>(())
//! ```

mod entry;
mod generate;
mod generator;
mod word;

use core::error::Error;
use core::fmt;
use core::str::FromStr;
use zeroize::{ZeroizeOnDrop, optimization_barrier};

pub use generator::Generator;

/// Which characters a code is made of: `codeType` of a request.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Format {
    /// Digits: `^[0-9]{3,10}$`, as `123456`.
    #[default]
    Numeric,
    /// Digits and one dash in the middle, which counts towards the length: `^[0-9-]{3,10}$`, as
    /// `234-3294`.
    ///
    /// The dash stands at index (length − 1) / 2, rounded down; a code of length 3 has none.
    NumericWithDash,
    /// Letters of both cases and digits: `^[a-zA-Z0-9]{3,10}$`, as `fiQdAsr315`.
    Alphanumeric,
    /// Capital letters and digits: `^[A-Z0-9]{3,10}$`, as `FIQDASR315`.
    AlphanumericCapitals,
    /// The same without `I`, `O`, `Q`, `S` and `Z`, which are easily misread:
    /// `^((?![IOQSZ])[A-Z0-9]){3,10}$`, as `FDAR315`.
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

    /// The name in a request: `NUMERIC`, `NUMERIC_WITH_DASH`, `ALPHANUMERIC`,
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

    /// The characters that are drawn, in ASCII order; a dash is not drawn, so it is not among them.
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

    /// How many codes of this format and length there are, each as likely as the next: 10⁶ for six
    /// digits.
    #[must_use]
    pub const fn combinations(self, length: Length) -> u64 {
        let mut combinations = 1_u64;
        let mut left = self.symbols(length);
        while let Some(fewer) = left.checked_sub(1) {
            // 62¹⁰ < 2⁶⁴: nothing saturates
            combinations = combinations.saturating_mul(self.alphabet().len() as u64);
            left = fewer;
        }
        combinations
    }

    /// How many characters of a code are drawn: all but the dash.
    pub(crate) const fn symbols(self, length: Length) -> u8 {
        match self.dash(length) {
            Some(_) => length.get().saturating_sub(1),
            None => length.get(),
        }
    }

    /// The index of the dash in a code of this length.
    const fn dash(self, length: Length) -> Option<u8> {
        match self {
            Format::NumericWithDash if length.get() > 3 => Some(length.get().saturating_sub(1) / 2),
            _ => None,
        }
    }

    /// Whether `symbol` is one of the [`alphabet`](Self::alphabet).
    fn has(self, symbol: u8) -> bool {
        self.alphabet().as_bytes().contains(&symbol)
    }

    /// What an error calls one character of the [`alphabet`](Self::alphabet).
    const fn expected(self) -> &'static str {
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
        Format::ALL.into_iter().find(|format| format.as_str() == name).ok_or(FormatError(()))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The name is none of a [`Format`]; names are case-sensitive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FormatError(());

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected NUMERIC, NUMERIC_WITH_DASH, ALPHANUMERIC, ALPHANUMERIC_CAPITALS or ALPHANUMERIC_EASY",
        )
    }
}

impl Error for FormatError {}

/// How many characters a code has, a dash included: 3 to 10, by default 4.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Length(Characters);

/// The compiler knows of an enumeration that there are no other values, so that no code is needed
/// for them.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Characters {
    Three = 3,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    Ten,
}

impl Length {
    /// The shortest: 3.
    pub const MIN: Length = Length(Characters::Three);
    /// The longest: 10.
    pub const MAX: Length = Length(Characters::Ten);

    /// A length of `characters`.
    ///
    /// # Errors
    ///
    /// [`LengthError`] below 3 and above 10.
    pub const fn new(characters: u8) -> Result<Self, LengthError> {
        Ok(Length(match characters {
            3 => Characters::Three,
            4 => Characters::Four,
            5 => Characters::Five,
            6 => Characters::Six,
            7 => Characters::Seven,
            8 => Characters::Eight,
            9 => Characters::Nine,
            10 => Characters::Ten,
            found => return Err(LengthError { found }),
        }))
    }

    /// The number of characters.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0 as u8
    }
}

impl Default for Length {
    fn default() -> Self {
        Length(Characters::Four)
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Length").field(&self.get()).finish()
    }
}

/// The length of a code is not 3 to 10.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LengthError {
    found: u8,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a code length of 3 to 10, found {}", self.found)
    }
}

impl Error for LengthError {}

/// A one-time code, or none ([`EMPTY`](Self::EMPTY)): 12 bytes.
///
/// Wiped on drop. A move may leave a copy of the bytes behind on the stack, which safe code cannot
/// reach.
pub struct Code {
    /// `length` characters of ASCII and then zeros, up to 10; `length`; the index of the format in
    /// [`Format::ALL`].
    ///
    /// One field, not three: it is written and moved in two pieces of 8 and 4 bytes. Written in
    /// smaller pieces, the next move waits for the store buffer, and drawing a code takes 1.25
    /// times as long.
    bytes: [u8; 12],
}

const CAPACITY: usize = Length::MAX.get() as usize;

impl Code {
    /// No code: it matches nothing. A place for [`fill`](Self::fill), and what a session holds that
    /// sends no code.
    pub const EMPTY: Code = Code { bytes: [0; 12] };

    /// Reads `text` as a code of `format`, strictly: its characters only, and the dash where it
    /// belongs.
    ///
    /// For what a person typed, use [`matches`](Self::matches).
    ///
    /// # Errors
    ///
    /// [`CodeError::Length`] unless there are 3 to 10 characters, else the first character that is
    /// out of place.
    pub fn parse(format: Format, text: &str) -> Result<Code, CodeError> {
        let found = text.chars().count();
        let Some(Ok(length)) = u8::try_from(found).ok().map(Length::new) else {
            return Err(CodeError::Length { found });
        };
        let dash = format.dash(length).map(usize::from);
        let mut code = Code::EMPTY;
        for ((position, character), place) in text.chars().enumerate().zip(&mut code.bytes) {
            *place = match u8::try_from(character) {
                Ok(b'-') if dash == Some(position) => b'-',
                _ if dash == Some(position) => return Err(CodeError::Dash { position }),
                Ok(symbol) if format.has(symbol) => symbol,
                _ => return Err(CodeError::Symbol { format, position }),
            };
        }
        let [.., to_length, to_format] = &mut code.bytes;
        (*to_length, *to_format) = (length.get(), format as u8);
        Ok(code)
    }

    /// The code in plain text, as it is sent: 3 to 10 characters of ASCII, or nothing if this is
    /// [`EMPTY`](Self::EMPTY).
    ///
    /// The one way out for the secret.
    #[must_use]
    pub fn expose(&self) -> &str {
        let text = self.bytes.get(..self.len()).unwrap_or_default();
        str::from_utf8(text).unwrap_or_default()
    }

    /// The format it was made in; for [`EMPTY`](Self::EMPTY), the default.
    #[must_use]
    pub fn format(&self) -> Format {
        let [.., format] = self.bytes;
        Format::ALL.get(usize::from(format)).copied().unwrap_or_default()
    }

    /// The number of characters, a dash included: 3 to 10, or 0 if this is [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn len(&self) -> usize {
        let [.., length, _] = self.bytes;
        usize::from(length)
    }

    /// Whether this is [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Shows the format and the length, never the code.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Code")
            .field("format", &self.format())
            .field("length", &self.len())
            .finish_non_exhaustive()
    }
}

impl Drop for Code {
    #[inline]
    fn drop(&mut self) {
        // Two stores that the compiler must keep. `Zeroize` makes one per byte: drawing and
        // dropping takes 9 % longer.
        self.bytes = [0; 12];
        optimization_barrier(&self.bytes);
    }
}

impl ZeroizeOnDrop for Code {}

/// Why a text is not a code. Positions count characters from 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CodeError {
    /// It has `found` characters.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// The character at `position` is none of the format's.
    Symbol {
        /// The format that was asked for.
        format: Format,
        /// Which character.
        position: usize,
    },
    /// The character at `position`, the middle of the code, is not `-`.
    Dash {
        /// Which character.
        position: usize,
    },
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, position) = match *self {
            CodeError::Length { found } => {
                return write!(f, "expected a code of 3 to 10 characters, found {found}");
            }
            CodeError::Dash { position } => ("a dash", position),
            CodeError::Symbol { format, position } => (format.expected(), position),
        };
        write!(f, "expected {expected} at position {position}")
    }
}

impl Error for CodeError {}

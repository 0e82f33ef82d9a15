//! Why a text is refused as a phone number.

use core::fmt;

use super::country::Country;

/// How many characters of input are looked at.
pub(super) const MAX_CHARACTERS: usize = 64;

/// Why a text is refused as a phone number. No digit of the number is kept.
///
/// Positions count characters from 0; only the first 64 characters are looked at.
///
/// ```
/// use verify_core::phone::{Country, ParseError, PhoneNumber};
///
/// let error = PhoneNumber::parse("07400 12a456", Some(Country::GB)).unwrap_err();
/// assert_eq!(error, ParseError::UnexpectedCharacter { character: 'a', position: 8 });
/// assert_eq!(error.position(), Some(8));
///
/// let error = PhoneNumber::parse("07400 1245", Some(Country::GB)).unwrap_err();
/// assert_eq!(error.to_string(), "expected 9 or 10 digits for GB (after +44), found 8");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// The text holds no digit.
    NoDigits,
    /// A character that phone numbers do not have: a letter, `*`, a `+` among the digits.
    UnexpectedCharacter {
        /// The character.
        character: char,
        /// Where it stands, in characters from 0.
        position: usize,
    },
    /// The text is longer than the 64 characters that are looked at.
    TooManyCharacters,
    /// An extension follows the number (`x12`, `ext. 12`, `;ext=12`, `,12`, `#12`, `~12`). No code
    /// reaches one.
    Extension {
        /// Where it begins, in characters from 0.
        position: usize,
    },
    /// The number is international, and does not begin with the calling code of a country.
    UnknownCallingCode {
        /// Where the number's first digit stands, in characters from 0.
        position: usize,
    },
    /// The number is international, and its calling code is one of a service or of satellites.
    /// Such numbers are dear to call, and are not verified.
    NoCountry {
        /// The calling code.
        code: u16,
        /// Where the number's first digit stands, in characters from 0.
        position: usize,
    },
    /// The number is a national one, and no country was given to read it in.
    MissingCountry,
    /// The text was dialled abroad in more than one way: behind the international prefixes that it
    /// begins with, different numbers are possible.
    Ambiguous,
    /// No reading of the text is a number in use: from `PhoneNumber::parse_assigned` alone, which
    /// needs the feature `kinds`.
    Unassigned,
    /// A prefix is left in front of the number once the plan's own is dropped.
    SecondPrefix {
        /// The country whose plan the number was read in.
        country: Country,
    },
    /// The digits of a carrier stand in front of the number, as in South Korea's `081`.
    CarrierPrefix {
        /// The country whose plan the number was read in.
        country: Country,
    },
    /// The country has no numbers of this length.
    Length {
        /// The country whose plan the number was read in.
        country: Country,
        /// The length found, in digits of the national significant number.
        found: u8,
    },
}

impl ParseError {
    /// Returns where in the text the error stands, in characters from 0, if it has one place.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        match self {
            Self::UnexpectedCharacter { position, .. }
            | Self::Extension { position }
            | Self::UnknownCallingCode { position }
            | Self::NoCountry { position, .. } => Some(position),
            Self::TooManyCharacters => Some(MAX_CHARACTERS),
            Self::NoDigits
            | Self::MissingCountry
            | Self::Ambiguous
            | Self::Unassigned
            | Self::SecondPrefix { .. }
            | Self::CarrierPrefix { .. }
            | Self::Length { .. } => None,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDigits => f.write_str("expected a phone number, found no digit"),
            Self::UnexpectedCharacter { character: '+' | '\u{FF0B}', position } => {
                write!(
                    f,
                    "expected `+` only before the first digit, found one at position {position}"
                )
            }
            Self::UnexpectedCharacter { character, position } => write!(
                f,
                "expected digits, spaces, brackets, dashes or dots, \
                 found {character:?} at position {position}"
            ),
            Self::TooManyCharacters => write!(f, "expected at most {MAX_CHARACTERS} characters"),
            Self::Extension { position } => write!(
                f,
                "expected a number without an extension, which no code reaches, \
                 found one at position {position}"
            ),
            Self::UnknownCallingCode { position } => {
                write!(f, "expected the calling code of a country at position {position}")
            }
            Self::NoCountry { code, position } => write!(
                f,
                "expected the calling code of a country at position {position}, found +{code}, \
                 whose numbers are in no country and are not verified"
            ),
            Self::MissingCountry => f.write_str(
                "expected a country, or an international number: \
                 write it with + and the country code",
            ),
            Self::Ambiguous => f.write_str(
                "expected one number, found that several are possible: \
                 write it with + and the country code",
            ),
            Self::Unassigned => f.write_str(
                "expected a number in use, found one that is in no range of its country: \
                 check its digits",
            ),
            Self::SecondPrefix { country } => write!(
                f,
                "expected a number of {country}, found one more prefix in front of it: \
                 write it with +{} and no prefix",
                country.calling_code()
            ),
            Self::CarrierPrefix { country } => write!(
                f,
                "expected a number of {country}, found a carrier's digits in front of it: \
                 write it with +{} and without them",
                country.calling_code()
            ),
            Self::Length { country, found } => {
                let (code, lengths) = (country.calling_code(), country.plan().lengths());
                write!(f, "expected {lengths} digits for {country} (after +{code}), found {found}")
            }
        }
    }
}

impl core::error::Error for ParseError {}

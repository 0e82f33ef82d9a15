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
    /// A character that phone numbers do not have: a letter, `#`, `*`, a second `+`.
    UnexpectedCharacter {
        /// The character.
        character: char,
        /// Where it stands, in characters from 0.
        position: usize,
    },
    /// The text is longer than the 64 characters that are looked at.
    TooManyCharacters,
    /// The number is international, and does not begin with the calling code of a country.
    UnknownCallingCode {
        /// Where the number's first digit stands, in characters from 0.
        position: usize,
    },
    /// The number is a national one, and no country was given to read it in.
    MissingCountry,
    /// A second trunk prefix follows the first.
    SecondPrefix {
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
            Self::UnexpectedCharacter { position, .. } | Self::UnknownCallingCode { position } => {
                Some(position)
            }
            Self::TooManyCharacters => Some(MAX_CHARACTERS),
            Self::NoDigits
            | Self::MissingCountry
            | Self::SecondPrefix { .. }
            | Self::Length { .. } => None,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDigits => f.write_str("expected a phone number, found no digit"),
            Self::UnexpectedCharacter { character: '+' | '\u{FF0B}', position } => write!(
                f,
                "expected `+` only once and before the first digit, \
                 found one at position {position}"
            ),
            Self::UnexpectedCharacter { character, position } => write!(
                f,
                "expected digits, spaces, brackets, dashes or dots, \
                 found {character:?} at position {position}"
            ),
            Self::TooManyCharacters => write!(f, "expected at most {MAX_CHARACTERS} characters"),
            Self::UnknownCallingCode { position } => {
                write!(f, "expected the calling code of a country at position {position}")
            }
            Self::MissingCountry => f.write_str(
                "expected an international number, which begins with `+` and a calling code, \
                 or a country for a national one",
            ),
            Self::SecondPrefix { country } => write!(
                f,
                "expected a number of {country} behind its trunk prefix, found the prefix again"
            ),
            Self::Length { country, found } => {
                let (code, lengths) = (country.calling_code(), country.plan().lengths());
                write!(f, "expected {lengths} digits for {country} (after +{code}), found {found}")
            }
        }
    }
}

impl core::error::Error for ParseError {}

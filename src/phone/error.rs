//! Why a text is no phone number.

use core::fmt;

use super::Country;
use super::plan::Lengths;
use super::scan::MAX_CHARACTERS;

/// Why a text is no phone number. Positions count characters from 0, of which 64 are looked at. No
/// digit of the number is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// There is no digit in the text.
    NoDigits,
    /// A character that no phone number has: a letter, `#`, `*`, a second `+`.
    UnexpectedCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        position: u8,
    },
    /// The text is longer than the 64 characters that are looked at.
    TooManyCharacters,
    /// The international number begins with no country's calling code.
    UnknownCallingCode {
        /// Where the number's first digit stands.
        position: u8,
    },
    /// A national number, and no country to read it in.
    MissingCountry,
    /// Behind the trunk prefix stands another one.
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
    /// Where in the text the error stands, in characters from 0, if it stands in one place.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        match self {
            Self::UnexpectedCharacter { position, .. } | Self::UnknownCallingCode { position } => {
                Some(position as usize)
            }
            Self::TooManyCharacters => Some(MAX_CHARACTERS as usize),
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
            Self::UnexpectedCharacter { character: '+' | '\u{FF0B}', position } => {
                write!(f, "expected `+` only once and before the first digit, found one at position {position}")
            }
            Self::UnexpectedCharacter { character, position } => {
                write!(f, "expected digits, spaces, brackets, dashes or dots, found {character:?} at position {position}")
            }
            Self::TooManyCharacters => write!(f, "expected at most {MAX_CHARACTERS} characters"),
            Self::UnknownCallingCode { position } => {
                write!(f, "expected the calling code of a country at position {position}")
            }
            Self::MissingCountry => f.write_str(
                "expected an international number, which begins with `+` and a calling code, or a country for a national one",
            ),
            Self::SecondPrefix { country } => {
                write!(f, "expected a number of {country} behind its trunk prefix, found the prefix again")
            }
            Self::Length { country, found } => {
                let (code, lengths) = (country.calling_code(), country.region().plan().lengths());
                write!(f, "expected {lengths} digits for {country} (after +{code}), found {found}")
            }
        }
    }
}

impl core::error::Error for ParseError {}

/// `9`, `9 or 10`, `6, 7 or 9`, `4 to 13`.
impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shortest, longest, is_row) = self.ends();
        if is_row && longest.saturating_sub(shortest) > 2 {
            return write!(f, "{shortest} to {longest}");
        }
        for length in self.iter() {
            let separator = match length {
                _ if length == shortest => "",
                _ if length == longest => " or ",
                _ => ", ",
            };
            write!(f, "{separator}{length}")?;
        }
        Ok(())
    }
}

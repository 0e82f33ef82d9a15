//! [`SubAccountId`]: which sub-account a request is for.

use core::fmt;

/// The sub-account in the path of a request: 3 to 50 ASCII letters, digits, `-`, `.`, `_` and `&`.
///
/// ```
/// use verify_core::request::{SubAccountId, SubAccountIdError};
///
/// const DEMO: Result<SubAccountId<'static>, SubAccountIdError> =
///     SubAccountId::parse("demo-account-123");
/// assert_eq!(DEMO?.as_str(), "demo-account-123");
/// # Ok::<(), SubAccountIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias("tenant", "subaccount"))]
pub struct SubAccountId<'a>(&'a str);

impl<'a> SubAccountId<'a> {
    /// The fewest characters: 3.
    pub const MIN_LEN: usize = 3;
    /// The most characters: 50.
    pub const MAX_LEN: usize = 50;

    /// Reads an identifier without trimming it: `^[A-Za-z0-9\-._&]{3,50}$`.
    ///
    /// # Errors
    /// [`SubAccountIdError`] for any other character, and for too few or too many characters.
    pub const fn parse(text: &'a str) -> Result<Self, SubAccountIdError> {
        let mut unread = text.as_bytes();
        while let [byte, after @ ..] = unread {
            if !matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'&')
            {
                let position = text.len().saturating_sub(unread.len());
                let found = first_character(unread);
                return Err(SubAccountIdError::Character { found, position });
            }
            unread = after;
        }
        match text.len() {
            Self::MIN_LEN..=Self::MAX_LEN => Ok(Self(text)),
            found => Err(SubAccountIdError::Length { found }),
        }
    }

    /// Returns the identifier as it was given.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// Decodes the first character of UTF-8 in a `const` context, where `str::chars` is not available.
const fn first_character(text: &[u8]) -> char {
    let code_point = match *text {
        [a @ ..0x80, ..] => a as u32,
        [a @ ..0xE0, b, ..] => low(a, 5) << 6 | low(b, 6),
        [a @ ..0xF0, b, c, ..] => low(a, 4) << 12 | low(b, 6) << 6 | low(c, 6),
        [a, b, c, d, ..] => low(a, 3) << 18 | low(b, 6) << 12 | low(c, 6) << 6 | low(d, 6),
        _ => return char::REPLACEMENT_CHARACTER,
    };
    match char::from_u32(code_point) {
        Some(character) => character,
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// Returns the lowest bits of a byte.
const fn low(byte: u8, bits: u32) -> u32 {
    byte as u32 & !(u32::MAX << bits)
}

/// As [`SubAccountId::parse`].
impl<'a> TryFrom<&'a str> for SubAccountId<'a> {
    type Error = SubAccountIdError;

    fn try_from(text: &'a str) -> Result<Self, SubAccountIdError> {
        Self::parse(text)
    }
}

impl AsRef<str> for SubAccountId<'_> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for SubAccountId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Why a text is not a [`SubAccountId`].
///
/// ```
/// use verify_core::request::{SubAccountId, SubAccountIdError};
///
/// let error = SubAccountId::parse("my shop").unwrap_err();
/// assert_eq!(error, SubAccountIdError::Character { found: ' ', position: 2 });
/// assert_eq!(SubAccountId::parse("me"), Err(SubAccountIdError::Length { found: 2 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubAccountIdError {
    /// A character other than an ASCII letter or digit, `-`, `.`, `_` and `&`.
    Character {
        /// The character.
        found: char,
        /// Its position in characters, from 0.
        position: usize,
    },
    /// Fewer than 3 characters, or more than 50.
    Length {
        /// How many characters there are.
        found: usize,
    },
}

impl fmt::Display for SubAccountIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { found, position } => write!(
                f,
                "expected an ASCII letter or digit, `-`, `.`, `_` or `&` at position {position} \
                 of the sub-account, found {found:?}"
            ),
            Self::Length { found } => {
                write!(f, "expected a sub-account of 3 to 50 characters, found {found}")
            }
        }
    }
}

impl core::error::Error for SubAccountIdError {}

//! [`SubAccountId`]: whose request it is.

use core::fmt;

/// The sub-account in the path of a request: 3 to 50 ASCII letters, digits, `-`, `.`, `_` and `&`.
///
/// ```
/// use verify_core::request::SubAccountId;
///
/// const DEMO: Result<SubAccountId<'static>, verify_core::request::SubAccountIdError> = SubAccountId::parse("demo-account-123");
/// assert_eq!(DEMO?.as_str(), "demo-account-123");
/// # Ok::<(), verify_core::request::SubAccountIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubAccountId<'a>(&'a str);

impl<'a> SubAccountId<'a> {
    /// The fewest characters: 3.
    pub const MIN_LEN: usize = 3;
    /// The most characters: 50.
    pub const MAX_LEN: usize = 50;

    /// Reads an identifier as it stands: `^[A-Za-z0-9\-._&]{3,50}$`.
    ///
    /// # Errors
    /// A character that it cannot have, or too few or too many of them.
    pub const fn parse(text: &'a str) -> Result<Self, SubAccountIdError> {
        let mut unread = text.as_bytes();
        while let [byte, after @ ..] = unread {
            if !matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'&')
            {
                let position = text.len().saturating_sub(unread.len());
                return Err(SubAccountIdError::Character { position });
            }
            unread = after;
        }
        match text.len() {
            Self::MIN_LEN..=Self::MAX_LEN => Ok(Self(text)),
            found => Err(SubAccountIdError::Length { found }),
        }
    }

    /// The identifier as it was given.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

impl fmt::Display for SubAccountId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Why a text is no [`SubAccountId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubAccountIdError {
    /// A character other than an ASCII letter or digit, `-`, `.`, `_` and `&`.
    Character {
        /// How many characters stand before it.
        position: usize,
    },
    /// Fewer than 3 characters, or more than 50.
    Length {
        /// How many there are.
        found: usize,
    },
}

impl SubAccountIdError {
    /// The code of the API's error body: 1001.
    #[must_use]
    pub const fn api_code(self) -> u16 {
        1001
    }
}

impl fmt::Display for SubAccountIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { position } => write!(
                f,
                "expected an ASCII letter or digit, `-`, `.`, `_` or `&` at position {position} of the sub-account"
            ),
            Self::Length { found } => {
                write!(f, "expected a sub-account of 3 to 50 characters, found {found}")
            }
        }
    }
}

impl core::error::Error for SubAccountIdError {}

//! [`ErrorId`]: the name of one error.

use core::fmt;
use core::str::FromStr;

use rand_core::{CryptoRng, TryCryptoRng};

use crate::uuid::{Uuid, UuidError};

/// `errorId` of a body: a UUID, under which an error is found in a log.
///
/// `Display` and `Debug` write it as the reference page does, in lower case with dashes.
///
/// ```
/// use verify_core::response::ErrorId;
///
/// let id = ErrorId::parse("91b106f0-c0da-4aba-a43a-7af9c5893a80")?;
/// assert_eq!(id.to_string(), "91b106f0-c0da-4aba-a43a-7af9c5893a80");
/// assert_eq!(ErrorId::from_bytes(id.to_bytes()), id);
/// # Ok::<(), verify_core::response::ErrorIdError>(())
/// ```
#[doc(alias("correlation id", "trace id", "UUID"))]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorId(Uuid);

impl ErrorId {
    /// Draws an id of version 4 (RFC 9562, 5.4): two words of `rng`.
    #[must_use]
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(id) = Self::try_generate(rng);
        id
    }

    /// Draws an id with a generator that can fail.
    ///
    /// # Errors
    /// The error of the generator.
    pub fn try_generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        Uuid::draw(rng).map(Self)
    }

    /// Reads a UUID of any version: 32 hexadecimal digits of either case, with dashes or without.
    ///
    /// # Errors
    /// [`ErrorIdError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, ErrorIdError> {
        match Uuid::parse(text) {
            Ok(uuid) => Ok(Self(uuid)),
            Err(UuidError::Length { found }) => Err(ErrorIdError::Length { found }),
            Err(UuidError::Digit { position }) => Err(ErrorIdError::Digit { position }),
            Err(UuidError::Dash { position }) => Err(ErrorIdError::Dash { position }),
        }
    }

    /// Makes an id of 16 bytes, in the order in which they are written. Any bytes will do, such as
    /// the id of a trace.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid(bytes))
    }

    /// Returns the 16 bytes, in the order in which they are written.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.0
    }
}

/// As [`ErrorId::parse`].
impl FromStr for ErrorId {
    type Err = ErrorIdError;

    fn from_str(text: &str) -> Result<Self, ErrorIdError> {
        Self::parse(text)
    }
}

impl fmt::Display for ErrorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(str::from_utf8(&self.0.dashed()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for ErrorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorId({self})")
    }
}

/// Why a text is not an [`ErrorId`]. Positions count characters from 0.
///
/// ```
/// use verify_core::response::{ErrorId, ErrorIdError};
///
/// assert_eq!(ErrorId::parse("91b106f0"), Err(ErrorIdError::Length { found: 8 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorIdError {
    /// The text has neither 32 characters nor 36.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// A character is not a hexadecimal digit.
    Digit {
        /// The position of the character.
        position: usize,
    },
    /// Another character stands where a dash belongs.
    Dash {
        /// The position at which the dash is missing.
        position: usize,
    },
}

impl fmt::Display for ErrorIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { found } => write!(
                f,
                "expected an error id of 32 hexadecimal digits, or 36 characters with dashes, \
                 found {found}"
            ),
            Self::Digit { position } => {
                write!(f, "expected a hexadecimal digit at position {position} of the error id")
            }
            Self::Dash { position } => {
                write!(f, "expected a dash at position {position} of the error id")
            }
        }
    }
}

impl core::error::Error for ErrorIdError {}

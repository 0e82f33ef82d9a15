//! [`SessionId`]: the name of a session, a random UUID.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

use rand_core::{CryptoRng, TryCryptoRng};

use crate::uuid::{Uuid, UuidError};

/// The name of a session: a UUID, drawn as version 4 (RFC 9562, 5.4) with 122 random bits.
///
/// `Display` writes 32 lower-case hexadecimal digits, `{:#}` the dashed form. Either form is read,
/// in either case and of any version: an unknown id is answered with 404, whoever made it up.
///
/// ```
/// use verify_core::session::SessionId;
///
/// let id: SessionId = "18B526AD-D063-48C0-BB93-4E71F042F047".parse()?;
/// assert_eq!(id.to_string(), "18b526add06348c0bb934e71f042f047");
/// assert_eq!(format!("{id:#}"), "18b526ad-d063-48c0-bb93-4e71f042f047");
/// # Ok::<(), verify_core::session::SessionIdError>(())
/// ```
#[doc(alias = "UUID")]
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SessionId(Uuid);

impl SessionId {
    /// Draws an id: two words of `rng`.
    #[must_use]
    pub fn generate<R>(rng: &mut R) -> Self
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_generate`
    {
        let Ok(id) = Self::try_generate(rng);
        id
    }

    /// Draws an id from a generator that can fail, such as the operating system's.
    ///
    /// # Errors
    ///
    /// The generator's.
    pub fn try_generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        Uuid::draw(rng).map(Self)
    }

    /// Parses 32 hexadecimal digits, or 36 characters with dashes where a UUID has them.
    ///
    /// # Errors
    ///
    /// [`SessionIdError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, SessionIdError> {
        match Uuid::parse(text) {
            Ok(uuid) => Ok(Self(uuid)),
            Err(UuidError::Length { found }) => Err(SessionIdError::Length { found }),
            Err(UuidError::Digit { position }) => Err(SessionIdError::Digit { position }),
            Err(UuidError::Dash { position }) => Err(SessionIdError::Dash { position }),
        }
    }

    /// Takes 16 bytes in the order in which they are written.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid(bytes))
    }

    /// Returns the 16 bytes in the order in which they are written.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.0
    }
}

impl FromStr for SessionId {
    type Err = SessionIdError;

    fn from_str(text: &str) -> Result<Self, SessionIdError> {
        Self::parse(text)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (undashed, dashed);
        let text: &[u8] = if f.alternate() {
            dashed = self.0.dashed();
            &dashed
        } else {
            undashed = self.0.undashed();
            &undashed
        };
        f.pad(str::from_utf8(text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({self})")
    }
}

/// Why a text is not a [`SessionId`]. Positions count characters from 0.
///
/// ```
/// use verify_core::session::{SessionId, SessionIdError};
///
/// let error = SessionId::parse("18b526add06348c0bb934e71f042f04x").unwrap_err();
/// assert_eq!(error, SessionIdError::Digit { position: 31 });
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SessionIdError {
    /// The text has neither 32 characters nor 36.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// A character is not a hexadecimal digit.
    Digit {
        /// Where the character stands.
        position: usize,
    },
    /// Another character stands where a dash belongs.
    Dash {
        /// Where the dash is missing.
        position: usize,
    },
}

impl fmt::Display for SessionIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionIdError::Length { found } => write!(
                f,
                "expected a session id of 32 hexadecimal digits, or 36 characters with dashes, \
                 found {found}"
            ),
            SessionIdError::Digit { position } => {
                write!(f, "expected a hexadecimal digit at position {position} of the session id")
            }
            SessionIdError::Dash { position } => {
                write!(f, "expected a dash at position {position} of the session id")
            }
        }
    }
}

impl Error for SessionIdError {}

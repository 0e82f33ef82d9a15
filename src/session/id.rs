//! The name of a session: a random UUID.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

use rand_core::{CryptoRng, TryCryptoRng};

/// The name of a session: a UUID of version 4 (RFC 9562, 5.4), 122 random bits.
///
/// `Display` and `Debug` write 32 lower-case hexadecimal digits, `{:#}` the dashed form. Either
/// form is read, in either case.
///
/// ```
/// use verify_core::session::SessionId;
///
/// let id: SessionId = "18B526AD-D063-48C0-BB93-4E71F042F047".parse()?;
/// assert_eq!(id.to_string(), "18b526add06348c0bb934e71f042f047");
/// assert_eq!(format!("{id:#}"), "18b526ad-d063-48c0-bb93-4e71f042f047");
/// # Ok::<(), verify_core::session::SessionIdError>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SessionId([u8; 16]);

impl SessionId {
    /// Draws an id: two words of `rng`.
    #[must_use]
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(id) = Self::try_generate(rng);
        id
    }

    /// The same with a generator that can fail.
    ///
    /// # Errors
    ///
    /// The generator's.
    pub fn try_generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let random = u128::from(rng.try_next_u64()?) << 64 | u128::from(rng.try_next_u64()?);
        Ok(SessionId((random & !FIXED_BITS | VERSION_4).to_be_bytes()))
    }

    /// The id of 16 bytes in the order in which they are written.
    ///
    /// # Errors
    ///
    /// [`SessionIdError::Version`] if they are no UUID of version 4.
    pub const fn from_bytes(bytes: [u8; 16]) -> Result<Self, SessionIdError> {
        if u128::from_be_bytes(bytes) & FIXED_BITS == VERSION_4 {
            Ok(SessionId(bytes))
        } else {
            Err(SessionIdError::Version)
        }
    }

    /// The 16 bytes, in the order in which they are written.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

/// The bits of version and variant (RFC 9562, 4.1 and 4.2), and what version 4 has there.
const FIXED_BITS: u128 = 0xF << 76 | 0b11 << 62;
const VERSION_4: u128 = 4 << 76 | 0b10 << 62;

/// How many characters a UUID has, and where the dashes of the longer form stand, counted from 0.
const UNDASHED: usize = 32;
const DASHED: usize = 36;
const DASHES: [usize; 4] = [8, 13, 18, 23];

impl FromStr for SessionId {
    type Err = SessionIdError;

    fn from_str(text: &str) -> Result<Self, SessionIdError> {
        let found = text.chars().count();
        if found != UNDASHED && found != DASHED {
            return Err(SessionIdError::Length { found });
        }
        let mut id = 0_u128;
        for (position, character) in text.chars().enumerate() {
            if found == DASHED && DASHES.contains(&position) {
                if character != '-' {
                    return Err(SessionIdError::Dash { position });
                }
            } else {
                let digit = character.to_digit(16).ok_or(SessionIdError::Digit { position })?;
                id = id << 4 | u128::from(digit);
            }
        }
        Self::from_bytes(id.to_be_bytes())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nibbles = self.0.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
        let mut text = heapless::String::<DASHED>::new();
        for nibble in nibbles {
            // 32 digits and four dashes fit.
            if f.alternate() && DASHES.contains(&text.len()) {
                let _ = text.push('-');
            }
            let _ = text.push(char::from_digit(nibble.into(), 16).unwrap_or_default());
        }
        f.pad(&text)
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionId({self})")
    }
}

/// Why a text or bytes are no [`SessionId`]. Positions count characters from 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SessionIdError {
    /// The text has neither 32 characters nor 36.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// The character at `position` is no hexadecimal digit.
    Digit {
        /// Which character.
        position: usize,
    },
    /// The character at `position` is not `-`.
    Dash {
        /// Which character.
        position: usize,
    },
    /// It is a UUID, but not of version 4.
    Version,
}

impl fmt::Display for SessionIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionIdError::Length { found } => write!(
                f,
                "expected a session id of 32 hexadecimal digits, or 36 characters with dashes, found {found}"
            ),
            SessionIdError::Digit { position } => {
                write!(f, "expected a hexadecimal digit at position {position} of the session id")
            }
            SessionIdError::Dash { position } => {
                write!(f, "expected a dash at position {position} of the session id")
            }
            SessionIdError::Version => {
                f.write_str("expected a UUID of version 4 (RFC 9562) as the session id")
            }
        }
    }
}

impl Error for SessionIdError {}

//! [`ErrorId`]: the name of one error.

use core::fmt;

use rand_core::{CryptoRng, TryCryptoRng};

use crate::uuid::Uuid;

/// `errorId` of a body: a UUID, by which an error is found in a log again.
///
/// `Display` and `Debug` write it as the page does: `91b106f0-c0da-4aba-a43a-7af9c5893a80`.
///
/// ```
/// use verify_core::response::ErrorId;
///
/// let id = ErrorId::from_bytes([0xA5; 16]); // or `ErrorId::generate(&mut rng)`
/// assert_eq!(id.to_string(), "a5a5a5a5-a5a5-a5a5-a5a5-a5a5a5a5a5a5");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorId(Uuid);

impl ErrorId {
    /// Draws an id of version 4 (RFC 9562, 5.4): two words of `rng`.
    #[must_use]
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(id) = Self::try_generate(rng);
        id
    }

    /// Draws an id of version 4 from a generator that can fail.
    ///
    /// # Errors
    /// The generator's.
    pub fn try_generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        Uuid::draw(rng).map(Self)
    }

    /// Takes 16 bytes in the order in which they are written, of any version: the id of a trace,
    /// for example.
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

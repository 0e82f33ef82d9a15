//! [`RestoreError`]: why nothing is restored.

use core::error::Error;
use core::fmt;

use crate::engine::Refused;
use crate::stored::FromBytesError;

/// Why a stored session, or a stored count of failures, is not restored. Nothing has changed.
///
/// ```
/// use verify_core::engine::Limits;
/// use verify_core::stored::FromBytesError;
/// use verify_core::time::Timestamp;
/// use verify_core::verifier::{RestoreError, Slot, Verifier};
///
/// let mut seed = [0; 32];
/// getrandom::fill(&mut seed)?; // cargo add getrandom
/// let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
/// let error = verifier.restore(Timestamp::UNIX_EPOCH, &[]).unwrap_err();
/// assert!(matches!(error, RestoreError::Bytes(FromBytesError::Length { found: 0, .. })));
/// # Ok::<(), getrandom::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The bytes are not what was stored.
    Bytes(FromBytesError),
    /// There is a session with this id, or another one that waits for a code of the same
    /// destination.
    Duplicate,
    /// There is no room, since every session waits for its code.
    Full,
    /// The verifier has not been [seeded](super::Verifier::seed).
    Unseeded,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(error) => error.fmt(f),
            Self::Duplicate => f.write_str(
                "stored session: expected an id and a destination that have no session yet, found \
                 one",
            ),
            Self::Full => f.write_str(
                "stored session: expected room for it, found that all sessions wait for a code",
            ),
            Self::Unseeded => Refused::Unseeded.fmt(f),
        }
    }
}

impl Error for RestoreError {}

impl From<FromBytesError> for RestoreError {
    fn from(error: FromBytesError) -> Self {
        Self::Bytes(error)
    }
}

//! What can be wrong with stored bytes: one error for every `from_bytes` of this crate.
//!
//! A [`Session`], a [`RateLimit`] and a [`FailureCount`] are stored alike. `to_bytes` gives an
//! array whose first byte is the version of its layout. Integers are little-endian, and equal
//! values give equal bytes. `from_bytes` takes a slice, as a store returns it, and accepts exactly
//! what `to_bytes` gives, in this release or, where it says so, with an earlier version.
//!
//! ```
//! use verify_core::limit::FailureCount;
//! use verify_core::stored::FromBytesError;
//!
//! let mut bytes = FailureCount::new().to_bytes();
//! assert_eq!(FailureCount::from_bytes(&bytes)?, FailureCount::new());
//!
//! let error = FailureCount::from_bytes(&bytes[1..]).unwrap_err();
//! assert_eq!(error, FromBytesError::Version { expected: 2, found: 0 });
//! bytes[1] = 101; // one more failure than is ever counted
//! assert_eq!(FailureCount::from_bytes(&bytes), Err(FromBytesError::Value));
//! # Ok::<(), FromBytesError>(())
//! ```
//!
//! [`Session`]: crate::session::Session
//! [`RateLimit`]: crate::limit::RateLimit
//! [`FailureCount`]: crate::limit::FailureCount

use core::fmt;

/// Why a value cannot be restored from bytes.
///
/// ```
/// use verify_core::session::Session;
/// use verify_core::stored::FromBytesError;
///
/// let error = Session::from_bytes(&[2, 1, 0]).unwrap_err();
/// assert_eq!(error, FromBytesError::Length { expected: 68, found: 3 });
/// assert_eq!(error.to_string(), "stored bytes: expected 68 bytes, found 3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FromBytesError {
    /// The first byte is neither the version that this release writes nor one that it still reads.
    /// Checked before the length, which another version may change.
    Version {
        /// The version that this release writes.
        expected: u8,
        /// The first byte.
        found: u8,
    },
    /// There are too few or too many bytes.
    Length {
        /// How many bytes a value of this version has.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The bytes have changed since they were written.
    Checksum,
    /// A field, or the fields together, have a value that is never written.
    Value,
}

impl fmt::Display for FromBytesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stored bytes: expected ")?;
        match self {
            Self::Version { expected, found } => {
                write!(f, "version {expected} in the first byte, found {found}")
            }
            Self::Length { expected, found } => write!(f, "{expected} bytes, found {found}"),
            Self::Checksum => {
                f.write_str("the checksum of the other bytes in the last 4, found another")
            }
            Self::Value => f.write_str("what `to_bytes` writes, found a value that it never does"),
        }
    }
}

impl core::error::Error for FromBytesError {}

/// Checks the version, which is the first byte, and then the length.
pub(crate) fn whole<const N: usize>(bytes: &[u8], version: u8) -> Result<&[u8; N], FromBytesError> {
    match bytes {
        [found, ..] if *found != version => {
            Err(FromBytesError::Version { expected: version, found: *found })
        }
        _ => {
            bytes.try_into().map_err(|_| FromBytesError::Length { expected: N, found: bytes.len() })
        }
    }
}

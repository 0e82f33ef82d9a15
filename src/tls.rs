//! TLS: the version that a destination requires.
//!
//! The law: a request for a message to Singapore comes over TLS 1.3 or later, or is refused (API
//! error 1014). Whatever terminates TLS reports the version; this module only judges it.
//!
//! ```
//! use verify_core::phone::{Country, PhoneNumber};
//! use verify_core::tls::{self, Version};
//!
//! let destination = PhoneNumber::parse("8765 4321", Some(Country::SG))?;
//! let refused = tls::require(destination, Version::parse("TLSv1.2")?).unwrap_err();
//! assert_eq!(
//!     refused.to_string(),
//!     "TLS 1.3+ is required for Singapore-bound messages. Detected: TLSv1.2",
//! );
//! assert_eq!(tls::require(destination, Version::V1_3), Ok(()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use core::fmt;
use core::str::FromStr;

use crate::phone::{Country, PhoneNumber};

/// A version of TLS.
///
/// ```
/// use verify_core::tls::Version;
///
/// // The value of nginx's `$ssl_protocol`.
/// assert_eq!(Version::parse("TLSv1.3"), Ok(Version::V1_3));
/// assert!(Version::V1_2 < Version::V1_3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Version {
    /// TLS 1.0 (RFC 2246).
    V1_0,
    /// TLS 1.1 (RFC 4346).
    V1_1,
    /// TLS 1.2 (RFC 5246).
    V1_2,
    /// TLS 1.3 (RFC 8446).
    V1_3,
}

/// Checks that a connection has the TLS version that the destination requires.
///
/// # Errors
/// [`TooOld`] if the number is in Singapore (+65) and the version is below 1.3.
pub fn require(destination: PhoneNumber, negotiated: Version) -> Result<(), TooOld> {
    let is_in_singapore = destination.calling_code() == Country::SG.calling_code();
    if is_in_singapore && negotiated < Version::V1_3 { Err(TooOld { negotiated }) } else { Ok(()) }
}

impl Version {
    const ALL: [Self; 4] = [Self::V1_0, Self::V1_1, Self::V1_2, Self::V1_3];

    /// Reads the name that servers and proxies use, exactly as [`Version::as_str`] writes it.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(name: &str) -> Result<Self, VersionError> {
        Self::ALL.into_iter().find(|version| version.as_str() == name).ok_or(VersionError)
    }

    /// Returns the name that servers and proxies use: `TLSv1`, `TLSv1.1`, `TLSv1.2` or `TLSv1.3`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_0 => "TLSv1",
            Self::V1_1 => "TLSv1.1",
            Self::V1_2 => "TLSv1.2",
            Self::V1_3 => "TLSv1.3",
        }
    }
}

/// As [`Version::parse`].
impl FromStr for Version {
    type Err = VersionError;

    fn from_str(name: &str) -> Result<Self, VersionError> {
        Self::parse(name)
    }
}

impl AsRef<str> for Version {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not the name of a [`Version`].
///
/// ```
/// use verify_core::tls::Version;
///
/// assert_eq!(
///     Version::parse("SSLv3").unwrap_err().to_string(),
///     "expected one of the TLS versions TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionError;

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of the TLS versions TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3")
    }
}

impl core::error::Error for VersionError {}

/// The connection's TLS version is too old for the destination: API error 1014, HTTP 426.
///
/// `Display` writes the message of the reference page, word for word. The response needs a header,
/// `Upgrade: TLS/1.3`: see [`ApiError::header`](crate::response::ApiError::header).
///
/// ```
/// use verify_core::tls::{self, Version};
///
/// let refused = tls::require("+6587654321".parse()?, Version::V1_1).unwrap_err();
/// assert_eq!((refused.negotiated(), refused.http_status()), (Version::V1_1, 426));
/// # Ok::<(), verify_core::phone::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOld {
    negotiated: Version,
}

impl TooOld {
    /// Returns the version that the connection has.
    #[must_use]
    pub const fn negotiated(self) -> Version {
        self.negotiated
    }
}

impl fmt::Display for TooOld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "TLS 1.3+ is required for Singapore-bound messages. Detected: {}",
            self.negotiated
        )
    }
}

impl core::error::Error for TooOld {}

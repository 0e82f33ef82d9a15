//! TLS versions: what a request must have come over, for where its message goes.
//!
//! The law: a request for a message to Singapore comes over TLS 1.3 or later, or is refused (API
//! error 1014). Who terminates TLS tells the version; nothing here speaks it.
//!
//! ```
//! use verify_core::phone::{Country, PhoneNumber};
//! use verify_core::tls::{self, Version};
//!
//! let destination = PhoneNumber::parse("8765 4321", Some(Country::SG))?;
//! let refused = tls::require(destination, "TLSv1.2".parse()?).unwrap_err();
//! assert_eq!(refused.to_string(), "TLS 1.3+ is required for Singapore-bound messages. Detected: TLSv1.2");
//! assert_eq!(tls::require(destination, Version::V1_3), Ok(()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use core::fmt;
use core::str::FromStr;

use crate::phone::{Country, PhoneNumber};

/// A version of TLS.
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

/// Holds a request to the TLS version that its destination asks for.
///
/// # Errors
/// The number is in Singapore (+65), and the version below 1.3.
pub fn require(destination: PhoneNumber, negotiated: Version) -> Result<(), TooOld> {
    let is_in_singapore = destination.calling_code() == Country::SG.calling_code();
    if is_in_singapore && negotiated < Version::V1_3 { Err(TooOld { negotiated }) } else { Ok(()) }
}

impl Version {
    const ALL: [Self; 4] = [Self::V1_0, Self::V1_1, Self::V1_2, Self::V1_3];

    /// The name that servers and proxies use: `TLSv1`, `TLSv1.1`, `TLSv1.2` or `TLSv1.3`.
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

/// Reads the name as [`Version::as_str`] gives it, such as the value of nginx's `$ssl_protocol`.
impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(name: &str) -> Result<Self, UnknownVersion> {
        Self::ALL.into_iter().find(|version| version.as_str() == name).ok_or(UnknownVersion)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no [`Version`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownVersion;

impl fmt::Display for UnknownVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of the TLS versions TLSv1, TLSv1.1, TLSv1.2, TLSv1.3")
    }
}

impl core::error::Error for UnknownVersion {}

/// The connection's TLS version is too old for the destination.
///
/// `Display` is the message of the reference page, word for word. HTTP 426, with `Upgrade:
/// TLS/1.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOld {
    negotiated: Version,
}

impl TooOld {
    /// The version that the connection has.
    #[must_use]
    pub const fn negotiated(self) -> Version {
        self.negotiated
    }

    /// The code of the API's error body: 1014.
    #[must_use]
    pub const fn api_code(self) -> u16 {
        1014
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

//! [`Header`]: the HTTP header that a refusal needs.

use core::fmt;

/// A header of a response. `Display` writes its value.
///
/// ```
/// use verify_core::response::Header;
///
/// let header = Header::Upgrade;
/// assert_eq!(format!("{}: {header}", header.name()), "Upgrade: TLS/1.3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Header {
    /// `Upgrade: TLS/1.3` (RFC 9110, 7.8). HTTP/1.1 requires `Connection: upgrade` beside it.
    Upgrade,
    /// `Retry-After`, in whole seconds (RFC 9110, 10.2.3).
    RetryAfter(u64),
    /// `Allow`: the methods that a path takes (RFC 9110, 10.2.1).
    Allow(&'static str),
}

impl Header {
    /// Returns the name of the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upgrade => "Upgrade",
            Self::RetryAfter(_) => "Retry-After",
            Self::Allow(_) => "Allow",
        }
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Upgrade => f.pad("TLS/1.3"),
            Self::RetryAfter(seconds) => seconds.fmt(f),
            Self::Allow(methods) => f.pad(methods),
        }
    }
}

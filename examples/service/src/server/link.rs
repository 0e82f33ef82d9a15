//! [`Link`]: which version of TLS a client speaks.

use std::net::IpAddr;

use axum::http::HeaderMap;
use verify_core::tls::Version;

/// The header by which a proxy tells the TLS version of its client, as nginx writes it with
/// `proxy_set_header X-TLS-Version $ssl_protocol;`.
const HEADER: &str = "x-tls-version";

/// The oldest version: what counts where the version is unknown.
const OLDEST: Version = Version::V1_0;

/// How a client is connected. Every request carries it as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address at the other end.
    pub peer: IpAddr,
    /// The version that the connection counts as; `None` switches the rule for Singapore off.
    pub tls: Option<Version>,
    /// Whether the header of a proxy counts.
    pub is_trusted: bool,
}

impl Link {
    /// Returns what a connection without TLS counts as: `None` only where the service listens on a
    /// loopback address, and no proxy is in front of it.
    #[must_use]
    pub const fn plain(is_local: bool) -> Option<Version> {
        if is_local { None } else { Some(OLDEST) }
    }

    /// Returns the version that the client speaks; `None` where the rule for Singapore is off.
    ///
    /// The header of a trusted proxy tells it. A header that is repeated, or is not a version,
    /// counts as the oldest one.
    #[must_use]
    pub fn version(self, headers: &HeaderMap) -> Option<Version> {
        if !self.is_trusted {
            return self.tls;
        }
        let mut values = headers.get_all(HEADER).into_iter();
        match (values.next(), values.next()) {
            (None, _) => self.tls,
            (Some(value), None) => {
                let version = value.to_str().ok().and_then(|text| Version::parse(text).ok());
                Some(version.unwrap_or(OLDEST))
            }
            (Some(_), Some(_)) => Some(OLDEST),
        }
    }
}

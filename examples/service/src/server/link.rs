//! [`Link`]: which version of TLS a client speaks.

use axum::http::HeaderMap;
use verify_core::tls::Version;

/// The header by which a proxy tells the TLS version of its client, as nginx writes it with
/// `proxy_set_header X-TLS-Version $ssl_protocol;`.
const HEADER: &str = "x-tls-version";

/// The oldest version: what counts where the version is unknown.
const OLDEST: Version = Version::V1_0;

/// How a client is connected. Requests whose connection tells anything carry it as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The version that the connection itself has.
    pub tls: Option<Version>,
    /// Whether the header of a proxy counts.
    pub is_trusted: bool,
}

impl Link {
    /// Returns what a request without TLS counts as: `None`, which switches the rule for Singapore
    /// off, only where the service listens on a loopback address and no proxy is in front of it.
    #[must_use]
    pub const fn plain(is_local: bool) -> Option<Version> {
        if is_local { None } else { Some(OLDEST) }
    }

    /// Returns the version that the client speaks.
    ///
    /// The header counts only if it comes from a trusted proxy, once, and is a version. A proxy
    /// that tells nothing else is not asked twice: the oldest version counts.
    #[must_use]
    pub fn version(self, headers: &HeaderMap) -> Version {
        let connection = self.tls.unwrap_or(OLDEST);
        if !self.is_trusted {
            return connection;
        }
        let mut values = headers.get_all(HEADER).into_iter();
        match (values.next(), values.next()) {
            (None, _) => connection,
            (Some(value), None) => {
                let version = value.to_str().ok().and_then(|text| Version::parse(text).ok());
                version.unwrap_or(OLDEST)
            }
            (Some(_), Some(_)) => OLDEST,
        }
    }
}

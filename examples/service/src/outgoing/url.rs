//! [`Url`]: where a request goes.

use std::fmt;
use std::net::IpAddr;

use axum::http::Uri;
use verify_core::url::{CallbackUrl, CallbackUrlError};

/// An `http` or `https` URL that a request can go to.
#[derive(Clone, PartialEq, Eq)]
pub struct Url(Uri);

impl Url {
    /// Reads what a [`CallbackUrl`] may be. What stands behind a `#` is for browsers, and left out.
    ///
    /// # Errors
    /// Those of a [`CallbackUrl`].
    pub fn parse(text: &str) -> Result<Self, CallbackUrlError> {
        CallbackUrl::parse(text)?;
        // What is left to go wrong is a length of more than 65,534 bytes.
        text.parse().map(Self).map_err(|_| CallbackUrlError::Scheme)
    }

    /// Whether the scheme is `https`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme_str() == Some("https")
    }

    /// Returns the host, an IPv6 address without its brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        host(&self.0)
    }

    /// Whether the host is `localhost` or a loopback address.
    #[must_use]
    pub fn is_of_this_machine(&self) -> bool {
        let is_loopback = |address: IpAddr| address.to_canonical().is_loopback();
        let is_name = self.host().eq_ignore_ascii_case("localhost");
        is_name || self.host().parse().is_ok_and(is_loopback)
    }

    pub(super) fn to_uri(&self) -> Uri {
        self.0.clone()
    }
}

/// Returns the host of a URI, an IPv6 address without its brackets.
pub(super) fn host(uri: &Uri) -> &str {
    let host = uri.host().unwrap_or_default();
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// Hides everything but the scheme, since a secret may be among the rest.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({}://..)", self.0.scheme_str().unwrap_or_default())
    }
}

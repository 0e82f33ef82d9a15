//! The URLs of a session: where its status is asked for, and where a phone proves its number.
//!
//! The law: what is written is a [`BaseUrl`], the operator's, and a path, the API's. Nothing of a
//! request is in it but the parsed sub-account.
//!
//! ```
//! use verify_core::request::SubAccountId;
//! use verify_core::url::{BaseUrl, VerificationUrl, VerifyUri};
//!
//! let id = "a44a91be5ea54118a169020897df5459".parse()?;
//! let sub_account = SubAccountId::parse("demo-account-123")?;
//! assert_eq!(
//!     VerifyUri::new(BaseUrl::EMPTY, sub_account, id).to_string(),
//!     "/api/v2/subaccounts/demo-account-123/sessions/a44a91be5ea54118a169020897df5459",
//! );
//! assert_eq!(
//!     VerificationUrl::new(BaseUrl::parse("https://verify.example.com/")?, id).to_string(),
//!     "https://verify.example.com/sma/a44a91be5ea54118a169020897df5459",
//! );
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

use core::fmt;

use crate::request::{CallbackUrl, CallbackUrlError, SubAccountId};
use crate::session::SessionId;

/// What the paths of the API are appended to: an absolute `http` or `https` URL, or nothing.
///
/// With nothing, the default, URLs are relative to the service that answers: of the page's samples,
/// one has `https://verify.8x8.com` before its `verifyUri`, and two have nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct BaseUrl<'a>(&'a str);

impl<'a> BaseUrl<'a> {
    /// Nothing: URLs begin with their path.
    pub const EMPTY: Self = Self("");

    /// Reads a [`CallbackUrl`] without query and fragment, or an empty text. Slashes at the end are
    /// left out, since every path brings its own.
    ///
    /// # Errors
    /// It is no URL, or has a query or a fragment.
    pub fn parse(text: &'a str) -> Result<Self, BaseUrlError> {
        if text.is_empty() {
            return Ok(Self::EMPTY);
        }
        CallbackUrl::parse(text).map_err(BaseUrlError::Url)?;
        // A URL is ASCII: bytes are characters.
        match text.find(['?', '#']) {
            Some(position) => Err(BaseUrlError::Tail { position }),
            None => Ok(Self(text.trim_end_matches('/'))),
        }
    }

    /// The URL, without a slash at its end.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

impl fmt::Display for BaseUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Why a text is no [`BaseUrl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is not empty, and no URL.
    Url(CallbackUrlError),
    /// A query or a fragment, which no path can be appended to.
    Tail {
        /// How many characters stand before its `?` or `#`.
        position: usize,
    },
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(error) => error.fmt(f),
            Self::Tail { position } => write!(
                f,
                "expected a URL without query and fragment, found one at position {position}"
            ),
        }
    }
}

impl core::error::Error for BaseUrlError {}

/// Where the status of a session is asked for, and a code checked: `verifyUri` of a response.
///
/// `Display` writes the base and `/api/v2/subaccounts/{subAccountId}/sessions/{sessionId}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerifyUri<'a> {
    base: BaseUrl<'a>,
    sub_account: SubAccountId<'a>,
    session: SessionId,
}

impl<'a> VerifyUri<'a> {
    /// The URI of this session.
    #[must_use]
    pub const fn new(base: BaseUrl<'a>, sub_account: SubAccountId<'a>, session: SessionId) -> Self {
        Self { base, sub_account, session }
    }
}

impl fmt::Display for VerifyUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base, sub_account, session } = self;
        write!(f, "{base}/api/v2/subaccounts/{sub_account}/sessions/{session}")
    }
}

/// Where a phone proves over its mobile network that the number is its own: `sma.verificationUrl`
/// of a response.
///
/// `Display` writes the base and `/sma/{sessionId}`. The phone calls it by itself, so it should
/// have a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerificationUrl<'a> {
    base: BaseUrl<'a>,
    session: SessionId,
}

impl<'a> VerificationUrl<'a> {
    /// The URL for this session.
    #[must_use]
    pub const fn new(base: BaseUrl<'a>, session: SessionId) -> Self {
        Self { base, session }
    }
}

impl fmt::Display for VerificationUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/sma/{}", self.base, self.session)
    }
}

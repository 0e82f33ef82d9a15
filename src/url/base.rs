//! [`BaseUrl`]: where the service is reached.

use core::fmt;

use super::callback::{CallbackUrl, CallbackUrlError};

/// The URL that the paths of the API are appended to: an absolute `http` or `https` URL, or
/// nothing.
///
/// The default is nothing, which makes every URL relative to the service that answers. The
/// reference page has samples of both: one `verifyUri` begins with `https://verify.8x8.com`, two
/// begin with their path.
///
/// ```
/// use verify_core::url::BaseUrl;
///
/// assert_eq!(BaseUrl::parse("https://example.com/api/")?.as_str(), "https://example.com/api");
/// assert_eq!(BaseUrl::parse("")?, BaseUrl::EMPTY);
/// # Ok::<(), verify_core::url::BaseUrlError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct BaseUrl<'a>(&'a str);

impl<'a> BaseUrl<'a> {
    /// Nothing: URLs begin with their path.
    pub const EMPTY: Self = Self("");

    /// Reads an empty text, or a URL as [`CallbackUrl`] does, here without query and fragment.
    ///
    /// Slashes at its end are dropped, since every path begins with one.
    ///
    /// # Errors
    /// [`BaseUrlError`] for any other text, and for a URL with a query or a fragment.
    pub fn parse(text: &'a str) -> Result<Self, BaseUrlError> {
        if text.is_empty() {
            return Ok(Self::EMPTY);
        }
        CallbackUrl::parse(text).map_err(BaseUrlError::Url)?;
        // A URL is ASCII, so that its bytes are its characters.
        let mut characters = text.chars().enumerate();
        match characters.find(|(_, character)| matches!(character, '?' | '#')) {
            Some((position, found)) => Err(BaseUrlError::Tail { found, position }),
            None => Ok(Self(text.trim_end_matches('/'))),
        }
    }

    /// Returns the URL without slashes at its end.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// As [`BaseUrl::parse`].
impl<'a> TryFrom<&'a str> for BaseUrl<'a> {
    type Error = BaseUrlError;

    fn try_from(text: &'a str) -> Result<Self, BaseUrlError> {
        Self::parse(text)
    }
}

impl AsRef<str> for BaseUrl<'_> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl fmt::Display for BaseUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Why a text is not a [`BaseUrl`].
///
/// ```
/// use verify_core::url::{BaseUrl, BaseUrlError};
///
/// let error = BaseUrl::parse("https://example.com?api").unwrap_err();
/// assert_eq!(error, BaseUrlError::Tail { found: '?', position: 19 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// The text is neither empty nor a URL.
    Url(CallbackUrlError),
    /// A query or a fragment, to which no path can be appended.
    Tail {
        /// The `?` or `#` that begins it.
        found: char,
        /// Its position in characters, from 0.
        position: usize,
    },
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(error) => error.fmt(f),
            Self::Tail { found, position } => write!(
                f,
                "expected a URL without query and fragment, found {found:?} at position {position}"
            ),
        }
    }
}

impl core::error::Error for BaseUrlError {}

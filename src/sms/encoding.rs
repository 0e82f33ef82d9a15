//! [`Encoding`]: what a request asks for.

use core::fmt;
use core::str::FromStr;

/// The encoding that a request asks for (`sms.encoding`).
///
/// It never grows: these are the encodings of the API.
///
/// ```
/// use verify_core::sms::Encoding;
///
/// assert_eq!(Encoding::parse("UCS2"), Ok(Encoding::Ucs2));
/// assert_eq!(Encoding::default().as_str(), "AUTO");
/// assert!("ucs2".parse::<Encoding>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// GSM 7-bit if every character is in its alphabet, else UCS-2.
    #[default]
    Auto,
    /// GSM 7-bit; text outside its alphabet is refused.
    #[doc(alias = "GSM 03.38")]
    Gsm7,
    /// UCS-2, even where GSM 7-bit would do.
    #[doc(alias = "UCS-2")]
    Ucs2,
}

impl Encoding {
    /// Parses a name exactly as [`as_str`](Self::as_str) returns it, in capitals.
    ///
    /// # Errors
    /// The text is another one.
    pub fn parse(name: &str) -> Result<Self, EncodingError> {
        [Self::Auto, Self::Gsm7, Self::Ucs2]
            .into_iter()
            .find(|encoding| encoding.as_str() == name)
            .ok_or(EncodingError)
    }

    /// Returns the name that a request uses: `AUTO`, `GSM7` or `UCS2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "AUTO",
            Self::Gsm7 => "GSM7",
            Self::Ucs2 => "UCS2",
        }
    }
}

impl FromStr for Encoding {
    type Err = EncodingError;

    fn from_str(name: &str) -> Result<Self, EncodingError> {
        Self::parse(name)
    }
}

impl AsRef<str> for Encoding {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not the name of an [`Encoding`].
///
/// ```
/// use verify_core::sms::{Encoding, EncodingError};
///
/// let error: EncodingError = Encoding::parse("UTF8").unwrap_err();
/// assert_eq!(error.to_string(), "expected one of the encodings AUTO, GSM7 or UCS2 (in capitals)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodingError;

impl fmt::Display for EncodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of the encodings AUTO, GSM7 or UCS2 (in capitals)")
    }
}

impl core::error::Error for EncodingError {}

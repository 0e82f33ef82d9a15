//! [`CodeQuery`]: the code in the query of a check.

use core::fmt;

use zeroize::Zeroize;

/// The code that a person entered, from the query of `GET …/sessions/{sessionId}?code=…`.
///
/// It is wiped on drop, and `Debug` does not show it.
///
/// ```
/// use verify_core::request::{CodeQuery, CodeQueryError};
///
/// let code = CodeQuery::parse("code=04%2029&t=1")?.expect("a code is given");
/// assert_eq!(code.as_str(), "04 29");
/// // Without a code, the status is asked for.
/// assert!(CodeQuery::parse("")?.is_none());
/// assert_eq!(CodeQuery::parse("code=").unwrap_err(), CodeQueryError::Empty);
/// # Ok::<(), CodeQueryError>(())
/// ```
#[doc(alias("percent-decoding", "query string"))]
pub struct CodeQuery {
    bytes: [u8; Self::MAX_LEN],
    len: usize,
}

impl CodeQuery {
    /// The most bytes of a code, decoded: far more than any spelling of ten symbols takes.
    pub const MAX_LEN: usize = 128;

    /// Reads the parameter `code` of a query, given without or with the `?` in front of it. `None`
    /// is a query without that parameter.
    ///
    /// Names and values are decoded as the URL Standard decodes
    /// `application/x-www-form-urlencoded`: `+` is a space, and a `%` without two hexadecimal
    /// digits stands for itself. A code of more than [`MAX_LEN`](Self::MAX_LEN) bytes is returned
    /// as `?`, so that it counts as any other wrong one.
    ///
    /// # Errors
    /// [`CodeQueryError`] for a code that is empty, given twice or not UTF-8. Such a request is
    /// refused, and does not count as an attempt.
    pub fn parse(query: &str) -> Result<Option<Self>, CodeQueryError> {
        let query = query.strip_prefix('?').unwrap_or(query);
        let mut codes = query.split('&').filter_map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            Decoded { unread: name.as_bytes() }.eq(*b"code").then_some(value)
        });
        match (codes.next(), codes.next()) {
            (None, _) => Ok(None),
            (Some(""), None) => Err(CodeQueryError::Empty),
            (Some(value), None) => Self::decode(value).map(Some),
            (Some(_), Some(_)) => Err(CodeQueryError::Repeated),
        }
    }

    fn decode(value: &str) -> Result<Self, CodeQueryError> {
        let decoded = Decoded { unread: value.as_bytes() };
        if !is_utf8(decoded.clone()) {
            return Err(CodeQueryError::NotUtf8);
        }
        let mut code = Self { bytes: [0; Self::MAX_LEN], len: decoded.clone().count() };
        if code.len > Self::MAX_LEN {
            code.len = 1;
            code.bytes.fill(b'?');
        } else {
            code.bytes.iter_mut().zip(decoded).for_each(|(slot, byte)| *slot = byte);
        }
        Ok(code)
    }

    /// Returns the code as it was entered: what `check` takes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let text = self.bytes.get(..self.len);
        // Always UTF-8 of that length: the default is never returned.
        text.and_then(|text| str::from_utf8(text).ok()).unwrap_or_default()
    }
}

/// The bytes that a name or a value of a query stands for.
#[derive(Clone)]
struct Decoded<'a> {
    unread: &'a [u8],
}

impl Iterator for Decoded<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        if let [b'%', high, low, later @ ..] = self.unread
            && let (Some(high), Some(low)) = (hexadecimal(*high), hexadecimal(*low))
        {
            self.unread = later;
            return Some(high << 4 | low);
        }
        let (byte, later) = self.unread.split_first()?;
        self.unread = later;
        Some(if *byte == b'+' { b' ' } else { *byte })
    }
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Whether bytes are UTF-8, read character by character, since no memory holds all of them.
fn is_utf8(mut bytes: impl Iterator<Item = u8>) -> bool {
    while let Some(first) = bytes.next() {
        let len = match first {
            0..=0x7F => continue,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0.. => 4,
        };
        let mut character = [first, 0, 0, 0];
        for (slot, byte) in character.iter_mut().take(len).skip(1).zip(bytes.by_ref()) {
            *slot = byte;
        }
        if character.get(..len).is_none_or(|character| str::from_utf8(character).is_err()) {
            return false;
        }
    }
    true
}

impl AsRef<str> for CodeQuery {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Drop for CodeQuery {
    fn drop(&mut self) {
        self.bytes.zeroize();
        self.len.zeroize();
    }
}

/// Does not show the code.
impl fmt::Debug for CodeQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeQuery").finish_non_exhaustive()
    }
}

/// Why a query has no code that can be checked: HTTP 400, code 1000.
///
/// ```
/// use verify_core::request::{CodeQuery, CodeQueryError};
///
/// let error = CodeQuery::parse("code=1234&code=4321").unwrap_err();
/// assert_eq!((error, error.http_status()), (CodeQueryError::Repeated, 400));
/// assert_eq!(error.to_string(), "code: expected one code, found several");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeQueryError {
    /// The code is empty. A query that asks for the status has no `code` at all.
    Empty,
    /// The code is given more than once.
    Repeated,
    /// The decoded code is not UTF-8.
    NotUtf8,
}

impl fmt::Display for CodeQueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "code: expected a code (leave it out to ask for the status), found none",
            Self::Repeated => "code: expected one code, found several",
            Self::NotUtf8 => "code: expected UTF-8, found other bytes",
        })
    }
}

impl core::error::Error for CodeQueryError {}

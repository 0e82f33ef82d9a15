//! [`Code`]: the secret itself.

use core::error::Error;
use core::fmt;
use zeroize::{ZeroizeOnDrop, optimization_barrier};

use super::format::Format;
use super::length::Length;

/// A one-time code, or none ([`EMPTY`](Self::EMPTY)): 12 bytes.
///
/// A code leaves only through [`expose`](Self::expose), and is compared only by
/// [`matches`](Self::matches). It is wiped on drop. A move may leave a copy of the bytes behind on
/// the stack, which safe code cannot reach.
///
/// ```
/// use verify_core::code::{Code, Format};
///
/// let code = Code::parse(Format::Numeric, "123456")?;
/// assert!(code.matches("123 456"));
/// assert_eq!(code.expose(), "123456");
/// # Ok::<(), verify_core::code::CodeError>(())
/// ```
#[doc(alias = "OTP")]
#[doc(alias = "PIN")]
#[doc(alias = "token")]
#[doc(alias = "passcode")]
#[doc(alias = "one-time password")]
pub struct Code {
    /// `length` characters of ASCII and then zeros, up to 10; `length`; the index of the format in
    /// [`Format::ALL`].
    ///
    /// One field, so that it is written and moved in two pieces of 8 and 4 bytes. Written in
    /// smaller pieces, the next move would wait for the store buffer.
    pub(super) bytes: [u8; 12],
}

/// The most characters that a code has.
pub(super) const CAPACITY: usize = Length::MAX.get() as usize;

impl Code {
    /// No code: it matches nothing. It is what [`fill`](Self::fill) starts from, and what a session
    /// holds if its channel sends no code.
    pub const EMPTY: Code = Code { bytes: [0; 12] };

    /// Parses a code of `format` strictly: only its characters, and a dash only where it belongs.
    ///
    /// To compare what a person typed, use [`matches`](Self::matches).
    ///
    /// # Errors
    ///
    /// [`CodeError::Length`] unless there are 3 to 10 characters, otherwise the first character
    /// that is out of place.
    pub fn parse(format: Format, text: &str) -> Result<Code, CodeError> {
        let found = text.chars().count();
        let Some(Ok(length)) = u8::try_from(found).ok().map(Length::new) else {
            return Err(CodeError::Length { found });
        };
        let dash = format.dash(length).map(usize::from);
        let mut code = Code::EMPTY;
        for ((position, character), place) in text.chars().enumerate().zip(&mut code.bytes) {
            *place = match u8::try_from(character) {
                Ok(b'-') if dash == Some(position) => b'-',
                _ if dash == Some(position) => return Err(CodeError::Dash { position }),
                Ok(symbol) if format.has(symbol) => symbol,
                _ => return Err(CodeError::Symbol { format, position }),
            };
        }
        let [.., to_length, to_format] = &mut code.bytes;
        (*to_length, *to_format) = (length.get(), format as u8);
        Ok(code)
    }

    /// Returns the code in plain text, as it is sent: 3 to 10 characters of ASCII, or nothing for
    /// [`EMPTY`](Self::EMPTY).
    ///
    /// This is the only way out for the secret.
    #[must_use]
    pub fn expose(&self) -> &str {
        let text = self.bytes.get(..self.len()).unwrap_or_default();
        str::from_utf8(text).unwrap_or_default()
    }

    /// Returns the format that the code was drawn or parsed in; the default one for
    /// [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn format(&self) -> Format {
        let [.., format] = self.bytes;
        Format::ALL.get(usize::from(format)).copied().unwrap_or_default()
    }

    /// Returns the number of characters, a dash included: 3 to 10, or 0 for
    /// [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn len(&self) -> usize {
        let [.., length, _] = self.bytes;
        usize::from(length)
    }

    /// Returns the code as it is stored: its characters, filled up with zeros to 10, its length,
    /// and the index of its format.
    pub(crate) const fn as_stored(&self) -> &[u8; 12] {
        &self.bytes
    }

    /// Restores [what is stored](Self::as_stored), if a code has these bytes.
    pub(crate) fn from_stored(bytes: &[u8; 12]) -> Option<Code> {
        let [text @ .., length, format] = bytes;
        let format = *Format::ALL.get(usize::from(*format))?;
        let (text, padding) = text.split_at_checked(usize::from(*length))?;
        if padding.iter().any(|byte| *byte != 0) {
            return None;
        }
        if text.is_empty() {
            return (format == Code::EMPTY.format()).then_some(Code::EMPTY);
        }
        Code::parse(format, str::from_utf8(text).ok()?).ok()
    }

    /// Whether this is [`EMPTY`](Self::EMPTY).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Shows the format and the length, never the code.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Code")
            .field("format", &self.format())
            .field("length", &self.len())
            .finish_non_exhaustive()
    }
}

impl Drop for Code {
    #[inline]
    fn drop(&mut self) {
        // Two stores that the compiler must keep, where `Zeroize` would make one per byte.
        self.bytes = [0; 12];
        optimization_barrier(&self.bytes);
    }
}

impl ZeroizeOnDrop for Code {}

/// Why a text is not a code. Positions count characters from 0.
///
/// ```
/// use verify_core::code::{Code, CodeError, Format};
///
/// let error = Code::parse(Format::Numeric, "12E4").unwrap_err();
/// assert_eq!(error, CodeError::Symbol { format: Format::Numeric, position: 2 });
/// assert_eq!(error.to_string(), "expected a digit (0-9) at position 2");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CodeError {
    /// The text does not have 3 to 10 characters.
    Length {
        /// The number of characters.
        found: usize,
    },
    /// A character is not in the format's alphabet.
    Symbol {
        /// The format that was asked for.
        format: Format,
        /// Where the character stands.
        position: usize,
    },
    /// The middle of the code is not `-`.
    Dash {
        /// Where the dash is missing.
        position: usize,
    },
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (expected, position) = match *self {
            CodeError::Length { found } => {
                return write!(f, "expected a code of 3 to 10 characters, found {found}");
            }
            CodeError::Dash { position } => ("a dash", position),
            CodeError::Symbol { format, position } => (format.expected(), position),
        };
        write!(f, "expected {expected} at position {position}")
    }
}

impl Error for CodeError {}

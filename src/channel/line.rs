//! [`Line`]: one line of text, such as a brand.

use core::fmt;

/// One line of text: 1 to `MAX` characters (Unicode scalar values), without control characters and
/// without line or paragraph separators.
///
/// With those, a brand could forge another line of the message.
///
/// ```
/// use verify_core::channel::Line;
///
/// let brand = Line::<30>::parse("Café ABC")?;
/// assert_eq!(brand.as_str(), "Café ABC");
/// assert!(Line::<30>::parse("ABC\nYour code is 0000").is_err());
/// # Ok::<(), verify_core::channel::LineError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line<'a, const MAX: usize>(&'a str);

impl<'a, const MAX: usize> Line<'a, MAX> {
    /// Reads a line without trimming it.
    ///
    /// # Errors
    /// [`LineError`] for an empty text, for too many characters, and for a character that cannot
    /// stand in a line.
    pub fn parse(text: &'a str) -> Result<Self, LineError> {
        if text.is_empty() {
            return Err(LineError::Empty { max: MAX });
        }
        if text.len() <= MAX && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Ok(Self(text));
        }
        let mut characters = text.chars().enumerate();
        if let Some((position, found)) = characters.find(|(_, found)| breaks_line(*found)) {
            return Err(LineError::Control { found, position });
        }
        match text.chars().count() {
            found if found > MAX => Err(LineError::TooLong { max: MAX, found }),
            _ => Ok(Self(text)),
        }
    }

    /// Returns the text as it was given.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// Whether a character is a control character (`Cc`) or separates lines or paragraphs (`Zl`, `Zp`).
fn breaks_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// As [`Line::parse`].
impl<'a, const MAX: usize> TryFrom<&'a str> for Line<'a, MAX> {
    type Error = LineError;

    fn try_from(text: &'a str) -> Result<Self, LineError> {
        Self::parse(text)
    }
}

impl<const MAX: usize> AsRef<str> for Line<'_, MAX> {
    fn as_ref(&self) -> &str {
        self.0
    }
}

impl<const MAX: usize> fmt::Display for Line<'_, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Line<'_, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Line").field(&self.0).finish()
    }
}

/// Why a text is not a [`Line`].
///
/// ```
/// use verify_core::channel::{Line, LineError};
///
/// let error = Line::<30>::parse("ABC\tBank").unwrap_err();
/// assert_eq!(error, LineError::Control { found: '\t', position: 3 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineError {
    /// The text is empty.
    Empty {
        /// The most characters that the line may have.
        max: usize,
    },
    /// The text has too many characters.
    TooLong {
        /// The most characters that the line may have.
        max: usize,
        /// How many characters it has.
        found: usize,
    },
    /// A control character, a line separator or a paragraph separator.
    Control {
        /// The character.
        found: char,
        /// Its position in characters, from 0.
        position: usize,
    },
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { max } => write!(f, "expected 1 to {max} characters, found none"),
            Self::TooLong { max, found } => {
                write!(f, "expected at most {max} characters, found {found}")
            }
            Self::Control { found, position } => write!(
                f,
                "expected one line without control characters, found {found:?} at position \
                 {position}"
            ),
        }
    }
}

impl core::error::Error for LineError {}

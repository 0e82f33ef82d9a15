//! [`Line`]: a name that is shown or passed on.

use core::fmt;

/// One line of text: 1 to `MAX` characters (Unicode scalar values), none of them a control
/// character or a line or paragraph separator, with which a brand could forge the last line of a
/// message.
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
    /// Reads a line as it stands: nothing is trimmed.
    ///
    /// # Errors
    /// There is no character or too many, or one that breaks or controls a line.
    pub fn parse(text: &'a str) -> Result<Self, LineError> {
        if text.is_empty() {
            return Err(LineError::Empty { max: MAX });
        }
        if text.len() <= MAX && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Ok(Self(text));
        }
        if let Some(position) = text.chars().position(breaks_line) {
            return Err(LineError::Control { position });
        }
        match text.chars().count() {
            found if found > MAX => Err(LineError::TooLong { max: MAX, found }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// Unicode's control characters (`Cc`), and its separators of lines and paragraphs (`Zl`, `Zp`).
fn breaks_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
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

/// Why a text is no [`Line`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineError {
    /// There is no character.
    Empty {
        /// The most characters there may be.
        max: usize,
    },
    /// There are too many characters.
    TooLong {
        /// The most characters there may be.
        max: usize,
        /// How many there are.
        found: usize,
    },
    /// A control character, a line separator or a paragraph separator.
    Control {
        /// How many characters stand before it.
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
            Self::Control { position } => {
                write!(
                    f,
                    "expected one line without control characters, found one at position {position}"
                )
            }
        }
    }
}

impl core::error::Error for LineError {}

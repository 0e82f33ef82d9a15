//! [`Line`]: one line of text, such as a brand.

use core::fmt;

use crate::unicode::{self, Effect};

/// One line of text that shows as it is written: 1 to `MAX` characters (Unicode scalar values).
///
/// It has no control characters and no line or paragraph separators, with which a brand could forge
/// another line of the message. It has no bidirectional embeddings, overrides and isolates, which
/// could show the code backwards. It has no characters that show nothing: tags, fillers, zero-width
/// spaces, noncharacters. Joiners, direction marks and variation selectors stand only between
/// characters that show.
///
/// ```
/// use verify_core::channel::Line;
///
/// let brand = Line::<30>::parse("Café ABC")?;
/// assert_eq!(brand.as_str(), "Café ABC");
/// assert!(Line::<30>::parse("ABC\nYour code is 0000").is_err());
/// assert!(Line::<30>::parse("ABC\u{202E}").is_err());
/// # Ok::<(), verify_core::channel::LineError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line<'a, const MAX: usize>(&'a str);

impl<'a, const MAX: usize> Line<'a, MAX> {
    /// Reads a line without trimming it.
    ///
    /// # Errors
    /// [`LineError`] for an empty text, for too many characters, and for a character that cannot
    /// stand in a line, or not at its place.
    pub fn parse(text: &'a str) -> Result<Self, LineError> {
        if text.is_empty() {
            return Err(LineError::Empty { max: MAX });
        }
        if text.len() <= MAX && is_plain(text) {
            return Ok(Self(text));
        }
        check_characters(text)?;
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

/// Whether all characters are printable ASCII, as those of most lines are: eight at a time, then
/// the rest.
fn is_plain(text: &str) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let mut rest = text.as_bytes();
    while let Some((word, later)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        // The high bit of a byte is set if the byte is not ASCII, if it is DEL, or if it is below a
        // space. A carry or a borrow comes only from such a byte.
        let not_plain = word | word.wrapping_add(EACH) | word.wrapping_sub(EACH << 5);
        if not_plain & EACH << 7 != 0 {
            return false;
        }
        rest = later;
    }
    rest.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Checks that each character shows, or stands between two that do.
#[inline(never)]
fn check_characters(text: &str) -> Result<(), LineError> {
    let mut has_shown = false;
    // The first joiner behind the last character that shows.
    let mut pending = None;
    for (position, found) in text.chars().enumerate() {
        match unicode::effect(found) {
            Effect::Shows => (has_shown, pending) = (true, None),
            Effect::Spaces => {}
            Effect::Joins if has_shown => {
                pending = pending.or(Some(LineError::Joiner { found, position }));
            }
            Effect::Joins => return Err(LineError::Joiner { found, position }),
            Effect::Breaks => return Err(LineError::Control { found, position }),
            Effect::Turns => return Err(LineError::Direction { found, position }),
            Effect::Hides => return Err(LineError::Invisible { found, position }),
        }
    }
    pending.map_or(Ok(()), Err)
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
    /// A bidirectional embedding, override or isolate, which turns the direction of the text.
    Direction {
        /// The character.
        found: char,
        /// Its position in characters, from 0.
        position: usize,
    },
    /// A character that shows nothing, such as a zero-width space, a tag or a noncharacter.
    Invisible {
        /// The character.
        found: char,
        /// Its position in characters, from 0.
        position: usize,
    },
    /// A joiner, direction mark or variation selector that does not stand between two characters
    /// that show.
    Joiner {
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
                "expected one line without control characters, found U+{:04X} at position \
                 {position}",
                u32::from(*found)
            ),
            Self::Direction { found, position } => write!(
                f,
                "expected text that does not turn its direction, found U+{:04X} at position \
                 {position}",
                u32::from(*found)
            ),
            Self::Invisible { found, position } => write!(
                f,
                "expected characters that show, found U+{:04X} at position {position}",
                u32::from(*found)
            ),
            Self::Joiner { found, position } => write!(
                f,
                "expected U+{:04X} between characters that show, found it at position {position}",
                u32::from(*found)
            ),
        }
    }
}

impl core::error::Error for LineError {}

//! [`Repetition`]: how often a voice reads the text.

use core::fmt;

/// How often a voice reads the text: 1 to 3 times; by default twice.
///
/// ```
/// use verify_core::channel::Repetition;
///
/// assert_eq!(Repetition::new(3)?, Repetition::MAX);
/// assert_eq!(Repetition::default().get(), 2);
/// # Ok::<(), verify_core::channel::RepetitionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repetition(u8);

impl Repetition {
    /// Once.
    pub const MIN: Self = Self(1);
    /// Three times.
    pub const MAX: Self = Self(3);

    /// So many times.
    ///
    /// # Errors
    /// [`RepetitionError`] below 1 and above 3.
    pub const fn new(times: u8) -> Result<Self, RepetitionError> {
        if Self::MIN.0 <= times && times <= Self::MAX.0 {
            Ok(Self(times))
        } else {
            Err(RepetitionError { found: times })
        }
    }

    /// How often: 1 to 3.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Repetition {
    fn default() -> Self {
        Self(2)
    }
}

/// A text is not read so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepetitionError {
    found: u8,
}

impl fmt::Display for RepetitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a text to be read 1 to 3 times, found {}", self.found)
    }
}

impl core::error::Error for RepetitionError {}

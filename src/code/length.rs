//! [`Length`]: how many characters a code has.

use crate::bounded::bounded;

bounded! {
    /// The number of characters of a code, a dash included: 3 to 10, by default 4. `codeLength` of
    /// a request.
    ///
    /// ```
    /// use verify_core::code::Length;
    ///
    /// let length = Length::new(6)?;
    /// assert_eq!((length.get(), Length::default().get()), (6, 4));
    /// assert!(length < Length::MAX && Length::try_from(11).is_err());
    /// # Ok::<(), verify_core::code::LengthError>(())
    /// ```
    pub struct Length(Characters);

    /// A number is not the [`Length`] of a code.
    ///
    /// ```
    /// use verify_core::code::Length;
    ///
    /// let error = Length::new(11).unwrap_err();
    /// assert_eq!(error.to_string(), "expected a code length of 3 to 10, found 11");
    /// ```
    pub struct LengthError { found: u8 }

    new(characters: u8) keeps Characters::from_within(characters), refuses characters;
    get() -> u8, a number of "characters";
    3 to 10, by default 4;
    expected "a code length of 3 to 10";
}

/// An enum, so that the compiler knows that only 3 to 10 occur.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Characters {
    Three = 3,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    Ten,
}

impl Characters {
    /// Takes a number from 3 to 10.
    const fn from_within(number: u8) -> Self {
        match number {
            ..=3 => Self::Three,
            4 => Self::Four,
            5 => Self::Five,
            6 => Self::Six,
            7 => Self::Seven,
            8 => Self::Eight,
            9 => Self::Nine,
            10.. => Self::Ten,
        }
    }
}

impl Length {
    /// Returns the length as an enum, for a `match` that names every length.
    #[cfg(any(test, target_pointer_width = "64"))]
    #[inline]
    pub(super) const fn characters(self) -> Characters {
        self.0
    }
}

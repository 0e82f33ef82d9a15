//! [`Repetition`]: how often a voice reads the text.

use crate::bounded::bounded;

bounded! {
    /// How often a voice reads the text: 1 to 3 times, by default twice.
    ///
    /// ```
    /// use verify_core::channel::Repetition;
    ///
    /// assert_eq!(Repetition::try_from(3), Ok(Repetition::MAX));
    /// assert_eq!(Repetition::default().get(), 2);
    /// ```
    pub struct Repetition(u8);

    /// A number of times is not a [`Repetition`].
    ///
    /// ```
    /// use verify_core::channel::Repetition;
    ///
    /// let error = Repetition::new(4).unwrap_err();
    /// assert_eq!(error.to_string(), "expected a text to be read 1 to 3 times, found 4");
    /// ```
    pub struct RepetitionError { found: u8 }

    new(times: u8) keeps times, refuses times;
    get() -> u8, a number of "times";
    1 to 3, by default 2;
    expected "a text to be read 1 to 3 times";
}

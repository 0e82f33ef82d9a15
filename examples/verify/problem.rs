//! What is wrong with an input, in a sentence, and where in it.

use std::fmt::Display;

use verify_core::phone::ParseError;
use verify_core::sms::MessageError;

/// What was given, what is wrong with it, and the text with the place in it where it goes wrong.
pub(crate) struct Problem {
    pub(crate) what: &'static str,
    pub(crate) message: String,
    pub(crate) marked: Option<(String, usize)>,
}

impl Problem {
    pub(crate) fn new(what: &'static str, message: impl Display) -> Self {
        Self { what, message: message.to_string(), marked: None }
    }

    /// Shows `text` below the message, and marks the character at `position` if it is known.
    pub(crate) fn marked(mut self, text: &str, position: Option<usize>) -> Self {
        self.marked = position.map(|position| (text.to_owned(), position));
        self
    }
}

/// What is wrong with a phone number.
pub(crate) fn of_number(text: &str, error: ParseError) -> Problem {
    Problem::new("number", error).marked(text, error.position())
}

/// Where a message goes wrong, in characters.
pub(crate) fn position(error: MessageError) -> Option<usize> {
    match error {
        MessageError::NotInAlphabet(error) => Some(error.position()),
        _ => None,
    }
}

//! [`Piece`]: a part of a message.

use core::fmt;

/// A piece of a message with its origin, so that a log can leave the code out.
///
/// It never grows: these are the origins that a template has.
///
/// ```
/// use verify_core::template::{Piece, Template};
///
/// let rendered = Template::new("{code} is your code").render("0429", None);
/// assert!(rendered.pieces().eq([Piece::Code("0429"), Piece::Literal(" is your code")]));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text of the template, or the mark before a code that needs it (see
    /// [`Rendered`](super::Rendered)).
    Literal(&'a str),
    /// The code. `Debug` does not show it.
    Code(&'a str),
    /// The brand.
    Brand(&'a str),
}

impl<'a> Piece<'a> {
    /// Returns the text of the piece.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Literal(text) | Self::Code(text) | Self::Brand(text) => text,
        }
    }
}

impl fmt::Debug for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.debug_tuple("Literal").field(text).finish(),
            Self::Code(_) => f.debug_tuple("Code").finish_non_exhaustive(),
            Self::Brand(text) => f.debug_tuple("Brand").field(text).finish(),
        }
    }
}

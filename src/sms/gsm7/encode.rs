//! Text to septets.

use core::fmt;

use super::alphabet::{ESCAPE, EXTENDED, OUTSIDE, code};
use super::scan::scan;
use crate::buffer::BufferTooSmall;

/// Stands in for a character outside the alphabet when it is replaced.
pub(in crate::sms) const REPLACEMENT: char = '?';

/// Returns the number of septets of a character, 1 or 2; `None` outside the alphabet.
///
/// ```
/// use verify_core::sms::gsm7::septet_count;
///
/// assert_eq!(septet_count('é'), Some(1));
/// assert_eq!(septet_count('€'), Some(2));
/// assert_eq!(septet_count('`'), None);
/// ```
#[must_use]
pub fn septet_count(character: char) -> Option<usize> {
    match code(character) {
        OUTSIDE => None,
        code if code & EXTENDED != 0 => Some(2),
        _ => Some(1),
    }
}

/// Returns the number of septets of a text, escapes included.
///
/// # Errors
/// A character is outside the alphabet.
pub fn encoded_len(text: &str) -> Result<usize, NotInAlphabet> {
    scan(text).map(|(_, septets)| septets).map_err(|offset| NotInAlphabet::at(text, offset))
}

/// Writes a text as septets, one in each byte, and returns the written part of the buffer.
///
/// This is the unpacked form, which SMPP gateways take.
///
/// # Errors
/// A character is outside the alphabet, or the buffer holds less than [`encoded_len`] bytes;
/// nothing is written.
pub fn encode<'b>(text: &str, buffer: &'b mut [u8]) -> Result<&'b mut [u8], EncodeError> {
    let (is_plain, septets) = scan(text).map_err(|offset| NotInAlphabet::at(text, offset))?;
    let septets = BufferTooSmall::split(buffer, septets)?;
    encode_exactly(text, is_plain, septets);
    Ok(septets)
}

/// The first character of a text that is outside the alphabet, and its place.
///
/// ```
/// use verify_core::sms::{Encoding, Message};
///
/// let message = Message::new("Ваш код 0429", Encoding::Auto)?;
/// let outside = message.first_outside_gsm7().unwrap();
/// assert_eq!((outside.found(), outside.position(), outside.offset()), ('В', 0, 0));
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInAlphabet {
    found: char,
    position: usize,
    offset: usize,
}

impl NotInAlphabet {
    pub(crate) const fn new(found: char, position: usize, offset: usize) -> Self {
        Self { found, position, offset }
    }

    /// Returns the character.
    #[must_use]
    pub const fn found(self) -> char {
        self.found
    }

    /// Returns the position of the character, counted in characters (Unicode scalar values) from 0.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position
    }

    /// Returns the byte offset of the character in the UTF-8 text.
    #[must_use]
    pub const fn offset(self) -> usize {
        self.offset
    }

    /// Describes the character at a byte offset that [`scan()`] returned.
    pub(in crate::sms) fn at(text: &str, offset: usize) -> Self {
        let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
        let found = after.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        Self { found, position: before.chars().count(), offset }
    }
}

impl fmt::Display for NotInAlphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, position, .. } = self;
        let point = u32::from(*found);
        write!(
            f,
            "expected a character of the GSM 7-bit alphabet at position {position}, \
             found {found:?} (U+{point:04X})"
        )
    }
}

impl core::error::Error for NotInAlphabet {}

/// Why a text was not written as septets.
///
/// ```
/// use verify_core::sms::gsm7::{EncodeError, encode};
///
/// assert!(matches!(encode("`", &mut [0; 8]), Err(EncodeError::NotInAlphabet(_))));
/// assert!(matches!(encode("code", &mut [0; 3]), Err(EncodeError::BufferTooSmall(_))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// A character is outside the alphabet.
    NotInAlphabet(NotInAlphabet),
    /// The septets do not fit into the buffer.
    BufferTooSmall(BufferTooSmall),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInAlphabet(error) => error.fmt(f),
            Self::BufferTooSmall(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for EncodeError {}

impl From<NotInAlphabet> for EncodeError {
    fn from(error: NotInAlphabet) -> Self {
        Self::NotInAlphabet(error)
    }
}

impl From<BufferTooSmall> for EncodeError {
    fn from(error: BufferTooSmall) -> Self {
        Self::BufferTooSmall(error)
    }
}

/// Writes the septets of a text into a buffer of exactly their number, with [`REPLACEMENT`] in
/// place of each character outside the alphabet.
#[inline]
pub(in crate::sms) fn encode_exactly(text: &str, is_plain: bool, buffer: &mut [u8]) {
    if is_plain {
        encode_plain(text, buffer);
    } else {
        encode_mixed(text, buffer);
    }
}

/// Writes the septets of a text of one septet in each byte.
pub(in crate::sms) fn encode_plain(text: &str, buffer: &mut [u8]) {
    buffer.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = plain_septet(byte));
}

/// Writes the septets of any text.
pub(in crate::sms) fn encode_mixed(text: &str, buffer: &mut [u8]) {
    text.chars().fold(buffer, |buffer, character| push(code(character), buffer));
}

/// Returns the septet of an ASCII character that takes only one.
#[inline]
fn plain_septet(byte: u8) -> u8 {
    let septet = if byte == b'@' { 0x00 } else { byte };
    let septet = if byte == b'$' { 0x02 } else { septet };
    if byte == b'_' { 0x11 } else { septet }
}

/// Writes the septets of one character and returns the rest of the buffer.
#[inline]
fn push(code: u8, buffer: &mut [u8]) -> &mut [u8] {
    match (code, buffer) {
        (OUTSIDE, [first, rest @ ..]) => {
            *first = REPLACEMENT as u8;
            rest
        }
        (..EXTENDED, [first, rest @ ..]) => {
            *first = code;
            rest
        }
        (EXTENDED.., [first, second, rest @ ..]) => {
            (*first, *second) = (ESCAPE, code & !EXTENDED);
            rest
        }
        (_, rest) => rest,
    }
}

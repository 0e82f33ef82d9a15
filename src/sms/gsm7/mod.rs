//! The GSM 7-bit default alphabet: characters to septets, septets to octets, and back.
//!
//! A character of the alphabet is one septet; one of its extension table is an escape and a second
//! septet (3GPP TS 23.038, 6.2.1 and 6.2.1.1). Text becomes septets, one in each byte, with
//! [`encode`]; septets become the octets of a short message with [`pack()`]. [`unpack`] and
//! [`decode`] lead back.
//!
//! ```
//! use verify_core::sms::gsm7;
//!
//! let (mut septets, mut octets) = ([0; 160], [0; 140]);
//! let septets = gsm7::encode("5 €", &mut septets)?;
//! assert_eq!(septets, [0x35, 0x20, 0x1B, 0x65]);
//! let octets = gsm7::pack(septets, &mut octets)?;
//! assert_eq!(gsm7::decode(gsm7::unpack(octets).take(4)).to_string(), "5 €");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alphabet;
mod pack;
mod scan;

use core::borrow::Borrow;
use core::fmt;

use super::BufferTooSmall;
use super::charset::Coding;
use alphabet::{AFTER_ESCAPE, DEFAULT, ESCAPE, EXTENDED, OUTSIDE, code};

pub(super) use pack::pack_exactly;
pub use pack::{Unpack, pack, pack_ussd, packed_len, unpack, unpack_ussd};
pub(super) use scan::{scan, scan_replacing, within};

/// What stands for a character outside the alphabet where it is replaced.
pub(super) const REPLACEMENT: char = '?';

/// The septets that a character takes, 1 or 2; `None` outside the alphabet.
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

/// The septets that a text takes, escapes included.
///
/// # Errors
/// A character is outside the alphabet.
pub fn encoded_len(text: &str) -> Result<usize, NotInAlphabet> {
    scan(text).map(|(_, septets)| septets).map_err(|offset| NotInAlphabet::at(text, offset))
}

/// Writes a text as septets, one in each byte, and gives the part of the buffer that was written.
///
/// This is the unpacked form that SMPP gateways take.
///
/// # Errors
/// A character is outside the alphabet, or the buffer holds less than [`encoded_len`] bytes;
/// nothing is written.
pub fn encode<'b>(text: &str, buffer: &'b mut [u8]) -> Result<&'b mut [u8], EncodeError> {
    let (coding, septets) = scan(text).map_err(|offset| NotInAlphabet::at(text, offset))?;
    let septets = BufferTooSmall::split(buffer, septets)?;
    encode_exactly(text, coding, septets);
    Ok(septets)
}

/// The text that septets stand for, one septet in each byte.
///
/// Total, as a phone is (3GPP TS 23.038, 6.2.1.1): after an escape, a septet that the extension
/// table lacks is shown as in the default alphabet, and a second escape as a space, as is a lone
/// one at the end. A byte above 0x7F is no septet and gives U+FFFD.
///
/// ```
/// use verify_core::sms::gsm7::decode;
///
/// assert!(decode(b"\x1B\x65 \x1Ba").eq("€ a".chars()));
/// ```
pub fn decode<I>(septets: I) -> Decode<I::IntoIter>
where
    I: IntoIterator<Item: Borrow<u8>>,
{
    Decode { septets: septets.into_iter() }
}

/// The characters that septets stand for, from [`decode`]; writes them with `Display`.
#[derive(Clone)]
pub struct Decode<I> {
    septets: I,
}

impl<I: Iterator<Item: Borrow<u8>>> Iterator for Decode<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let septet = *self.septets.next()?.borrow();
        let (table, septet) = match septet {
            ESCAPE => (&AFTER_ESCAPE, self.septets.next().map_or(ESCAPE, |next| *next.borrow())),
            _ => (&DEFAULT, septet),
        };
        Some(table.get(usize::from(septet)).copied().unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (fewest, most) = self.septets.size_hint();
        (fewest.div_ceil(2), most)
    }
}

impl<I: Iterator<Item: Borrow<u8>> + Clone> fmt::Display for Decode<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clone().try_for_each(|character| fmt::Write::write_char(f, character))
    }
}

/// Shows no text: it may hold a code.
impl<I> fmt::Debug for Decode<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decode").finish_non_exhaustive()
    }
}

/// The first character of a text that is outside the alphabet, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInAlphabet {
    character: char,
    position: usize,
    offset: usize,
}

impl NotInAlphabet {
    /// The character.
    #[must_use]
    pub const fn character(self) -> char {
        self.character
    }

    /// How many characters (Unicode scalar values) stand before it.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position
    }

    /// How many bytes of UTF-8 stand before it.
    #[must_use]
    pub const fn offset(self) -> usize {
        self.offset
    }

    /// Describes the character at a byte offset that [`scan()`] gave.
    pub(super) fn at(text: &str, offset: usize) -> Self {
        let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
        let character = after.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        Self { character, position: before.chars().count(), offset }
    }
}

impl fmt::Display for NotInAlphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { character, position, .. } = self;
        let point = u32::from(*character);
        write!(
            f,
            "expected a character of the GSM 7-bit alphabet at position {position}, found {character:?} (U+{point:04X})"
        )
    }
}

impl core::error::Error for NotInAlphabet {}

/// Why a text was not written as septets.
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

/// Writes the septets of a text, [`REPLACEMENT`] for what is outside the alphabet, into a buffer of
/// their number.
pub(super) fn encode_exactly(text: &str, coding: Coding, buffer: &mut [u8]) {
    match coding {
        Coding::Plain => {
            buffer.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = plain_septet(byte));
        }
        _ => {
            text.chars().fold(buffer, |buffer, character| push(code(character), buffer));
        }
    }
}

/// The septet of an ASCII character that takes one.
#[inline]
fn plain_septet(byte: u8) -> u8 {
    let septet = if byte == b'@' { 0x00 } else { byte };
    let septet = if byte == b'$' { 0x02 } else { septet };
    if byte == b'_' { 0x11 } else { septet }
}

/// Writes one character's septets and gives the rest of the buffer.
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

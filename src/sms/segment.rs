//! Splits a text into segments.

use core::fmt;
use core::iter::FusedIterator;

use super::coding::Coding;
use super::gsm7;

/// Bytes weighed in one step. A weight is a sum of comparisons, which the compiler turns into
/// vector instructions.
const STEP: usize = 32;

/// Iterator over the segments of a message, from [`Message::segments`](super::Message::segments).
///
/// ```
/// use verify_core::sms::{Encoding, Message};
///
/// let text = "ありがとう".repeat(20);
/// let segments = Message::new(&text, Encoding::Auto)?.segments();
/// assert_eq!(segments.len(), 2);
/// assert!(segments.map(|segment| segment.units()).eq([67, 33]));
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone)]
pub struct Segments<'a> {
    rest: &'a str,
    coding: Coding,
    units: usize,
    capacity: usize,
    number: usize,
    total: usize,
}

impl<'a> Segments<'a> {
    pub(super) const fn new(
        rest: &'a str,
        coding: Coding,
        units: usize,
        total: usize,
        capacity: usize,
    ) -> Self {
        Self { rest, coding, units, capacity, number: 0, total }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        if self.number >= self.total {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let (text, units) = if self.number == self.total {
            (self.rest, self.units)
        } else {
            cut(self.rest, self.coding, self.capacity)
        };
        self.rest = self.rest.get(text.len()..).unwrap_or_default();
        self.units = self.units.saturating_sub(units);
        Some(Segment { text, coding: self.coding, units, number: self.number, total: self.total })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.total.saturating_sub(self.number);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Segments<'_> {}

impl FusedIterator for Segments<'_> {}

impl fmt::Debug for Segments<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segments").field("left", &self.len()).finish_non_exhaustive()
    }
}

/// One segment of a message: the part of its text that one short message carries.
///
/// `Display` writes it as the phone shows it. `Debug` hides it, since it may hold a code.
///
/// ```
/// use verify_core::sms::{Encoding, Message};
///
/// let message = Message::new("Your code is 0429", Encoding::Auto)?;
/// let segment = message.segments().next().unwrap();
/// assert_eq!((segment.text(), segment.units()), ("Your code is 0429", 17));
/// assert_eq!((segment.number(), segment.total()), (1, 1));
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    text: &'a str,
    coding: Coding,
    units: usize,
    number: usize,
    total: usize,
}

impl<'a> Segment<'a> {
    /// Returns this part of the text as it was given, before any replacement.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the units of this part: septets of GSM 7-bit, escapes included, or UTF-16 code
    /// units.
    #[must_use]
    pub const fn units(&self) -> usize {
        self.units
    }

    /// Returns the number of the segment, counted from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// Returns the number of segments of the message.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.total
    }
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.coding.show(self.text, f)
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment")
            .field("number", &self.number)
            .field("total", &self.total)
            .field("units", &self.units)
            .finish_non_exhaustive()
    }
}

/// Counts the segments of a text of `units`, where each of several holds `capacity` units.
#[inline]
pub(super) fn count(text: &str, coding: Coding, units: usize, capacity: usize) -> usize {
    if units <= coding.charset().single_capacity() {
        return 1;
    }
    // A segment is full, or one unit short if the next character takes two. This mostly settles the
    // number.
    let fewest = units.div_ceil(capacity.max(1));
    let most = units.div_ceil(capacity.saturating_sub(1).max(1));
    if fewest == most || coding.is_plain() { fewest } else { walk(text, coding, capacity) }
}

fn walk(text: &str, coding: Coding, capacity: usize) -> usize {
    let mut segments = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        let (segment, _) = cut(rest, coding, capacity);
        segments = segments.saturating_add(1);
        rest = rest.get(segment.len().max(1)..).unwrap_or_default();
    }
    segments
}

/// Returns the longest prefix of a text that takes at most `capacity` units, and its units.
fn cut(text: &str, coding: Coding, capacity: usize) -> (&str, usize) {
    if coding.is_plain() {
        (text.get(..capacity).unwrap_or(text), capacity.min(text.len()))
    } else if coding.is_ucs2() {
        cut_by_weight(text, capacity, utf16_weight)
    } else if coding.is_replacing() {
        cut_by_character(text, capacity)
    } else {
        cut_by_weight(text, capacity, gsm7_weight)
    }
}

/// Cuts a text by the weight of its bytes. The first byte of a character carries all its weight,
/// so a cut always falls before a first byte.
#[inline]
fn cut_by_weight(text: &str, capacity: usize, weight: impl Fn(u8) -> u8) -> (&str, usize) {
    let mut left = capacity;
    let mut rest = text.as_bytes();
    while let Some((step, tail)) = rest.split_first_chunk::<STEP>()
        && let Some(after) = left.checked_sub(weigh(step, &weight))
    {
        (left, rest) = (after, tail);
    }
    while let Some((byte, tail)) = rest.split_first()
        && let Some(after) = left.checked_sub(usize::from(weight(*byte)))
    {
        (left, rest) = (after, tail);
    }
    let length = text.len().saturating_sub(rest.len());
    (text.get(..length).unwrap_or(text), capacity.saturating_sub(left))
}

/// Cuts a text character by character: the first byte does not tell whether a character is
/// replaced, since `€` shares its own with others.
fn cut_by_character(text: &str, capacity: usize) -> (&str, usize) {
    let mut left = capacity;
    let end = text.char_indices().find(|(_, character)| {
        match left.checked_sub(gsm7::septet_count(*character).unwrap_or(1)) {
            Some(after) => left = after,
            None => return true,
        }
        false
    });
    (end.and_then(|(offset, _)| text.get(..offset)).unwrap_or(text), capacity.saturating_sub(left))
}

/// Returns the weight of at most [`STEP`] bytes, summed in one byte so that vectors stay full.
#[inline]
fn weigh(step: &[u8], weight: impl Fn(u8) -> u8) -> usize {
    usize::from(step.iter().map(|&byte| weight(byte)).fold(0, u8::wrapping_add))
}

/// Returns the septets of the character that starts with this byte, in a text within the alphabet;
/// 0 inside a character.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator branches, which a vector cannot")]
fn gsm7_weight(byte: u8) -> u8 {
    // `€` is the alphabet's only character of three bytes.
    let two = gsm7::within(byte, b'[', b'^')
        | gsm7::within(byte, b'{', b'~')
        | (byte == b'\x0C')
        | (byte == 0xE2);
    u8::from(is_first(byte)).saturating_add(u8::from(two))
}

/// Returns the code units of the character that starts with this byte; 0 inside a character.
#[inline]
fn utf16_weight(byte: u8) -> u8 {
    u8::from(is_first(byte)).saturating_add(u8::from(byte >= 0xF0))
}

/// Whether a byte of UTF-8 starts a character.
#[inline]
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Counts the UTF-16 code units of a text.
pub(super) fn utf16_units(text: &str) -> usize {
    text.as_bytes().chunks(STEP).map(|step| weigh(step, utf16_weight)).sum()
}

/// Writes a text as UTF-16, big-endian, as far as the buffer reaches.
pub(super) fn encode_utf16(text: &str, buffer: &mut [u8]) {
    text.chars().fold(buffer.as_chunks_mut().0, |pairs, character| {
        let mut units = [0; 2];
        match (&*character.encode_utf16(&mut units), pairs) {
            ([unit], [pair, rest @ ..]) => {
                *pair = unit.to_be_bytes();
                rest
            }
            ([high, low], [first, second, rest @ ..]) => {
                (*first, *second) = (high.to_be_bytes(), low.to_be_bytes());
                rest
            }
            (_, rest) => rest,
        }
    });
}

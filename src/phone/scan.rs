//! From text to digits: which characters are skipped, which are digits, which are refused.

use super::digits::{BITS, Digits, KEPT, LongDigits};
use super::error::{MAX_CHARACTERS, ParseError};
use crate::unicode::{decimal_digit, is_dash, is_invisible};

/// What was typed, without the characters that are skipped.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) digits: LongDigits,
    /// Whether a `+` leads.
    pub(super) plus: bool,
    /// Where the first digit stands, in characters from 0.
    pub(super) first_digit: usize,
}

/// Reads most of what is typed: 8 to 24 ASCII characters, at most sixteen of them digits, the
/// others common separators, with or without a `+` in front.
///
/// No character is decoded and no digit waits for another: eight are judged and packed at a time,
/// then the gap of each separator is closed.
#[inline]
pub(super) fn scan_plain(text: &str) -> Option<Digits> {
    let bytes = text.as_bytes();
    if bytes.len() > 16 {
        return scan_long(bytes);
    }
    let second = values(*bytes.last_chunk()?, bytes.len().wrapping_sub(8));
    let digits = digits(bytes, values(*bytes.first_chunk()?, 8), second);
    (digits.len > 0).then_some(digits)
}

/// Reads 17 to 24 characters as [`scan_plain`] does.
#[inline(never)]
fn scan_long(bytes: &[u8]) -> Option<Digits> {
    let (sixteen, rest) = bytes.split_first_chunk::<16>()?;
    if rest.len() > 8 || rest.first() == Some(&b'+') {
        return None;
    }
    let [first, second] = *sixteen.as_chunks::<8>().0 else { return None };
    let leading = digits(sixteen, values(first, 8), values(second, 8));
    let rest = digits(rest, values(*bytes.last_chunk()?, rest.len()), 0);
    let is_plain = leading.len > 0 && rest.len > 0;
    (is_plain && leading.len.wrapping_add(rest.len) <= KEPT).then(|| rest.behind(leading))
}

/// Packs the digits of at most sixteen characters, given as bytes and as [`values`]. Where another
/// character is among them it returns [`Digits::NONE`] rather than an `Option`, so that the result
/// stays in registers.
fn digits(bytes: &[u8], first: u64, second: u64) -> Digits {
    let mut high = packed(first) << 32 | packed(second);
    let mut others = above_nine(first) | above_nine(second) << 8;
    let mut place = 60_u32;
    let mut len = u32::try_from(bytes.len()).unwrap_or_default();
    if are_beyond(first, second) {
        return Digits::NONE;
    }
    while others != 0 {
        let at = others.trailing_zeros();
        others &= others.wrapping_sub(1);
        let byte = usize::try_from(at).ok().and_then(|at| bytes.get(at));
        if !byte.is_some_and(|&byte| is_separator(byte) || byte == b'+' && at == 0) {
            return Digits::NONE;
        }
        let before = u64::MAX.wrapping_shl(place.wrapping_sub(at.wrapping_mul(BITS)));
        high = high & before << BITS | (high & !before) << BITS;
        place = place.wrapping_add(BITS);
        len = len.wrapping_sub(1);
    }
    Digits { high, len }
}

/// The values of the last `count` of eight characters, the first one lowest: 0 to 9 for a digit,
/// at most 0x1F for a separator.
#[inline]
fn values(bytes: [u8; 8], count: usize) -> u64 {
    let values = u64::from_le_bytes(bytes) ^ each(b'0');
    // All eight may have to go, and an integer cannot be shifted by its whole width at once.
    let half = u32::try_from(8_usize.wrapping_sub(count)).unwrap_or_default().wrapping_mul(4);
    values.wrapping_shr(half).wrapping_shr(half)
}

/// Whether a value is above 0x1F, as those of digits and separators never are.
#[inline]
const fn are_beyond(first: u64, second: u64) -> bool {
    (first | second) & each(0xE0) != 0
}

#[inline]
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// One bit for each value above nine; all are at most 0x1F. The product gathers the eight top bits.
#[inline]
const fn above_nine(values: u64) -> u64 {
    (values.wrapping_add(each(0x76)) & each(0x80)).wrapping_mul(0x0002_0408_1020_4081) >> 56
}

/// The low four bits of each value, the first one on top.
#[inline]
const fn packed(values: u64) -> u64 {
    let ones = values & each(0xF);
    let twos = (ones << 4 | ones >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos << 8 | twos >> 16) & 0x0000_FFFF_0000_FFFF;
    (fours << 16 | fours >> 32) & 0xFFFF_FFFF
}

/// One bit for each of ` ()-./`, which all lie in 0x20 to 0x2F.
#[inline]
const fn is_separator(byte: u8) -> bool {
    const BITS: u64 = 1 << b' ' | 1 << b'(' | 1 << b')' | 1 << b'-' | 1 << b'.' | 1 << b'/';
    byte < 64 && BITS >> byte & 1 == 1
}

/// Reads all that may be typed, character by character.
#[cold]
pub(super) fn scan_any(text: &str) -> Result<Typed, ParseError> {
    let mut digits = LongDigits::short(Digits::NONE);
    let mut first_digit = None;
    let mut plus = false;
    let mut scheme = false;
    let mut characters = text.chars();
    let mut position = 0_usize;
    while let Some(character) = characters.next() {
        if position >= MAX_CHARACTERS {
            return Err(ParseError::TooManyCharacters);
        }
        let has_begun = plus || first_digit.is_some();
        match character {
            '+' | '\u{FF0B}' if !has_begun => plus = true,
            't' | 'T'
                if !has_begun
                    && !scheme
                    && let Some(rest) = after_scheme(characters.as_str()) =>
            {
                scheme = true;
                characters = rest.chars();
                position = position.saturating_add(3);
            }
            _ => match decimal_digit(character) {
                Some(digit) => {
                    first_digit = first_digit.or(Some(position));
                    digits.push(digit);
                }
                None if is_skipped(character) => {}
                None => return Err(ParseError::UnexpectedCharacter { character, position }),
            },
        }
        position = position.saturating_add(1);
    }
    match first_digit {
        // The scheme, which is one step, may lie across the end.
        _ if position > MAX_CHARACTERS => Err(ParseError::TooManyCharacters),
        None => Err(ParseError::NoDigits),
        Some(first_digit) => Ok(Typed { digits, plus, first_digit }),
    }
}

/// The text after the `tel:` of RFC 3966, whose `t` has been read.
fn after_scheme(rest: &str) -> Option<&str> {
    let (scheme, number) = rest.split_at_checked(3)?;
    scheme.eq_ignore_ascii_case("el:").then_some(number)
}

/// Whether people, keyboards and copied pages put this character among digits.
fn is_skipped(character: char) -> bool {
    /// Those of ASCII with their small forms, full-width forms and look-alikes.
    const BRACKETS: &str = "()[]{}﹙﹚﹛﹜﹝﹞（）［］｛｝";
    const DOTS_SLASHES_TILDES: &str = "./~·․‧・﹒．⁄∕／⁓∼～";
    character.is_whitespace()
        || is_dash(character)
        || is_invisible(character)
        // `str::contains` would link in a substring search: 0.9 KiB of flash and four panics.
        || BRACKETS.chars().chain(DOTS_SLASHES_TILDES.chars()).any(|skipped| skipped == character)
}

impl Typed {
    /// What [`scan_plain`] read.
    pub(super) fn plain(text: &str, digits: Digits) -> Self {
        let first_digit = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or_default();
        let plus = text.starts_with('+');
        Self { digits: LongDigits::short(digits), plus, first_digit }
    }
}

#[cfg(test)]
mod tests;

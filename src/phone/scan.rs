//! From text to digits: what is skipped, what is a digit, what is an error.

use super::ParseError;
use crate::unicode::{decimal_digit, is_dash, is_invisible};

/// How many characters of input are looked at.
pub(super) const MAX_CHARACTERS: u8 = 64;

/// What was typed, with everything but its digits and its `+` gone.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) digits: Digits,
    /// The digits from the 17th on, as in [`Digits`]: no number has as many, but one behind
    /// prefixes may.
    more: u64,
    /// Whether a `+` leads.
    pub(super) plus: bool,
}

/// A row of decimal digits, four bits each (BCD), the first one on top and zeros behind the last.
///
/// Prefixes are compared and dropped by shifts, and no digit waits for the one before it. A value
/// in binary needs a multiplication for each digit and a division for each prefix: it took 1.4
/// times as long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// The first sixteen.
    pub(super) high: u64,
    /// How many there are, also if it is more than sixteen.
    pub(super) len: u32,
}

const BITS: u32 = 4;
const KEPT: u32 = 16;

/// Most of what is typed: 8 to 24 ASCII characters, sixteen of them digits at most, the others
/// common separators, behind a `+` or not.
///
/// No character is decoded and no digit waits for another: eight are judged and packed at a time,
/// then the place of each separator is closed. A fifth of [`scan_any`]; steps of four characters,
/// separators one by one, took 1.3 times as long.
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

/// As [`scan_plain`], for 17 to 24 characters.
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

/// The digits among at most sixteen characters, whose values are given as well, zeros behind the
/// last. None where another character is among them: that comes back in registers.
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

/// The values of the last `count` of eight characters, the first one lowest: 0 to 9 for a digit, at
/// most 0x1F for a separator.
#[inline]
fn values(bytes: [u8; 8], count: usize) -> u64 {
    let values = u64::from_le_bytes(bytes) ^ each(b'0');
    // All eight may have to go, by which no integer is shifted at once.
    let half = u32::try_from(8_usize.wrapping_sub(count)).unwrap_or_default().wrapping_mul(4);
    values.wrapping_shr(half).wrapping_shr(half)
}

/// Whether a value is above 0x1F, which no digit's and no separator's is.
#[inline]
const fn are_beyond(first: u64, second: u64) -> bool {
    (first | second) & each(0xE0) != 0
}

#[inline]
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// One bit for each value above nine, of at most 0x1F. The product gathers the eight top bits.
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

/// All that may be typed, character by character.
#[cold]
pub(super) fn scan_any(text: &str) -> Result<Typed, ParseError> {
    let mut typed = Typed::plain(Digits::NONE, false);
    let mut scheme = false;
    let mut characters = text.chars();
    let mut position = 0_u8;
    while let Some(character) = characters.next() {
        if position >= MAX_CHARACTERS {
            return Err(ParseError::TooManyCharacters);
        }
        let has_begun = typed.plus || typed.digits.len > 0;
        match character {
            '+' | '\u{FF0B}' if !has_begun => typed.plus = true,
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
                Some(digit) => typed.push(digit),
                None if is_skipped(character) => {}
                None => return Err(ParseError::UnexpectedCharacter { character, position }),
            },
        }
        position = position.saturating_add(1);
    }
    match typed.digits.len {
        // The scheme, which is one step, may lie across the end.
        _ if position > MAX_CHARACTERS => Err(ParseError::TooManyCharacters),
        0 => Err(ParseError::NoDigits),
        _ => Ok(typed),
    }
}

/// Where the first digit of `text` stands, in characters.
#[cold]
pub(super) fn first_digit(text: &str) -> u8 {
    let before = text.chars().take_while(|&character| decimal_digit(character).is_none());
    u8::try_from(before.count()).unwrap_or(MAX_CHARACTERS)
}

/// What follows the `tel:` of RFC 3966, of which the `t` was read.
fn after_scheme(rest: &str) -> Option<&str> {
    let (scheme, number) = rest.split_at_checked(3)?;
    scheme.eq_ignore_ascii_case("el:").then_some(number)
}

/// Characters that people, keyboards and copied pages put among digits.
fn is_skipped(character: char) -> bool {
    /// In ASCII, and their small and full-width forms and look-alikes.
    const BRACKETS: &str = "()[]{}﹙﹚﹛﹜﹝﹞（）［］｛｝";
    const DOTS_SLASHES_TILDES: &str = "./~·․‧・﹒．⁄∕／⁓∼～";
    character.is_whitespace()
        || is_dash(character)
        || is_invisible(character)
        // `str::contains` would bring a search for texts along: 0.9 KiB of flash and four panics.
        || BRACKETS.chars().chain(DOTS_SLASHES_TILDES.chars()).any(|skipped| skipped == character)
}

impl Typed {
    pub(super) const fn plain(digits: Digits, plus: bool) -> Self {
        Self { digits, more: 0, plus }
    }

    /// The digits behind `prefix`, if they begin with it.
    pub(super) fn after(&self, prefix: Digits) -> Option<Digits> {
        let rest = self.digits.after(prefix)?;
        let missing = KEPT.wrapping_sub(prefix.len).wrapping_mul(BITS);
        Some(Digits { high: rest.high | self.more.wrapping_shr(missing), ..rest })
    }

    fn push(&mut self, digit: u8) {
        match self.digits.len {
            ..KEPT => self.digits = self.digits.with(digit),
            len => {
                if let Some(at) = len.checked_sub(KEPT).filter(|&at| at < KEPT) {
                    self.more |= digit_at(at, digit);
                }
                self.digits.len = len.saturating_add(1);
            }
        }
    }
}

impl Digits {
    /// Not one.
    const NONE: Self = Self { high: 0, len: 0 };

    /// The digits in `text`, at most sixteen.
    pub(super) const fn of(text: &str) -> Self {
        let mut digits = Self::NONE;
        let mut rest = text.as_bytes();
        while let [digit, after @ ..] = rest {
            digits = digits.with(*digit & 0xF);
            rest = after;
        }
        digits
    }

    /// The digits of a number, if they are 15 at most.
    pub(super) const fn of_number(number: u64) -> Option<Self> {
        let mut digits = Self::NONE;
        let mut rest = number;
        while rest > 0 {
            digits.high = digits.high >> BITS | digit_at(0, (rest % 10) as u8);
            digits.len = digits.len.saturating_add(1);
            rest /= 10;
        }
        if digits.len < KEPT { Some(digits) } else { None }
    }

    /// One to three digits on top of 16 bits, and how many they are in the last four: `0x4402`.
    #[inline]
    pub(super) fn of_short(code: u16) -> Self {
        Self { high: u64::from(code & 0xFFF0) << 48, len: u32::from(code & 0xF) }
    }

    /// Whether they begin with the digits of `prefix`, at most 15.
    #[inline]
    pub(super) const fn begin_with(self, prefix: Self) -> bool {
        self.first(prefix.len) == prefix.high && self.len >= prefix.len
    }

    /// What follows `prefix`, at most 15 digits, if they begin with it.
    #[inline]
    pub(super) fn after(self, prefix: Self) -> Option<Self> {
        if self.begin_with(prefix) { self.without(prefix.len) } else { None }
    }

    /// What follows the first `count` digits, at most 15, if there are as many.
    #[inline]
    pub(super) fn without(self, count: u32) -> Option<Self> {
        let len = self.len.checked_sub(count)?;
        Some(Self { high: self.high.wrapping_shl(count.wrapping_mul(BITS)), len })
    }

    /// The first `count` digits, at most 15, if there are as many.
    pub(super) fn leading(self, count: u32) -> Option<Self> {
        (count <= self.len).then_some(Self { high: self.first(count), len: count })
    }

    /// These digits behind `leading`, sixteen at most together.
    #[inline]
    pub(super) const fn behind(self, leading: Self) -> Self {
        let high = leading.high | self.high.wrapping_shr(leading.len.wrapping_mul(BITS));
        Self { high, len: self.len.wrapping_add(leading.len) }
    }

    const fn with(self, digit: u8) -> Self {
        Self { high: self.high | digit_at(self.len, digit), len: self.len.saturating_add(1) }
    }

    #[inline]
    const fn first(self, count: u32) -> u64 {
        self.high & !u64::MAX.wrapping_shr(count.wrapping_mul(BITS))
    }
}

/// A digit at a place from 0 to 15.
const fn digit_at(place: u32, digit: u8) -> u64 {
    (digit as u64).wrapping_shl(60_u32.wrapping_sub(place.wrapping_mul(BITS)))
}

#[cfg(test)]
mod tests;

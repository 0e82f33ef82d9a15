//! [`Code::matches`]: what a person typed, read leniently and compared in constant time.
//!
//! The work depends on what was typed, on the format and on the length, all of which a guesser
//! knows. It never depends on the code or on where the first wrong character stands.

use super::format::Format;
use super::length::Length;
use super::marks::is_mark;
use super::value::{CAPACITY, Code};
use crate::unicode::{class, decimal_digit};
use subtle::ConstantTimeEq;

impl Code {
    /// Whether `entered` is this code, read as a person means it and compared in constant time.
    ///
    /// - White space, dashes and invisible characters are ignored everywhere.
    /// - Quotes, brackets and the marks of a sentence are dropped at either end, since people copy
    ///   them along: `012345.`, `"012345"`, `【012345】`. Between characters of the code they are
    ///   wrong.
    /// - Decimal digits of every script are digits, and full-width letters are letters.
    /// - Letters are folded to capitals, except for [`Format::Alphanumeric`], where case matters.
    /// - For [`Format::Numeric`] and [`Format::NumericWithDash`], `O` and `o` are read as `0`, `I`
    ///   and `l` as `1`.
    /// - For [`Format::AlphanumericEasy`], `O` and `Q` are read as `0`, `I` as `1`, `Z` as `2` and
    ///   `S` as `5`.
    ///
    /// [`Code::EMPTY`] matches no entry, and an empty entry matches no code.
    ///
    /// ```
    /// use verify_core::code::{Code, Format};
    ///
    /// let code = Code::parse(Format::AlphanumericEasy, "5A1B0")?;
    /// assert!(code.matches("5A1B0") && code.matches(" sa-ib-o "));
    /// assert!(!code.matches("5A1B") && !code.matches("5A1B01"));
    /// # Ok::<(), verify_core::code::CodeError>(())
    /// ```
    #[must_use]
    pub fn matches(&self, entered: &str) -> bool {
        let [text @ .., length, _] = &self.bytes;
        let Ok(length) = Length::new(*length) else {
            return false; // no code
        };
        let as_digits = digits(entered, length);
        #[cfg(target_pointer_width = "64")]
        let as_digits = as_digits.or_else(|| match self.format().dash(length) {
            None => digits_apart(entered),
            Some(_) => None,
        });
        match as_digits.or_else(|| read(entered, self.format(), self.format().dash(length))) {
            // Texts are filled up with zeros, and no symbol is zero: equal texts have equal
            // lengths.
            Some(entered) => text.ct_eq(&entered).into(),
            None => false,
        }
    }
}

/// Returns the text of a code that was typed as it is sent, if it is all digits, which every format
/// reads as they are.
fn digits(entered: &str, length: Length) -> Option<[u8; CAPACITY]> {
    let mut text = [0; CAPACITY];
    if entered.len() != usize::from(length.get()) {
        return None;
    }
    for (place, byte) in text.iter_mut().zip(entered.as_bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        *place = *byte;
    }
    Some(text)
}

/// Returns the text of a code that was typed as digits with spaces and dashes between them.
#[cfg(any(test, target_pointer_width = "64"))]
fn digits_apart(entered: &str) -> Option<[u8; CAPACITY]> {
    let mut text = [0; CAPACITY];
    let mut places = text.iter_mut();
    for byte in entered.bytes() {
        match byte {
            b'0'..=b'9' => *places.next()? = byte,
            b' ' | b'-' => {}
            _ => return None,
        }
    }
    Some(text)
}

/// Reads the text of the code that was typed, with its dash at the index where it belongs. Returns
/// `None` if no code has such a text.
///
/// Stops at the first character that has no place in a code, and at the eleventh symbol.
fn read(entered: &str, format: Format, dash: Option<u8>) -> Option<[u8; CAPACITY]> {
    let mut text = [0; CAPACITY];
    let mut places = (0..).zip(&mut text);
    let mut characters = entered.chars();
    while let Some(character) = characters.next() {
        match symbol(character, format) {
            Some(symbol) => {
                let (index, mut place) = places.next()?;
                if dash == Some(index) {
                    *place = b'-';
                    (_, place) = places.next()?;
                }
                *place = symbol;
            }
            None if is_ignored(character) => {}
            None if !is_mark(character) => return None,
            // In front of the code.
            None if places.size_hint().0 == CAPACITY => {}
            // Behind it, if nothing else follows.
            None => {
                let at_the_end = characters.all(|rest| is_ignored(rest) || is_mark(rest));
                return at_the_end.then_some(text);
            }
        }
    }
    Some(text)
}

/// Returns the symbol of `format` that `character` stands for.
fn symbol(character: char, format: Format) -> Option<u8> {
    if let Some(digit) = decimal_digit(character) {
        return Some(digit | b'0');
    }
    match format {
        Format::Numeric | Format::NumericWithDash => match letter(character)? {
            b'O' | b'o' => Some(b'0'),
            b'I' | b'l' => Some(b'1'),
            _ => None,
        },
        Format::Alphanumeric => letter(character),
        Format::AlphanumericCapitals => capital(character),
        Format::AlphanumericEasy => Some(match capital(character)? {
            b'O' | b'Q' => b'0',
            b'I' => b'1',
            b'Z' => b'2',
            b'S' => b'5',
            other => other,
        }),
    }
}

/// Returns a letter folded to its capital. A Turkish keyboard has two keys for `I`, with a dot and
/// without, each in both cases.
fn capital(character: char) -> Option<u8> {
    match character {
        'ı' | 'İ' => Some(b'I'),
        _ => letter(character).map(|letter| letter.to_ascii_uppercase()),
    }
}

/// Returns a letter of ASCII, which may be full-width (U+FF21 to U+FF5A).
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
fn letter(character: char) -> Option<u8> {
    const TO_FULL_WIDTH: u32 = 0xFEE0;
    let code_point = u32::from(character);
    let half_width = code_point.checked_sub(TO_FULL_WIDTH).unwrap_or(code_point);
    u8::try_from(half_width).ok().filter(u8::is_ascii_alphabetic)
}

/// Whether `character` is white space, a dash or invisible: people and clipboards add these to a
/// code.
#[cfg_attr(not(target_pointer_width = "64"), inline(never))]
fn is_ignored(character: char) -> bool {
    matches!(character, ' ' | '-') || class(character).is_blank()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        clippy::unwrap_used,
        reason = "a test that panics is a test that fails"
    )]

    use super::{Format, digits_apart, read};

    /// What the quick way reads, the plain way reads alike: every text of up to six of these
    /// characters, and digits up to more than there is room for.
    #[test]
    fn the_quick_way_reads_as_the_plain_way() {
        const CHARACTERS: &[u8] = b"07 -O.";
        let compare = |text: &str| {
            if let Some(quick) = digits_apart(text) {
                assert_eq!(read(text, Format::Numeric, None), Some(quick), "{text:?}");
            }
        };
        for number in 0..CHARACTERS.len().pow(6) {
            let mut text = [0; 6];
            let mut rest = number;
            for byte in &mut text {
                (*byte, rest) = (CHARACTERS[rest % CHARACTERS.len()], rest / CHARACTERS.len());
            }
            let text = core::str::from_utf8(&text).unwrap();
            (0..=text.len()).for_each(|length| compare(&text[..length]));
        }
        let digits = "1234567890123";
        (0..=digits.len()).for_each(|length| compare(&digits[..length]));
        assert_eq!(digits_apart(digits), None, "more than there is room for");
    }
}

//! What a person typed: read kindly, compared in constant time.
//!
//! The work depends on what was typed, on the format and on the length, all of which a guesser
//! knows; never on the code or on where the first wrong character stands.

use super::{CAPACITY, Code, Format, Length};
use crate::unicode::{decimal_digit, is_dash, is_invisible};
use subtle::ConstantTimeEq;

impl Code {
    /// Whether `entered` is this code, read as a person means it, in constant time.
    ///
    /// - White space, dashes and invisible characters count for nothing, wherever they stand.
    /// - Decimal digits of every script are digits, and full-width letters are letters.
    /// - Letters are folded to capitals, except for [`Format::Alphanumeric`], whose case counts.
    /// - For [`Format::AlphanumericEasy`], `O` and `Q` are read as `0`, `I` as `1`, `Z` as `2` and
    ///   `S` as `5`.
    ///
    /// Nothing matches [`Code::EMPTY`], nor does an empty entry match anything.
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
        match read(entered, self.format(), self.format().dash(length)) {
            // Texts end in zeros, which no symbol is: equal texts have equal lengths.
            Some(entered) => text.ct_eq(&entered).into(),
            None => false,
        }
    }
}

/// The text of the code that was typed, with its dash at the index where it belongs; `None` if it
/// can be no code.
///
/// Stops at the first character that has no meaning, and at the eleventh that has one.
fn read(entered: &str, format: Format, dash: Option<u8>) -> Option<[u8; CAPACITY]> {
    let mut text = [0; CAPACITY];
    let mut places = (0..).zip(&mut text);
    for character in entered.chars() {
        match symbol(character, format) {
            Some(symbol) => {
                let (index, mut place) = places.next()?;
                if dash == Some(index) {
                    *place = b'-';
                    (_, place) = places.next()?;
                }
                *place = symbol;
            }
            None if means_nothing(character) => {}
            None => return None,
        }
    }
    Some(text)
}

/// The symbol of `format` that `character` stands for.
fn symbol(character: char, format: Format) -> Option<u8> {
    if let Some(digit) = decimal_digit(character) {
        return Some(digit | b'0');
    }
    match format {
        Format::Numeric | Format::NumericWithDash => None,
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

/// A letter folded to its capital. A Turkish keyboard has two keys for `I`, with a dot and without,
/// in both cases.
fn capital(character: char) -> Option<u8> {
    match character {
        'ı' | 'İ' => Some(b'I'),
        _ => letter(character).map(|letter| letter.to_ascii_uppercase()),
    }
}

/// A letter of ASCII, also if it is full-width (U+FF21 to U+FF5A).
fn letter(character: char) -> Option<u8> {
    const TO_FULL_WIDTH: u32 = 0xFEE0;
    let code_point = u32::from(character);
    let half_width = code_point.checked_sub(TO_FULL_WIDTH).unwrap_or(code_point);
    u8::try_from(half_width).ok().filter(u8::is_ascii_alphabetic)
}

/// White space, a dash or a character that does not show: people and clipboards add them to a code.
fn means_nothing(character: char) -> bool {
    character.is_whitespace() || is_dash(character) || is_invisible(character)
}

//! From text to digits: what is skipped, what is a digit, what is an error.

use super::ParseError;
use crate::digit::decimal_digit;

/// How many characters of input are looked at.
pub(super) const MAX_CHARACTERS: usize = 64;

/// What was typed, with everything but its digits and its `+` gone.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) digits: Digits,
    /// Whether a `+` leads.
    pub(super) plus: bool,
    /// Where the first digit stands, in characters.
    pub(super) first_digit: usize,
}

/// A row of decimal digits: their value and how many there are, leading zeros included.
///
/// The value is right up to 19 digits. A longer row keeps its length and has no parts, and no
/// number is that long.
#[derive(Clone, Copy)]
pub(super) struct Digits {
    pub(super) value: u64,
    pub(super) len: usize,
}

/// Reads the digits of `text`.
pub(super) fn scan(text: &str) -> Result<Typed, ParseError> {
    let mut typed = Typed { digits: Digits { value: 0, len: 0 }, plus: false, first_digit: 0 };
    let mut characters = text.chars();
    let mut scheme = false;
    let mut position = 0_usize;
    while let Some(character) = characters.next() {
        if position == MAX_CHARACTERS {
            return Err(ParseError::TooManyCharacters);
        }
        match character {
            '0'..='9' => typed.push(u64::from(character) & 0xF, position),
            ' ' | '-' | '(' | ')' | '.' | '/' => {}
            '+' | '\u{FF0B}' if !typed.has_begun() => typed.plus = true,
            't' | 'T'
                if !scheme
                    && !typed.has_begun()
                    && let Some(number) = after_scheme(characters.as_str()) =>
            {
                scheme = true;
                characters = number.chars();
                position = position.saturating_add(3);
            }
            other => match decimal_digit(other) {
                Some(digit) => typed.push(digit.into(), position),
                None if is_skipped(other) => {}
                None => {
                    return Err(ParseError::UnexpectedCharacter { character, position });
                }
            },
        }
        position = position.saturating_add(1);
    }
    if typed.digits.len == 0 { Err(ParseError::NoDigits) } else { Ok(typed) }
}

impl Typed {
    fn push(&mut self, digit: u64, position: usize) {
        if self.digits.len == 0 {
            self.first_digit = position;
        }
        // Wraps only past 19 digits, where the value no longer counts.
        self.digits.value = self.digits.value.wrapping_mul(10).wrapping_add(digit);
        self.digits.len = self.digits.len.saturating_add(1);
    }

    fn has_begun(&self) -> bool {
        self.plus || self.digits.len > 0
    }
}

/// What follows the `tel:` of RFC 3966, of which the `t` was read.
fn after_scheme(rest: &str) -> Option<&str> {
    let (scheme, number) = rest.split_at_checked(3)?;
    scheme.eq_ignore_ascii_case("el:").then_some(number)
}

/// Characters that people, keyboards and copied pages put among digits.
fn is_skipped(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            // brackets, and their small and full-width forms
            '[' | ']' | '{' | '}'
            | '\u{FE59}'..='\u{FE5E}' | '\u{FF08}' | '\u{FF09}' | '\u{FF3B}' | '\u{FF3D}' | '\u{FF5B}' | '\u{FF5D}'
            // dashes: Unicode's category Pd, the minus sign, the katakana sound mark typed as one
            | '\u{58A}' | '\u{5BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2E17}' | '\u{2E1A}'
            | '\u{2E3A}' | '\u{2E3B}' | '\u{2E40}' | '\u{2E5D}' | '\u{301C}' | '\u{3030}' | '\u{30A0}' | '\u{FE31}'
            | '\u{FE32}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{10D6E}' | '\u{10EAD}'
            | '\u{2043}' | '\u{2212}' | '\u{30FC}'
            // dots
            | '\u{B7}' | '\u{2024}' | '\u{2027}' | '\u{30FB}' | '\u{FE52}' | '\u{FF0E}'
            // slashes
            | '\u{2044}' | '\u{2215}' | '\u{FF0F}'
            // tildes
            | '~' | '\u{2053}' | '\u{223C}' | '\u{FF5E}'
            // soft hyphen, zero-width and direction marks
            | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

impl Digits {
    /// The digits in `text`: `011` is not `11`.
    pub(super) const fn of(text: &str) -> Self {
        let (mut value, mut rest) = (0_u64, text.as_bytes());
        while let [digit, after @ ..] = rest {
            value = value.wrapping_mul(10).wrapping_add((*digit & 0xF) as u64);
            rest = after;
        }
        Self { value, len: text.len() }
    }

    /// What follows `prefix`, if these digits begin with it.
    pub(super) fn after(self, prefix: Self) -> Option<Self> {
        let len = self.len.checked_sub(prefix.len)?;
        let scale = power_of_ten(len)?;
        let value = self.value.checked_sub(prefix.value.checked_mul(scale)?)?;
        (value < scale).then_some(Self { value, len })
    }

    /// The first `count` digits as a number, if there are as many.
    pub(super) fn leading(self, count: usize) -> Option<u64> {
        self.value.checked_div(power_of_ten(self.len.checked_sub(count)?)?)
    }

    /// What follows the first `count` digits, whatever they are.
    pub(super) fn after_any(self, count: usize) -> Option<Self> {
        self.after(Self { value: self.leading(count)?, len: count })
    }

    /// These digits behind those of `leading`.
    pub(super) fn behind(self, leading: Self) -> Self {
        let scale = power_of_ten(self.len).unwrap_or(0);
        let value = leading.value.saturating_mul(scale).saturating_add(self.value);
        Self { value, len: self.len.saturating_add(leading.len) }
    }
}

/// A calling code, 1 to 3 digits.
impl From<u16> for Digits {
    fn from(calling_code: u16) -> Self {
        let len = match calling_code {
            0..10 => 1,
            10..100 => 2,
            _ => 3,
        };
        Self { value: calling_code.into(), len }
    }
}

fn power_of_ten(exponent: usize) -> Option<u64> {
    POWERS_OF_TEN.get(exponent).copied()
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, where a panic is an error")]
const POWERS_OF_TEN: [u64; 20] = {
    let mut powers = [1; 20];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

//! From any text to digits, character by character: which characters are skipped, which are
//! digits, which are refused.

use core::str::Chars;

use super::digits::{Digits, KEPT, LongDigits, Taken};
use super::error::{MAX_CHARACTERS, ParseError};
use crate::unicode::{Class, class};

/// What was typed, without the characters that are skipped.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) digits: LongDigits,
    /// Whether a `+` leads.
    pub(super) plus: bool,
    /// Where the first digit stands, in characters from 0.
    pub(super) first_digit: usize,
}

impl Typed {
    /// Makes what was typed of at most sixteen digits, wherever the first one stands.
    #[cfg(any(test, target_pointer_width = "64"))]
    pub(super) const fn plain(digits: Digits, plus: bool) -> Self {
        Self { digits: LongDigits::short(digits), plus, first_digit: 0 }
    }
}

/// One bit for each of the separators ` ()-./`.
const USUAL: u64 = 1 << b' ' | 1 << b'(' | 1 << b')' | 1 << b'-' | 1 << b'.' | 1 << b'/';

/// Reads all that may be typed.
#[cold]
pub(super) fn scan_any(text: &str) -> Result<Typed, ParseError> {
    let mut rest = Characters { rest: text.chars(), position: 0 };
    let (mut plus, is_uri) = lead(&mut rest, text)?;
    let first_digit = rest.position;
    let mut taken = Taken::NONE;
    let mut context = Digits::NONE;
    // Where the last tilde stands and how many digits before it, and the last with fewer before it.
    let mut tilde: Option<(usize, u32)> = None;
    let mut earlier_tilde = None;
    // Most numbers have digits of one script.
    let mut zero = u32::from('0');
    while let Some(character) = rest.next() {
        let code_point = u32::from(character);
        if let value @ 0..10 = code_point.wrapping_sub(zero) {
            taken.push(value.to_le_bytes()[0]);
            continue;
        }
        if code_point < 64 && USUAL >> code_point & 1 == 1 {
            continue;
        }
        match class(character) {
            Class::Digit(digit) => {
                taken.push(digit);
                zero = code_point.wrapping_sub(digit.into());
            }
            class if is_skipped(class) => {
                if class.is_tilde() {
                    earlier_tilde =
                        tilde.filter(|&(_, before)| before < taken.len).or(earlier_tilde);
                    tilde = Some((rest.position.wrapping_sub(1), taken.len));
                }
            }
            _ => {
                let rest = rest.back_to(character, text);
                if is_uri && character == ';' {
                    if let Some(digits) = parameters(rest, plus)? {
                        (plus, context) = (true, digits);
                    }
                } else {
                    tail(&rest)?;
                }
                break;
            }
        }
    }
    if is_too_long(text) {
        return Err(ParseError::TooManyCharacters);
    }
    match tilde.filter(|&(_, before)| before < taken.len).or(earlier_tilde) {
        // In Japan, an extension is written like this. More digits belong to the number.
        Some((position, before)) if taken.len.wrapping_sub(before) <= 5 => {
            return Err(ParseError::Extension { position });
        }
        _ => {}
    }
    let mut digits = taken.row();
    if context.len > 0 {
        let number = digits.digits;
        // Behind sixteen digits, none of the number is kept: it is too long.
        let kept = if context.len < KEPT { number } else { Digits { high: 0, ..number } };
        digits = LongDigits::short(kept.behind(context));
    }
    Ok(Typed { digits, plus, first_digit })
}

/// Takes what stands in front of the first digit. Returns whether a `+` does, and whether a `tel:`
/// does.
fn lead(rest: &mut Characters<'_>, text: &str) -> Result<(bool, bool), ParseError> {
    let (mut plus, mut is_uri) = (false, false);
    // The first character that may stand only in front of a `+`, in a label.
    let mut odd = None;
    loop {
        let here = rest.clone();
        if !plus && rest.take_word("tel:") {
            if is_uri {
                odd = odd.or(Some(here));
            }
            is_uri = true;
            continue;
        }
        let Some(character) = rest.next() else { break };
        match class(character) {
            Class::Digit(_) => {
                *rest = here;
                break;
            }
            Class::Quote if !plus => {}
            class if is_skipped(class) => {}
            _ if matches!(character, '+' | '\u{FF0B}') => (plus, odd) = (true, None),
            _ if plus => return Err(here.unexpected()),
            _ => odd = odd.or(Some(here)),
        }
    }
    match odd {
        Some(odd) => Err(odd.unexpected()),
        None if rest.peek().is_some() => Ok((plus, is_uri)),
        None if is_too_long(text) => Err(ParseError::TooManyCharacters),
        None => Err(ParseError::NoDigits),
    }
}

/// Reads the parameters of a `tel:` URI (RFC 3966): a context gives the `+` and the digits in
/// front, which are returned; an extension is refused; the others have no bearing on the number.
fn parameters(mut rest: Characters<'_>, mut plus: bool) -> Result<Option<Digits>, ParseError> {
    let mut context = None;
    loop {
        let position = rest.position;
        let Some(character) = rest.next() else { return Ok(context) };
        if character != ';' {
            continue;
        }
        if rest.take_word("ext=") && rest.peek().is_some_and(is_digit) {
            return Err(ParseError::Extension { position });
        }
        if rest.take_word("phone-context=+") && !plus {
            let mut taken = Taken::NONE;
            while let Some(next) = rest.peek().filter(|&next| next != ';') {
                if let Class::Digit(digit) = class(next) {
                    taken.push(digit);
                }
                rest.next();
            }
            plus = true;
            context = Some(taken.row().digits);
        }
    }
}

/// Refuses what follows the last digit, unless it is punctuation up to the end: as an extension, if
/// it is one or more marks of one and then at most nine digits.
#[inline(never)]
fn tail(first: &Characters<'_>) -> Result<(), ParseError> {
    let mut rest = first.clone();
    let mut is_marked = false;
    while rest.take_mark() {
        is_marked = true;
        rest.skip(false, ":=");
    }
    if is_marked {
        let mut digits = 0_u32;
        loop {
            rest.skip(true, "");
            if !rest.peek().is_some_and(is_digit) {
                break;
            }
            rest.next();
            digits = digits.saturating_add(1);
        }
        if rest.peek().is_none() && (1..=9).contains(&digits) {
            return Err(ParseError::Extension { position: first.position });
        }
    }
    let mut rest = first.clone();
    rest.skip(true, ",;:，；：");
    if rest.peek().is_none() { Ok(()) } else { Err(first.unexpected()) }
}

/// The characters of a text from a position on, of which [`MAX_CHARACTERS`] are looked at in all.
#[derive(Clone)]
struct Characters<'a> {
    rest: Chars<'a>,
    position: usize,
}

impl Characters<'_> {
    /// Takes the next character, if it is one of those that are looked at.
    fn next(&mut self) -> Option<char> {
        if self.position >= MAX_CHARACTERS {
            return None;
        }
        let next = self.rest.next()?;
        self.position = self.position.saturating_add(1);
        Some(next)
    }

    /// Returns the characters of `text` from the one on that was just taken.
    #[cold]
    fn back_to<'a>(&self, character: char, text: &'a str) -> Characters<'a> {
        let left = self.rest.as_str().len().wrapping_add(character.len_utf8());
        let rest = text.get(text.len().wrapping_sub(left)..).unwrap_or_default();
        Characters { rest: rest.chars(), position: self.position.wrapping_sub(1) }
    }

    /// Returns the next character, if it is one of those that are looked at.
    fn peek(&self) -> Option<char> {
        self.clone().next()
    }

    /// Takes the characters that are skipped, and quotes or others that are named.
    #[inline(never)]
    fn skip(&mut self, quotes: bool, others: &str) {
        while let Some(next) = self.peek() {
            let class = class(next);
            let is_other = || others.chars().any(|other| other == next);
            if is_skipped(class) || quotes && class == Class::Quote || is_other() {
                self.next();
            } else {
                return;
            }
        }
    }

    /// Takes a word in small or capital letters of ASCII, if it follows.
    fn take_word(&mut self, word: &str) -> bool {
        let rest = self.rest.as_str();
        let Some((first, after)) = rest.split_at_checked(word.len()) else { return false };
        let has_word = first.eq_ignore_ascii_case(word);
        if has_word {
            self.rest = after.chars();
            self.position = self.position.saturating_add(word.len());
        }
        has_word
    }

    /// Takes a mark of an extension, if one follows.
    fn take_mark(&mut self) -> bool {
        const RUSSIAN: &str = "добДобДОБ";
        if let Some('#' | ',' | ';' | 'x' | 'X' | '＃' | '，' | '；' | 'ｘ') = self.peek() {
            self.next();
            return true;
        }
        if self.take_word("ext") {
            let _ = self.take_word("ension") || self.take_word("n");
            return true;
        }
        let rest = self.rest.as_str().as_bytes();
        let is_russian = RUSSIAN.as_bytes().chunks_exact(6).any(|word| rest.starts_with(word));
        if is_russian {
            (0..3).for_each(|_| _ = self.next());
        }
        is_russian
    }

    /// Refuses the next character.
    #[cold]
    fn unexpected(&self) -> ParseError {
        let character = self.peek().unwrap_or_default();
        ParseError::UnexpectedCharacter { character, position: self.position }
    }
}

/// Whether the text has more characters than are looked at.
fn is_too_long(text: &str) -> bool {
    /// A character has at most four bytes in UTF-8.
    const ENOUGH: usize = 4 * MAX_CHARACTERS + 1;
    let starts = text.bytes().take(ENOUGH).filter(|byte| byte & 0xC0 != 0x80);
    text.len() > MAX_CHARACTERS && starts.count() > MAX_CHARACTERS
}

fn is_digit(character: char) -> bool {
    matches!(class(character), Class::Digit(_))
}

/// Whether people, keyboards and copied pages put such a character among digits.
const fn is_skipped(class: Class) -> bool {
    matches!(
        class,
        Class::Space
            | Class::Dash
            | Class::Invisible
            | Class::WaveDash
            | Class::Tilde
            | Class::Mark
    )
}

//! From any text to digits, character by character: which characters are skipped, which are
//! digits, which are refused.

use super::digits::{Digits, KEPT, LongDigits};
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

impl Typed {
    /// Takes over what `scan_plain` read.
    pub(super) fn plain(text: &str, digits: Digits, plus: bool) -> Self {
        let first_digit = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or_default();
        Self { digits: LongDigits::short(digits), plus, first_digit }
    }
}

/// Reads all that may be typed.
#[cold]
pub(super) fn scan_any(text: &str) -> Result<Typed, ParseError> {
    let mut rest = Characters { rest: text, position: 0 };
    let (plus, is_uri) = lead(&mut rest)?;
    let mut typed =
        Typed { digits: LongDigits::short(Digits::NONE), plus, first_digit: rest.position };
    // Where the last tilde stands and how many digits before it, and the last with fewer before it.
    let mut tilde: Option<(usize, u32)> = None;
    let mut earlier_tilde = None;
    let mut characters = rest.rest.chars();
    let count = loop {
        // Where the next character stands, in case that it is not skipped.
        rest.rest = characters.as_str();
        let count = typed.digits.digits.len;
        let Some(character) = characters.next().filter(|_| rest.position < MAX_CHARACTERS) else {
            break count;
        };
        if let Some(digit) = decimal_digit(character) {
            typed.digits.push(digit);
        } else if is_skipped(character) {
            if is_tilde(character) {
                earlier_tilde = tilde.filter(|&(_, before)| before < count).or(earlier_tilde);
                tilde = Some((rest.position, count));
            }
        } else if is_uri && character == ';' {
            parameters(&mut rest, &mut typed)?;
            break count;
        } else if is_extension(rest) {
            return Err(ParseError::Extension { position: rest.position });
        } else {
            end(rest)?;
            break count;
        }
        rest.position = rest.position.saturating_add(1);
    };
    if rest.has_too_many() {
        return Err(ParseError::TooManyCharacters);
    }
    let tilde = tilde.filter(|&(_, before)| before < count).or(earlier_tilde);
    match tilde.map(|(position, before)| (position, count.wrapping_sub(before))) {
        // In Japan, an extension is written like this. More digits belong to the number.
        Some((position, ..=5)) => Err(ParseError::Extension { position }),
        _ => Ok(typed),
    }
}

/// Takes what stands in front of the first digit. Returns whether a `+` does, and whether a `tel:`
/// does.
fn lead(rest: &mut Characters<'_>) -> Result<(bool, bool), ParseError> {
    match *rest.rest.as_bytes() {
        [b'0'..=b'9', ..] => return Ok((false, false)),
        [b'+', b'0'..=b'9', ..] => {
            rest.take('+');
            return Ok((true, false));
        }
        _ => {}
    }
    let mut is_uri = false;
    // Any label may stand in front of a `+`.
    let mut label = *rest;
    while let Some(character) = label.peek().filter(|&next| decimal_digit(next).is_none()) {
        is_uri |= matches!(character, 't' | 'T') && label.has_word("tel:");
        label.take(character);
        if is_plus(character) {
            label.skip(is_plus);
            *rest = label;
            return rest.first_digit().map(|()| (true, is_uri));
        }
    }
    rest.skip(is_quote);
    let is_uri = rest.take_word("tel:");
    rest.skip(is_quote);
    rest.first_digit().map(|()| (false, is_uri))
}

/// Takes the parameters of a `tel:` URI (RFC 3966): a context gives the `+` and the digits in
/// front, an extension is refused, the others have no bearing on the number.
fn parameters(rest: &mut Characters<'_>, typed: &mut Typed) -> Result<(), ParseError> {
    while let Some(character) = rest.peek() {
        let position = rest.position;
        rest.take(character);
        if character != ';' {
            continue;
        }
        if rest.take_word("ext=") && rest.peek().and_then(decimal_digit).is_some() {
            return Err(ParseError::Extension { position });
        }
        if rest.take_word("phone-context=+") && !typed.plus {
            let mut context = LongDigits::short(Digits::NONE);
            while let Some(next) = rest.peek().filter(|&next| next != ';') {
                if let Some(digit) = decimal_digit(next) {
                    context.push(digit);
                }
                rest.take(next);
            }
            let (number, context) = (typed.digits.digits, context.digits);
            // Behind sixteen digits, none of the number is kept: it is too long.
            let kept = if context.len < KEPT { number } else { Digits { high: 0, ..number } };
            typed.digits = LongDigits::short(kept.behind(context));
            typed.plus = true;
        }
    }
    Ok(())
}

/// Whether an extension follows: its mark, and then at most nine digits up to the end.
#[inline(never)]
fn is_extension(mut rest: Characters<'_>) -> bool {
    const MARKS: [&str; 14] = [
        "extension",
        "extn",
        "ext",
        "x",
        "доб",
        "Доб",
        "ДОБ",
        "#",
        ",",
        ";",
        "ｘ",
        "＃",
        "，",
        "；",
    ];
    // All begin with other characters than these.
    if rest.peek().is_some_and(|first| matches!(first, 'a'..='d' | 'f'..='w' | '*' | '+')) {
        return false;
    }
    let mut is_marked = false;
    while MARKS.iter().any(|mark| rest.take_word(mark)) {
        is_marked = true;
        rest.skip(|character| matches!(character, ':' | '='));
    }
    let mut digits = 0_u32;
    while let Some(character) = rest.peek() {
        if decimal_digit(character).is_some() {
            digits = digits.saturating_add(1);
        } else if !is_skipped(character) && !is_quote(character) {
            return false;
        }
        rest.take(character);
    }
    is_marked && (1..=9).contains(&digits)
}

/// Refuses what follows the last digit, unless it is punctuation up to the end.
fn end(mut rest: Characters<'_>) -> Result<(), ParseError> {
    let first = rest;
    rest.skip(|next| is_quote(next) || matches!(next, ',' | ';' | ':' | '，' | '；' | '：'));
    match rest.peek() {
        None => Ok(()),
        Some(_) => Err(first.unexpected()),
    }
}

/// The characters of a text from a position on, of which [`MAX_CHARACTERS`] are looked at in all.
#[derive(Clone, Copy)]
struct Characters<'a> {
    rest: &'a str,
    position: usize,
}

impl Characters<'_> {
    /// Returns the next character, if it is one of those that are looked at.
    fn peek(&self) -> Option<char> {
        self.rest.chars().next().filter(|_| self.position < MAX_CHARACTERS)
    }

    /// Takes the next character, which is this one in small or capital letters.
    fn take(&mut self, character: char) {
        self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
        self.position = self.position.saturating_add(1);
    }

    /// Takes the characters that are skipped, and others that are named.
    fn skip(&mut self, is_other: impl Fn(char) -> bool) {
        while let Some(character) = self.peek().filter(|&next| is_skipped(next) || is_other(next)) {
            self.take(character);
        }
    }

    /// Whether a word follows, in small or capital letters of ASCII.
    fn has_word(&self, word: &str) -> bool {
        self.rest.get(..word.len()).is_some_and(|text| text.eq_ignore_ascii_case(word))
    }

    /// Takes a word, if it follows.
    fn take_word(&mut self, word: &str) -> bool {
        let has_word = self.has_word(word);
        if has_word {
            word.chars().for_each(|character| self.take(character));
        }
        has_word
    }

    /// Refuses what is not a digit.
    fn first_digit(&self) -> Result<(), ParseError> {
        match self.peek() {
            Some(next) if decimal_digit(next).is_some() => Ok(()),
            Some(_) => Err(self.unexpected()),
            None if self.has_too_many() => Err(ParseError::TooManyCharacters),
            None => Err(ParseError::NoDigits),
        }
    }

    fn unexpected(&self) -> ParseError {
        let character = self.peek().unwrap_or_default();
        ParseError::UnexpectedCharacter { character, position: self.position }
    }

    /// Whether the text is longer than what is looked at.
    fn has_too_many(&self) -> bool {
        let left = MAX_CHARACTERS.checked_sub(self.position);
        left.is_none_or(|left| self.rest.chars().nth(left).is_some())
    }
}

/// Whether people, keyboards and copied pages put this character among digits.
fn is_skipped(character: char) -> bool {
    /// The small forms, full-width forms and look-alikes of those of ASCII.
    const BRACKETS: &str = "﹙﹚﹛﹜﹝﹞（）［］｛｝";
    const DOTS_AND_SLASHES: &str = "·․‧・﹒．⁄∕／";
    if character.is_ascii() {
        return matches!(
            character,
            ' ' | '\t'..='\r' | '-' | '(' | ')' | '[' | ']' | '{' | '}' | '.' | '/' | '~'
        );
    }
    character.is_whitespace()
        || is_dash(character)
        || is_tilde(character)
        || is_invisible(character)
        // `str::contains` would link in a substring search: 0.9 KiB of flash and four panics.
        || BRACKETS.chars().chain(DOTS_AND_SLASHES.chars()).any(|skipped| skipped == character)
}

/// Whether it is a tilde, or looks like one. The wave dash is what a Japanese keyboard gives for
/// it.
const fn is_tilde(character: char) -> bool {
    matches!(character, '~' | '\u{2053}' | '\u{223C}' | '\u{301C}' | '\u{FF5E}')
}

const fn is_plus(character: char) -> bool {
    matches!(character, '+' | '\u{FF0B}')
}

/// Whether it is a quote or an apostrophe, which spreadsheets and copied pages put around a number.
const fn is_quote(character: char) -> bool {
    matches!(
        character,
        '\'' | '"' | '`' | '\u{B4}' | '\u{AB}' | '\u{BB}' | '\u{2018}'
            ..='\u{201F}' | '\u{FF02}' | '\u{FF07}'
    )
}

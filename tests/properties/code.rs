//! Strict parsing of codes, compared with the page's character classes, and drawing, compared with
//! the sampler in whole numbers.
//!
//! The bytes are a text that may be a code, and words of entropy, eight bytes each, little-endian.

use core::fmt;

use rand_core::{TryCryptoRng, TryRng};
use verify_core::code::{Code, CodeError, Format, Length};

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in Format::ALL {
        check_reading(format, &text);
        for length in (3..=10).map(|length| Length::new(length).unwrap()) {
            check_drawing(format, length, bytes);
            check_filling(format, length, bytes);
        }
    }
}

fn check_reading(format: Format, text: &str) {
    let length = text.chars().count();
    let wrong = |(position, character): (usize, char)| {
        let is_dash = dash(format, length) == Some(position);
        match character {
            '-' if is_dash => None,
            _ if is_dash => Some(CodeError::Dash { position }),
            other if alphabet(format).contains(&other) => None,
            _ => Some(CodeError::Symbol { format, position }),
        }
    };
    let expected = match text.chars().enumerate().find_map(wrong) {
        _ if !(3..=10).contains(&length) => Some(CodeError::Length { found: length }),
        error => error,
    };
    let found = Code::parse(format, text);
    assert_eq!(found.as_ref().err(), expected.as_ref(), "{format}");
    if let Ok(code) = found {
        assert_eq!((code.expose(), code.format(), code.len()), (text, format, length));
    }
}

fn check_drawing(format: Format, length: Length, bytes: &[u8]) {
    let mut words = Words(bytes);
    let mut rest = Words(bytes);
    for _ in 0..3 {
        let expected = draw(format, length, 1, &mut rest).map(|codes| codes.concat());
        let code = Code::try_generate(format, length, &mut words);
        assert_eq!(code.as_ref().ok().map(Code::expose), expected.as_deref(), "{format}");
        if let Ok(code) = code {
            assert_eq!((code.format(), code.len()), (format, length.get().into()));
            assert!(code.matches(code.expose()));
        }
        assert_eq!(words.0, rest.0);
    }
}

/// Checks that a fill cuts as many codes from each word as keep the words drawn again below one in
/// 16.
fn check_filling(format: Format, length: Length, bytes: &[u8]) {
    const PLACES: usize = 11;
    let symbols = digits(format, length);
    let base = alphabet(format).len() as u128;
    let most = (1..=20).take_while(|codes| base.pow(symbols * codes) <= 1 << 60).last().unwrap();
    let mut expected = Vec::new();
    let mut rest = Words(bytes);
    let mut filled = true;
    while filled && expected.len() < PLACES {
        let drawn = draw(format, length, most, &mut rest);
        filled = drawn.is_some();
        expected.extend(drawn.unwrap_or_default());
    }
    expected.resize(PLACES, String::new());

    let mut codes = [Code::EMPTY; PLACES];
    let mut words = Words(bytes);
    assert_eq!(Code::try_fill(format, length, &mut words, &mut codes).is_ok(), filled);
    assert!(codes.iter().map(Code::expose).eq(&expected), "{format}");
    assert_eq!(words.0, rest.0);
}

/// Draws by the definition: a word r stands for the whole part of r × values / 2⁶⁴, and surplus
/// words are left out.
fn draw(format: Format, length: Length, codes: u32, words: &mut Words<'_>) -> Option<Vec<String>> {
    let symbols = digits(format, length);
    let base = alphabet(format).len() as u128;
    let values = base.pow(symbols * codes);
    let product = loop {
        let product = u128::from(words.try_next_u64().ok()?) * values;
        if product % (1 << 64) >= (1 << 64) % values {
            break product;
        }
    };
    let value = product >> 64;
    let digit = |place: u32| alphabet(format)[(value / base.pow(place) % base) as usize];
    let row: Vec<char> = (0..symbols * codes).rev().map(digit).collect();
    let text = |symbols: &[char]| {
        let mut code: String = symbols.iter().collect();
        if let Some(index) = dash(format, length.get().into()) {
            code.insert(index, '-');
        }
        code
    };
    Some(row.chunks(symbols as usize).map(text).collect())
}

/// Counts the symbols that are drawn: all but the dash.
fn digits(format: Format, length: Length) -> u32 {
    u32::from(length.get()) - u32::from(dash(format, length.get().into()).is_some())
}

fn dash(format: Format, length: usize) -> Option<usize> {
    (format == Format::NumericWithDash && length > 3).then(|| (length - 1) / 2)
}

fn alphabet(format: Format) -> Vec<char> {
    match format {
        Format::Numeric | Format::NumericWithDash => ('0'..='9').collect(),
        Format::Alphanumeric => ('0'..='9').chain('A'..='Z').chain('a'..='z').collect(),
        Format::AlphanumericCapitals => ('0'..='9').chain('A'..='Z').collect(),
        Format::AlphanumericEasy => {
            ('0'..='9').chain('A'..='Z').filter(|symbol| !"IOQSZ".contains(*symbol)).collect()
        }
        other => panic!("{other} is not in this model"),
    }
}

/// A generator that returns the bytes as words until they run out.
struct Words<'a>(&'a [u8]);

impl TryRng for Words<'_> {
    type Error = RunOut;

    fn try_next_u32(&mut self) -> Result<u32, RunOut> {
        let (word, rest) = self.0.split_first_chunk().ok_or(RunOut)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*word))
    }

    fn try_next_u64(&mut self) -> Result<u64, RunOut> {
        let (word, rest) = self.0.split_first_chunk().ok_or(RunOut)?;
        self.0 = rest;
        Ok(u64::from_le_bytes(*word))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), RunOut> {
        let (filled, rest) = self.0.split_at_checked(bytes.len()).ok_or(RunOut)?;
        bytes.copy_from_slice(filled);
        self.0 = rest;
        Ok(())
    }
}

impl TryCryptoRng for Words<'_> {}

#[derive(Debug)]
struct RunOut;

impl fmt::Display for RunOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no words are left")
    }
}

impl core::error::Error for RunOut {}

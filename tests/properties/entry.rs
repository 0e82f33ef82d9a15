//! Typed codes, compared with the contract's sentences and Unicode's tables.
//!
//! The bytes are a code, a line break, and what was typed.

use verify_core::code::{Code, Format};

use crate::unicode::{digit, is_mark, means_nothing};

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (code, typed) = text.split_once('\n').unwrap_or((&text, &text));
    for format in Format::ALL {
        let Ok(code) = Code::parse(format, code) else { continue };
        let symbols = code.expose().replace('-', "");
        let is_right = meant(format, typed).as_ref() == Some(&symbols);
        assert_eq!(code.matches(typed), is_right, "{format} {symbols} as {typed:?}");
        assert!(code.matches(code.expose()) && code.matches(&symbols));
        assert!(!code.matches("") && !code.matches(&format!("{symbols}0")));
    }
    assert!(!Code::EMPTY.matches(typed));
}

/// Returns the symbols that a person means, without a dash and without the marks around them;
/// `None` if another character is neither a symbol nor ignored.
fn meant(format: Format, typed: &str) -> Option<String> {
    let folds = matches!(format, Format::AlphanumericCapitals | Format::AlphanumericEasy);
    let takes_letters = folds || format == Format::Alphanumeric;
    typed
        .trim_matches(|character| is_mark(character) || means_nothing(character))
        .chars()
        .filter(|character| !means_nothing(*character))
        .map(|character| {
            if let Some(value) = digit(character) {
                return char::from_digit(value.into(), 10);
            }
            let letter = match character {
                'ı' | 'İ' if folds => 'I',
                'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(character) - 0xFEE0)?,
                other => other,
            };
            let letter = if folds { letter.to_ascii_uppercase() } else { letter };
            match (format, letter) {
                (Format::AlphanumericEasy, 'O' | 'Q')
                | (Format::Numeric | Format::NumericWithDash, 'O' | 'o') => Some('0'),
                (Format::AlphanumericEasy, 'I')
                | (Format::Numeric | Format::NumericWithDash, 'I' | 'l') => Some('1'),
                (Format::AlphanumericEasy, 'Z') => Some('2'),
                (Format::AlphanumericEasy, 'S') => Some('5'),
                (_, letter) => (takes_letters && letter.is_ascii_alphabetic()).then_some(letter),
            }
        })
        .collect()
}

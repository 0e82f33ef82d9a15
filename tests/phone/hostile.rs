//! Phone numbers from texts that mean harm: a clear error or a right number, in linear time.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use proptest::prelude::*;
use regex::Regex;
use verify_core::phone::{Country, ParseError, PhoneNumber};

fn error(text: &str) -> ParseError {
    PhoneNumber::parse(text, Some(Country::SG)).unwrap_err()
}

#[test]
fn hostile_texts_get_a_clear_error() {
    assert_eq!(error(&"+".repeat(6000)), ParseError::TooManyCharacters);
    assert_eq!(
        error(&format!("8{}", "+".repeat(6000))),
        ParseError::UnexpectedCharacter { character: '+', position: 1 }
    );
    assert_eq!(
        error(&"8,".repeat(6000)),
        ParseError::UnexpectedCharacter { character: ',', position: 1 }
    );
    assert_eq!(
        error(&"ext ".repeat(6000)),
        ParseError::UnexpectedCharacter { character: 'e', position: 0 }
    );
    assert_eq!(error(&"tel:8;".repeat(6000)), ParseError::TooManyCharacters);
    assert_eq!(error(&"8~".repeat(6000)), ParseError::TooManyCharacters);
    assert_eq!(error(&" ".repeat(65)), ParseError::TooManyCharacters);
    assert_eq!(error(&"8".repeat(65)), ParseError::TooManyCharacters);
    assert_eq!(error(&"8".repeat(10_000_000)), ParseError::TooManyCharacters);
    assert_eq!(error(&"8".repeat(64)), ParseError::Length { country: Country::SG, found: 64 });
    assert_eq!(error(&"0".repeat(64)), ParseError::UnknownCallingCode { position: 0 });
    // Cyrillic, an emoji, a keycap (digit, variation selector, combining keycap), a lone combining
    // mark.
    assert_eq!(
        error("8765 43\u{417}1"),
        ParseError::UnexpectedCharacter { character: '\u{417}', position: 7 }
    );
    assert_eq!(
        error("\u{1F4F1}"),
        ParseError::UnexpectedCharacter { character: '\u{1F4F1}', position: 0 }
    );
    assert_eq!(
        error("8\u{FE0F}\u{20E3}"),
        ParseError::UnexpectedCharacter { character: '\u{20E3}', position: 2 }
    );
    assert_eq!(
        error("\u{301}87654321"),
        ParseError::UnexpectedCharacter { character: '\u{301}', position: 0 }
    );
    assert_eq!(
        error("8765\u{0}4321"),
        ParseError::UnexpectedCharacter { character: '\0', position: 4 }
    );
    assert_eq!(
        error("tel:tel:87654321"),
        ParseError::UnexpectedCharacter { character: 't', position: 4 }
    );
    assert_eq!(
        error("+tel:6587654321"),
        ParseError::UnexpectedCharacter { character: 't', position: 1 }
    );
    assert_eq!(
        error("tel\u{FF1A}"),
        ParseError::UnexpectedCharacter { character: 't', position: 0 }
    );
    assert_eq!(
        error("\u{BD}"),
        ParseError::UnexpectedCharacter { character: '\u{BD}', position: 0 }
    );
}

#[test]
fn a_text_of_64_characters_is_read() {
    let spread = format!("{}87654321", " ".repeat(56));
    assert_eq!(PhoneNumber::parse(&spread, Some(Country::SG)).unwrap().to_u64(), 6_587_654_321);
    let scheme = format!("TEL:+65{}87654321", "-".repeat(49));
    assert_eq!(scheme.len(), 64);
    assert_eq!(PhoneNumber::parse(&scheme, None).unwrap().to_u64(), 6_587_654_321);
    for spaces in 57..70 {
        let scheme = format!("{}tel:+6587654321", " ".repeat(spaces));
        assert_eq!(error(&scheme), ParseError::TooManyCharacters, "{spaces}");
        assert_eq!(
            error(&scheme[..spaces + 4]),
            match spaces {
                ..=60 => ParseError::NoDigits,
                _ => ParseError::TooManyCharacters,
            }
        );
    }
}

/// Every character between two digits: skipped, a digit, or an error, as Unicode's categories say.
#[test]
fn every_character_is_skipped_a_digit_or_an_error() {
    let skipped = Regex::new(concat!(
        r"^[\p{White_Space}\p{Pd}\p{Default_Ignorable_Code_Point}",
        r"\u{2D7}\u{2043}\u{207B}\u{208B}\u{2212}\u{30FC}\u{FF70}",
        r"()\[\]{}./~（）［］｛｝．／～\u{FE59}-\u{FE5E}",
        r"\u{B7}\u{2024}\u{2027}\u{30FB}\u{FE52}\u{2044}\u{2215}\u{2053}\u{223C}]$",
    ))
    .unwrap();
    let digit = Regex::new(r"^\p{Nd}$").unwrap();
    // In front of four digits.
    let extension = Regex::new(r"^[~∼⁓〜～xXｘ#＃,，;；]$").unwrap();
    for character in '\0'..=char::MAX {
        let text = format!("8765{character}4321");
        let found = PhoneNumber::parse(&text, Some(Country::SG));
        let one = character.to_string();
        if extension.is_match(&one) {
            assert_eq!(found, Err(ParseError::Extension { position: 4 }), "{character:?}");
        } else if skipped.is_match(&one) {
            assert_eq!(found.map(PhoneNumber::to_u64), Ok(6_587_654_321), "{character:?}");
        } else if digit.is_match(&one) {
            assert_eq!(
                found,
                Err(ParseError::Length { country: Country::SG, found: 9 }),
                "{character:?}"
            );
        } else {
            assert_eq!(
                found,
                Err(ParseError::UnexpectedCharacter { character, position: 4 }),
                "{character:?}"
            );
        }
    }
}

proptest! {
    /// A skipped mark at the end makes a text take the slow path, which gives the same.
    #[test]
    fn the_short_way_gives_what_the_long_way_gives(
        text in "[+]?[-0-9 ()./]{0,28}|[+]?[0-9]{7,20}",
        row in proptest::option::of(0..245_usize),
    ) {
        let country = row.and_then(|row| Country::all().nth(row));
        let long_way = PhoneNumber::parse(&format!("{text}\u{200B}"), country);
        prop_assert_eq!(PhoneNumber::parse(&text, country), long_way);
    }

    /// Neither a number nor an error shows the last digits of the text in a row.
    #[test]
    fn errors_and_debug_show_no_number(digits in "[2-9][0-9]{8,11}", country in 0..245_usize) {
        let country = Country::all().nth(country);
        let shown = match PhoneNumber::parse(&digits, country) {
            Ok(number) => format!("{number:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        let (_, last_four) = digits.split_at(digits.len().saturating_sub(4));
        prop_assert!(!shown.contains(last_four), "{}", shown);
    }
}

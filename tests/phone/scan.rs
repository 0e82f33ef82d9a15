//! What is read eight characters at a time is read as it would be one by one.
//!
//! A tilde is skipped, but only on the slow path, which goes character by character. With a tilde
//! in front, a text must read the same, and the error of a refused one stand one place further on.

#![allow(clippy::expect_used, reason = "a test that panics is a test that fails")]

use proptest::prelude::*;
use verify_core::phone::{Country, ParseError, PhoneNumber};

/// No country, and three whose numbers begin with a trunk prefix, with the prefix that leads abroad
/// or with the calling code.
const COUNTRIES: [Option<Country>; 4] =
    [None, Some(Country::GB), Some(Country::US), Some(Country::SG)];

const NUMBERS: [&str; 6] = [
    "07400123456",
    "00493012345678901",
    "+447400123456",
    "00447400123456",
    "2015550123",
    "6581234567",
];

fn assert_reads_alike(text: &str) {
    for country in COUNTRIES {
        let quick = PhoneNumber::parse(text, country);
        let slow = PhoneNumber::parse(&format!("~{text}"), country).map_err(one_place_back);
        assert_eq!(quick, slow, "{text:?} in {country:?}");
        let countries = [quick, slow].map(|number| number.map(PhoneNumber::country).ok());
        assert_eq!(countries[0], countries[1], "{text:?} in {country:?}");
    }
}

fn one_place_back(mut error: ParseError) -> ParseError {
    if let ParseError::UnexpectedCharacter { position, .. }
    | ParseError::Extension { position }
    | ParseError::UnknownCallingCode { position }
    | ParseError::NoCountry { position, .. } = &mut error
    {
        *position = position.checked_sub(1).expect("the tilde itself is skipped");
    }
    error
}

#[test]
fn every_character_at_every_place_of_every_length() {
    let characters: Vec<char> = ('\0'..='\u{FF}').chain("٣３\u{200B}😀".chars()).collect();
    for number in NUMBERS {
        for length in 1..=26 {
            let padded: String = number.chars().chain(" -(".chars().cycle()).take(length).collect();
            for place in 0..length {
                let (start, end) = padded.split_at(place);
                for &character in &characters {
                    assert_reads_alike(&format!("{start}{character}{end}"));
                }
            }
        }
    }
}

#[test]
fn separators_alone() {
    for length in 0..=30 {
        assert_reads_alike(&" ".repeat(length));
        assert_reads_alike(&format!("+{}", "-".repeat(length)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]
    #[test]
    fn digits_and_separators_in_any_order(text in "[+]?[0-9 ().\\-/]{0,28}[+0-9:=?\"]{0,2}") {
        assert_reads_alike(&text);
    }
}

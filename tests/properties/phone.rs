//! `phone` against a reader of strings.
//!
//! The bytes are what was typed. A first line of two letters is the country it was typed in.

use verify_core::phone::{Country, ParseError, PhoneNumber};

use crate::phone_model;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let in_country = text.split_once('\n').and_then(|(country, typed)| {
        let country: Country = country.parse().ok()?;
        Some((typed, country))
    });
    if let Some((typed, country)) = in_country {
        check_in(typed, Some(country));
        check_in(typed, None);
    } else {
        check_in(&text, None);
    }
}

fn check_in(typed: &str, country: Option<Country>) {
    let found = PhoneNumber::parse(typed, country);
    match phone_model::parse(typed, country) {
        Err(error) => {
            assert_eq!(found, Err(error), "{typed:?} in {country:?}");
            check_error(typed, error);
        }
        Ok((e164, of)) => {
            let number = found.unwrap_or_else(|error| panic!("{typed:?} in {country:?}: {error}"));
            assert_eq!((format!("{number:#}"), number.country()), (e164, of), "{typed:?}");
            check_number(number);
        }
    }
}

fn check_number(number: PhoneNumber) {
    let digits = format!("{number:#}");
    let code = number.country().calling_code().to_string();
    assert!((7..=15).contains(&digits.len()) && digits.starts_with(&code));
    assert_eq!(number.to_string(), format!("+{digits}"));
    assert_eq!(number.to_u64().to_string(), digits);
    assert_eq!(number.calling_code().to_string(), code);

    let stars = "*".repeat(digits.len() - code.len() - 2);
    let masked = format!("+{code}{stars}{}", &digits[digits.len() - 2..]);
    assert_eq!(number.masked().to_string(), masked);
    assert_eq!(format!("{number:?}"), format!("PhoneNumber({masked})"));

    // Its texts read as the same number, wherever they are typed.
    let anywhere = [None, Some(number.country()), Some(Country::US), Some(Country::SG)];
    for country in anywhere {
        for text in [
            format!("+{digits}"),
            format!("tel:+{digits}"),
            format!("Tel. ＋{code} {}", &digits[code.len()..]),
            format!("+00{digits}"),
        ] {
            assert_eq!(PhoneNumber::parse(&text, country), Ok(number), "{text} in {country:?}");
        }
    }
    assert_eq!(number.to_string().parse(), Ok(number));
}

/// Twenty thousand texts that are made from the plans, besides those that chance makes.
#[test]
fn texts_of_every_plan() {
    for seed in 0..20_000 {
        let (country, text) = crate::phone_texts::text_of(seed);
        check_in(&text, country.map(|alpha2| alpha2.parse().unwrap()));
    }
}

/// No digit is lost behind whatever may stand in front, of the longest numbers either.
#[test]
fn many_prefixes_in_front() {
    for region in crate::phone_texts::REGIONS.iter() {
        let country = Some(region.alpha2.parse().unwrap());
        let longest = &"123456789012345"[region.calling_code.len()..];
        for significant in region.examples.iter().copied().chain([longest]) {
            for lead in ["0", "+", "+00"] {
                for middle in ["", "0", "8", "044", "080", "15", &region.trunk] {
                    let text = format!("{lead}{}{middle}{significant}", region.calling_code);
                    check_in(&text, country);
                    check_in(&format!("{text}7"), country);
                }
            }
        }
    }
}

/// An error shows no digit of the number: lengths, positions and calling codes have at most three
/// digits.
fn check_error(typed: &str, error: ParseError) {
    let position = error.position();
    assert!(position.is_none_or(|position| position <= typed.chars().count().min(64)));
    if !matches!(error, ParseError::UnexpectedCharacter { .. }) {
        let shown = format!("{error} {error:?}");
        let mut runs = shown.split(|character: char| !character.is_ascii_digit());
        assert!(runs.all(|digits| digits.len() < 4), "{shown}");
    }
}

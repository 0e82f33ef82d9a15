//! Typed codes: read leniently, and matched by the right code only.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

use core::time::Duration;
use proptest::prelude::*;
use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use regex::Regex;
use std::collections::BTreeSet;
use std::time::Instant;
use verify_core::code::{Code, Format, Length};

fn code(format: Format, text: &str) -> Code {
    Code::parse(format, text).unwrap()
}

/// Returns every character of a class.
fn characters(class: &str) -> BTreeSet<char> {
    let all: String = ('\0'..=char::MAX).collect();
    let runs = Regex::new(&format!("{class}+")).unwrap();
    runs.find_iter(&all).flat_map(|run| run.as_str().chars()).collect()
}

/// Returns every code of three of these symbols.
fn codes_of(format: Format, symbols: &[char]) -> Vec<Code> {
    let symbols = || symbols.iter();
    let texts =
        symbols().flat_map(|a| symbols().flat_map(move |b| symbols().map(move |c| [*a, *b, *c])));
    texts.map(|text| code(format, &String::from_iter(text))).collect()
}

fn only_equals_match(codes: &[Code]) {
    let texts: Vec<&str> = codes.iter().map(Code::expose).collect();
    for (n, code) in codes.iter().enumerate() {
        for (m, other) in texts.iter().enumerate() {
            assert_eq!(code.matches(other), n == m);
        }
    }
}

/// Compares a code with all that differ from it in one place.
fn only_itself_matches(code: &Code, symbols: &[char]) {
    let right: [u8; 3] = code.expose().as_bytes().try_into().unwrap();
    for place in 0..3 {
        let mut typed = right;
        for symbol in symbols {
            typed[place] = *symbol as u8;
            assert_eq!(code.matches(str::from_utf8(&typed).unwrap()), typed == right);
        }
    }
}

/// A million pairs of three digits, and a million of three with a dash.
#[test]
fn of_all_pairs_of_digits_only_equals_match() {
    let digits: Vec<char> = ('0'..='9').collect();
    only_equals_match(&codes_of(Format::Numeric, &digits));
    let dashed = (0..1000).map(|n| format!("{}-{:02}", n / 100, n % 100));
    let dashed: Vec<Code> = dashed.map(|text| code(Format::NumericWithDash, &text)).collect();
    only_equals_match(&dashed);
}

/// With letters there are up to 62³ codes, which make too many pairs. Two kinds are tried instead:
/// every code with all that differ from it in one place, which shows a difference lost in its
/// place; and all pairs of codes of eight neighbours in the alphabet, from every second symbol on,
/// which show a difference that another place makes up for.
#[test]
fn of_pairs_with_letters_only_equals_match() {
    for format in [Format::Alphanumeric, Format::AlphanumericCapitals, Format::AlphanumericEasy] {
        let symbols: Vec<char> = format.alphabet().chars().collect();
        let codes = codes_of(format, &symbols);
        let neighbours: Vec<&[char]> = symbols.windows(8).step_by(2).collect();
        // Two threads, so that both cores are used.
        std::thread::scope(|scope| {
            for half in 0..2 {
                let (codes, neighbours, symbols) = (&codes, &neighbours, &symbols);
                scope.spawn(move || {
                    for code in codes.iter().skip(half).step_by(2) {
                        only_itself_matches(code, symbols);
                    }
                    for neighbours in neighbours.iter().skip(half).step_by(2) {
                        only_equals_match(&codes_of(format, neighbours));
                    }
                });
            }
        });
    }
}

#[test]
fn only_the_right_length_matches() {
    for length in 3..=10 {
        let code = code(Format::Numeric, &"7".repeat(length));
        for typed in 0..=20 {
            assert_eq!(code.matches(&"7".repeat(typed)), typed == length, "{typed} of {length}");
        }
    }
    for length in 4..=10 {
        let text = format!("{}-{}", "7".repeat((length - 1) / 2), "7".repeat(length / 2));
        let code = code(Format::NumericWithDash, &text);
        for typed in 0..=20 {
            assert_eq!(
                code.matches(&"7".repeat(typed)),
                typed + 1 == length,
                "{typed} of {length}"
            );
        }
    }
}

proptest! {
    #[test]
    fn one_wrong_character_is_enough(
        seed: [u8; 32],
        n in 3..=10_u8,
        at: prop::sample::Index,
        other: prop::sample::Index,
    ) {
        let length = Length::new(n).unwrap();
        for format in Format::ALL {
            let code = Code::generate(format, length, &mut ChaCha12Rng::from_seed(seed));
            let mut typed: Vec<char> = code.expose().chars().collect();
            let place = typed.get_mut(at.index(code.len())).unwrap();
            let symbols = format.alphabet().chars().filter(|symbol| symbol != place);
            let symbols: Vec<char> = symbols.collect();
            if *place != '-' {
                *place = *other.get(&symbols);
                prop_assert!(!code.matches(&typed.iter().collect::<String>()));
            }
            prop_assert!(code.matches(code.expose()));
        }
    }

    #[test]
    fn ignored_characters_may_stand_anywhere(
        seed: [u8; 32],
        n in 3..=10_u8,
        between in "[ \\u{2009}\\-\u{2013}\u{200B}\u{2066}\u{FE0F}]{0,6}",
    ) {
        let length = Length::new(n).unwrap();
        for format in Format::ALL {
            let code = Code::generate(format, length, &mut ChaCha12Rng::from_seed(seed));
            let mut typed = between.clone();
            for character in code.expose().chars().filter(|c| *c != '-') {
                typed.push(character);
                typed.push_str(&between);
            }
            prop_assert!(code.matches(&typed));
        }
    }
}

#[test]
fn examples_of_lenient_reading() {
    for (format, text, typed) in [
        (Format::Numeric, "123456", "123456"),
        (Format::Numeric, "123456", " 123 456\n"),
        (Format::Numeric, "123456", "123-456"),
        (Format::Numeric, "123456", "１２３４５６"),
        (Format::Numeric, "123456", "١٢٣٤٥٦"),
        (Format::Numeric, "123456", "۱۲۳۴۵۶"),
        (Format::Numeric, "123456", "१२३४५६"),
        (Format::Numeric, "123456", "\u{202A}123456\u{202C}"),
        (Format::Numeric, "123", "1\u{FE0F}2\u{FE0F}3"),
        (Format::Numeric, "012345", "O12345"),
        (Format::Numeric, "001100", "oOIl0O"),
        (Format::Numeric, "0011", "ｏＯＩｌ"),
        (Format::NumericWithDash, "10-101", "lO-IoI"),
        (Format::Numeric, "012345", "012345."),
        (Format::Numeric, "012345", "\"012345\""),
        (Format::Numeric, "012345", "“012345”"),
        (Format::Numeric, "012345", "【012345】"),
        (Format::Numeric, "012345", "«\u{A0}012345\u{A0}»"),
        (Format::Numeric, "012345", "「012345」。"),
        (Format::Numeric, "012345", "#012345"),
        (Format::Numeric, "012345", " ( 012-345 ) ... "),
        (Format::Numeric, "012345", "¡012345!"),
        (Format::Numeric, "666", "٦٦٦،"),
        (Format::NumericWithDash, "234-3294", ": 234-3294;"),
        (Format::Alphanumeric, "fiQdAsr315", "`fiQdAsr315`"),
        (Format::AlphanumericEasy, "FDAR315", "<fdar315>…"),
        (Format::NumericWithDash, "234-3294", "2343294"),
        (Format::NumericWithDash, "234-3294", "234−3294"),
        (Format::NumericWithDash, "234-3294", "２３４ー３２９４"),
        (Format::NumericWithDash, "234-3294", "2-3-4-3-2-9-4-"),
        (Format::Alphanumeric, "fiQdAsr315", "fiQd Asr3 15"),
        (Format::Alphanumeric, "fiQdAsr315", "ｆｉＱｄＡｓｒ３１５"),
        (Format::AlphanumericCapitals, "FIQDASR315", "fiqdasr315"),
        (Format::AlphanumericCapitals, "FIQDASR315", "ｆｉｑｄａｓｒ３１５"),
        (Format::AlphanumericCapitals, "FIQ", "fıq"),
        (Format::AlphanumericCapitals, "FIQ", "fİq"),
        (Format::AlphanumericEasy, "FDAR315", "fdar 315"),
        (Format::AlphanumericEasy, "0012550", "oOIzsSq"),
        (Format::AlphanumericEasy, "0012550", "QqiZ5SO"),
        (Format::AlphanumericEasy, "0012550", "ｏＱｉ２ｓＳ０"),
    ] {
        assert!(code(format, text).matches(typed), "{format} {text} {typed:?}");
    }
}

#[test]
fn leniency_ends_where_codes_would_be_confused() {
    for (format, text, typed) in [
        (Format::Alphanumeric, "abc", "ABC"),
        (Format::Alphanumeric, "ABC", "abc"),
        (Format::Alphanumeric, "O0I1", "0O1I"),
        (Format::Alphanumeric, "III", "ııı"),
        (Format::AlphanumericCapitals, "O0I1", "0O1I"),
        (Format::AlphanumericCapitals, "ABC", "АВС"), // Cyrillic
        (Format::AlphanumericEasy, "888", "BBB"),
        (Format::AlphanumericEasy, "111", "LLL"),
        (Format::Numeric, "000", "QQQ"),
        (Format::Numeric, "111", "iii"),
        (Format::Numeric, "111", "LLL"),
        (Format::Numeric, "111", "ıİı"),
        (Format::Numeric, "012345", "012345.6"),
        (Format::Numeric, "012345", "012.345"),
        (Format::Numeric, "012345", "012345. 6."),
        (Format::Numeric, "012345", "(012)345"),
        (Format::Numeric, "012345", "012345/"),
        (Format::Numeric, "012345", "012345 x."),
        (Format::Alphanumeric, "0l1", "Ol1"),
        (Format::AlphanumericCapitals, "A1B2", "A1\"B2"),
        (Format::Numeric, "123", "½23"),
        (Format::Numeric, "123", "①②③"),
        (Format::Numeric, "123", "1.2.3"),
        (Format::Numeric, "123", "123\0"),
        (Format::Numeric, "123", "+123"),
        (Format::Numeric, "123", "0123"),
        (Format::Numeric, "123", "321"),
    ] {
        assert!(!code(format, text).matches(typed), "{format} {text} {typed:?}");
    }
}

/// Puts every character between two digits. Only what Unicode calls white space, a dash or
/// invisible is skipped, and the few that this crate adds.
#[test]
fn ignored_characters_are_those_of_unicode() {
    let added = r"\u{2D7}\u{2043}\u{207B}\u{208B}\u{2212}\u{30FC}\u{FF70}";
    let ignored = characters(&format!(
        r"[\p{{White_Space}}\p{{Pd}}\p{{Default_Ignorable_Code_Point}}{added}]"
    ));
    for (format, text) in [(Format::Numeric, "123"), (Format::NumericWithDash, "12-34")] {
        let code = code(format, text);
        let (left, right) = text.split_at(2);
        let mut typed = String::new();
        let skipped: BTreeSet<char> = ('\0'..=char::MAX)
            .filter(|character| {
                typed.clear();
                typed.push_str(left);
                typed.push(*character);
                typed.push_str(right);
                code.matches(&typed)
            })
            .collect();
        assert_eq!(skipped, ignored);
    }
}

/// Puts every character in front of a code, behind it, and on both sides.
#[test]
fn marks_that_are_dropped_at_either_end_are_those_of_unicode() {
    let added = r"\u{2D7}\u{2043}\u{207B}\u{208B}\u{2212}\u{30FC}\u{FF70}";
    let ignored = format!(r"\p{{White_Space}}\p{{Pd}}\p{{Default_Ignorable_Code_Point}}{added}");
    let marks = r"\p{Quotation_Mark}\p{Terminal_Punctuation}\p{Ps}\p{Pe}\p{Pi}\p{Pf}#*<>`¡¿…";
    let dropped = characters(&format!("[{marks}{ignored}]"));
    let is_ignored = characters(&format!("[{ignored}]"));
    let code = code(Format::AlphanumericCapitals, "1A2");
    let mut typed = String::new();
    for character in '\0'..=char::MAX {
        let expected = dropped.contains(&character)
            && (character <= '\u{FFFF}' || is_ignored.contains(&character));
        let mut bytes = [0; 4];
        let mark = &*character.encode_utf8(&mut bytes);
        for parts in [&[mark, "1A2"][..], &["1A2", mark], &[mark, " ", mark, "1a2 ", mark, mark]] {
            typed.clear();
            typed.extend(parts.iter().copied());
            assert_eq!(code.matches(&typed), expected, "{typed:?}");
        }
    }
}

/// Whatever is typed, at most one code of a type and length is meant.
#[test]
fn no_entry_matches_two_codes() {
    let digits: Vec<char> = ('0'..='9').collect();
    let codes = codes_of(Format::Numeric, &digits);
    let parts = ["0", "O", "o", "1", "I", "l", "i", "7", ".", "\"", "-", " ", "/"];
    let four = |n: usize| (0..4).map(move |place| parts[n / 13_usize.pow(place) % 13]);
    let mut matched = 0;
    for n in 0..13_usize.pow(4) {
        let typed: String = four(n).collect();
        let matching = codes.iter().filter(|code| code.matches(&typed)).count();
        assert!(matching <= 1, "{typed}");
        matched += matching;
    }
    assert!(matched > 1000, "only {matched} match");
}

#[test]
fn every_decimal_digit_is_a_digit() {
    let digits = characters(r"\p{Nd}");
    assert_eq!(digits.len(), 760);
    for (value, character) in (0..10).cycle().zip(digits) {
        for format in Format::ALL.into_iter().filter(|format| *format != Format::NumericWithDash) {
            for other in 0..10 {
                let code = code(format, &other.to_string().repeat(3));
                assert_eq!(
                    code.matches(&character.to_string().repeat(3)),
                    other == value,
                    "{character}"
                );
            }
        }
    }
}

/// Tries every character below U+0600 and every full-width one as every symbol of every format.
#[test]
fn letters_are_read_as_the_contract_says() {
    for format in Format::ALL.into_iter().filter(|format| *format != Format::NumericWithDash) {
        let codes: Vec<Code> = format
            .alphabet()
            .chars()
            .map(|symbol| code(format, &symbol.to_string().repeat(3)))
            .collect();
        for character in ('\0'..'\u{600}').chain('\u{FF00}'..='\u{FFEF}') {
            let narrow = match character {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap(),
                other => other,
            };
            let folds = matches!(format, Format::AlphanumericCapitals | Format::AlphanumericEasy);
            let capital = match narrow {
                'ı' | 'İ' if folds => 'I',
                other if folds => other.to_ascii_uppercase(),
                other => other,
            };
            let read = match (format, capital) {
                (Format::AlphanumericEasy, 'O' | 'Q') | (Format::Numeric, 'O' | 'o') => '0',
                (Format::AlphanumericEasy, 'I') | (Format::Numeric, 'I' | 'l') => '1',
                (Format::AlphanumericEasy, 'Z') => '2',
                (Format::AlphanumericEasy, 'S') => '5',
                (_, other) => other,
            };
            let typed = character.to_string().repeat(3);
            for (symbol, code) in format.alphabet().chars().zip(&codes) {
                assert_eq!(
                    code.matches(&typed),
                    symbol == read,
                    "{format}: {character:?} as {symbol}"
                );
            }
        }
    }
}

#[test]
fn hostile_entries_cost_little() {
    let code = code(Format::Numeric, "123456");
    let spaces = " ".repeat(1 << 20);
    assert!(code.matches(&format!("{spaces}123{spaces}456")));
    assert!(!code.matches(&spaces));
    // They would be ten gigabytes if they were read to the end.
    let start = Instant::now();
    for hostile in ["1", "123456", "x", "１２３"] {
        let text = hostile.repeat((10 << 20) / hostile.len());
        for _ in 0..250 {
            assert!(!code.matches(&text));
        }
    }
    assert!(start.elapsed() < Duration::from_secs(5));
}

//! Formats, lengths and strict parsing of codes, compared with the page's regular expressions and
//! by enumeration.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

use core::error::Error;
use core::fmt::{Debug, Display};
use proptest::prelude::*;
use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use regex::Regex;
use verify_core::code::{Code, CodeError, Format, Generator, Length};

/// The page's regular expressions. The look-ahead of EASY, which `regex` does not support, is
/// written out.
const PAGE: [(Format, &str); 5] = [
    (Format::Numeric, "^[0-9]{3,10}$"),
    (Format::NumericWithDash, "^[0-9-]{3,10}$"),
    (Format::Alphanumeric, "^[a-zA-Z0-9]{3,10}$"),
    (Format::AlphanumericCapitals, "^[A-Z0-9]{3,10}$"),
    (Format::AlphanumericEasy, "^[A-HJ-NPRT-Y0-9]{3,10}$"),
];

fn lengths() -> impl Iterator<Item = Length> {
    (3..=10).map(|characters| Length::new(characters).unwrap())
}

fn any_format() -> impl Strategy<Value = Format> {
    prop::sample::select(&Format::ALL[..])
}

fn any_length() -> impl Strategy<Value = Length> {
    (3..=10_u8).prop_map(|characters| Length::new(characters).unwrap())
}

/// Generates texts that are nearly codes: most of them consist of allowed characters.
fn nearly_a_code() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9-]{1,12}",
        "[0-9]{1,6}-[0-9]{1,6}",
        "[A-Z0-9]{1,12}",
        "[a-zA-Z0-9]{1,12}",
        "\\PC{0,12}"
    ]
}

proptest! {
    #[test]
    fn drawn_codes_match_the_page(seed: [u8; 32], length in any_length()) {
        let mut rng = ChaCha12Rng::from_seed(seed);
        for (format, page) in PAGE {
            let code = Code::generate(format, length, &mut rng);
            prop_assert!(Regex::new(page).unwrap().is_match(code.expose()), "{}", code.expose());
            prop_assert_eq!(code.expose().len(), usize::from(length.get()));
            prop_assert_eq!(code.len(), usize::from(length.get()));
            prop_assert_eq!(code.format(), format);
            prop_assert!(!code.is_empty());
        }
    }

    #[test]
    fn parse_takes_what_the_page_takes(text in nearly_a_code()) {
        for (format, page) in PAGE {
            let mut expected = Regex::new(page).unwrap().is_match(&text);
            if format == Format::NumericWithDash && expected {
                let dashes: Vec<usize> = text.match_indices('-').map(|(index, _)| index).collect();
                let right = if text.len() == 3 { vec![] } else { vec![(text.len() - 1) / 2] };
                expected = dashes == right;
            }
            let code = Code::parse(format, &text);
            prop_assert_eq!(code.is_ok(), expected, "{} {:?}", format, text);
            if let Ok(code) = code {
                prop_assert_eq!(code.expose(), &text);
                prop_assert_eq!(code.format(), format);
                prop_assert_eq!(code.len(), text.len());
            }
        }
    }

    #[test]
    fn drawn_codes_are_read_back(seed: [u8; 32], format in any_format(), length in any_length()) {
        let code = Code::generate(format, length, &mut ChaCha12Rng::from_seed(seed));
        let same = Code::parse(format, code.expose()).unwrap();
        prop_assert_eq!(same.expose(), code.expose());
        prop_assert!(code.matches(same.expose()) && same.matches(code.expose()));
    }
}

#[test]
fn the_dash_stands_where_the_contract_says() {
    let mut rng = ChaCha12Rng::from_seed([1; 32]);
    let shapes =
        ["###", "#-##", "##-##", "##-###", "###-###", "###-####", "####-####", "####-#####"];
    for (length, shape) in lengths().zip(shapes) {
        let code = Code::generate(Format::NumericWithDash, length, &mut rng);
        let drawn: String =
            code.expose().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        assert_eq!(drawn, shape);
    }
    for example in ["1-23", "12-34", "231-461", "234-3294", "1234-56789"] {
        assert_eq!(Code::parse(Format::NumericWithDash, example).unwrap().expose(), example);
    }
}

#[test]
fn the_examples_of_the_page_are_codes() {
    for (format, text) in [
        (Format::Numeric, "123456"),
        (Format::NumericWithDash, "234-3294"),
        (Format::NumericWithDash, "231-461"),
        (Format::Alphanumeric, "fiQdAsr315"),
        (Format::AlphanumericCapitals, "FIQDASR315"),
        (Format::AlphanumericEasy, "FDAR315"),
    ] {
        assert_eq!(Code::parse(format, text).unwrap().expose(), text);
    }
}

#[test]
fn alphabets_are_the_classes_of_the_page() {
    for (format, page) in PAGE {
        let class = Regex::new(&page.replace("{3,10}", "")).unwrap();
        let symbols: String =
            (' '..='~').filter(|c| *c != '-' && class.is_match(&c.to_string())).collect();
        assert_eq!(format.alphabet(), symbols, "{format}");
    }
    let sizes = Format::ALL.map(|format| format.alphabet().len());
    assert_eq!(sizes, [10, 10, 62, 36, 31]);
}

#[test]
fn combinations_count_what_is_drawn() {
    for format in Format::ALL {
        for length in lengths() {
            let dash = format == Format::NumericWithDash && length > Length::MIN;
            let symbols = u32::from(length.get()) - u32::from(dash);
            let base = u64::try_from(format.alphabet().len()).unwrap();
            assert_eq!(format.combinations(length), base.pow(symbols), "{format} {length:?}");
        }
    }
    assert_eq!(Format::Numeric.combinations(Length::default()), 10_000);
    assert_eq!(Format::Alphanumeric.combinations(Length::MAX), 839_299_365_868_340_224);
}

#[test]
fn names_are_read_back_and_nothing_else() {
    let names = [
        "NUMERIC",
        "NUMERIC_WITH_DASH",
        "ALPHANUMERIC",
        "ALPHANUMERIC_CAPITALS",
        "ALPHANUMERIC_EASY",
    ];
    for (format, name) in Format::ALL.into_iter().zip(names) {
        assert_eq!(format.as_str(), name);
        assert_eq!(format.to_string(), name);
        assert_eq!(format!("{format:>24}"), format!("{name:>24}"));
        assert_eq!((name.parse(), format.as_ref()), (Ok(format), name));
        assert!(name.to_lowercase().parse::<Format>().is_err());
    }
    assert_eq!(Format::default(), Format::Numeric);
    for name in ["", " NUMERIC", "NUMERIC-WITH-DASH", "Numeric"] {
        message(
            name.parse::<Format>().unwrap_err(),
            "expected NUMERIC, NUMERIC_WITH_DASH, ALPHANUMERIC, ALPHANUMERIC_CAPITALS or \
             ALPHANUMERIC_EASY",
        );
    }
}

#[test]
fn lengths_are_3_to_10() {
    for characters in 0..=u8::MAX {
        match Length::new(characters) {
            Ok(length) => assert!((3..=10).contains(&characters) && length.get() == characters),
            Err(error) => {
                assert!(!(3..=10).contains(&characters));
                assert_eq!(error.found(), characters);
                message(error, &format!("expected a code length of 3 to 10, found {characters}"));
            }
        }
        assert_eq!(Length::try_from(characters), Length::new(characters));
    }
    assert_eq!(Length::default().get(), 4);
    assert_eq!((Length::MIN.get(), Length::MAX.get()), (3, 10));
    assert!(Length::MIN < Length::default() && Length::default() < Length::MAX);
    assert_eq!(format!("{:>3}|{:?}", Length::MIN, Length::MAX), "  3|Length(10)");
}

#[test]
fn errors_say_what_was_expected_and_where() {
    for (text, found) in [("", 0), ("12", 2), ("12345678901", 11), ("١٢", 2)] {
        let error = Code::parse(Format::Numeric, text).unwrap_err();
        assert_eq!(error, CodeError::Length { found });
        message(error, &format!("expected a code of 3 to 10 characters, found {found}"));
    }
    let long = "é".repeat(1_000_000);
    message(
        Code::parse(Format::Alphanumeric, &long).unwrap_err(),
        "expected a code of 3 to 10 characters, found 1000000",
    );
    for (format, text, expected) in [
        (Format::Numeric, "12a4", "expected a digit (0-9) at position 2"),
        (Format::Numeric, "12-34", "expected a digit (0-9) at position 2"),
        (Format::Numeric, "éa1", "expected a digit (0-9) at position 0"),
        (Format::Numeric, "12٣", "expected a digit (0-9) at position 2"),
        (Format::NumericWithDash, "1234", "expected a dash at position 1"),
        (Format::NumericWithDash, "12-345-7890", "expected a code of 3 to 10 characters, found 11"),
        (Format::NumericWithDash, "12-3", "expected a dash at position 1"),
        (Format::NumericWithDash, "1-2-", "expected a digit (0-9) at position 3"),
        (Format::NumericWithDash, "1-3", "expected a digit (0-9) at position 1"),
        (Format::Alphanumeric, "aB_d", "expected a letter or digit (A-Z, a-z, 0-9) at position 2"),
        (
            Format::AlphanumericCapitals,
            "ABCd",
            "expected a capital letter or digit (A-Z, 0-9) at position 3",
        ),
        (
            Format::AlphanumericEasy,
            "AO0",
            "expected a capital letter or digit (A-Z, 0-9, without I, O, Q, S and Z) at position 1",
        ),
    ] {
        message(Code::parse(format, text).unwrap_err(), expected);
    }
    let error = Code::parse(Format::Numeric, "12a4").unwrap_err();
    assert_eq!(error, CodeError::Symbol { format: Format::Numeric, position: 2 });
    let error = Code::parse(Format::NumericWithDash, "1234").unwrap_err();
    assert_eq!(error, CodeError::Dash { position: 1 });
}

#[test]
fn a_code_shows_only_when_asked() {
    let code = Code::parse(Format::AlphanumericCapitals, "SECRET42").unwrap();
    assert_eq!(format!("{code:?}"), "Code { format: AlphanumericCapitals, length: 8, .. }");
    assert!(!format!("{code:#?}").contains("SECRET"));
    assert_eq!(format!("{:?}", Generator::from_seed([42; 32])), "Generator { .. }");
}

#[test]
fn no_code_is_no_code() {
    let none = Code::EMPTY;
    assert!(none.is_empty() && none.expose().is_empty());
    assert_eq!((none.len(), none.format()), (0, Format::Numeric));
    for entered in ["", " ", "-", "0", "000", "0000000000", "\0", "\0\0\0"] {
        assert!(!none.matches(entered), "{entered:?}");
    }
    assert_eq!(format!("{none:?}"), "Code { format: Numeric, length: 0, .. }");
}

#[test]
fn sizes() {
    assert_eq!(size_of::<Code>(), 12);
    assert_eq!(size_of::<Option<Length>>(), 1);
    assert!(size_of::<CodeError>() <= 24);
}

/// Fails to compile if the type implements a trait: then two candidates fit, and the choice between
/// them is ambiguous.
macro_rules! is_not {
    ($type:ty: $($trait:path),+) => {$(
        const _: fn() = || {
            trait Candidate<T> {
                fn choose() {}
            }
            impl<T: ?Sized> Candidate<()> for T {}
            struct Implemented;
            impl<T: ?Sized + $trait> Candidate<Implemented> for T {}
            let _ = <$type as Candidate<_>>::choose;
        };
    )+};
}

is_not!(Code: Clone, Copy, PartialEq, PartialOrd, core::hash::Hash);
is_not!(Code: Display, AsRef<str>, AsRef<[u8]>);
is_not!(Generator: Clone, Copy, PartialEq, Display);

/// What callers may rely on.
const _: () = {
    const fn is_secret<T: Debug + Send + Sync + zeroize::ZeroizeOnDrop>() {}
    is_secret::<Code>();
    is_secret::<Generator>();
    assert!(core::mem::needs_drop::<Code>() && core::mem::needs_drop::<Generator>());
};

#[track_caller]
fn message(error: impl Error + Copy + Send + Sync + 'static, expected: &str) {
    assert_eq!(error.to_string(), expected);
}

//! Compares senders with the two patterns of the API.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use verify_core::sms::{SenderId, SenderIdError, SenderKind};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\A\+?[0-9]{1,16}\z").unwrap());
static NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\A[A-Za-z0-9]([A-Za-z0-9 ]{0,9}[A-Za-z0-9])?\z").unwrap());

/// The patterns of the API, with a letter in every name and spaces only inside.
fn reference(text: &str) -> Option<SenderKind> {
    if NUMBER.is_match(text) {
        Some(SenderKind::Numeric)
    } else if NAME.is_match(text) && text.contains(|character: char| character.is_alphabetic()) {
        Some(SenderKind::Alphanumeric)
    } else {
        None
    }
}

fn check(text: &str) {
    let sender = SenderId::parse(text);
    assert_eq!(sender.map(|sender| sender.kind()).ok(), reference(text), "{text:?}");
    if let Ok(sender) = sender {
        assert_eq!(sender.as_str(), text);
        assert_eq!(sender.to_string(), text);
        assert_eq!(text.parse(), Ok(sender));
        assert_eq!(format!("{sender:?}"), format!("SenderId({text:?})"));
    }
}

#[test]
fn every_text_of_up_to_four_characters() {
    const CHARACTERS: [&str; 9] = ["A", "z", "0", "9", " ", "+", "-", "é", "٣"];
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        let longer =
            texts.iter().flat_map(|text| CHARACTERS.map(|character| format!("{text}{character}")));
        texts.extend(longer.collect::<Vec<_>>());
    }
    for text in &texts {
        check(text);
    }
}

#[test]
fn every_ascii_character_in_front_in_the_middle_and_at_the_end() {
    for character in '\0'..='\x7F' {
        for text in [
            format!("{character}1"),
            format!("1{character}1"),
            format!("a{character}"),
            format!("+1{character}"),
        ] {
            check(&text);
        }
    }
}

#[test]
fn lengths() {
    for length in 0..=20 {
        for text in [
            "7".repeat(length),
            format!("+{}", "7".repeat(length)),
            "x".repeat(length),
            " ".repeat(length),
        ] {
            check(&text);
        }
    }
}

#[test]
fn the_default_is_sms() {
    assert_eq!(SenderId::default(), SenderId::parse("SMS").unwrap());
    assert_eq!(SenderId::default().kind(), SenderKind::Alphanumeric);
}

#[test]
fn a_sender_is_small() {
    assert_eq!(size_of::<SenderId>(), 18);
    assert_eq!(SenderId::MAX_LEN, 17);
}

#[test]
fn errors_say_what_was_expected_and_where() {
    let message = |text: &str| SenderId::parse(text).unwrap_err().to_string();
    for text in ["", "+", "   "] {
        assert_eq!(
            message(text),
            "expected a sender with at least one letter or digit, found none"
        );
    }
    assert_eq!(
        message("Café 24"),
        "expected an ASCII letter, digit or space at position 3 of the sender, found 'é'"
    );
    assert_eq!(
        message("a\u{1B}b"),
        "expected an ASCII letter, digit or space at position 1 of the sender, found '\\u{1b}'"
    );
    assert_eq!(
        message("+65 1234"),
        "expected a digit at position 3 of a sender that starts with +, found ' '"
    );
    assert_eq!(
        message(" ACME"),
        "expected no space at either end of the sender, found one at position 0"
    );
    assert_eq!(
        message("1234 "),
        "expected no space at either end of the sender, found one at position 4"
    );
    assert_eq!(
        message("1234 5678 90123456789"),
        "expected digits only in a sender without a letter, found a space at position 4"
    );
    assert_eq!(
        message("ACME Bank 24"),
        "expected a sender of at most 11 letters, digits and spaces, found 12"
    );
    assert_eq!(message("+12345678901234567"), "expected a sender of at most 16 digits, found 17");
}

#[test]
fn a_wrong_character_is_named_before_a_wrong_length() {
    assert_eq!(
        SenderId::parse(&format!("{}!", "x".repeat(6000))),
        Err(SenderIdError::NotALetterOrDigit { found: '!', position: 6000 })
    );
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn texts_close_to_the_patterns(text in "\\+?[0-9A-Za-z ]{0,18}") {
        check(&text);
    }
}

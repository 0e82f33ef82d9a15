//! The chosen charset, replacement, and errors. `segments.rs` tests where a text is split.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use verify_core::response::ApiError;
use verify_core::sms::gsm7::NotInAlphabet;
use verify_core::sms::{Charset, Encoding, EncodingError, Message};

static TABLE: LazyLock<BTreeMap<char, Vec<u8>>> = LazyLock::new(crate::gsm0338::table);

// The chosen charset.

#[test]
fn encodings_have_the_names_of_the_request() {
    for (encoding, name) in
        [(Encoding::Auto, "AUTO"), (Encoding::Gsm7, "GSM7"), (Encoding::Ucs2, "UCS2")]
    {
        assert_eq!((encoding.as_str(), encoding.to_string()), (name, name.to_owned()));
        assert_eq!((name.parse(), Encoding::parse(name)), (Ok(encoding), Ok(encoding)));
        assert_eq!(encoding.as_ref() as &str, name);
        for other in [name.to_lowercase(), format!(" {name}"), String::new()] {
            assert_eq!(other.parse::<Encoding>(), Err("".parse::<Encoding>().unwrap_err()));
        }
    }
    assert_eq!(Encoding::default(), Encoding::Auto);
    let error: EncodingError = "gsm7".parse::<Encoding>().unwrap_err();
    assert_eq!(error.to_string(), "expected one of the encodings AUTO, GSM7 or UCS2 (in capitals)");
}

#[test]
fn charsets_have_names_capacities_and_a_data_coding() {
    for (charset, name, single, concatenated, data_coding) in
        [(Charset::Gsm7, "GSM7", 160, 153, 0x00), (Charset::Ucs2, "UCS2", 70, 67, 0x08)]
    {
        assert_eq!((charset.as_str(), charset.to_string()), (name, name.to_owned()));
        assert_eq!(charset.single_capacity(), single);
        assert_eq!(charset.concatenated_capacity(), concatenated);
        assert_eq!(charset.data_coding(), data_coding);
    }
}

#[test]
fn every_character_of_unicode_chooses_the_charset_of_the_table() {
    for character in '\0'..=char::MAX {
        let text = character.to_string();
        let message = Message::new(&text, Encoding::Auto).unwrap();
        let (charset, units) = match TABLE.get(&character) {
            Some(septets) => (Charset::Gsm7, septets.len()),
            None => (Charset::Ucs2, character.len_utf16()),
        };
        assert_eq!((message.charset(), message.units()), (charset, units), "{character:?}");
        let outside = message.first_outside_gsm7().map(NotInAlphabet::found);
        assert_eq!(outside, (charset == Charset::Ucs2).then_some(character));
        assert_eq!(
            Message::new(&text, Encoding::Gsm7).is_ok(),
            charset == Charset::Gsm7,
            "{character:?}"
        );
        let replaced = Message::with_replacement(&text).unwrap().to_string();
        assert_eq!(replaced, if charset == Charset::Gsm7 { &text } else { "?" });
    }
}

#[test]
fn characters_at_the_edge_of_the_alphabet_choose_as_documented() {
    let charset = |text| Message::new(text, Encoding::Auto).unwrap().charset();
    assert_eq!(charset("é€"), Charset::Gsm7);
    assert_eq!(charset("`"), Charset::Ucs2);
    let message = Message::new("é€ 1234", Encoding::Ucs2).unwrap();
    assert_eq!((message.charset(), message.units()), (Charset::Ucs2, 7));
    assert_eq!(message.first_outside_gsm7(), None);
}

#[test]
fn a_buffer_too_small_stays_as_it_was() {
    for (text, needed) in [("5 €", 4), ("5 你", 6)] {
        let message = Message::new(text, Encoding::Auto).unwrap();
        assert_eq!(message.encoded_len(), needed);
        let mut buffer = vec![0xAA; needed - 1];
        let error = message.encode_into(&mut buffer).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("expected at least {needed} free bytes in the buffer, found {}", needed - 1)
        );
        assert!(buffer.iter().all(|byte| *byte == 0xAA));
        let mut buffer = [0xAA; 10];
        assert_eq!(message.encode_into(&mut buffer).unwrap().len(), needed);
        assert!(buffer[needed..].iter().all(|byte| *byte == 0xAA));
    }
}

#[test]
fn replacement_keeps_the_text_and_shows_question_marks() {
    let message = Message::with_replacement("“código” 5 € 🔑").unwrap();
    assert_eq!(message.to_string(), "?c?digo? 5 € ?");
    assert_eq!(message.text(), "“código” 5 € 🔑");
    assert_eq!(message.first_outside_gsm7().unwrap().found(), '“');
    let message = Message::with_replacement("code 5 €").unwrap();
    assert_eq!((message.to_string().as_str(), message.first_outside_gsm7()), ("code 5 €", None));
}

// Errors and `Debug`.

#[test]
fn errors_say_what_was_expected_and_what_was_found() {
    let error = Message::new("Ваш код 0429", Encoding::Gsm7).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a character of the GSM 7-bit alphabet at position 0, found 'В' (U+0412)"
    );
    assert_eq!(ApiError::from(error).code(), 1003);
    let error = Message::new(&"7".repeat(1531), Encoding::Auto).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a text of at most 10 segments, found 11 (1531 units of GSM7)"
    );
    assert_eq!(ApiError::from(error).code(), 1004);
    let error = Message::new(&"7".repeat(671), Encoding::Ucs2).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a text of at most 10 segments, found 11 (671 units of UCS2)"
    );
}

#[test]
fn a_character_outside_is_named_before_the_length() {
    let text = format!("{}`", "7".repeat(2000));
    let error = Message::new(&text, Encoding::Gsm7).unwrap_err();
    assert_eq!(ApiError::from(error).code(), 1003);
}

#[test]
fn no_text_is_shown_in_debug() {
    let message = Message::new("0429", Encoding::Auto).unwrap();
    assert_eq!(format!("{message:?}"), "Message { charset: Gsm7, units: 4, segments: 1, .. }");
    assert_eq!(format!("{:?}", message.segments()), "Segments { left: 1, .. }");
    let segment = message.segments().next().unwrap();
    assert_eq!(format!("{segment:?}"), "Segment { number: 1, total: 1, units: 4, .. }");
    let short_messages = message.short_messages(1_u8).unwrap();
    assert!(!format!("{short_messages:?}").contains("0429"));
    assert!(!format!("{:?}", short_messages.clone().next().unwrap()).contains("0429"));
}

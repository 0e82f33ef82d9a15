//! TPDUs as two decoders read them, and what goes beside the octets.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

#[path = "../properties/submit.rs"]
mod property;

use verify_core::phone::PhoneNumber;
use verify_core::sms::{
    Address, Encoding, Message, NumberingPlan, Reference, ReferenceCounter, SenderId, ShortMessage,
    Submit, TypeOfNumber,
};

use crate::segments::codings;

fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text, None).unwrap()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().fold(String::new(), |hex, octet| format!("{hex}{octet:02X}"))
}

#[test]
fn a_submit_has_the_octets_that_decoders_read() {
    let message = Message::new("Your code is 4711", Encoding::Auto).unwrap();
    let short_message = message.short_messages(0x5A_u8).unwrap().next().unwrap();
    let submit = Submit::new(number("+6587654321"), &short_message);
    let mut buffer = [0; Submit::MAX_LEN];
    let octets = submit.encode_into(&mut buffer).unwrap();
    assert_eq!(hex(octets), "01000A915678563412000011D9775D0E1ABFC965507A0EA2DD6231");
    assert_eq!(submit.at_cmgs_length(), 27);
}

#[test]
fn unpacked_octets_have_the_header_in_front() {
    let text = "a".repeat(161);
    let message = Message::new(&text, Encoding::Auto).unwrap();
    let expected =
        [format!("0500035A0201{}", "61".repeat(153)), format!("0500035A0202{}", "61".repeat(8))];
    let mut buffer = [0; ShortMessage::MAX_UNPACKED_LEN];
    for (short_message, expected) in message.short_messages(0x5A_u8).unwrap().zip(expected) {
        assert_eq!(hex(short_message.encode_unpacked_into(&mut buffer).unwrap()), expected);
        assert_eq!(short_message.esm_class(), 0x40);
    }
}

#[test]
fn numbers_of_every_length_are_submitted_and_the_longest_fits() {
    for to in ["29012345", "4915123456789", "447400123456", "436641234567890"] {
        for text in [String::new(), "Your code is 4711".to_owned(), "你".repeat(70)] {
            property::check(format!("{to}\n{text}").as_bytes());
        }
    }
    let text = "7".repeat(160);
    let message = Message::new(&text, Encoding::Auto).unwrap();
    let short_message = message.short_messages(0_u8).unwrap().next().unwrap();
    let submit = Submit::new(number("+436641234567890"), &short_message);
    assert_eq!(submit.encoded_len(), Submit::MAX_LEN);
}

#[test]
fn class_0_changes_the_codings_and_nothing_else() {
    for (text, plain, class_0) in [
        ("Your code is 4711", (0x00, 0x00, None), (0x10, 0xF0, None)),
        ("Ваш код 4711", (0x08, 0x08, None), (0x18, 0x08, Some(1))),
    ] {
        let message = Message::new(text, Encoding::Auto).unwrap();
        let mut octets = Vec::new();
        for (message, expected) in [(message, plain), (message.with_class_0(), class_0)] {
            let short_message = message.short_messages(0_u8).unwrap().next().unwrap();
            assert_eq!(codings(&short_message), expected);
            let mut buffer = [0; ShortMessage::MAX_LEN];
            octets.push(short_message.encode_into(&mut buffer).unwrap().to_vec());
        }
        assert_eq!(octets.first(), octets.last());
        assert_ne!(message, message.with_class_0());
    }
    let replaced = Message::with_replacement("Ваш код 4711").unwrap().with_class_0();
    let short_message = replaced.short_messages(0_u8).unwrap().next().unwrap();
    assert_eq!(codings(&short_message), (0x10, 0xF0, None));
}

#[test]
fn senders_and_destinations_have_a_type_and_a_plan() {
    for (sender, source_addr, ton, npi) in [
        ("+6512345678", "6512345678", 1, 1),
        ("ACME Bank", "ACME Bank", 5, 0),
        ("4 you", "4 you", 5, 0),
        ("80808", "80808", 3, 0),
    ] {
        let sender = SenderId::parse(sender).unwrap();
        assert_eq!(sender.source_addr(), source_addr);
        let (kind, plan) = (sender.type_of_number(), sender.numbering_plan());
        assert_eq!((kind.code(), plan.code()), (ton, npi), "{sender}");
    }
    let address = Address::from(&number("+6587654321"));
    assert_eq!(address.type_of_number(), TypeOfNumber::International);
    assert_eq!(address.numbering_plan(), NumberingPlan::Isdn);
    assert_eq!(address, Address::from(number("+65 8765 4321")));
}

#[test]
fn an_address_of_a_text_is_that_of_its_number() {
    for text in ["+29012345", "+6587654321", "+447400123456", "+436641234567890"] {
        assert_eq!(Address::parse(text), Ok(Address::from(number(text))));
        assert_eq!(text.parse(), Address::parse(text));
    }
    for (text, message) in [
        ("", "expected an address that starts with +"),
        ("6587654321", "expected an address that starts with +"),
        ("+65 87654321", "expected a digit at position 3 of the address, found ' '"),
        ("+658765", "expected an address of 7 to 15 digits, found 6"),
        ("+1234567890123456", "expected an address of 7 to 15 digits, found 16"),
    ] {
        assert_eq!(Address::parse(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_counter_returns_to_a_reference_after_256_messages() {
    let mut counter = ReferenceCounter::default();
    let references: Vec<_> = (0..256).map(|_| counter.advance()).collect();
    let expected: Vec<_> = (0..=u8::MAX).map(Reference::Eight).collect();
    assert_eq!(references, expected);
    assert_eq!(counter, ReferenceCounter::from(0));
    assert_eq!(Reference::Sixteen(0xC0DE).get(), 0xC0DE);
}

#[test]
fn no_number_or_text_is_shown_in_debug() {
    let message = Message::new("Your code is 4711", Encoding::Auto).unwrap();
    let short_message = message.short_messages(0x5A_u8).unwrap().next().unwrap();
    let shown = format!("{:?}", Submit::new(number("+6587654321"), &short_message));
    assert!(!shown.contains("4711") && !shown.contains("code is"), "{shown}");
    assert!(shown.contains("type_of_number: International"), "{shown}");
    for digits in ["6587", "8765", "[86, 120"] {
        assert!(!shown.contains(digits), "{shown}");
    }
}

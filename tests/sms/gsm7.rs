//! Compares the GSM 7-bit alphabet with its published table, and packing with known octets;
//! `tests/properties` compares every bit.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics is a test that fails"
)]

#[path = "../properties/gsm7.rs"]
mod property;

use crate::gsm0338::table;
use verify_core::sms::gsm7::{
    EncodeError, decode, encode, encoded_len, pack, pack_ussd, septet_count, unpack,
};

fn packed(septets: &[u8]) -> Vec<u8> {
    pack(septets, &mut [0xAA; 300]).unwrap().to_vec()
}

fn packed_ussd(septets: &[u8]) -> Vec<u8> {
    pack_ussd(septets, &mut [0xAA; 300]).unwrap().to_vec()
}

#[test]
fn the_table_has_137_characters() {
    assert_eq!(table().len(), 127 + 10);
}

#[test]
fn every_character_of_unicode_is_as_the_table_says() {
    let table = table();
    for character in '\0'..=char::MAX {
        let mut buffer = [0; 2];
        let text = character.to_string();
        let encoded = encode(&text, &mut buffer).map(|septets| septets.to_vec());
        if let Some(septets) = table.get(&character) {
            assert_eq!(septet_count(character), Some(septets.len()), "{character:?}");
            assert_eq!(encoded_len(&text), Ok(septets.len()), "{character:?}");
            assert_eq!(encoded.as_ref(), Ok(septets), "{character:?}");
            assert!(decode(septets).eq([character]), "{character:?}");
        } else {
            assert_eq!(septet_count(character), None, "{character:?}");
            let error = encoded_len(&text).unwrap_err();
            assert_eq!((error.found(), error.position(), error.offset()), (character, 0, 0));
            assert_eq!(encoded, Err(EncodeError::NotInAlphabet(error)), "{character:?}");
        }
    }
}

#[test]
fn every_character_is_found_wherever_it_stands() {
    // Long texts are scanned in steps of 16 bytes, short ones byte by byte: these lengths cover
    // both sides of each step, and every place in them.
    let table = table();
    let characters = ('\0'..='\u{4FF}').chain(['€', '₭', '‚', '“', '你', '\u{1F511}']);
    for character in characters {
        for length in [1, 15, 16, 17, 31, 32, 33, 40] {
            for place in 0..length {
                let mut text: Vec<char> = vec!['a'; length];
                text[place] = character;
                let text = String::from_iter(text);
                let expected = table.get(&character).map(|septets| length - 1 + septets.len());
                let found = encoded_len(&text);
                assert_eq!(found.ok(), expected, "{character:?} at {place} of {length}");
                if let Err(error) = found {
                    assert_eq!(
                        (error.found(), error.position(), error.offset()),
                        (character, place, place)
                    );
                }
            }
        }
    }
}

#[test]
fn a_decoder_estimates_how_much_is_left() {
    for (septets, characters) in
        [(&b""[..], 0), (b"a", 1), (b"\x1B", 1), (b"\x1Be", 1), (b"\x1Beab\x1B", 4)]
    {
        let decoded = decode(septets);
        let (fewest, most) = decoded.size_hint();
        assert_eq!((fewest, most), (septets.len().div_ceil(2), Some(septets.len())));
        assert_eq!(decoded.count(), characters);
    }
}

#[test]
fn every_pair_of_bytes_decodes_as_the_clause_says() {
    for first in 0..=u8::MAX {
        property::check(&[first]);
        for second in 0..=u8::MAX {
            property::check(&[first, second]);
        }
    }
    assert!(decode([0x1B, 0x1B, 0x65]).eq(" e".chars()));
    assert!(decode([0x1B, 0xE5, 0x65]).eq("\u{FFFD}e".chars()));
}

/// Published examples of what other implementations and handsets pack these texts into.
#[test]
fn known_texts_pack_to_known_octets() {
    let known = [
        ("A", "41"),
        ("AB", "4121"),
        ("ABC", "41E110"),
        ("Google", "C7F7FBCC2E03"),
        ("Hello.", "C8329BFD7601"),
        ("SMS Rulz", "D3E61424ADB3F5"),
        ("Tada :)", "D430390CD2A500"),
        ("hellohello", "E8329BFD4697D9EC37"),
        ("Hello world", "C8329BFD06DDDF723619"),
        ("This is testdata!", "54747A0E4ACF41F4F29C4E0ED3C321"),
        (
            "The quick brown fox jumps over the lazy dog",
            "54741914AFA7C76B9058FEBEBB41E6371EA4AEB7E173D0DB5E9683E8E832881DD6E741E4F719",
        ),
    ];
    for (text, octets) in known {
        let mut buffer = [0; 160];
        let found = packed(encode(text, &mut buffer).unwrap());
        assert_eq!(hex(&found), octets, "{text}");
        let septets = unpack(&found).take(text.len());
        assert_eq!(decode(septets).to_string(), text);
    }
}

fn hex(octets: &[u8]) -> String {
    let digits = octets.iter().map(|octet| format!("{octet:02X}"));
    digits.collect::<Vec<_>>().concat()
}

#[test]
fn every_length_packs_and_unpacks_with_and_without_a_carriage_return_at_its_end() {
    for length in 0..=40 {
        for last in [b'A', b'\r'] {
            let mut septets = vec![b'A'; length];
            if let Some(septet) = septets.last_mut() {
                *septet = last;
            }
            property::check(&septets);
        }
    }
}

#[test]
fn seven_spare_bits_read_as_an_at_sign_unless_the_length_is_known() {
    let octets = packed(b"1234567");
    assert_eq!(hex(&octets), "31D98C56B3DD00");
    assert_eq!(decode(unpack(&octets)).to_string(), "1234567@");
    assert_eq!(decode(unpack(&octets).take(7)).to_string(), "1234567");
    assert_eq!(hex(&packed_ussd(b"1234567")), "31D98C56B3DD1A");
    assert_eq!(hex(&packed_ussd(b"1234567\r")), "31D98C56B3DD1A0D");
    assert_eq!(hex(&packed_ussd(b"1234567\x8D")), "31D98C56B3DD1A0D");
}

#[test]
fn a_buffer_too_small_stays_as_it_was() {
    let mut buffer = [0xAA; 6];
    let error = pack(b"1234567", &mut buffer).unwrap_err();
    assert_eq!(error.to_string(), "expected at least 7 free bytes in the buffer, found 6");
    assert_eq!((error.needed(), error.free()), (7, 6));
    let mut buffer_ussd = [0xAA; 7];
    let error = pack_ussd(b"1234567\r", &mut buffer_ussd).unwrap_err();
    assert_eq!(error.to_string(), "expected at least 8 free bytes in the buffer, found 7");
    let mut buffer_text = [0xAA; 3];
    let error = encode("5 €", &mut buffer_text).unwrap_err();
    assert_eq!(error.to_string(), "expected at least 4 free bytes in the buffer, found 3");
    assert_eq!((buffer, buffer_ussd, buffer_text), ([0xAA; 6], [0xAA; 7], [0xAA; 3]));
}

#[test]
fn bytes_beyond_the_octets_stay_as_they_were() {
    let mut buffer = [0xAA; 10];
    assert_eq!(pack(b"12345678", &mut buffer).unwrap().len(), 7);
    assert_eq!(buffer[7..], [0xAA; 3]);
    assert_eq!(encode("{}", &mut buffer).unwrap(), [0x1B, 0x28, 0x1B, 0x29]);
    assert_eq!(buffer[7..], [0xAA; 3]);
}

#[test]
fn errors_name_the_character_and_where_it_stands() {
    let error = encoded_len("Prüfung №5").unwrap_err();
    assert_eq!((error.found(), error.position(), error.offset()), ('№', 8, 9));
    assert_eq!(
        error.to_string(),
        "expected a character of the GSM 7-bit alphabet at position 8, found '№' (U+2116)"
    );
    // Characters that could disturb a log are escaped.
    assert_eq!(
        encoded_len("a\u{202E}").unwrap_err().to_string(),
        "expected a character of the GSM 7-bit alphabet at position 1, found '\\u{202e}' (U+202E)"
    );
    assert_eq!(
        EncodeError::from(error).to_string(),
        "expected a character of the GSM 7-bit alphabet at position 8, found '№' (U+2116)"
    );
}

#[test]
fn no_text_is_shown_in_debug() {
    assert_eq!(format!("{:?}", unpack(b"1234567")), "Unpack { septets: 8, .. }");
    assert_eq!(format!("{:?}", decode(b"1234567")), "Decode { .. }");
}

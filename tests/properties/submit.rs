//! Compares `sms::Submit` with a reader of its fields, one after the other.
//!
//! The input is the digits of a number on a line, and the text.

use verify_core::phone::PhoneNumber;
use verify_core::sms::{Charset, Encoding, Message, Reference, Submit};

use crate::segments;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (number, text) = text.split_once('\n').unwrap_or(("6587654321", &text));
    let Ok(to) = PhoneNumber::parse(&format!("+{number}"), None) else { return };
    let messages = [Message::new(text, Encoding::Auto), Message::with_replacement(text)];
    for message in messages.into_iter().flatten() {
        check_message(to, &message);
        check_message(to, &message.with_class_0());
    }
}

fn check_message(to: PhoneNumber, message: &Message<'_>) {
    for reference in [Reference::Eight(0x5A), Reference::Sixteen(0xC0DE)] {
        for short_message in message.short_messages(reference).into_iter().flatten() {
            let submit = Submit::new(to, &short_message);
            let mut buffer = [0xAA; Submit::MAX_LEN];
            let octets = submit.encode_into(&mut buffer).unwrap();
            let length = octets.len();
            assert_eq!((submit.encoded_len(), submit.at_cmgs_length()), (length, length));

            let (fields, digits) = octets.split_at(4);
            let has_header = short_message.has_header();
            assert_eq!(fields[..2], [if has_header { 0x41 } else { 0x01 }, 0]);
            assert_eq!(fields[3], 0x91);
            let (digits, rest) = digits.split_at(usize::from(fields[2]).div_ceil(2));
            assert_eq!(read_digits(digits, fields[2]), format!("{to:#}"));
            let [0, dcs, user_data_length, user_data @ ..] = rest else { panic!("{rest:?}") };
            assert_eq!(*dcs, short_message.protocol_data_coding());
            let charset = if dcs & 0x08 == 0 { Charset::Gsm7 } else { Charset::Ucs2 };
            assert_eq!(charset, message.charset());
            let (header, text) = segments::read(charset, has_header, *user_data_length, user_data);
            assert_eq!(header, short_message.header().map_or(vec![], |it| it.as_bytes().to_vec()));
            assert_eq!(text, short_message.to_string());
            assert!(buffer[length..].iter().all(|octet| *octet == 0xAA));

            let mut small = vec![0xAA; length - 1];
            let error = submit.encode_into(&mut small).unwrap_err();
            assert_eq!((error.needed(), error.free()), (length, length - 1));
            assert!(small.iter().all(|octet| *octet == 0xAA));
        }
    }
}

/// Reads semi-octets: the low half first, and a last half of ones.
fn read_digits(octets: &[u8], length: u8) -> String {
    let mut halves: Vec<u8> = octets.iter().flat_map(|octet| [octet & 0xF, octet >> 4]).collect();
    if length % 2 == 1 {
        assert_eq!(halves.pop(), Some(0xF));
    }
    assert_eq!(halves.len(), usize::from(length));
    halves.iter().map(|digit| char::from_digit((*digit).into(), 10).unwrap()).collect()
}

//! Compares `sms::Message` and its short messages with a splitter that takes one character at a
//! time and a reader that takes one bit at a time.
//!
//! The input is the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use verify_core::sms::{
    Charset, Encoding, MAX_SEGMENTS, Message, MessageError, Reference, ShortMessage,
};

use crate::gsm0338;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for encoding in [Encoding::Auto, Encoding::Gsm7, Encoding::Ucs2] {
        check_encoding(&text, encoding);
    }
    check_replacement(&text);
}

fn check_encoding(text: &str, encoding: Encoding) {
    let found = Message::new(text, encoding);
    match reference_charset(text, encoding) {
        Err(position) => {
            let Err(MessageError::NotInAlphabet(error)) = found else { panic!("{found:?}") };
            let (offset, character) = text.char_indices().nth(position).unwrap();
            assert_eq!(
                (error.found(), error.position(), error.offset()),
                (character, position, offset)
            );
        }
        Ok(charset) => {
            let (single, each) = capacity(charset, Reference::Eight(0));
            let segments = reference_segments(text, charset, single, each).len();
            if segments > MAX_SEGMENTS {
                let units = reference_units(text, charset);
                assert_eq!(found, Err(MessageError::TooLong { charset, units, segments }));
            } else {
                check_message(&found.unwrap(), text, text, charset);
            }
        }
    }
}

fn check_replacement(text: &str) {
    let shown: String = text
        .chars()
        .map(|character| if septets(character).is_some() { character } else { '?' })
        .collect();
    let segments = reference_segments(&shown, Charset::Gsm7, 160, 153).len();
    let found = Message::with_replacement(text);
    if segments > MAX_SEGMENTS {
        let units = reference_units(&shown, Charset::Gsm7);
        assert_eq!(found, Err(MessageError::TooLong { charset: Charset::Gsm7, units, segments }));
    } else {
        check_message(&found.unwrap(), text, &shown, Charset::Gsm7);
    }
}

/// Compares all of a message with the reference; `shown` is the text with its replacements.
fn check_message(message: &Message<'_>, text: &str, shown: &str, charset: Charset) {
    let units = reference_units(shown, charset);
    assert_eq!((message.text(), message.charset(), message.units()), (text, charset, units));
    assert_eq!(message.to_string(), shown);

    let mut buffer = vec![0; message.encoded_len()];
    let whole = message.encode_into(&mut buffer).unwrap();
    let expected: Vec<u8> = match charset {
        Charset::Gsm7 => {
            shown.chars().flat_map(|character| septets(character).unwrap()).copied().collect()
        }
        Charset::Ucs2 => shown.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    assert_eq!(whole, expected);

    let (single, each) = capacity(charset, Reference::Eight(0));
    let expected = reference_segments(shown, charset, single, each);
    assert_eq!(message.segments().len(), expected.len());
    assert_eq!(message.segments().count(), expected.len());
    for (index, (segment, shown)) in message.segments().zip(&expected).enumerate() {
        assert_eq!(segment.to_string(), *shown);
        assert_eq!(segment.units(), reference_units(shown, charset));
        assert_eq!((segment.number(), segment.total()), (index + 1, expected.len()));
    }
    let joined: String = message.segments().map(|segment| segment.text()).collect();
    assert_eq!(joined, text);

    for reference in [Reference::Eight(0x5A), Reference::Sixteen(0xC0DE)] {
        check_short_messages(message, shown, charset, reference);
    }
}

fn check_short_messages(
    message: &Message<'_>,
    shown: &str,
    charset: Charset,
    reference: Reference,
) {
    let (single, each) = capacity(charset, reference);
    assert_eq!(reference.capacity(charset), each);
    let expected = reference_segments(shown, charset, single, each);
    let total = u8::try_from(expected.len()).unwrap();
    let found = message.short_messages(reference);
    if expected.len() > MAX_SEGMENTS {
        let error =
            MessageError::TooLong { charset, units: message.units(), segments: expected.len() };
        assert_eq!(found.unwrap_err(), error);
        return;
    }
    assert_eq!(found.as_ref().unwrap().len(), expected.len());
    for ((number, short_message), shown) in (1..).zip(found.unwrap()).zip(&expected) {
        let mut buffer = [0xAA; ShortMessage::MAX_LEN];
        let octets = short_message.encode_into(&mut buffer).unwrap();
        assert_eq!(octets.len(), short_message.encoded_len());
        let (header, text) =
            read(charset, short_message.has_header(), short_message.user_data_length(), octets);
        let expected = match reference {
            _ if total == 1 => vec![],
            Reference::Eight(reference) => vec![5, 0, 3, reference, total, number],
            Reference::Sixteen(reference) => {
                let [high, low] = reference.to_be_bytes();
                vec![6, 8, 4, high, low, total, number]
            }
        };
        assert_eq!(header, expected);
        assert_eq!(text, *shown);
        assert_eq!(short_message.to_string(), *shown);
        assert_eq!(short_message.segment().number(), usize::from(number));

        assert_eq!((short_message.number(), short_message.total()), (number, total));
        assert_eq!(short_message.reference(), reference);
        check_wire_forms(&short_message, &expected, shown, charset);

        let mut small = vec![0xAA; short_message.encoded_len().saturating_sub(1)];
        assert_eq!(short_message.encode_into(&mut small).is_err(), short_message.encoded_len() > 0);
        assert!(small.iter().all(|octet| *octet == 0xAA));
    }
}

/// Compares what goes to an SMPP gateway, and the header and codings on their own.
fn check_wire_forms(
    short_message: &ShortMessage<'_>,
    header: &[u8],
    shown: &str,
    charset: Charset,
) {
    let found = short_message.header();
    assert_eq!(found.as_ref().map_or(&[][..], AsRef::as_ref), header);
    assert_eq!(found.is_some(), !header.is_empty());
    assert_eq!(short_message.esm_class(), if header.is_empty() { 0x00 } else { 0x40 });
    let text: Vec<u8> = match charset {
        Charset::Gsm7 => {
            shown.chars().flat_map(|character| septets(character).unwrap()).copied().collect()
        }
        Charset::Ucs2 => shown.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    let expected = [header, &text].concat();
    assert_eq!(short_message.unpacked_len(), expected.len());
    let mut buffer = [0xAA; ShortMessage::MAX_UNPACKED_LEN];
    assert_eq!(short_message.encode_unpacked_into(&mut buffer).unwrap(), expected);
    assert!(buffer[expected.len()..].iter().all(|octet| *octet == 0xAA));
    let mut small = vec![0xAA; expected.len().saturating_sub(1)];
    assert_eq!(short_message.encode_unpacked_into(&mut small).is_err(), !expected.is_empty());
    assert!(small.iter().all(|octet| *octet == 0xAA));
    let codings = match charset {
        Charset::Gsm7 => (0x00, 0x00, None),
        Charset::Ucs2 => (0x08, 0x08, None),
    };
    assert_eq!(self::codings(short_message), codings);
}

/// Returns TP-DCS, and `data_coding` and `dest_addr_subunit` of SMPP.
pub(crate) fn codings(short_message: &ShortMessage<'_>) -> (u8, u8, Option<u8>) {
    (
        short_message.protocol_data_coding(),
        short_message.data_coding(),
        short_message.dest_addr_subunit(),
    )
}

/// Returns the charset to be chosen, or the position of the character that rules out the requested
/// one.
fn reference_charset(text: &str, encoding: Encoding) -> Result<Charset, usize> {
    let outside = text.chars().position(|character| septets(character).is_none());
    match (encoding, outside) {
        (Encoding::Gsm7, Some(position)) => Err(position),
        (Encoding::Gsm7 | Encoding::Auto, None) => Ok(Charset::Gsm7),
        _ => Ok(Charset::Ucs2),
    }
}

fn reference_units(text: &str, charset: Charset) -> usize {
    text.chars().map(|character| units_of(character, charset)).sum()
}

fn units_of(character: char, charset: Charset) -> usize {
    match charset {
        Charset::Gsm7 => septets(character).unwrap().len(),
        Charset::Ucs2 => character.len_utf16(),
    }
}

/// Fills one segment after the other with whole characters.
fn reference_segments(text: &str, charset: Charset, single: usize, each: usize) -> Vec<String> {
    if reference_units(text, charset) <= single {
        return vec![text.to_owned()];
    }
    let mut segments = vec![String::new()];
    let mut units = 0;
    for character in text.chars() {
        let more = units_of(character, charset);
        if units + more > each {
            segments.push(String::new());
            units = 0;
        }
        segments.last_mut().unwrap().push(character);
        units += more;
    }
    segments
}

fn capacity(charset: Charset, reference: Reference) -> (usize, usize) {
    match (charset, reference) {
        (Charset::Gsm7, Reference::Eight(_)) => (160, 153),
        (Charset::Gsm7, Reference::Sixteen(_)) => (160, 152),
        (Charset::Ucs2, Reference::Eight(_)) => (70, 67),
        (Charset::Ucs2, Reference::Sixteen(_)) => (70, 66),
    }
}

/// Reads user data as a phone does: the header, and the text after it.
pub(crate) fn read(
    charset: Charset,
    has_header: bool,
    length: u8,
    octets: &[u8],
) -> (Vec<u8>, String) {
    let header = if has_header { 1 + usize::from(octets[0]) } else { 0 };
    let body = &octets[header..];
    let text = match charset {
        Charset::Ucs2 => {
            assert_eq!(octets.len(), usize::from(length));
            let units = body.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).expect("no surrogate pair is cut")
        }
        Charset::Gsm7 => {
            assert_eq!(octets.len(), (usize::from(length) * 7).div_ceil(8));
            let bit = |index: usize| octets[index / 8] >> (index % 8) & 1;
            let first = (header * 8).div_ceil(7);
            for spare in (header * 8..first * 7).chain(usize::from(length) * 7..octets.len() * 8) {
                assert_eq!(bit(spare), 0, "bit {spare} is spare");
            }
            let septet = |index: usize| {
                (0..7).fold(0, |septet, offset| septet | bit(index * 7 + offset) << offset)
            };
            let mut septets = (first..usize::from(length)).map(septet);
            let mut text = String::new();
            while let Some(septet) = septets.next() {
                let mut code = vec![septet];
                if septet == 0x1B {
                    code.push(septets.next().expect("no escape is cut off"));
                }
                text.push(CHARACTERS[&code]);
            }
            text
        }
    };
    (octets[..header].to_vec(), text)
}

/// Returns the septets of a character that the GSM alphabet has.
fn septets(character: char) -> Option<&'static [u8]> {
    SEPTETS.get(character as usize)?.as_deref()
}

/// By the number of the character, since texts of 1 MB ask for each of theirs many times.
static SEPTETS: LazyLock<Vec<Option<Vec<u8>>>> = LazyLock::new(|| {
    let mut table = vec![None; '\u{20AC}' as usize + 1];
    for (character, septets) in gsm0338::table() {
        table[character as usize] = Some(septets);
    }
    table
});

static CHARACTERS: LazyLock<BTreeMap<Vec<u8>, char>> = LazyLock::new(|| {
    gsm0338::table().into_iter().map(|(character, septets)| (septets, character)).collect()
});

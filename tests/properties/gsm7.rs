//! Compares `sms::gsm7` with the published table, and with packing that takes one bit at a time.
//!
//! The input serves as septets, as octets and as a text.

use std::sync::LazyLock;

use verify_core::buffer::BufferTooSmall;
use verify_core::sms::gsm7::{
    EncodeError, decode, encode, encoded_len, pack, pack_ussd, packed_len, septet_count, unpack,
    unpack_ussd,
};

use crate::gsm0338;

const ESCAPE: u8 = 0x1B;
const CARRIAGE_RETURN: u8 = 0x0D;

/// By the number of the character, since texts of 1 MB ask for each of theirs.
static SEPTETS: LazyLock<Vec<Option<Vec<u8>>>> = LazyLock::new(|| {
    let mut table = vec![None; '\u{20AC}' as usize + 1];
    for (character, septets) in gsm0338::table() {
        table[character as usize] = Some(septets);
    }
    table
});

/// By the septet alone, and by the septet after an escape.
static CHARACTERS: LazyLock<[[Option<char>; 128]; 2]> = LazyLock::new(|| {
    let mut tables = [[None; 128]; 2];
    for (character, septets) in gsm0338::table() {
        let (escaped, septet) = match septets[..] {
            [septet] => (0, septet),
            [ESCAPE, septet] => (1, septet),
            _ => panic!("{septets:?}"),
        };
        tables[escaped][usize::from(septet)] = Some(character);
    }
    tables
});

pub(crate) fn check(bytes: &[u8]) {
    check_encoding(&String::from_utf8_lossy(bytes));
    check_decoding(bytes);
    check_packing(bytes);
    check_unpacking(bytes);
}

fn check_encoding(text: &str) {
    let mut expected = Vec::new();
    let mut outside = None;
    for (position, (offset, character)) in text.char_indices().enumerate() {
        let septets = SEPTETS.get(character as usize).and_then(Option::as_ref);
        assert_eq!(septet_count(character), septets.map(Vec::len), "{character:?}");
        match septets {
            Some(septets) => expected.extend(septets),
            None => outside = outside.or(Some((character, position, offset))),
        }
    }
    let mut buffer = vec![0xAA; text.len() * 2 + 1];
    let found = encode(text, &mut buffer).map(|septets| septets.to_vec());
    if let Some(outside) = outside {
        let Err(EncodeError::NotInAlphabet(error)) = found else { panic!("{found:?}") };
        assert_eq!((error.found(), error.position(), error.offset()), outside);
        assert_eq!(encoded_len(text), Err(error));
        assert!(buffer.iter().all(|byte| *byte == 0xAA));
        return;
    }
    assert_eq!((found.as_ref(), encoded_len(text)), (Ok(&expected), Ok(expected.len())));
    assert!(buffer[expected.len()..].iter().all(|byte| *byte == 0xAA));
    assert_eq!(decode(&expected).to_string(), text);
    if let Some(less) = expected.len().checked_sub(1) {
        let mut small = vec![0xAA; less];
        assert!(matches!(encode(text, &mut small), Err(EncodeError::BufferTooSmall(_))));
        assert!(small.iter().all(|byte| *byte == 0xAA));
    }
}

/// Every sequence has a meaning, as on a phone (3GPP TS 23.038, 6.2.1.1).
fn check_decoding(bytes: &[u8]) {
    let [alone, escaped] = &*CHARACTERS;
    let alone = |septet: u8| match septet {
        ESCAPE => ' ',
        0x80.. => '\u{FFFD}',
        _ => alone[usize::from(septet)].unwrap(),
    };
    let mut expected = String::new();
    let mut rest = bytes.iter().copied();
    while let Some(septet) = rest.next() {
        expected.push(match septet {
            ESCAPE => match rest.next() {
                None => ' ',
                Some(next) => {
                    let escaped = escaped.get(usize::from(next)).copied().flatten();
                    escaped.unwrap_or_else(|| alone(next))
                }
            },
            other => alone(other),
        });
    }
    assert!(decode(bytes).eq(expected.chars()));
    assert_eq!(decode(bytes).to_string(), expected);
}

fn check_packing(bytes: &[u8]) {
    let septets: Vec<u8> = bytes.iter().map(|byte| byte & 0x7F).collect();
    let expected = pack_bits(&septets);
    let octets = packed(bytes, pack);
    assert_eq!(octets, expected);
    assert_eq!(packed_len(bytes.len()), expected.len());
    assert!(unpack(&octets).take(septets.len()).eq(septets.iter().copied()));

    // The clause, word for word: carriage returns are added before the bits are laid out.
    let ends_in_return = septets.ends_with(&[CARRIAGE_RETURN]);
    let doubled = !septets.is_empty() && septets.len().is_multiple_of(8) && ends_in_return;
    let mut padded = septets.clone();
    if septets.len() % 8 == 7 || doubled {
        padded.push(CARRIAGE_RETURN);
    }
    let octets = packed(bytes, pack_ussd);
    assert_eq!(octets, pack_bits(&padded));
    // Unpacking drops the filler; a carriage return on the boundary has become two.
    assert!(unpack_ussd(&octets).eq(if doubled { padded } else { septets }));
}

type Pack = for<'b> fn(&[u8], &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall>;

/// Packs into a larger buffer, whose other bytes stay as they were, and into one that is too small,
/// which stays as it was as a whole.
fn packed(septets: &[u8], pack: Pack) -> Vec<u8> {
    let mut buffer = vec![0xAA; septets.len() + 3];
    let octets = pack(septets, &mut buffer).unwrap().to_vec();
    assert!(buffer[octets.len()..].iter().all(|octet| *octet == 0xAA));
    if let Some(less) = octets.len().checked_sub(1) {
        let mut small = vec![0xAA; less];
        assert!(pack(septets, &mut small).is_err());
        assert!(small.iter().all(|octet| *octet == 0xAA));
    }
    octets
}

/// Takes every bit of every septet, lowest first, eight to an octet.
fn pack_bits(septets: &[u8]) -> Vec<u8> {
    let mut octets = vec![0; (septets.len() * 7).div_ceil(8)];
    let mut place = 0;
    for septet in septets {
        for bit in 0..7 {
            octets[place / 8] |= (septet >> bit & 1) << (place % 8);
            place += 1;
        }
    }
    octets
}

fn check_unpacking(octets: &[u8]) {
    let bit = |index: usize| octets[index / 8] >> (index % 8) & 1;
    let septet =
        |start: usize| (0..7).rev().fold(0, |septet, offset| septet << 1 | bit(start + offset));
    let mut expected: Vec<u8> = (0..octets.len() * 8 / 7).map(|index| septet(index * 7)).collect();
    assert_eq!(unpack(octets).len(), expected.len());
    assert!(unpack(octets).eq(expected.iter().copied()));
    if octets.len().is_multiple_of(7) && expected.ends_with(&[CARRIAGE_RETURN]) {
        expected.pop();
    }
    assert_eq!(unpack_ussd(octets).len(), expected.len());
    assert!(unpack_ussd(octets).eq(expected));
}

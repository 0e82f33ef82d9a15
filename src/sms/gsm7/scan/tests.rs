//! The scan finds exactly the plain texts; no public result shows whether it did.

extern crate std;

use std::vec::Vec;

use super::{is_plain, is_usual_stride, plain_step, scan};

fn is_usual(byte: u8) -> bool {
    (b' '..=b'Z').contains(&byte) || byte.is_ascii_lowercase()
}

fn may_be_plain(byte: u8) -> bool {
    is_usual(byte) || b"_\n\r".contains(&byte)
}

#[test]
fn a_stride_is_usual_if_each_byte_is() {
    for byte in 0..=255 {
        for place in 0..32 {
            let mut stride = *b"The 32 bytes of a stride, Z to z";
            if let Some(there) = stride.get_mut(place) {
                *there = byte;
            }
            assert_eq!(is_usual_stride(&stride), is_usual(byte), "{byte} at {place}");
        }
    }
}

#[test]
fn a_text_is_plain_if_each_byte_is() {
    for length in 0..=100 {
        let text: Vec<u8> = b" Zaz".iter().copied().cycle().take(length).collect();
        assert!(is_plain(&text));
        for place in 0..length {
            for byte in 0..=255 {
                let mut text = text.clone();
                if let Some(there) = text.get_mut(place) {
                    *there = byte;
                }
                let plain = may_be_plain(byte);
                assert_eq!(is_plain(&text), plain, "{byte} at {place} of {length}");
                if let Ok(text) = str::from_utf8(&text) {
                    let is_known_plain = scan(text) == Ok((true, length));
                    assert_eq!(is_known_plain, plain, "{byte} at {place} of {length}");
                    let is_step = length >= 16 && (plain || place >= 16);
                    assert_eq!(
                        plain_step(text).is_some(),
                        is_step,
                        "{byte} at {place} of {length}"
                    );
                }
            }
        }
    }
}

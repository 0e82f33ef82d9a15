//! [`scan_plain`] applies wherever it may. No public result shows it.

#![allow(clippy::arithmetic_side_effects, reason = "a test that panics is a test that fails")]

extern crate std;

use std::format;
use std::string::String;
use std::vec::Vec;

use super::{KEPT, Plain, scan_plain, scan_wide};
use crate::phone::typed::scan_any;

const FIRST: usize = 16;

/// Whether the text is as [`scan_plain`] documents, and each of its parts holds a digit.
fn may_be_plain(text: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let is_usual = |byte| b"0123456789 ()-./".contains(&byte);
    let (first, rest) = text.split_at_checked(FIRST).unwrap_or((text, ""));
    (8..=24).contains(&text.len())
        && text.strip_prefix('+').unwrap_or(text).bytes().all(is_usual)
        && (1..=KEPT as usize).contains(&digits(text))
        && digits(first) > 0
        && (rest.is_empty() || digits(rest) > 0)
}

fn assert_plain_where_it_may_be(text: &str) {
    let plain = scan_plain(text.as_bytes());
    assert_eq!(!plain.is_none(), may_be_plain(text), "{text:?}");
    assert!(plain.is_none() || is_as_any(plain, text), "{text:?}");
}

/// Whether the slow way reads the same digits, behind a `+` as well or not.
fn is_as_any(plain: Plain, text: &str) -> bool {
    let digits = plain.digits();
    let plus = plain.without_plus() != Some(digits);
    scan_any(text).is_ok_and(|typed| (typed.digits.digits, typed.plus) == (digits, plus))
}

#[test]
fn what_is_usual_is_read_the_quick_way() {
    let digits = "9182736450".chars().cycle();
    for length in 0..=25 {
        for separators in 0_usize..1 << 10 {
            // Each of ten, with a stride that meets every place, a separator or a digit.
            for stride in [1, 3, 7] {
                let is_separator = |place: usize| separators >> (place * stride % 10) & 1 == 1;
                let text: String = digits
                    .clone()
                    .zip(" ()-./".chars().cycle())
                    .take(length)
                    .enumerate()
                    .map(
                        |(place, (digit, separator))| {
                            if is_separator(place) { separator } else { digit }
                        },
                    )
                    .collect();
                assert_plain_where_it_may_be(&text);
                assert_plain_where_it_may_be(&format!("+{text}"));
            }
        }
    }
}

#[test]
fn any_other_character_at_any_place_is_read_the_slow_way() {
    let others: Vec<char> = ('\0'..'\u{80}').chain("\u{A0}\u{BA}é٣３😀".chars()).collect();
    for length in 8..=24 {
        for place in 0..length {
            for &other in &others {
                let among = |at: usize| if at.is_multiple_of(3) { '-' } else { '7' };
                // Alone, and with another one at the same place of the next eight bytes.
                for again in [place, place + 9 - other.len_utf8()] {
                    let text: String = (0..length)
                        .map(|at| if at == place || at == again { other } else { among(at) })
                        .collect();
                    assert_plain_where_it_may_be(&text);
                }
            }
        }
    }
}

#[test]
fn full_width_texts_are_read_the_quick_way_up_to_64_bytes() {
    for brackets in 0..=70 {
        for plus in ["", "+", "＋"] {
            let text = format!("{plus}６５８７{}５４\u{3000}4321", ")".repeat(brackets));
            let wide = scan_wide(&text);
            assert!(wide.is_none_or(|wide| is_as_any(wide, &text)), "{text:?}");
            assert_eq!(wide.is_some(), text.len() <= 64, "{text:?}");
        }
    }
}

#[test]
fn any_other_character_is_none_that_is_read_in_full_width() {
    for other in '\0'..='\u{FFFF}' {
        let text = format!("６{other}５");
        let wide = scan_wide(&text);
        assert!(wide.is_none_or(|wide| is_as_any(wide, &text)), "{text:?}");
    }
    for digits in 0..=20 {
        let text = "７".repeat(digits);
        let wide = scan_wide(&text);
        assert_eq!(wide.is_some(), (1..=16).contains(&digits), "{text:?}");
        assert!(wide.is_none_or(|wide| is_as_any(wide, &text)), "{text:?}");
    }
}

//! Compares segments and their user data with a splitter that takes one character at a time, a
//! reader that takes one bit at a time, and the octets that other implementations send.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics is a test that fails"
)]

#[path = "../properties/segments.rs"]
mod property;

pub(crate) use property::{codings, read};
use verify_core::sms::{Charset, Encoding, Message, MessageError, ShortMessage};

// Where a text is split.

#[test]
fn an_empty_text_is_one_segment_of_no_units() {
    property::check(b"");
    for encoding in [Encoding::Auto, Encoding::Gsm7, Encoding::Ucs2] {
        let message = Message::new("", encoding).unwrap();
        assert_eq!((message.units(), message.segments().len()), (0, 1));
    }
}

fn lengths(text: &str) -> Vec<usize> {
    let message = Message::new(text, Encoding::Auto).unwrap();
    message.segments().map(|segment| segment.units()).collect()
}

#[test]
fn gsm7_boundaries_by_hand() {
    let text = |before: usize, edge: &str, after: usize| {
        format!("{}{edge}{}", "a".repeat(before), "b".repeat(after))
    };
    for (units, expected) in [
        (159, vec![159]),
        (160, vec![160]),
        (161, vec![153, 8]),
        (162, vec![153, 9]),
        (305, vec![153, 152]),
        (306, vec![153, 153]),
        (307, vec![153, 153, 1]),
    ] {
        assert_eq!(lengths(&text(units, "", 0)), expected);
        assert_eq!(lengths(&text(units - 1, "é", 0)), expected);
    }
    for edge in ["€", "[", "\x0C"] {
        assert_eq!(lengths(&text(157, edge, 0)), [159]);
        assert_eq!(lengths(&text(158, edge, 0)), [160]);
        assert_eq!(lengths(&text(159, edge, 0)), [153, 8]);
        assert_eq!(lengths(&text(151, edge, 8)), [153, 8]);
        assert_eq!(lengths(&text(152, edge, 8)), [152, 10]);
        assert_eq!(lengths(&text(153, edge, 8)), [153, 10]);
        assert_eq!(lengths(&text(152, edge, 151)), [152, 153]);
        assert_eq!(lengths(&text(152, edge, 152)), [152, 153, 1]);
        assert_eq!(lengths(&text(305, edge, 0)), [153, 152, 2]);
        assert_eq!(lengths(&text(152, &edge.repeat(2), 150)), [152, 153, 1]);
    }
}

#[test]
fn ucs2_boundaries_by_hand() {
    let text = |before: usize, edge: &str, after: usize| {
        format!("{}{edge}{}", "é".repeat(before), "你".repeat(after))
    };
    for (units, expected) in [
        (69, vec![69]),
        (70, vec![70]),
        (71, vec![67, 4]),
        (133, vec![67, 66]),
        (134, vec![67, 67]),
        (135, vec![67, 67, 1]),
    ] {
        assert_eq!(lengths(&text(1, "", units - 1)), expected);
        assert_eq!(lengths(&text(units - 1, "ж", 0)), expected);
        // A character of two septets in GSM 7-bit is one unit here.
        assert_eq!(lengths(&format!("你{}", "€".repeat(units - 1))), expected);
    }
    assert_eq!(lengths(&text(68, "🔑", 0)), [70]);
    assert_eq!(lengths(&text(69, "🔑", 0)), [67, 4]);
    assert_eq!(lengths(&text(65, "🔑", 4)), [67, 4]);
    assert_eq!(lengths(&text(66, "🔑", 4)), [66, 6]);
    assert_eq!(lengths(&text(67, "🔑", 4)), [67, 6]);
    assert_eq!(lengths(&text(66, "🔑", 65)), [66, 67]);
    assert_eq!(lengths(&text(66, "🔑", 66)), [66, 67, 1]);
    assert_eq!(lengths(&text(133, "🔑", 0)), [67, 66, 2]);
}

#[test]
fn boundaries_with_every_kind_of_character_on_the_edge() {
    for edge in ["a", "é", "[", "€", "[€", "你", "“", "🔑", "🔑🔑", "`€“["] {
        for filler in ["a", "é", "€", "你"] {
            for before in (59..75).chain(128..137).chain(146..163).chain(299..309) {
                for after in [0, 1, 70] {
                    let text = format!("{}{edge}{}", filler.repeat(before), "b".repeat(after));
                    property::check(text.as_bytes());
                }
            }
        }
    }
}

#[test]
fn ten_segments_are_sent_and_eleven_refused() {
    for (character, encoding, fits) in [
        ("a", Encoding::Auto, 1530),
        ("à", Encoding::Auto, 1530),
        ("€", Encoding::Auto, 760),
        ("你", Encoding::Auto, 670),
        ("a", Encoding::Ucs2, 670),
        ("🔑", Encoding::Auto, 330),
    ] {
        assert_eq!(Message::new(&character.repeat(fits), encoding).unwrap().segments().len(), 10);
        property::check(character.repeat(fits).as_bytes());
        let error = Message::new(&character.repeat(fits + 1), encoding).unwrap_err();
        assert!(matches!(error, MessageError::TooLong { segments: 11, .. }), "{error:?}");
        property::check(character.repeat(fits + 1).as_bytes());
    }
    assert!(Message::with_replacement(&"ó".repeat(1530)).is_ok());
    assert!(Message::with_replacement(&"ó".repeat(1531)).is_err());
}

#[test]
fn a_16_bit_reference_leaves_less_room() {
    let fits = |text: &str| {
        Message::new(text, Encoding::Auto).unwrap().short_messages(1_u16).map(|short| short.len())
    };
    assert_eq!(fits(&"a".repeat(160)), Ok(1));
    assert_eq!(fits(&"a".repeat(304)), Ok(2));
    assert_eq!(fits(&"a".repeat(305)), Ok(3));
    assert_eq!(fits(&"a".repeat(1520)), Ok(10));
    assert_eq!(fits(&"你".repeat(660)), Ok(10));
    let error = MessageError::TooLong { charset: Charset::Gsm7, units: 1521, segments: 11 };
    assert_eq!(fits(&"a".repeat(1521)), Err(error));
    let error = MessageError::TooLong { charset: Charset::Ucs2, units: 661, segments: 11 };
    assert_eq!(fits(&"你".repeat(661)), Err(error));
}

#[test]
fn a_text_of_any_length_is_counted_in_full() {
    // Each segment is one septet short, so that units alone do not give the number of segments.
    let text = "[".repeat(1_000_000);
    let error = MessageError::TooLong { charset: Charset::Gsm7, units: 2_000_000, segments: 13158 };
    assert_eq!(Message::new(&text, Encoding::Auto), Err(error));
}

// User data.

/// The user data that other implementations, handsets and modems send for these texts.
#[test]
fn known_texts_have_known_user_data() {
    const LOREM: &str = "\
        Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor \
        incididunt ut labore et dolore magna aliqua.Ut enim ad minim veniam, quis nostrud \
        exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.Duis aute irure \
        dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla \
        pariatur.Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia \
        deserunt mollit anim id est laborum.";
    let parts = [
        "0500030C0301986F79B90D4AC3E7F53688FC66BFE5A0799A0E0AB7CB741668FC76CFCB637A995E97\
         83C2E4343C3D4F8FD3EE33A8CC4ED359A079990C22BF41E5747DDE7E9341F4721BFE9683D2EE719A\
         9C26D7DD74509D0E6287C56F791954A683C86FF65B5E06B5C36777181466A7E3F5B0AB4A0795DDE9\
         36284C06B5D3EE741B642FBBD3E1360B14AFA7E7",
        "0500030C030240EEF79C2EAF9341657C593E4ED3C3F4F4DB0DAAB3D9E1F6F80D6287C56F797A0E72\
         A7E769509D0E0AB3D3F17A1A0E2AE341E53068FC6EB7DFE43768FC76CFCBF17A98EE22D6D37350B8\
         4E2F83D2F2BABC0C22BFD96F3928ED06C9CB7079195D7693CBF2341D947683EC6F761D4E0FD3CB20\
         7B999DA683CAF37919344EB3D9F53688FC66BFE5",
        "0500030C0303CAA0721D64AE9FD3613AC85D67B3C32078589E0ED3EB7257113F2EC3E9E5BA1C344F\
         BBE9A0F7781C2E8FC374D0B80E4F93C3F4301DE47EBB4170F93B4D2EBBE92CD0BCEEA683D26ED0B8\
         CE868741F17A1AF4369BD3E37418442ECFCBF2BA9B0E6ABFD9EC341D1476A7DBA03419549ED341EC\
         B0F82DAFB75D",
    ];
    let message = Message::new(LOREM, Encoding::Auto).unwrap();
    let found: Vec<_> = message
        .short_messages(0x0C_u8)
        .unwrap()
        .map(|short| (short.user_data_length(), hex(&short)))
        .collect();
    let expected =
        [(0xA0, parts[0].to_owned()), (0xA0, parts[1].to_owned()), (0x90, parts[2].to_owned())];
    assert_eq!(found, expected);

    for (text, length, octets) in
        [("A", 2, "0041"), ("😀", 4, "D83DDE00"), ("A😀B😹", 12, "0041D83DDE000042D83DDE39")]
    {
        let message = Message::new(text, Encoding::Ucs2).unwrap();
        let found = message.short_messages(1_u8).unwrap().next().unwrap();
        assert_eq!(
            (found.user_data_length(), hex(&found).as_str(), found.has_header()),
            (length, octets, false)
        );
    }
}

fn hex(short_message: &ShortMessage<'_>) -> String {
    let mut buffer = [0; ShortMessage::MAX_LEN];
    let octets = short_message.encode_into(&mut buffer).unwrap();
    let digits = octets.iter().map(|octet| format!("{octet:02X}"));
    digits.collect::<Vec<_>>().concat()
}

#[test]
fn user_data_fills_140_octets_and_no_more() {
    for (character, encoding, octets, length) in [
        ("a", Encoding::Auto, [140, 140], [160, 160]),
        ("你", Encoding::Auto, [140, 139], [140, 139]),
    ] {
        let text = character.repeat(400);
        let message = Message::new(&text, encoding).unwrap();
        let eight = message.short_messages(1_u8).unwrap().next().unwrap();
        let sixteen = message.short_messages(1_u16).unwrap().next().unwrap();
        assert_eq!([eight.encoded_len(), sixteen.encoded_len()], octets);
        assert_eq!([eight.user_data_length(), sixteen.user_data_length()], length);
    }
}

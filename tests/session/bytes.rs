//! A session in 68 bytes: what is written is restored, and everything else is refused.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "../properties/crc32c.rs"]
mod crc32c;

use std::collections::HashSet;

use crc32c::{crc32c, sealed};
use verify_core::channel::Channel;
use verify_core::code::{Format, Generator, Length};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::session::{Policy, Session, Status, Verdict};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;

const START: u64 = 1_766_037_294_090;

fn at(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}

fn started(policy: Policy) -> Session {
    let destination = "+65 8765 4321".parse().unwrap();
    Session::start(at(START), destination, policy, &mut Generator::from_seed([7; 32]))
}

/// Returns the bytes with `field` at `offset` and the right checksum.
fn patched<const N: usize>(mut bytes: [u8; N], offset: usize, field: &[u8]) -> [u8; N] {
    bytes[offset..][..field.len()].copy_from_slice(field);
    sealed(bytes)
}

fn error(bytes: &[u8]) -> Option<FromBytesError> {
    Session::from_bytes(bytes).err()
}

/// What was once written must be readable for ever; another layout needs another version.
#[test]
fn the_bytes_of_version_2() {
    assert_eq!(crc32c(b"123456789"), 0xE306_9283); // the check value of its catalogue entry
    let policy = Policy {
        format: Format::NumericWithDash,
        length: Length::new(7).unwrap(),
        channel: Channel::Viber,
        ..Policy::default()
    };
    let mut session = started(policy);
    assert!(matches!(session.check(at(START + 0x0102), "?"), Verdict::Wrong { .. }));
    let sent = START + 0x0102_0304 % 290_000;
    assert_eq!(session.resend(at(sent), policy, &mut Generator::from_seed([8; 32])), Ok(()));
    let bytes = session.to_bytes();
    assert_eq!(bytes[..4], [2, 0, 1, 3]);
    assert_eq!(bytes[4..20], session.id().to_bytes());
    assert_eq!(bytes[20..28], 6_587_654_321_u64.to_le_bytes());
    assert_eq!(&bytes[28..35], session.code().expose().as_bytes());
    assert_eq!(bytes[35..40], [0, 0, 0, 7, 1]);
    assert_eq!(bytes[40..48], sent.to_le_bytes());
    assert_eq!(bytes[48..56], sent.to_le_bytes());
    assert_eq!(u64::from(u32::from_le_bytes(bytes[56..60].try_into().unwrap())), sent - START);
    assert_eq!(bytes[60..64], [0x2C, 0x01, 0x0A, 0x00]);
    assert_eq!(bytes, sealed(bytes));
    assert_eq!(
        Format::ALL.map(|format| started(Policy { format, ..Policy::default() }).to_bytes()[39]),
        [0, 1, 2, 3, 4]
    );
    assert_eq!(
        Channel::ALL.map(|channel| started(Policy { channel, ..Policy::default() }).to_bytes()[3]),
        [0, 1, 2, 3, 4]
    );
    let ended = |end: fn(&mut Session)| {
        let mut session = started(Policy::default());
        end(&mut session);
        (session.to_bytes()[1], session.latest_status())
    };
    let confirmed = ended(|session| assert_eq!(session.confirm(at(START)), Verdict::Verified));
    assert_eq!(confirmed, (1, Status::Verified));
    assert_eq!(
        ended(|session| assert!(session.cancel(at(START)).is_final())),
        (2, Status::Expired)
    );
    assert_eq!(ended(|session| assert!(session.status(at(0)).is_final())), (2, Status::Expired));
}

/// A session of version 1, with a code of four digits.
fn version_1() -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes[..4].copy_from_slice(&[1, 0, 2, 0]);
    bytes[4..20].copy_from_slice(&[7; 16]);
    bytes[20..28].copy_from_slice(&6_587_654_321_u64.to_le_bytes());
    bytes[28..34].copy_from_slice(b"SG0429");
    bytes[40..48].copy_from_slice(&START.to_le_bytes());
    bytes[48..56].copy_from_slice(&(START + 5).to_le_bytes());
    bytes[56..60].copy_from_slice(&[0x2C, 0x01, 0x0A, 0x00]);
    sealed(bytes)
}

/// Version 1 had the country of the destination, but neither the channel nor the first sending.
#[test]
fn sessions_that_were_stored_as_version_1_are_read() {
    let mut session = Session::from_bytes(&version_1()).unwrap();
    assert_eq!(session.id().to_bytes(), [7; 16]);
    assert_eq!(session.destination(), "+65 8765 4321".parse().unwrap());
    assert_eq!((session.channel(), session.attempts()), (Channel::Sms, 2));
    assert_eq!((session.first_sent_at(), session.sent_at()), (at(START), at(START)));
    assert_eq!(session.expires_at(), at(START + 300_000));
    assert_eq!(session.retry_after(), at(START + 10_000));
    let written = session.to_bytes();
    assert_eq!(written[..4], [2, 0, 2, 0]);
    assert_eq!(session.check(at(START), "0429"), Verdict::Verified);
    assert_eq!(Session::from_bytes(&written).unwrap().to_bytes(), written);

    let without_code = patched(version_1(), 30, &[0; 4]);
    let session = Session::from_bytes(&without_code).unwrap();
    assert_eq!((session.channel(), session.code().is_empty()), (Channel::Sma, true));
    let verified = patched(version_1(), 1, &[1]);
    assert_eq!(Session::from_bytes(&verified).unwrap().latest_status(), Status::Verified);

    let impossible: &[(usize, &[u8], &str)] = &[
        (1, &[2], "neither verified nor not"),
        (1, &[1, 5], "verified and failed"),
        (2, &[6], "more than five failures"),
        (3, &[5], "no format"),
        (3, &[1], "a dash is missing"),
        (20, &123_456_u64.to_le_bytes(), "too short a number"),
        (28, b"GB", "another country"),
        (28, b"sg", "not as it is written"),
        (28, b"ZZ", "no country"),
        (28, &[0xFF, 0xFF], "no text"),
        (30, b"12\x004", "a gap"),
        (30, &[b'1', b'2', 0, 0], "too short a code"),
        (40, &[(START + 6).to_le_bytes(), START.to_le_bytes()].concat(), "seen before it was sent"),
        (56, &29_u16.to_le_bytes(), "too short a validity"),
        (58, &9_u16.to_le_bytes(), "too short an interval"),
    ];
    for (offset, field, why) in impossible {
        let forged = patched(version_1(), *offset, field);
        assert_eq!(error(&forged), Some(FromBytesError::Value), "{why}");
    }
    assert_eq!(error(&patched(without_code, 3, &[2])), Some(FromBytesError::Value));
    let mut damaged = version_1();
    damaged[40] ^= 1;
    assert_eq!(error(&damaged), Some(FromBytesError::Checksum));
    for length in (1..68).filter(|length| *length != 64) {
        let bytes = [&version_1()[..], &[0; 4]].concat();
        let found = Some(FromBytesError::Length { expected: 64, found: length });
        assert_eq!(error(&bytes[..length]), found);
    }
}

#[test]
fn every_message() {
    for (error, message) in [
        (
            FromBytesError::Version { expected: 2, found: 3 },
            "stored bytes: expected version 2 in the first byte, found 3",
        ),
        (
            FromBytesError::Length { expected: 68, found: 67 },
            "stored bytes: expected 68 bytes, found 67",
        ),
        (
            FromBytesError::Checksum,
            "stored bytes: expected the checksum of the other bytes in the last 4, found another",
        ),
        (
            FromBytesError::Value,
            "stored bytes: expected what `to_bytes` writes, found a value that it never does",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn another_version_is_an_error_whatever_its_length() {
    let bytes = started(Policy::default()).to_bytes();
    for version in (0..=u8::MAX).filter(|version| ![1, 2].contains(version)) {
        let found = Some(FromBytesError::Version { expected: 2, found: version });
        assert_eq!(error(&patched(bytes, 0, &[version])), found);
        assert_eq!(error(&[version]), found);
        assert_eq!(error(&[version; 80]), found);
    }
}

#[test]
fn another_length_is_an_error() {
    let bytes = started(Policy::default()).to_bytes();
    let longer = [&bytes[..], &bytes[..]].concat();
    for length in (0..=longer.len()).filter(|length| *length != 68) {
        let found = Some(FromBytesError::Length { expected: 68, found: length });
        assert_eq!(error(&longer[..length]), found);
    }
    assert_eq!(error(&longer[..68]), None);
}

/// Flips every bit and every two bits, and replaces every byte by every other.
#[test]
fn damaged_bytes_are_an_error() {
    let bytes = started(Policy::default()).to_bytes();
    let flip = |bytes: [u8; 68], bit: usize| {
        let mut flipped = bytes;
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    };
    for one in 0..544 {
        let damaged = flip(bytes, one);
        assert!(error(&damaged).is_some());
        for two in one + 1..544 {
            assert!(error(&flip(damaged, two)).is_some());
        }
    }
    for (place, byte) in (0..68).flat_map(|place| (0..=u8::MAX).map(move |byte| (place, byte))) {
        let mut damaged = bytes;
        damaged[place] = byte;
        assert!(damaged == bytes || error(&damaged).is_some());
    }
}

/// The effect of a flipped bit on the checksum does not depend on the other bits. If no two pairs
/// of bits have the same effect, four flipped bits are always found. If all sessions have the same
/// parity, an odd number of them is always found.
#[test]
fn up_to_five_flipped_bits_are_found() {
    let bytes = started(Policy::default()).to_bytes();
    let parity = |bytes: [u8; 68]| bytes.iter().map(|byte| byte.count_ones()).sum::<u32>() % 2;
    let mut effects: Vec<u32> = (0..32).map(|bit| 1 << bit).collect();
    for bit in 0..512 {
        let mut flipped = bytes;
        flipped[bit / 8] ^= 1 << (bit % 8);
        effects.push(crc32c(&flipped[..64]) ^ crc32c(&bytes[..64]));
        assert_eq!(parity(sealed(flipped)), parity(bytes));
    }
    let mut of_pairs = HashSet::new();
    for (nth, one) in effects.iter().enumerate() {
        assert!(*one != 0 && effects[..nth].iter().all(|two| of_pairs.insert(one ^ two)));
    }
    assert!(!of_pairs.contains(&0));
}

#[test]
fn values_that_no_session_has_are_an_error_even_with_a_checksum() {
    let bytes = started(Policy::default()).to_bytes();
    let end = Timestamp::MAX.as_unix_millis();
    let times = |sent: u64, latest: u64| [sent.to_le_bytes(), latest.to_le_bytes()].concat();
    let impossible: &[(usize, &[u8], &str)] = &[
        (1, &[3], "ended in no way"),
        (2, &[6], "more than five failures"),
        (1, &[1, 5], "verified and failed"),
        (1, &[2, 5], "cancelled and failed"),
        (3, &[5], "no channel"),
        (20, &[0; 8], "no number"),
        (20, &123_456_u64.to_le_bytes(), "too short"),
        (20, &658_765_u64.to_le_bytes(), "too short for E.164"),
        (20, &6_587_654_321_000_000_u64.to_le_bytes(), "too long for E.164"),
        (20, &2_100_000_000_u64.to_le_bytes(), "no calling code"),
        (20, &u64::MAX.to_le_bytes(), "more bits than a number has"),
        (20, &(6_587_654_321_u64 + (1 << 56)).to_le_bytes(), "something above the digits"),
        (28, b"12a4", "a letter in digits"),
        (28, b"12\x004", "a gap"),
        (28, b"12\0\0", "shorter than its length"),
        (32, b"5", "longer than its length"),
        (28, &[0xC3, 0xA9], "not ASCII"),
        (28, &[b'1', b'2', 0, 0, 0, 0, 0, 0, 0, 0, 2, 0], "too short a code"),
        (37, &[b'5', 10], "a gap before its end"),
        (38, &[3], "longer than its length"),
        (38, &[11], "longer than any code"),
        (38, &[255], "longer than any code"),
        (39, &[5], "no format"),
        (39, &[1], "a dash is missing"),
        (28, &[0; 12], "no code on a channel that sends one"),
        (40, &times(end + 1, end + 1), "sent after the year 9999"),
        (40, &times(START, end + 1), "seen after the year 9999"),
        (40, &times(START, START - 1), "seen before it was sent"),
        (56, &86_400_000_u32.to_le_bytes(), "first sent a day before"),
        (56, &u32::MAX.to_le_bytes(), "first sent long before"),
        (60, &29_u16.to_le_bytes(), "too short a validity"),
        (60, &7201_u16.to_le_bytes(), "too long a validity"),
        (62, &9_u16.to_le_bytes(), "too short an interval"),
        (62, &7201_u16.to_le_bytes(), "too long an interval"),
    ];
    for (offset, field, why) in impossible {
        assert_eq!(error(&patched(bytes, *offset, field)), Some(FromBytesError::Value), "{why}");
    }
    let before_1970 = patched(patched(bytes, 40, &times(9, 9)), 56, &10_u32.to_le_bytes());
    assert_eq!(error(&before_1970), Some(FromBytesError::Value), "first sent before 1970");
    let expired = patched(bytes, 48, &(START + 300_000).to_le_bytes());
    assert_eq!(Session::from_bytes(&expired).unwrap().latest_status(), Status::Expired);
    for (ended, why) in [
        ([1, 0], "verified and expired"),
        ([2, 0], "cancelled and expired"),
        ([0, 5], "failed and expired"),
    ] {
        assert_eq!(error(&patched(expired, 1, &ended)), Some(FromBytesError::Value), "{why}");
        assert_eq!(error(&patched(bytes, 1, &ended)), None);
    }
    // First sent a day ago but for 299 s.
    let old = patched(bytes, 56, &(86_400_000_u32 - 299_000).to_le_bytes());
    assert_eq!(Session::from_bytes(&old).unwrap().expires_at(), at(START + 299_000));
    let old = patched(old, 48, &(START + 299_000).to_le_bytes());
    assert_eq!(Session::from_bytes(&old).unwrap().latest_status(), Status::Expired);
    for (offset, field, why) in [(4 + 6, 0x70, "of version 7"), (4 + 8, 0xC0, "of another variant")]
    {
        assert_eq!(error(&patched(bytes, offset, &[field])), None, "an id is any UUID: {why}");
    }
    let no_code = started(Policy { channel: Channel::Sma, ..Policy::default() }).to_bytes();
    assert_eq!(error(&patched(no_code, 39, &[0])), None);
    assert_eq!(
        error(&patched(no_code, 39, &[2])),
        Some(FromBytesError::Value),
        "a format of nothing"
    );
}

/// Tries numbers as people type them, in every country. Some of them would lose a digit if they
/// were parsed a second time.
#[test]
fn every_number_comes_back() {
    let examples = include_str!("../data/phone_examples.tsv").lines().map(|line| {
        let mut cells = line.split('\t');
        let country = cells.next().and_then(|alpha2| alpha2.parse().ok());
        PhoneNumber::parse(cells.next().unwrap_or_default(), country)
    });
    let everywhere = Country::all().flat_map(|country| {
        (1..=15).flat_map(move |length| {
            ["123456789012345", "000456789012345", "912345678901234"].map(|digits| {
                PhoneNumber::parse(
                    &format!("+{}{}", country.calling_code(), &digits[..length]),
                    Some(country),
                )
            })
        })
    });
    let mut count = 0;
    for number in examples.chain(everywhere).flatten() {
        let mut rng = Generator::from_seed([7; 32]);
        let bytes = Session::start(at(START), number, Policy::default(), &mut rng).to_bytes();
        let restored = Session::from_bytes(&bytes).unwrap().destination();
        assert_eq!((restored, restored.country()), (number, number.country()));
        count += 1;
    }
    assert!(count > 1000, "{count} numbers");
}

//! Bytes of a session, read field by field as the table of `Session::to_bytes` says.
//!
//! The bytes are tried as they are, and again with the right version and checksum.

use verify_core::code::{Code, Format};
use verify_core::phone::Country;
use verify_core::session::{Session, Status};
use verify_core::stored::FromBytesError;

use crate::crc32c::{crc32c, sealed};

/// 9999-12-31T23:59:59.999Z
const END: u64 = 253_402_300_799_999;

pub(crate) fn check(bytes: &[u8]) {
    check_bytes(bytes);
    let mut whole = [0; 64];
    whole.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    whole[0] = 1;
    check_bytes(&sealed(whole));
}

fn check_bytes(bytes: &[u8]) {
    match Session::from_bytes(bytes) {
        Err(error) => assert_eq!(Some(error), expected_error(bytes)),
        Ok(session) => {
            assert_eq!(expected_error(bytes), None);
            check_session(&session, bytes);
        }
    }
}

fn expected_error(bytes: &[u8]) -> Option<FromBytesError> {
    match bytes {
        [version, ..] if *version != 1 => {
            Some(FromBytesError::Version { expected: 1, found: *version })
        }
        _ if bytes.len() != 64 => Some(FromBytesError::Length { expected: 64, found: bytes.len() }),
        _ if crc32c(&bytes[..60]).to_le_bytes() != bytes[60..] => Some(FromBytesError::Checksum),
        _ => (!is_session(bytes)).then_some(FromBytesError::Value),
    }
}

/// Whether each field has a possible value, and all fields together as well.
fn is_session(bytes: &[u8]) -> bool {
    let (verified, failures) = (bytes[1], bytes[2]);
    let digits = integer(&bytes[20..28]).to_string();
    let country = Country::all().find(|country| country.alpha2().as_bytes() == &bytes[28..30]);
    let is_number = country.is_some_and(|country| {
        (7..=15).contains(&digits.len()) && digits.starts_with(&country.calling_code().to_string())
    });
    let code = String::from_utf8_lossy(&bytes[30..40]);
    let code = code.trim_end_matches('\0');
    let is_code = match Format::ALL.get(usize::from(bytes[3])) {
        Some(format) if code.is_empty() => *format == Format::Numeric,
        Some(format) => Code::parse(*format, code).is_ok(),
        None => false,
    };
    let (sent, latest) = (integer(&bytes[40..48]), integer(&bytes[48..56]));
    let (validity, interval) = (integer(&bytes[56..58]), integer(&bytes[58..60]));
    let expired = latest >= (sent.saturating_add(validity * 1000)).min(END);
    let ends = u8::from(verified == 1) + u8::from(failures == 5) + u8::from(expired);
    verified <= 1
        && failures <= 5
        && is_number
        && is_code
        && sent <= latest
        && latest <= END
        && (30..=7200).contains(&validity)
        && (10..=7200).contains(&interval)
        && ends <= 1
}

/// Checks that the session says what the bytes say, and gives the same bytes.
fn check_session(session: &Session, bytes: &[u8]) {
    // The country is recomputed as the main one of the calling code; every other byte stays.
    let stored = str::from_utf8(&bytes[28..30]).unwrap().parse::<Country>().unwrap();
    let mut expected: [u8; 64] = bytes.try_into().unwrap();
    expected[28..30].copy_from_slice(&main_country(stored.calling_code()));
    assert!(session.to_bytes() == sealed(expected));
    let status = match (bytes[1], bytes[2]) {
        (1, _) => Status::Verified,
        (_, 5) => Status::Failed,
        _ if integer(&bytes[48..56]) >= session.expires_at().as_unix_millis() => Status::Expired,
        _ => Status::Waiting,
    };
    assert_eq!(session.latest_status(), status);
    assert_eq!(session.attempts(), bytes[2]);
    assert_eq!(session.id().to_bytes(), bytes[4..20]);
    assert_eq!(session.destination().to_u64(), integer(&bytes[20..28]));
    assert_eq!(session.destination().calling_code(), stored.calling_code());
    let (code, padding) = bytes[30..40].split_at(session.code().len());
    assert_eq!(session.code().expose().as_bytes(), code);
    assert!(padding.iter().all(|byte| *byte == 0));
    let sent = integer(&bytes[40..48]);
    let after = |seconds: u64| (sent + seconds * 1000).min(END);
    assert_eq!(session.sent_at().as_unix_millis(), sent);
    assert_eq!(session.expires_at().as_unix_millis(), after(integer(&bytes[56..58])));
    assert_eq!(session.retry_after().as_unix_millis(), after(integer(&bytes[58..60])));
}

/// Returns the country for which a calling code that several share stands (ITU-T E.164, annex D;
/// national authorities).
fn main_country(calling_code: u16) -> [u8; 2] {
    let main = match calling_code {
        1 => "US",
        7 => "RU",
        39 => "IT",
        44 => "GB",
        47 => "NO",
        61 => "AU",
        212 => "MA",
        262 => "RE",
        290 => "SH",
        358 => "FI",
        590 => "GP",
        599 => "CW",
        _ => {
            let mut alone = Country::all().filter(|it| it.calling_code() == calling_code);
            let country = alone.next().unwrap();
            assert_eq!(alone.next(), None, "{calling_code}");
            country.alpha2()
        }
    };
    main.as_bytes().try_into().unwrap()
}

/// Reads a little-endian integer.
fn integer(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

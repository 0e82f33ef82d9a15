//! Bytes of a session, read field by field as the table of `Session::to_bytes` says.
//!
//! The bytes are tried as they are, and again with the right version and checksum: as version 2,
//! and as version 1, which is still read.

use verify_core::channel::Channel;
use verify_core::code::{Code, Format};
use verify_core::phone::Country;
use verify_core::session::{Session, Status};
use verify_core::stored::FromBytesError;

use crate::crc32c::{crc32c, sealed};

/// 9999-12-31T23:59:59.999Z
const END: u64 = 253_402_300_799_999;

pub(crate) fn check(bytes: &[u8]) {
    check_bytes(bytes);
    check_bytes(&as_version::<64>(1, bytes));
    check_bytes(&as_version::<68>(2, bytes));
}

fn as_version<const N: usize>(version: u8, bytes: &[u8]) -> [u8; N] {
    let mut whole = [0; N];
    whole.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    whole[0] = version;
    sealed(whole)
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
    let length = match bytes {
        [1, ..] => 64,
        [2, ..] | [] => 68,
        [version, ..] => {
            return Some(FromBytesError::Version { expected: 2, found: *version });
        }
    };
    if bytes.len() != length {
        return Some(FromBytesError::Length { expected: length, found: bytes.len() });
    }
    let (fields, checksum) = bytes.split_at(length - 4);
    if crc32c(fields).to_le_bytes() != checksum {
        return Some(FromBytesError::Checksum);
    }
    (!Fields::of(bytes).is_session()).then_some(FromBytesError::Value)
}

/// What the bytes of either version say.
struct Fields {
    /// 0, 1 for VERIFIED, 2 for EXPIRED before its time.
    ended: u8,
    failures: u8,
    /// Its index.
    channel: u8,
    id: [u8; 16],
    digits: u64,
    /// In version 1.
    country: Option<[u8; 2]>,
    code: [u8; 10],
    code_length: u8,
    /// Its index.
    format: u8,
    sent: u64,
    latest: u64,
    first_sent_before: u64,
    validity: u64,
    interval: u64,
}

impl Fields {
    fn of(bytes: &[u8]) -> Self {
        let array = |from: usize| bytes[from..][..16].try_into().unwrap();
        let code = |from: usize| bytes[from..][..10].try_into().unwrap();
        let number = |from: usize, length: usize| integer(&bytes[from..][..length]);
        if bytes[0] == 2 {
            return Fields {
                ended: bytes[1],
                failures: bytes[2],
                channel: bytes[3],
                id: array(4),
                digits: number(20, 8),
                country: None,
                code: code(28),
                code_length: bytes[38],
                format: bytes[39],
                sent: number(40, 8),
                latest: number(48, 8),
                first_sent_before: number(56, 4),
                validity: number(60, 2),
                interval: number(62, 2),
            };
        }
        let code = code(30);
        let code_length = code.iter().position(|byte| *byte == 0).unwrap_or(10);
        Fields {
            // Version 1 knew only 0 and 1.
            ended: if bytes[1] == 2 { 3 } else { bytes[1] },
            failures: bytes[2],
            channel: if code_length == 0 { 4 } else { 0 },
            id: array(4),
            digits: number(20, 8),
            country: Some([bytes[28], bytes[29]]),
            code,
            code_length: code_length.try_into().unwrap(),
            format: bytes[3],
            sent: number(40, 8),
            latest: number(48, 8),
            first_sent_before: 0,
            validity: number(56, 2),
            interval: number(58, 2),
        }
    }

    /// Whether each field has a possible value, and all fields together as well.
    fn is_session(&self) -> bool {
        let digits = self.digits.to_string();
        let begins_with = |country: &Country| {
            (7..=15).contains(&digits.len())
                && digits.starts_with(&country.calling_code().to_string())
        };
        let is_number = match self.country {
            None => Country::all().any(|country| begins_with(&country)),
            Some(alpha2) => Country::all()
                .find(|country| country.alpha2().as_bytes() == alpha2)
                .is_some_and(|country| begins_with(&country)),
        };
        let ends = u8::from(self.ended != 0)
            + u8::from(self.failures == 5)
            + u8::from(self.latest >= self.expires_at());
        self.ended <= 2
            && self.failures <= 5
            && is_number
            && self.is_code()
            && self.sent <= self.latest
            && self.latest <= END
            && self.first_sent_before < 86_400_000
            && self.first_sent_before <= self.sent
            && (30..=7200).contains(&self.validity)
            && (10..=7200).contains(&self.interval)
            && ends <= 1
    }

    /// Whether there is a code, or none and a channel that sends none.
    fn is_code(&self) -> bool {
        let length = usize::from(self.code_length);
        let Some(format) = Format::ALL.get(usize::from(self.format)) else { return false };
        let Some(channel) = Channel::ALL.get(usize::from(self.channel)) else { return false };
        if length > 10 || self.code[length..].iter().any(|byte| *byte != 0) {
            return false;
        }
        let code = String::from_utf8_lossy(&self.code[..length]);
        match length {
            0 => *format == Format::Numeric && *channel == Channel::Sma,
            _ => Code::parse(*format, &code).is_ok(),
        }
    }

    fn after(&self, seconds: u64) -> u64 {
        self.sent.saturating_add(seconds * 1000).min(END)
    }

    fn expires_at(&self) -> u64 {
        let first_sent = self.sent.saturating_sub(self.first_sent_before);
        self.after(self.validity).min(first_sent.saturating_add(86_400_000))
    }

    fn status(&self) -> Status {
        match (self.ended, self.failures) {
            (1, _) => Status::Verified,
            (2, _) => Status::Expired,
            (_, 5) => Status::Failed,
            _ if self.latest >= self.expires_at() => Status::Expired,
            _ => Status::Waiting,
        }
    }
}

/// Checks that the session says what the bytes say, and gives the same bytes.
fn check_session(session: &Session, bytes: &[u8]) {
    let fields = Fields::of(bytes);
    let written = session.to_bytes();
    if bytes[0] == 2 {
        assert!(written == bytes);
    } else {
        // What is written says the same, in the present layout.
        assert_eq!(written[0], 2);
        check_session(&Session::from_bytes(&written).unwrap(), &written);
        assert_eq!(session.first_sent_at(), session.sent_at());
    }
    assert_eq!(session.latest_status(), fields.status());
    assert_eq!(session.attempts(), fields.failures);
    assert_eq!(session.channel(), Channel::ALL[usize::from(fields.channel)]);
    assert_eq!(session.id().to_bytes(), fields.id);
    assert_eq!(session.destination().to_u64(), fields.digits);
    let code = &fields.code[..usize::from(fields.code_length)];
    assert_eq!(session.code().expose().as_bytes(), code);
    assert_eq!(session.code().format(), Format::ALL[usize::from(fields.format)]);
    assert_eq!(session.sent_at().as_unix_millis(), fields.sent);
    let first_sent = fields.sent - fields.first_sent_before;
    assert_eq!(session.first_sent_at().as_unix_millis(), first_sent);
    assert_eq!(session.expires_at().as_unix_millis(), fields.expires_at());
    assert_eq!(session.retry_after().as_unix_millis(), fields.after(fields.interval));
}

/// Reads a little-endian integer.
fn integer(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

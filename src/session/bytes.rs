//! A session as 64 bytes, for a store that several processes share or that outlives this one.

use core::error::Error;
use core::fmt;

use super::{ResendingInterval, Session, SessionId, Validity};
use crate::code::{Code, Format};
use crate::phone::{Country, PhoneNumber};
use crate::time::Timestamp;

impl Session {
    /// Length of [`to_bytes`](Self::to_bytes): 64.
    pub const BYTES: usize = 64;

    /// The whole session, for a store. **The code is in it**: keep the bytes as you keep a secret, and wipe copies.
    ///
    /// | byte | what | as |
    /// |---|---|---|
    /// | 0 | version | 1 |
    /// | 1 | verified | 0 or 1 |
    /// | 2 | failures | 0 to 5 |
    /// | 3 | format of the code | index in [`Format::ALL`] |
    /// | 4 | id | 16 bytes as they are written |
    /// | 20 | destination | E.164 digits as one `u64` |
    /// | 28 | its country | ISO 3166-1 alpha-2 |
    /// | 30 | code | ASCII, filled up with zeros to 10 |
    /// | 40 | last sent | `u64`, milliseconds since the Unix epoch |
    /// | 48 | latest time seen | the same |
    /// | 56 | validity | `u16`, seconds |
    /// | 58 | resending interval | `u16`, seconds |
    /// | 60 | checksum of all that | CRC-32C (RFC 9260, appendix A) |
    ///
    /// Integers are little-endian. Equal sessions give equal bytes, so the bytes serve as the old value of a
    /// compare-and-swap.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Session::BYTES] {
        const PADDING: [u8; 10] = [0; 10];
        let format = Format::ALL.iter().position(|format| *format == self.code.format());
        let format = format.and_then(|index| u8::try_from(index).ok()).unwrap_or_default();
        let fields: [&[u8]; 10] = [
            &[VERSION, u8::from(self.verified), self.attempts, format],
            &self.id.to_bytes(),
            &self.destination.to_u64().to_le_bytes(),
            self.destination.country().alpha2().as_bytes(),
            self.code.expose().as_bytes(),
            PADDING.get(self.code.len()..).unwrap_or_default(),
            &self.sent_at.as_unix_millis().to_le_bytes(),
            &self.latest.as_unix_millis().to_le_bytes(),
            &self.validity.seconds().to_le_bytes(),
            &self.resending_interval.seconds().to_le_bytes(),
        ];
        let mut bytes = [0; Session::BYTES];
        for (place, byte) in bytes.iter_mut().zip(fields.into_iter().flatten()) {
            *place = *byte;
        }
        if let Some((fields, checksum)) = bytes.split_last_chunk_mut() {
            *checksum = crc32c(fields).to_le_bytes();
        }
        bytes
    }

    /// The session that [`to_bytes`](Self::to_bytes) gave.
    ///
    /// Up to five flipped bits and any burst of 32 are found. That is against accidents: whoever can write to the
    /// store can write a session.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for everything that no session gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Session, RestoreError> {
        match bytes {
            [] => return Err(RestoreError::Length { found: 0 }),
            [VERSION, ..] => {}
            [version, ..] => return Err(RestoreError::Version { found: *version }),
        }
        let whole: &[u8; Session::BYTES] =
            bytes.try_into().map_err(|_| RestoreError::Length { found: bytes.len() })?;
        let (fields, checksum) = whole.split_last_chunk().ok_or(RestoreError::Checksum)?;
        if crc32c(fields) != u32::from_le_bytes(*checksum) {
            return Err(RestoreError::Checksum);
        }
        Fields(fields).session().ok_or(RestoreError::Value)
    }
}

/// The first byte.
const VERSION: u8 = 1;

/// What has not been read yet.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn session(mut self) -> Option<Session> {
        let [_version, verified, attempts, format] = *self.take()?;
        let session = Session {
            verified: flag(verified)?,
            attempts,
            id: SessionId::from_bytes(*self.take()?).ok()?,
            destination: number(u64::from_le_bytes(*self.take()?), *self.take()?)?,
            code: code(format, self.take()?)?,
            sent_at: self.time()?,
            latest: self.time()?,
            validity: Validity::new(self.seconds()?).ok()?,
            resending_interval: ResendingInterval::new(self.seconds()?).ok()?,
        };
        session.can_be().then_some(session)
    }

    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(field)
    }

    fn time(&mut self) -> Option<Timestamp> {
        Timestamp::from_unix_millis(u64::from_le_bytes(*self.take()?)).ok()
    }

    fn seconds(&mut self) -> Option<u32> {
        Some(u16::from_le_bytes(*self.take()?).into())
    }
}

impl Session {
    /// Whether calls can lead here: a session ends once, and sees no time before it was sent or, in the other two ends,
    /// after it has expired.
    fn can_be(&self) -> bool {
        let failed = self.attempts == Session::MAX_ATTEMPTS;
        let expired = self.latest >= self.expires_at();
        self.attempts <= Session::MAX_ATTEMPTS
            && self.sent_at <= self.latest
            && [self.verified, failed, expired].into_iter().filter(|end| *end).count() <= 1
    }
}

fn flag(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn number(digits: u64, alpha2: [u8; 2]) -> Option<PhoneNumber> {
    let country: Country = str::from_utf8(&alpha2).ok()?.parse().ok()?;
    let as_written = country.alpha2().as_bytes() == alpha2;
    PhoneNumber::from_stored(digits, country).filter(|_| as_written)
}

fn code(format: u8, text: &[u8; 10]) -> Option<Code> {
    let format = *Format::ALL.get(usize::from(format))?;
    let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    let (text, padding) = text.split_at_checked(end)?;
    if padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    if text.is_empty() {
        return (format == Code::EMPTY.format()).then_some(Code::EMPTY);
    }
    Code::parse(format, str::from_utf8(text).ok()?).ok()
}

/// CRC-32C, the checksum of SCTP and iSCSI: of those of 32 bits, the one that tells most of so few bytes.
fn crc32c(bytes: &[u8]) -> u32 {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        let [low, ..] = (crc ^ u32::from(*byte)).to_le_bytes();
        crc >> 8 ^ CRC32C.get(usize::from(low)).copied().unwrap_or_default()
    });
    !crc
}

/// What each byte does to the checksum.
static CRC32C: [u32; 256] = {
    const POLYNOMIAL_REVERSED: u32 = 0x82F6_3B78;
    let mut table = [0; 256];
    let mut places: &mut [u32] = &mut table;
    let mut byte = 0;
    while let [place, rest @ ..] = places {
        *place = byte;
        let mut bits = 8_u8;
        while let Some(fewer) = bits.checked_sub(1) {
            *place = *place >> 1 ^ if *place & 1 == 1 { POLYNOMIAL_REVERSED } else { 0 };
            bits = fewer;
        }
        places = rest;
        byte = byte.wrapping_add(1);
    }
    table
};

/// Why bytes are no session.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The first byte is not the version that this release writes.
    Version {
        /// The first byte.
        found: u8,
    },
    /// There are not 64 bytes.
    Length {
        /// How many there are.
        found: usize,
    },
    /// The bytes have changed since they were written.
    Checksum,
    /// A value, or values together, that no session has.
    Value,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RestoreError::Version { found } => {
                write!(f, "stored session: expected version {VERSION} in the first byte, found {found}")
            }
            RestoreError::Length { found } => {
                write!(f, "stored session: expected {} bytes, found {found}", Session::BYTES)
            }
            RestoreError::Checksum => f.write_str(
                "stored session: expected the checksum of the first 60 bytes in the last 4, found another",
            ),
            RestoreError::Value => f.write_str(
                "stored session: expected what `to_bytes` writes, found a value that no session has",
            ),
        }
    }
}

impl Error for RestoreError {}

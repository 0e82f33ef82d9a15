//! A session as 64 bytes, for a store that several processes share or that outlives this one.

use core::error::Error;
use core::fmt;
use core::mem;

use super::{ResendingInterval, Session, SessionId, Validity};
use crate::code::{Code, Format};
use crate::phone::{Country, PhoneNumber};
use crate::time::Timestamp;

impl Session {
    /// Length of [`to_bytes`](Self::to_bytes): 64.
    pub const BYTES: usize = 64;

    /// The whole session, for a store. **The code is in it**: keep the bytes as you keep a secret,
    /// and wipe copies.
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
    /// Integers are little-endian. Equal sessions give equal bytes, so the bytes serve as the old
    /// value of a compare-and-swap.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Session::BYTES] {
        let format = Format::ALL.iter().position(|format| *format == self.code.format());
        let format = format.and_then(|index| u8::try_from(index).ok()).unwrap_or_default();
        let mut bytes = [0; Session::BYTES];
        let Some((fields, checksum)) = bytes.split_last_chunk_mut() else {
            return bytes;
        };
        let mut places = Places(fields);
        places.put(&[VERSION, u8::from(self.verified), self.attempts, format]);
        places.put(&self.id.to_bytes());
        places.put(&self.destination.to_u64().to_le_bytes());
        places.put_text::<2>(self.destination.country().alpha2());
        places.put_text::<10>(self.code.expose());
        places.put(&self.sent_at.as_unix_millis().to_le_bytes());
        places.put(&self.latest.as_unix_millis().to_le_bytes());
        places.put(&self.validity.seconds().to_le_bytes());
        places.put(&self.resending_interval.seconds().to_le_bytes());
        *checksum = crc32c(fields).to_le_bytes();
        bytes
    }

    /// The session that [`to_bytes`](Self::to_bytes) gave.
    ///
    /// Up to five flipped bits and any burst of 32 are found. That is against accidents: whoever
    /// can write to the store can write a session.
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

/// What has not been written yet.
struct Places<'a>(&'a mut [u8]);

impl Places<'_> {
    fn put<const N: usize>(&mut self, field: &[u8; N]) {
        if let Some((place, rest)) = mem::take(&mut self.0).split_first_chunk_mut() {
            *place = *field;
            self.0 = rest;
        }
    }

    /// At most `N` characters; the places behind them keep their zeros.
    fn put_text<const N: usize>(&mut self, text: &str) {
        if let Some((places, rest)) = mem::take(&mut self.0).split_first_chunk_mut::<N>() {
            for (place, byte) in places.iter_mut().zip(text.bytes()) {
                *place = byte;
            }
            self.0 = rest;
        }
    }
}

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
    /// Whether calls can lead here: a session ends once, and sees no time before it was sent or, in
    /// the other two ends, after it has expired.
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

/// CRC-32C, the checksum of SCTP and iSCSI: of those of 32 bits, the one that tells most of so few
/// bytes.
///
/// Eight digits of four bits at a time: half the table of the usual one byte at a time, and 1.7
/// times as fast (seen on x86-64). The length of `bytes` is a multiple of four.
fn crc32c(bytes: &[u8]) -> u32 {
    let (words, _) = bytes.as_chunks::<4>();
    !words.iter().fold(u32::MAX, |crc, word| {
        let digits = (crc ^ u32::from_le_bytes(*word)).to_le_bytes();
        let digits = digits.into_iter().flat_map(|byte| [byte & 0xF, byte >> 4]);
        let shares = CRC32C.iter().zip(digits);
        shares.fold(0, |crc, (table, digit)| {
            crc ^ table.get(usize::from(digit)).copied().unwrap_or_default()
        })
    })
}

/// What each value of each of the eight digits of a word, the lowest first, does to the checksum.
static CRC32C: [[u32; 16]; 8] = {
    const POLYNOMIAL_REVERSED: u32 = 0x82F6_3B78;
    let mut tables = [[0; 16]; 8];
    let mut rest: &mut [[u32; 16]] = &mut tables;
    // The lowest digit has all 32 bits to go, the highest one four.
    while let [table, higher @ ..] = rest {
        let mut places: &mut [u32] = table;
        let mut digit = 0_u32;
        while let [place, others @ ..] = places {
            *place = digit;
            let mut bits = 4_usize.wrapping_mul(higher.len().wrapping_add(1));
            while let Some(fewer) = bits.checked_sub(1) {
                *place = *place >> 1 ^ if *place & 1 == 1 { POLYNOMIAL_REVERSED } else { 0 };
                bits = fewer;
            }
            places = others;
            digit = digit.wrapping_add(1);
        }
        rest = higher;
    }
    tables
};
const _: () = assert!(size_of_val(&CRC32C) == 512);

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

//! A session as 64 bytes, for a store that several processes share or that outlives this one.

use core::mem;

use super::id::SessionId;
use super::seconds::{ResendingInterval, Validity};
use super::state::Session;
use crate::code::{Code, Format};
use crate::phone::{Country, PhoneNumber};
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

impl Session {
    /// Length of [`to_bytes`](Self::to_bytes): 64.
    pub const BYTES: usize = 64;

    /// Returns the whole session as bytes, for a store. **The code is among them**: keep them as
    /// you keep a secret, and wipe copies.
    ///
    /// | byte | what | as |
    /// |---|---|---|
    /// | 0 | version | 1 |
    /// | 1 | verified | 0 or 1 |
    /// | 2 | failures | 0 to 5 |
    /// | 3 | format of the code | index in [`Format::ALL`] |
    /// | 4 | id | 16 bytes as they are written |
    /// | 20 | destination | E.164 digits as one `u64` |
    /// | 28 | the main country of its calling code | ISO 3166-1 alpha-2 |
    /// | 30 | code | ASCII, filled up with zeros to 10 bytes |
    /// | 40 | last sent | `u64`, milliseconds since the Unix epoch |
    /// | 48 | latest time seen | the same |
    /// | 56 | validity | `u16`, seconds |
    /// | 58 | resending interval | `u16`, seconds |
    /// | 60 | checksum of the 60 bytes before it | CRC-32C (RFC 9260, appendix A) |
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
        let mut rest = Unwritten(fields);
        rest.put(&[VERSION, u8::from(self.verified), self.attempts, format]);
        rest.put(&self.id.to_bytes());
        rest.put(&self.destination.to_u64().to_le_bytes());
        rest.put_text::<2>(self.destination.main_country().alpha2());
        rest.put_text::<10>(self.code.expose());
        rest.put(&self.sent_at.as_unix_millis().to_le_bytes());
        rest.put(&self.latest.as_unix_millis().to_le_bytes());
        rest.put(&self.validity.seconds().to_le_bytes());
        rest.put(&self.resending_interval.seconds().to_le_bytes());
        *checksum = crc32c(fields).to_le_bytes();
        bytes
    }

    /// Restores the session that [`to_bytes`](Self::to_bytes) gave.
    ///
    /// Up to five flipped bits and any burst of 32 are found. This is against accidents: whoever
    /// can write to the store can write a session.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for bytes that no session gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Session, FromBytesError> {
        let whole: &[u8; Session::BYTES] = stored::whole(bytes, VERSION)?;
        let (fields, checksum) = whole.split_last_chunk().ok_or(FromBytesError::Checksum)?;
        if crc32c(fields) != u32::from_le_bytes(*checksum) {
            return Err(FromBytesError::Checksum);
        }
        Unread(fields).session().ok_or(FromBytesError::Value)
    }
}

/// The first byte.
const VERSION: u8 = 1;

/// The bytes that have not been written yet.
struct Unwritten<'a>(&'a mut [u8]);

impl Unwritten<'_> {
    /// Writes the next field.
    fn put<const N: usize>(&mut self, field: &[u8; N]) {
        if let Some((place, rest)) = mem::take(&mut self.0).split_first_chunk_mut() {
            *place = *field;
            self.0 = rest;
        }
    }

    /// Writes a text of at most `N` bytes; the bytes behind it stay zero.
    fn put_text<const N: usize>(&mut self, text: &str) {
        if let Some((places, rest)) = mem::take(&mut self.0).split_first_chunk_mut::<N>() {
            for (place, byte) in places.iter_mut().zip(text.bytes()) {
                *place = byte;
            }
            self.0 = rest;
        }
    }
}

/// The bytes that have not been read yet.
struct Unread<'a>(&'a [u8]);

impl<'a> Unread<'a> {
    fn session(mut self) -> Option<Session> {
        let [_version, verified, attempts, format] = *self.take()?;
        let session = Session {
            verified: flag(verified)?,
            attempts,
            id: SessionId::from_bytes(*self.take()?),
            destination: number(u64::from_le_bytes(*self.take()?), *self.take()?)?,
            code: code(format, self.take()?)?,
            sent_at: self.time()?,
            latest: self.time()?,
            validity: Validity::new(self.seconds()?).ok()?,
            resending_interval: ResendingInterval::new(self.seconds()?).ok()?,
        };
        session.is_reachable().then_some(session)
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
    /// Whether this state is reachable: ended at most once, and `latest` not before `sent_at`.
    fn is_reachable(&self) -> bool {
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

/// Computes CRC-32C, the checksum of SCTP and iSCSI: among those of 32 bits, the one that finds the
/// most errors in so short a message.
///
/// Eight digits of four bits at a time, with half the table of the usual byte at a time. The length
/// of `bytes` is a multiple of four.
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

/// For each of the eight digits of a word, the lowest first: what each of its values contributes to
/// the checksum.
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

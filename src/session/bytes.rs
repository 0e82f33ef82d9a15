//! A session as 68 bytes, for a store that several processes share or that outlives this one.

use core::mem;

use super::id::SessionId;
use super::seconds::{ResendingInterval, Validity};
use super::state::{DAY_MILLIS, Ended, Session};
use crate::channel::Channel;
use crate::code::Code;
use crate::phone::{Country, PhoneNumber};
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

impl Session {
    /// Length of [`to_bytes`](Self::to_bytes): 68.
    pub const BYTES: usize = 68;

    /// Returns the whole session as bytes, for a store. **The code is among them**: keep them as
    /// you keep a secret, and wipe copies.
    ///
    /// | byte | what | as |
    /// |---|---|---|
    /// | 0 | version | 2 |
    /// | 1 | how it was ended | 0 not at all, or by time or failures; 1 verified; 2 expired early |
    /// | 2 | failures | 0 to 5 |
    /// | 3 | channel of the last sending | index in [`Channel::ALL`] |
    /// | 4 | id | 16 bytes as they are written |
    /// | 20 | destination | E.164 digits as one `u64` |
    /// | 28 | code | ASCII, filled up with zeros to 10 bytes |
    /// | 38 | length of the code | `u8`, 3 to 10, or 0 without a code |
    /// | 39 | format of the code | index in [`Format::ALL`](crate::code::Format::ALL) |
    /// | 40 | last sent | `u64`, milliseconds since the Unix epoch |
    /// | 48 | latest time seen | the same |
    /// | 56 | first sent | `u32`, milliseconds before it was last sent |
    /// | 60 | validity | `u16`, seconds |
    /// | 62 | resending interval | `u16`, seconds |
    /// | 64 | checksum of the 64 bytes before it | CRC-32C (RFC 9260, appendix A) |
    ///
    /// Integers are little-endian. Equal sessions give equal bytes, so the bytes serve as the old
    /// value of a compare-and-swap.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Session::BYTES] {
        let mut bytes = [0; Session::BYTES];
        let Some((fields, checksum)) = bytes.split_last_chunk_mut() else {
            return bytes;
        };
        let mut rest = Unwritten(fields);
        rest.put(&[
            VERSION,
            (self.ended as u8).wrapping_sub(Ended::No as u8),
            self.attempts,
            self.channel as u8,
        ]);
        rest.put(&self.id.to_bytes());
        rest.put(&self.destination.to_u64().to_le_bytes());
        rest.put(self.code.as_stored());
        rest.put(&self.sent_at.as_unix_millis().to_le_bytes());
        rest.put(&self.latest.as_unix_millis().to_le_bytes());
        rest.put(&self.first_sent_before.to_le_bytes());
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
    /// Reads version 1 as well, which had 64 bytes and knew neither the channel nor when the code
    /// was first sent: a session with a code was sent by `sms`, one without by `sma`, and for the
    /// first time when it was last sent.
    ///
    /// # Errors
    ///
    /// [`FromBytesError`] for bytes that no session gives.
    pub fn from_bytes(bytes: &[u8]) -> Result<Session, FromBytesError> {
        let session = if let [VERSION_1, ..] = bytes {
            Unread(checked::<BYTES_1, { BYTES_1 - 4 }>(bytes, VERSION_1)?).session_1()
        } else {
            Unread(checked::<{ Session::BYTES }, { Session::BYTES - 4 }>(bytes, VERSION)?).session()
        };
        session.filter(Session::is_reachable).ok_or(FromBytesError::Value)
    }

    /// Whether this state is reachable: ended at most once, and not before it began.
    fn is_reachable(&self) -> bool {
        let failed = self.attempts == Session::MAX_ATTEMPTS;
        let expired = self.latest >= self.expires_at();
        let sent_first = u64::from(self.first_sent_before);
        self.attempts <= Session::MAX_ATTEMPTS
            && self.sent_at <= self.latest
            && self.first_sent_before < DAY_MILLIS
            && sent_first <= self.sent_at.as_unix_millis()
            && !(self.code.is_empty() && self.channel.sends_code())
            && [self.ended != Ended::No, failed, expired].into_iter().filter(|end| *end).count()
                <= 1
    }
}

/// The first byte.
const VERSION: u8 = 2;

/// What it was in an earlier layout that is still read, and how long that was.
const VERSION_1: u8 = 1;
const BYTES_1: usize = 64;

/// Checks version, length and checksum, and returns the bytes before the checksum.
fn checked<const BYTES: usize, const FIELDS: usize>(
    bytes: &[u8],
    version: u8,
) -> Result<&[u8; FIELDS], FromBytesError> {
    let whole: &[u8; BYTES] = stored::whole(bytes, version)?;
    let (fields, checksum) = whole.split_first_chunk().ok_or(FromBytesError::Checksum)?;
    if crc32c(fields).to_le_bytes() == *checksum {
        Ok(fields)
    } else {
        Err(FromBytesError::Checksum)
    }
}

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
}

/// The bytes that have not been read yet.
struct Unread<'a>(&'a [u8]);

impl<'a> Unread<'a> {
    fn session(mut self) -> Option<Session> {
        let [_version, ended, attempts, channel] = *self.take()?;
        Some(Session {
            ended: how_ended(ended)?,
            attempts,
            channel: *Channel::ALL.get(usize::from(channel))?,
            id: SessionId::from_bytes(*self.take()?),
            destination: PhoneNumber::from_stored(u64::from_le_bytes(*self.take()?))?,
            code: Code::from_stored(self.take()?)?,
            sent_at: self.time()?,
            latest: self.time()?,
            first_sent_before: u32::from_le_bytes(*self.take()?),
            validity: Validity::new(self.seconds()?).ok()?,
            resending_interval: ResendingInterval::new(self.seconds()?).ok()?,
        })
    }

    /// Reads version 1, in which the country of the destination stood behind its digits.
    fn session_1(mut self) -> Option<Session> {
        let [_version, verified, attempts, format] = *self.take()?;
        let ended = how_ended(verified).filter(|ended| *ended != Ended::Expired)?;
        let id = SessionId::from_bytes(*self.take()?);
        let destination = PhoneNumber::from_stored(u64::from_le_bytes(*self.take()?))?;
        is_country_of(destination, *self.take()?).then_some(())?;
        let code = code_1(format, self.take()?)?;
        Some(Session {
            ended,
            attempts,
            channel: if code.is_empty() { Channel::Sma } else { Channel::Sms },
            id,
            destination,
            code,
            sent_at: self.time()?,
            latest: self.time()?,
            first_sent_before: 0,
            validity: Validity::new(self.seconds()?).ok()?,
            resending_interval: ResendingInterval::new(self.seconds()?).ok()?,
        })
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

/// Reads an [`Ended`].
fn how_ended(byte: u8) -> Option<Ended> {
    [Ended::No, Ended::Verified, Ended::Expired].get(usize::from(byte)).copied()
}

/// Whether `alpha2` is a country with the calling code of `number`, as it is written.
fn is_country_of(number: PhoneNumber, alpha2: [u8; 2]) -> bool {
    let country = str::from_utf8(&alpha2).ok().and_then(|text| Country::parse(text).ok());
    country.is_some_and(|country| {
        country.alpha2().as_bytes() == alpha2 && country.calling_code() == number.calling_code()
    })
}

/// Reads a code of version 1, whose length is where the zeros begin.
fn code_1(format: u8, text: &[u8; 10]) -> Option<Code> {
    let length = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    let [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10] = *text;
    let length = u8::try_from(length).ok()?;
    Code::from_stored(&[t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, length, format])
}

/// Computes CRC-32C, the checksum of SCTP and iSCSI: among those of 32 bits, the one that finds the
/// most errors in so short a message.
///
/// Eight digits of four bits at a time, with half the table of the usual byte at a time. The length
/// of `bytes` is a multiple of four.
fn crc32c(bytes: &[u8]) -> u32 {
    let (words, _) = bytes.as_chunks::<4>();
    !words.iter().fold(u32::MAX, |crc, word| {
        let [b0, b1, b2, b3] = (crc ^ u32::from_le_bytes(*word)).to_le_bytes();
        let [t0, t1, t2, t3, t4, t5, t6, t7] = &CRC32C;
        let crc = share(t0, b0 & 0xF) ^ share(t1, b0 >> 4);
        let crc = crc ^ share(t2, b1 & 0xF) ^ share(t3, b1 >> 4);
        let crc = crc ^ share(t4, b2 & 0xF) ^ share(t5, b2 >> 4);
        crc ^ share(t6, b3 & 0xF) ^ share(t7, b3 >> 4)
    })
}

/// Returns what a digit contributes.
#[inline]
fn share(table: &[u32; 16], digit: u8) -> u32 {
    table.get(usize::from(digit)).copied().unwrap_or_default()
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

//! UUIDs (RFC 9562): 16 bytes, drawn as version 4 and read whatever their version.

use rand_core::TryCryptoRng;

/// A UUID of any version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Uuid(pub(crate) [u8; 16]);

/// The bits of version and variant (RFC 9562, 4.1 and 4.2), and their value in version 4.
const FIXED_BITS: u128 = 0xF << 76 | 0b11 << 62;
const VERSION_4: u128 = 4 << 76 | 0b10 << 62;

/// How many characters each form has.
const UNDASHED: usize = 32;
const DASHED: usize = 36;

impl Uuid {
    /// Draws a UUID of version 4 (RFC 9562, 5.4), 122 random bits: two words of `rng`.
    pub(crate) fn draw<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let random = u128::from(rng.try_next_u64()?) << 64 | u128::from(rng.try_next_u64()?);
        Ok(Self((random & !FIXED_BITS | VERSION_4).to_be_bytes()))
    }

    /// Parses 32 hexadecimal digits of either case, dashed or not.
    pub(crate) fn parse(text: &str) -> Result<Self, UuidError> {
        let found = text.chars().count();
        if found != UNDASHED && found != DASHED {
            return Err(UuidError::Length { found });
        }
        let mut uuid = 0_u128;
        for (position, character) in text.chars().enumerate() {
            if found == DASHED && is_dash(position) {
                if character != '-' {
                    return Err(UuidError::Dash { position });
                }
            } else {
                let digit = character.to_digit(16).ok_or(UuidError::Digit { position })?;
                uuid = uuid << 4 | u128::from(digit);
            }
        }
        Ok(Self(uuid.to_be_bytes()))
    }

    /// Returns the 32 lower-case digits.
    pub(crate) fn undashed(self) -> [u8; UNDASHED] {
        let mut text = [0; UNDASHED];
        for (place, byte) in text.as_chunks_mut().0.iter_mut().zip(self.0) {
            *place = hexadecimal(byte);
        }
        text
    }

    /// Returns the 32 lower-case digits with their four dashes.
    pub(crate) fn dashed(self) -> [u8; DASHED] {
        let mut text = [b'-'; DASHED];
        let places = text.iter_mut().enumerate().filter(|(position, _)| !is_dash(*position));
        for ((_, place), digit) in places.zip(self.undashed()) {
            *place = digit;
        }
        text
    }
}

/// Whether a dash belongs at this position of the dashed form, counted from 0.
const fn is_dash(position: usize) -> bool {
    matches!(position, 8 | 13 | 18 | 23)
}

/// Returns the two digits of a byte.
fn hexadecimal(byte: u8) -> [u8; 2] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    const _: () = assert!(size_of_val(&DIGITS) == 16);
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    [digit(byte >> 4), digit(byte & 0xF)]
}

/// Why a text is not a UUID. Positions count characters from 0.
#[derive(Clone, Copy)]
pub(crate) enum UuidError {
    /// The text has neither 32 characters nor 36.
    Length { found: usize },
    /// The character is not a hexadecimal digit.
    Digit { position: usize },
    /// The character stands where a dash belongs.
    Dash { position: usize },
}

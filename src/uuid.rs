//! UUIDs (RFC 9562): 16 bytes, drawn as version 4 and read whatever their version.
//!
//! What is named by a UUID has a type of its own, with an error of its own: the macro
//! [`named_by_uuid`] declares both.

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

/// Declares the name of something, a UUID, and the error of a text that is no such name.
///
/// Both types are written out where the macro is used, so that a reader and a search find them.
/// How a name is written is up to its `Display`, which stands beside.
macro_rules! named_by_uuid {
    (
        $(#[$about:meta])*
        pub struct $Id:ident(Uuid);

        $(#[$about_error:meta])*
        pub enum $Error:ident;

        called $an_id:literal, $the_id:literal;
    ) => {
        $(#[$about])*
        #[doc(alias = "UUID")]
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $Id($crate::uuid::Uuid);

        impl $Id {
            /// Draws an id of version 4 (RFC 9562, 5.4): two words of `rng`.
            #[must_use]
            pub fn generate<R>(rng: &mut R) -> Self
            where
                R: rand_core::CryptoRng + ?Sized, // for a generator that can fail: `try_generate`
            {
                let Ok(id) = Self::try_generate(rng);
                id
            }

            /// Draws an id from a generator that can fail, such as the operating system's.
            ///
            /// # Errors
            ///
            /// The generator's.
            pub fn try_generate<R>(rng: &mut R) -> Result<Self, R::Error>
            where
                R: rand_core::TryCryptoRng + ?Sized,
            {
                $crate::uuid::Uuid::draw(rng).map(Self)
            }

            /// Parses 32 hexadecimal digits of either case, or 36 characters with dashes where a
            /// UUID has them.
            ///
            /// # Errors
            ///
            #[doc = concat!("[`", stringify!($Error), "`] for any other text.")]
            pub fn parse(text: &str) -> Result<Self, $Error> {
                use $crate::uuid::{Uuid, UuidError};

                match Uuid::parse(text) {
                    Ok(uuid) => Ok(Self(uuid)),
                    Err(UuidError::Length { found }) => Err($Error::Length { found }),
                    Err(UuidError::Digit { position }) => Err($Error::Digit { position }),
                    Err(UuidError::Dash { position }) => Err($Error::Dash { position }),
                }
            }

            /// Takes 16 bytes in the order in which they are written.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self($crate::uuid::Uuid(bytes))
            }

            /// Returns the 16 bytes in the order in which they are written.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.0
            }
        }

        impl core::str::FromStr for $Id {
            type Err = $Error;

            fn from_str(text: &str) -> Result<Self, $Error> {
                Self::parse(text)
            }
        }

        impl core::fmt::Debug for $Id {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($Id), "({})"), self)
            }
        }

        $(#[$about_error])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum $Error {
            /// The text has neither 32 characters nor 36.
            Length {
                /// The number of characters.
                found: usize,
            },
            /// A character is not a hexadecimal digit.
            Digit {
                /// Where the character stands.
                position: usize,
            },
            /// Another character stands where a dash belongs.
            Dash {
                /// Where the dash is missing.
                position: usize,
            },
        }

        impl core::fmt::Display for $Error {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self {
                    $Error::Length { found } => write!(
                        f,
                        concat!(
                            "expected ",
                            $an_id,
                            " of 32 hexadecimal digits, or 36 characters with dashes, found {}"
                        ),
                        found
                    ),
                    $Error::Digit { position } => write!(
                        f,
                        concat!("expected a hexadecimal digit at position {} of ", $the_id),
                        position
                    ),
                    $Error::Dash { position } => {
                        write!(f, concat!("expected a dash at position {} of ", $the_id), position)
                    }
                }
            }
        }

        impl core::error::Error for $Error {}
    };
}
pub(crate) use named_by_uuid;

//! [`Token`]: a secret that proves who a client is.

use std::fmt;

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroize;

/// A secret that proves who a client is: 16 to 128 visible ASCII characters.
///
/// All tokens take equal room, zeros behind the text, so that a comparison takes equally long.
#[derive(Clone)]
pub struct Token([u64; Token::WORDS]);

impl Token {
    /// The fewest characters.
    pub const MIN_LEN: usize = 16;
    /// The most characters.
    pub const MAX_LEN: usize = 128;

    const WORDS: usize = Self::MAX_LEN / 8;

    /// Reads a token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_long_enough = text.len() >= Self::MIN_LEN;
        if is_long_enough { Self::of_bytes(text.as_bytes()) } else { None }
    }

    /// Reads the value of an `Authorization` header: `Bearer`, a space, and the token.
    pub(super) fn of_header(value: &[u8]) -> Option<Self> {
        let (scheme, token) = value.split_at_checked(b"Bearer ".len())?;
        if !scheme.eq_ignore_ascii_case(b"Bearer ") {
            return None;
        }
        Self::of_bytes(token.trim_ascii())
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > Self::MAX_LEN || !bytes.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        let mut token = Self([0; Self::WORDS]);
        for (word, bytes) in token.0.iter_mut().zip(bytes.chunks(8)) {
            let mut padded = [0; 8];
            padded.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = *byte);
            *word = u64::from_le_bytes(padded);
        }
        Some(token)
    }
}

impl ConstantTimeEq for Token {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.as_slice().ct_eq(other.0.as_slice())
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Does not show the token.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}

//! Cuts codes where a register does not hold a word: in one loop, without tables.

use super::format::Format;
use super::length::Length;
use super::word::{Batch, Span, Word};

/// What is needed to draw codes of one format.
#[derive(Clone, Copy)]
pub(super) struct Sampler(Format);

impl Sampler {
    pub(super) fn of(format: Format) -> Self {
        Self(format)
    }

    /// Returns the span of one code.
    pub(super) fn span(self, length: Length) -> Span<u64> {
        Span::new(self.0.base(), self.0.symbols(length).into())
    }

    /// Returns how many codes of `symbols` digits one word gives.
    pub(super) fn batch(self, symbols: u8) -> Batch {
        Batch::of(self.0.base(), symbols)
    }
}

/// Returns the text that an accepted word stands for: bytes of ASCII, the first one lowest.
#[inline(never)]
pub(super) fn text(word: u64, format: Format, length: Length) -> u128 {
    let mut text = [0; 16];
    let (places, _) = text.split_at_mut(length.get().into());
    cut(word, format.alphabet().as_bytes(), format.dash(length), places);
    u128::from_le_bytes(text)
}

/// Cuts digits out of `word` and writes each as its symbol, but a dash at the index where it
/// belongs.
pub(super) fn cut<W: Word>(mut word: W, alphabet: &[u8], dash: Option<u8>, text: &mut [u8]) {
    let base = u8::try_from(alphabet.len()).unwrap_or_default();
    for (index, place) in (0..).zip(text) {
        if dash == Some(index) {
            *place = b'-';
            continue;
        }
        let (digit, rest) = word.split(base);
        *place = alphabet.get(digit).copied().unwrap_or_default();
        word = rest;
    }
}

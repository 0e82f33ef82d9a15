//! Cuts codes where a register holds a word: one copy of the code for each length, and a table for
//! each format.

use super::format::Format;
use super::length::{Characters, Length};
use super::word::{Batch, Span, Word};

/// Returns the text that an accepted word stands for: bytes of ASCII, the first one lowest.
///
/// Independent of the generator's type, so that a program holds one copy; its result comes back in
/// registers.
#[inline(never)]
pub(super) fn text(word: u64, format: Format, length: Length) -> u128 {
    match format {
        Format::Numeric => cut(word, Decimal, length),
        Format::NumericWithDash => cut_with_dash(word, Decimal, length),
        _ => cut(word, Sampler::of(format), length),
    }
}

/// What is needed to draw codes of one format: its symbols, which lie in one line of the cache, and
/// the spans of its codes of 3 to 10 characters.
#[repr(C, align(64))]
pub(super) struct Sampler {
    symbols: [u8; 64],
    base: u8,
    spans: [Span<u64>; 8],
}

static NUMERIC: Sampler = Sampler::new(Format::Numeric);
static WITH_DASH: Sampler = Sampler::new(Format::NumericWithDash);
static ALPHANUMERIC: Sampler = Sampler::new(Format::Alphanumeric);
static CAPITALS: Sampler = Sampler::new(Format::AlphanumericCapitals);
static EASY: Sampler = Sampler::new(Format::AlphanumericEasy);

/// Bytes of the samplers above.
const BYTES: usize = size_of_val(&NUMERIC)
    + size_of_val(&WITH_DASH)
    + size_of_val(&ALPHANUMERIC)
    + size_of_val(&CAPITALS)
    + size_of_val(&EASY);
const _: () = assert!(BYTES == 1280);

impl Sampler {
    const fn new(format: Format) -> Self {
        let alphabet = format.alphabet().as_bytes();
        let base = format.base();
        let mut symbols = [0; 64];
        let (used, _) = symbols.split_at_mut(alphabet.len());
        used.copy_from_slice(alphabet);
        let mut spans = [Span::new(base, 0); 8];
        let (mut left, mut characters) = (&mut spans as &mut [_], 3);
        while let ([first, rest @ ..], Ok(length)) = (left, Length::new(characters)) {
            *first = Span::new(base, format.symbols(length) as u32);
            (left, characters) = (rest, characters.saturating_add(1));
        }
        Sampler { symbols, base, spans }
    }

    #[inline]
    pub(super) fn of(format: Format) -> &'static Sampler {
        match format {
            Format::Numeric => &NUMERIC,
            Format::NumericWithDash => &WITH_DASH,
            Format::Alphanumeric => &ALPHANUMERIC,
            Format::AlphanumericCapitals => &CAPITALS,
            Format::AlphanumericEasy => &EASY,
        }
    }

    /// Returns the span of one code.
    #[inline]
    pub(super) fn span(&self, length: Length) -> Span<u64> {
        let index = length.get().saturating_sub(Length::MIN.get());
        let span = self.spans.get(usize::from(index)); // always found, as the compiler knows too
        span.copied().unwrap_or_default()
    }

    /// Returns how many codes of `symbols` digits one word gives.
    pub(super) fn batch(&self, symbols: u8) -> Batch {
        Batch::of(self.base, symbols)
    }
}

impl Alphabet for &Sampler {
    #[inline]
    fn base(self) -> u8 {
        // Changes nothing, but tells the compiler that a digit is below 64, so that it needs no
        // bounds check per symbol.
        self.base % 64
    }

    #[inline]
    fn symbol(self, digit: usize) -> u64 {
        let symbol = self.symbols.get(digit);
        u64::from(symbol.copied().unwrap_or_default())
    }
}

/// How the digits of a base are written.
pub(super) trait Alphabet: Copy {
    fn base(self) -> u8;
    fn symbol(self, digit: usize) -> u64;
}

/// `0` to `9`: the compiler knows the base and the symbols, which a [`Sampler`] looks up.
#[derive(Clone, Copy)]
pub(super) struct Decimal;

impl Alphabet for Decimal {
    #[inline]
    fn base(self) -> u8 {
        10
    }

    #[inline]
    fn symbol(self, digit: usize) -> u64 {
        digit as u64 | u64::from(b'0')
    }
}

/// Cuts a text of `length` digits out of `word`.
///
/// A length that the compiler knows keeps the text in registers, hence one copy for each.
#[inline]
fn cut<W: Word, A: Alphabet>(word: W, alphabet: A, length: Length) -> u128 {
    match length.characters() {
        Characters::Three => cut_exactly::<W, A, 3, false>(word, alphabet),
        Characters::Four => cut_exactly::<W, A, 4, false>(word, alphabet),
        Characters::Five => cut_exactly::<W, A, 5, false>(word, alphabet),
        Characters::Six => cut_exactly::<W, A, 6, false>(word, alphabet),
        Characters::Seven => cut_exactly::<W, A, 7, false>(word, alphabet),
        Characters::Eight => cut_exactly::<W, A, 8, false>(word, alphabet),
        Characters::Nine => cut_exactly::<W, A, 9, false>(word, alphabet),
        Characters::Ten => cut_exactly::<W, A, 10, false>(word, alphabet),
    }
}

/// Cuts a text with a dash, which takes the place of a digit except in the shortest code.
#[inline]
fn cut_with_dash<W: Word, A: Alphabet>(word: W, alphabet: A, length: Length) -> u128 {
    match length.characters() {
        Characters::Three => cut_exactly::<W, A, 3, false>(word, alphabet),
        Characters::Four => cut_exactly::<W, A, 3, true>(word, alphabet),
        Characters::Five => cut_exactly::<W, A, 4, true>(word, alphabet),
        Characters::Six => cut_exactly::<W, A, 5, true>(word, alphabet),
        Characters::Seven => cut_exactly::<W, A, 6, true>(word, alphabet),
        Characters::Eight => cut_exactly::<W, A, 7, true>(word, alphabet),
        Characters::Nine => cut_exactly::<W, A, 8, true>(word, alphabet),
        Characters::Ten => cut_exactly::<W, A, 9, true>(word, alphabet),
    }
}

/// Cuts the first `N` digits of `word`, with a dash after the first half of them.
///
/// Each half has a chain of products of its own, so that the two can overlap.
#[inline]
pub(super) fn cut_exactly<W: Word, A: Alphabet, const N: u32, const DASH: bool>(
    word: W,
    alphabet: A,
) -> u128 {
    let half = |mut word: W, bits: u32| {
        let mut text = 0;
        for shift in (0..bits).step_by(8) {
            let (digit, rest) = word.split(alphabet.base());
            text |= alphabet.symbol(digit) << shift;
            word = rest;
        }
        u128::from(text)
    };
    let middle = const { 8 * (N / 2) };
    let left = half(word, middle);
    let right = half(word.skip(alphabet.base(), N / 2), const { 8 * N.div_ceil(2) });
    if DASH {
        left | u128::from(b'-') << middle | right << middle << 8
    } else {
        left | right << middle
    }
}

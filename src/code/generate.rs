//! Draws codes: one word of entropy is cut into digits, so that every code is equally likely.
//!
//! A word r of 64 bits is read as the fraction r / 2⁶⁴. Multiplied by the base, its whole part (the high half of the
//! product) is the first digit, and what is left (the low half) gives the next one. After n digits the low half is
//! r × baseⁿ mod 2⁶⁴. Each string of n digits then has ⌊2⁶⁴ / baseⁿ⌋ words, or one more; the surplus words are those whose
//! low half is below 2⁶⁴ mod baseⁿ, and are drawn again (Lemire 2019; several digits of one word: Brackett-Rozinsky and
//! Lemire 2024). Nothing here depends on the size of a word: the tests count all words of 16 bits.
//!
//! [`fill`](Code::fill) cuts as many codes out of one word as fit, since n digits and n more are 2n digits.

use super::{CAPACITY, Code, Format, Length};
use core::convert::Infallible;
use core::fmt;
use rand_chacha::ChaCha12Rng;
use rand_core::{CryptoRng, SeedableRng, TryCryptoRng, TryRng};
use zeroize::{Zeroize, ZeroizeOnDrop, optimization_barrier};

impl Code {
    /// Draws a code. All of [`Format::combinations`] are equally likely, exactly.
    ///
    /// Takes one word of `rng`, seldom another one. A generator that keeps returning zero keeps this waiting.
    ///
    /// ```
    /// use verify_core::code::{Code, Format, Generator, Length};
    ///
    /// let mut rng = Generator::from_seed([7; 32]);
    /// let code = Code::generate(Format::NumericWithDash, Length::MAX, &mut rng);
    /// assert_eq!(code.expose(), "1281-09009");
    /// ```
    #[inline]
    #[must_use]
    pub fn generate<R: CryptoRng + ?Sized>(format: Format, length: Length, rng: &mut R) -> Code {
        let Ok(code) = Code::try_generate(format, length, rng);
        code
    }

    /// The same with a generator that can fail, such as the operating system's.
    ///
    /// # Errors
    ///
    /// The generator's.
    #[inline]
    pub fn try_generate<R: TryCryptoRng + ?Sized>(
        format: Format,
        length: Length,
        rng: &mut R,
    ) -> Result<Code, R::Error> {
        let word = Table::of(format).span(format.symbols(length)).draw(rng)?;
        Ok(Code::cut(word, format, length))
    }

    /// Draws a code into every place, several out of one word where they fit: three of six digits.
    ///
    /// As uniform as [`generate`](Self::generate) and independent of each other, but not the codes that repeated calls of
    /// it would draw from the same seed.
    ///
    /// ```
    /// use verify_core::code::{Code, Format, Generator, Length};
    ///
    /// let mut codes = [Code::EMPTY; 1000];
    /// Code::fill(Format::AlphanumericEasy, Length::MAX, &mut Generator::from_seed([7; 32]), &mut codes);
    /// assert!(codes.iter().all(|code| code.len() == 10));
    /// ```
    #[inline]
    pub fn fill<R: CryptoRng + ?Sized>(
        format: Format,
        length: Length,
        rng: &mut R,
        codes: &mut [Code],
    ) {
        let Ok(()) = Code::try_fill(format, length, rng, codes);
    }

    /// The same with a generator that can fail.
    ///
    /// # Errors
    ///
    /// The generator's. The codes drawn until then are in their places; the others are as they were.
    #[inline]
    pub fn try_fill<R: TryCryptoRng + ?Sized>(
        format: Format,
        length: Length,
        rng: &mut R,
        codes: &mut [Code],
    ) -> Result<(), R::Error> {
        let table = Table::of(format);
        let symbols = format.symbols(length);
        let (one, several) = (table.span(symbols), table.batch(symbols));
        for codes in codes.chunks_mut(several.codes) {
            let mut word = several.span.draw(rng)?;
            for code in codes {
                *code = Code::cut(word, format, length);
                word = one.rest(word);
            }
        }
        Ok(())
    }

    /// The code that an accepted word stands for.
    #[inline]
    fn cut(word: u64, format: Format, length: Length) -> Code {
        let symbols = format.symbols(length);
        let text = match format {
            Format::Numeric => cut(word, Decimal, symbols, false),
            Format::NumericWithDash => cut(word, Decimal, symbols, symbols < length.get()),
            _ => cut(word, Table::of(format), symbols, false),
        };
        Code {
            text,
            length: length.get(),
            format,
        }
    }
}

/// A word of entropy that can be cut into digits.
trait Word: Copy {
    /// The digit of `base` in front, and the word that the next digits are cut from.
    fn split(self, base: u8) -> (u8, Self);
}

/// A number of digits of a base, as one range of values.
#[derive(Clone, Copy)]
struct Span<W> {
    /// baseⁿ mod 2ʷ, w being the bits of a word.
    power: W,
    /// 2ʷ mod baseⁿ: the surplus.
    surplus: W,
}

/// The arithmetic for one size of word: 64 bits, and in the tests 16.
macro_rules! word {
    ($word:ty, $double:ty) => {
        impl Word for $word {
            #[inline]
            fn split(self, base: u8) -> (u8, Self) {
                let product = <$double>::from(self).wrapping_mul(<$double>::from(base));
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the high half is a digit, and the low half is a word"
                )]
                let halves = (product.wrapping_shr(<$word>::BITS) as u8, product as $word);
                halves
            }
        }

        impl Span<$word> {
            /// `digits` digits of `base`; baseⁿ is at most 2ʷ.
            const fn new(base: u8, digits: u32) -> Self {
                let power = (base as $word).wrapping_pow(digits);
                // 2ʷ mod baseⁿ = (2ʷ - baseⁿ) mod baseⁿ; a power of 2ʷ wraps to 0 and leaves no surplus.
                let surplus = match power.wrapping_neg().checked_rem(power) {
                    Some(surplus) => surplus,
                    None => 0,
                };
                Span { power, surplus }
            }

            /// What is left of `word` after the digits of this span.
            #[inline]
            const fn rest(self, word: $word) -> $word {
                word.wrapping_mul(self.power)
            }

            /// Whether `word` is one of as many for every value of this span.
            #[inline]
            const fn accepts(self, word: $word) -> bool {
                self.rest(word) >= self.surplus
            }
        }
    };
}

word!(u64, u128);

impl Span<u64> {
    /// Draws until a word is accepted.
    #[inline]
    fn draw<R: TryCryptoRng + ?Sized>(self, rng: &mut R) -> Result<u64, R::Error> {
        loop {
            let word = rng.try_next_u64()?;
            if self.accepts(word) {
                return Ok(word);
            }
        }
    }
}

/// What a digit of a base looks like.
trait Alphabet: Copy {
    fn base(self) -> u8;
    fn symbol(self, digit: u8) -> u8;
}

/// `0` to `9`: known to the compiler, which makes six digits 13 % faster than [`Table`] does.
#[derive(Clone, Copy)]
struct Decimal;

impl Alphabet for Decimal {
    #[inline]
    fn base(self) -> u8 {
        10
    }

    #[inline]
    fn symbol(self, digit: u8) -> u8 {
        digit | b'0'
    }
}

/// The symbols of a format, which lie in one line of the cache, and the spans of 3 to 10 of them.
#[repr(align(64))]
struct Table {
    symbols: [u8; 64],
    base: u8,
    spans: [Span<u64>; 8],
}

static NUMERIC: Table = Table::new(Format::Numeric);
static ALPHANUMERIC: Table = Table::new(Format::Alphanumeric);
static CAPITALS: Table = Table::new(Format::AlphanumericCapitals);
static EASY: Table = Table::new(Format::AlphanumericEasy);

/// Several codes that are cut from one word.
struct Batch {
    codes: usize,
    span: Span<u64>,
}

impl Table {
    const fn new(format: Format) -> Self {
        let alphabet = format.alphabet().as_bytes();
        let mut symbols = [0; 64];
        symbols
            .split_at_mut(alphabet.len())
            .0
            .copy_from_slice(alphabet);
        #[expect(clippy::cast_possible_truncation, reason = "at most 62 symbols")]
        let base = alphabet.len() as u8;
        Table {
            symbols,
            base,
            spans: [
                Span::new(base, 3),
                Span::new(base, 4),
                Span::new(base, 5),
                Span::new(base, 6),
                Span::new(base, 7),
                Span::new(base, 8),
                Span::new(base, 9),
                Span::new(base, 10),
            ],
        }
    }

    #[inline]
    fn of(format: Format) -> &'static Table {
        match format {
            Format::Numeric | Format::NumericWithDash => &NUMERIC,
            Format::Alphanumeric => &ALPHANUMERIC,
            Format::AlphanumericCapitals => &CAPITALS,
            Format::AlphanumericEasy => &EASY,
        }
    }

    #[inline]
    fn span(&self, symbols: u8) -> Span<u64> {
        let known = self.spans.get(usize::from(symbols.saturating_sub(3)));
        known
            .copied()
            .unwrap_or_else(|| Span::new(self.base, u32::from(symbols)))
    }

    /// As many codes as leave fewer than one word in 16 to be drawn again: baseⁿ ≤ 2⁶⁰.
    fn batch(&self, symbols: u8) -> Batch {
        let (mut codes, mut digits) = (1_usize, u32::from(symbols));
        loop {
            let more = digits.saturating_add(u32::from(symbols));
            match u64::from(self.base).checked_pow(more) {
                Some(values) if values <= 1 << 60 => digits = more,
                _ => break,
            }
            codes = codes.saturating_add(1);
        }
        Batch {
            codes,
            span: Span::new(self.base, digits),
        }
    }
}

impl Alphabet for &Table {
    #[inline]
    fn base(self) -> u8 {
        self.base
    }

    #[inline]
    fn symbol(self, digit: u8) -> u8 {
        self.symbols
            .get(usize::from(digit))
            .copied()
            .unwrap_or_default()
    }
}

/// The first `symbols` digits of `word`, written in `alphabet`, with a dash in the middle if there is one.
///
/// A length that the compiler knows keeps the text in registers: 20 to 25 % faster than a loop over `symbols`. One chain of
/// products, since the generator hides its latency: two of half the length gain 1 % on six digits, 5 % on ten.
#[inline]
fn cut<W: Word, A: Alphabet>(word: W, alphabet: A, symbols: u8, dash: bool) -> [u8; CAPACITY] {
    match symbols {
        3 => cut_exactly::<W, A, 3>(word, alphabet, dash),
        4 => cut_exactly::<W, A, 4>(word, alphabet, dash),
        5 => cut_exactly::<W, A, 5>(word, alphabet, dash),
        6 => cut_exactly::<W, A, 6>(word, alphabet, dash),
        7 => cut_exactly::<W, A, 7>(word, alphabet, dash),
        8 => cut_exactly::<W, A, 8>(word, alphabet, dash),
        9 => cut_exactly::<W, A, 9>(word, alphabet, dash),
        _ => cut_exactly::<W, A, 10>(word, alphabet, dash),
    }
}

#[inline]
fn cut_exactly<W: Word, A: Alphabet, const N: usize>(
    mut word: W,
    alphabet: A,
    dash: bool,
) -> [u8; CAPACITY] {
    let mut next = || {
        let (digit, rest) = word.split(alphabet.base());
        word = rest;
        alphabet.symbol(digit)
    };
    let mut text = [0; CAPACITY];
    let mut places = text.iter_mut();
    for place in places.by_ref().take(N / 2) {
        *place = next();
    }
    if dash && let Some(place) = places.next() {
        *place = b'-';
    }
    for place in places.take(N.div_ceil(2)) {
        *place = next();
    }
    text
}

/// A generator of cryptographic quality (`ChaCha` with 12 rounds) for places without an operating system to ask.
///
/// The same seed gives the same codes on every machine. Wiped on drop; not [`Clone`], so that no code comes twice.
pub struct Generator(ChaCha12Rng);

impl Generator {
    /// Starts from 32 bytes of true entropy: a hardware generator's, or a secret of this device mixed with a count of its
    /// starts. Whoever knows the seed knows every code.
    #[must_use]
    pub fn from_seed(mut seed: [u8; 32]) -> Self {
        let generator = Generator(ChaCha12Rng::from_seed(seed));
        seed.zeroize();
        generator
    }

    /// Starts from 32 bytes of another generator.
    #[must_use]
    pub fn from_rng<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(generator) = Self::try_from_rng(rng);
        generator
    }

    /// Starts from 32 bytes of a generator that can fail, such as the operating system's.
    ///
    /// # Errors
    ///
    /// The generator's.
    pub fn try_from_rng<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let mut seed = [0; 32];
        let result = rng.try_fill_bytes(&mut seed);
        let generator = result.map(|()| Self::from_seed(seed));
        seed.zeroize();
        generator
    }
}

impl TryRng for Generator {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0.try_next_u32()
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0.try_next_u64()
    }

    #[inline]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.try_fill_bytes(bytes)
    }
}

impl TryCryptoRng for Generator {}

/// Shows neither seed nor state.
impl fmt::Debug for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator").finish_non_exhaustive()
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        // A generator of known seed that has drawn nothing: key, counter and buffer are overwritten.
        self.0 = ChaCha12Rng::from_seed([0; 32]);
        optimization_barrier(&self.0);
    }
}

impl ZeroizeOnDrop for Generator {}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "a test that panics is a test that fails"
    )]

    extern crate std;

    use super::{Alphabet, CAPACITY, Span, Word, cut_exactly};
    use std::vec;

    word!(u16, u32);

    /// Shows a digit as itself.
    #[derive(Clone, Copy)]
    struct Plain(u8);

    impl Alphabet for Plain {
        fn base(self) -> u8 {
            self.0
        }

        fn symbol(self, digit: u8) -> u8 {
            digit
        }
    }

    fn digits(word: u16, base: u8, count: u32) -> [u8; CAPACITY] {
        let base = Plain(base);
        match count {
            1 => cut_exactly::<_, _, 1>(word, base, false),
            2 => cut_exactly::<_, _, 2>(word, base, false),
            3 => cut_exactly::<_, _, 3>(word, base, false),
            4 => cut_exactly::<_, _, 4>(word, base, false),
            5 => cut_exactly::<_, _, 5>(word, base, false),
            6 => cut_exactly::<_, _, 6>(word, base, false),
            7 => cut_exactly::<_, _, 7>(word, base, false),
            8 => cut_exactly::<_, _, 8>(word, base, false),
            9 => cut_exactly::<_, _, 9>(word, base, false),
            _ => cut_exactly::<_, _, 10>(word, base, false),
        }
    }

    /// Counts, over all words of 16 bits, how often each row of `codes` codes of `count` digits is drawn.
    fn words_of_each(base: u8, count: u32, codes: u32) -> std::vec::Vec<u32> {
        let rows = usize::from(base).pow(count * codes);
        let (one, several) = (
            Span::<u16>::new(base, count),
            Span::<u16>::new(base, count * codes),
        );
        let mut words = vec![0; rows];
        for mut word in 0..=u16::MAX {
            if several.accepts(word) {
                let mut row = 0;
                for _ in 0..codes {
                    for digit in &digits(word, base, count)[..count as usize] {
                        assert!(*digit < base);
                        row = row * usize::from(base) + usize::from(*digit);
                    }
                    word = one.rest(word);
                }
                words[row] += 1;
            }
        }
        words
    }

    #[test]
    fn every_code_has_as_many_words() {
        let mut tried = 0;
        for base in [2, 3, 10, 31, 36, 62] {
            for count in 1..=10 {
                for codes in 1..=16 {
                    let rows = u64::from(base).checked_pow(count * codes);
                    if let Some(rows) = rows.filter(|rows| *rows <= 1 << 16) {
                        let share = u32::try_from((1 << 16) / rows).unwrap_or_default();
                        for (row, words) in
                            words_of_each(base, count, codes).into_iter().enumerate()
                        {
                            assert_eq!(
                                words, share,
                                "row {row} of {codes} × {count} digits of {base}"
                            );
                        }
                        tried += 1;
                    }
                }
            }
        }
        assert_eq!(tried, 92);
    }
}

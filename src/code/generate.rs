//! Draws codes: one word of entropy is cut into digits, so that every code is equally likely.
//!
//! A word r of 64 bits is read as the fraction r / 2⁶⁴. Multiplied by the base, its whole part (the
//! high half of the product) is the first digit, and the remainder (the low half) gives the next
//! one. After n digits the low half is r × baseⁿ mod 2⁶⁴. Each string of n digits then has ⌊2⁶⁴ /
//! baseⁿ⌋ words, or one more. The surplus words are those whose low half is below 2⁶⁴ mod baseⁿ;
//! they are drawn again (Lemire 2019; several digits of one word: Brackett-Rozinsky and Lemire
//! 2024). Nothing here depends on the size of a word: the tests count all words of 16 bits.
//!
//! [`fill`](Code::fill) cuts as many codes out of one word as fit, since n digits and n more are 2n
//! digits.

use super::format::Format;
use super::length::Length;
use super::value::Code;
use super::word::{Alphabet, Decimal, Span, cut, cut_with_dash};
use rand_core::{CryptoRng, TryCryptoRng};

impl Code {
    /// Draws a code. All of [`Format::combinations`] are equally likely, exactly.
    ///
    /// The generator is one that cannot fail, such as [`Generator`](super::Generator). With the
    /// operating system's, which can, call [`try_generate`](Self::try_generate).
    ///
    /// Takes one word of `rng`, seldom more. With a generator that returns only zeros it never
    /// returns.
    ///
    /// ```
    /// use verify_core::code::{Code, Format, Generator, Length};
    ///
    /// let mut rng = Generator::from_seed([7; 32]); // in production: try_from_rng(&mut SysRng)?
    /// let code = Code::generate(Format::NumericWithDash, Length::MAX, &mut rng);
    /// assert_eq!(code.expose(), "1281-09009");
    /// ```
    #[inline]
    #[must_use]
    pub fn generate<R>(format: Format, length: Length, rng: &mut R) -> Code
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_generate`
    {
        let Ok(code) = Code::try_generate(format, length, rng);
        code
    }

    /// Draws a code from a generator that can fail, such as the operating system's.
    ///
    /// ```
    /// use getrandom::SysRng; // cargo add getrandom --features sys_rng
    /// use verify_core::code::{Code, Format, Length};
    ///
    /// let code = Code::try_generate(Format::Numeric, Length::MAX, &mut SysRng)?;
    /// # Ok::<(), getrandom::Error>(())
    /// ```
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
        let word = Sampler::of(format).span(length).draw(rng)?;
        Ok(Code::cut(word, format, length))
    }

    /// Draws many codes, several out of one word where they fit, such as three of six digits.
    ///
    /// They are as uniform as those of [`generate`](Self::generate) and independent of each other.
    /// From the same seed, `fill` draws other codes than repeated calls of `generate`.
    ///
    /// ```
    /// use getrandom::SysRng; // cargo add getrandom --features sys_rng
    /// use verify_core::code::{Code, Format, Generator, Length};
    ///
    /// let mut rng = Generator::try_from_rng(&mut SysRng)?;
    /// let mut codes = [Code::EMPTY; 1000];
    /// Code::fill(Format::AlphanumericEasy, Length::MAX, &mut rng, &mut codes);
    /// assert!(codes.iter().all(|code| code.len() == 10));
    /// # Ok::<(), getrandom::Error>(())
    /// ```
    #[inline]
    pub fn fill<R>(format: Format, length: Length, rng: &mut R, codes: &mut [Code])
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_fill`
    {
        let Ok(()) = Code::try_fill(format, length, rng, codes);
    }

    /// Draws many codes from a generator that can fail.
    ///
    /// # Errors
    ///
    /// The generator's. The codes drawn until then are in `codes`; the others are unchanged.
    #[inline]
    pub fn try_fill<R: TryCryptoRng + ?Sized>(
        format: Format,
        length: Length,
        rng: &mut R,
        codes: &mut [Code],
    ) -> Result<(), R::Error> {
        let sampler = Sampler::of(format);
        let one = sampler.span(length);
        let several = sampler.batch(format.symbols(length));
        for codes in codes.chunks_mut(several.codes.max(1)) {
            let mut word = several.span.draw(rng)?;
            for code in codes {
                *code = Code::cut(word, format, length);
                word = one.rest(word);
            }
        }
        Ok(())
    }

    /// Returns the code that an accepted word stands for.
    #[inline]
    fn cut(word: u64, format: Format, length: Length) -> Code {
        let tail = u128::from(length.get()) << 80 | (format as u128) << 88;
        let [bytes @ .., _, _, _, _] = (text(word, format, length) | tail).to_le_bytes();
        Code { bytes }
    }
}

/// What is needed to draw codes of one format: its symbols, which lie in one line of the cache, and
/// the spans of its codes of 3 to 10 characters.
#[repr(C, align(64))]
struct Sampler {
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

/// Several codes that are cut from one word.
struct Batch {
    codes: usize,
    span: Span<u64>,
}

impl Sampler {
    const fn new(format: Format) -> Self {
        let alphabet = format.alphabet().as_bytes();
        #[expect(clippy::cast_possible_truncation, reason = "at most 62 symbols")]
        let base = alphabet.len() as u8;
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
    fn of(format: Format) -> &'static Sampler {
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
    fn span(&self, length: Length) -> Span<u64> {
        let index = length.get().saturating_sub(Length::MIN.get());
        let span = self.spans.get(usize::from(index)); // always found, as the compiler knows too
        span.copied().unwrap_or_default()
    }

    /// Returns as many codes as keep baseⁿ ≤ 2⁶⁰, so that fewer than one word in 16 is drawn again.
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
        Batch { codes, span: Span::new(self.base, digits) }
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

/// Returns the text that an accepted word stands for: bytes of ASCII, the first one lowest.
///
/// Independent of the generator's type, so that a program holds one copy; its result comes back in
/// registers.
#[inline(never)]
fn text(word: u64, format: Format, length: Length) -> u128 {
    match format {
        Format::Numeric => cut(word, Decimal, length),
        Format::NumericWithDash => cut_with_dash(word, Decimal, length),
        _ => cut(word, Sampler::of(format), length),
    }
}

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
//!
//! There are two ways to cut a word, which give the same codes: where a register holds a word, one
//! copy of the code for each length, and elsewhere one loop, which is small.

#[cfg(not(target_pointer_width = "64"))]
use super::compact::{Sampler, text};
use super::format::Format;
use super::length::Length;
#[cfg(target_pointer_width = "64")]
use super::unrolled::{Sampler, text};
use super::value::Code;
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

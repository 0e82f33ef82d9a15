//! A word of entropy and the digits that are cut out of it: the sampler that [`super::generate`]
//! describes.

use super::length::{Characters, Length};
use rand_core::TryCryptoRng;

/// A word of entropy that can be cut into digits.
pub(super) trait Word: Copy {
    /// Returns the first digit of `base`, and the word from which the next ones are cut.
    fn split(self, base: u8) -> (usize, Self);

    /// Returns the word from which the digits after the first `digits` are cut.
    fn skip(self, base: u8, digits: u32) -> Self;
}

/// The values of a number of digits of a base, as one range.
#[derive(Clone, Copy, Default)]
pub(super) struct Span<W> {
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
            fn split(self, base: u8) -> (usize, Self) {
                let product = <$double>::from(self).wrapping_mul(<$double>::from(base));
                let high_half = product.wrapping_shr(<$word>::BITS);
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the high half is below the base, the low half is a word"
                )]
                let halves = (high_half as usize, product as $word);
                halves
            }

            #[inline]
            fn skip(self, base: u8, digits: u32) -> Self {
                self.wrapping_mul(<$word>::from(base).wrapping_pow(digits))
            }
        }

        impl Span<$word> {
            /// Creates the span of `digits` digits of `base`; baseⁿ is at most 2ʷ.
            pub(super) const fn new(base: u8, digits: u32) -> Self {
                let power = (base as $word).wrapping_pow(digits);
                // 2ʷ mod baseⁿ = (2ʷ - baseⁿ) mod baseⁿ; a power of 2ʷ wraps to 0 and leaves no
                // surplus.
                let surplus = match power.wrapping_neg().checked_rem(power) {
                    Some(surplus) => surplus,
                    None => 0,
                };
                Span { power, surplus }
            }

            /// Returns what is left of `word` after the digits of this span.
            #[inline]
            pub(super) const fn rest(self, word: $word) -> $word {
                word.wrapping_mul(self.power)
            }

            /// Whether `word` is in the accepted set, in which every value has equally many words.
            #[inline]
            pub(super) const fn accepts(self, word: $word) -> bool {
                self.rest(word) >= self.surplus
            }
        }
    };
}

word!(u64, u128);

impl Span<u64> {
    /// Draws until a word is accepted.
    #[inline]
    pub(super) fn draw<R: TryCryptoRng + ?Sized>(self, rng: &mut R) -> Result<u64, R::Error> {
        loop {
            let word = rng.try_next_u64()?;
            if self.accepts(word) {
                return Ok(word);
            }
        }
    }
}

/// How the digits of a base are written.
pub(super) trait Alphabet: Copy {
    fn base(self) -> u8;
    fn symbol(self, digit: usize) -> u64;
}

/// `0` to `9`: the compiler knows the base and the symbols, which a [`Sampler`] looks up.
///
/// [`Sampler`]: super::generate
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
pub(super) fn cut<W: Word, A: Alphabet>(word: W, alphabet: A, length: Length) -> u128 {
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
pub(super) fn cut_with_dash<W: Word, A: Alphabet>(word: W, alphabet: A, length: Length) -> u128 {
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
fn cut_exactly<W: Word, A: Alphabet, const N: u32, const DASH: bool>(word: W, alphabet: A) -> u128 {
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

#[cfg(test)]
mod tests {
    #![allow(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "a test that panics is a test that fails"
    )]

    extern crate std;

    use super::{Alphabet, Span, Word, cut_exactly};
    use std::vec;

    word!(u16, u32);

    /// Writes a digit as its value.
    #[derive(Clone, Copy)]
    struct Plain(u8);

    impl Alphabet for Plain {
        fn base(self) -> u8 {
            self.0
        }

        fn symbol(self, digit: usize) -> u64 {
            digit as u64
        }
    }

    fn digits(word: u16, base: u8, count: u32) -> u128 {
        let base = Plain(base);
        match count {
            1 => cut_exactly::<_, _, 1, false>(word, base),
            2 => cut_exactly::<_, _, 2, false>(word, base),
            3 => cut_exactly::<_, _, 3, false>(word, base),
            4 => cut_exactly::<_, _, 4, false>(word, base),
            5 => cut_exactly::<_, _, 5, false>(word, base),
            6 => cut_exactly::<_, _, 6, false>(word, base),
            7 => cut_exactly::<_, _, 7, false>(word, base),
            8 => cut_exactly::<_, _, 8, false>(word, base),
            9 => cut_exactly::<_, _, 9, false>(word, base),
            _ => cut_exactly::<_, _, 10, false>(word, base),
        }
    }

    /// Counts, over all words of 16 bits, how often each sequence of `codes` codes of `count`
    /// digits is drawn.
    fn words_of_each(base: u8, count: u32, codes: u32) -> std::vec::Vec<u32> {
        let rows = usize::from(base).pow(count * codes);
        let (one, several) = (Span::<u16>::new(base, count), Span::<u16>::new(base, count * codes));
        let mut words = vec![0; rows];
        for mut word in 0..=u16::MAX {
            if several.accepts(word) {
                let mut row = 0;
                for _ in 0..codes {
                    for digit in &digits(word, base, count).to_le_bytes()[..count as usize] {
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
    fn every_code_has_equally_many_words() {
        let mut tried = 0;
        for base in [2, 3, 10, 31, 36, 62] {
            for count in 1..=10 {
                for codes in 1..=5 {
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
        assert_eq!(tried, 73);
    }
}

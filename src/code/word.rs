//! A word of entropy, and how a digit is cut out of it: see [`super::generate`].

use rand_core::TryCryptoRng;

/// A word of entropy that can be cut into digits.
pub(super) trait Word: Copy {
    /// Returns the first digit of `base`, and the word from which the next ones are cut.
    fn split(self, base: u8) -> (usize, Self);

    /// Returns the word from which the digits after the first `digits` are cut.
    #[cfg(any(test, target_pointer_width = "64"))]
    fn skip(self, base: u8, digits: u32) -> Self;
}

/// The values of a number of digits of a base, as one range.
#[derive(Clone, Copy, Default)]
#[cfg_attr(test, derive(Debug, PartialEq))]
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

            #[cfg(any(test, target_pointer_width = "64"))]
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

/// Several codes that are cut from one word.
#[cfg_attr(test, derive(Debug, PartialEq))]
pub(super) struct Batch {
    pub(super) codes: usize,
    pub(super) span: Span<u64>,
}

impl Batch {
    /// Returns as many codes of `symbols` digits as keep baseⁿ ≤ 2⁶⁰, so that fewer than one word
    /// in 16 is drawn again.
    #[inline]
    pub(super) fn of(base: u8, symbols: u8) -> Batch {
        let (mut codes, mut digits) = (1_usize, u32::from(symbols));
        loop {
            let more = digits.saturating_add(u32::from(symbols));
            match u64::from(base).checked_pow(more) {
                Some(values) if values <= 1 << 60 => digits = more,
                _ => break,
            }
            codes = codes.saturating_add(1);
        }
        Batch { codes, span: Span::<u64>::new(base, digits) }
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

    use super::{Span, Word};
    use crate::code::unrolled::{Alphabet, cut_exactly};
    use crate::code::{Format, Length, compact, unrolled};
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

    /// Cuts the digits in each way, and returns them if all are the same.
    fn digits(word: u16, base: u8, count: u32) -> u128 {
        let alphabet: std::vec::Vec<u8> = (0..base).collect();
        let mut compact = [0; 16];
        compact::cut(word, &alphabet, None, &mut compact[..count as usize]);
        let base = Plain(base);
        let unrolled = match count {
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
        };
        assert_eq!(unrolled.to_le_bytes(), compact, "{count} digits of {word}");
        unrolled
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

    #[test]
    fn both_ways_cut_the_same_codes() {
        let lengths = (Length::MIN.get()..=Length::MAX.get()).map(Length::new);
        for length in lengths.flatten() {
            for format in Format::ALL {
                let compact = compact::Sampler::of(format);
                let unrolled = unrolled::Sampler::of(format);
                let symbols = format.symbols(length);
                let (one, several) = (compact.span(length), compact.batch(symbols));
                assert_eq!(one, unrolled.span(length));
                assert_eq!(several, unrolled.batch(symbols));
                let mut word = u64::MAX;
                for _ in 0..1000 {
                    let compact = compact::text(word, format, length);
                    let unrolled = unrolled::text(word, format, length);
                    assert_eq!(compact, unrolled, "{word} in {format}");
                    // Weyl's sequence: the golden ratio.
                    word = word.wrapping_add(0x9E37_79B9_7F4A_7C15);
                }
            }
        }
    }
}

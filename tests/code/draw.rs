//! Drawing codes: compared with a naive reference, with scripted and failing generators, and tested
//! by chi-square.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test that panics is a test that fails"
)]

use core::convert::Infallible;
use core::fmt;
use proptest::prelude::*;
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng, TryCryptoRng, TryRng};
use verify_core::code::{Code, Format, Generator, Length};

/// A generator that returns the words of a script, and then fails.
struct Script<'a>(&'a [u64]);

#[derive(Debug, Eq, PartialEq)]
struct EndOfScript;

impl fmt::Display for EndOfScript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("end of script")
    }
}

impl core::error::Error for EndOfScript {}

impl TryRng for Script<'_> {
    type Error = EndOfScript;

    fn try_next_u32(&mut self) -> Result<u32, EndOfScript> {
        panic!("codes are cut from words of 64 bits")
    }

    fn try_next_u64(&mut self) -> Result<u64, EndOfScript> {
        let (word, rest) = self.0.split_first().ok_or(EndOfScript)?;
        self.0 = rest;
        Ok(*word)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), EndOfScript> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Script<'_> {}

/// Iterates over every format at every length.
fn all() -> impl Iterator<Item = (Format, Length)> {
    Format::ALL
        .into_iter()
        .flat_map(|format| (3..=10).map(move |n| (format, Length::new(n).unwrap())))
}

fn draw(format: Format, length: Length, words: &[u64]) -> Result<Code, EndOfScript> {
    Code::try_generate(format, length, &mut Script(words))
}

/// Computes 2⁶⁴ mod `values`: the number of surplus words.
fn surplus(values: u64) -> u64 {
    u64::try_from((1_u128 << 64) % u128::from(values)).unwrap()
}

/// Writes the code of this number by division.
fn text_of(mut number: u64, format: Format, length: Length) -> String {
    let alphabet = format.alphabet().as_bytes();
    let base = u64::try_from(alphabet.len()).unwrap();
    let dash = format == Format::NumericWithDash && length.get() > 3;
    let mut text = Vec::new();
    for _ in 0..length.get() - u8::from(dash) {
        text.insert(0, alphabet[usize::try_from(number % base).unwrap()]);
        number /= base;
    }
    assert_eq!(number, 0);
    if dash {
        text.insert(usize::from((length.get() - 1) / 2), b'-');
    }
    String::from_utf8(text).unwrap()
}

/// Returns the code that a word stands for, or `None` for a surplus word.
fn reference(word: u64, format: Format, length: Length) -> Option<String> {
    let values = format.combinations(length);
    let product = u128::from(word) * u128::from(values);
    let (number, low) = ((product >> 64) as u64, product & u128::from(u64::MAX));
    (low >= u128::from(surplus(values))).then(|| text_of(number, format, length))
}

/// Returns a word whose low half is `low` after all digits: the product is inverted modulo 2⁶⁴.
fn word_with_low_half(low: u64, values: u64) -> u64 {
    let twos = values.trailing_zeros();
    let odd = values >> twos;
    let mut inverse = odd; // correct in the last three bits; each round doubles their number
    for _ in 0..5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
    }
    let word = (low >> twos).wrapping_mul(inverse) & (u64::MAX >> twos);
    assert_eq!(word.wrapping_mul(values), low);
    word
}

#[test]
fn the_first_and_the_last_code_are_reachable() {
    for (format, length) in all() {
        let values = format.combinations(length);
        for number in [0, 1, values / 2, values - 2, values - 1] {
            // The first word of this number that is not a surplus word.
            let first = ((u128::from(number) << 64) + u128::from(surplus(values)))
                .div_ceil(u128::from(values));
            let code = draw(format, length, &[u64::try_from(first).unwrap()]).unwrap();
            assert_eq!(code.expose(), text_of(number, format, length));
        }
    }
}

#[test]
fn leading_zeros_stay() {
    let length = Length::new(6).unwrap();
    let word = (42_u128 << 64).div_ceil(1_000_000) + 1;
    let code = draw(Format::Numeric, length, &[u64::try_from(word).unwrap()]).unwrap();
    assert_eq!(code.expose(), "000042");
    let code = draw(Format::NumericWithDash, Length::MAX, &[1 << 30]).unwrap();
    assert_eq!(code.expose(), "0000-00000");
}

#[test]
fn the_surplus_is_exact() {
    for (format, length) in all() {
        let values = format.combinations(length);
        // Low halves are multiples of the largest power of two in `values`, and so is the surplus.
        let step = 1 << values.trailing_zeros();
        let surplus_word = word_with_low_half(surplus(values) - step, values);
        let accepted = word_with_low_half(surplus(values), values);
        assert_eq!(
            draw(format, length, &[surplus_word]).err(),
            Some(EndOfScript),
            "{format} {length:?}"
        );
        assert_eq!(
            draw(format, length, &[accepted]).unwrap().expose(),
            reference(accepted, format, length).unwrap()
        );
    }
}

#[test]
fn words_surplus_word_are_drawn_again() {
    for (format, length) in all() {
        let mut script = Script(&[0, 0, 0, u64::MAX / 3, 77]);
        let code = Code::try_generate(format, length, &mut script).unwrap();
        assert_eq!(code.expose(), reference(u64::MAX / 3, format, length).unwrap());
        assert_eq!(script.0, [77], "one accepted word makes one code");
    }
}

#[test]
fn the_error_of_a_generator_comes_back() {
    for (format, length) in all() {
        assert_eq!(draw(format, length, &[]).err(), Some(EndOfScript));
        assert_eq!(draw(format, length, &[0]).err(), Some(EndOfScript));
    }
    assert_eq!(Generator::try_from_rng(&mut Script(&[1, 2, 3])).err(), Some(EndOfScript));
}

#[test]
fn a_fill_that_fails_keeps_what_was_drawn() {
    let length = Length::new(6).unwrap();
    let mut codes: Vec<Code> =
        (0..8).map(|_| Code::parse(Format::Numeric, "999999").unwrap()).collect();
    let words = [0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210];
    let result = Code::try_fill(Format::Numeric, length, &mut Script(&words), &mut codes);
    assert_eq!(result, Err(EndOfScript));
    let texts: Vec<&str> = codes.iter().map(Code::expose).collect();
    // Each word gives eighteen digits, in three codes of six.
    let digits = |word: u64| format!("{:018}", (u128::from(word) * 10_u128.pow(18)) >> 64);
    let expected = digits(words[0]) + &digits(words[1]);
    assert_eq!(texts[..6].concat(), expected);
    assert_eq!(texts[6..], ["999999", "999999"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn words_give_what_the_reference_gives(word: u64) {
        for (format, length) in all() {
            let drawn = draw(format, length, &[word]).ok();
            let drawn = drawn.as_ref().map(|code| code.expose().to_owned());
            prop_assert_eq!(drawn, reference(word, format, length));
        }
    }
}

#[test]
fn a_fill_cuts_as_many_codes_out_of_a_word_as_fit() {
    for (format, length) in all() {
        let values = format.combinations(length);
        let several = (1..=20)
            .take_while(|n| values.checked_pow(*n).is_some_and(|all| all <= 1 << 60))
            .last()
            .unwrap_or(1);
        let all_values = values.pow(several);
        let step = 1 << all_values.trailing_zeros();
        let surplus_word = word_with_low_half(surplus(all_values) - step, all_values);
        let accepted = word_with_low_half(surplus(all_values), all_values);
        let words = [surplus_word, accepted, u64::MAX / 3];
        let mut codes: Vec<Code> = (0..several * 2).map(|_| Code::EMPTY).collect();
        let mut script = Script(&words);
        Code::try_fill(format, length, &mut script, &mut codes).unwrap();
        assert!(script.0.is_empty());
        let mut texts = codes.iter().map(Code::expose);
        for word in &words[1..] {
            let number = u64::try_from((u128::from(*word) * u128::from(all_values)) >> 64).unwrap();
            for place in (0..several).rev() {
                let number = number / values.pow(place) % values;
                assert_eq!(texts.next().unwrap(), text_of(number, format, length));
            }
        }
    }
    let six = Length::new(6).unwrap();
    assert_eq!(
        Code::try_fill(Format::Numeric, six, &mut Script(&[1 << 40]), &mut [Code::EMPTY; 3]),
        Ok(())
    );
    assert_eq!(Code::try_fill(Format::Numeric, six, &mut Script(&[]), &mut []), Ok(()));
}

#[test]
fn a_generator_is_chacha12() {
    let mut expected = ChaCha12Rng::from_seed([9; 32]);
    let mut generator = Generator::from_seed([9; 32]);
    for _ in 0..100 {
        assert_eq!(generator.next_u64(), expected.next_u64());
        assert_eq!(generator.next_u32(), expected.next_u32());
    }
    let (mut ours, mut theirs) = ([0; 33], [0; 33]);
    generator.fill_bytes(&mut ours);
    expected.fill_bytes(&mut theirs);
    assert_eq!(ours, theirs);
    let mut child = Generator::from_rng(&mut generator);
    let mut seed = [0; 32];
    expected.fill_bytes(&mut seed);
    assert_eq!(child.next_u64(), ChaCha12Rng::from_seed(seed).next_u64());
    let mut child = Generator::try_from_rng(&mut Script(&[1, 2, 3, 4])).unwrap();
    let seed: Vec<u8> = [1_u64, 2, 3, 4].iter().flat_map(|word| word.to_le_bytes()).collect();
    assert_eq!(child.next_u64(), ChaCha12Rng::from_seed(seed.try_into().unwrap()).next_u64());
    let dynamic: &mut dyn rand_core::CryptoRng<Error = Infallible> = &mut child;
    assert_eq!(Code::generate(Format::Numeric, Length::MAX, dynamic).len(), 10);
}

/// Returns by how many standard deviations chi-square differs from its mean, if all cells are
/// equally likely.
fn deviation(cells: &[u32]) -> f64 {
    let draws: f64 = cells.iter().copied().map(f64::from).sum();
    let expected = draws / cells.len() as f64;
    let chi_square: f64 = cells.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    let freedom = cells.len() as f64 - 1.0;
    (chi_square - freedom) / (2.0 * freedom).sqrt()
}

/// Draws `count` codes with a fixed seed and passes each to `tally` as the indices of its symbols
/// in the alphabet.
fn tally(format: Format, length: Length, count: usize, mut tally: impl FnMut(&[usize])) {
    let mut rng = ChaCha12Rng::from_seed([3; 32]);
    let mut codes: Vec<Code> = (0..count).map(|_| Code::EMPTY).collect();
    Code::fill(format, length, &mut rng, &mut codes);
    let mut place_of = [usize::MAX; 128];
    for (place, symbol) in format.alphabet().bytes().enumerate() {
        place_of[usize::from(symbol)] = place;
    }
    for code in &codes {
        let mut places = [0; 10];
        let mut count = 0;
        for symbol in code.expose().bytes().filter(|symbol| *symbol != b'-') {
            places[count] = place_of[usize::from(symbol)];
            count += 1;
        }
        tally(&places[..count]);
    }
}

#[test]
fn a_million_short_codes_are_uniform() {
    for format in Format::ALL {
        let length = Length::new(if format == Format::NumericWithDash { 4 } else { 3 }).unwrap();
        let base = format.alphabet().len();
        let mut cells = vec![0; base.pow(3)];
        tally(format, length, 1_200_000, |places| {
            assert_eq!(places.len(), 3);
            cells[places.iter().fold(0, |number, place| number * base + place)] += 1;
        });
        assert!(deviation(&cells).abs() < 3.5, "{format}: {}", deviation(&cells));
    }
}

#[test]
fn every_position_of_long_codes_is_uniform() {
    for format in Format::ALL {
        let base = format.alphabet().len();
        let mut cells = vec![vec![0; base]; 10];
        tally(format, Length::MAX, 100_000, |places| {
            for (cells, place) in cells.iter_mut().zip(places) {
                cells[*place] += 1;
            }
        });
        let positions = if format == Format::NumericWithDash { 9 } else { 10 };
        for (position, cells) in cells.iter().take(positions).enumerate() {
            assert!(deviation(cells).abs() < 3.5, "{format} {position}: {}", deviation(cells));
        }
    }
}

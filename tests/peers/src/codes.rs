//! Codes: the right symbols, the right length, every code equally often.

use crate::agreement::{Agreement, Comparison};
use nanoid::nanoid;
use rand::distr::slice::Choose;
use rand::distr::{Alphanumeric, SampleString};
use rand::{Rng, RngExt};
use rand_chacha::ChaCha12Rng;
use rand_core::SeedableRng;
use std::collections::HashMap;
use verify_core::code::{Code, Format, Length};

/// How many codes of each format and length are drawn.
const DRAWS: u32 = 4_000;

/// A function from a format, the characters of its alphabet and a length to a code.
type Draw = fn(Format, &[char], u8, &mut ChaCha12Rng) -> String;

/// Draws digits below a power of ten, padded with zeros.
pub fn rand_range(length: u8, rng: &mut impl Rng) -> String {
    let width = usize::from(length);
    match 10_u32.checked_pow(length.into()) {
        Some(end) => format!("{:0width$}", rng.random_range(0..end)),
        None => format!("{:0width$}", rng.random_range(0..10_u64.pow(length.into()))),
    }
}

/// Draws letters of both cases and digits.
pub fn rand_alphanumeric(length: u8, rng: &mut impl Rng) -> String {
    Alphanumeric.sample_string(rng, length.into())
}

/// Draws characters of any alphabet.
pub fn rand_choose(alphabet: &[char], length: u8, rng: &mut impl Rng) -> String {
    let choose = Choose::new(alphabet).expect("an alphabet with characters");
    choose.sample_string(rng, length.into())
}

/// Draws characters of any alphabet, on a generator that is given.
pub fn nanoid_on(alphabet: &[char], length: u8, rng: &mut impl Rng) -> String {
    nanoid!(length.into(), alphabet, |bytes| {
        let mut random = vec![0; bytes];
        rng.fill_bytes(&mut random);
        random
    })
}

/// Lists the characters of a format, as the peers take them.
pub fn alphabet(format: Format) -> Vec<char> {
    let symbols = match format {
        Format::Numeric | Format::NumericWithDash => "0123456789",
        Format::Alphanumeric => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        Format::AlphanumericCapitals => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        Format::AlphanumericEasy => "0123456789ABCDEFGHJKLMNPRTUVWXY",
        other => other.alphabet(),
    };
    symbols.chars().collect()
}

/// Compares every format and length: symbols, length, and how frequent each symbol is in each
/// place. `tests/code/draw.rs` proves exact uniformity; draws only find what is far off.
pub(crate) fn comparison() -> Comparison {
    let any = &Format::ALL[..];
    let without_dash: Vec<Format> =
        any.iter().copied().filter(|format| *format != Format::NumericWithDash).collect();
    let peers = vec![
        agreement("`rand` 0.10, range", &[Format::Numeric], |_, _, length, rng| {
            rand_range(length, rng)
        }),
        agreement("`rand` 0.10, `Alphanumeric`", &[Format::Alphanumeric], |_, _, length, rng| {
            rand_alphanumeric(length, rng)
        }),
        agreement("`rand` 0.10, `Choose`", &without_dash, |_, alphabet, length, rng| {
            rand_choose(alphabet, length, rng)
        }),
        agreement("`nanoid` 0.5", &without_dash, |_, alphabet, length, rng| {
            nanoid_on(alphabet, length, rng)
        }),
    ];
    let ours = agreement("verify-core", any, |format, _, length, rng| {
        let length = Length::new(length).expect("a length of codes");
        Code::generate(format, length, rng).expose().to_owned()
    });
    Comparison { ours, peers }
}

fn agreement(who: &str, formats: &[Format], draw: Draw) -> Agreement {
    let mut agreement = Agreement::new(who, "codes of each format and length");
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    for &format in formats {
        let alphabet = alphabet(format);
        for length in Length::MIN.get()..=Length::MAX.get() {
            let codes = (0..DRAWS).map(|_| draw(format, &alphabet, length, &mut rng));
            let fault = fault(codes, &alphabet, shape(format, length));
            let said = fault.as_deref().unwrap_or("as they should be");
            agreement.add(
                &format_args!("{format}, {length}"),
                Some(said),
                Some("as they should be"),
            );
        }
    }
    agreement
}

/// Whether each place has a dash.
fn shape(format: Format, length: u8) -> impl Iterator<Item = bool> + Clone {
    let dash = format == Format::NumericWithDash && length > 3;
    (0..length).map(move |place| dash && place == (length - 1) / 2)
}

/// Finds what is wrong with the codes.
fn fault(
    codes: impl Iterator<Item = String>,
    alphabet: &[char],
    shape: impl Iterator<Item = bool> + Clone,
) -> Option<String> {
    let mut tally: HashMap<(usize, char), u32> = HashMap::new();
    for code in codes {
        if code.len() != shape.clone().count() {
            return Some(format!("{} characters", code.len()));
        }
        for (place, (symbol, dash)) in code.chars().zip(shape.clone()).enumerate() {
            if !(if dash { symbol == '-' } else { alphabet.contains(&symbol) }) {
                return Some(format!("{symbol:?} in place {place}"));
            }
            *tally.entry((place, symbol)).or_default() += 1;
        }
    }
    // Six standard deviations of a binomial distribution: by chance, once in 500 million.
    let odds = 1.0 / f64::from(u32::try_from(alphabet.len()).unwrap_or(u32::MAX));
    let mean = f64::from(DRAWS) * odds;
    let most = 6.0 * (mean * (1.0 - odds)).sqrt();
    let places = shape.enumerate().filter(|(_, dash)| !dash);
    let of_all = places.flat_map(|(place, _)| alphabet.iter().map(move |symbol| (place, *symbol)));
    of_all.map(|key| (key, tally.get(&key).copied().unwrap_or_default())).find_map(
        |(key, count)| {
            let (place, symbol) = key;
            let far = (f64::from(count) - mean).abs() > most;
            far.then(|| format!("{symbol:?} {count} times in place {place} of {DRAWS} codes"))
        },
    )
}

//! Codes, beside the entropy that they are made of.

use super::super::{Goal, Sides, Table};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use std::hint::black_box;
use verify_core::code::{Code, Format, Length};

/// How many codes are drawn at a time.
pub(crate) const CODES: usize = 100_000;

/// The generator of every side.
pub(crate) fn generator() -> ChaCha12Rng {
    ChaCha12Rng::from_seed([7; 32])
}

/// One code of six digits.
pub(crate) fn six_digits(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    let six =
        |rng: &mut _| Code::generate(Format::Numeric, Length::new(6).unwrap_or_default(), rng);
    generated(table, "a six-digit code", 2.0, six, peers);
}

/// One code of ten letters and digits.
pub(crate) fn ten_alphanumerics(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    let ten = |rng: &mut _| Code::generate(Format::Alphanumeric, Length::MAX, rng);
    generated(table, "a code of ten letters and digits", 2.5, ten, peers);
}

/// Format and length stand in the call, as callers write them: the compiler knows them.
fn generated(
    table: &mut Table,
    what: &'static str,
    most: f64,
    generate: impl Fn(&mut ChaCha12Rng) -> Code,
    peers: impl FnOnce(&mut Sides<'_>),
) {
    let (mut ours, mut limit) = (generator(), generator());
    table.task(what, |sides| {
        sides.ours(|| generate(&mut ours));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(most), || limit.next_u64());
        peers(sides);
    });
}

/// Many codes at once. Three codes of six digits are cut from one word, so a third of the words is
/// what is drawn.
pub(crate) fn fill(table: &mut Table, peers: impl FnOnce(&mut Sides<'_>)) {
    let six = Length::new(6).expect("a length that codes can have");
    let mut codes: Vec<Code> = (0..CODES).map(|_| Code::EMPTY).collect();
    let mut bytes = vec![0; CODES * size_of::<u64>()];
    let (mut ours, mut limit) = (generator(), generator());
    table.task("100,000 six-digit codes filled in", |sides| {
        sides.ours(|| Code::fill(black_box(Format::Numeric), six, &mut ours, &mut codes));
        sides.limit("`fill_bytes` of as many words, 800,000 bytes", Goal::AtMost(1.5), || {
            limit.fill_bytes(black_box(&mut bytes));
        });
        let (drawn, _) = bytes.split_at_mut(CODES.div_ceil(3) * size_of::<u64>());
        sides.limit("`fill_bytes` of the words that are drawn, 266,672 bytes", None, || {
            limit.fill_bytes(black_box(&mut *drawn));
        });
        peers(sides);
    });
}

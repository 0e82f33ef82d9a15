//! Codes compared with the entropy that they are made of: one `next_u64` for one code, `fill_bytes`
//! of as many words for a fill.
#![allow(missing_docs, reason = "criterion's macro makes public functions")]

mod inputs;

use core::hint::black_box;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inputs::{length, rng};
use rand_core::Rng;
use verify_core::code::{Code, Format};

fn generate(c: &mut Criterion) {
    let mut rng = rng();
    let mut group = c.benchmark_group("code/generate");
    group.throughput(Throughput::Elements(1));
    group.bench_function("next_u64", |b| b.iter(|| rng.next_u64()));
    for format in Format::ALL {
        for characters in 3..=10 {
            group.bench_function(BenchmarkId::new(format.as_str(), characters), |b| {
                b.iter(|| {
                    Code::generate(black_box(format), black_box(length(characters)), &mut rng)
                });
            });
        }
    }
    group.finish();
}

fn fill(c: &mut Criterion) {
    let mut rng = rng();
    let mut group = c.benchmark_group("code/fill");
    for count in [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        group.throughput(Throughput::Elements(count));
        let count = usize::try_from(count).unwrap_or_default();
        let mut bytes = vec![0; count.saturating_mul(size_of::<u64>())];
        group.bench_function(BenchmarkId::new("fill_bytes", count), |b| {
            b.iter(|| rng.fill_bytes(black_box(&mut bytes)));
        });
        let mut codes: Vec<Code> = (0..count).map(|_| Code::EMPTY).collect();
        for (format, characters) in [(Format::Numeric, 6), (Format::Alphanumeric, 10)] {
            let id = BenchmarkId::new(format!("{format}/{characters}"), count);
            group.bench_function(id, |b| {
                b.iter(|| Code::fill(black_box(format), length(characters), &mut rng, &mut codes));
            });
        }
    }
    group.finish();
}

fn matches(c: &mut Criterion) {
    let mut rng = rng();
    let mut group = c.benchmark_group("code/matches");
    for (format, characters) in [(Format::Numeric, 6), (Format::AlphanumericEasy, 10)] {
        let code = Code::generate(format, length(characters), &mut rng);
        let right = code.expose().to_owned();
        let wrong = right.replace(|c: char| c.is_ascii_alphanumeric(), "7");
        let spaced: String = right.chars().flat_map(|c| [c, '\u{2009}']).collect();
        let long = "7".repeat(1_530);
        for (name, entered) in
            [("right", right), ("wrong", wrong), ("spaced", spaced), ("1,530 digits", long)]
        {
            group.throughput(Throughput::Bytes(entered.len() as u64));
            group.bench_function(format!("{format}/{characters}/{name}"), |b| {
                b.iter(|| code.matches(black_box(&entered)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, generate, fill, matches);
criterion_main!(benches);

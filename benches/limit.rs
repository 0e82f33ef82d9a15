//! One check of each limit, in the unit of the project: one `ChaCha12Rng::next_u64`.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

use core::hint::black_box;
use core::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use verify_core::limit::{FailureCount, Quota, RateLimit};
use verify_core::time::Timestamp;

fn check(c: &mut Criterion) {
    let now = Timestamp::from_unix_millis(1_766_037_594_090).unwrap();
    let mut group = c.benchmark_group("limit");

    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    group.bench_function("ChaCha12Rng::next_u64", |b| b.iter(|| rng.next_u64()));

    let millisecond = Duration::from_millis(1);
    let quota = Quota::new(1, millisecond, 2).unwrap();
    for (name, calls_ahead) in [("allowed, none in use", 0), ("allowed, one in use", 1)] {
        group.bench_function(name, |b| {
            let (mut limit, mut now) = (RateLimit::new(quota), now);
            (0..calls_ahead).for_each(|_| limit.check(now).unwrap());
            b.iter(|| {
                black_box(&mut limit).check(black_box(now)).unwrap();
                now = now.saturating_add(millisecond);
            });
        });
    }

    let quota = Quota::new(7, Duration::from_secs(3600), 1).unwrap();
    group.bench_function("refused", |b| {
        let mut limit = RateLimit::new(quota);
        limit.check(now).unwrap();
        b.iter(|| black_box(&mut limit).check(black_box(now)).unwrap_err());
    });

    group.bench_function("failures", |b| {
        let mut failures = FailureCount::new();
        (0..7).for_each(|_| failures.failed(now));
        b.iter(|| black_box(&failures).check(black_box(now)).unwrap_err());
    });
}

criterion_group!(benches, check);
criterion_main!(benches);

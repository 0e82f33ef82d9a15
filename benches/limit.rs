//! One check of each limit, in the unit of the project: one `ChaCha12Rng::next_u64`.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

mod inputs;

use core::hint::black_box;
use core::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand_core::Rng;
use verify_core::limit::{FailureCount, Quota, RateLimit};

fn check(c: &mut Criterion) {
    let now = inputs::at(0);
    let mut group = c.benchmark_group("limit");
    group.throughput(Throughput::Elements(1));

    let mut rng = inputs::rng();
    group.bench_function("ChaCha12Rng::next_u64", |b| b.iter(|| rng.next_u64()));

    let millisecond = Duration::from_millis(1);
    let quota = Quota::new(1, millisecond, 2).unwrap();
    for (name, calls_ahead) in [("allowed, none in use", 0), ("allowed, one in use", 1)] {
        group.bench_function(name, |b| {
            let (mut limit, mut now) = (RateLimit::new(quota), now);
            (0..calls_ahead).for_each(|_| limit.try_acquire(now).unwrap());
            b.iter(|| {
                black_box(&mut limit).try_acquire(black_box(now)).unwrap();
                now = now.saturating_add(millisecond);
            });
        });
    }

    let quota = Quota::new(7, Duration::from_secs(3600), 1).unwrap();
    group.bench_function("refused", |b| {
        let mut limit = RateLimit::new(quota);
        limit.try_acquire(now).unwrap();
        b.iter(|| black_box(&mut limit).try_acquire(black_box(now)).unwrap_err());
    });

    group.bench_function("failures", |b| {
        let mut failures = FailureCount::new();
        (0..7).for_each(|_| failures.record_failure(now));
        b.iter(|| black_box(&failures).allows(black_box(now)).unwrap_err());
    });
}

criterion_group!(benches, check);
criterion_main!(benches);

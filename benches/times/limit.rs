use crate::{call, inputs};
use criterion::Criterion;
use std::hint::black_box;
use std::time::Duration;
use verify_core::limit::{FailureCount, Quota, RateLimit};

pub(crate) fn bench(c: &mut Criterion) {
    let now = inputs::at(0);
    let millisecond = Duration::from_millis(1);
    let quota = Quota::new(1, millisecond, 2).unwrap();
    for (name, calls_ahead) in [("allowed, none in use", 0), ("allowed, one in use", 1)] {
        let (mut limit, mut now) = (RateLimit::new(quota), now);
        (0..calls_ahead).for_each(|_| limit.try_acquire(now).unwrap());
        call(c, &format!("limit/{name}"), || {
            black_box(&mut limit).try_acquire(black_box(now)).unwrap();
            now = now.saturating_add(millisecond);
        });
    }
    let mut limit = RateLimit::new(Quota::new(7, Duration::from_hours(1), 1).unwrap());
    limit.try_acquire(now).unwrap();
    call(c, "limit/refused", || black_box(&mut limit).try_acquire(black_box(now)).unwrap_err());
    let mut failures = FailureCount::new();
    (0..7).for_each(|_| failures.record_failure(now));
    call(c, "limit/failures", || black_box(&failures).allows(black_box(now)).unwrap_err());
}

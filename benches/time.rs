//! `Timestamp` as text: the array of bytes compared with one `write!` of the same date.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a benchmark that panics measures nothing"
)]

use core::fmt::Write;
use core::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use verify_core::time::Timestamp;

const MILLIS: u64 = 1_766_037_594_090;

/// Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
fn civil(day: u64) -> (u64, u64, u64) {
    let z = day + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + u64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

fn one_write(out: &mut String, millis: u64) {
    let ((year, month, day), rest) = (civil(millis / 86_400_000), millis % 86_400_000);
    let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60);
    let (second, milli) = (rest / 1000 % 60, rest % 1000);
    write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
        .unwrap();
}

fn rfc3339(c: &mut Criterion) {
    let mut group = c.benchmark_group("time/rfc3339");
    group.throughput(Throughput::Bytes("2025-12-18T05:59:54.090Z".len() as u64));
    let mut out = String::with_capacity(64);
    group.bench_function("timestamp", |b| {
        b.iter(|| {
            out.clear();
            let timestamp = Timestamp::from_unix_millis(black_box(MILLIS)).unwrap();
            write!(out, "{timestamp}").unwrap();
            black_box(out.as_bytes());
        });
    });
    group.bench_function("one write!", |b| {
        b.iter(|| {
            out.clear();
            one_write(&mut out, black_box(MILLIS));
            black_box(out.as_bytes());
        });
    });
}

criterion_group!(benches, rfc3339);
criterion_main!(benches);

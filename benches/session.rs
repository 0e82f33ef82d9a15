//! Calls of a session, beside the unit of all these measurements: one `ChaCha12Rng::next_u64`.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

mod inputs;

use core::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use rand_core::Rng;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId};

fn session(c: &mut Criterion) {
    let mut rng = inputs::rng();
    let now = inputs::at(0);
    let destination: PhoneNumber = "+1 (987) 654-3210".parse().unwrap();
    let policy = Policy { length: inputs::length(6), ..Policy::default() };
    let mut group = c.benchmark_group("session");
    group.throughput(Throughput::Elements(1));

    group.bench_function("ChaCha12Rng::next_u64", |b| b.iter(|| rng.next_u64()));
    group.bench_function("start", |b| {
        b.iter(|| Session::start(black_box(now), destination, black_box(policy), &mut rng));
    });
    group.bench_function("resend", |b| {
        let mut session = Session::start(now, destination, policy, &mut rng);
        let mut now = now;
        b.iter(|| {
            now = now.saturating_add(policy.resending_interval.duration());
            session.resend(black_box(now), policy, &mut rng).unwrap();
        });
    });

    let waiting = Session::start(now, destination, policy, &mut rng);
    let right = waiting.code().expose().to_owned();
    let stored = waiting.to_bytes();
    let restored = || Session::from_bytes(&stored).unwrap();
    for (name, entered) in [("check, right", &*right), ("check, wrong", "000000")] {
        group.bench_function(name, |b| {
            b.iter_batched_ref(
                restored,
                |session| session.check(black_box(now), black_box(entered)),
                BatchSize::SmallInput,
            );
        });
    }
    group.bench_function("check, over", |b| {
        let mut session = restored();
        let _ = session.confirm(now);
        b.iter(|| session.check(black_box(now), black_box(&right)));
    });
    group.bench_function("status", |b| {
        let mut session = restored();
        b.iter(|| session.status(black_box(now)));
    });

    group.bench_function("to_bytes", |b| b.iter(|| black_box(&waiting).to_bytes()));
    group.bench_function("from_bytes", |b| b.iter(|| Session::from_bytes(black_box(&stored))));
    group.bench_function("restore, check, store", |b| {
        b.iter(|| {
            let mut session = Session::from_bytes(black_box(&stored)).unwrap();
            (session.check(now, black_box("000000")), session.to_bytes())
        });
    });

    let id = waiting.id();
    let text = id.to_string();
    group.bench_function("id, generate", |b| b.iter(|| SessionId::generate(&mut rng)));
    group.bench_function("id, parse", |b| b.iter(|| black_box(&*text).parse::<SessionId>()));
    group.bench_function("id, write", |b| {
        let mut out = String::with_capacity(36);
        b.iter(|| {
            use core::fmt::Write as _;
            out.clear();
            write!(out, "{}", black_box(id))
        });
    });
}

criterion_group!(benches, session);
criterion_main!(benches);

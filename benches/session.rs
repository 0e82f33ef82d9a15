//! Calls of a session, in the unit of the project: one `ChaCha12Rng::next_u64`.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

use core::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use verify_core::code::Length;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId};
use verify_core::time::Timestamp;

fn session(c: &mut Criterion) {
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    let now = Timestamp::from_unix_millis(1_766_037_294_090).unwrap();
    let destination: PhoneNumber = "+1 (987) 654-3210".parse().unwrap();
    let policy = Policy { length: Length::new(6).unwrap(), ..Policy::default() };
    let mut group = c.benchmark_group("session");

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

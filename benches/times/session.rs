use crate::{call, inputs};
use criterion::{BatchSize, Criterion};
use std::fmt::Write as _;
use std::hint::black_box;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId};

pub(crate) fn bench(c: &mut Criterion) {
    let (now, mut rng) = (inputs::at(0), inputs::rng());
    let destination: PhoneNumber = "+1 (987) 654-3210".parse().unwrap();
    let policy = Policy { length: inputs::length(6), ..Policy::default() };
    call(c, "session/start", || {
        Session::start(black_box(now), destination, black_box(policy), &mut rng)
    });
    let waiting = Session::start(now, destination, policy, &mut rng);
    let stored = waiting.to_bytes();
    let restored = || Session::from_bytes(&stored).unwrap();
    let (mut session, mut later) = (restored(), now);
    call(c, "session/resend", || {
        later = later.saturating_add(policy.resending_interval.duration());
        session.resend(black_box(later), policy, &mut rng).unwrap();
    });
    let right = waiting.code().expose();
    for (name, entered) in [("right", right), ("wrong", "000000")] {
        c.bench_function(&format!("session/check, {name}"), |b| {
            let check = |session: &mut Session| session.check(black_box(now), black_box(entered));
            b.iter_batched_ref(restored, check, BatchSize::SmallInput);
        });
    }
    let mut over = restored();
    let _ = over.confirm(now);
    call(c, "session/check, over", || over.check(black_box(now), black_box(right)));
    let mut session = restored();
    call(c, "session/status", || session.status(black_box(now)));
    call(c, "session/to_bytes", || black_box(&waiting).to_bytes());
    call(c, "session/from_bytes", || Session::from_bytes(black_box(&stored)));
    call(c, "session/restore, check, store", || {
        let mut session = Session::from_bytes(black_box(&stored)).unwrap();
        (session.check(now, black_box("000000")), session.to_bytes())
    });
    let (id, text, mut out) = (waiting.id(), waiting.id().to_string(), String::with_capacity(36));
    call(c, "session/id, generate", || SessionId::generate(&mut rng));
    call(c, "session/id, parse", || black_box(&*text).parse::<SessionId>());
    call(c, "session/id, write", || {
        out.clear();
        write!(out, "{}", black_box(id))
    });
}

use crate::{Criterion, black_box, call, inputs, on, write};
use criterion::BatchSize;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Policy, Session, SessionId};

pub(crate) fn bench(c: &mut Criterion) {
    let (now, mut rng) = (inputs::at(0), inputs::rng());
    let destination: PhoneNumber = "+1 (987) 654-3210".parse().unwrap();
    let policy = Policy { length: inputs::length(6), ..Policy::default() };
    on(c, "session/start", (now, policy), |(now, policy)| {
        Session::start(now, destination, policy, &mut rng)
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
    on(c, "session/check, over", (now, right), |(now, right)| over.check(now, right));
    let mut session = restored();
    on(c, "session/status", now, |now| session.status(now));
    on(c, "session/to_bytes", &waiting, Session::to_bytes);
    on(c, "session/from_bytes", &stored, |stored| Session::from_bytes(stored));
    call(c, "session/restore, check, store", || {
        let mut session = Session::from_bytes(black_box(&stored)).unwrap();
        (session.check(now, black_box("000000")), session.to_bytes())
    });
    let text = waiting.id().to_string();
    call(c, "session/id, generate", || SessionId::generate(&mut rng));
    on(c, "session/id, parse", &*text, SessionId::parse);
    write(c, "session/id, write", waiting.id());
}

use crate::inputs::{self, at};
use crate::{Criterion, black_box};
use criterion::BatchSize;
use rand_core::Rng;
use std::fmt::Write as _;
use std::ops::Range;
use std::time::{Duration, Instant};
use verify_core::engine::Limits;
use verify_core::limit::Quota;
use verify_core::request::Request;
use verify_core::session::{Session, SessionId};
use verify_core::verifier::{Slot, Verifier};

type Large = Verifier<Box<[Slot]>>;

fn verifier(sessions: usize, limits: Limits) -> Large {
    Verifier::new((0..sessions).map(|_| Slot::EMPTY).collect(), [8; 32], limits)
}
/// Measures calls of verifiers that are full, of 100 to 100,000 sessions.
pub(crate) fn bench(c: &mut Criterion) {
    for sessions in [100, 10_000, 100_000] {
        size(c, sessions);
    }
}

/// Returns numbers that no table has in order.
fn destination(index: u64) -> heapless::String<16> {
    let mut text = heapless::String::new();
    let mixed = index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    write!(text, "+1987{:07}", mixed % 10_000_000).unwrap();
    text
}

fn request(destination: &str) -> Request<&str> {
    Request { destination: Some(destination), client_ip: Some("192.0.2.146"), ..Request::default() }
}

/// What a check is given.
struct Entry {
    id: SessionId,
    code: heapless::String<10>,
}

/// Returns a verifier full of sessions that wait and expire in no order, and their ids and codes in
/// the order in which they were started.
fn full(size: usize, limits: Limits) -> (Large, Vec<Entry>) {
    let mut verifier = verifier(size, Limits::NONE);
    let started = (0_u64..).filter_map(|index| {
        let destination = destination(index);
        let validity = 300 + destination.len() as u64 * index * 7919 % 6900;
        let code_validity = Some(i64::try_from(validity).unwrap());
        let request = Request { code_validity, ..request(&destination) };
        let started = verifier.start(at(0), &request).ok()?;
        let (id, code) = (started.session().id(), started.session().code().expose());
        Some(Entry { id, code: code.try_into().unwrap() })
    });
    let sessions = started.take(size).collect();
    verifier.set_limits(limits);
    (verifier, sessions)
}

fn size(c: &mut Criterion, size: usize) {
    let name = |what: &str| format!("verifier/{size}/{what}");
    let (mut rng, (mut held, mut sessions)) = (inputs::rng(), full(size, Limits::NONE));
    c.bench_function(&name("status"), |b| {
        let one = || sessions[rng.next_u32() as usize % size].id;
        b.iter_batched(one, |id| held.status(at(1), id), BatchSize::SmallInput);
    });
    // Every session is checked once. Then all begin anew, untimed.
    let stored: Vec<_> = held.sessions().map(Session::to_bytes).collect();
    let mut checks = |order: &str, sessions: &[Entry]| {
        for (what, is_right) in [("check, right", true), ("check, wrong", false)] {
            let mut check = |calls: Range<u64>| {
                held = verifier(size, Limits::NONE);
                for bytes in &stored {
                    held.restore(at(1), bytes).unwrap();
                }
                let start = Instant::now();
                for (_, Entry { id, code }) in calls.zip(sessions) {
                    let entered = if is_right { code } else { "0000" };
                    let _ = black_box(held.check(at(1), *id, black_box(entered))).unwrap();
                }
                start.elapsed()
            };
            c.bench_function(&name(&format!("{what}, {order}")), |b| {
                b.iter_custom(|calls| {
                    let rounds = (0..calls).step_by(size);
                    rounds.map(|done| check(done..calls)).sum()
                });
            });
        }
    };
    checks("as they were started", &sessions);
    for place in (1..size).rev() {
        sessions.swap(place, rng.next_u32() as usize % (place + 1));
    }
    checks("in no order", &sessions);
    // The clock goes so fast that one has always expired, and the table stays full.
    let plenty = Quota::new(60_000, Duration::from_secs(1), 255).ok();
    let four = Limits {
        client_ip: plenty,
        destination: plenty,
        range: plenty,
        country: plenty,
        ..Limits::NONE
    };
    for (what, limits) in [("start", Limits::NONE), ("start, four limits", four)] {
        (held, _) = full(size, limits);
        let mut count = 0;
        let mut next = || {
            count += 1;
            (destination((1 << 30) + count), 7_200_000 + count * (300_000 / size as u64 + 1))
        };
        let mut start = |(destination, clock): (heapless::String<16>, u64)| {
            held.start(at(clock), &request(&destination)).is_ok()
        };
        c.bench_function(&name(what), |b| {
            b.iter_batched(&mut next, &mut start, BatchSize::SmallInput);
        });
    }
}

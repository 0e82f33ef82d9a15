//! Calls of a full verifier of 100 to 10,000 sessions, beside the unit of all these measurements:
//! one `ChaCha12Rng::next_u64`.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a benchmark that panics measures nothing"
)]

mod inputs;

use core::cell::RefCell;
use core::fmt::Write as _;
use core::hint::black_box;
use core::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group};
use inputs::at;
use rand_chacha::ChaCha12Rng;
use rand_core::Rng;
use verify_core::limit::Quota;
use verify_core::request::Request;
use verify_core::session::SessionId;
use verify_core::verifier::{Limits, Verifier};

/// Returns numbers whose order looks random.
fn destination(index: u64) -> heapless::String<16> {
    let mut text = heapless::String::new();
    let mixed = index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    write!(text, "+1987{:07}", mixed % 10_000_000).unwrap();
    text
}

fn request(destination: &str) -> Request<&str> {
    Request { destination: Some(destination), client_ip: Some("192.0.2.146"), ..Request::default() }
}

/// Fills the verifier with waiting sessions that expire in no particular order.
fn full<const N: usize>(verifier: &mut Verifier<N>) -> Vec<(SessionId, String)> {
    let mut sessions = Vec::new();
    for index in 0_u64.. {
        let destination = destination(index);
        let validity =
            Some(i64::try_from(300 + destination.len() as u64 * index * 7919 % 6900).unwrap());
        let request = Request { code_validity: validity, ..request(&destination) };
        let Ok(started) = verifier.start(at(0), &request) else { continue };
        sessions.push((started.session().id(), started.session().code().expose().to_owned()));
        if sessions.len() == N {
            break;
        }
    }
    sessions
}

fn size<const N: usize>(c: &mut Criterion, rng: &mut ChaCha12Rng, verifier: &mut Verifier<N>) {
    let mut group = c.benchmark_group(format!("verifier/{N}"));
    group.throughput(Throughput::Elements(1));
    verifier.seed([7; 32]);
    group.bench_function("(one ChaCha12Rng::next_u64)", |b| b.iter(|| rng.next_u64()));

    let sessions = full(verifier);
    let one = |rng: &mut ChaCha12Rng| &sessions[rng.next_u32() as usize % N];
    group.bench_function("status", |b| {
        b.iter_batched(|| one(rng).0, |id| verifier.status(at(1), id), BatchSize::SmallInput);
    });
    group.bench_function("start, refused: full", |b| {
        b.iter_batched(
            || destination(u64::from(rng.next_u32()) << 20),
            |destination| verifier.start(at(1), &request(&destination)).is_ok(),
            BatchSize::SmallInput,
        );
    });
    // Every session is checked once, then all start anew; 100 at a time, so that reading the clock
    // does not count.
    let stored: Vec<_> = verifier.sessions().collect();
    let verifier = RefCell::new(verifier);
    for (name, is_right) in [("check, right", true), ("check, wrong", false)] {
        let mut fresh = [].iter();
        let mut next = || {
            fresh.next().unwrap_or_else(|| {
                let mut verifier = verifier.borrow_mut();
                **verifier = Verifier::unseeded();
                verifier.seed([8; 32]);
                for bytes in &stored {
                    verifier.restore(at(1), bytes).unwrap();
                }
                fresh = sessions.iter();
                fresh.next().unwrap()
            })
        };
        group.bench_function(name, |b| {
            b.iter_batched(
                &mut next,
                |(id, code)| {
                    let entered = if is_right { code } else { "0000" };
                    verifier.borrow_mut().check(at(1), *id, black_box(entered))
                },
                BatchSize::NumIterations(100),
            );
        });
    }
    let verifier = verifier.into_inner();
    // The time advances so fast that one session has always expired, and the table stays full.
    for (name, limits) in [("start", Limits::default()), ("start, four limits", limits())] {
        *verifier = Verifier::unseeded();
        verifier.seed([8; 32]);
        full(verifier);
        verifier.set_limits(limits);
        let (mut index, mut clock) = (1_u64 << 30, 7_200_000);
        group.bench_function(name, |b| {
            b.iter_batched(
                || {
                    index += 1;
                    clock += 300_000 / N as u64 + 1;
                    (destination(index), clock)
                },
                |(destination, clock)| verifier.start(at(clock), &request(&destination)).is_ok(),
                BatchSize::SmallInput,
            );
        });
    }
    group.bench_function("(validate)", |b| {
        let destination = destination(7);
        b.iter(|| black_box(request(&destination)).validate().is_ok());
    });
}

fn limits() -> Limits {
    let plenty = Quota::new(60_000, Duration::from_secs(1), 255).ok();
    Limits { client_ip: plenty, destination: plenty, range: plenty, country: plenty }
}

fn verifier(c: &mut Criterion) {
    let mut rng = inputs::rng();
    size(c, &mut rng, &mut Box::new(Verifier::<100>::unseeded()));
    size(c, &mut rng, &mut Box::new(Verifier::<1_000>::unseeded()));
    size(c, &mut rng, &mut Box::new(Verifier::<10_000>::unseeded()));
}

criterion_group!(benches, verifier);
/// Does what `criterion_main` does, on a stack with room for verifiers of 10,000 sessions, which
/// are moved as values here: 2 MB each.
fn main() {
    let run = || {
        benches();
        Criterion::default().configure_from_args().final_summary();
    };
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
}

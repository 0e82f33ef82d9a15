use crate::call;
use crate::inputs::{self, at};
use criterion::{BatchSize, Criterion};
use rand_core::Rng;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;
use verify_core::limit::Quota;
use verify_core::request::Request;
use verify_core::session::SessionId;
use verify_core::verifier::{Limits, Verifier};

/// Measures calls of verifiers that are full, of 100 to 10,000 sessions.
pub(crate) fn bench(c: &mut Criterion) {
    size(c, &mut Box::new(Verifier::<100>::unseeded()));
    size(c, &mut Box::new(Verifier::<1_000>::unseeded()));
    size(c, &mut Box::new(Verifier::<10_000>::unseeded()));
    let destination = destination(7);
    call(c, "verifier/(validate)", || black_box(request(&destination)).validate().is_ok());
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

/// Fills a verifier with sessions that wait and expire in no order.
fn fill<const N: usize>(verifier: &mut Verifier<N>) -> Vec<(SessionId, String)> {
    *verifier = Verifier::unseeded();
    verifier.seed([8; 32]);
    let mut sessions = Vec::new();
    for index in 0_u64.. {
        let destination = destination(index);
        let validity = 300 + destination.len() as u64 * index * 7919 % 6900;
        let code_validity = Some(i64::try_from(validity).unwrap());
        let request = Request { code_validity, ..request(&destination) };
        let Ok(started) = verifier.start(at(0), &request) else { continue };
        sessions.push((started.session().id(), started.session().code().expose().to_owned()));
        if sessions.len() == N {
            break;
        }
    }
    sessions
}

fn size<const N: usize>(c: &mut Criterion, verifier: &mut Verifier<N>) {
    let name = |what: &str| format!("verifier/{N}/{what}");
    let (mut rng, sessions) = (inputs::rng(), fill(verifier));
    c.bench_function(&name("status"), |b| {
        let one = || sessions[rng.next_u32() as usize % N].0;
        b.iter_batched(one, |id| verifier.status(at(1), id), BatchSize::SmallInput);
    });
    // Every session is checked once, then all begin anew; 100 at a time, so that the clock's own
    // time does not count.
    let stored: Vec<_> = verifier.sessions().collect();
    let verifier = RefCell::new(verifier);
    for (what, is_right) in [("check, right", true), ("check, wrong", false)] {
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
        c.bench_function(&name(what), |b| {
            let check = |(id, code): &(SessionId, String)| {
                let entered = if is_right { code } else { "0000" };
                verifier.borrow_mut().check(at(1), *id, black_box(entered))
            };
            b.iter_batched(&mut next, check, BatchSize::NumIterations(100));
        });
    }
    // The clock goes so fast that one has always expired, and the table stays full.
    let (verifier, plenty) =
        (verifier.into_inner(), Quota::new(60_000, Duration::from_secs(1), 255).ok());
    let four = Limits { client_ip: plenty, destination: plenty, range: plenty, country: plenty };
    for (what, limits) in [("start", Limits::default()), ("start, four limits", four)] {
        fill(verifier);
        verifier.set_limits(limits);
        let (mut index, mut clock) = (1_u64 << 30, 7_200_000);
        c.bench_function(&name(what), |b| {
            let next = || {
                index += 1;
                clock += 300_000 / N as u64 + 1;
                (destination(index), clock)
            };
            b.iter_batched(
                next,
                |(destination, clock)| verifier.start(at(clock), &request(&destination)).is_ok(),
                BatchSize::SmallInput,
            );
        });
    }
}

//! How the time of a call grows with its input: with the length of a text or a code, with
//! countries, and with sessions. `benches/counts` counts the instructions of what does not grow.
//!
//! `cargo bench -p verify-core-times` runs all; with `-- phone`, those with that in their names.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark that panics measures nothing"
)]

mod code;
mod engine;
#[path = "../inputs/mod.rs"]
mod inputs;
mod phone;
mod sms;
mod template;
mod verifier;

use criterion::Criterion;
use std::hint::black_box;

fn main() {
    let mut c = Criterion::default().configure_from_args();
    code::bench(&mut c);
    phone::bench(&mut c);
    template::bench(&mut c);
    sms::bench(&mut c);
    verifier::bench(&mut c);
    engine::bench(&mut c);
    c.final_summary();
}

/// Times one call.
fn call<T>(c: &mut Criterion, name: &str, mut f: impl FnMut() -> T) {
    c.bench_function(name, |b| b.iter(&mut f));
}

/// Times one call on a value that the compiler does not know.
fn on<I: Copy, T>(c: &mut Criterion, name: &str, input: I, mut f: impl FnMut(I) -> T) {
    call(c, name, || f(black_box(input)));
}

//! How long each call of the crate takes: one file for each module.
//!
//! `cargo bench -p verify-core-times` runs all; with `-- phone`, those with that in their names.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark that panics measures nothing"
)]

mod code;
#[path = "../inputs/mod.rs"]
mod inputs;
mod limit;
mod phone;
mod request;
mod session;
mod sms;
mod template;
mod time;
mod verifier;

use criterion::Criterion;
use std::thread;

/// With room for verifiers of 10,000 sessions, which are moved as values: 2 MB each.
fn main() {
    thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
}

fn run() {
    let mut c = Criterion::default().configure_from_args();
    let modules = [
        code::bench,
        phone::bench,
        template::bench,
        sms::bench,
        time::bench,
        request::bench,
        session::bench,
        limit::bench,
        verifier::bench,
    ];
    for bench in modules {
        bench(&mut c);
    }
    c.final_summary();
}

/// Times one call.
fn call<T>(c: &mut Criterion, name: &str, mut f: impl FnMut() -> T) {
    c.bench_function(name, |b| b.iter(&mut f));
}

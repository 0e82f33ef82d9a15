//! Parsing phone numbers of ten countries: as they are typed there, in full, and carelessly.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

mod inputs;

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inputs::{FORMS, TYPED};
use verify_core::phone::{Country, PhoneNumber};

fn parse(c: &mut Criterion) {
    for (country, texts) in TYPED {
        let [national, ..] = texts;
        let number = PhoneNumber::parse(national, Some(country)).unwrap();
        let mut group = c.benchmark_group(format!("phone/parse/{country}"));
        for (form, text) in FORMS.into_iter().zip(texts) {
            assert_eq!(PhoneNumber::parse(text, Some(country)), Ok(number), "{text}");
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(form, |b| {
                b.iter(|| PhoneNumber::parse(black_box(text), black_box(Some(country))));
            });
        }
        group.finish();
    }
}

/// Texts that are refused early, late, or only once their digits are counted.
fn refuse(c: &mut Criterion) {
    let mut group = c.benchmark_group("phone/refuse");
    let endless = "+".repeat(6_000);
    for (name, text) in [
        ("letters", "call me"),
        ("a letter at the end", "07400 12345a"),
        ("too short", "07400 123"),
        ("6,000 plus signs", &endless),
    ] {
        assert!(PhoneNumber::parse(text, Some(Country::GB)).is_err(), "{name}");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| PhoneNumber::parse(black_box(text), black_box(Some(Country::GB))));
        });
    }
    group.finish();
}

fn write(c: &mut Criterion) {
    let number: PhoneNumber = "+44 7400 123456".parse().unwrap();
    let mut group = c.benchmark_group("phone/write");
    let mut out = String::with_capacity(64);
    group.throughput(Throughput::Bytes(number.to_string().len() as u64));
    group.bench_function("in full", |b| {
        b.iter(|| {
            out.clear();
            write!(out, "{}", black_box(number))
        });
    });
    group.bench_function("masked", |b| {
        b.iter(|| {
            out.clear();
            write!(out, "{}", black_box(number).masked())
        });
    });
    group.finish();
}

criterion_group!(benches, parse, refuse, write);
criterion_main!(benches);

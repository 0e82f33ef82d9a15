//! Validating a full request, beside one draw of the generator that codes come from.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]

mod inputs;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inputs::{full, rng, usual};
use rand_core::Rng;
use verify_core::channel::Language;
use verify_core::request::Request;
use verify_core::url::CallbackUrl;

fn validate(c: &mut Criterion) {
    let mut group = c.benchmark_group("request/validate");
    group.throughput(Throughput::Elements(1));
    let mut rng = rng();
    group.bench_function("(one ChaCha12Rng::next_u64)", |b| b.iter(|| rng.next_u64()));
    let least = Request { destination: Some("+6587654321"), ..Request::default() };
    group.bench_function("only a destination", |b| b.iter(|| black_box(&least).validate().is_ok()));
    group.bench_function("usual", |b| b.iter(|| black_box(&usual()).validate().is_ok()));
    for channel in ["sms", "call", "whatsapp"] {
        let request = full(channel);
        assert!(request.validate().is_ok(), "{channel}: {:?}", request.validate());
        group.bench_function(format!("full, {channel}"), |b| {
            b.iter(|| black_box(&request).validate().is_ok());
        });
    }
    let wrong_at_last = Request { client_ip: Some("192.0.2.256"), ..full("sms") };
    assert!(wrong_at_last.validate().is_err(), "no address");
    group.bench_function("full, refused at its last member", |b| {
        b.iter(|| black_box(&wrong_at_last).validate().is_ok());
    });
    group.finish();
}

fn parts(c: &mut Criterion) {
    let mut group = c.benchmark_group("request/parts");
    let (language, url, ip) =
        ("pt-BR", "https://example.com/verify/callback?from=8x8", "192.0.2.146");
    group.throughput(Throughput::Bytes(language.len() as u64));
    group.bench_function("language", |b| b.iter(|| black_box(language).parse::<Language>()));
    group.throughput(Throughput::Bytes(url.len() as u64));
    group.bench_function("callback URL", |b| b.iter(|| CallbackUrl::parse(black_box(url))));
    group.throughput(Throughput::Bytes(ip.len() as u64));
    group.bench_function("client IP", |b| {
        b.iter(|| black_box(ip).parse::<core::net::IpAddr>());
    });
    group.finish();
}

criterion_group!(benches, validate, parts);
criterion_main!(benches);

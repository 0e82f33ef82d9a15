//! Validating a full request, beside one draw of the generator that codes come from.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use verify_core::channel::Language;
use verify_core::request::{CallOptions, CallbackUrl, Request, SmsOptions, WhatsAppOptions};

/// Every member, with a value that is not the default.
fn full(channel: &str) -> Request<&str> {
    Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some(channel),
        brand: Some("ABC Trading"),
        code_length: Some(6),
        code_validity: Some(600),
        code_type: Some("ALPHANUMERIC_EASY"),
        template: (channel != "whatsapp")
            .then_some("{brand}: {code} is your code. Never share it."),
        language: Some("pt-BR"),
        reset_session: Some(true),
        resending_interval: Some(60),
        callback_url: Some("https://example.com/verify/callback?from=8x8"),
        sms: SmsOptions { source: Some("ABC Trading"), encoding: Some("GSM7") },
        call: CallOptions {
            source: Some("+6598765432"),
            speed: Some(1.2),
            repetition: Some(3),
            voice_profile: Some("pt-BR-HeloisaRUS"),
        },
        whatsapp: WhatsAppOptions { template_name: Some("otp_copy_code") },
        client_ip: Some("192.0.2.146"),
        ..Request::default()
    }
}

fn validate(c: &mut Criterion) {
    let mut group = c.benchmark_group("request/validate");
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    group.bench_function("(one ChaCha12Rng::next_u64)", |b| b.iter(|| rng.next_u64()));
    let least = Request { destination: Some("+6587654321"), ..Request::default() };
    group.bench_function("only a destination", |b| b.iter(|| black_box(&least).validate().is_ok()));
    for channel in ["sms", "call", "whatsapp"] {
        let request = full(channel);
        assert!(request.validate().is_ok(), "{channel}: {:?}", request.validate());
        group.bench_function(format!("full, {channel}"), |b| {
            b.iter(|| black_box(&request).validate().is_ok());
        });
    }
    group.finish();
}

fn parts(c: &mut Criterion) {
    let mut group = c.benchmark_group("request/parts");
    group.bench_function("language", |b| b.iter(|| black_box("pt-BR").parse::<Language>()));
    group.bench_function("callback URL", |b| {
        b.iter(|| CallbackUrl::parse(black_box("https://example.com/verify/callback?from=8x8")));
    });
    group.bench_function("client IP", |b| {
        b.iter(|| black_box("192.0.2.146").parse::<core::net::IpAddr>());
    });
    group.finish();
}

criterion_group!(benches, validate, parts);
criterion_main!(benches);

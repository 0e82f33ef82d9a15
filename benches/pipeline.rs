//! The ways through several modules: a request to what a gateway sends, the text side by itself,
//! and a check.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics measures nothing")]

mod inputs;

use core::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inputs::{BRAND, CODE, SCRIPTS, SIZES, at, full, length, rng, text, usual};
use rand_core::{CryptoRng, Rng};
use verify_core::code::{Code, Format};
use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::Request;
use verify_core::session::{Session, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

/// What a service does with a request: valid, a session, what to send, and its segments.
fn deliver<const N: usize>(
    now: Timestamp,
    request: &Request<&str>,
    rng: &mut impl CryptoRng,
    text: &mut Text<N>,
) -> Session {
    let verification = request.validate().unwrap();
    let session = Session::start(now, verification.destination(), verification.policy(), rng);
    match Delivery::new(&verification, &session, BaseUrl::EMPTY, text).unwrap() {
        Delivery::Sms(sms) => sms.message.segments().for_each(|segment| _ = black_box(segment)),
        other => _ = black_box(other),
    }
    session
}

fn request_to_delivery(c: &mut Criterion) {
    let mut rng = rng();
    let mut group = c.benchmark_group("pipeline/request to delivery");
    group.throughput(Throughput::Elements(1));
    group.bench_function("(one ChaCha12Rng::next_u64)", |b| b.iter(|| rng.next_u64()));
    let mut room = Text::<160>::new();
    for (name, request) in [
        ("usual", usual()),
        ("full, sms", full("sms")),
        ("full, call", full("call")),
        ("full, whatsapp", full("whatsapp")),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| deliver(black_box(at(0)), black_box(&request), &mut rng, &mut room));
        });
    }
    group.finish();

    let mut room = Text::<MAX_SMS_LEN>::new();
    for (script, sample) in SCRIPTS {
        let mut group = c.benchmark_group(format!("pipeline/request to delivery/{script}"));
        for characters in SIZES {
            let template =
                format!("{{code}}{}", text(sample, characters.saturating_sub(CODE.len())));
            let request = Request { template: Some(&*template), ..usual() };
            // UCS-2 has no room for the longest text.
            if characters > 670 && Message::new(&template, Encoding::Auto).is_err() {
                continue;
            }
            group.throughput(Throughput::Bytes(template.len() as u64));
            group.bench_function(BenchmarkId::from_parameter(characters), |b| {
                b.iter(|| deliver(black_box(at(0)), black_box(&request), &mut rng, &mut room));
            });
        }
        group.finish();
    }
}

/// The text side: a number read, a code drawn, a message rendered, its encoding chosen.
fn text_side(c: &mut Criterion) {
    let mut rng = rng();
    let mut group = c.benchmark_group("pipeline/text side");
    group.throughput(Throughput::Elements(1));
    let mut out = heapless::String::<160>::new();
    for (name, template, charset) in [
        ("gsm7", Template::DEFAULT_WITH_BRAND.as_str(), Charset::Gsm7),
        ("ucs2", "【{brand}】您的验证码是 {code}，五分钟内有效。", Charset::Ucs2),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| {
                let number =
                    PhoneNumber::parse(black_box("07400 123456"), black_box(Some(Country::GB)));
                let code = Code::generate(black_box(Format::Numeric), length(6), &mut rng);
                out.clear();
                let rendered =
                    Template::new(black_box(template)).render(code.expose(), black_box(BRAND));
                rendered.write_to(&mut out).unwrap();
                let message = Message::new(&out, Encoding::Auto).unwrap();
                assert_eq!(message.charset(), charset);
                (number.unwrap(), message.units())
            });
        });
    }
    group.finish();
}

/// A session out of a store, a code as it is typed, and back into the store.
fn check(c: &mut Criterion) {
    let mut group = c.benchmark_group("pipeline/check");
    group.throughput(Throughput::Elements(1));
    let session = deliver(at(0), &usual(), &mut rng(), &mut Text::<160>::new());
    let stored = session.to_bytes();
    let code = session.code().expose();
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    for (name, entered, is_right) in
        [("right", code, true), ("right, with spaces", &spaced, true), ("wrong", "000000", false)]
    {
        group.bench_function(name, |b| {
            b.iter_batched_ref(
                || Session::from_bytes(&stored).unwrap(),
                |session| {
                    let verdict = session.check(black_box(at(1)), black_box(entered));
                    assert_eq!(verdict == Verdict::Verified, is_right);
                },
                BatchSize::SmallInput,
            );
        });
        group.bench_function(format!("{name}, out of a store and back"), |b| {
            b.iter(|| {
                let mut session = Session::from_bytes(black_box(&stored)).unwrap();
                (session.check(black_box(at(1)), black_box(entered)), session.to_bytes())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, request_to_delivery, text_side, check);
criterion_main!(benches);

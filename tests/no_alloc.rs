//! Nothing in the crate allocates: a counting allocator sees no call, neither on success nor on
//! failure.
#![allow(clippy::expect_used, reason = "a test that panics is a test that fails")]

use core::fmt::Write as _;
use core::hint::black_box;
use core::time::Duration;
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::delivery::{Delivery, Text};
use verify_core::engine::Limits;
use verify_core::limit::{FailureCount, Quota, RateLimit};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{Brand, Request, SubAccountId, WhatsAppOptions};
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::Session;
use verify_core::sms::{Encoding, Message, SenderId, gsm7};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;
use verify_core::verifier::{Slot, Verifier};

/// Counts how often a closure asks the allocator for memory.
fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(black_box(Box::new(7)))), 1);
    assert_eq!(allocations(|| drop(black_box(String::from("text")))), 1);
}

#[test]
fn codes_do_not_allocate() {
    let count = allocations(|| {
        let mut rng = Generator::from_seed([7; 32]);
        let mut out = heapless::String::<256>::new();
        let mut codes = [Code::EMPTY; 100];
        for format in Format::ALL {
            for length in (3..=10).filter_map(|characters| Length::new(characters).ok()) {
                let code = Code::generate(format, length, &mut rng);
                black_box((code.matches(black_box("４８３ 1-06")), code.expose()));
                let _ = black_box(Code::parse(format, black_box("4831")));
                Code::fill(format, length, &mut rng, black_box(&mut codes));
            }
        }
        let error = Length::new(black_box(11)).expect_err("too long");
        write!(out, "{error} {error:?} {:?}", codes.first()).expect("room for it");
        let error = Code::parse(Format::Numeric, black_box("48a1")).expect_err("not a digit");
        write!(out, "{error} {error:?}").expect("room for it");
    });
    assert_eq!(count, 0);
}

#[test]
fn phone_numbers_do_not_allocate() {
    let count = allocations(|| {
        let mut out = heapless::String::<256>::new();
        let country: Country = black_box("GB").parse().expect("a country");
        let number =
            PhoneNumber::parse(black_box("07400 123456"), Some(country)).expect("a number");
        write!(out, "{number} {number:#} {number:?} {} {country:?}", number.masked())
            .expect("room for it");
        let error = PhoneNumber::parse(black_box("call me"), None).expect_err("no number");
        write!(out, "{error} {error:?}").expect("room for it");
        for country in Country::all() {
            let _ = black_box(PhoneNumber::parse(black_box("0912 345 678"), Some(country)));
        }
    });
    assert_eq!(count, 0);
}

#[test]
fn templates_do_not_allocate() {
    let count = allocations(|| {
        let mut out = heapless::String::<128>::new();
        let rendered = Template::new(black_box("{brand}: {code} <code> {code} {brand} {code}"))
            .render("4831", "ABC");
        write!(out, "{rendered}").expect("room for it");
        out.clear();
        rendered.write_to(&mut out).expect("room for it");
        black_box(rendered.pieces().count());
        let error =
            rendered.write_to(&mut heapless::String::<4>::new()).expect_err("no room for it");
        write!(out, "{error}").expect("room for it");
    });
    assert_eq!(count, 0);
}

#[test]
fn messages_do_not_allocate() {
    let long = "Your code is 4831 [€]. ".repeat(20);
    let count = allocations(|| {
        for text in ["Your code is 4831", "Ваш код 4831 🔑", black_box(&long)] {
            for encoding in [Encoding::Auto, Encoding::Gsm7, Encoding::Ucs2] {
                let mut buffer = [0; 2048];
                let Ok(message) = black_box(Message::new(text, encoding)) else { continue };
                black_box(message.encode_into(&mut buffer)).expect("room for it");
                for segment in message.segments() {
                    black_box((segment.text(), segment.units()));
                }
                for short in message.short_messages(7_u8).expect("few segments") {
                    black_box(short.encode_into(&mut buffer)).expect("room for it");
                }
            }
        }
        let mut out = heapless::String::<256>::new();
        let error = Message::new(black_box("`"), Encoding::Gsm7).expect_err("not in the alphabet");
        write!(out, "{error} {error:?}").expect("room for it");
        let (mut septets, mut octets) = ([0; 64], [0; 64]);
        let septets = gsm7::encode(black_box("[code] 4831 €"), &mut septets).expect("room for it");
        let octets = gsm7::pack(septets, &mut octets).expect("room for it");
        black_box(gsm7::decode(gsm7::unpack(octets)).count());
        let _ = black_box(SenderId::parse(black_box("ABC Trading")));
        let _ = black_box(SenderId::parse(black_box("much too long for a sender")));
    });
    assert_eq!(count, 0);
}

#[test]
fn requests_and_sessions_do_not_allocate() {
    let now = Timestamp::UNIX_EPOCH;
    let count = allocations(|| {
        let mut rng = Generator::from_seed([7; 32]);
        let request = Request {
            destination: Some(black_box("+1 (987) 654-3210")),
            brand: Some("ABC"),
            template: Some("{brand}: {code}"),
            callback_url: Some("https://example.com/callback"),
            client_ip: Some("192.0.2.1"),
            ..Request::default()
        };
        let verification = request.validate().expect("a valid request");
        let policy = verification.policy();
        let mut session = Session::start(now, verification.destination(), policy, &mut rng);
        let mut text = heapless::String::<160>::new();
        let template = verification.template().expect("a text message has a template");
        let rendered =
            template.render(session.code().expose(), verification.brand().map(Brand::as_str));
        rendered.write_to(&mut text).expect("room for it");
        black_box(Message::new(&text, Encoding::Auto)).expect("a short text");
        assert!(session.resend(now, policy, &mut rng).is_err());
        assert!(!session.check(now, black_box("?")).status().is_final());
        let mut session = Session::from_bytes(&session.to_bytes()).expect("what was stored");
        black_box((session.status(now), session.id(), session.expires_at()));

        let mut out = heapless::String::<1024>::new();
        let request = Request { destination: Some("call me"), code_length: Some(11), ..request };
        for error in request.violations() {
            write!(out, "{error} {error:?} {}", ApiError::from(error)).expect("room for it");
        }
        write!(out, "{request:?} {session:?} {}", session.expires_at()).expect("room for it");
    });
    assert_eq!(count, 0);
}

#[test]
fn limits_do_not_allocate() {
    let now = Timestamp::UNIX_EPOCH;
    let count = allocations(|| {
        let mut out = heapless::String::<256>::new();
        let quota = Quota::new(1, Duration::from_secs(60), 1).expect("a quota");
        let mut limit = RateLimit::new(quota);
        assert!(limit.try_acquire(now).is_ok());
        let error = limit.try_acquire(now).expect_err("the second one in a minute");
        write!(out, "{error} {error:?}").expect("room for it");
        let mut failures = FailureCount::new();
        for _ in 0..5 {
            failures.record_failure(now);
        }
        let error = failures.allows(now).expect_err("five failures");
        write!(out, "{error} {error:?}").expect("room for it");
    });
    assert_eq!(count, 0);
}

#[test]
fn deliveries_and_responses_do_not_allocate() {
    let count = allocations(|| {
        let mut rng = Generator::from_seed([7; 32]);
        let mut out = heapless::String::<2048>::new();
        let now = Timestamp::UNIX_EPOCH;
        let base = BaseUrl::parse(black_box("https://verify.example.com/")).expect("a URL");
        let sub_account = SubAccountId::parse(black_box("demo-account-123")).expect("one");
        for channel in ["sms", "call", "whatsapp", "viber", "sma"] {
            let request = Request {
                destination: Some(black_box("+65 8765 4321")),
                channel: Some(channel),
                brand: Some("ABC"),
                whatsapp: WhatsAppOptions { template_name: Some("otp") },
                ..Request::default()
            };
            let verification = request.validate().expect("a valid request");
            let mut text = Text::<160>::new();
            Delivery::preflight(&verification, None, &mut text).expect("room for it");
            let (to, policy) = (verification.destination(), verification.policy());
            let session = Session::start(now, to, policy, &mut rng);
            let delivery = Delivery::new(&verification, &session, base, &mut text);
            out.clear();
            write!(out, "{:?}", delivery.expect("room for it")).expect("room for it");
            let body = SessionBody::new(&session, sub_account, base).with_sma(base);
            write!(out, "{body:?} {}", body.verify_uri).expect("room for it");
            black_box(serde_json_core::to_slice(&body, &mut [0; 512]).expect("room for it"));
        }
        let request = Request { destination: Some(black_box("call me")), ..Request::default() };
        let error = ApiError::from(request.validate().expect_err("no number"));
        let body = ErrorBody { error, id: ErrorId::generate(&mut rng), timestamp: now };
        out.clear();
        write!(out, "{error} {body:?}").expect("room for it");
        black_box(serde_json_core::to_slice(&body, &mut [0; 512]).expect("room for it"));
    });
    assert_eq!(count, 0);
}

#[test]
fn a_verifier_does_not_allocate() {
    let quota = Quota::new(60, Duration::from_secs(60), 5).ok();
    let limits = Limits { client_ip: quota, destination: quota, range: quota, country: quota };
    let now = Timestamp::UNIX_EPOCH;
    let later = now.saturating_add(Duration::from_secs(400));
    let count = allocations(|| {
        let mut verifier = Verifier::new([const { Slot::EMPTY }; 2], black_box([7; 32]), limits);
        let mut out = heapless::String::<512>::new();
        for number in ["+6587654321", "+19876543210", "+447400123456", "+6587654321", "?"] {
            let request = Request { destination: Some(number), ..Request::default() };
            match verifier.start(now, black_box(&request)) {
                Ok(started) => {
                    black_box((started.verification(), started.session().to_bytes()));
                    let id = started.session().id();
                    assert!(black_box(verifier.check(now, id, "?")).is_ok());
                }
                Err(refused) => write!(out, "{refused} {refused:?}").expect("room for it"),
            }
            out.clear();
        }
        let request = Request { destination: Some("+447400123456"), ..Request::default() };
        let started = verifier.start(later, &request).expect("the earlier ones have expired");
        let (id, code) = (started.session().id(), started.session().to_bytes());
        assert!(black_box(verifier.confirm(later, id)).is_ok());
        let error = verifier.restore(later, &code).expect_err("the verifier already holds it");
        write!(out, "{error} {verifier:?}").expect("room for it");
        black_box((verifier.sessions().count(), verifier.failures().count()));
    });
    assert_eq!(count, 0);
}

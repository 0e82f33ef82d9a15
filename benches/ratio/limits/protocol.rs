//! A whole verification, beside one draw of the generator.

use super::super::{Goal, Table};
use super::codes::generator;
use rand_core::Rng;
use std::hint::black_box;
use verify_core::code::Generator;
use verify_core::request::{Brand, Error, Request, SmsOptions};
use verify_core::session::{Session, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::time::Timestamp;

/// A request with every member that counts for a text message.
fn full() -> Request<&'static str> {
    Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some("sms"),
        brand: Some("ABC Trading"),
        code_length: Some(6),
        code_validity: Some(300),
        code_type: Some("NUMERIC"),
        template: Some("{brand}: Your verification code is {code}"),
        language: Some("en-US"),
        reset_session: Some(false),
        resending_interval: Some(10),
        callback_url: Some("https://example.com/callback"),
        sms: SmsOptions { source: Some("ABC"), encoding: Some("AUTO") },
        client_ip: Some("192.0.2.1"),
        ..Request::default()
    }
}

/// A request taken in, and a code checked.
pub(crate) fn rows(table: &mut Table) {
    let (now, request) = (Timestamp::UNIX_EPOCH, full());
    let (mut rng, mut theirs) = (Generator::from_seed([7; 32]), generator());
    let mut start = |request: &Request<&str>| -> Result<(Session, Charset), Error> {
        let verification = request.validate()?;
        let (destination, policy) = (verification.destination(), verification.policy());
        let session = Session::start(now, destination, policy, &mut rng);
        let template = verification.template().expect("a text message has a template");
        let brand = verification.brand().map(Brand::as_str);
        let mut text = heapless::String::<160>::new();
        template.render(session.code().expose(), brand).write_to(&mut text).expect("room for it");
        let message = Message::new(&text, Encoding::Auto).expect("a short text");
        Ok((session, message.charset()))
    };
    let (session, charset) = start(&request).expect("a request without fault");
    assert_eq!(charset, Charset::Gsm7);
    table.task(
        "a full request validated, session started, message rendered, encoding chosen",
        |sides| {
            sides.ours(|| start(black_box(&request)));
            sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(60.0), || theirs.next_u64());
        },
    );

    let stored = session.to_bytes();
    let waiting = || Session::from_bytes(&stored).expect("what was stored");
    let right = session.code().expose();
    assert_eq!(waiting().check(now, right), Verdict::Verified);
    table.task("a code checked", |sides| {
        sides.ours_on(waiting, |session| session.check(black_box(now), black_box(right)));
        sides.limit("`ChaCha12Rng::next_u64`", Goal::AtMost(15.0), || theirs.next_u64());
    });
}

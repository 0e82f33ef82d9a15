//! The rows that need no peer: beside one draw of the generator, and beside what `str` itself can do.

use super::{Goal, Table};
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use std::hint::black_box;
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::request::{Brand, Error, Request, SmsOptions};
use verify_core::session::{Session, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;
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

/// Adds the rows to a table.
pub(crate) fn rows(table: &mut Table) {
    text_rows(table);
    protocol_rows(table);
}

fn protocol_rows(table: &mut Table) {
    let (now, request) = (Timestamp::UNIX_EPOCH, full());
    let (mut rng, mut theirs) = (Generator::from_seed([7; 32]), ChaCha12Rng::from_seed([7; 32]));
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
    table.row(
        "a full request validated, session started, message rendered, encoding chosen",
        Goal::AtMost(60.0),
        || start(black_box(&request)),
        "`ChaCha12Rng::next_u64`",
        || theirs.next_u64(),
    );

    let stored = session.to_bytes();
    let waiting = || Session::from_bytes(&stored).expect("what was stored");
    let right = session.code().expose();
    assert_eq!(waiting().check(now, right), Verdict::Verified);
    table.row_on(
        "a code checked",
        Goal::AtMost(15.0),
        waiting,
        |session| session.check(black_box(now), black_box(right)),
        "`ChaCha12Rng::next_u64`",
        || theirs.next_u64(),
    );
}

fn text_rows(table: &mut Table) {
    let six = Length::new(6).expect("a length that codes can have");
    let (mut ours, mut theirs) = (ChaCha12Rng::from_seed([7; 32]), ChaCha12Rng::from_seed([7; 32]));
    table.row(
        "a six-digit code",
        Goal::AtMost(3.0),
        || Code::generate(black_box(Format::Numeric), black_box(six), &mut ours),
        "`ChaCha12Rng::next_u64`",
        || theirs.next_u64(),
    );

    let (text, code, brand) = (Template::DEFAULT_WITH_BRAND.as_str(), "483106", "ABC Trading");
    let replace =
        |text: &str| text.replace("{brand}", black_box(brand)).replace("{code}", black_box(code));
    // Used where it was written, as a caller does: a move of the whole buffer is not part of the work.
    let render = |text: &str, used: fn(&str)| {
        let mut out = heapless::String::<160>::new();
        let rendered = Template::new(text).render(black_box(code), black_box(brand));
        rendered.write_to(&mut out).map(|()| used(&out))
    };
    assert_eq!(replace(text), "ABC Trading: Your verification code is 483106");
    let same = |text: &str| assert_eq!(text, "ABC Trading: Your verification code is 483106");
    assert_eq!(render(text, same), Ok(()), "both render the same text");
    table.row(
        "the default template, parsed and rendered",
        Goal::Faster(3.0),
        || render(black_box(text), |out| _ = black_box(out)),
        "`str::replace` twice",
        || replace(black_box(text)),
    );
}

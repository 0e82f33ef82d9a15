//! The protocol side: requests, sessions, the verifier, and the ways through all of it.

use super::inputs::{BRAND, at, full, length, usual};
use super::text::{kept, rng, yes};
use gungraun::{library_benchmark, library_benchmark_group};
use std::hint::black_box;
use verify_core::code::{Code, Format, Generator};
use verify_core::delivery::{Delivery, Text};
use verify_core::engine::Limits;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::Request;
use verify_core::session::{Policy, Session, SessionId, Status, Verdict};
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;
use verify_core::url::BaseUrl;
use verify_core::verifier::{Slot, Verifier};

#[library_benchmark(setup = kept, teardown = yes)]
#[bench::usual(usual())]
#[bench::full_sms(full("sms"))]
#[bench::full_call(full("call"))]
#[bench::full_whatsapp(full("whatsapp"))]
fn validate(request: &mut Request<&'static str>) -> bool {
    black_box(black_box(request).validate()).is_ok()
}

library_benchmark_group!(name = request, benchmarks = validate);

fn destination() -> (PhoneNumber, Policy, &'static mut Generator) {
    let destination = "+44 7400 123456".parse().expect("a number");
    (destination, Policy { length: length(6), ..Policy::default() }, rng())
}

fn waiting() -> &'static mut Session {
    let (destination, policy, rng) = destination();
    kept(Session::start(at(0), destination, policy, rng))
}

/// A session, and its code as it is typed.
fn typed(form: fn(&str) -> String) -> (&'static mut Session, &'static str) {
    let session = waiting();
    let entered = form(session.code().expose());
    (session, kept(entered))
}

fn spaced(code: &str) -> String {
    let (start, end) = code.split_at(3);
    format!(" {start} {end} ")
}

fn is_verified(verdict: Verdict) {
    assert_eq!(verdict, Verdict::Verified);
}

fn is_wrong(verdict: Verdict) {
    assert_eq!(verdict, Verdict::Wrong { attempts_left: 4 });
}

#[library_benchmark(setup = destination)]
#[bench::six_digits()]
fn start((destination, policy, rng): (PhoneNumber, Policy, &mut Generator)) -> Session {
    Session::start(black_box(at(0)), destination, black_box(policy), rng)
}

#[library_benchmark(setup = typed)]
#[bench::right(args = (str::to_owned), teardown = is_verified)]
#[bench::right_with_spaces(args = (spaced), teardown = is_verified)]
#[bench::wrong(args = (|code| code.chars().rev().collect()), teardown = is_wrong)]
fn check((session, entered): (&mut Session, &str)) -> Verdict {
    session.check(black_box(at(1)), black_box(entered))
}

#[library_benchmark]
#[bench::waiting(waiting())]
fn to_bytes(session: &mut Session) -> [u8; Session::BYTES] {
    black_box(session).to_bytes()
}

#[library_benchmark(teardown = yes)]
#[bench::waiting(waiting().to_bytes())]
fn from_bytes(bytes: [u8; Session::BYTES]) -> bool {
    black_box(Session::from_bytes(black_box(&bytes))).is_ok()
}

library_benchmark_group!(name = session, benchmarks = [start, check, to_bytes, from_bytes]);

const SESSIONS: usize = 1_000;
type Many = Verifier<Box<[Slot]>>;

/// A verifier with that many waiting sessions, one of them, and its code.
fn many(sessions: usize) -> (&'static mut Many, SessionId, &'static str) {
    let slots = (0..SESSIONS).map(|_| Slot::EMPTY).collect();
    let verifier: &'static mut Many = kept(Verifier::new(slots, [7; 32], Limits::NONE));
    let started = (0..sessions).map(|index| {
        let number = format!("+1987{:07}", index * 7_919);
        let request = Request { destination: Some(&*number), ..Request::default() };
        let started = verifier.start(at(0), &request).expect("room for it");
        (started.session().id(), started.session().code().expose().to_owned())
    });
    let (id, code) = started.last().expect("a session");
    (verifier, id, kept(code))
}

#[library_benchmark(setup = many, teardown = yes)]
#[bench::the_second(1)]
#[bench::the_last(SESSIONS - 1)]
fn start_session((verifier, ..): (&mut Many, SessionId, &str)) -> bool {
    black_box(verifier.start(black_box(at(1)), black_box(&usual()))).is_ok()
}

#[library_benchmark(setup = many, teardown = yes)]
#[bench::of_many(SESSIONS)]
fn check_right((verifier, id, code): (&mut Many, SessionId, &str)) -> bool {
    verifier.check(black_box(at(1)), black_box(id), black_box(code)) == Ok(Verdict::Verified)
}

#[library_benchmark(setup = many, teardown = yes)]
#[bench::of_many(SESSIONS)]
fn check_wrong((verifier, id, _): (&mut Many, SessionId, &str)) -> bool {
    verifier.check(black_box(at(1)), black_box(id), black_box("?")).is_ok()
}

#[library_benchmark(setup = many, teardown = yes)]
#[bench::of_many(SESSIONS)]
fn status((verifier, id, _): (&mut Many, SessionId, &str)) -> bool {
    verifier.status(black_box(at(1)), black_box(id)) == Ok(Status::Waiting)
}

library_benchmark_group!(
    name = verifier,
    benchmarks = [start_session, check_right, check_wrong, status]
);

type Service = (&'static Request<&'static str>, &'static mut Generator, &'static mut Text<160>);

fn service(request: &Request<&'static str>) -> Service {
    (kept(*request), rng(), kept(Text::new()))
}

// A valid request, a session, what to send, and its segments.
#[library_benchmark(setup = service, teardown = yes)]
#[bench::usual(&usual())]
#[bench::full_sms(&full("sms"))]
#[bench::full_call(&full("call"))]
fn request_to_delivery((request, rng, room): Service) -> bool {
    let Ok(verification) = black_box(request).validate() else { return false };
    let (destination, policy) = (verification.destination(), verification.policy());
    let session = Session::start(black_box(at(0)), destination, policy, rng);
    let Ok(delivery) = Delivery::new(&verification, &session, BaseUrl::EMPTY, room) else {
        return false;
    };
    if let Delivery::Sms(sms) = &delivery {
        sms.message.segments().for_each(|segment| _ = black_box(segment));
    }
    black_box(delivery);
    true
}

fn text_room() -> (&'static mut Generator, &'static mut heapless::String<160>) {
    (rng(), kept(heapless::String::new()))
}

fn is_one_segment(units: Option<usize>) {
    assert!(units.is_some_and(|units| units < 160));
}

// A number read, a code drawn, a message rendered, its encoding chosen.
#[library_benchmark(setup = text_room, teardown = is_one_segment)]
#[bench::the_default()]
fn text_side((rng, out): (&mut Generator, &mut heapless::String<160>)) -> Option<usize> {
    let number = PhoneNumber::parse(black_box("07400 123456"), black_box(Some(Country::GB)));
    black_box(number).ok()?;
    let code = Code::generate(black_box(Format::Numeric), length(6), rng);
    let template = Template::new(black_box(Template::DEFAULT_WITH_BRAND.as_str()));
    template.render(code.expose(), black_box(BRAND)).write_to(out).ok()?;
    Message::new(out, Encoding::Auto).ok().map(|message| message.units())
}

library_benchmark_group!(name = pipeline, benchmarks = [request_to_delivery, text_side]);

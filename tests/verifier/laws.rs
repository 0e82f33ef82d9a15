//! The laws of the verifier, its limits, failures, restarts and texts.

use core::time::Duration;
use std::collections::{BTreeSet, HashSet};
use std::sync::Mutex;

use verify_core::code::Generator;
use verify_core::delivery::{Delivery, DeliveryError, Text};
use verify_core::engine::{CheckError, LimitedBy, Limits, NotFound, Refused, Started};
use verify_core::limit::{Blocked, ConversionLimit, FailureCount, Quota};
use verify_core::request::{Request, SmsOptions};
use verify_core::response::ApiError;
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::sms::{Encoding, Message};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;
use verify_core::verifier::{FAILURE_BYTES, RestoreError, Slot, Verifier};

const START: u64 = 1_766_037_294_090; // 2025-12-18T05:54:54.090Z
const NUMBER: &str = "+19876543210";
const OTHER: &str = "+6587654321";
const WRONG: &str = "?";

/// Returns the instant that many seconds after the start.
fn at(seconds: u64) -> Timestamp {
    millis(seconds * 1000)
}

fn millis(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(START + millis).unwrap()
}

fn verifier<const N: usize>() -> Verifier<[Slot; N]> {
    Verifier::new([const { Slot::EMPTY }; N], [7; 32], Limits::NONE)
}

fn limited(limits: Limits) -> Verifier<Box<[Slot]>> {
    Verifier::new(slots(64), [7; 32], limits)
}

fn slots(count: usize) -> Box<[Slot]> {
    (0..count).map(|_| Slot::EMPTY).collect()
}

fn to(destination: &str) -> Request<&str> {
    Request { destination: Some(destination), ..Request::default() }
}

/// Returns a number in a range of its own for each index.
fn numbered(index: u64) -> String {
    format!("+1987{index:03}0000")
}

fn start<M: AsRef<[Slot]> + AsMut<[Slot]>>(
    verifier: &mut Verifier<M>,
    now: Timestamp,
    request: &Request<&str>,
) -> Result<SessionId, Refused> {
    verifier.start(now, request).map(|started| started.session().id())
}

fn code<M: AsRef<[Slot]> + AsMut<[Slot]>>(verifier: &Verifier<M>, id: SessionId) -> String {
    verifier.session(id).unwrap().code().expose().to_owned()
}

/// Returns a quota of one call per hour.
fn one() -> Option<Quota> {
    Quota::new(1, Duration::from_secs(3600), 1).ok()
}

fn fail<M: AsRef<[Slot]> + AsMut<[Slot]>>(
    verifier: &mut Verifier<M>,
    now: Timestamp,
    id: SessionId,
    times: u8,
) {
    for _ in 0..times {
        assert!(matches!(
            verifier.check(now, id, WRONG),
            Ok(Verdict::Wrong { .. } | Verdict::Failed)
        ));
    }
}

// --- The life of a session ---

#[test]
fn on_sma_the_url_begins_with_the_base() {
    let mut verifier = verifier::<4>();
    let request = Request { channel: Some("sma"), ..to(NUMBER) };
    let started = verifier.start(at(0), &request).unwrap();
    let id = started.session().id();
    let url = |started: Started<'_, '_>| match started.delivery(&mut Text::<0>::new()) {
        Ok(Delivery::Sma(sma)) => sma.verification_url.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(url(started), format!("/sma/{id}"));
    let base = BaseUrl::parse("https://verify.example.com/").unwrap();
    assert_eq!(url(started.with_base_url(base)), format!("https://verify.example.com/sma/{id}"));
}

#[test]
fn a_started_session_has_what_is_to_be_sent() {
    let mut verifier = verifier::<4>();
    let request = Request { brand: Some("ABC"), code_length: Some(6), ..to("+1 (987) 654-3210") };
    let started = verifier.start(at(0), &request).unwrap();
    assert!(started.is_new());
    assert_eq!(started.session().destination().to_string(), NUMBER);
    assert_eq!(started.session().code().len(), 6);
    assert_eq!(started.session().expires_at(), at(300));
    assert_eq!(started.verification().brand().unwrap().as_str(), "ABC");
    let mut text = Text::<160>::new();
    let Delivery::Sms(sms) = started.delivery(&mut text).unwrap() else { panic!("not sms") };
    let code = started.session().code().expose();
    assert_eq!(sms.message.text(), format!("ABC: Your verification code is {code}"));
    let refused = started.delivery(&mut Text::<10>::new()).unwrap_err();
    assert!(matches!(refused, DeliveryError::BufferTooSmall(_)));
    let (id, code) = (started.session().id(), started.session().code().expose().to_owned());
    assert_eq!(verifier.status(at(1), id), Ok(Status::Waiting));
    assert_eq!(verifier.check(at(1), id, WRONG), Ok(Verdict::Wrong { attempts_left: 4 }));
    assert_eq!(verifier.check(at(1), id, &code), Ok(Verdict::Verified));
    assert_eq!(verifier.check(at(1), id, &code), Ok(Verdict::Over(Status::Verified)));
    assert_eq!(verifier.session(id).unwrap().attempts(), 1);
}

#[test]
fn the_verification_outlives_the_verifier() {
    let request = to(NUMBER);
    let verification = verifier::<1>().start(at(0), &request).unwrap().verification();
    assert_eq!(verification.destination().to_string(), NUMBER);
}

#[test]
fn an_id_that_was_never_given_is_not_found() {
    let mut verifier = verifier::<4>();
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let id = SessionId::generate(&mut Generator::from_seed([1; 32]));
    let error = verifier.status(at(0), id).unwrap_err();
    assert_eq!(api(error), (1300, 404));
    assert_eq!(verifier.confirm(at(0), id), Err(error));
    assert_eq!(verifier.session(id).err(), Some(error));
    assert_eq!(verifier.check(at(0), id, "1234"), Err(CheckError::NotFound(error)));
    assert_eq!(api(CheckError::NotFound(error)), (1300, 404));
}

#[test]
fn an_invalid_request_is_refused_with_the_code_of_its_member() {
    let request = Request { code_length: Some(11), ..to(NUMBER) };
    let refused = verifier::<4>().start(at(0), &request).unwrap_err();
    assert_eq!(refused, Refused::Invalid(request.validate().unwrap_err()));
    assert_eq!(api(refused), (1010, 400));
    assert_eq!(refused.retry_after_seconds(at(0)), None);
}

#[test]
fn the_same_destination_too_early_is_refused_and_changes_nothing() {
    let mut verifier = verifier::<4>();
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let refused = start(&mut verifier, millis(9_001), &to("+1 987 654 3210")).unwrap_err();
    assert!(matches!(refused, Refused::TooEarly(early) if early.retry_after() == at(10)));
    assert_eq!(api(refused), (1400, 403));
    assert_eq!(refused.retry_after_seconds(millis(9_001)), Some(1));
    assert_eq!(refused.retry_after_seconds(millis(8_999)), Some(2));
    assert_eq!(verifier.sessions().count(), 1);
}

#[test]
fn the_same_destination_again_is_the_same_session() {
    let mut verifier = verifier::<4>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let code = code(&verifier, id);
    let request = to(NUMBER);
    let started = verifier.start(at(10), &request).unwrap();
    assert!(!started.is_new());
    assert_eq!(started.session().id(), id);
    assert_eq!(started.session().code().expose(), code);
    assert_eq!(started.session().expires_at(), at(310));
    assert_eq!(verifier.sessions().count(), 1);

    let reset = Request { reset_session: Some(true), ..to(NUMBER) };
    assert_eq!(start(&mut verifier, at(20), &reset), Ok(id));
    assert_eq!(verifier.check(at(20), id, &code), Ok(Verdict::Wrong { attempts_left: 4 }));
}

#[test]
fn a_final_session_is_followed_by_a_new_one_and_still_found() {
    let mut verifier = verifier::<4>();
    let first = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let right = code(&verifier, first);
    assert_eq!(verifier.check(at(1), first, &right), Ok(Verdict::Verified));
    // A new session has no resending interval to wait for.
    let failed = start(&mut verifier, at(1), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(1), failed, 5);
    let expired = start(&mut verifier, at(100), &to(NUMBER)).unwrap();
    let waiting = start(&mut verifier, at(400), &to(NUMBER)).unwrap();
    for (id, status) in [
        (first, Status::Verified),
        (failed, Status::Failed),
        (expired, Status::Expired),
        (waiting, Status::Waiting),
    ] {
        assert_eq!(verifier.status(at(400), id), Ok(status));
    }
}

#[test]
fn two_destinations_have_two_sessions() {
    let mut verifier = verifier::<4>();
    let one = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let two = start(&mut verifier, at(0), &to(OTHER)).unwrap();
    let code = code(&verifier, one);
    assert_eq!(verifier.confirm(at(0), two), Ok(Verdict::Verified));
    assert_eq!(verifier.status(at(0), one), Ok(Status::Waiting));
    assert_eq!(verifier.check(at(0), one, &code), Ok(Verdict::Verified));
}

#[test]
fn sma_is_confirmed_and_no_code_matches() {
    let mut verifier = verifier::<4>();
    let request = Request { channel: Some("sma"), ..to(NUMBER) };
    let id = start(&mut verifier, at(0), &request).unwrap();
    assert_eq!(verifier.check(at(0), id, ""), Ok(Verdict::Wrong { attempts_left: 4 }));
    assert_eq!(verifier.confirm(at(0), id), Ok(Verdict::Verified));
    assert_eq!(verifier.confirm(at(0), id), Ok(Verdict::Over(Status::Verified)));
    assert_eq!(verifier.failures().count(), 0, "a confirmed number has succeeded");
}

#[test]
fn a_clock_that_steps_back_revives_nothing() {
    let mut verifier = verifier::<2>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    assert_eq!(verifier.status(at(300), id), Ok(Status::Expired));
    assert_eq!(verifier.status(at(0), id), Ok(Status::Expired));
    assert_ne!(start(&mut verifier, at(20), &to(NUMBER)), Ok(id));
    start(&mut verifier, at(20), &to(OTHER)).expect("the one that is over makes room");
    assert!(verifier.status(at(20), id).is_err());
}

#[test]
fn a_message_that_cannot_be_sent_is_refused_before_anything_changes() {
    let mut verifier = limited(Limits::NONE);
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let kept = code(&verifier, id);
    let stored = |verifier: &Verifier<Box<[Slot]>>| -> Vec<_> {
        verifier.sessions().map(Session::to_bytes).collect()
    };
    let before = stored(&verifier);
    for (template, encoding) in
        [("{code}".to_owned() + &"a".repeat(1527), "AUTO"), ("Код {code}".to_owned(), "GSM7")]
    {
        let sms = SmsOptions { encoding: Some(encoding), ..SmsOptions::default() };
        let request = Request { template: Some(&*template), sms, ..to(NUMBER) };
        let refused = start(&mut verifier, at(20), &request).unwrap_err();
        assert!(matches!(refused, Refused::Message(_)), "{refused}");
        assert!(stored(&verifier) == before);
    }
    // No interval has started, and the old code lives on.
    assert_eq!(start(&mut verifier, at(20), &to(NUMBER)), Ok(id));
    assert_eq!(verifier.check(at(21), id, &kept), Ok(Verdict::Verified));
}

/// Around every bound, a start says of a message what the encoder says of its text.
#[test]
fn what_cannot_be_sent_is_what_cannot_be_encoded() {
    let texts = ["a", "€", "я", "🔑", "a🔑", "a€"];
    let lengths = (328..=340).chain(655..=675).chain(755..=770).chain(1520..=1535);
    for (text, length) in texts.iter().flat_map(|text| lengths.clone().map(move |it| (text, it))) {
        let filler: String = text.chars().cycle().take(length).collect();
        let template = format!("{{code}}{filler}");
        for (name, encoding) in
            [("AUTO", Encoding::Auto), ("GSM7", Encoding::Gsm7), ("UCS2", Encoding::Ucs2)]
        {
            let sms = SmsOptions { encoding: Some(name), ..SmsOptions::default() };
            let request = Request { template: Some(&*template), sms, ..to(NUMBER) };
            let answer = start(&mut verifier::<1>(), at(0), &request).map(|_| ());
            let expected = Message::new(&format!("0000{filler}"), encoding).map(|_| ());
            assert_eq!(answer, expected.map_err(Refused::Message), "{length} of {text}, {name}");
        }
    }
}

// --- Room ---

#[test]
fn full_of_sessions_that_wait_refuses_and_loses_nothing() {
    let mut verifier = verifier::<3>();
    let mut ids = Vec::new();
    for (index, validity) in [(0, 300), (1, 120), (2, 200)] {
        let number = numbered(index);
        let request = Request { code_validity: Some(validity), ..to(&number) };
        ids.push(start(&mut verifier, at(0), &request).unwrap());
    }
    let before: Vec<_> = bytes(&verifier).collect();
    let now = millis(119_999);
    let refused = start(&mut verifier, now, &to(NUMBER)).unwrap_err();
    assert_eq!(refused, Refused::Full { until: at(120) });
    assert_eq!(api(refused), (2000, 503));
    assert_eq!(refused.retry_after_seconds(now), Some(1));
    assert!(before == bytes(&verifier).collect::<Vec<_>>());
    // The sessions that it holds can still be sent again.
    assert_eq!(start(&mut verifier, now, &to(&numbered(2))), Ok(ids[2]));
    // Only the session that expires first makes room.
    start(&mut verifier, at(120), &to(NUMBER)).unwrap();
    assert_eq!(verifier.status(at(120), ids[0]), Ok(Status::Waiting));
    assert!(verifier.status(at(120), ids[1]).is_err());
    assert_eq!(verifier.status(at(120), ids[2]), Ok(Status::Waiting));
    let refused = start(&mut verifier, at(120), &to(OTHER)).unwrap_err();
    assert_eq!(refused, Refused::Full { until: at(300) });
}

#[test]
fn a_resend_moves_the_expiry_sooner_and_later() {
    let mut verifier = verifier::<2>();
    let valid = |number, validity| Request { code_validity: Some(validity), ..to(number) };
    start(&mut verifier, at(0), &valid(NUMBER, 100)).unwrap();
    start(&mut verifier, at(0), &valid(OTHER, 200)).unwrap();
    let until = |verifier: &mut Verifier<[Slot; 2]>, now| {
        start(verifier, now, &to("+447400123456")).unwrap_err().retry_after_seconds(at(0))
    };
    assert_eq!(until(&mut verifier, at(10)), Some(100));
    start(&mut verifier, at(10), &valid(NUMBER, 300)).unwrap();
    assert_eq!(until(&mut verifier, at(10)), Some(200));
    start(&mut verifier, at(20), &valid(OTHER, 30)).unwrap();
    assert_eq!(until(&mut verifier, at(20)), Some(50));
}

#[test]
fn what_is_over_makes_room_expired_ones_first_then_as_they_ended() {
    let mut verifier = verifier::<4>();
    let valid = |number, validity| Request { code_validity: Some(validity), ..to(number) };
    let numbers: Vec<_> = (0..8).map(numbered).collect();
    let mut ids = Vec::new();
    for (number, validity) in numbers.iter().zip([300, 300, 60, 50]) {
        ids.push(start(&mut verifier, at(0), &valid(number, validity)).unwrap());
    }
    assert_eq!(verifier.confirm(at(1), ids[1]), Ok(Verdict::Verified));
    assert_eq!(verifier.confirm(at(2), ids[0]), Ok(Verdict::Verified));
    for (number, gone) in numbers[4..].iter().zip([ids[3], ids[2], ids[1], ids[0]]) {
        assert!(verifier.session(gone).is_ok());
        start(&mut verifier, at(60), &to(number)).unwrap();
        assert!(verifier.session(gone).is_err());
    }
    assert!(matches!(
        start(&mut verifier, at(60), &to(NUMBER)),
        Err(Refused::Full { until }) if until == at(360)
    ));
}

/// Whoever asks again for a session that is over does not move it in the order.
#[test]
fn what_is_over_stays_where_it_ended() {
    let mut verifier = verifier::<3>();
    let ids = [0, 1, 2].map(|index| start(&mut verifier, at(0), &to(&numbered(index))).unwrap());
    for (ended, id) in (1..).zip(ids) {
        assert_eq!(verifier.confirm(at(1), id), Ok(Verdict::Verified));
        for again in &ids[..ended] {
            assert_eq!(verifier.status(at(1), *again), Ok(Status::Verified));
            // A fourth one would stand there twice, or without end.
            let listed: Vec<_> = verifier.sessions().map(Session::id).take(4).collect();
            assert_eq!((listed.len(), &listed[..ended]), (3, &ids[..ended]));
        }
    }
}

#[test]
fn sessions_of_a_clock_that_was_ahead_make_room() {
    const YEARS: u64 = 20 * 365 * 86_400;
    let mut verifier = verifier::<3>();
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    for index in 0..2 {
        start(&mut verifier, at(YEARS), &to(&numbered(index))).unwrap();
    }
    // The first one waits, as far as this clock knows.
    for index in 2..4 {
        start(&mut verifier, at(10), &to(&numbered(index))).unwrap();
    }
    let refused = start(&mut verifier, at(20), &to(&numbered(4))).unwrap_err();
    assert_eq!(refused, Refused::Full { until: at(300) });
    assert_eq!(verifier.find(NUMBER.parse().unwrap()).map(Session::attempts), Some(0));
}

#[test]
fn a_verifier_of_no_sessions_refuses() {
    let refused = start(&mut verifier::<0>(), at(0), &to(NUMBER)).unwrap_err();
    assert_eq!(refused, Refused::Full { until: Timestamp::MAX });
}

static LARGE: Mutex<Verifier<[Slot; 10_000]>> =
    Mutex::new(Verifier::unseeded([const { Slot::EMPTY }; 10_000]));

/// The verifier is in static memory and never on this thread's stack, which has at most 2 MiB.
#[test]
fn ten_thousand_sessions_in_static_memory() {
    assert!(size_of::<Verifier<[Slot; 10_000]>>() < 10_000 * 320 + 1_000);
    let mut verifier = LARGE.lock().unwrap();
    assert_eq!(start(&mut verifier, at(0), &to(NUMBER)), Err(Refused::Unseeded));
    verifier.seed([9; 32]);
    let number = |index: u64| format!("+1987{:07}", index * 617 % 10_000_000);
    let mut ids = HashSet::new();
    for index in 0..10_000 {
        let validity = 30 + i64::try_from(index * 7919 % 7000).unwrap();
        let number = number(index);
        let request = Request { code_validity: Some(validity), ..to(&number) };
        assert!(ids.insert(start(&mut verifier, at(0), &request).unwrap()));
    }
    assert!(matches!(start(&mut verifier, at(0), &to(OTHER)), Err(Refused::Full { .. })));
    for id in &ids {
        assert_eq!(verifier.status(at(1), *id), Ok(Status::Waiting));
    }
    // Each destination again finds its own session. Once all have expired, another ten thousand
    // start.
    for index in 0..10_000 {
        assert!(ids.contains(&start(&mut verifier, at(10), &to(&number(index))).unwrap()));
    }
    for index in 10_000..20_000 {
        assert!(!ids.contains(&start(&mut verifier, at(310), &to(&number(index))).unwrap()));
    }
    assert!(ids.iter().all(|id| verifier.session(*id).is_err()));
    assert_eq!(verifier.sessions().count(), 10_000);
}

// --- Limits ---

#[track_caller]
fn assert_limited(answer: Result<SessionId, Refused>, by: LimitedBy, seconds: u64) {
    let refused = answer.unwrap_err();
    match refused {
        Refused::Limited { by: found, wait } => assert_eq!((found, wait.seconds()), (by, seconds)),
        other => panic!("{other}"),
    }
    assert_eq!(api(refused), (429, 429));
    assert_eq!(refused.retry_after_seconds(at(0)), Some(seconds));
}

#[test]
fn the_client_ip_is_limited() {
    let mut verifier = limited(Limits { client_ip: one(), ..Limits::NONE });
    let from = |number, ip| Request { client_ip: Some(ip), ..to(number) };
    start(&mut verifier, at(0), &from(NUMBER, "192.0.2.1")).unwrap();
    // This is the same address in another notation.
    let again = start(&mut verifier, at(60), &from(OTHER, "::ffff:192.0.2.1"));
    assert_limited(again, LimitedBy::ClientIp, 3540);
    start(&mut verifier, at(60), &from(OTHER, "192.0.2.2")).unwrap();
    // Only the first half of an IPv6 address counts.
    start(&mut verifier, at(60), &from("+447400123456", "2001:db8::1")).unwrap();
    let again = start(&mut verifier, at(60), &from("+447400123457", "2001:db8::ffff:1"));
    assert_limited(again, LimitedBy::ClientIp, 3600);
    start(&mut verifier, at(60), &from("+447400123457", "2001:db8:0:1::1")).unwrap();
    start(&mut verifier, at(60), &from("+447400123460", "2001:db9::1")).unwrap();
    // Requests without an address are exempt.
    start(&mut verifier, at(60), &to("+447400123458")).unwrap();
    start(&mut verifier, at(60), &to("+447400123459")).unwrap();
}

#[test]
fn the_destination_is_limited() {
    let mut verifier = limited(Limits { destination: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    assert_limited(start(&mut verifier, at(10), &to(NUMBER)), LimitedBy::Destination, 3590);
    start(&mut verifier, at(10), &to("+19876543211")).unwrap();
    start(&mut verifier, at(3600), &to(NUMBER)).unwrap();
}

#[test]
fn the_range_of_the_destination_is_limited() {
    let mut verifier = limited(Limits { range: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    assert_limited(start(&mut verifier, at(0), &to("+19876549999")), LimitedBy::Range, 3600);
    start(&mut verifier, at(0), &to("+19876553210")).unwrap();
    // A number of eight digits and one of seven.
    start(&mut verifier, at(0), &to("+29012345")).unwrap();
    assert_limited(start(&mut verifier, at(0), &to("+29019999")), LimitedBy::Range, 3600);
}

#[test]
fn the_country_is_limited_by_its_calling_code() {
    let mut verifier = limited(Limits { country: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    let canada = Request { country: Some("CA"), ..to("6135550123") };
    assert_limited(start(&mut verifier, at(0), &canada), LimitedBy::Country, 3600);
    start(&mut verifier, at(0), &to(OTHER)).unwrap();
}

#[test]
fn a_refused_request_counts_on_no_limit() {
    let two = Quota::new(2, Duration::from_secs(3600), 2).ok();
    let limits = Limits { client_ip: two, destination: one(), ..Limits::NONE };
    let mut verifier = Verifier::new(slots(64), [7; 32], limits);
    let from = |number| Request { client_ip: Some("192.0.2.1"), ..to(number) };
    start(&mut verifier, at(0), &from(NUMBER)).unwrap();
    for _ in 0..5 {
        let refused = start(&mut verifier, at(20), &from(NUMBER));
        assert_limited(refused, LimitedBy::Destination, 3580);
    }
    start(&mut verifier, at(20), &from(OTHER)).expect("the address has one left");

    // A request that is too early or finds no room counts on none either.
    let mut verifier =
        Verifier::new([const { Slot::EMPTY }; 1], [7; 32], Limits { country: two, ..Limits::NONE });
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    for _ in 0..5 {
        let early = start(&mut verifier, at(0), &to(NUMBER));
        assert!(matches!(early, Err(Refused::TooEarly(_))));
        let full = start(&mut verifier, at(0), &to("+19876543211"));
        assert!(matches!(full, Err(Refused::Full { .. })));
    }
    start(&mut verifier, at(10), &to(NUMBER)).unwrap();
    assert_limited(start(&mut verifier, at(20), &to(NUMBER)), LimitedBy::Country, 1780);
}

/// Many keys share few places: no limit is forgotten.
#[test]
fn a_flood_of_new_keys_frees_nobody() {
    fn from<'a>(number: &'a str, ip: &'a str) -> Request<&'a str> {
        Request { client_ip: Some(ip), ..to(number) }
    }
    let mut verifier = Verifier::new(
        [const { Slot::EMPTY }; 8],
        [7; 32],
        Limits { client_ip: one(), ..Limits::NONE },
    );
    start(&mut verifier, at(0), &from(NUMBER, "192.0.2.1")).unwrap();
    for index in 0..200 {
        let (number, ip) = (numbered(index), format!("198.51.100.{index}"));
        let _ = start(&mut verifier, at(index), &from(&number, &ip));
    }
    let again = start(&mut verifier, at(3599), &from(OTHER, "192.0.2.1"));
    assert_limited(again, LimitedBy::ClientIp, 1);
}

/// At the end of time nothing becomes free again, and nothing is freed by that.
#[test]
fn limits_hold_at_the_end_of_time() {
    let two = Quota::new(1, Duration::from_secs(3600), 2).ok();
    for limits in [
        Limits { client_ip: two, ..Limits::NONE },
        Limits { destination: two, ..Limits::NONE },
        Limits { range: two, ..Limits::NONE },
        Limits { country: two, ..Limits::NONE },
        Limits { client_ip: two, destination: two, range: two, country: two, ..Limits::NONE },
    ] {
        let mut verifier = limited(limits);
        let request = Request { client_ip: Some("2001:db8::7"), ..to(NUMBER) };
        let end = Timestamp::MAX;
        for allowed in [true, true, false, false] {
            let answer = start(&mut verifier, end, &request);
            let is_limited = matches!(answer, Err(Refused::Limited { .. }));
            assert_eq!((answer.is_ok(), is_limited), (allowed, !allowed), "{limits:?}");
        }
        // A clock that is set right again frees at most what it would have freed.
        let now = at(0);
        for allowed in [false, false] {
            let answer = start(&mut verifier, now, &request);
            assert_eq!(answer.is_ok(), allowed, "{limits:?}");
        }
        let answer = start(&mut verifier, at(3600), &request);
        assert!(answer.is_ok(), "{limits:?}");
    }
}

#[test]
fn new_limits_hold_at_once_and_old_ones_go_on() {
    let mut verifier = limited(Limits { country: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    verifier.set_limits(Limits { country: one(), destination: one(), ..Limits::NONE });
    assert_limited(start(&mut verifier, at(0), &to("+19876543211")), LimitedBy::Country, 3600);
    verifier.set_limits(Limits { destination: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to("+19876543211")).unwrap();
    verifier.set_limits(Limits { country: one(), ..Limits::NONE });
    start(&mut verifier, at(0), &to("+19876543212")).expect("this limit begins anew");
}

/// Whatever becomes of the other limits.
#[test]
fn a_limit_begins_anew_only_with_its_own_quota() {
    let kinds: [fn(&mut Limits) -> &mut Option<Quota>; 4] = [
        |limits| &mut limits.client_ip,
        |limits| &mut limits.destination,
        |limits| &mut limits.range,
        |limits| &mut limits.country,
    ];
    let per_second = |count| Quota::new(count, Duration::from_secs(1), 1000).ok();
    let request = Request { client_ip: Some("192.0.2.1"), ..to(NUMBER) };
    for (place, of) in kinds.iter().enumerate() {
        let mut limits = Limits::NONE;
        *of(&mut limits) = one();
        let mut verifier = limited(limits);
        start(&mut verifier, at(0), &request).unwrap();
        for (_, other) in kinds.iter().enumerate().filter(|(other, _)| *other != place) {
            *other(&mut limits) = per_second(1);
            verifier.set_limits(limits);
        }
        let refused = start(&mut verifier, at(10), &request);
        assert!(matches!(refused, Err(Refused::Limited { .. })), "{limits:?}");
        *of(&mut limits) = per_second(2);
        verifier.set_limits(limits);
        assert!(start(&mut verifier, at(10), &request).is_ok(), "{limits:?}");
    }
}

#[test]
fn where_nothing_is_verified_new_sessions_wait() {
    let limit = ConversionLimit::new(25, 8, Duration::from_secs(86_400)).ok();
    let mut verifier = limited(Limits { conversion: limit, ..Limits::NONE });
    let number = |index: u64| format!("+1987654{index:04}");
    let mut ids = Vec::new();
    for index in 0..8 {
        ids.push(start(&mut verifier, at(index), &to(&number(index))).unwrap());
    }
    // Everything waits until the day ends, in the whole country, and so does what is sent again.
    for other in [number(8), number(7), "+16135550123".to_owned()] {
        let refused = start(&mut verifier, at(10), &to(&other)).unwrap_err();
        assert!(matches!(refused, Refused::Limited { by: LimitedBy::Conversion, .. }), "{refused}");
        assert_eq!(api(refused), (429, 429));
    }
    start(&mut verifier, at(10), &to(OTHER)).expect("another country");
    // A quarter of eight are two.
    for (place, is_enough) in [(0, false), (1, true)] {
        let code = code(&verifier, ids[place]);
        assert_eq!(verifier.check(at(20), ids[place], &code), Ok(Verdict::Verified));
        // Asked again, it is not verified once more.
        let _ = verifier.check(at(20), ids[place], &code);
        assert_eq!(start(&mut verifier, at(21), &to(&number(9))).is_ok(), is_enough);
    }
}

// --- Wrong codes in a row ---

#[test]
fn wrong_codes_count_over_sessions_and_block() {
    let mut verifier = verifier::<8>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 5);
    let refused = start(&mut verifier, at(29), &to(NUMBER)).unwrap_err();
    assert!(matches!(refused, Refused::Blocked(Blocked::Wait(wait)) if wait.seconds() == 1));
    assert_eq!(api(refused), (429, 429));
    assert_eq!(refused.retry_after_seconds(at(29)), Some(1));
    start(&mut verifier, at(29), &to(OTHER)).expect("others are not concerned");

    // In the next session, each wrong code is followed by a wait, even for the right code.
    let id = start(&mut verifier, at(30), &to(NUMBER)).unwrap();
    let code = code(&verifier, id);
    assert_eq!(verifier.check(at(30), id, WRONG), Ok(Verdict::Wrong { attempts_left: 4 }));
    let blocked = verifier.check(at(31), id, &code).unwrap_err();
    assert!(matches!(blocked, CheckError::Blocked(Blocked::Wait(wait)) if wait.seconds() == 59));
    assert_eq!(api(blocked), (429, 429));
    assert_eq!(blocked.retry_after_seconds(), Some(59));
    assert_eq!(verifier.session(id).unwrap().attempts(), 1, "not counted");
    assert_eq!(verifier.status(at(31), id), Ok(Status::Waiting));
    assert_eq!(verifier.check(at(90), id, &code), Ok(Verdict::Verified));
    // A session that is over says so while blocked, and the right code has cleared the count.
    assert_eq!(verifier.check(at(90), id, &code), Ok(Verdict::Over(Status::Verified)));
    assert_eq!(verifier.failures().count(), 0);
    start(&mut verifier, at(90), &to(NUMBER)).unwrap();
}

#[test]
fn a_session_that_is_over_answers_while_its_destination_is_blocked() {
    let mut verifier = verifier::<2>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 5);
    assert_eq!(verifier.check(at(0), id, WRONG), Ok(Verdict::Over(Status::Failed)));
}

#[test]
fn a_hundred_wrong_codes_block_until_an_operator_clears_them() {
    let mut verifier = verifier::<2>();
    let mut now = 0;
    let refused = loop {
        match start(&mut verifier, at(now), &to(NUMBER)) {
            Ok(id) => {
                let _ = verifier.check(at(now), id, WRONG);
            }
            Err(refused) => match refused.retry_after_seconds(at(now)) {
                Some(wait) => now += wait,
                None => break refused,
            },
        }
    };
    assert_eq!(refused, Refused::Blocked(Blocked::UntilCleared));
    assert!((3 * 86_400..4 * 86_400).contains(&now), "{now} s");
    let failures = verifier.failures().next().unwrap();
    assert_eq!(failures[1], 100);
    verifier.clear_failures(NUMBER.parse().unwrap());
    start(&mut verifier, at(now + 400), &to(NUMBER)).unwrap();
}

/// Only what may be forgotten makes room. Without a place, destinations share one count.
#[test]
fn where_failures_have_no_room_none_is_forgotten() {
    const THIRD: &str = "+447400123456";
    let mut verifier = verifier::<2>();
    for (now, number, times) in [(0, NUMBER, 3), (1, OTHER, 2), (1000, THIRD, 4)] {
        let id = start(&mut verifier, at(now), &to(number)).unwrap();
        fail(&mut verifier, at(now), id, times);
    }
    let counts = |verifier: &Verifier<[Slot; 2]>| -> BTreeSet<u8> {
        verifier.failures().map(|bytes| bytes[1]).collect()
    };
    // The overflow is among them, for a restart.
    assert_eq!(counts(&verifier), [2, 3, 4].into());
    // The fifth wrong code of those without a place, whoever it comes from, is followed by a wait
    // for all of them, but not for the others.
    let fourth = "+393123456789";
    let id = start(&mut verifier, at(2000), &to(fourth)).unwrap();
    fail(&mut verifier, at(2000), id, 1);
    for number in [THIRD, fourth] {
        let refused = start(&mut verifier, at(2010), &to(number)).unwrap_err();
        assert!(matches!(refused, Refused::Blocked(Blocked::Wait(_))), "{refused}");
    }
    let blocked = verifier.check(at(2010), id, WRONG);
    assert!(matches!(blocked, Err(CheckError::Blocked(Blocked::Wait(_)))), "{blocked:?}");
    start(&mut verifier, at(2010), &to(NUMBER)).expect("it has a place of its own");
    // A right code of one of them clears nothing for the others.
    let id = start(&mut verifier, at(2030), &to(fourth)).unwrap();
    assert_eq!(verifier.confirm(at(2030), id), Ok(Verdict::Verified));
    let id = start(&mut verifier, at(2400), &to(THIRD)).unwrap();
    fail(&mut verifier, at(2400), id, 1);
    let refused = start(&mut verifier, at(2459), &to(THIRD)).unwrap_err();
    assert_eq!(refused.retry_after_seconds(at(2459)), Some(1));
    // With a place, a destination goes on with the count that it has shared.
    let id = start(&mut verifier, at(3000), &to(NUMBER)).unwrap();
    assert_eq!(verifier.confirm(at(3000), id), Ok(Verdict::Verified));
    let id = start(&mut verifier, at(3000), &to(THIRD)).unwrap();
    fail(&mut verifier, at(3000), id, 1);
    assert_eq!(counts(&verifier), [2, 6, 7].into());
}

#[test]
fn failures_are_forgotten_after_thirty_days_if_there_is_need() {
    const DAY: u64 = 24 * 3600;
    let mut verifier = verifier::<1>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 5);
    for (now, expected) in [(30 * DAY - 1, NUMBER), (30 * DAY, OTHER)] {
        let id = start(&mut verifier, at(now), &to(OTHER)).unwrap();
        fail(&mut verifier, at(now), id, 1);
        let kept = verifier.failures().last().unwrap();
        let expected: verify_core::phone::PhoneNumber = expected.parse().unwrap();
        let is_kept = |number: u64| {
            format!("{:x}", u64::from_le_bytes(kept[10..].try_into().unwrap()))
                .starts_with(&number.to_string())
        };
        assert!(is_kept(expected.to_u64()), "{now}");
        verifier.cancel(at(now), id).unwrap();
    }
}

// --- Restarts ---

fn bytes<const N: usize>(
    verifier: &Verifier<[Slot; N]>,
) -> impl Iterator<Item = [u8; Session::BYTES]> {
    verifier.sessions().map(Session::to_bytes)
}

/// Restores everything in a verifier with another seed and size.
fn copy<const N: usize>(before: &Verifier<[Slot; 8]>, now: Timestamp) -> Verifier<[Slot; N]> {
    let mut after = Verifier::new([const { Slot::EMPTY }; N], [8; 32], Limits::NONE);
    for bytes in before.sessions().map(Session::to_bytes) {
        after.restore(now, &bytes).unwrap();
    }
    for bytes in before.failures() {
        after.restore_failures(now, &bytes).unwrap();
    }
    assert!(bytes(before).eq(bytes(&after)));
    assert!(before.failures().eq(after.failures()));
    after
}

#[test]
fn a_restart_loses_no_session_and_no_failure() {
    let mut before = verifier::<8>();
    let verified = start(&mut before, at(0), &to(OTHER)).unwrap();
    let id = start(&mut before, at(0), &to(NUMBER)).unwrap();
    let code = code(&before, id);
    assert_eq!(before.confirm(at(0), verified), Ok(Verdict::Verified));
    fail(&mut before, at(1), id, 2);
    let mut after = copy::<2>(&before, at(2));
    assert_eq!(after.status(at(2), verified), Ok(Status::Verified));
    assert!(matches!(start(&mut after, at(2), &to(NUMBER)), Err(Refused::TooEarly(_))));
    assert_eq!(after.check(at(2), id, WRONG), Ok(Verdict::Wrong { attempts_left: 2 }));
    assert_eq!(after.failures().next().unwrap()[1], 3);
    assert_eq!(after.check(at(2), id, &code), Ok(Verdict::Verified));
}

#[test]
fn what_cannot_be_restored_changes_nothing() {
    let mut other = verifier::<4>();
    let mut stored = |now, number| {
        let request = to(number);
        other.start(now, &request).unwrap().session().to_bytes()
    };
    let (one, two) = (stored(at(0), NUMBER), stored(at(0), OTHER));
    let same_destination = {
        let mut third = Verifier::new([const { Slot::EMPTY }; 1], [5; 32], Limits::NONE);
        let request = to(NUMBER);
        third.start(at(5), &request).unwrap().session().to_bytes()
    };

    let mut verifier = verifier::<1>();
    assert_eq!(verifier.restore(at(0), &one), Ok(()));
    let restored = |verifier: &Verifier<[Slot; 1]>| bytes(verifier).eq([one]);
    assert_eq!(verifier.restore(at(0), &one), Err(RestoreError::Duplicate));
    assert_eq!(verifier.restore(at(0), &same_destination), Err(RestoreError::Duplicate));
    assert_eq!(verifier.restore(at(0), &two), Err(RestoreError::Full));
    let damaged = RestoreError::Bytes(FromBytesError::Version { expected: 2, found: 3 });
    assert_eq!(verifier.restore(at(0), &[3, 2, 1]), Err(damaged));
    assert!(restored(&verifier));
    // The expired session frees both its destination and its place.
    assert_eq!(verifier.restore(at(300), &same_destination), Ok(()));
    assert_eq!(verifier.sessions().count(), 1);

    let mut unseeded = Verifier::unseeded([const { Slot::EMPTY }; 1]);
    assert_eq!(unseeded.restore(at(0), &one), Err(RestoreError::Unseeded));
}

#[test]
fn failures_are_restored_as_they_were_or_not_at_all() {
    let mut verifier = verifier::<8>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 3);
    let bytes = verifier.failures().next().unwrap();
    let count = FailureCount::from_bytes(&bytes[..10]).unwrap();
    assert_eq!(count.failures(), 3);
    assert_eq!(bytes[10..], [0x0B, 0, 0, 0x21, 0x43, 0x65, 0x87, 0x19]);

    // The greater number counts.
    fail(&mut verifier, at(1), id, 1);
    assert_eq!(verifier.restore_failures(at(1), &bytes), Ok(()));
    assert_eq!(verifier.failures().next().unwrap()[1], 4);
    let mut greater = bytes;
    greater[1] = 6;
    assert_eq!(verifier.restore_failures(at(1), &greater), Ok(()));
    assert_eq!(verifier.failures().collect::<Vec<_>>(), [greater]);
    // Among equals the later one counts, so that no wait becomes shorter.
    let mut later = greater;
    later[2] += 1;
    for restored in [later, greater] {
        assert_eq!(verifier.restore_failures(at(1), &restored), Ok(()));
        assert_eq!(verifier.failures().collect::<Vec<_>>(), [later]);
    }

    let damaged = Err(RestoreError::Bytes(FromBytesError::Value));
    for (place, byte) in
        [(17, 0x09), (16, 0x8A), (10, 0x09), (10, 0x1B), (10, 0x06), (1, 0), (1, 101)]
    {
        let mut bytes = bytes;
        bytes[place] = byte;
        assert_eq!(verifier.restore_failures(at(1), &bytes), damaged, "{byte} at {place}");
    }
    let mut version = bytes;
    version[0] = 1;
    let other = FromBytesError::Version { expected: 2, found: 1 };
    assert_eq!(verifier.restore_failures(at(1), &version), Err(other.into()));
    for found in (0..40).filter(|length| *length != FAILURE_BYTES) {
        let other = FromBytesError::Length { expected: FAILURE_BYTES, found };
        assert_eq!(verifier.restore_failures(at(1), &[2; 40][..found]), Err(other.into()));
    }
    assert_eq!(verifier.failures().collect::<Vec<_>>(), [later]);
    let mut unseeded = Verifier::unseeded([const { Slot::EMPTY }; 8]);
    assert_eq!(unseeded.restore_failures(at(1), &bytes), Err(RestoreError::Unseeded));
    assert_eq!(FAILURE_BYTES, bytes.len());
}

/// A hundred wrong codes are never forgotten, restored twice or not, and the others in order.
#[test]
fn a_hundredth_restored_twice_leaves_the_others_in_order() {
    let mut verifier = verifier::<3>();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 1);
    let sample = verifier.failures().next().unwrap();
    verifier.clear_failures(NUMBER.parse().unwrap());
    let stored = |failures, millis, last_digit: u8| {
        let mut bytes = sample;
        bytes[1] = failures;
        bytes[2] += millis;
        bytes[12] = last_digit << 4;
        bytes
    };
    for (failures, millis, last_digit) in [(100, 0, 0), (1, 1, 1), (1, 2, 2), (100, 3, 0)] {
        let bytes = stored(failures, millis, last_digit);
        assert_eq!(verifier.restore_failures(at(0), &bytes), Ok(()));
    }
    // A month later there is room for another two.
    for (seconds, forgotten) in [(2_700_000, 1), (2_700_001, 2)] {
        let id = start(&mut verifier, at(seconds), &to(&numbered(seconds % 2))).unwrap();
        fail(&mut verifier, at(seconds), id, 1);
        let kept: Vec<_> = verifier.failures().map(|bytes| bytes[10..].to_vec()).collect();
        let is_kept = |last_digit| kept.contains(&stored(1, 0, last_digit)[10..].to_vec());
        assert!(kept.len() == 3 && is_kept(0) && !is_kept(forgotten), "{forgotten}");
    }
}

#[test]
fn a_second_seed_keeps_sessions_failures_and_limits() {
    let mut verifier = limited(Limits { destination: one(), ..Limits::NONE });
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(0), id, 1);
    verifier.seed([1; 32]);
    assert_eq!(verifier.status(at(0), id), Ok(Status::Waiting));
    assert_limited(start(&mut verifier, at(20), &to(NUMBER)), LimitedBy::Destination, 3580);
    fail(&mut verifier, at(20), id, 1);
    assert_eq!(verifier.failures().next().unwrap()[1], 2);
}

#[test]
fn the_seed_decides_every_code() {
    let draw = |seed| {
        let mut verifier = Verifier::new([const { Slot::EMPTY }; 2], [seed; 32], Limits::NONE);
        let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
        verifier.session(id).unwrap().to_bytes()
    };
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1)[4..20], draw(2)[4..20]);
}

#[test]
fn the_seed_decides_which_limits_are_shared() {
    let numbers: Vec<String> = (0..40).map(numbered).collect();
    let limited = |seed, limits| {
        let mut verifier = Verifier::new(slots(64), [seed; 32], limits);
        let refused = |number: &String| start(&mut verifier, at(0), &to(number)).is_err();
        numbers.iter().map(refused).collect::<Vec<_>>()
    };
    let by_destination = Limits { destination: one(), ..Limits::NONE };
    let by_range = Limits { range: one(), ..Limits::NONE };
    for limits in [by_destination, by_range] {
        assert_ne!(limited(1, limits), limited(2, limits), "{limits:?}");
    }
}

// --- Texts ---

#[test]
fn messages_word_for_word() {
    let mut verifier =
        Verifier::new([const { Slot::EMPTY }; 1], [7; 32], Limits { range: one(), ..Limits::NONE });
    let message = |answer: Result<SessionId, Refused>| answer.unwrap_err().to_string();
    let id = start(&mut verifier, at(0), &to(NUMBER)).unwrap();
    assert_eq!(
        message(start(&mut verifier, at(0), &to("call me"))),
        "destination: expected digits, spaces, brackets, dashes or dots, found 'c' at position 0"
    );
    assert_eq!(
        message(start(&mut verifier, at(10), &to("+19876543211"))),
        "range of numbers: too many requests: retry in 3590 s"
    );
    verifier.set_limits(Limits::NONE);
    assert_eq!(
        message(start(&mut verifier, at(0), &to(NUMBER))),
        "too early to send again: expected 2025-12-18T05:55:04.090Z or later"
    );
    assert_eq!(
        message(start(&mut verifier, at(0), &to(OTHER))),
        "expected room for a session, found that all wait for a code until \
         2025-12-18T05:59:54.090Z or later"
    );
    let stored = bytes(&verifier).next().unwrap();
    assert_eq!(
        verifier.restore(at(0), &stored).unwrap_err().to_string(),
        "stored session: expected an id and a destination that have no session yet, found one"
    );
    assert_eq!(
        RestoreError::Full.to_string(),
        "stored session: expected room for it, found that all sessions wait for a code"
    );
    assert_eq!(
        verifier.restore(at(0), &[]).unwrap_err().to_string(),
        "stored bytes: expected 68 bytes, found 0"
    );
    assert_eq!(
        verifier.restore_failures(at(1), &[0; 18]).unwrap_err().to_string(),
        "stored bytes: expected version 2 in the first byte, found 0"
    );
    fail(&mut verifier, at(0), id, 5);
    assert_eq!(
        message(start(&mut verifier, at(0), &to(NUMBER))),
        "too many wrong codes in a row: retry in 30 s"
    );
    let id = start(&mut verifier, at(30), &to(NUMBER)).unwrap();
    fail(&mut verifier, at(30), id, 1);
    assert_eq!(
        verifier.check(at(30), id, WRONG).unwrap_err().to_string(),
        "too many wrong codes in a row: retry in 60 s"
    );
    let mut unseeded = Verifier::unseeded([const { Slot::EMPTY }; 1]);
    let text = "expected a verifier with a seed, found one that `seed` was not called on";
    let refused = start(&mut unseeded, at(0), &to(NUMBER)).unwrap_err();
    assert_eq!(api(refused), (2000, 503));
    assert_eq!(refused.retry_after_seconds(at(0)), None);
    assert_eq!(refused.to_string(), text);
    assert_eq!(unseeded.restore(at(0), &stored).unwrap_err().to_string(), text);
    let not_found: NotFound = unseeded.status(at(0), id).unwrap_err();
    assert_eq!(not_found.to_string(), "session not found or expired");
    assert_eq!(CheckError::from(not_found).to_string(), "session not found or expired");
    for (by, text) in [
        (LimitedBy::ClientIp, "client IP"),
        (LimitedBy::Destination, "destination"),
        (LimitedBy::Range, "range of numbers"),
        (LimitedBy::Country, "country"),
        (LimitedBy::Conversion, "share of verified sessions"),
    ] {
        assert_eq!(by.to_string(), text);
    }
}

#[test]
fn nothing_shows_a_number_or_a_code() {
    let mut verifier = limited(Limits::NONE);
    let request = Request { client_ip: Some("192.0.2.1"), ..to(NUMBER) };
    let started = verifier.start(at(0), &request).unwrap();
    let shown = format!("{started:?}");
    let code = started.session().code().expose().to_owned();
    assert!(!shown.contains("98765") && !shown.contains(&format!("\"{code}\"")), "{shown}");
    let shown = format!("{verifier:?}");
    assert_eq!(
        shown,
        "Verifier { sessions: 1, capacity: 64, limits: Limits { client_ip: None, \
         destination: None, range: None, country: None, conversion: None }, .. }"
    );
    let limits = Limits { range: one(), ..Limits::NONE };
    verifier.set_limits(limits);
    start(&mut verifier, at(0), &to(OTHER)).unwrap();
    let shown = format!("{verifier:?}");
    assert!(shown.contains("sessions: 2") && shown.contains(&format!("{limits:?}")), "{shown}");
}

#[test]
fn a_verifier_is_sent_between_threads() {
    fn sendable<T: Send + Sync + Unpin + 'static>() {}
    sendable::<Verifier<[Slot; 4]>>();
    assert!(size_of::<Session>() <= 64 && size_of::<Refused>() <= 40);
}

/// Returns the API code of an error and its HTTP status.
fn api(error: impl Into<ApiError>) -> (u16, u16) {
    let error = error.into();
    (error.code(), error.http_status())
}

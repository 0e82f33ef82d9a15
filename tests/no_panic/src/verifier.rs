use std::hint::black_box as any;
use std::time::Duration;
use verify_core::delivery::{Delivery, DeliveryError, Text};
use verify_core::limit::Quota;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::{Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;
use verify_core::engine::{CheckError, Limits, NotFound, Refused, Started};
use verify_core::verifier::{FAILURE_BYTES, RestoreError, Slot, Verifier};

/// A verifier whose size is not a power of two.
type Three = Verifier<[Slot; 3]>;

cannot_panic! {
    fn new(seed: [u8; 32], limits: Limits) -> Three {
        Verifier::new(seed, limits)
    }
    fn unseeded() -> Three {
        Verifier::unseeded()
    }
    fn seed(verifier: &mut Three, with: [u8; 32]) {
        verifier.seed(with);
    }
    fn set_limits(verifier: &mut Three, limits: Limits) {
        verifier.set_limits(limits);
    }
    fn started<'v, 'r>(started: &Started<'v, 'r>) -> (&'v Session, Verification<'r>, bool) {
        (started.session(), started.verification(), started.is_new())
    }
    fn delivery<'a>(
        started: &Started<'a, 'a>,
        base: BaseUrl<'a>,
        text: &'a mut Text<160>,
    ) -> Result<Delivery<'a>, DeliveryError> {
        started.with_base_url(base).delivery(text)
    }
    fn check(
        verifier: &mut Three,
        now: Timestamp,
        id: SessionId,
        entered: &str,
    ) -> Result<Verdict, CheckError> {
        verifier.check(now, id, entered)
    }
    fn confirm(verifier: &mut Three, now: Timestamp, id: SessionId) -> Result<Verdict, NotFound> {
        verifier.confirm(now, id)
    }
    fn status(verifier: &mut Three, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        verifier.status(now, id)
    }
    fn session(verifier: &Three, id: SessionId) -> Result<&Session, NotFound> {
        verifier.session(id)
    }
    fn next_session(verifier: &Three, index: usize) -> Option<[u8; Session::BYTES]> {
        verifier.sessions().nth(index)
    }
    fn restore(verifier: &mut Three, now: Timestamp, bytes: &[u8]) -> Result<(), RestoreError> {
        verifier.restore(now, bytes)
    }
    fn next_failures(verifier: &Three, index: usize) -> Option<[u8; FAILURE_BYTES]> {
        verifier.failures().nth(index)
    }
    fn restore_failures(verifier: &mut Three, bytes: &[u8]) -> Result<(), RestoreError> {
        verifier.restore_failures(bytes)
    }
    fn clear_failures(verifier: &mut Three, destination: PhoneNumber) {
        verifier.clear_failures(destination);
    }
    fn waits(refused: Refused, check: CheckError, now: Timestamp) -> (Option<u64>, Option<u64>) {
        (refused.retry_after_seconds(now), check.retry_after_seconds())
    }
    fn wipe(_verifier: Three) {}
}

cannot_panic_without_ipv6! {
    fn start<'v, 'r>(
        verifier: &'v mut Three,
        now: Timestamp,
        request: &'r Request<&str>,
    ) -> Result<Started<'v, 'r>, Refused> {
        verifier.start(now, request)
    }
}

pub(crate) fn run() {
    let now = Timestamp::UNIX_EPOCH;
    let quota = Quota::new(1, Duration::from_mins(1), 20).ok();
    let limits = Limits { client_ip: quota, destination: quota, range: quota, country: quota };
    let mut verifier = new(any([7; 32]), any(limits));
    for number in ["+6587654321", "+447400123456", "+19876543210"] {
        let request = Request {
            destination: Some(number),
            client_ip: Some("192.0.2.1"),
            ..Request::default()
        };
        let result = start(&mut verifier, any(now), any(&request)).expect("there is room");
        let (first, verification, is_new) = started(any(&result));
        assert_eq!((first.destination(), is_new), (verification.destination(), true));
        let mut text = Text::new();
        let sent = delivery(any(&result), any(BaseUrl::EMPTY), any(&mut text));
        assert_eq!(sent.expect("it fits").to(), first.destination());
        let id = first.id();
        assert_eq!(
            check(&mut verifier, any(now), any(id), any("?")).map(Verdict::status),
            Ok(Status::Waiting)
        );
        assert_eq!(status(&mut verifier, any(now), any(id)), Ok(Status::Waiting));
        assert_eq!(session(any(&verifier), any(id)).map(Session::attempts), Ok(1));
    }
    let fourth = Request { destination: Some("+4915123456789"), ..Request::default() };
    let full = start(&mut verifier, any(now), any(&fourth)).expect_err("there is no room");
    assert!(waits(any(full), any(not_found().into()), any(now)).0.is_some());

    let mut other = unseeded();
    let bytes = next_session(any(&verifier), any(2)).expect("three sessions");
    assert_eq!(restore(&mut other, any(now), any(&bytes)), Err(RestoreError::Unseeded));
    seed(&mut other, any([8; 32]));
    set_limits(&mut other, any(limits));
    assert_eq!(restore(&mut other, any(now), any(&bytes)), Ok(()));
    let failures = next_failures(any(&verifier), any(2)).expect("a wrong code of each");
    assert_eq!(restore_failures(&mut other, any(&failures)), Ok(()));
    let id = Session::from_bytes(&bytes).expect("a session").id();
    assert_eq!(confirm(&mut other, any(now), any(id)), Ok(Verdict::Verified));
    clear_failures(&mut other, any("+19876543210".parse().expect("a number")));
    wipe(other);
}

/// Returns the error of a verifier without sessions.
pub(crate) fn not_found() -> NotFound {
    let id = Session::from_bytes(&next_session_of_one()).expect("a session").id();
    session(&unseeded(), any(id)).map(Session::id).expect_err("it has no session")
}

fn next_session_of_one() -> [u8; Session::BYTES] {
    let mut verifier = new(any([7; 32]), any(Limits::NONE));
    let request = Request { destination: Some("+6587654321"), ..Request::default() };
    assert!(start(&mut verifier, any(Timestamp::UNIX_EPOCH), any(&request)).is_ok());
    next_session(any(&verifier), any(0)).expect("one session")
}

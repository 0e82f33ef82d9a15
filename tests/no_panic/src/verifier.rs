use std::hint::black_box as any;
use std::time::Duration;
use verify_core::engine::{CheckError, Limits, NotFound, Refused, Sending, Started};
use verify_core::limit::Quota;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::{Policy, Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::tls::Version;
use verify_core::verifier::{FAILURE_BYTES, RestoreError, Slot, Verifier};

/// A verifier whose size is not a power of two.
type Three = Verifier<[Slot; 3]>;

cannot_panic! {
    fn new(slots: [Slot; 3], seed: [u8; 32], limits: Limits) -> Three {
        Verifier::new(slots, seed, limits)
    }
    fn unseeded(slots: [Slot; 3]) -> Three {
        Verifier::unseeded(slots)
    }
    fn set_retention(verifier: &mut Three, retention: Duration) {
        verifier.set_retention(retention);
    }
    fn seed(verifier: &mut Three, with: [u8; 32]) {
        verifier.seed(with);
    }
    fn set_limits(verifier: &mut Three, limits: Limits) {
        verifier.set_limits(limits);
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
    fn cancel(verifier: &mut Three, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        verifier.cancel(now, id)
    }
    fn forget(verifier: &mut Three, now: Timestamp, id: SessionId) -> Result<(), NotFound> {
        verifier.forget(now, id)
    }
    fn expire(verifier: &mut Three, now: Timestamp) -> Option<&Session> {
        verifier.expire(now)
    }
    fn next_expiry(verifier: &mut Three) -> Option<Timestamp> {
        verifier.next_expiry()
    }
    fn find(verifier: &Three, destination: PhoneNumber) -> Option<&Session> {
        verifier.find(destination)
    }
    fn next_session(verifier: &Three, index: usize) -> Option<&Session> {
        verifier.sessions().nth(index)
    }
    fn facts(verifier: &Three) -> (usize, bool, usize) {
        (verifier.len(), verifier.is_empty(), verifier.capacity())
    }
    fn set_tag(verifier: &mut Three, id: SessionId, tag: u32) -> Result<(), NotFound> {
        verifier.set_tag(id, tag)
    }
    fn tag(verifier: &Three, id: SessionId) -> Result<u32, NotFound> {
        verifier.tag(id)
    }
    fn restore(verifier: &mut Three, now: Timestamp, bytes: &[u8]) -> Result<(), RestoreError> {
        verifier.restore(now, bytes)
    }
    fn next_failures(verifier: &Three, index: usize) -> Option<[u8; FAILURE_BYTES]> {
        verifier.failures().nth(index)
    }
    fn restore_failures(
        verifier: &mut Three,
        now: Timestamp,
        bytes: &[u8],
    ) -> Result<(), RestoreError> {
        verifier.restore_failures(now, bytes)
    }
    fn clear_failures(verifier: &mut Three, destination: PhoneNumber) {
        verifier.clear_failures(destination);
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

cannot_panic! {
    fn start_verification<'v, 'r>(
        verifier: &'v mut Three,
        now: Timestamp,
        verification: Verification<'r>,
        tls: Option<Version>,
    ) -> Result<Started<'v, 'r>, Refused> {
        verifier.start_verification(now, verification, tls)
    }
}

cannot_panic! {
    fn start_number(
        verifier: &mut Three,
        now: Timestamp,
        destination: PhoneNumber,
        policy: Policy,
    ) -> Result<(&Session, Sending), Refused> {
        verifier.start_number(now, destination, policy)
    }
}

/// The time of most calls.
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

const EMPTY: [Slot; 3] = [const { Slot::EMPTY }; 3];

pub(crate) fn run() {
    let quota = Quota::new(1, Duration::from_mins(1), 20).ok();
    let limits = Limits {
        client_ip: quota,
        destination: quota,
        range: quota,
        country: quota,
        ..Limits::NONE
    };
    let mut verifier = new(any(EMPTY), any([7; 32]), any(limits));
    set_retention(&mut verifier, any(Duration::from_hours(48)));
    for number in ["+6587654321", "+447400123456", "+19876543210"] {
        let request = Request {
            destination: Some(number),
            client_ip: Some("192.0.2.1"),
            ..Request::default()
        };
        let result = start(&mut verifier, any(NOW), any(&request)).expect("there is room");
        let (to, id) = (result.session().destination(), result.session().id());
        let wrong = check(&mut verifier, any(NOW), any(id), any("?"));
        assert_eq!(wrong.map(Verdict::status), Ok(Status::Waiting));
        assert_eq!(status(&mut verifier, any(NOW), any(id)), Ok(Status::Waiting));
        assert_eq!(session(any(&verifier), any(id)).map(Session::attempts), Ok(1));
        assert_eq!(find(any(&verifier), any(to)).map(Session::id), Some(id));
        assert_eq!(set_tag(&mut verifier, any(id), any(7)), Ok(()));
        assert_eq!(tag(any(&verifier), any(id)), Ok(7));
    }
    let fourth = Request { destination: Some("+4915123456789"), ..Request::default() };
    let verification = fourth.validate().expect("a request");
    let full = start_verification(&mut verifier, any(NOW), any(verification), any(None));
    assert!(matches!(full, Err(Refused::Full { .. })));
    let (to, policy) = (verification.destination(), verification.policy());
    let full = start_number(&mut verifier, any(NOW), any(to), any(policy));
    assert!(matches!(full, Err(Refused::Full { .. })));
    assert_eq!(facts(any(&verifier)), (3, false, 3));

    let mut other = unseeded(any(EMPTY));
    let bytes = next_session(any(&verifier), any(2)).expect("three sessions").to_bytes();
    assert_eq!(restore(&mut other, any(NOW), any(&bytes)), Err(RestoreError::Unseeded));
    seed(&mut other, any([8; 32]));
    set_limits(&mut other, any(limits));
    assert_eq!(restore(&mut other, any(NOW), any(&bytes)), Ok(()));
    let failures = next_failures(any(&verifier), any(2)).expect("a wrong code of each");
    assert_eq!(restore_failures(&mut other, any(NOW), any(&failures)), Ok(()));
    let id = Session::from_bytes(&bytes).expect("a session").id();
    assert_eq!(confirm(&mut other, any(NOW), any(id)), Ok(Verdict::Verified));
    clear_failures(&mut other, any("+19876543210".parse().expect("a number")));
    assert_eq!(forget(&mut other, any(NOW), any(id)), Ok(()));
    let next = next_expiry(&mut verifier).expect("three wait");
    let expired = expire(&mut verifier, any(next)).expect("it has expired").id();
    assert_eq!(cancel(&mut verifier, any(next), any(expired)), Ok(Status::Expired));
    wipe(other);
}

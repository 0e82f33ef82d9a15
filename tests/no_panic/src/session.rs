use std::convert::Infallible;
use std::hint::black_box as any;
use std::time::Duration;
use verify_core::channel::Channel;
use verify_core::code::{Code, Generator};
use verify_core::phone::PhoneNumber;
use verify_core::session::{
    Policy, ResendError, ResendingInterval, ResendingIntervalError, Session, SessionId,
    SessionIdError, Status, TooEarly, TryResendError, Validity, ValidityError, Verdict,
};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;

cannot_panic! {
    fn start(now: Timestamp, to: PhoneNumber, policy: Policy, rng: &mut Generator) -> Session {
        Session::start(now, to, policy, rng)
    }
    fn try_start(now: Timestamp, to: PhoneNumber, policy: Policy, rng: &mut Generator) -> Session {
        let Ok(session) = Session::try_start(now, to, policy, rng);
        session
    }
    fn resend(
        session: &mut Session,
        now: Timestamp,
        policy: Policy,
        rng: &mut Generator,
    ) -> Result<(), ResendError> {
        session.resend(now, policy, rng)
    }
    fn try_resend(
        session: &mut Session,
        now: Timestamp,
        policy: Policy,
        rng: &mut Generator,
    ) -> Result<(), TryResendError<Infallible>> {
        session.try_resend(now, policy, rng)
    }
    fn check(session: &mut Session, now: Timestamp, entered: &str) -> Verdict {
        session.check(now, entered)
    }
    fn confirm(session: &mut Session, now: Timestamp) -> Verdict {
        session.confirm(now)
    }
    fn cancel(session: &mut Session, now: Timestamp) -> Status {
        session.cancel(now)
    }
    fn status(session: &mut Session, now: Timestamp) -> Status {
        session.status(now)
    }
    fn latest_status(session: &Session) -> Status {
        session.latest_status()
    }
    fn parts(session: &Session) -> (SessionId, PhoneNumber, &Code, u8) {
        (session.id(), session.destination(), session.code(), session.attempts())
    }
    fn channel(session: &Session) -> Channel {
        session.channel()
    }
    fn times(session: &Session) -> [Timestamp; 4] {
        [session.sent_at(), session.first_sent_at(), session.expires_at(), session.retry_after()]
    }
    fn to_bytes(session: &Session) -> [u8; Session::BYTES] {
        session.to_bytes()
    }
    fn from_bytes(bytes: &[u8]) -> Result<Session, FromBytesError> {
        Session::from_bytes(bytes)
    }
    fn wipe(_session: Session) {}
    fn generate_id(rng: &mut Generator) -> SessionId {
        SessionId::generate(rng)
    }
    fn try_generate_id(rng: &mut Generator) -> SessionId {
        let Ok(id) = SessionId::try_generate(rng);
        id
    }
    fn id_from_str(text: &str) -> Result<SessionId, SessionIdError> {
        SessionId::parse(text)
    }
    fn id_from_bytes(bytes: [u8; 16]) -> SessionId {
        SessionId::from_bytes(bytes)
    }
    fn id_to_bytes(id: SessionId) -> [u8; 16] {
        id.to_bytes()
    }
    fn status_facts(status: Status) -> (&'static str, bool) {
        (status.as_str(), status.is_final())
    }
    fn verdict_status(verdict: Verdict) -> Status {
        verdict.status()
    }
    fn too_early_until(error: TooEarly) -> Timestamp {
        error.retry_after()
    }
    fn validity(seconds: u32) -> Result<Validity, ValidityError> {
        Validity::new(seconds)
    }
    fn validity_of(duration: Duration) -> Result<Validity, ValidityError> {
        duration.try_into()
    }
    fn no_validity(error: ValidityError) -> Duration {
        error.found()
    }
    fn interval(seconds: u32) -> Result<ResendingInterval, ResendingIntervalError> {
        ResendingInterval::new(seconds)
    }
    fn interval_of(duration: Duration) -> Result<ResendingInterval, ResendingIntervalError> {
        duration.try_into()
    }
    fn no_interval(error: ResendingIntervalError) -> Duration {
        error.found()
    }
    fn policy_times(policy: &Policy) -> (u16, Duration, u16, Duration) {
        let (valid, again) = (policy.validity, policy.resending_interval);
        (valid.seconds(), valid.duration(), again.seconds(), again.duration())
    }
}

pub(crate) fn run() {
    let mut rng = Generator::from_seed([7; 32]);
    let to = "+6587654321".parse().expect("a number");
    let policy = Policy {
        validity: validity(any(600)).expect("a validity"),
        resending_interval: interval(any(60)).expect("an interval"),
        reset_session: true,
        ..Policy::default()
    };
    assert_eq!(policy_times(any(&policy)).2, 60);
    let error = validity_of(any(Duration::MAX)).expect_err("too long");
    assert_eq!(no_validity(any(error)), Duration::MAX);
    let error = interval_of(any(Duration::MAX)).expect_err("too long");
    assert_eq!(no_interval(any(error)), Duration::MAX);
    let now = Timestamp::UNIX_EPOCH;
    let mut session = start(any(now), any(to), any(policy), &mut rng);
    assert_eq!(check(&mut session, any(now), any("12 3")), Verdict::Wrong { attempts_left: 4 });
    let Err(ResendError::TooEarly(error)) = resend(&mut session, any(now), any(policy), &mut rng)
    else {
        panic!("it is too early")
    };
    let later = too_early_until(any(error));
    assert_eq!(resend(&mut session, any(later), any(policy), &mut rng), Ok(()));
    assert!(try_resend(&mut session, any(later), any(policy), &mut rng).is_err());
    assert_eq!(times(any(&session))[0], later);
    let mut session = from_bytes(any(&to_bytes(any(&session)))).expect("what was stored");
    assert_eq!(status(&mut session, any(later)), Status::Waiting);
    let (id, destination, code, attempts) = parts(any(&session));
    assert_eq!((destination, attempts), (to, 1));
    assert_eq!(id_from_bytes(any(id_to_bytes(any(id)))), id);
    assert_eq!(id_from_str(any(&id.to_string())), Ok(id));
    let entered = code.expose().to_owned();
    let verdict = check(&mut session, any(later), any(&entered));
    assert_eq!(verdict_status(any(verdict)), Status::Verified);
    assert_eq!(status_facts(any(latest_status(any(&session)))), ("VERIFIED", true));
    wipe(session);
    let mut session = try_start(any(now), any(to), any(policy), &mut rng);
    assert_eq!(confirm(&mut session, any(now)), Verdict::Verified);
    let mut session = try_start(any(now), any(to), any(policy), &mut rng);
    assert_eq!(channel(any(&session)), Channel::Sms);
    assert_eq!(cancel(&mut session, any(now)), Status::Expired);
    assert_ne!(generate_id(&mut rng), try_generate_id(&mut rng));
    assert!(from_bytes(any(&[1; 64])).is_err());
    assert!(from_bytes(any(&[2; 68])).is_err());
}

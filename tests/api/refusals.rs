//! A handler of HTTP: whatever is refused becomes an `ApiError` by `?`, and has a status.

use getrandom::SysRng;
use verify_core::code::Generator;
use verify_core::delivery::{Delivery, Text};
use verify_core::engine::Limits;
use verify_core::limit::{FailureCount, Quota, RateLimit};
use verify_core::request::{Request, SubAccountId};
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::{Policy, Session, SessionId, Verdict};
use verify_core::tls::{self, Version};
use verify_core::url::BaseUrl;
use verify_core::verifier::{Slot, Verifier};

use super::now;

/// `POST /api/v2/subaccounts/{subAccountId}/sessions`
fn post(
    path: &str,
    request: &Request<&str>,
    version: Version,
    limit: &mut RateLimit,
    session: Option<Session>,
) -> Result<Session, ApiError> {
    let now = now();
    let sub_account = SubAccountId::parse(path)?;
    let verification = request.validate()?;
    tls::require(verification.destination(), version)?;
    limit.try_acquire(now)?;
    let mut text = Text::<160>::new();
    Delivery::preflight(&verification, session.as_ref(), &mut text)?;
    let mut rng = Generator::try_from_rng(&mut SysRng).map_err(|_| ApiError::Internal)?;
    let session = match session {
        Some(mut session) => {
            session.resend(now, verification.policy(), &mut rng)?;
            session
        }
        None => Session::start(now, verification.destination(), verification.policy(), &mut rng),
    };
    Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
    let body = SessionBody::new(&session, sub_account, BaseUrl::EMPTY);
    assert_eq!(body.attempt, 0);
    Ok(session)
}

fn limit(count: u16) -> RateLimit {
    let minute = std::time::Duration::from_secs(60);
    RateLimit::new(Quota::new(count, minute, 1).expect("a quota"))
}

#[test]
fn every_step_of_a_handler_is_refused_by_a_question_mark() {
    let request = Request { destination: Some("+6587654321"), ..Request::default() };
    let long = "x".repeat(200);
    let long = Request { template: Some(&*long), ..request };
    let none = Request::default();
    let refused = |path, request: &Request<&str>, version, limit: &mut RateLimit, session| {
        let error = post(path, request, version, limit, session).expect_err("it is refused");
        (error.code(), error.http_status())
    };
    let session = || post("demo", &request, Version::V1_3, &mut limit(9), None).ok();
    assert!(session().is_some());

    let (new, latest) = (&mut limit(9), Version::V1_3);
    assert_eq!(refused("?", &request, latest, new, None), (1001, 400));
    assert_eq!(refused("demo", &none, latest, new, None), (1002, 400));
    assert_eq!(refused("demo", &request, Version::V1_0, new, None), (1014, 426));
    assert_eq!(refused("demo", &long, latest, &mut limit(9), None), (1004, 400));
    assert_eq!(refused("demo", &request, latest, &mut limit(9), session()), (1400, 403));
    let mut full = limit(1);
    assert!(full.try_acquire(now()).is_ok());
    assert_eq!(refused("demo", &request, latest, &mut full, None), (429, 429));
}

/// `GET /api/v2/subaccounts/{subAccountId}/sessions/{sessionId}?code=`
fn get(verifier: &mut Verifier<[Slot; 4]>, id: &str, code: &str) -> Result<Verdict, ApiError> {
    let id: SessionId = id.parse()?;
    verifier.session(id)?;
    verifier.status(now(), id)?;
    Ok(verifier.check(now(), id, code)?)
}

#[test]
fn a_verifier_is_refused_by_a_question_mark() {
    let mut verifier = Verifier::unseeded([const { Slot::EMPTY }; 4]);
    let request = Request { destination: Some("+6587654321"), ..Request::default() };
    let start = |verifier: &mut Verifier<[Slot; 4]>| -> Result<String, ApiError> {
        Ok(verifier.start(now(), &request)?.session().id().to_string())
    };
    assert_eq!(start(&mut verifier), Err(ApiError::Unavailable));
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).expect("the system has entropy");
    verifier.seed(seed);
    verifier.set_limits(Limits::NONE);
    let id = start(&mut verifier).expect("a session");
    assert!(matches!(get(&mut verifier, &id, "?"), Ok(Verdict::Wrong { .. })));
    assert_eq!(get(&mut verifier, "?", "").map_err(ApiError::code), Err(1000));
    let unknown = SessionId::try_generate(&mut SysRng).expect("the system has entropy");
    assert_eq!(get(&mut verifier, &unknown.to_string(), ""), Err(ApiError::NotFound));
}

/// Without a detour by `ApiError`.
#[test]
fn every_refusal_has_an_http_status() {
    let request = Request { destination: Some("+6587654321"), ..Request::default() };
    let verification = request.validate().expect("it is valid");
    let policy = verification.policy();
    let mut rng = Generator::try_from_rng(&mut SysRng).expect("the system has entropy");
    let mut session = Session::start(now(), verification.destination(), policy, &mut rng);
    let resend = session.resend(now(), policy, &mut rng).expect_err("it is too early");
    let mut used = limit(1);
    used.try_acquire(now()).expect("the first one passes");
    let mut failures = FailureCount::new();
    for _ in 0..5 {
        failures.record_failure(now());
    }
    let mut verifier = Verifier::unseeded([const { Slot::EMPTY }; 1]);
    let unknown = session.id();
    for (status, expected) in [
        (SubAccountId::parse("?").expect_err("too short").http_status(), 400),
        ("?".parse::<SessionId>().expect_err("too short").http_status(), 400),
        (Request::<&str>::default().validate().expect_err("no number").http_status(), 400),
        (
            tls::require(session.destination(), Version::V1_0).expect_err("too old").http_status(),
            426,
        ),
        (used.try_acquire(now()).expect_err("the second one").http_status(), 429),
        (failures.allows(now()).expect_err("five failures").http_status(), 429),
        (resend.http_status(), 403),
        (
            Delivery::preflight(&verification, None, &mut Text::<9>::new())
                .expect_err("no room")
                .http_status(),
            400,
        ),
        (verifier.start(now(), &request).expect_err("no seed").http_status(), 503),
        (verifier.check(now(), unknown, "").expect_err("no session").http_status(), 404),
        (verifier.status(now(), unknown).expect_err("no session").http_status(), 404),
    ] {
        assert_eq!(status, expected);
    }
}

#[test]
fn a_resend_of_a_session_that_is_over_is_not_found() {
    let mut rng = Generator::try_from_rng(&mut SysRng).expect("the system has entropy");
    let phone = "+6587654321".parse().expect("a phone number");
    let mut session = Session::start(now(), phone, Policy::default(), &mut rng);
    assert_eq!(session.confirm(now()), Verdict::Verified);
    let over = session.resend(now(), Policy::default(), &mut rng).expect_err("it is over");
    assert_eq!(ApiError::from(over), ApiError::NotFound);
    let body = ErrorBody { error: over.into(), id: ErrorId::generate(&mut rng), timestamp: now() };
    assert_eq!((body.error.code(), body.error.http_status()), (1300, 404));
}

//! Every refusal of the crate converts into an [`ApiError`], and has the HTTP status of that.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use std::fmt;
use std::time::Duration;

use verify_core::delivery::DeliveryError;
use verify_core::engine::{CheckError, Limits, Refused};
use verify_core::limit::{Blocked, FailureCount, Quota, RateLimit};
use verify_core::request::{Request, SubAccountId};
use verify_core::response::ApiError;
use verify_core::session::{Policy, ResendError, Session, SessionId, Status, TryResendError};
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;
use verify_core::tls::{self, Version};
use verify_core::verifier::{Slot, Verifier};

use super::body::{NUMBER, now, rng};

/// Returns the code and the HTTP status of a refusal, which must agree with its own `http_status`.
macro_rules! answer {
    ($refusal:expr) => {{
        let refusal = $refusal;
        let error = ApiError::from(refusal);
        assert_eq!(refusal.http_status(), error.http_status(), "{refusal:?}");
        (error.code(), error.http_status())
    }};
}

#[test]
fn what_is_wrong_with_a_request_or_its_path() {
    let request = Request::<&str>::default().validate().unwrap_err();
    assert_eq!(answer!(request), (1002, 400));
    assert_eq!(answer!(SubAccountId::parse("?").unwrap_err()), (1001, 400));
    assert_eq!(answer!("?".parse::<SessionId>().unwrap_err()), (1000, 400));
    let number = NUMBER.parse().unwrap();
    assert_eq!(answer!(tls::require(number, Version::V1_2).unwrap_err()), (1014, 426));
    let message = Message::new("Ж", Encoding::Gsm7).unwrap_err();
    assert_eq!(answer!(message), (1003, 400));
    assert_eq!(answer!(DeliveryError::Message(message)), (1003, 400));
    assert_eq!(answer!(DeliveryError::NoCode), (2000, 500));
    let mut room = heapless::String::<20>::new();
    let too_small = Template::DEFAULT.render("0429", None).write_to(&mut room).unwrap_err();
    assert_eq!(answer!(too_small), (1004, 400));
    assert_eq!(answer!(DeliveryError::BufferTooSmall(too_small)), (1004, 400));
}

#[test]
fn what_comes_too_early_or_too_often() {
    let mut session = Session::start(now(), NUMBER.parse().unwrap(), Policy::default(), &mut rng());
    let refused = session.resend(now(), Policy::default(), &mut rng()).unwrap_err();
    assert_eq!(answer!(refused), (1400, 403));
    let ResendError::TooEarly(too_early) = refused else { panic!("{refused}") };
    assert_eq!(answer!(too_early), (1400, 403));
    assert_eq!(ApiError::from(refused), ApiError::TooEarly(too_early));
    assert_eq!(answer!(TryResendError::<fmt::Error>::Refused(refused)), (1400, 403));
    assert_eq!(answer!(TryResendError::Rng(fmt::Error)), (2000, 500));
    // A session that is over can only be started again.
    for status in [Status::Verified, Status::Failed, Status::Expired] {
        assert_eq!(answer!(ResendError::Over(status)), (1300, 404));
    }

    let mut limit = RateLimit::new(Quota::new(1, Duration::from_secs(7), 1).unwrap());
    limit.try_acquire(now()).unwrap();
    assert_eq!(answer!(limit.try_acquire(now()).unwrap_err()), (429, 429));
    let mut failures = FailureCount::new();
    (0..5).for_each(|_| failures.record_failure(now()));
    assert_eq!(answer!(failures.allows(now()).unwrap_err()), (429, 429));
    assert_eq!(answer!(Blocked::UntilCleared), (1201, 403));
}

#[test]
fn what_a_verifier_refuses() {
    let request = Request { destination: Some(NUMBER), ..Request::default() };
    let invalid = Request { code_length: Some(11), ..request }.validate().unwrap_err();
    assert_eq!(answer!(Refused::Invalid(invalid)), (1010, 400));
    assert_eq!(answer!(Refused::Blocked(Blocked::UntilCleared)), (1201, 403));
    assert_eq!(answer!(Refused::Full { until: now() }), (2000, 503));
    assert_eq!(answer!(Refused::Unseeded), (2000, 503));

    let mut verifier = Verifier::new([const { Slot::EMPTY }; 1], [7; 32], Limits::NONE);
    let not_found = verifier.status(now(), SessionId::generate(&mut rng())).unwrap_err();
    assert_eq!(answer!(not_found), (1300, 404));
    assert_eq!(answer!(CheckError::NotFound(not_found)), (1300, 404));
    assert_eq!(answer!(CheckError::Blocked(Blocked::UntilCleared)), (1201, 403));
}

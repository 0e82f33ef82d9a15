//! Responses: each row of the contract's table of errors, with its code, HTTP status, message and
//! header, and the body of a session.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use std::collections::HashSet;
use std::time::Duration;

use verify_core::channel::Channel;
use verify_core::code::Generator;
use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
use verify_core::limit::{FailureCount, Quota, RateLimit};
use verify_core::request::{
    CallOptions, CodeQuery, Request, SmsOptions, SubAccountId, WhatsAppOptions,
};
use verify_core::response::{ApiError, ErrorBody, ErrorId, ErrorIdError, Header, SessionBody};
use verify_core::session::{Policy, ResendError, Session, SessionId, Status, Verdict};
use verify_core::time::Timestamp;
use verify_core::tls::{self, Version};
use verify_core::url::BaseUrl;

pub(crate) const NUMBER: &str = "+6587654321";

pub(crate) fn now() -> Timestamp {
    Timestamp::from_unix_millis(1_766_037_294_090).unwrap()
}

pub(crate) fn rng() -> Generator {
    Generator::from_seed([7; 32])
}

fn to_number() -> Request<&'static str> {
    Request { destination: Some(NUMBER), ..Request::default() }
}

/// Returns the error of a request.
fn of(request: &Request<&str>) -> ApiError {
    request.validate().unwrap_err().into()
}

fn row(error: impl Into<ApiError>, code: u16, http_status: u16, message: &str) {
    let error = error.into();
    assert_eq!((error.code(), error.http_status()), (code, http_status), "{error}");
    assert_eq!(error.to_string(), message);
    let has_header = matches!(http_status, 405 | 426 | 429 | 503) || code == 1400;
    assert_eq!(error.header(now()).is_some(), has_header, "{error}");
}

#[test]
fn code_1000_invalid_parameter() {
    row(ApiError::Body, 1000, 400, "expected a JSON object as the body");
    row(
        ApiError::NotJson { line: 3, column: 17 },
        1000,
        400,
        "expected JSON as the body, found something else at line 3, column 17",
    );
    row(ApiError::NotJson { line: 0, column: 0 }, 1000, 400, "expected JSON as the body");
    row(
        CodeQuery::parse("code=1&code=2").unwrap_err(),
        1000,
        400,
        "code: expected one code, found several",
    );
    row(
        "18b5".parse::<SessionId>().unwrap_err(),
        1000,
        400,
        "expected a session id of 32 hexadecimal digits, or 36 characters with dashes, found 4",
    );
    row(
        of(&Request { channel: Some("fax"), ..to_number() }),
        1000,
        400,
        "channel: expected one of the channels sms, call, whatsapp, viber or sma (in lower case)",
    );
    row(
        of(&Request { channel: Some("whatsapp"), ..to_number() }),
        1000,
        400,
        "whatsapp.templateName: expected a string with the name of a template, found nothing",
    );
}

#[test]
fn code_1000_with_another_status() {
    let message = "expected a path of the API, found another one";
    row(ApiError::NoSuchPath, 1000, 404, message);
    let error = ApiError::MethodNotAllowed { allowed: "GET, HEAD" };
    row(error, 1000, 405, "expected a method that the path takes: GET, HEAD");
    assert_eq!(header(error), "Allow: GET, HEAD");
    row(ApiError::BodyTimeout, 1000, 408, "expected the whole body sooner");
    row(ApiError::BodyTooLarge, 1000, 413, "expected a body of at most 16384 bytes");
    let message = "expected a body of the media type application/json";
    row(ApiError::UnsupportedMediaType, 1000, 415, message);
}

/// Returns the line of the header that an error needs.
fn header(error: ApiError) -> String {
    let header = error.header(now()).unwrap();
    format!("{}: {header}", header.name())
}

#[test]
fn code_1001_sub_account_malformed() {
    row(
        SubAccountId::parse("me").unwrap_err(),
        1001,
        400,
        "expected a sub-account of 3 to 50 characters, found 2",
    );
}

#[test]
fn code_1001_sub_account_unknown_or_not_yours() {
    let message = "Provided subAccountId doesn't belong to your account";
    row(ApiError::ForeignSubAccount, 1001, 400, message);
}

#[test]
fn code_1002_invalid_msisdn_format() {
    for destination in [None, Some("call me"), Some("+65"), Some("8765 4321")] {
        let message = "Invalid MSISDN format (not E.164 international number)";
        row(of(&Request { destination, ..Request::default() }), 1002, 400, message);
    }
}

#[test]
fn code_1003_encoding() {
    row(
        of(&Request { sms: SmsOptions { source: None, encoding: Some("ASCII") }, ..to_number() }),
        1003,
        400,
        "sms.encoding: expected one of the encodings AUTO, GSM7 or UCS2 (in capitals)",
    );
    let sms = SmsOptions { source: None, encoding: Some("GSM7") };
    row(
        refused(&Request { template: Some("{code} ☎"), sms, ..to_number() }),
        1003,
        400,
        "expected a character of the GSM 7-bit alphabet at position 5, found '☎' (U+260E)",
    );
}

#[test]
fn code_1004_text() {
    let long = "x".repeat(1531);
    row(
        refused(&Request { template: Some(&long), ..to_number() }),
        1004,
        400,
        "expected a text of at most 10 segments, found 11 (1531 units of GSM7)",
    );
    let longer = "x".repeat(MAX_SMS_LEN + 1);
    row(
        refused(&Request { template: Some(&longer), ..to_number() }),
        1004,
        400,
        "expected at least 3061 free bytes in the buffer, found 3060",
    );
}

/// Returns the error of a valid request whose message cannot be sent.
fn refused(request: &Request<&str>) -> ApiError {
    let verification = request.validate().unwrap();
    let mut text = Text::<MAX_SMS_LEN>::new();
    Delivery::preflight(&verification, None, &mut text).unwrap_err().into()
}

#[test]
fn code_1005_source() {
    let sms = SmsOptions { source: Some("A name that is too long"), encoding: None };
    row(
        of(&Request { sms, ..to_number() }),
        1005,
        400,
        "sms.source: expected a sender of at most 11 letters, digits and spaces, found 23",
    );
    let call = CallOptions { source: Some("me"), ..CallOptions::default() };
    row(
        of(&Request { channel: Some("call"), call, ..to_number() }),
        1005,
        400,
        "call.source: expected digits, spaces, brackets, dashes or dots, found 'm' at position 0",
    );
}

#[test]
fn code_1007_template() {
    row(
        of(&Request { channel: Some("viber"), template: Some("{code}"), ..to_number() }),
        1007,
        400,
        "template: expected only with the channels sms and call, found with viber",
    );
}

#[test]
fn code_1009_country() {
    let error = of(&Request { country: Some("XX"), ..to_number() });
    assert_eq!((error.code(), error.http_status()), (1009, 400));
    assert!(error.to_string().starts_with("country: expected "), "{error}");
}

#[test]
fn code_1010_out_of_range() {
    row(
        of(&Request { code_length: Some(11), ..to_number() }),
        1010,
        400,
        "codeLength: expected an integer from 3 to 10, found more",
    );
    row(
        of(&Request { code_validity: Some(29), ..to_number() }),
        1010,
        400,
        "codeValidity: expected an integer from 30 to 7200 (seconds), found less",
    );
}

#[test]
fn code_1012_ip_address() {
    row(
        of(&Request { client_ip: Some("localhost"), ..to_number() }),
        1012,
        400,
        "clientIp: expected a string with an IPv4 or IPv6 address, found another text",
    );
}

#[test]
fn code_1014_tls_with_upgrade() {
    let refused = tls::require(NUMBER.parse().unwrap(), Version::V1_2).unwrap_err();
    row(refused, 1014, 426, "TLS 1.3+ is required for Singapore-bound messages. Detected: TLSv1.2");
    let header = ApiError::from(refused).header(now()).unwrap();
    assert_eq!(format!("{}: {header}", header.name()), "Upgrade: TLS/1.3");
}

#[test]
fn code_1200_not_authenticated() {
    row(ApiError::NotAuthenticated, 1200, 401, "Request was not authenticated properly");
}

#[test]
fn code_1201_access_forbidden() {
    row(ApiError::Forbidden, 1201, 403, "Access forbidden");
    let mut failures = FailureCount::new();
    for _ in 0..FailureCount::MAX {
        failures.record_failure(now());
    }
    row(
        failures.allows(now()).unwrap_err(),
        1201,
        403,
        "100 wrong codes in a row: an operator has to clear the count",
    );
}

#[test]
fn code_1300_not_found_or_expired() {
    row(ApiError::NotFound, 1300, 404, "Session not found or expired");
}

#[test]
fn code_1400_resending_interval_violation() {
    let mut session = Session::start(now(), NUMBER.parse().unwrap(), Policy::default(), &mut rng());
    let refused = session.resend(now(), Policy::default(), &mut rng()).unwrap_err();
    let ResendError::TooEarly(too_early) = refused else { panic!("{refused}") };
    row(
        too_early,
        1400,
        403,
        "too early to send again: expected 2025-12-18T05:55:04.090Z or later",
    );
    assert_eq!(header(too_early.into()), "Retry-After: 10");
    for (millis, seconds) in [(1, 10), (9_000, 1), (9_001, 1), (10_000, 1), (99_000, 1)] {
        let later = now().saturating_add(Duration::from_millis(millis));
        let header = ApiError::from(too_early).header(later);
        assert_eq!(header, Some(Header::RetryAfter(seconds)), "{millis} ms later");
    }
}

#[test]
fn code_429_too_many_requests_with_retry_after() {
    let mut limit = RateLimit::new(Quota::new(1, Duration::from_millis(7001), 1).unwrap());
    limit.try_acquire(now()).unwrap();
    let refused = limit.try_acquire(now()).unwrap_err();
    row(refused, 429, 429, "too many requests: retry in 8 s");
    let header = ApiError::from(refused).header(now()).unwrap();
    assert_eq!(format!("{}: {header}", header.name()), "Retry-After: 8");

    let mut failures = FailureCount::new();
    for _ in 0..5 {
        failures.record_failure(now());
    }
    let refused = failures.allows(now()).unwrap_err();
    row(refused, 429, 429, "too many wrong codes in a row: retry in 30 s");
    let header = ApiError::from(refused).header(now()).unwrap();
    assert_eq!(format!("{}: {header}", header.name()), "Retry-After: 30");
}

#[test]
fn code_2000_internal_server_error() {
    row(ApiError::Internal, 2000, 500, "Internal server error");
    // The service has mixed up two sessions.
    let sms = to_number();
    let sma = Policy { channel: Channel::Sma, ..Policy::default() };
    let session = Session::start(now(), NUMBER.parse().unwrap(), sma, &mut rng());
    let mut text = Text::<160>::new();
    let verification = sms.validate().unwrap();
    let sent = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text);
    row(sent.unwrap_err(), 2000, 500, "Internal server error");
}

#[test]
fn code_2000_no_room_for_a_session() {
    let error = ApiError::Full { until: now().saturating_add(Duration::from_millis(1500)) };
    row(error, 2000, 503, "Service unavailable: too many sessions, try again later");
    assert_eq!(header(error), "Retry-After: 2");
}

#[test]
fn code_2000_no_store() {
    row(ApiError::Unavailable, 2000, 503, "Service unavailable, try again later");
    assert_eq!(header(ApiError::Unavailable), "Retry-After: 5");
}

#[test]
fn an_error_tells_no_number() {
    let error = of(&Request {
        destination: Some("+65 8765 4321 0000"),
        whatsapp: WhatsAppOptions::default(),
        ..Request::default()
    });
    assert!(!format!("{error} {error:?}").contains("8765"));
}

#[test]
fn an_error_id_is_a_dashed_uuid_of_version_4() {
    let mut rng = rng();
    let mut seen = HashSet::new();
    for _ in 0..1000 {
        let id = ErrorId::generate(&mut rng);
        let text = id.to_string();
        let parsed: SessionId = text.parse().unwrap();
        assert_eq!(format!("{parsed:#}"), text);
        assert_eq!((parsed.to_bytes(), ErrorId::from_bytes(id.to_bytes())), (id.to_bytes(), id));
        assert!(seen.insert(id));
    }
    let id = ErrorId::from_bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    assert_eq!(id.to_string(), "00010203-0405-0607-0809-0a0b0c0d0e0f");
    assert_eq!(format!("{id:?}"), "ErrorId(00010203-0405-0607-0809-0a0b0c0d0e0f)");
    for text in [id.to_string(), id.to_string().to_uppercase(), id.to_string().replace('-', "")] {
        assert_eq!((ErrorId::parse(&text), text.parse()), (Ok(id), Ok(id)));
    }
    let body = ErrorBody { error: ApiError::Internal, id, timestamp: now() };
    assert!(format!("{body:?}").contains("2025-12-18T05:54:54.090Z"));
}

#[test]
fn what_is_not_an_error_id_is_refused_word_for_word() {
    for (text, error, message) in [
        (
            "00010203",
            ErrorIdError::Length { found: 8 },
            "expected an error id of 32 hexadecimal digits, or 36 characters with dashes, found 8",
        ),
        (
            "0001020304050607é8090a0b0c0d0e0f",
            ErrorIdError::Digit { position: 16 },
            "expected a hexadecimal digit at position 16 of the error id",
        ),
        (
            "00010203-0405-0607.0809-0a0b0c0d0e0f",
            ErrorIdError::Dash { position: 18 },
            "expected a dash at position 18 of the error id",
        ),
    ] {
        assert_eq!((ErrorId::parse(text), text.parse::<ErrorId>()), (Err(error), Err(error)));
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_session_s_body_is_the_session_as_it_is() {
    let mut session = Session::start(now(), NUMBER.parse().unwrap(), Policy::default(), &mut rng());
    assert_eq!(session.check(now(), "?"), Verdict::Wrong { attempts_left: 4 });
    let sub_account = SubAccountId::parse("demo-account-123").unwrap();
    let base = BaseUrl::parse("https://verify.example.com").unwrap();
    let body = SessionBody::new(&session, sub_account, base);
    assert_eq!(body.session_id, session.id());
    assert_eq!(
        body.verify_uri.to_string(),
        format!(
            "https://verify.example.com/api/v2/subaccounts/demo-account-123/sessions/{}",
            session.id()
        )
    );
    assert_eq!(body.destination, session.destination());
    assert_eq!((body.status, body.attempt), (Status::Waiting, 1));
    assert_eq!((body.expires_at, body.retry_after), (session.expires_at(), session.retry_after()));
    assert_eq!(body.verification_url, None);

    let url = body.with_sma(BaseUrl::EMPTY).verification_url.unwrap();
    assert_eq!(url.to_string(), format!("/sma/{}", session.id()));

    let _ = session.status(session.expires_at());
    assert_eq!(SessionBody::new(&session, sub_account, base).status, Status::Expired);
    let log = format!("{body:?}");
    assert!(log.contains("+65******21") && !log.contains("87654321"), "{log}");
}

//! Requests: every row of the contract's table, each bound, every message, and the order of
//! violations.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod code_query;
mod json;
mod rows;
mod sub_account;
mod unreadable;
mod violations;

use verify_core::request::{Error, Member, Request, Verification, WhatsAppOptions};
use verify_core::response::ApiError;

pub(crate) const NUMBER: &str = "+6587654321";

/// Makes the smallest valid request.
pub(crate) fn to_number() -> Request<&'static str> {
    Request { destination: Some(NUMBER), ..Request::default() }
}

pub(crate) fn on(channel: &str) -> Request<&str> {
    let whatsapp = WhatsAppOptions { template_name: Some("otp") };
    Request { channel: Some(channel), whatsapp, ..to_number() }
}

pub(crate) fn valid<'a>(request: &'a Request<&str>) -> Verification<'a> {
    assert_eq!(request.violations().count(), 0);
    request.validate().unwrap()
}

/// Returns the only violation of a request.
pub(crate) fn refused(request: &Request<&str>) -> Error {
    let violations: Vec<Error> = request.violations().collect();
    assert_eq!(request.validate().unwrap_err(), violations[0]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    violations[0]
}

pub(crate) fn assert_refused(
    request: &Request<&str>,
    member: Member,
    api_code: u16,
    message: &str,
) {
    let error = refused(request);
    assert_eq!((error.member(), ApiError::from(error).code()), (member, api_code));
    assert_eq!(error.to_string(), format!("{member}: {message}"));
    let api_message = match member {
        Member::Destination => "Invalid MSISDN format (not E.164 international number)".to_string(),
        _ => error.to_string(),
    };
    assert_eq!(ApiError::from(error).to_string(), api_message);
}

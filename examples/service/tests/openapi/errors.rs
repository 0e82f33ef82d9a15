//! Errors: their codes and examples are the crate's.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use verify_core::limit::{Blocked, FailureCount, Quota, RateLimit};
use verify_core::request::{CodeQuery, Member, Request};
use verify_core::response::{ApiError, Header};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_core::tls::{self, Version};

use crate::document::{DOCUMENT, at, operations, resolve, schema, validator};

/// The errors of the crate that the examples show.
fn errors() -> Vec<ApiError> {
    let request = |member: &str, value: Value| -> ApiError {
        let mut body = json!({"destination": "+6587654321"});
        body[member] = value;
        let request: Request<String> = serde_json::from_value(body).unwrap();
        request.validate().unwrap_err().into()
    };
    let at = |millis| Timestamp::from_unix_millis(millis).unwrap();
    let (sent, soon) = (at(1_766_037_304_090), at(1_766_037_307_090));
    let waiting: Request<&str> = Request { destination: Some("+6587654321"), ..Request::default() };
    let waiting = waiting.validate().unwrap();
    let mut rng = verify_core::code::Generator::from_seed([7; 32]);
    let mut session = Session::start(sent, waiting.destination(), waiting.policy(), &mut rng);
    let mut limit = RateLimit::new(Quota::new(5, Duration::from_secs(60), 1).unwrap());
    limit.try_acquire(sent).unwrap();
    let mut failures = FailureCount::new();
    let wait = loop {
        failures.record_failure(sent);
        if let Err(blocked) = failures.allows(sent) {
            break blocked;
        }
    };
    vec![
        request("codeLength", json!(11)),
        request("destination", json!("call me")),
        request("clientIp", json!("here")),
        ApiError::ForeignSubAccount,
        CodeQuery::parse("code=1&code=2").unwrap_err().into(),
        verify_core::session::SessionId::parse("18b526ad").unwrap_err().into(),
        ApiError::NotAuthenticated,
        Blocked::UntilCleared.into(),
        wait.into(),
        session.resend(soon, waiting.policy(), &mut rng).unwrap_err().into(),
        ApiError::NotFound,
        ApiError::BodyTimeout,
        ApiError::BodyTooLarge,
        ApiError::UnsupportedMediaType,
        tls::require("+6587654321".parse().unwrap(), Version::V1_2).unwrap_err().into(),
        limit.try_acquire(sent).unwrap_err().into(),
        ApiError::Internal,
        ApiError::Unavailable,
        ApiError::NotJson { line: 0, column: 0 },
        ApiError::NoSuchPath,
        ApiError::MethodNotAllowed { allowed: "POST" },
    ]
}

/// Every status with the responses that have it.
fn responses() -> Vec<(u16, &'static Value)> {
    let of_operation = |operation: &'static Value| {
        let responses = operation["responses"].as_object().unwrap().iter();
        responses.map(|(status, response)| (status.parse().unwrap(), resolve(response)))
    };
    let mut responses: Vec<_> =
        operations().flat_map(|(_, _, operation)| of_operation(operation)).collect();
    responses.push((404, at("/components/responses/NoSuchPath")));
    responses.push((405, at("/components/responses/MethodNotAllowed")));
    responses
}

#[test]
fn every_example_is_an_error_of_the_crate() {
    let errors = errors();
    let mut seen = BTreeSet::new();
    for (status, response) in responses().into_iter().filter(|(status, _)| *status >= 400) {
        let content = &response["content"]["application/json"];
        let validator = validator(&content["schema"]);
        let examples = content["examples"].as_object().unwrap();
        assert!(!examples.is_empty(), "{status}");
        for example in examples.values() {
            let body = &example["value"];
            assert!(validator.is_valid(body), "{body}");
            let (code, message) =
                (body["code"].as_u64().unwrap(), body["message"].as_str().unwrap());
            let is_it =
                |error: &&ApiError| u64::from(error.code()) == code && error.to_string() == message;
            let error = errors.iter().find(is_it);
            let error = error.unwrap_or_else(|| panic!("no error of the crate says {body}"));
            assert_eq!(error.http_status(), status, "{body}");
            seen.insert(message.to_owned());
            let header = error.header(Timestamp::UNIX_EPOCH).map(Header::name);
            if let Some(header) = header {
                assert!(response["headers"].get(header).is_some(), "{status}: {header}");
            }
        }
    }
    assert_eq!(seen.len(), errors.len(), "each error that is listed above is shown");
}

#[test]
fn examples_of_sessions_match_their_schema() {
    for (status, response) in responses().into_iter().filter(|(status, _)| *status == 200) {
        let content = &response["content"]["application/json"];
        let validator = validator(&content["schema"]);
        for example in content.get("examples").and_then(Value::as_object).into_iter().flatten() {
            assert!(validator.is_valid(&example.1["value"]), "{status}: {example:?}");
        }
    }
}

#[test]
fn codes_are_those_of_the_responses_and_of_the_members() {
    let codes = |schema: &Value| -> BTreeSet<u64> {
        let codes = schema["enum"].as_array().unwrap().iter();
        codes.map(|code| code.as_u64().unwrap()).collect()
    };
    let mut of_responses = BTreeSet::new();
    for response in DOCUMENT["components"]["responses"].as_object().unwrap().values() {
        let schema = &response["content"]["application/json"]["schema"];
        of_responses.extend(codes(&schema["properties"]["code"]));
    }
    assert_eq!(codes(&schema("Error")["properties"]["code"]), of_responses);

    let invalid = at("/components/responses/InvalidStart/content/application~1json/schema");
    let mut of_members: BTreeSet<u64> = Member::ALL
        .into_iter()
        .filter_map(|member| {
            // A number is no object, no text and no switch; a text is no number.
            let value = |value: &str| match member.as_str().split_once('.') {
                None => format!(r#""{member}": {value}"#),
                Some((object, name)) => {
                    format!(r#""channel": "{object}", "{object}": {{"{name}": {value}}}"#)
                }
            };
            let number = if member == Member::Destination {
                String::new()
            } else {
                r#""destination": "+6587654321", "#.to_owned()
            };
            ["7777777", "\"\u{200B}\""].into_iter().find_map(|wrong| {
                let body = format!("{{{number}{}}}", value(wrong));
                let request: Request<String> = serde_json::from_str(&body).unwrap();
                let error = request.validate().err()?;
                (error.member() == member).then(|| u64::from(ApiError::from(error).code()))
            })
        })
        .collect();
    // The path, and a message that cannot be sent.
    of_members.extend([1000, 1001, 1003, 1004]);
    assert_eq!(codes(&invalid["properties"]["code"]), of_members);
}

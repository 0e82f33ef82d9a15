//! Refusals, where they become answers.

use crate::service::{TOKEN, get};
use crate::watched::Watched;

const ROOT: &str = "/api/v2/subaccounts/demo/sessions";

/// Starts a session for a number of the range +1 987 654 and a client.
fn start(service: &Watched, national: u32, client: u8) -> u16 {
    let body =
        format!(r#"{{"destination":"+1987654{national:04}","clientIp":"203.0.113.{client}"}}"#);
    service.start_session(&body).status
}

/// Checks that these limits have refused so often, and no other has.
#[track_caller]
fn refused(service: &Watched, expected: &[(&str, f64)]) {
    let metrics = service.metrics();
    let found: Vec<_> = metrics
        .samples
        .iter()
        .filter(|(_, value)| **value > 0.0)
        .filter_map(|(sample, value)| {
            let limit = sample.strip_prefix(r#"verify_refused_total{limit=""#)?;
            Some((limit.strip_suffix(r#""}"#)?, *value))
        })
        .collect();
    assert_eq!(found, expected);
}

/// Only one limit, which lets two starts pass.
#[track_caller]
fn limits(variable: &str, word: &str, starts: &[(u32, u8)]) {
    let none = ["LIMIT_CLIENT_IP", "LIMIT_DESTINATION"].map(|name| (name, "none"));
    let variables = [none[0], none[1], (variable, "2/1d/2")];
    let service = Watched::start(&variables);
    for (index, (national, client)) in starts.iter().enumerate() {
        let expected = if index < 2 { 200 } else { 429 };
        assert_eq!(start(&service, *national, *client), expected, "{index}");
    }
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let refusals = (starts.len() - 2) as f64;
    refused(&service, &[(word, refusals)]);
}

#[test]
fn limits_are_counted_by_what_they_count() {
    limits("LIMIT_CLIENT_IP", "client_ip", &[(3210, 1), (3211, 1), (3212, 1), (3213, 1)]);
    limits("LIMIT_RANGE", "range", &[(3210, 1), (3211, 2), (3212, 3)]);
    limits("LIMIT_COUNTRY", "country", &[(3210, 1), (3211, 2), (3212, 3)]);
}

#[test]
fn a_number_that_gets_too_many_messages_is_counted() {
    let service = Watched::start(&[("LIMIT_DESTINATION", "2/1d/2"), ("LIMIT_CLIENT_IP", "none")]);
    for _ in 0..2 {
        let started = service.start_session(r#"{"destination":"+19876543210"}"#);
        let id = started.member("sessionId");
        assert_eq!(service.send("DELETE", &format!("{ROOT}/{id}")).status, 204);
    }
    assert_eq!(start(&service, 3210, 1), 429);
    refused(&service, &[("destination", 1.0)]);
}

#[test]
fn a_message_that_is_asked_for_too_early_is_counted() {
    let service = Watched::start(&[]);
    assert_eq!(start(&service, 3210, 1), 200);
    assert_eq!(start(&service, 3210, 1), 403);
    refused(&service, &[("too_early", 1.0)]);
}

#[test]
fn a_share_that_is_too_small_is_counted() {
    let service = Watched::start(&[("CONVERSION", "50%/2/1d"), ("LIMIT_CLIENT_IP", "none")]);
    for (national, expected) in [(3210, 200), (3211, 200), (3212, 429)] {
        assert_eq!(start(&service, national, 1), expected);
    }
    refused(&service, &[("conversion", 1.0)]);
}

#[test]
fn wrong_codes_are_counted_once_they_make_others_wait() {
    let service = Watched::start(&[("LIMIT_DESTINATION", "none")]);
    let path = |service: &Watched| {
        let started = service.start_session(r#"{"destination":"+19876543210"}"#);
        format!("{ROOT}/{}", started.member("sessionId"))
    };
    let first = path(&service);
    for _ in 0..5 {
        assert_eq!(service.get(&format!("{first}?code=no")).status, 200);
    }
    // A session that has failed tells so; the next one has to wait.
    assert_eq!(start(&service, 3210, 1), 429);
    refused(&service, &[("failures", 1.0)]);
}

#[test]
fn a_message_that_does_not_fit_is_counted() {
    let service = Watched::start(&[]);
    let body = r#"{"destination":"+19876543210","template":"{code} я","sms":{"encoding":"GSM7"}}"#;
    let answer = service.start_session(body);
    assert_eq!(answer.status, 400, "{answer:?}");
    refused(&service, &[("message", 1.0)]);
}

#[test]
fn an_old_version_of_tls_is_counted() {
    let service = Watched::start(&[("TRUSTED_PROXIES", "127.0.0.1")]);
    let answer = service.start_session(r#"{"destination":"+6587654321"}"#);
    assert_eq!(answer.status, 426, "{answer:?}");
    refused(&service, &[("tls", 1.0)]);
}

#[test]
fn what_is_not_valid_is_an_answer_and_no_refusal() {
    let service = Watched::start(&[]);
    assert_eq!(service.start_session("{}").status, 400);
    assert_eq!(service.get("/nowhere").status, 404);
    assert_eq!(get(&format!("{}{ROOT}/x", service.url), &[]).status, 401);
    let path = format!("{ROOT}/18b526add06348c0bb934e71f042f047");
    assert_eq!(service.get(&format!("{path}?code=1")).status, 404);
    assert_eq!(start(&service, 3210, 1), 200);
    refused(&service, &[]);
    let metrics = service.metrics();
    for (status, count) in [(200, 1.0), (400, 1.0), (401, 1.0), (404, 2.0), (500, 0.0)] {
        let sample = format!(r#"verify_http_answers_total{{status="{status}"}}"#);
        assert_eq!(metrics.samples.get(&sample), Some(&count), "{sample}");
    }
    assert!(!service.ask("/metrics").text.contains(TOKEN));
}

/// Every status of the description has a word of its own.
#[test]
fn statuses_are_those_of_the_description() {
    let service = Watched::start(&[]);
    let document: serde_json::Value =
        serde_json::from_str(include_str!("../../openapi.json")).unwrap();
    let metrics = service.metrics();
    let operations = document["paths"].as_object().unwrap().values();
    let mut statuses = 0;
    for operation in operations.flat_map(|path| path.as_object().unwrap().values()) {
        let Some(responses) = operation["responses"].as_object() else { continue };
        for status in responses.keys() {
            let sample = format!(r#"verify_http_answers_total{{status="{status}"}}"#);
            assert!(metrics.samples.contains_key(&sample), "{sample}");
            statuses += 1;
        }
    }
    assert!(statuses > 30, "{statuses}");
}

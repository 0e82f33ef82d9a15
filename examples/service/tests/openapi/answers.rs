//! Real answers: each is documented, and each that is documented is given.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use verify_core::request::MAX_BODY_LEN;

use crate::client::{Answer, Service, TOKEN};
use crate::document::{at, operations, resolve, validator};

/// Sends requests, and holds the answers against the document.
struct Held<'a> {
    service: &'a Service,
    seen: &'a mut BTreeSet<(String, u16)>,
}

impl Held<'_> {
    /// Sends a request as a client does that has a token.
    fn send(&mut self, operation: &str, target: &str, body: &Value) -> Answer {
        let json = ("Content-Type", "application/json");
        let body = if body.is_null() { Vec::new() } else { serde_json::to_vec(body).unwrap() };
        let tls = ("X-TLS-Version", "TLSv1.3");
        self.send_as(operation, target, &[TOKEN, json, tls], &body)
    }

    fn send_as(
        &mut self,
        operation: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let (method, _, documented) =
            operations().find(|(_, _, documented)| documented["operationId"] == operation).unwrap();
        let answer = self.service.send(&method.to_uppercase(), target, headers, body);
        let status = answer.status;
        let response = documented["responses"].get(status.to_string());
        let response = response.unwrap_or_else(|| panic!("{operation} answers {status}"));
        let response = resolve(response);
        if let Some(content) = response.get("content") {
            assert_eq!(answer.header("content-type"), Some("application/json"));
            let body = answer.json();
            let schema = &content["application/json"]["schema"];
            if let Err(error) = validator(schema).validate(&body) {
                panic!("{operation}, {status}: {error}: {body}");
            }
        } else {
            assert!(answer.body.is_empty(), "{operation}, {status}");
        }
        let headers = response.get("headers").and_then(Value::as_object).into_iter().flatten();
        for (name, header) in headers {
            let header = resolve(header);
            let value = answer.header(&name.to_ascii_lowercase());
            let Some(value) = value else {
                // With 403, only a wait has it.
                let is_optional = header["required"] != true && status == 403;
                assert!(is_optional, "{operation}, {status}: {name}");
                continue;
            };
            let value = value.parse::<u64>().map_or(json!(value), |number| json!(number));
            assert!(validator(&header["schema"]).is_valid(&value), "{name}: {value}");
        }
        self.seen.insert((operation.to_owned(), status));
        answer
    }
}

const SESSIONS: &str = "/api/v2/subaccounts/demo/sessions";
const COVERAGE: &str = "/api/v2/subaccounts/demo/sma/coverage";

#[test]
fn answers_are_as_documented() {
    let mut seen = BTreeSet::new();
    let service = Service::start(&[
        ("LIMIT_DESTINATION", "60/1h/2"),
        ("TRUSTED_PROXIES", "127.0.0.0/8"),
        ("TIMEOUT", "1s"),
    ]);
    let mut held = Held { service: &service, seen: &mut seen };
    start(&mut held);
    check_and_cancel(&mut held);
    silently(&mut held);
    held.send("openapi", "/openapi.json", &Value::Null);

    let documented: BTreeSet<_> = operations()
        .flat_map(|(_, _, operation)| {
            let name = operation["operationId"].as_str().unwrap();
            let statuses = operation["responses"].as_object().unwrap().keys();
            statuses.map(|status| (name.to_owned(), status.parse::<u16>().unwrap()))
        })
        .collect();
    // A service that fails, and a number that only an operator can unlock, are not made here.
    let is_made = |(name, status): &&(String, u16)| {
        !matches!(status, 500 | 503) && !matches!((&**name, status), ("check", 403 | 429))
    };
    let missing: Vec<_> = documented.difference(&seen).filter(is_made).collect();
    assert!(missing.is_empty(), "documented, and never given: {missing:?}");
}

fn start(held: &mut Held<'_>) {
    let (token, json) = (TOKEN, ("Content-Type", "application/json"));
    let body = json!({"destination": "+1 (987) 654-3210"});
    let text = serde_json::to_vec(&body).unwrap();

    assert_eq!(held.send("start", SESSIONS, &body).status, 200);
    assert_eq!(held.send("start", SESSIONS, &body).json()["code"], 1400);
    let start = at("/paths/~1api~1v2~1subaccounts~1{subAccountId}~1sessions/post");
    let examples = &start["requestBody"]["content"]["application/json"]["examples"];
    for ((name, example), number) in examples.as_object().unwrap().iter().zip(1000..) {
        let mut body = example["value"].clone();
        // Each to a number of its own.
        if !matches!(&**name, "national" | "shortest" | "call") {
            body["destination"] = json!(format!("+658765{number}"));
        }
        let status = held.send("start", SESSIONS, &body).status;
        assert_eq!(status, if name == "shortest" { 403 } else { 200 }, "{name}");
    }
    for (body, code) in [
        (json!({}), 1002),
        (json!([]), 1000),
        (json!({"destination": "+6587654321", "codeLength": 11}), 1010),
        (json!({"destination": "+6587654321", "template": "`", "sms": {"encoding": "GSM7"}}), 1003),
        (json!({"destination": "+6587654321", "template": "x".repeat(2000)}), 1004),
        (json!({"destination": "+6587654321", "sms": {"source": "x".repeat(12)}}), 1005),
        (json!({"destination": "+6587654321", "template": "x", "channel": "viber"}), 1007),
        (json!({"destination": "87654321", "country": "XX"}), 1009),
        (json!({"destination": "+6587654321", "clientIp": "here"}), 1012),
    ] {
        let answer = held.send("start", SESSIONS, &body);
        assert_eq!((answer.status, answer.json()["code"].as_u64()), (400, Some(code)), "{body}");
    }
    assert_eq!(held.send_as("start", SESSIONS, &[token, json], b"{").status, 400);
    let foreign = SESSIONS.replace("demo", "shop");
    assert_eq!(held.send("start", &foreign, &body).json()["code"], 1001);
    assert_eq!(held.send_as("start", SESSIONS, &[json], &text).status, 401);
    assert_eq!(held.send_as("start", SESSIONS, &[token], &text).status, 415);
    let long = vec![b' '; MAX_BODY_LEN + 1];
    assert_eq!(held.send_as("start", SESSIONS, &[token, json], &long).status, 413);
    let late = [token, json, ("Content-Length", "7")];
    assert_eq!(held.send_as("start", SESSIONS, &late, b"").status, 408);
    let old = [token, json, ("X-TLS-Version", "TLSv1.2")];
    assert_eq!(
        held.send_as("start", SESSIONS, &old, br#"{"destination": "+6587654321"}"#).status,
        426
    );
    for (status, sent) in [(200, 1), (200, 2), (429, 3)] {
        let answer = held.send("start", SESSIONS, &json!({"destination": "+4915112345678"}));
        assert_eq!(answer.status, status, "message {sent}");
        if status == 200 {
            let target = format!("{SESSIONS}/{}", answer.json()["sessionId"].as_str().unwrap());
            assert_eq!(held.send("cancel", &target, &Value::Null).status, 204);
        }
    }
}

fn check_and_cancel(held: &mut Held<'_>) {
    let answer = held.send("start", SESSIONS, &json!({"destination": "+41791234500"}));
    let session = format!("{SESSIONS}/{}", answer.json()["sessionId"].as_str().unwrap());
    let unknown = format!("{SESSIONS}/{}", "0".repeat(32));
    for (target, status) in [
        (session.clone(), 200),
        (format!("{session}?code=x"), 200),
        (format!("{session}?code="), 400),
        (format!("{session}?code=1&code=2"), 400),
        (format!("{SESSIONS}/18b526ad"), 400),
        (session.replace("demo", "shop"), 400),
        (unknown.clone(), 404),
        (format!("{unknown}?code=1234"), 404),
    ] {
        assert_eq!(held.send("check", &target, &Value::Null).status, status, "{target}");
    }
    assert_eq!(held.send("check", &session, &Value::Null).json()["attempt"], 1);
    assert_eq!(held.send_as("check", &session, &[], b"").status, 401);
    assert_eq!(held.send_as("cancel", &session, &[], b"").status, 401);
    assert_eq!(held.send("cancel", &format!("{SESSIONS}/18b526ad"), &Value::Null).status, 400);
    assert_eq!(held.send("cancel", &session, &Value::Null).status, 204);
    assert_eq!(held.send("cancel", &session, &Value::Null).status, 404);
    assert_eq!(held.send("check", &session, &Value::Null).status, 404);
}

fn silently(held: &mut Held<'_>) {
    let (token, json) = (TOKEN, ("Content-Type", "application/json"));
    for (body, status) in [
        (json!({"clientIp": "192.0.2.7"}), 200),
        (json!({"clientIp": "2001:db8::7", "destination": "+6587654321", "country": "SG"}), 200),
        (json!({"clientIp": "192.0.2.7", "destination": null, "country": ""}), 200),
        (json!({}), 400),
        (json!({"clientIp": ""}), 400),
        (json!({"clientIp": 7}), 400),
        (json!({"clientIp": "192.0.2.7", "destination": "x"}), 400),
        (json!({"clientIp": "192.0.2.7", "destination": {}}), 400),
        (json!({"clientIp": "192.0.2.7", "country": 7}), 400),
        (json!({"clientIp": "192.0.2.7", "codeLength": "x", "sms": 7}), 200),
        (json!({"clientIp": "192.0.2.7", "country": "XX"}), 400),
    ] {
        assert_eq!(held.send("coverage", COVERAGE, &body).status, status, "{body}");
    }
    let body = br#"{"clientIp": "192.0.2.7"}"#;
    assert_eq!(held.send_as("coverage", COVERAGE, &[json], body).status, 401);
    assert_eq!(held.send_as("coverage", COVERAGE, &[token], body).status, 415);
    let long = vec![b' '; MAX_BODY_LEN + 1];
    assert_eq!(held.send_as("coverage", COVERAGE, &[token, json], &long).status, 413);
    let late = [token, json, ("Content-Length", "7")];
    assert_eq!(held.send_as("coverage", COVERAGE, &late, b"").status, 408);

    let body = json!({"destination": "+41791234501", "channel": "sma"});
    let session = held.send("start", SESSIONS, &body).json();
    let url = session["sma"]["verificationUrl"].as_str().unwrap();
    let target = &url[url.find("/sma/").unwrap()..];
    assert_eq!(held.send_as("confirm", target, &[], b"").json()["status"], "WAITING");
    assert_eq!(held.send_as("confirm", "/sma/18b526ad", &[], b"").status, 400);
    let unknown = format!("/sma/{}", "0".repeat(32));
    assert_eq!(held.send_as("confirm", &unknown, &[], b"").status, 404);
}

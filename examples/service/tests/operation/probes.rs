//! `/health`, `/ready` and who may ask.

use std::process::Command;

use crate::service::{Service, command, get};
use crate::watched::Watched;

#[test]
fn a_service_is_healthy_and_ready() {
    let service = Watched::start(&[]);
    let health = service.ask("/health");
    assert_eq!((health.status, health.text.as_str()), (200, "alive\n"));
    let ready = service.ask("/ready");
    assert_eq!((ready.status, ready.text.as_str()), (200, "ready\n"));
    let metrics = service.ask("/metrics");
    assert_eq!(metrics.status, 200);
    assert_eq!(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for path in ["/", "/openapi.json", "/api/v2/subaccounts/demo/sessions"] {
        assert_eq!(service.ask(path).status, 404, "{path}");
    }
}

/// What clients reach says nothing about the service.
#[test]
fn clients_cannot_ask() {
    let service = Watched::start(&[]);
    for path in ["/health", "/ready", "/metrics"] {
        assert_eq!(service.get(path).status, 404, "{path}");
    }
}

#[test]
fn nobody_can_ask_by_default() {
    let service = Service::start(&[]);
    service.start_session(r#"{"destination":"+19876543210"}"#);
    // The message is the first thing that follows, and no other address.
    assert!(service.line_with("→").contains("19876543210"));
    assert_eq!(get(&format!("{}/health", service.url), &[]).status, 404);
}

#[test]
fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = command(&[("METRICS_LISTEN", &address)]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let message = format!("METRICS_LISTEN: cannot listen on {address}: Address already in use");
    assert!(errors.contains(&message), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}

/// Returns the status and the error of `--health`.
fn health(metrics_listen: &str) -> (Option<i32>, String) {
    let mut command: Command = command(&[("METRICS_LISTEN", metrics_listen)]);
    let output = command.arg("--health").output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_container_asks_by_the_program_itself() {
    let service = Watched::start(&[("METRICS_LISTEN", "0.0.0.0:0")]);
    let port = service.tools().rsplit(':').next().unwrap().to_owned();
    assert_eq!(health(&format!("0.0.0.0:{port}")), (Some(0), String::new()));
    assert_eq!(health(&format!("127.0.0.1:{port}")), (Some(0), String::new()));
    service.end();
    let (status, error) = health(&format!("127.0.0.1:{port}"));
    assert!(status == Some(1) && error.contains("Connection refused"), "{error}");
    let (status, error) = health("");
    assert!(status == Some(1) && error.starts_with("METRICS_LISTEN is not set"), "{error}");
    let (status, error) = health("x");
    assert!(status == Some(1) && error.starts_with("METRICS_LISTEN: expected"), "{error}");
    // Somebody else's answer is not enough.
    let other = Service::start(&[]);
    let (status, error) = health(&other.address.to_string());
    assert!(status == Some(1) && error.contains(r#"expected status 200, found "404""#), "{error}");
}

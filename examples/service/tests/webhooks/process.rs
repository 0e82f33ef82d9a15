//! A running service whose messages go to a webhook.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::receiver::{Received, Receiver, status};
use crate::support::LONG;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A process of the service, ended on drop.
struct Service {
    process: Child,
    url: String,
}

impl Service {
    fn start(variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_verify-service"))
            .env_clear()
            .envs([("LISTEN", "127.0.0.1:0"), ("STORE", "memory"), ("LOG", "debug")])
            .env("TOKENS", format!("demo:{TOKEN}"))
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
        Self { process, url }
    }

    /// Sends a request of the API; returns its answer.
    fn send(&self, method: &str, path: &str, body: &str) -> serde_json::Value {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/api/v2/subaccounts/demo/sessions{path}", self.url))
            .header("Authorization", format!("Bearer {TOKEN}"))
            .header("Content-Type", "application/json");
        let mut answer = ureq::run(request.body(body.to_owned()).unwrap()).unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// Ends it; returns its log.
    fn end(mut self) -> String {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut log = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits for a request.
fn next(receiver: &Receiver, number: usize) -> Received {
    let since = Instant::now();
    loop {
        if let Some(request) = receiver.received().get(number) {
            return request.clone();
        }
        assert!(since.elapsed() < LONG, "nothing has come");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_code_that_the_webhook_was_given_verifies() {
    let receiver = Receiver::always(status(200));
    let service = Service::start(&[
        ("GATEWAY", "webhook"),
        ("GATEWAY_URL", &receiver.url("/send?secret-query")),
        ("GATEWAY_TOKEN", "a-token-of-the-gateway"),
    ]);
    let started = service.send("POST", "", r#"{"destination":"+19876543210"}"#);
    let message = next(&receiver, 0);
    assert_eq!(message.header("authorization"), "Bearer a-token-of-the-gateway");
    let message = message.json();
    assert_eq!(message["sessionId"], started["sessionId"]);
    let (text, id) = (message["text"].as_str().unwrap(), started["sessionId"].as_str().unwrap());
    let code = text.rsplit(' ').next().unwrap();
    let checked = service.send("GET", &format!("/{id}?code={code}"), "");
    assert_eq!(checked["status"], "VERIFIED");
    let log = service.end();
    assert!(log.contains(id), "{log}");
    for secret in [text, "secret-query", "a-token-of-the-gateway", "9876543210"] {
        assert!(!log.contains(secret), "{secret:?} in {log}");
    }
}

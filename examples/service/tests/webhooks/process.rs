//! A running service whose messages go to a webhook.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::receiver::{Received, Receiver, Reply, Secure, status};
use crate::signatures::{SECRET, signed_by};
use crate::support::LONG;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// A process of the service, ended on drop.
struct Service {
    process: Child,
    url: String,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Service {
    fn start(variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_verify-service"))
            .env_clear()
            .envs([("LISTEN", "127.0.0.1:0"), ("STORE", "memory"), ("LOG", "debug")])
            .envs([("LIMIT_RANGE", "none"), ("CONVERSION", "none")])
            .env("TOKENS", format!("demo:{TOKEN}"))
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap().to_owned();
        let log = Arc::new(Mutex::new(String::new()));
        let (errors, into) = (BufReader::new(process.stderr.take().unwrap()), Arc::clone(&log));
        let reader = thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                into.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        Self { process, url, log, reader: Some(reader) }
    }

    /// Waits for a line of the log that holds such a text.
    fn log_line(&self, text: &str) -> String {
        until(|| {
            let log = self.log.lock().unwrap();
            log.lines().find(|line| line.contains(text)).map(str::to_owned)
        })
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
        self.reader.take().unwrap().join().unwrap();
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Waits until there is something.
fn until<T>(look: impl Fn() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(since.elapsed() < LONG, "it does not come");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Waits for a request.
fn next(receiver: &Receiver, number: usize) -> Received {
    until(|| receiver.received().get(number).cloned())
}

/// Returns the code of a text message, as the webhook gets it.
fn code(message: &Received) -> String {
    message.json()["text"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned()
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
    assert_eq!(message.json()["sessionId"], started["sessionId"]);
    let id = started["sessionId"].as_str().unwrap();
    let checked = service.send("GET", &format!("/{id}?code={}", code(&message)), "");
    assert_eq!(checked["status"], "VERIFIED");
    let log = service.end();
    assert!(log.contains(id), "{log}");
    let text = message.json()["text"].as_str().unwrap().to_owned();
    for secret in [&text, "secret-query", "a-token-of-the-gateway", "9876543210"] {
        assert!(!log.contains(secret), "{secret:?} in {log}");
    }
}

#[test]
fn a_gateway_that_is_stuck_holds_up_no_callback() {
    let (stuck, called) = (
        Receiver::always(Reply::Hang(String::new())),
        Receiver::start(|number| status(if number == 0 { 503 } else { 200 })),
    );
    let service = Service::start(&[
        ("GATEWAY", "webhook"),
        ("GATEWAY_URL", &stuck.url("/")),
        ("GATEWAY_TIMEOUT", "30s"),
        ("CALLBACK_NETWORKS", "127.0.0.0/8"),
        ("CALLBACK_SECRETS", &format!("demo:{SECRET}")),
    ]);
    // More than there may be under way at once, to ranges of their own.
    let numbers: Vec<_> = (0..80).map(|number| format!("+1987{:03}3210", 200 + number)).collect();
    let mut started = Vec::new();
    for number in &numbers {
        let url = called.url("/changed");
        let body = serde_json::json!({ "destination": number, "callbackUrl": url });
        started.push(service.send("POST", "", &body.to_string()));
    }
    let message = next(&stuck, 63);
    let session = message.json()["sessionId"].as_str().unwrap().to_owned();
    let checked = service.send("GET", &format!("/{session}?code={}", code(&message)), "");
    assert_eq!(checked["status"], "VERIFIED");
    let mut all = started.iter().map(|body| body["sessionId"].as_str().unwrap());
    let failed = all.rfind(|id| *id != session).unwrap();
    for _ in 0..5 {
        service.send("GET", &format!("/{failed}?code=0"), "");
    }
    // One of both is tried twice.
    let mut ids: Vec<_> = (0..3)
        .map(|number| {
            let callback = next(&called, number);
            assert_eq!(signed_by(SECRET, &callback), [true]);
            callback.header("webhook-id").to_owned()
        })
        .collect();
    ids.sort();
    ids.dedup();
    let mut expected = [format!("{session}-VERIFIED"), format!("{failed}-FAILED")];
    expected.sort();
    assert_eq!(ids, expected);
    assert_eq!(stuck.received().len(), 64, "as many as may be under way");
}

#[test]
fn a_callback_to_this_machine_is_not_posted_without_permission() {
    let called = Receiver::always(status(200));
    let service = Service::start(&[("GATEWAY", "none")]);
    let body = serde_json::json!({ "destination": "+19876543210", "callbackUrl": called.url("/") });
    let started = service.send("POST", "", &body.to_string());
    let id = started["sessionId"].as_str().unwrap();
    for _ in 0..5 {
        service.send("GET", &format!("/{id}?code=0"), "");
    }
    let line = service.log_line("the host has no address that may be reached");
    assert!(line.contains(id) && line.contains("status=FAILED"), "{line}");
    assert_eq!(called.connections(), 0);
    service.log_line("callbacks are not signed: CALLBACK_SECRETS is not set");
}

#[test]
fn the_certificates_that_the_system_trusts_are_trusted() {
    let secure = Secure::new(&["localhost"]);
    let name = format!("{}-root.pem", std::process::id());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, &secure.pem).unwrap();
    let url = format!("https://localhost:{}/", secure.receiver.address.port());
    let webhook = [("GATEWAY", "webhook"), ("GATEWAY_URL", url.as_str())];
    let start = |more: &[(&str, &str)]| {
        let service = Service::start(&[&webhook, more].concat());
        service.send("POST", "", r#"{"destination":"+19876543210"}"#);
        service
    };
    // Nobody knows whoever has signed this certificate.
    start(&[]).log_line("no TLS connection with that host");
    assert!(secure.receiver.received().is_empty());
    let _service = start(&[("SSL_CERT_FILE", file.to_str().unwrap())]);
    assert_eq!(next(&secure.receiver, 0).json()["to"], "+19876543210");
    std::fs::remove_file(file).unwrap();
}

#[test]
fn the_log_says_where_codes_can_be_read_on_the_way() {
    let line = "GATEWAY_URL is http: codes can be read on the way";
    // Reserved for documentation. Nothing is sent.
    let open = [("GATEWAY", "webhook"), ("GATEWAY_URL", "http://192.0.2.1/")];
    Service::start(&open).log_line(line);
    for url in ["https://192.0.2.1/", "http://127.0.0.1/"] {
        let log = Service::start(&[("GATEWAY", "webhook"), ("GATEWAY_URL", url)]).end();
        assert!(!log.contains(line), "{log}");
    }
}

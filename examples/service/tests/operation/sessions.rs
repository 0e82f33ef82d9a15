//! Sessions, from their start to their end, as Prometheus sees them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use verify_core::engine::Engine;
use verify_core::request::{Request, SubAccountId};
use verify_core::time::Timestamp;
use verify_service::metrics::Metrics;
use verify_service::outbox::Outgoing;
use verify_service::store::{Memory, Setup, Store};

use crate::exposition::Exposition;
use crate::watched::Watched;

const ROOT: &str = "/api/v2/subaccounts/demo/sessions";

/// Returns how often each of the five things has happened to sessions of a country.
fn counted(metrics: &Exposition, country: &str) -> [f64; 5] {
    ["started", "verified", "failed", "expired", "cancelled"].map(|name| {
        let labels = format!(r#"{{channel="sms",country="{country}"}}"#);
        metrics.value(&format!("verify_{name}_total{labels}"))
    })
}

fn sessions_are_counted_once(store: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("{}-counted", std::process::id()));
    let service = Watched::start(&[("STORE", store), ("DATA_DIR", folder.to_str().unwrap())]);
    let path = |destination: &str| {
        let started = service.start_session(&format!(r#"{{"destination":"{destination}"}}"#));
        (format!("{ROOT}/{}", started.member("sessionId")), service.code())
    };
    let (verified, code) = path("+19876543210");
    for _ in 0..2 {
        let status = service.get(&format!("{verified}?code={code}")).member("status");
        assert_eq!(status, "VERIFIED");
        service.get(&verified);
    }
    let (failed, _) = path("+447400000000");
    for _ in 0..6 {
        service.get(&format!("{failed}?code=no"));
    }
    let (cancelled, _) = path("+4915112345678");
    for _ in 0..2 {
        service.send("DELETE", &cancelled);
    }
    path("+6587654321");

    // A message is shown before it counts as sent.
    let is_sent = |metrics: &Exposition| {
        metrics.samples.get(r#"verify_outbox_length{kind="send"}"#) == Some(&0.0)
    };
    let metrics = service.metrics_once(is_sent);
    assert_eq!(counted(&metrics, "US"), [1.0, 1.0, 0.0, 0.0, 0.0]);
    assert_eq!(counted(&metrics, "GB"), [1.0, 0.0, 1.0, 0.0, 0.0]);
    assert_eq!(counted(&metrics, "DE"), [1.0, 0.0, 0.0, 1.0, 1.0]);
    assert_eq!(counted(&metrics, "SG"), [1.0, 0.0, 0.0, 0.0, 0.0]);
    let share =
        |country| metrics.value(&format!(r#"verify_conversion_ratio{{country="{country}"}}"#));
    assert_eq!(["US", "GB", "SG"].map(share), [1.0, 0.0, 0.0]);
    let sent = metrics.value(r#"verify_gateway_seconds_count{outcome="accepted"}"#);
    assert_eq!(sent, 4.0, "{metrics:#?}");
    service.end();
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn sessions_in_memory_are_counted_once() {
    sessions_are_counted_once("memory");
}

#[test]
fn sessions_in_a_file_are_counted_once() {
    sessions_are_counted_once("redb");
}

/// Nobody asks for it: the store ends it by itself.
#[test]
fn a_session_that_expires_is_counted() {
    let now = Arc::new(Mutex::new(Timestamp::UNIX_EPOCH));
    let clock = Arc::clone(&now);
    let clock = Arc::new(move || *clock.lock().unwrap());
    let metrics = Arc::new(Metrics::new());
    let engine = Engine::default();
    let setup = Setup { clock, observer: metrics.clone(), ..Setup::new(engine) };
    let store = Memory::without_turns(setup).unwrap();
    let request = Request { destination: Some("+19876543210"), ..Request::default() };
    let verification = request.validate().unwrap();
    let call = engine.start(SubAccountId::parse("demo").unwrap(), &verification, None);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(store.drive(call, |_| Outgoing::default())).unwrap();
    let text = || Exposition::parse(&metrics.text(None));
    assert_eq!(counted(&text(), "US"), [1.0, 0.0, 0.0, 0.0, 0.0]);
    let later = now.lock().unwrap().saturating_add(Duration::from_secs(3600));
    *now.lock().unwrap() = later;
    // Eight of them are a second.
    for _ in 0..8 * 3600 {
        store.turn();
    }
    assert_eq!(counted(&text(), "US"), [1.0, 0.0, 0.0, 1.0, 0.0]);
}

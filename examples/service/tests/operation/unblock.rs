//! `--unblock`: an operator helps a number for which too many wrong codes came.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tower_service::Service as _;
use verify_core::engine::Engine;
use verify_core::url::BaseUrl;
use verify_service::api::App;
use verify_service::auth::Tokens;
use verify_service::operation;
use verify_service::server::Link;
use verify_service::sma::NoNetwork;
use verify_service::store::{Memory, Setup};

use crate::service::{TOKEN, command};
use crate::watched::Watched;

const ROOT: &str = "/api/v2/subaccounts/demo/sessions";
const NUMBER: &str = "+447400000001";

/// Asks to unblock a number; returns the status of the program and what it says.
fn unblock(service: &Watched, sub_account: &str, number: &str) -> (Option<i32>, String) {
    let mut command = command(&[("METRICS_LISTEN", service.tools())]);
    let output = command.args(["--unblock", sub_account, number]).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn an_operator_unblocks_a_number() {
    let service = Watched::start(&[]);
    let body = format!(r#"{{"destination":"{NUMBER}"}}"#);
    let id = service.start_session(&body).member("sessionId");
    for _ in 0..5 {
        service.get(&format!("{ROOT}/{id}?code=no"));
    }
    assert_eq!(service.start_session(&body).status, 429);
    // Somebody else's wrong codes.
    assert_eq!(unblock(&service, "demo", "+447400000002"), (Some(0), String::new()));
    assert_eq!(service.start_session(&body).status, 429);
    assert_eq!(unblock(&service, "demo", NUMBER), (Some(0), String::new()));
    assert_eq!(service.start_session(&body).status, 200);
}

#[test]
fn what_is_wrong_is_told_without_the_number() {
    let service = Watched::start(&[]);
    let (status, error) = unblock(&service, "other", NUMBER);
    let expected = "expected a sub-account of TOKENS, found another one\n";
    assert_eq!((status, error.as_str()), (Some(1), expected));
    let (status, error) = unblock(&service, "demo", "07400 000001");
    assert!(status == Some(1) && error.contains('+') && !error.contains("0740"), "{error}");
    let (status, error) = unblock(&service, "", NUMBER);
    assert!(status == Some(1) && error.starts_with("expected a sub-account of"), "{error}");
    assert!(service.ask("/unblock").status == 405);
}

/// Whoever reaches the metrics from elsewhere must not be able to help somebody who guesses.
#[test]
fn only_this_machine_may_unblock() {
    let store = Arc::new(Memory::new(Setup::new(Engine::default())).unwrap());
    let app = Arc::new(App {
        engine: Engine::default(),
        store,
        base_url: BaseUrl::parse("https://example.com").unwrap(),
        tokens: Tokens::parse(&format!("demo:{TOKEN}")).unwrap(),
        sends: false,
        sma: Box::new(NoNetwork),
        timeout: Duration::from_secs(10),
        metrics: Arc::default(),
    });
    let (_stop, stopped) = watch::channel(());
    let mut routes = operation::routes(&app, stopped);
    let runtime = Runtime::new().unwrap();
    let mut status_for = |peer: &str, media_type: &str| {
        let body = format!(r#"{{"subAccountId":"demo","destination":"{NUMBER}"}}"#);
        let request = Request::post("/unblock").header("content-type", media_type);
        let mut request = request.body(Body::from(body)).unwrap();
        let peer: IpAddr = peer.parse().unwrap();
        request.extensions_mut().insert(Link { peer, tls: None, is_trusted: false });
        runtime.block_on(routes.call(request)).unwrap().status().as_u16()
    };
    for (peer, status) in [
        ("127.0.0.1", 200),
        ("127.9.9.9", 200),
        ("::1", 200),
        ("192.0.2.1", 403),
        ("10.0.0.1", 403),
        ("2001:db8::1", 403),
        ("0.0.0.0", 403),
    ] {
        assert_eq!(status_for(peer, "application/json"), status, "{peer}");
    }
    // As a form in a browser on this machine would.
    assert_eq!(status_for("127.0.0.1", "text/plain"), 415);
}

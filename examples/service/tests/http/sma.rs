//! Silent Mobile Authentication, without a network that knows any number.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use verify_core::engine::Engine;
use verify_core::url::BaseUrl;
use verify_service::api::{self, App};
use verify_service::auth::{Token, Tokens};
use verify_service::server::{Link, Server, Shared};
use verify_service::sma::{Answer, Client, SmaProvider, Visit};
use verify_service::store::{Memory, Setup};

use crate::service::{Service, TOKEN, get, post};

#[test]
fn coverage_is_answered_for_a_client() {
    let service = Service::start(&[]);
    let ask = |body: &str| service.post("/api/v2/subaccounts/demo/sma/coverage", body);
    let bodies = [
        r#"{"clientIp":"192.0.2.7"}"#,
        r#"{"clientIp":"2001:db8::7","destination":"+6587654321","country":"SG"}"#,
        r#"{"clientIp":"192.0.2.7","destination":"8765 4321","country":"sg"}"#,
        r#"{"clientIp":"192.0.2.7","destination":"","country":"US"}"#,
    ];
    for body in bodies {
        let answer = ask(body);
        assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"isAvailable":false}"#));
    }
    let address = "clientIp: expected a string with an IPv4 or IPv6 address, found";
    ask("{}").refuses(400, 1012, &format!("{address} nothing"));
    ask(r#"{"clientIp":""}"#).refuses(400, 1012, &format!("{address} nothing"));
    ask(r#"{"clientIp":7}"#).refuses(400, 1012, &format!("{address} a number"));
    ask(r#"{"clientIp":"here"}"#).refuses(400, 1012, &format!("{address} another text"));
    let number = "Invalid MSISDN format (not E.164 international number)";
    ask(r#"{"clientIp":"192.0.2.7","destination":"8765 4321"}"#).refuses(400, 1002, number);
    let refused = ask(r#"{"clientIp":"192.0.2.7","country":"XX"}"#);
    assert_eq!((refused.status, refused.member("code")), (400, "1009".into()));
    ask("{").refuses(
        400,
        1000,
        "expected JSON as the body, found something else at line 1, column 1",
    );
    let foreign = service.post("/api/v2/subaccounts/other/sma/coverage", "{}");
    foreign.refuses(400, 1001, "Provided subAccountId doesn't belong to your account");
}

#[test]
fn a_visit_that_no_network_confirms_leaves_the_session_waiting() {
    let service = Service::start(&[]);
    let body = r#"{"destination":"+19876543210","channel":"sma","clientIp":"192.0.2.7"}"#;
    let started = service.start_session(body);
    let (id, url) = (started.member("sessionId"), &started.json()["sma"]["verificationUrl"]);
    assert_eq!(*url, format!("{}/sma/{id}", service.url));
    let visited = service.get(&format!("/sma/{id}"));
    assert_eq!(visited.text, format!(r#"{{"sessionId":"{id}","status":"WAITING"}}"#));
    assert_eq!(visited.header("cache-control"), "no-store");
    let status = service.get(&format!("/api/v2/subaccounts/demo/sessions/{id}"));
    assert_eq!(status.member("status"), "WAITING");
}

#[test]
fn only_sessions_of_the_channel_can_be_visited() {
    let service = Service::start(&[]);
    let gone = "Session not found or expired";
    let started = service.start_session(r#"{"destination":"+19876543210"}"#);
    service.get(&format!("/sma/{}", started.member("sessionId"))).refuses(404, 1300, gone);
    service.get("/sma/18b526add06348c0bb934e71f042f047").refuses(404, 1300, gone);
    let message = "expected a session id of 32 hexadecimal digits, or 36 characters with dashes, \
                   found 1";
    service.get("/sma/x").refuses(400, 1000, message);
}

/// A network that knows one phone, by what it adds to requests.
struct Network;

impl SmaProvider for Network {
    fn is_available<'a>(&'a self, client: &'a Client) -> Answer<'a> {
        Box::pin(async { client.ip == IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)) })
    }

    fn confirms<'a>(&'a self, visit: &'a Visit<'a>) -> Answer<'a> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(1)).await;
            let number = visit.headers.get("x-msisdn").and_then(|value| value.to_str().ok());
            let is_near = visit.peer.is_some_and(|peer| peer.is_loopback());
            is_near && number == Some(&format!("{:#}", visit.destination))
        })
    }
}

#[test]
fn a_network_that_knows_the_number_verifies_it() {
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let tokens = Tokens::parse(&format!("first:another-long-token,demo:{TOKEN}")).unwrap();
    assert!(Token::parse(TOKEN).is_some());
    let app = App {
        engine: Engine::default(),
        store: Arc::new(Memory::new(Setup::new(Engine::default())).unwrap()),
        base_url: BaseUrl::parse(url.clone().leak()).unwrap(),
        tokens,
        sends: false,
        sma: Box::new(Network),
        timeout: Duration::from_secs(10),
        metrics: Arc::default(),
    };
    let shared = Shared {
        tls: None,
        plain: Link::plain(true),
        trusted_proxies: verify_service::config::Networks::default(),
        timeout: Duration::from_secs(10),
        metrics: None,
    };
    let server = Server { listener, connections: 10, threads: None, shared };
    runtime.spawn(server.serve(api::routes(Arc::new(app)), std::future::pending()));

    let path = format!("{url}/api/v2/subaccounts/demo/sma/coverage");
    assert_eq!(post(&path, r#"{"clientIp":"192.0.2.7"}"#).text, r#"{"isAvailable":true}"#);
    assert_eq!(post(&path, r#"{"clientIp":"192.0.2.8"}"#).text, r#"{"isAvailable":false}"#);

    let body = r#"{"destination":"+19876543210","channel":"sma"}"#;
    let started = post(&format!("{url}/api/v2/subaccounts/demo/sessions"), body);
    let visit = started.json()["sma"]["verificationUrl"].as_str().unwrap().to_owned();
    assert_eq!(get(&visit, &[("X-MSISDN", "19876543211")]).member("status"), "WAITING");
    assert_eq!(get(&visit, &[("X-MSISDN", "19876543210")]).member("status"), "VERIFIED");
    assert_eq!(get(&visit, &[]).member("status"), "VERIFIED");
    let token = format!("Bearer {TOKEN}");
    let status = get(&started.member("verifyUri"), &[("Authorization", &token)]);
    assert_eq!(status.member("status"), "VERIFIED");
}

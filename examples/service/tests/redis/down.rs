//! Redis that is gone, or stands still: calls are refused, and taken again once it is back.

use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::Response;

use crate::client::Client;
use crate::fleet::CLIENT_IP;
use crate::server::Server;
use crate::service::{Folder, Service, TOKEN};

/// How long a call may take.
const LIMIT: Duration = Duration::from_secs(5);

/// How long Redis stands still.
const STILL: Duration = Duration::from_secs(20);

fn service(url: &str, folder: &Folder) -> Service {
    let tokens = format!("demo:{TOKEN}");
    Service::start("redis", folder, &[("REDIS_URL", url), ("TOKENS", &tokens), ("LOG", "info")])
}

/// Starts a session, and returns the status and its `Retry-After`.
fn start(service: &Service, number: &str) -> (u16, Option<String>) {
    let config = Agent::config_builder().http_status_as_error(false).build();
    let url = format!("http://{}/api/v2/subaccounts/demo/sessions", service.address);
    let response: Response<_> = Agent::new_with_config(config)
        .post(url)
        .header("authorization", format!("Bearer {TOKEN}"))
        .header("content-type", "application/json")
        .send(format!("{{\"destination\":\"{number}\"}}"))
        .unwrap();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), retry_after)
}

/// Starts sessions until one is not refused.
fn heals(service: &Service) {
    let began = Instant::now();
    while start(service, "+447400123499").0 == 503 {
        assert!(began.elapsed() < Duration::from_secs(30), "it does not heal");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn redis_that_stands_still() {
    let (server, folder) = (Server::start(&[]), Folder::new());
    let service = service(&server.url(), &folder);
    assert_eq!(start(&service, "+447400123401").0, 200);
    server.signal("-STOP");
    let stopped = Instant::now();
    let began = stopped;
    let (status, retry_after) = start(&service, "+447400123402");
    assert!(status == 503 && retry_after.is_some(), "{status} {retry_after:?}");
    assert!(began.elapsed() + Duration::from_secs(1) >= LIMIT, "{:?}", began.elapsed());
    // From now on it is known.
    let began = Instant::now();
    for _ in 0..10 {
        let (status, retry_after) = start(&service, "+447400123403");
        assert!(status == 503 && retry_after.is_some(), "{status} {retry_after:?}");
    }
    assert!(began.elapsed() < LIMIT, "each waits: {:?}", began.elapsed());
    thread::sleep(STILL.saturating_sub(stopped.elapsed()));
    assert_eq!(start(&service, "+447400123403").0, 503);
    server.signal("-CONT");
    heals(&service);
}

#[test]
fn redis_that_is_gone() {
    let (mut server, folder) = (Server::start(&["--appendonly", "yes"]), Folder::new());
    let service = service(&server.url(), &folder);
    let answer = service.client().start("+447400123401", CLIENT_IP).unwrap();
    let (id, code) = (answer.id().to_owned(), service.messages().code("+447400123401").unwrap());
    server.kill();
    // The first one may find out.
    start(&service, "+447400123402");
    let began = Instant::now();
    let (status, retry_after) = start(&service, "+447400123403");
    assert!(status == 503 && retry_after.is_some(), "{status} {retry_after:?}");
    assert!(began.elapsed() < LIMIT, "{:?}", began.elapsed());
    server.restart();
    heals(&service);
    // It has forgotten the scripts, and kept the session.
    let answer = service.client().get(&id, Some(&code)).unwrap();
    assert_eq!((answer.http, answer.status()), (200, "VERIFIED"));
}

#[test]
fn redis_that_comes_later() {
    let (mut server, folder) = (Server::start(&[]), Folder::new());
    server.kill();
    let service = service(&server.url(), &folder);
    assert_eq!(start(&service, "+447400123401").0, 503);
    server.restart();
    heals(&service);
}

/// Redis takes no more writes: nothing is half done.
#[test]
fn redis_that_is_full() {
    let (server, folder) = (Server::start(&[]), Folder::new());
    let service = service(&server.url(), &folder);
    assert_eq!(start(&service, "+447400123401").0, 200);
    let set = |bytes: &str| {
        let mut connection = server.connection();
        redis::cmd("CONFIG").arg(&["SET", "maxmemory", bytes]).exec(&mut connection).unwrap();
    };
    let keys = || -> Vec<Vec<u8>> {
        let mut keys: Vec<_> = redis::cmd("KEYS").arg("*").query(&mut server.connection()).unwrap();
        keys.sort();
        keys
    };
    let mut client = Client::new(service.address);
    // Once its message is done.
    let began = Instant::now();
    while keys().iter().any(|key| key.ends_with(b"ts")) && began.elapsed() < LIMIT {}
    let before = keys();
    set("1");
    let (status, retry_after) = start(&service, "+447400123402");
    assert!(status == 503 && retry_after.is_some(), "{status} {retry_after:?}");
    assert_eq!(keys(), before);
    set("0");
    assert_eq!(client.start("+447400123402", CLIENT_IP).unwrap().http, 200);
}

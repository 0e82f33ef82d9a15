//! What a session takes in the memory of Redis, with everything that belongs to it.

use std::sync::Arc;
use std::time::Duration;

use verify_core::engine::{Engine, Limits};
use verify_core::limit::Quota;
use verify_core::request::Request;
use verify_service::outbox::Outgoing;
use verify_service::store::{Redis, RedisUrl, Setup, Store};

use crate::direct::sub_account;
use crate::server::Server;

/// Enough that the tables of Redis have doubled not long ago, when more than half of them is free.
const SESSIONS: u32 = 26_000;

fn used(server: &Server) -> u64 {
    let info: String = redis::cmd("INFO").arg("memory").query(&mut server.connection()).unwrap();
    let used = info.lines().find_map(|line| line.strip_prefix("used_memory:")).unwrap();
    used.parse().unwrap()
}

/// Starts a session for a number and a client of its own.
async fn start(store: &Redis, engine: &Engine, index: u32) {
    let (number, client) = (format!("+4474{index:08}"), std::net::Ipv4Addr::from(index));
    let client = client.to_string();
    let request = Request {
        destination: Some(number.as_str()),
        client_ip: Some(client.as_str()),
        ..Request::default()
    };
    let verification = request.validate().unwrap();
    let call = engine.start(sub_account(), &verification, None);
    let plan = store.drive(call, |_| Outgoing::default()).await.unwrap();
    assert!(plan.answer().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_session() {
    let hour = Duration::from_secs(3600);
    let quota = |count, burst| Quota::new(count, hour, burst).ok();
    let (range, country) = (quota(1000, 60_000), quota(1000, 60_000));
    // Nothing is verified here.
    let limits = Limits { range, country, conversion: None, ..Limits::default() };
    let engine = Engine { limits, ..Engine::default() };
    let server = Server::start(&[]);
    let url = RedisUrl::parse(&server.url()).unwrap();
    let store = Arc::new(Redis::new(url, [sub_account()], Setup::new(engine)).unwrap());
    start(&store, &engine, 0).await;
    let before = used(&server);
    let workers = (0..64).map(|first| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for index in (first + 1..=SESSIONS).step_by(64) {
                start(&store, &engine, index).await;
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
    let each = (used(&server) - before) / u64::from(SESSIONS);
    println!("{each} bytes a session");
    assert!(each <= 600, "{each} bytes");
}

//! Until when Redis keeps a counter that many calls raise: as long as it counts, and a minute
//! longer at most.

use std::time::Duration;

use verify_core::engine::{Engine, Limits};
use verify_core::limit::{Quota, Raise};
use verify_core::request::Request;
use verify_core::time::Timestamp;
use verify_service::outbox::Outgoing;
use verify_service::store::{NotCommitted, Redis, RedisUrl, Setup, Store};

use crate::direct::sub_account;
use crate::server::Server;

/// How many starts the country allows.
const BURST: u16 = 60;

const MINUTE: u64 = 60_000;

/// Returns the value of the counter, and until when it is kept.
fn counter(server: &Server) -> (u64, u64) {
    let key = [b"v1{demo}l\x05".as_slice(), &44_u64.to_le_bytes()].concat();
    let (mut value, mut until) = (redis::cmd("GET"), redis::cmd("PEXPIRETIME"));
    let mut connection = server.connection();
    let value = value.arg(&key).query(&mut connection).unwrap();
    (value, until.arg(&key).query(&mut connection).unwrap())
}

/// How often the server has run a command.
fn calls(server: &Server, command: &str) -> usize {
    let info: String =
        redis::cmd("INFO").arg("commandstats").query(&mut server.connection()).unwrap();
    let name = format!("cmdstat_{command}:calls=");
    let calls = info.lines().find_map(|line| line.strip_prefix(name.as_str()));
    calls.map_or(0, |calls| calls.split(',').next().unwrap().parse().unwrap())
}

#[tokio::test]
async fn a_counter_is_kept_as_long_as_it_counts() {
    let quota = Quota::new(1000, Duration::from_secs(3600), BURST).unwrap();
    let limits = Limits { country: Some(quota), ..Limits::NONE };
    let engine = Engine { limits, ..Engine::default() };
    let server = Server::start(&[]);
    let url = RedisUrl::parse(&server.url()).unwrap();
    let store = Redis::new(url, [sub_account()], Setup::new(engine)).unwrap();
    // As long as it takes, no more than one start becomes free.
    let raise: Raise = quota.raise(Timestamp::UNIX_EPOCH, engine.base);
    let mut last = 0;
    for index in 0..BURST {
        start(&store, &engine, index).await.unwrap();
        let (value, until) = counter(&server);
        let grown = value - last;
        assert!(last == 0 || grown == raise.cost(), "{grown}");
        let idle_at = raise.idle_at(value).as_unix_millis();
        assert!((idle_at..idle_at + MINUTE).contains(&until), "{until} after {idle_at}");
        last = value;
    }
    // The first start, and one for each minute of its 3.6 minutes, say until when.
    assert!(calls(&server, "incrby") >= usize::from(BURST) - 5);
    let mut refused = false;
    for index in BURST..BURST + 20 {
        refused |= matches!(start(&store, &engine, index).await, Err(NotCommitted::Limited(_)));
    }
    assert!(refused);
}

/// Starts a session of another number.
async fn start(store: &Redis, engine: &Engine, index: u16) -> Result<(), NotCommitted> {
    let number = format!("+4474{index:08}");
    let request = Request { destination: Some(number.as_str()), ..Request::default() };
    let verification = request.validate().unwrap();
    let call = engine.start(sub_account(), &verification, None);
    let plan = store.drive(call, |_| Outgoing::default()).await?;
    assert!(plan.answer().is_ok());
    Ok(())
}

//! The store in Redis.

use std::sync::Arc;

use redis::Connection;
use verify_core::engine::{Action, Call, Engine, Plan};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_service::outbox::{Claimed, Kind, Outcome, Outgoing, Task};
use verify_service::store::{NotCommitted, Record, Redis, RedisUrl, Store};

use crate::server::Server;
use crate::stores::{Hands, RUNTIME, Tested};

/// How much longer the store keeps everything in a test.
const SHIFT: u64 = 100 * 365 * 86_400_000;

/// A store in Redis, and the server that it is in.
pub(crate) struct InRedis {
    pub(crate) store: Redis,
    pub(crate) server: Server,
    hands: Hands,
}

impl InRedis {
    pub(crate) fn new(engine: Engine, hands: &Hands) -> Self {
        let server = Server::start(&[]);
        let url = RedisUrl::parse(&server.url()).unwrap();
        let store = Redis::without_turns(url, hands.setup(engine)).unwrap();
        Self { store, server, hands: hands.clone() }
    }
}

impl Store for InRedis {
    async fn drive<'a, A>(
        &self,
        call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Plan<'a, A::Answer>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        self.store.drive(call, outgoing).await
    }

    async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        self.store.claim(kind, most).await
    }

    async fn finish(&self, claimed: Claimed, outcome: Outcome) {
        self.store.finish(claimed, outcome).await;
    }

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        self.store.waiting(kind).await
    }
}

impl Tested for InRedis {
    const FORGETS_TASKS: bool = false;

    fn records(&self) -> Vec<Record> {
        records(&mut self.server.connection())
    }

    fn tasks(&self) -> Vec<(Arc<str>, Task)> {
        let mut connection = self.server.connection();
        let keys: Vec<Vec<u8>> = redis::cmd("KEYS").arg("*}t[sc]").query(&mut connection).unwrap();
        let tasks = keys.into_iter().flat_map(|key| {
            let values: Vec<Vec<u8>> =
                redis::cmd("HVALS").arg(&key).query(&mut connection).unwrap();
            let key = String::from_utf8(key).unwrap();
            let (of, _) = key.strip_prefix("v1{").unwrap().split_once('}').unwrap();
            let of = Arc::<str>::from(of);
            // What stands before a task says who works on it.
            let task = |value: Vec<u8>| {
                [13, 14].iter().find_map(|at| Task::from_bytes(&value[*at..]).ok())
            };
            values.into_iter().map(move |value| (Arc::clone(&of), task(value).unwrap()))
        });
        tasks.collect()
    }

    fn turn(&self) {
        RUNTIME.block_on(self.store.turn()).unwrap();
        // The server forgets by its own clock.
        let mut connection = self.server.connection();
        for record in records(&mut connection) {
            if record.keep_until.is_some_and(|until| until <= self.hands.now()) {
                redis::cmd("DEL").arg(record.key).exec(&mut connection).unwrap();
            }
        }
    }

    fn all_turns(&self) {
        self.turn();
    }
}

/// Returns every record that the engine knows of.
fn records(connection: &mut Connection) -> Vec<Record> {
    let all = redis::Script::new(
        "local all = {}
         for i, key in ipairs(redis.call('KEYS', '*')) do
           if string.find(key, '}[swfl]') then
             local value, time = redis.call('GET', key), redis.call('PEXPIRETIME', key)
             all[#all + 1] = {key, value, time}
           end
         end
         return all",
    );
    let all: Vec<(Vec<u8>, Vec<u8>, i64)> = all.invoke(connection).unwrap();
    let records = all.into_iter().map(|(key, mut value, until)| {
        let kind = key[key.iter().position(|byte| *byte == b'}').unwrap() + 1];
        match kind {
            b'l' => {
                let counter: u64 = str::from_utf8(&value).unwrap().parse().unwrap();
                value = counter.to_le_bytes().to_vec();
            }
            b's' => value.truncate(Session::BYTES),
            _ => {}
        }
        let until = u64::try_from(until).ok();
        let keep_until = until.map(|until| Timestamp::from_unix_millis(until - SHIFT).unwrap());
        Record { key, value, keep_until }
    });
    records.collect()
}

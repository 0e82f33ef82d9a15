//! The store in Redis.

use std::sync::Arc;

use redis::Connection;
use verify_core::engine::{Action, Call, Engine, Plan};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_service::outbox::{Claimed, Kind, Outcome, Outgoing, Task};
use verify_service::store::{Committed, NotCommitted, Record, Redis, RedisUrl, Store};

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
    ) -> Result<Committed<'a, A>, NotCommitted>
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
        let forget = redis::Script::new(FORGET);
        let now = self.hands.now().as_unix_millis() + SHIFT;
        forget.arg(now).invoke::<()>(&mut self.server.connection()).unwrap();
    }

    fn all_turns(&self) {
        self.turn();
    }
}

/// Forgets what need not be kept. Keys have any bytes behind the tag, which is why it is looked for
/// at their beginning.
const FORGET: &str = "
    for _, key in ipairs(redis.call('KEYS', '*')) do
        local time = redis.call('PEXPIRETIME', key)
        if string.find(key, '^v1{[^}]*}w') then
            local record = redis.call('GET', key)
            local kept, id, count, idle = struct.unpack('<I8c16I8I8', record)
            if kept <= tonumber(ARGV[1]) then kept, id = 0, string.rep('\\0', 16) end
            if idle <= tonumber(ARGV[1]) then count, idle = 0, 0 end
            record = struct.pack('<I8c16I8I8', kept, id, count, idle)
            redis.call('SET', key, record, 'KEEPTTL')
        end
        if time > 0 and time <= tonumber(ARGV[1]) then redis.call('DEL', key) end
    end";

/// Reads everything that the engine knows of.
const ALL: &str = "
    local all = {}
    for _, key in ipairs(redis.call('KEYS', '*')) do
        if string.find(key, '^v1{[^}]*}[swfl]') then
            all[#all + 1] = {key, redis.call('GET', key), redis.call('PEXPIRETIME', key)}
        end
    end
    return all";

/// Returns every record that the engine knows of.
fn records(connection: &mut Connection) -> Vec<Record> {
    let all: Vec<(Vec<u8>, Vec<u8>, i64)> = redis::Script::new(ALL).invoke(connection).unwrap();
    let records = all.into_iter().flat_map(|(key, mut value, until)| {
        let kind = key.iter().position(|byte| *byte == b'}').unwrap() + 1;
        match key[kind] {
            b'l' => {
                let counter: u64 = str::from_utf8(&value).unwrap().parse().unwrap();
                value = counter.to_le_bytes().to_vec();
            }
            b's' => value.truncate(Session::BYTES),
            b'w' => return of_destination(&key, kind, &value, until),
            _ => {}
        }
        vec![record(key, value, until)]
    });
    records.collect()
}

fn record(key: Vec<u8>, value: Vec<u8>, until: i64) -> Record {
    let until = u64::try_from(until).ok();
    let keep_until = until.map(|until| Timestamp::from_unix_millis(until - SHIFT).unwrap());
    Record { key, value, keep_until }
}

/// Takes the record of a destination apart, which is kept as long as one of its parts.
fn of_destination(key: &[u8], kind: usize, value: &[u8], until: i64) -> Vec<Record> {
    let number = |at: usize| i64::from_le_bytes(value[at..at + 8].try_into().unwrap());
    assert!(value.len() == 40 && until >= number(0).max(number(32)));
    let mut records = Vec::new();
    if number(0) > 0 {
        records.push(record(key.to_vec(), value[8..24].to_vec(), number(0)));
    }
    if number(32) > 0 {
        let counter = [&key[..kind], b"l\x03", &key[kind + 1..]].concat();
        records.push(record(counter, value[24..32].to_vec(), number(32)));
    }
    records
}

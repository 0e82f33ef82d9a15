use crate::inputs::at;
use crate::{Criterion, black_box};
use rand_core::Rng;
use std::array;
use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};
use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Engine, KeyBytes, Limits, Plan};
use verify_core::limit::Quota;
use verify_core::request::{Request, SubAccountId};
use verify_core::session::Verdict;

/// A store that several threads share: each sub-account is in one shard, which a call locks.
struct Store {
    shards: [Mutex<Shard>; 64],
}

#[derive(Default)]
struct Shard {
    records: HashMap<KeyBytes, Vec<u8>>,
    counters: HashMap<KeyBytes, u64>,
}

impl Shard {
    fn drive<'a, A: Action>(
        &mut self,
        mut call: Call<'a, A>,
        rng: &mut Generator,
    ) -> Plan<'a, A::Answer> {
        while let Some(key) = call.wants() {
            let bytes = key.to_bytes();
            if key.is_counter() {
                call.give_counter(self.counters.get(&bytes).copied().unwrap_or_default());
            } else {
                call.give(self.records.get(&bytes).map(Vec::as_slice)).unwrap();
            }
        }
        // Nobody else writes before the commit, since the shard is locked.
        let plan = call.decide(at(0), rng);
        for wanted in plan.raises() {
            let counter = self.counters.entry(wanted.key.to_bytes()).or_default();
            *counter = wanted.raise.apply(*counter).unwrap();
        }
        for write in plan.writes() {
            match write.value {
                Some(value) => self.records.insert(write.key.to_bytes(), value.to_vec()),
                None => self.records.remove(&write.key.to_bytes()),
            };
        }
        plan
    }
}

/// Measures verifications by one thread and by two, which share the store and nothing else.
pub(crate) fn bench(c: &mut Criterion) {
    for threads in [1, 2] {
        let name = format!("engine/verification over a shared store, threads: {threads}");
        c.bench_function(&name, |b| b.iter_custom(|count| time(count, threads)));
    }
}

/// Times this many verifications, which the threads share.
fn time(count: u64, threads: u64) -> Duration {
    let store = Store { shards: array::from_fn(|_| Mutex::default()) };
    let start = Instant::now();
    thread::scope(|scope| {
        for thread in 0..threads {
            let store = &store;
            scope.spawn(move || verify(store, thread, (count + thread) / threads));
        }
    });
    start.elapsed()
}

/// Starts sessions of its own numbers, each in one of many sub-accounts, and has a wrong code and
/// the right one checked for each.
fn verify(store: &Store, thread: u64, count: u64) {
    let engine = Engine { limits: limits(), ..Engine::default() };
    let mut rng = Generator::from_seed([u8::try_from(thread).unwrap(); 32]);
    let mut choice = Generator::from_seed([u8::MAX - u8::try_from(thread).unwrap(); 32]);
    for index in 0..count {
        let number = format!("+1987{:07}", (2 * index + thread) % 10_000_000);
        let request = Request { destination: Some(&*number), ..Request::default() };
        let verification = request.validate().unwrap();
        let shard = choice.next_u32() as usize % store.shards.len();
        let name = format!("sub-account-{shard}");
        let sub_account = SubAccountId::parse(&name).unwrap();
        let lock = || store.shards[shard].lock().unwrap();

        let plan = lock().drive(engine.start(sub_account, &verification, None), &mut rng);
        let session = plan.session().unwrap();
        let (id, code) = (session.id(), session.code().expose());
        let wrong = lock().drive(engine.check(sub_account, id, black_box("?")), &mut rng);
        black_box(wrong.answer());
        let right = lock().drive(engine.check(sub_account, id, black_box(code)), &mut rng);
        assert_eq!(*right.answer(), Ok(Verdict::Verified));
    }
}

/// Each call raises all of its counters, and none refuses.
fn limits() -> Limits {
    let plenty = Quota::new(u16::MAX, Duration::from_millis(1), u16::MAX).ok();
    Limits { destination: plenty, range: plenty, country: plenty, ..Limits::NONE }
}

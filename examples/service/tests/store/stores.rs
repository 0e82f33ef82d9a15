//! The stores as the tests see them.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use tokio::runtime::Runtime;
use verify_core::engine::{Action, Call, Engine, Plan};
use verify_core::time::Timestamp;
use verify_service::outbox::Outgoing;
use verify_service::store::{Clock, Memory, NotCommitted, Record, Redb, Setup, Store};

/// A clock that is set.
#[derive(Clone, Default)]
pub(crate) struct Hands(Arc<AtomicU64>);

impl Hands {
    pub(crate) fn set(&self, millis: u64) {
        self.0.store(millis, Ordering::SeqCst);
    }

    pub(crate) fn setup(&self, engine: Engine) -> Setup {
        Setup { clock: self.clock(), ..Setup::new(engine) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn clock(&self) -> Clock {
        let hands = self.clone();
        Arc::new(move || hands.now())
    }
}

/// What all stores can.
pub(crate) trait Tested: Store + Sized {
    fn records(&self) -> Vec<Record>;
    fn turn(&self);

    /// Looks at every record.
    fn all_turns(&self) {
        // A ring has 8192 turns.
        (0..8193).for_each(|_| self.turn());
    }
}

impl Tested for Memory {
    fn records(&self) -> Vec<Record> {
        self.records()
    }

    fn turn(&self) {
        self.turn();
    }
}

impl Tested for Redb {
    fn records(&self) -> Vec<Record> {
        self.records()
    }

    fn turn(&self) {
        self.turn();
    }
}

/// Drives a call to its end.
pub(crate) fn drive<'a, A>(
    store: &impl Store,
    call: Call<'a, A>,
) -> Result<Plan<'a, A::Answer>, NotCommitted>
where
    A: Action + Send + Sync,
    A::Answer: Send + Sync,
{
    RUNTIME.block_on(store.drive(call, |_| Outgoing::default()))
}

/// What all calls run on: a connection to Redis lives in the one that it was made in.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

pub(crate) fn memory(engine: Engine, hands: &Hands) -> Memory {
    Memory::without_turns(hands.setup(engine)).unwrap()
}

/// A folder that is removed in the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::SeqCst));
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn open(&self, engine: Engine, hands: &Hands) -> Redb {
        Redb::open_without_turns(&self.0, hands.setup(engine)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

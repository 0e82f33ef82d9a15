//! The stores as the tests see them.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::runtime::Runtime;
use tokio::time::timeout;
use verify_core::engine::{Action, Call, Engine, Plan, Refused, Sending};
use verify_core::request::Verification;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;
use verify_service::gateway::Message;
use verify_service::outbox::{Claimed, Kind, Outgoing, Task};
use verify_service::store::{Clock, Committed, Memory, NotCommitted, Record, Redb, Setup, Store};

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

/// What every store can, so that it is compared with the model.
pub(crate) trait Tested: Store + Sized {
    /// Whether it forgets tasks whose time is over though nobody works on any.
    const FORGETS_TASKS: bool = true;

    /// Returns what the engine has written.
    fn records(&self) -> Vec<Record>;
    /// Returns every task with its sub-account.
    fn tasks(&self) -> Vec<(Arc<str>, Task)>;
    /// Expires and forgets what is due.
    fn turn(&self);

    /// Claims what is due now, and waits for nothing else.
    fn due(&self, kind: Kind) -> impl Future<Output = Vec<Claimed>> + Send {
        async move { self.claim(kind, 100).now_or_never().unwrap_or_default() }
    }

    /// Lets the time pass by which leases are measured.
    fn pass(&self, time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::advance(time)
    }

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

    fn tasks(&self) -> Vec<(Arc<str>, Task)> {
        self.tasks()
    }

    fn turn(&self) {
        self.turn();
    }
}

impl Tested for Redb {
    fn records(&self) -> Vec<Record> {
        self.records()
    }

    fn tasks(&self) -> Vec<(Arc<str>, Task)> {
        self.tasks()
    }

    fn turn(&self) {
        self.turn();
    }
}

/// Drives a call that sends nothing to its end.
pub(crate) fn drive<'a, A>(
    store: &impl Store,
    call: Call<'a, A>,
) -> Result<Committed<'a, A>, NotCommitted>
where
    A: Action + Send + Sync,
    A::Answer: Send + Sync,
{
    drive_with(store, call, |_| Outgoing::default())
}

/// Drives a call to its end.
pub(crate) fn drive_with<'a, A>(
    store: &impl Store,
    call: Call<'a, A>,
    outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
) -> Result<Committed<'a, A>, NotCommitted>
where
    A: Action + Send + Sync,
    A::Answer: Send + Sync,
{
    at_once(store.drive(call, outgoing))
}

/// Returns what a start sets in motion.
pub(crate) fn outgoing(
    plan: &Plan<'_, Result<Sending, Refused>>,
    verification: &Verification<'_>,
    url: Option<&str>,
) -> Outgoing {
    let started = plan.started(verification);
    let base = BaseUrl::parse("https://example.com").unwrap();
    Outgoing {
        message: started.map(|started| Message::of(&started.with_base_url(base)).unwrap()),
        callback_url: url.map(str::to_owned),
    }
}

/// Waits for what a store answers without waiting itself.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    let patience = Duration::from_secs(20);
    RUNTIME.block_on(async { timeout(patience, future).await }).expect("the store answers")
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

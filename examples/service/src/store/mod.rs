//! Where records are kept: the trait [`Store`], and one driver of the engine for each place.
//!
//! The law: **an answer is returned only once its plan is committed**, so that a process that dies
//! loses nothing that a client was told.

mod changes;
mod dump;
mod index;
mod memory;
mod motion;
mod name;
mod queue;
mod records;
mod redb;
mod redis;
mod rows;
mod shared;
mod table;
mod tasks;
mod wheel;

pub use dump::Record;
pub use memory::Memory;
pub use redb::{OpenError, Redb};
pub use redis::{Redis, RedisUrl};

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use verify_core::engine::{Action, Call, Engine, Event, Plan, Refused};
use verify_core::response::ApiError;
use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;

use crate::clock;
use crate::gateway::{Message, SendError};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing, Posted};

/// Tells a store the time: [`clock::now`], or whatever a test wants.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A plan that is committed. In a box, since it is large, and futures copy what they return.
pub type Committed<'a, A> = Box<Plan<'a, <A as Action>::Answer>>;

/// A place where records are kept, and tasks until they are done.
pub trait Store: Send + Sync + 'static {
    /// Drives a call: reads what it wants, lets it decide, and commits its plan; from the beginning
    /// again where another call was faster.
    ///
    /// What the plan sets in motion is stored in the same commit: `outgoing` says what is to be
    /// sent and where changes of the session are posted.
    ///
    /// Dropping the future does not take back what has been committed.
    fn drive<'a, A>(
        &self,
        call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> impl Future<Output = Result<Committed<'a, A>, NotCommitted>> + Send
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync;

    /// Takes tasks of a kind that are due, `most` at most, and waits until there is one. For the
    /// time of a [lease](crate::outbox::LEASE) nobody else gets them.
    fn claim(&self, kind: Kind, most: usize) -> impl Future<Output = Vec<Claimed>> + Send;

    /// Whether a task is still to be done that was claimed a while ago: its session may be over, or
    /// another message may have taken its place. Where a worker gets a task at once, it is.
    fn is_current(&self, claimed: &Claimed) -> impl Future<Output = bool> + Send {
        let _ = claimed;
        std::future::ready(true)
    }

    /// Stores what has become of a task. A message that another one has superseded in the meantime
    /// is over, whatever has become of it. If that cannot be stored, the task is due again after
    /// its lease.
    fn finish(&self, claimed: Claimed, outcome: Outcome) -> impl Future<Output = ()> + Send;

    /// Gives back the tasks of a kind that this process has leased and no worker has got, so that
    /// others have them at once. It takes no more of them.
    fn release(&self, kind: Kind) -> impl Future<Output = ()> + Send {
        let _ = kind;
        std::future::ready(())
    }

    /// Returns how many tasks of a kind are stored: those that are due, those that wait to be tried
    /// again, and those that somebody works on.
    ///
    /// # Errors
    /// [`NotCommitted::Down`]: the store does not answer, so the service is not ready.
    fn waiting(&self, kind: Kind) -> impl Future<Output = Result<usize, NotCommitted>> + Send;

    /// Whether tasks outlive this process. Otherwise they are done before it ends, if that does not
    /// take too long.
    fn is_durable(&self) -> bool {
        true
    }
}

/// What every store needs.
#[derive(Clone)]
pub struct Setup {
    /// How calls are decided.
    pub engine: Engine,
    /// The time, where the store has none of its own.
    pub clock: Clock,
    /// Who learns what happens.
    pub observer: Arc<dyn Observer>,
}

impl Setup {
    /// Decides by an engine, with the clock of this machine and without an observer.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self { engine, clock: Arc::new(clock::now), observer: Arc::new(Nobody) }
    }

    /// Tells the observer what a plan that is committed has changed.
    pub(crate) fn observe<T>(&self, plan: &Plan<'_, T>) {
        each_change(plan, |from, session| self.observer.changed(from, session));
    }
}

/// Learns what happens in a store and its outbox, for metrics. It is called for what this process
/// does, not for what others do.
pub trait Observer: Send + Sync + 'static {
    /// The status of a session has changed: what it was before, `None` for a new one, and the
    /// session after the change.
    fn changed(&self, from: Option<Status>, session: &Session) {
        let _ = (from, session);
    }

    /// Somebody else was faster, and a call begins again.
    fn conflicted(&self) {}

    /// A message was tried: what the gateway has answered, and how long that took.
    fn sent(&self, message: &Message, result: Result<(), SendError>, took: Duration) {
        let _ = (message, result, took);
    }

    /// A callback was tried: what becomes of it, and how long that took.
    fn posted(&self, posted: Posted, took: Duration) {
        let _ = (posted, took);
    }
}

/// An observer who learns nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Observer for Nobody {}

/// Calls a function for each session whose status a plan changes, with the status before and the
/// session after the change.
pub(crate) fn each_change<T>(plan: &Plan<'_, T>, mut look: impl FnMut(Option<Status>, &Session)) {
    for event in plan.events() {
        let Event::Changed { session: id, from, .. } = event else { continue };
        if let Some(session) = plan.session().filter(|session| session.id() == id) {
            look(from, session);
            continue;
        }
        // A start has ended another session, which had expired.
        let mut written = plan.writes().filter_map(|write| Session::from_bytes(write.value?).ok());
        if let Some(session) = written.find(|session| session.id() == id) {
            look(from, &session);
        }
    }
}

/// Why a plan is not committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCommitted {
    /// A limit refuses the call.
    Limited(Refused),
    /// The store is down, or its reply was lost: whether it has committed is unknown.
    Down,
}

impl NotCommitted {
    /// Returns what refuses the call, if a limit does.
    #[must_use]
    pub const fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Limited(refused) => Some(refused),
            Self::Down => None,
        }
    }
}

impl fmt::Display for NotCommitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limited(refused) => refused.fmt(f),
            Self::Down => f.write_str("the store does not answer"),
        }
    }
}

impl Error for NotCommitted {}

impl From<NotCommitted> for ApiError {
    fn from(error: NotCommitted) -> Self {
        match error {
            NotCommitted::Limited(refused) => refused.into(),
            NotCommitted::Down => Self::Unavailable,
        }
    }
}

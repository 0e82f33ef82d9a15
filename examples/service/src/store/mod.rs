//! Where records are kept: the trait [`Store`], and one driver of the engine for each place.
//!
//! The law: **an answer is returned only once its plan is committed**, so that a process that dies
//! loses nothing that a client was told.

mod changes;
mod dump;
mod memory;
mod name;
mod records;
mod redb;
mod shared;
mod table;
mod wheel;

pub use dump::Record;
pub use memory::Memory;
pub use redb::{OpenError, Redb};

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use verify_core::engine::{Action, Call, Plan, Refused};
use verify_core::response::ApiError;
use verify_core::time::Timestamp;

/// Tells a store the time: [`clock::now`](crate::clock::now), or whatever a test wants.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A place where records are kept.
pub trait Store: Send + Sync + 'static {
    /// Drives a call: reads what it wants, lets it decide, and commits its plan; from the beginning
    /// again where another call was faster.
    ///
    /// Dropping the future does not take back what has been committed.
    fn drive<'a, A>(
        &self,
        call: Call<'a, A>,
    ) -> impl Future<Output = Result<Plan<'a, A::Answer>, NotCommitted>> + Send
    where
        A: Action + Send + Sync,
        A::Answer: Send;
}

/// Why a plan is not committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCommitted {
    /// A limit refuses the call.
    Limited(Refused),
    /// The store is down, or its reply was lost: whether it has committed is unknown.
    Down,
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

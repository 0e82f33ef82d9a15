//! What a commit sets in motion: messages to send and callbacks to post.
//!
//! Laws:
//!
//! 1. **A task is stored in the commit that it belongs to.** Whatever dies afterwards, some process
//!    works it off.
//! 2. **At least once.** Whoever works on a task holds a [lease](LEASE); when that is over and the
//!    task is not, it is due for others.
//! 3. **A session has at most one message to send.** A later one takes its place, and the end of
//!    the session removes it, so that nobody gets a code that no longer counts.
//! 4. **Messages and callbacks wait in queues of their own**: a gateway that is stuck holds up no
//!    callback.

mod bytes;
mod callback;
mod task;

use std::time::Duration;

pub use bytes::TaskError;
pub use callback::Callback;
pub use task::{Claimed, Kind, Outcome, Outgoing, Task};

/// Posts callbacks.
pub trait Poster: Send + Sync + 'static {
    /// Posts a callback that was tried some times before, and returns what has become of it.
    fn post(
        &self,
        sub_account: &str,
        callback: &Callback,
        tries: u32,
    ) -> impl Future<Output = Outcome> + Send;
}

/// How long whoever works on a task has it to himself. It is longer than any gateway or callback
/// may take, since what takes longer is done twice.
pub const LEASE: Duration = Duration::from_secs(60);

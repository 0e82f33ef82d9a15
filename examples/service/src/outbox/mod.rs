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
mod post;
mod send;
mod task;
mod worker;
mod workers;

use std::time::Duration;

pub use bytes::TaskError;
pub use callback::Callback;
pub(crate) use callback::is_cancelled;
pub use post::{Posted, Poster};
pub use task::{Claimed, Kind, Outcome, Outgoing, Task};
pub use workers::Workers;

/// How long whoever works on a task has it to himself. It is longer than any gateway or callback
/// may take, since what takes longer is done twice.
pub const LEASE: Duration = Duration::from_secs(60);

/// How long a gateway or a callback may take at most. A worker that has less time until the end of
/// its lease leaves a task alone.
pub const TIME: Duration = Duration::from_secs(45);

/// How long the [reference](crate::gateway::Message::reference) of the latest long message to a
/// number is kept: within a week, all parts of a message arrive.
pub const REFERENCE_KEPT: Duration = Duration::from_secs(7 * 24 * 3600);
